"""Actors that are recorded by their names alone, several in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.editing.records import NewIds
from proxytui.model.changes import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.editing.records import Records
    from proxytui.model.records import Json


def new_actors(names: Sequence[str], kind: str, records: Records) -> list[Change]:
    """The changes that record an actor of a kind for each of the names."""
    ids = NewIds(records)
    changes = []
    for name in names:
        record: Json = {"kind": kind, "names": [{"text": name}]}
        changes.append(Change("actors", ids.fresh("actors", record), None, record))
    return changes
