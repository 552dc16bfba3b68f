"""A file's record against the store's, where either was changed since the file came in before.

The journal is the memory: of each record it has every state and what brought it. A value that the
record had once and a person has changed since is old news and stays changed; what a person changed
and the file changes too is a conflict, of which the store's side stays and both are told.

An actor's names and identifiers are of several files: one that this file hasn't may be another's,
and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import text
from proxytui.errors import Conflict
from proxytui.model.changes import Change

if TYPE_CHECKING:
    from proxytui.model.changes import EarlierState
    from proxytui.model.records import Json

Key: TypeAlias = tuple[str, str]

Earlier: TypeAlias = Callable[[Container[Key]], Mapping[Key, "Sequence[EarlierState]"]]
"""Gives what the journal's steps did to records, by table and id, the newest first."""

Merge: TypeAlias = Callable[[Change, "Json"], "Json | None"]
"""Makes a change to a record that may have changed since; raises Conflict."""


class ConflictingField(NamedTuple):
    """A field of a record that a person changed and the file changes too: both values, None where
    there is none."""

    record: str
    field: str
    ours: object
    theirs: object


class ThreeWay(NamedTuple):
    """The record as it will be; the fields in which a person's change outlives the file's older
    value; and those in which both changed."""

    record: Json
    kept: tuple[str, ...]
    conflicts: tuple[ConflictingField, ...]


def removed_by_hand(states: Sequence[EarlierState]) -> bool:
    """Whether a record that isn't there was removed by a person, not by taking back a step."""
    return bool(states) and states[0].after is None


def three_way(
    key: Key,
    ours: Json,
    theirs: Json,
    states: Sequence[EarlierState],
    merge: Merge,
    *,
    own: bool,
) -> ThreeWay:
    """The record that a store's and a file's give; `own` says that the file is of the program's own
    format, in which a person may have edited it: then what is new in it goes before ours."""
    wanted = dict(theirs)
    kept = []
    for field in sorted(ours.keys() | theirs.keys()):
        if _same(ours, wanted, field):
            continue
        if _is_old(field, ours, theirs, states, own=own):
            kept.append(field)
            _take(wanted, ours, field)
    if own:
        return ThreeWay(wanted, tuple(kept), ())
    if key[0] == "actors":
        _add_known(wanted, ours)
    base = next((s.after for s in states if s.imported is not None and s.after), None)
    conflicts: list[ConflictingField] = []
    # Fields that the file left and a person has added since are no part of the file.
    before = dict(base) if base is not None else dict(ours)
    for field in kept:
        _take(before, ours, field)
    while True:
        try:
            merged = merge(Change(*key, before, wanted), ours)
        except Conflict as conflict:
            field = conflict.field
            name = "/".join(key)
            clash = ConflictingField(name, field, ours.get(field), wanted.get(field))
            conflicts.append(clash)
            _take(wanted, ours, field)
            _take(before, ours, field)
        else:
            return ThreeWay(merged or ours, tuple(kept), tuple(conflicts))


def _add_known(record: Json, ours: Json) -> None:
    """Add the names and identifiers that the store has and a record of an actor hasn't."""
    names, schemes = record.get("names"), record.get("identifiers", {})
    if isinstance(names, list):
        known = {text.fold(str(name.get("text"))) for name in names if isinstance(name, dict)}
        others = (n for n in ours.get("names", ()) if text.fold(str(n.get("text"))) not in known)
        record["names"] = [*names, *others]
    if isinstance(schemes, dict) and (schemes or "identifiers" in ours):
        joined = {scheme: [*values] for scheme, values in ours.get("identifiers", {}).items()}
        for scheme, values in schemes.items():
            there = joined.setdefault(scheme, [])
            there += (value for value in values if value not in there)
        record["identifiers"] = joined


def _same(a: Json, b: Json, field: str) -> bool:
    return (field in a) == (field in b) and a.get(field) == b.get(field)


def _take(record: Json, other: Json, field: str) -> None:
    """Have a field as it is in another record."""
    if field in other:
        record[field] = other[field]
    else:
        record.pop(field, None)


def _is_old(
    field: str, ours: Json, theirs: Json, states: Sequence[EarlierState], *, own: bool
) -> bool:
    """Whether the file's value of a field is one that the record had before, and a person changed
    since; in the program's own format whoever changed it."""
    by_person = own
    for state in states:
        before, after = state.before or {}, state.after or {}
        if state.before is None or _same(before, after, field):
            continue
        if _same(before, theirs, field):
            return by_person or state.imported is None
        by_person = by_person or state.imported is None
    return False
