"""An edited record joined with what was changed elsewhere, and the fields where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import Conflict
from proxytui.model.changes import Change
from proxytui.store.merge_fields import merge, same

if TYPE_CHECKING:
    from collections.abc import Collection

    from proxytui.model.records import Json


class Clash(NamedTuple):
    """A field that two sides have changed, each in its own way; None where it was taken away."""

    field: str
    theirs: object
    mine: object


class Joined(NamedTuple):
    """A record with the changes of both sides; in the fields of `clashes` it has mine."""

    record: Json
    clashes: tuple[Clash, ...]


def joined(stored: Json, mine: Json, theirs: Json) -> Joined:
    """Two edits of a stored record in one: each field as whoever changed it left it.

    Lists whose items are told apart are joined item by item.
    """
    record: Json = {}
    clashes: list[Clash] = []
    for field in dict.fromkeys((*mine, *theirs, *stored)):
        before, ours, others = (
            {field: side[field]} if field in side else {} for side in (stored, mine, theirs)
        )
        if same(others, before) or same(others, ours):
            record |= ours
        elif same(ours, before):
            record |= others
        else:
            try:
                record |= merge(Change("", "", before, ours), others) or {}
            except Conflict:
                clashes.append(Clash(field, others.get(field), ours.get(field)))
                record |= ours
    return Joined(record, tuple(clashes))


def decided(join: Joined, theirs: Collection[str]) -> Json:
    """The record with their values in some of the fields that clash."""
    record = dict(join.record)
    for clash in join.clashes:
        if clash.field in theirs:
            record.pop(clash.field, None)
            if clash.theirs is not None:
                record[clash.field] = clash.theirs
    return record
