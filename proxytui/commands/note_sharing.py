"""Notes on a server that change their readers: private ones are shared, own ones made private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import Refused
from proxytui.model.changes import Change
from proxytui.model.private_notes import is_private
from proxytui.wording.phrases import plural
from proxytui.workspace import now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.workspace import Workspace

STAYS = "what it said until now stays in the store's past, for all who can read that"
"""What making a note private does not do."""


def share(workspace: Workspace, ids: Sequence[str]) -> tuple[str, ...]:
    """Let all who read the store read private notes, as one step; returns their new ids. Raises
    Refused."""
    for id_ in ids:
        if not is_private(id_):
            raise Refused(f"{id_} is not private", "all who read the store can read it")
    label = "share a private note" if len(ids) == 1 else f"share {plural(len(ids), 'private note')}"
    return _replaced(workspace, ids, lambda: workspace.fresh_id("notes"), label)


def make_private(workspace: Workspace, ids: Sequence[str]) -> tuple[str, ...]:
    """Have the user alone read notes of theirs from now on, as one step; returns their new ids.
    Raises Refused; takes time by the journal's size."""
    if workspace.place.folder is not None:
        raise Refused(
            "a store in a folder is private already", "private notes are for a store on a server"
        )
    authors, login = workspace.note_authors(), workspace.login
    for id_ in ids:
        if is_private(id_):
            raise Refused(f"{id_} is private already", "nobody else can read it")
        author = authors.get(id_)
        by = author.by if author is not None else ""
        if not by or by != login:
            whose = f"was written by {by}" if by else "may be somebody else's"
            hint = "only its author makes a note private; you can write one of your own"
            raise Refused(f"{id_} {whose}", hint)
    label = "make a note private" if len(ids) == 1 else f"make {plural(len(ids), 'note')} private"
    return _replaced(workspace, ids, workspace.fresh_private_id, label)


def _replaced(
    workspace: Workspace, ids: Sequence[str], fresh_id: Callable[[], str], label: str
) -> tuple[str, ...]:
    """Give notes other ids, by which it is known who reads them."""
    new = {id_: fresh_id() for id_ in ids}
    changes: list[Change] = []
    for old, id_ in new.items():
        before = workspace.record("notes", old)
        if before is None:
            raise Refused(f"there is no note {old}", "it may have been removed")
        changes.append(Change("notes", id_, None, {**before, "modified": now()}))
        changes.append(Change("notes", old, before, None))
    workspace.apply(changes, label)
    return tuple(new.values())
