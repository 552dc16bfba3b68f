"""Private notes: on a server nobody but their author reads them, and their ids tell them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model.packed_changes import PackedChanges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.changes import Change, Changes, Transaction
    from proxytui.model.packed_changes import PackedChange
    from proxytui.model.records import Json

PREFIX = "private-"
"""The prefix of a private note's id; random letters follow."""
_ID = re.compile(rf"{PREFIX}[a-z2-7]{{16}}")


def is_private(id_: str) -> bool:
    """Whether the note with this id is private; a record of another table never is."""
    return id_.startswith(PREFIX) and _ID.fullmatch(id_) is not None


def a_note(id_: str) -> str:
    """A note as the label of a step names it."""
    return "a private note" if is_private(id_) else "a note"


def of_private(change: Change | PackedChange) -> bool:
    """Whether a change is of a private note."""
    return change.table == "notes" and is_private(change.id)


def split(changes: Changes) -> tuple[Changes, tuple[Change, ...]]:
    """The changes of what all may read, and those of private notes."""
    if isinstance(changes, PackedChanges):
        own = list(filter(of_private, changes.packed()))
        if not own:
            return changes, ()
        rest = [change for change in changes.packed() if not of_private(change)]
        shared: Changes = PackedChanges.of(rest, changes.named)
        return shared, tuple(change.unpacked() for change in own)
    own_changes = tuple(change for change in changes if of_private(change))
    if not own_changes:
        return changes, ()
    return tuple(change for change in changes if not of_private(change)), own_changes


def only_private(step: Transaction) -> bool:
    """Whether all changes of a step, which has some, are of private notes."""
    shared, own = split(step.changes)
    return bool(own) and not shared


def named_in(words: bytes) -> set[str]:
    """The ids of private notes, if there are such notes, that stand in a text."""
    return set(_ID.findall(words.decode(errors="replace"))) if PREFIX.encode() in words else set()


def count(tables: Mapping[str, Mapping[str, Json]]) -> int:
    """How many private notes there are."""
    return sum(map(is_private, tables.get("notes", ())))


def count_other(
    tables: Mapping[str, Mapping[str, Json]], others: Mapping[str, Mapping[str, Json]]
) -> int:
    """How many private notes of others are not in the tables as they are."""
    notes, own = others.get("notes", {}), tables.get("notes", {})
    return sum(notes[id_] != own.get(id_) for id_ in filter(is_private, notes))


def without(
    tables: Mapping[str, Mapping[str, Json]],
) -> Mapping[str, Mapping[str, Json]]:
    """The tables without the private notes."""
    if not any(map(is_private, tables.get("notes", ()))):
        return tables
    notes = {id_: note for id_, note in tables["notes"].items() if not is_private(id_)}
    return {**tables, "notes": notes}
