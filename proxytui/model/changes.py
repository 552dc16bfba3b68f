"""Changes of records, and the transactions in which a store keeps them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

import msgspec

from proxytui.model.records import Json
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Rows = TypeVar("Rows", bound=MutableMapping[str, Json])


class Change(msgspec.Struct, frozen=True):
    """A record before and after a change, as plain data; None where it does not exist."""

    table: str
    id: str
    before: Json | None
    after: Json | None


if TYPE_CHECKING:
    Changes: TypeAlias = Sequence[Change]
else:
    Changes = tuple[Change, ...]  # what msgspec decodes them into


class PulledSnapshot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A `store.json` from another machine: that machine's journal, and the offset in it up to which
    the file has everything.

    `held` are the records, as table/id, whose version in the pulled file differs from ours:
    table/id → crc32 as 8 hex digits, empty where the file has none.
    """

    journal: str
    file: str
    offset: int
    held: dict[str, str] = {}


class Edition(msgspec.Struct, frozen=True, omit_defaults=True):
    """The file that an import brought in: its format, its name, its sha256 as 64 hex digits."""

    format: str
    file: str
    sha256: str


class EarlierState(msgspec.Struct, frozen=True):
    """What a step of the journal, which isn't undone, did to a record; `imported` says of the step
    that it brought in a file."""

    before: Json | None
    after: Json | None
    imported: Edition | None


class Transaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step of the journal.

    `undoes` is the id of the step that it takes back or repeats, `merged` that of the last step of
    another copy of the store that it brought in, `brought` the snapshot of another machine whose
    records it took over, `imported` the file of another program that it brought in.
    """

    id: str
    prev: str
    origin: str
    by: str
    time: str
    label: str
    changes: Changes
    undoes: str | None = None
    merged: str | None = None
    brought: PulledSnapshot | None = None
    imported: Edition | None = None


def apply(tables: MutableMapping[str, Rows], changes: Iterable[Change]) -> None:
    """Set each record, by table and id, to what its change leaves, in order; `before` is ignored.

    A table that is missing is added as a dict.
    """
    for change in changes:
        rows = tables.setdefault(change.table, cast("Rows", {}))
        if change.after is None:
            rows.pop(change.id, None)
        else:
            rows[change.id] = change.after


def changed(
    before: Mapping[str, Mapping[str, Json]], after: Mapping[str, Mapping[str, Json]]
) -> Iterator[Change]:
    """The changes from one set of tables to another, in order."""
    for table in [*TABLES, *sorted((before.keys() | after.keys()) - set(TABLES))]:
        old, new = before.get(table, {}), after.get(table, {})
        for id_ in sorted(old.keys() | new.keys()):
            if old.get(id_) != new.get(id_):
                yield Change(table, id_, old.get(id_), new.get(id_))


def invert(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that take these back: the last one first, each from its `after` to its
    `before`."""
    return tuple(
        Change(change.table, change.id, change.after, change.before) for change in reversed(changes)
    )
