"""A table's values by id, each decoded from its record when it is asked for."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import msgspec

from proxytui.jobs.collector import without_collector
from proxytui.model.record_source import RecordSource
from proxytui.model.records import (
    STRUCTS,
    Actor,
    Attested,
    Claim,
    Decision,
    Event,
    Note,
    Source,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.model.records import Json

Fields = TypeVar("Fields")
Value = TypeVar("Value", bound=Actor | Claim | Event | Source | Note | Decision | View)

KEPT = 16384
"""How many decoded claims are kept. They can be decoded again, so that looking around for hours
takes no more memory than looking around for minutes."""

_MOST_SEARCHES = 256
"""How many records of a table are looked up one by one, in 20 µs each, before all are read."""


class ClaimEnds(msgspec.Struct, frozen=True, gc=False):
    """The fields of a claim that decide in which tie it stands."""

    type: str
    subject: str
    object: str
    basis: str = "throughout"


class _Cited(msgspec.Struct, frozen=True, gc=False):
    source: str
    stance: str = "supports"


class AttestationFields(msgspec.Struct, frozen=True, gc=False):
    """The fields of a claim that decide when it is attested, where no source is retracted."""

    citations: tuple[_Cited, ...]
    until: str | None = None
    attested: Attested | None = None
    rank: str = "normal"
    status: str = "asserted"


def untrusted(rows: Mapping[str, Json]) -> Mapping[str, Json | None]:
    """Records that must be decoded to be trusted: all of them, or those changed since the file was
    found to be as it was written."""
    return rows.overrides if isinstance(rows, RecordSource) else rows


def _without_id(kind: type[Value]) -> type[msgspec.Struct]:
    """The shape of a stored record: that of the value without its id, which is the record's key."""
    fields = [
        (field.name, field.type)
        if field.required
        else (field.name, field.type, field.default)
        if field.default is not msgspec.NODEFAULT
        else (field.name, field.type, msgspec.field(default_factory=field.default_factory))
        for field in msgspec.structs.fields(kind)
        if field.name != "id"
    ]
    return msgspec.defstruct(f"Stored{kind.__name__}", fields, frozen=True, gc=False)


class _Items(ItemsView[str, Value]):
    _mapping: LazyTable[Value]

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        yield from self._mapping.pairs()


class _Each(ValuesView[Value]):
    _mapping: LazyTable[Value]

    def __iter__(self) -> Iterator[Value]:
        for _, value in self._mapping.pairs():
            yield value


