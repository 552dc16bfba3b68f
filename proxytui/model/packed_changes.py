"""Changes held as their JSON, each decoded when it is asked for: thousands of them stay small."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, overload

import msgspec

from proxytui.model.changes import Change, invert
from proxytui.model.spilled_json import SpilledJson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.model.changes import Changes
    from proxytui.model.records import Json

Held: TypeAlias = msgspec.Raw | SpilledJson
"""JSON in memory, or its place on the disk."""

_encode = msgspec.json.Encoder(order="sorted").encode
_record = msgspec.json.Decoder(dict).decode


class PackedChange(msgspec.Struct, frozen=True, gc=False):
    """A change of which the records are canonical JSON: keys sorted, no blanks. `held` is the one
    after it, or the place where that waits on the disk."""

    table: str
    id: str
    before: msgspec.Raw | None
    held: Held | None = msgspec.field(name="after")

    @property
    def after(self) -> msgspec.Raw | None:
        """The JSON of the record after the change."""
        return read(self.held)

    def in_memory(self) -> PackedChange:
        """The same change with both records at hand, as it is written down."""
        if not isinstance(self.held, SpilledJson):
            return self
        return PackedChange(self.table, self.id, self.before, self.after)

    def unpacked(self) -> Change:
        """The change with its records as plain data."""
        return Change(self.table, self.id, unpack(self.before), unpack(self.after))


def read(held: Held | None) -> msgspec.Raw | None:
    """The JSON that is held in memory or on the disk."""
    return msgspec.Raw(held.read()) if isinstance(held, SpilledJson) else held


def pack(record: Json | None) -> msgspec.Raw | None:
    """The canonical JSON of a record; raises ValueError or TypeError where it can't be JSON."""
    return None if record is None else msgspec.Raw(_encode(record))


def unpack(packed: msgspec.Raw | None) -> Json | None:
    """The record of canonical JSON."""
    return None if packed is None else _record(packed)


def count_records(changes: Changes) -> int:
    """Of how many records there are changes."""
    if isinstance(changes, PackedChanges):
        return changes.records
    return len({(change.table, change.id) for change in changes})


class PackedChanges(Sequence[Change]):
    """Changes of validated records, packed; as a sequence they are unpacked one at a time.

    `walk` goes through them, from the last one where it is passed True. `records` is how many
    records they are of. `named` are the records, as (table, id), that they name and their
    records before didn't, with an empty table where any will do; None where that isn't known.
    """

    def __init__(
        self,
        walk: Callable[[bool], Iterator[PackedChange]],
        records: int,
        named: frozenset[tuple[str, str]] | None = None,
    ) -> None:
        self._walk = walk
        self.records = records
        self.named = named

    @classmethod
    def of(
        cls, items: Sequence[PackedChange], named: frozenset[tuple[str, str]] | None = None
    ) -> PackedChanges:
        """These changes, in memory; each of another record."""
        return cls(lambda back: reversed(items) if back else iter(items), len(items), named)

    def packed(self) -> Iterator[PackedChange]:
        """The changes as they are held."""
        return self._walk(False)

    def inverted(self) -> PackedChanges:
        """The changes that take these back, the last one first."""

        def walk(back: bool) -> Iterator[PackedChange]:
            for item in self._walk(not back):
                yield PackedChange(item.table, item.id, item.after, item.before)

        return PackedChanges(walk, self.records)

    def __iter__(self) -> Iterator[Change]:
        return (item.unpacked() for item in self._walk(False))

    def __reversed__(self) -> Iterator[Change]:
        return (item.unpacked() for item in self._walk(True))

    def __len__(self) -> int:
        return sum(1 for _ in self._walk(False))

    def __bool__(self) -> bool:
        return self.records > 0

    @overload
    def __getitem__(self, place: int) -> Change: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...
    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        if isinstance(place, slice):
            return tuple(self)[place]
        item = next(islice(self._walk(place < 0), abs(place) - (place < 0), None), None)
        if item is None:
            raise IndexError(place)
        return item.unpacked()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def as_held(changes: Changes) -> Iterable[Change | PackedChange]:
    """The changes; packed ones as they are held."""
    return changes.packed() if isinstance(changes, PackedChanges) else changes


def inverted(changes: Changes) -> Changes:
    """The changes that take these back, packed ones still packed."""
    return changes.inverted() if isinstance(changes, PackedChanges) else invert(changes)
