"""A table's records in a large snapshot that stays on the disk, each read when it is looked up."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec

from proxytui.model.record_source import LinkedSource
from proxytui.store.folder.lazy_records import LazyRecords, Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from proxytui.model.packed_changes import Held
    from proxytui.model.record_source import Fill, Links
    from proxytui.model.records import Json
    from proxytui.store.folder.graph_file import GraphFile
    from proxytui.store.folder.snapshot_file import SnapshotFile

Shape = TypeVar("Shape")

_record = msgspec.json.Decoder(dict).decode
_text = msgspec.json.Encoder().encode


class FiledRecords(LazyRecords, LinkedSource):
    """The records of a section of a large file, and overrides of them.

    One record is found in 10 µs by one read of a small block. Passes read piece by piece; only what
    asks for all records at once brings the whole file into memory, as long as it is used.
    """

    def __init__(
        self, snapshot: SnapshotFile, graph: GraphFile, table: str, section: Section
    ) -> None:
        super().__init__(b"", section)
        self._snapshot, self._graph, self._table = snapshot, graph, table

    def __copy__(self) -> FiledRecords:
        copied = FiledRecords(self._snapshot, self._graph, self._table, self._section)
        copied._held.update(self._held)
        copied._count = self._count
        return copied

    @property
    def _data(self) -> bytes:
        # Searched and sliced as bytes are.
        return cast("bytes", self._snapshot.whole())

    @property
    def links(self) -> Links:
        """What points at what among the stored records of all tables."""
        return self._graph

    @property
    def fingerprint(self) -> str:
        """What tells the file from any other snapshot."""
        return self._graph.fingerprint

    def derived(self, name: str, version: int, fill: Fill) -> sqlite3.Connection | None:
        """A file derived from the snapshot, made by `fill` where there is none that fits."""
        return self._graph.derived(name, version, fill)

    @property
    def stored(self) -> int:
        """How many records the file has."""
        return self._section.records

    def put_raw(self, records: Mapping[str, Held | None]) -> None:
        """Set records, each to its JSON; None removes."""
        for id_, record in records.items():
            self._count += (record is not None) - (id_ in self)
            self._held[id_] = record

    def project(self, kind: type[Shape]) -> dict[str, Shape]:
        """The file's own records by id, with only the fields that `kind`, a Struct, has."""
        projected: dict[str, Shape] = {}
        for batch in self.project_in_batches(kind):
            projected |= batch
        return projected

    def project_in_batches(self, kind: type[Shape]) -> Iterator[dict[str, Shape]]:
        """The records of `project`, some hundred at a time, in the file's order."""
        decode = msgspec.json.Decoder(dict[str, kind]).decode  # type: ignore[valid-type]
        for _, piece in self._snapshot.lines(self._section, 1 << 18):
            yield decode(b"{%b}" % piece)

    def find_by_text(self, field: str, value: str, kind: type[Shape]) -> dict[str, Shape]:
        """The file's own records, by id, with a text at a field, of `kind` as in `project`; names
        of actors are looked up, all else is found by a pass over the bytes."""
        if (self._table, field) == ("actors", "text"):
            raws = ((id_, self.raw_record(id_)) for id_ in self._graph.named(value))
            return {
                id_: msgspec.json.decode(raw, type=kind) for id_, raw in raws if raw is not None
            }
        records: dict[str, Shape] = {}
        for piece in self._pieces():
            records |= piece.find_by_text(field, value, kind)
        return records

    def ids_with(self, value: str) -> Iterator[str]:
        """The ids of the file's own records that have a text, whole, at any field, or as their
        id."""
        return chain.from_iterable(piece.ids_with(value) for piece in self._pieces())

    def _pieces(self) -> Iterator[LazyRecords]:
        """The records some thousand at a time."""
        for _, piece in self._snapshot.lines(self._section):
            data = b"{\n%b\n}" % piece
            yield LazyRecords(data, Section(0, len(data), 0))

    def index_by_id(self, ids: Sequence[str]) -> None:
        """Nothing: single records are found as fast already."""

    def iter_raw(self) -> Iterator[tuple[str, memoryview]]:
        """The bytes of the file's own records, overridden ones left out, piece by piece."""
        for piece in self._pieces():
            for id_, raw in piece.iter_raw():
                if id_ not in self._held:
                    yield id_, raw

    def ids(self) -> Iterator[str]:
        """The ids of the file's own records, in order."""
        for piece in self._pieces():
            yield from (id_ for id_, _ in piece.iter_raw())

    def pairs(self) -> Iterator[tuple[str, Json]]:
        """Every record with its id."""
        for id_, raw in self.iter_raw():
            yield id_, _record(raw)
        for id_, record in self.overrides.items():
            if record is not None:
                yield id_, record

    def __iter__(self) -> Iterator[str]:
        yield from (id_ for id_, _ in self.iter_raw())
        yield from (id_ for id_, record in self._held.items() if record is not None)

    def raw_record(self, id_: str) -> memoryview | None:
        """The bytes of one of the file's own records; None where there is none."""
        block = self._graph.block(self._table, self._section, id_)
        if block is None:
            return None
        try:
            pattern = b"\n%b: " % _text(id_)
        except UnicodeEncodeError:
            return None
        data = b"\n" + self._snapshot.read(*block)
        at = data.find(pattern)
        if at < 0:
            return None
        start, stop = at + len(pattern), data.find(b"\n", at + 1)
        stop = len(data) if stop < 0 else stop
        return memoryview(data)[start : stop - (data[stop - 1] == 0x2C)]
