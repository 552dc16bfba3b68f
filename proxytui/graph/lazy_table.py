"""A table's values by id, each made of its record when it is asked for."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import msgspec

from proxytui.jobs.collector import without_collector
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

    from proxytui.model.record_source import RecordSource

Light = TypeVar("Light")
Value = TypeVar("Value", bound=Actor | Claim | Event | Source | Note | Decision | View)

_KEPT = 16384
"""Values of records that nobody changed can be made again; this many are kept, so that looking
around for hours takes no more memory than looking around for minutes."""

_LOOKS = 256
"""So many records of a table are looked up one by one, in 20 µs each, before all are read."""


class ClaimEnds(msgspec.Struct, frozen=True, gc=False):
    """What decides where a claim stands."""

    type: str
    subject: str
    object: str
    basis: str = "throughout"


class _Cited(msgspec.Struct, frozen=True, gc=False):
    source: str
    stance: str = "supports"


class AttestationFields(msgspec.Struct, frozen=True, gc=False):
    """What decides when a claim is attested."""

    citations: tuple[_Cited, ...]
    until: str | None = None
    attested: Attested | None = None
    rank: str = "normal"
    status: str = "asserted"


def _without_id(kind: type[Value]) -> type[msgspec.Struct]:
    """The shape of a stored record: the value's, but for the id, which is its key."""
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
    """The values of one table; only the index that holds it puts and drops any.

    Records of a file that are known for sound are made values when they are asked for; all are
    decoded at once only where many are, and claims, which are most of a store, never.
    """

    def __init__(self, table: str) -> None:
        self._kind: type[Value] = cast("type[Value]", STRUCTS[table])
        self._single = table == "claims"
        self._rows: RecordSource | None = None
        self._more: Callable[[], None] | None = None
        self._looks = 0
        self._ids: dict[str, None] = {}
        self._put: dict[str, Value] = {}
        self._made: dict[str, Value] = {}
        self._passing: dict[str, Value] = {}
        self._stored: dict[str, msgspec.Struct] = {}
        self._shape = _without_id(self._kind)
        self._spelt = msgspec.json.Decoder(self._shape)

    def attach(self, rows: RecordSource, more: Callable[[], None] | None = None) -> None:
        """Let records of a file count, decoded when they are asked for: all of them, or those
        that `know` tells of, which `more` makes it do."""
        self._rows, self._more = rows, more or self._read_all

    def _read_all(self) -> None:
        rows = self._file
        with without_collector():
            self._stored = rows.project(self._shape)
        self.know(id_ for id_ in self._stored if id_ not in rows.overrides)

    def know(self, ids: Iterable[str], *, whole: bool = True) -> None:
        """Let these records of the file count; with `whole` there are no others."""
        if whole:
            self._more = None
            # In the order of the file, whatever was asked for first.
            self._ids = dict.fromkeys(ids) | self._ids
        else:
            self._ids.update(dict.fromkeys(ids))

    def _all(self) -> dict[str, None]:
        if self._more is not None:
            self._more()
        return self._ids

    def from_file(self, id_: str) -> Value:
        """The value of a record of the file, whether it counts or not."""
        spelt = self._file.raw_record(id_)
        if spelt is None:
            raise KeyError(id_)
        return self._whole(id_, self._spelt.decode(spelt))

    @property
    def _file(self) -> RecordSource:
        if self._rows is None:
            raise LookupError("these values lie in no file")
        return self._rows

    def find_by_text(self, field: str, text: str) -> Iterator[Value]:
        """Those with a text at a field, and maybe others, where they can be told by their bytes;
        all of them where all were read."""
        if self._more is None or self._rows is None:
            yield from self.values()
            return
        yield from self._put.values()
        for id_ in self._rows.find_by_text(field, text, msgspec.Raw):
            if id_ not in self._rows.overrides:
                yield self[id_]

    def project(self, kind: type[Light]) -> Iterator[Light | Value]:
        """All of them, with only the fields of `kind` where that spares time."""
        if self._rows is not None:
            for id_, light in self._rows.project(kind).items():
                if id_ in self._all() and id_ not in self._put:
                    yield light
        yield from self._put.values()

    def __getitem__(self, id_: str) -> Value:
        value = self._put.get(id_) or self._made.get(id_) or self._passing.get(id_)
        if value is None:
            if id_ not in self:
                raise KeyError(id_)
            if len(self._made) >= _KEPT and self._single:
                self._made.clear()
            value = self._made[id_] = self._read(id_)
        return value

    def __contains__(self, id_: object) -> bool:
        if id_ in self._ids:
            return True
        if self._more is None or self._rows is None or self._single or self._looks >= _LOOKS:
            return id_ in self._all()
        self._looks += 1
        found = isinstance(id_, str) and id_ not in self._rows.overrides and self._rows.has(id_)
        if found:
            self.know((str(id_),), whole=False)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def items(self) -> ItemsView[str, Value]:
        """All by id; what has to be made for it is not kept where it is much."""
        return _Items(self)

    def values(self) -> ValuesView[Value]:
        """All of them; what has to be made for it is not kept where it is much."""
        return _Each(self)

    def pairs(self) -> Iterator[tuple[str, Value]]:
        """All by id."""
        if not self._single or self._rows is None:
            for id_ in self._all():
                yield id_, self[id_]
            return
        counting = self._all()
        try:
            for piece in self._rows.project_in_batches(self._shape):
                # Whoever asks for more of a value that is being passed over needn't read it again.
                self._passing = {
                    id_: self._put.get(id_) or self._made.get(id_) or self._whole(id_, stored)
                    for id_, stored in piece.items()
                    if id_ in counting
                }
                yield from list(self._passing.items())
        finally:
            self._passing = {}
        for id_, value in list(self._put.items()):
            if not self._rows.has(id_):
                yield id_, value

    def put(self, id_: str, value: Value) -> None:
        """Let a value be, instead of what the file has if anything."""
        self._ids[id_] = None
        self._put[id_] = value
        self._made.pop(id_, None)
        self._passing.pop(id_, None)

    def pop(self, id_: str) -> Value | None:
        """Take a value out; None where there is none."""
        self._all()
        value = self.get(id_)
        if value is not None:
            del self._ids[id_]
            self._put.pop(id_, None)
            self._made.pop(id_, None)
            self._passing.pop(id_, None)
        return value

    def _read(self, id_: str) -> Value:
        stored = self._stored.pop(id_, None)
        return self.from_file(id_) if stored is None else self._whole(id_, stored)

    def _whole(self, id_: str, stored: msgspec.Struct) -> Value:
        make: Callable[..., Value] = self._kind
        return make(id_, *msgspec.structs.astuple(stored))
