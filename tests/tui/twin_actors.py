"""Other records of the small store's actors, for tests of who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from small_store import _claim, _name

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def records(workspace: Workspace) -> dict[str, dict[str, Any]]:
    return {table: dict(rows) for table, rows in workspace.raw().items()}


def add(workspace: Workspace, **actors: dict[str, Any]) -> None:
    """More actors, and a claim of Ardania backing each."""
    changes = [Change("actors", id_, None, one) for id_, one in actors.items()]
    for id_ in actors:
        claim = _claim(f"ardania backs {id_}", terms=["W"], since="2012")
        changes.append(Change("claims", f"c-{id_}", None, claim))
    workspace.apply(changes, "more actors")


def with_twins(workspace: Workspace) -> Workspace:
    """The store with other records of the brigade and of the movement."""
    add(
        workspace,
        cedar2={"kind": "armed-group", "names": [_name("Cedar Brigade")]},
        nur2={
            "kind": "party",
            "names": [_name("Noor Movement")],
            "identifiers": {"ucdp": ["77"]},
        },
    )
    return workspace


def with_merged(twins: Workspace) -> Workspace:
    """The store with the two records of the brigade judged the same, and a claim between them."""
    decision = {"a": "cedar", "b": "cedar2", "judgement": "same", "made": "2024-12-02T10:00:00Z"}
    between = _claim("cedar2 part-of cedar")
    twins.apply(
        [
            Change("identities", "i-1", None, decision),
            Change("claims", "c-between", None, between),
        ],
        "judged",
    )
    return twins