class LazyTable(Mapping[str, Value], Generic[Value]):
    """The values of one table; only the index that holds it adds and removes any.

    Records of a file that are known to be sound are decoded when they are asked for; all at once
    only where many are, and claims, which are most of a store, never.
    """

    def __init__(self, table: str) -> None:
        self._kind: type[Value] = cast("type[Value]", STRUCTS[table])
        self._large = table == "claims"
        self._rows: RecordSource | None = None
        # Includes the rest of the file; None once that was done, or without a file.
        self._include_rest: Callable[[], None] | None = None
        self._searches = 0
        self._ids: dict[str, None] = {}
        self._put: dict[str, Value] = {}
        self._decoded: dict[str, Value] = {}
        self._batch: dict[str, Value] = {}
        self._stored: dict[str, msgspec.Struct] = {}
        self._shape = _without_id(self._kind)
        self._decoder = msgspec.json.Decoder(self._shape)
        self.changes = 0
        """Grows with each value that is set or removed."""
        self.aliases: Mapping[str, str] = {}
        """Other ids by which a value is looked up, each with the value's own; passes leave them
        out."""

    def attach(self, rows: RecordSource, read_all: Callable[[], None] | None = None) -> None:
        """Include the records of a file, decoded when they are asked for: all of them, or those
        passed to `include`, which `read_all` is to call."""
        self._rows, self._include_rest = rows, read_all or self._read_all

    def _read_all(self) -> None:
        rows = self._file
        with without_collector():
            self._stored = rows.project(self._shape)
        self.include(id_ for id_ in self._stored if id_ not in rows.overrides)

    def include(self, ids: Iterable[str], *, complete: bool = True) -> None:
        """Include these records of the file; where `complete`, there are no others."""
        if complete:
            self._include_rest = None
            # In the order of the file, whatever was asked for first.
            self._ids = dict.fromkeys(ids) | self._ids
        else:
            self._ids.update(dict.fromkeys(ids))

    def _all(self) -> dict[str, None]:
        if self._include_rest is not None:
            self._include_rest()
        return self._ids

    def from_file(self, id_: str) -> Value:
        """The value of a record of the file, whether it is included or not; raises KeyError."""
        raw = self._file.raw_record(id_)
        if raw is None:
            raise KeyError(id_)
        return self._with_id(id_, self._decoder.decode(raw))

    @property
    def _file(self) -> RecordSource:
        if self._rows is None:
            raise LookupError("these values lie in no file")
        return self._rows

    def find_by_text(self, field: str, text: str) -> Iterator[Value]:
        """The values with a text at a field, and maybe others; all values where all were read
        already."""
        if self._include_rest is None or self._rows is None:
            yield from self.values()
            return
        yield from self._put.values()
        for id_ in self._rows.find_by_text(field, text, msgspec.Raw):
            if id_ not in self._rows.overrides:
                yield self[id_]

    def project(self, kind: type[Fields]) -> Iterator[tuple[str, Fields | Value]]:
        """Every id with its value, or only those of its fields that `kind` has where that spares
        time."""
        if self._rows is not None:
            for id_, projected in self._rows.project(kind).items():
                if id_ in self._all() and id_ not in self._put:
                    yield id_, projected
        yield from self._put.items()

    def get(self, id_: str, default: Value | None = None) -> Value | None:  # type: ignore[override]
        """The value with an id, else `default`; a value that is there is found at once."""
        value = self._put.get(id_) or self._decoded.get(id_) or self._batch.get(id_)
        return super().get(id_, default) if value is None else value

    def __getitem__(self, id_: str) -> Value:
        value = self._put.get(id_) or self._decoded.get(id_) or self._batch.get(id_)
        if value is None:
            if not self._has(id_):
                return self[self.aliases[id_]]
            if len(self._decoded) >= KEPT and self._large:
                self._decoded.clear()
            value = self._decoded[id_] = self._read(id_)
        return value

    def __contains__(self, id_: object) -> bool:
        return self._has(id_) or (id_ in self.aliases and self._has(self.aliases[str(id_)]))

    def _has(self, id_: object) -> bool:
        """Whether a value has this id of its own."""
        if id_ in self._ids:
            return True
        searches_end = self._large or self._searches >= _MOST_SEARCHES
        if self._include_rest is None or self._rows is None or searches_end:
            return id_ in self._all()
        self._searches += 1
        is_stored = isinstance(id_, str) and id_ not in self._rows.overrides and self._rows.has(id_)
        if is_stored:
            self.include((str(id_),), complete=False)
        return is_stored

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def items(self) -> ItemsView[str, Value]:
        """Every value with its id. Claims that have to be decoded for it are not kept."""
        return _Items(self)

    def values(self) -> ValuesView[Value]:
        """Every value. Claims that have to be decoded for it are not kept."""
        return _Each(self)

    def pairs(self) -> Iterator[tuple[str, Value]]:
        """Every id with its value."""
        if not self._large or self._rows is None:
            for id_ in self._all():
                yield id_, self[id_]
            return
        counting = self._all()
        try:
            for batch in self._rows.project_in_batches(self._shape):
                # A value of the current batch is looked up without decoding it again.
                self._batch = {
                    id_: self._put.get(id_) or self._decoded.get(id_) or self._with_id(id_, stored)
                    for id_, stored in batch.items()
                    if id_ in counting
                }
                yield from list(self._batch.items())
        finally:
            self._batch = {}
        for id_, value in list(self._put.items()):
            if not self._rows.has(id_):
                yield id_, value

    def put(self, id_: str, value: Value) -> None:
        """Set a value, which replaces the one in the file if there is any."""
        self.changes += 1
        self._ids[id_] = None
        self._put[id_] = value
        self._decoded.pop(id_, None)
        self._batch.pop(id_, None)

    def pop(self, id_: str) -> Value | None:
        """Remove a value and return it; None where there is none."""
        self.changes += 1
        self._all()
        value = self[id_] if self._has(id_) else None
        if value is not None:
            del self._ids[id_]
            self._put.pop(id_, None)
            self._decoded.pop(id_, None)
            self._batch.pop(id_, None)
        return value

    def _read(self, id_: str) -> Value:
        stored = self._stored.pop(id_, None)
        return self.from_file(id_) if stored is None else self._with_id(id_, stored)

    def _with_id(self, id_: str, stored: msgspec.Struct) -> Value:
        make: Callable[..., Value] = self._kind
        return make(id_, *msgspec.structs.astuple(stored))
