"""A table's records as they lie in a file, each decoded when it is asked for."""

from __future__ import annotations

import gc
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

import msgspec

from proxytui.model.values import Json

Light = TypeVar("Light")

_records = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_record = msgspec.json.Decoder(dict).decode
_string = msgspec.json.Decoder(str).decode


class Section(NamedTuple):
    """Where a table lies in its file: from the bracket that opens it to behind the one that closes
    it, and how many records it has, one a line, their ids sorted and without blanks."""

    start: int
    end: int
    records: int


@contextmanager
def without_collector() -> Iterator[None]:
    """Read many records without the collector, which would walk all that is read again and again:
    two thirds of the time that it takes."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Items(ItemsView[str, Json]):
    _mapping: Rows

    def __iter__(self) -> Iterator[tuple[str, Json]]:
        yield from self._mapping.pairs()


class _Values(ValuesView[Json]):
    _mapping: Rows

    def __iter__(self) -> Iterator[Json]:
        for _, record in self._mapping.pairs():
            yield record


class Rows(MutableMapping[str, Json]):
    """The records of a section of a file whose checksum was proven, and those put over them.

    One record is found by halving, in 20 µs; it is decoded anew each time, so that records that
    nobody asks for take no memory beyond the file's own bytes.
    """

    def __init__(self, data: bytes, section: Section) -> None:
        self._data = data
        self._section = section
        self._over: dict[str, Json | None] = {}
        self._count = section.records

    def __copy__(self) -> Rows:
        copied = Rows(self._data, self._section)
        copied._over, copied._count = dict(self._over), self._count
        return copied

    @property
    def over(self) -> Mapping[str, Json | None]:
        """What was put since the file was read; None where a record was taken away."""
        return self._over

    def light(self, kind: type[Light]) -> dict[str, Light]:
        """The file's own records by id, with only the fields that `kind`, a Struct, has."""
        return msgspec.json.decode(self._bytes(), type=dict[str, kind])  # type: ignore[valid-type]

    def undecoded(self) -> dict[str, msgspec.Raw]:
        """The file's own records by id, as they are spelt there, but for those put over."""
        found = _records(self._bytes())
        for id_ in self._over:
            found.pop(id_, None)
        return found

    def pairs(self) -> Iterator[tuple[str, Json]]:
        """All records by id."""
        for id_, raw in self.undecoded().items():
            yield id_, _record(raw)
        for id_, record in self._over.items():
            if record is not None:
                yield id_, record

    def __getitem__(self, id_: str) -> Json:
        if id_ in self._over:
            record = self._over[id_]
            if record is None:
                raise KeyError(id_)
            return record
        found = self._found(id_)
        if found is None:
            raise KeyError(id_)
        return _record(found)

    def __setitem__(self, id_: str, record: Json) -> None:
        self._count += id_ not in self
        self._over[id_] = record

    def __delitem__(self, id_: str) -> None:
        if id_ not in self:
            raise KeyError(id_)
        self._count -= 1
        self._over[id_] = None

    def __contains__(self, id_: object) -> bool:
        if id_ in self._over:
            return self._over[id_] is not None
        return isinstance(id_, str) and self._found(id_) is not None

    def __iter__(self) -> Iterator[str]:
        yield from self.undecoded()
        yield from (id_ for id_, record in self._over.items() if record is not None)

    def __len__(self) -> int:
        return self._count

    def items(self) -> ItemsView[str, Json]:
        """All records by id; a record is decoded when its turn comes."""
        return _Items(self)

    def values(self) -> ValuesView[Json]:
        """All records; a record is decoded when its turn comes."""
        return _Values(self)

    def _bytes(self) -> memoryview:
        return memoryview(self._data)[self._section.start : self._section.end]

    def _found(self, id_: str) -> memoryview | None:
        """The bytes of a record of the file."""
        data, low = self._data, self._section.start + 2
        high = self._section.end - 1
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", low, middle) + 1 or low
            colon = data.find(b'": ', start) + 1
            end = data.find(b"\n", colon)
            here = _string(data[start:colon])
            if here == id_:
                return memoryview(data)[colon + 2 : end - (data[end - 1] == 0x2C)]
            if here < id_:
                low = end + 1
            else:
                high = start
        return None
