"""A table's values in a file that is never gone through to know which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from proxytui.graph.lazy_table import KEPT, LazyTable
from proxytui.model.records import Actor, Claim, Decision, Event, Note, Source, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.model.record_source import LinkedSource

Fields = TypeVar("Fields")
Value = TypeVar("Value", bound=Actor | Claim | Event | Source | Note | Decision | View)


class FiledTable(LazyTable[Value]):
    """The values of one table, decoded when they are asked for; the last ones are kept.

    Records that were set since the file was read must be `put` or popped, as changes are.
    """

    def __init__(self, table: str, rows: LinkedSource) -> None:
        super().__init__(table)
        self._rows = self._source = rows
        self._left_out: set[str] = set()
        self._count = rows.stored

    def leave_out(self, ids: Iterable[str]) -> None:
        """Leave records of the file out that count for nothing."""
        for id_ in ids:
            if id_ not in self._left_out and self._source.has(id_):
                self._left_out.add(id_)
                self._count -= 1

    def changed(self) -> list[Value]:
        """The values that the file has otherwise or not at all."""
        return list(self._put.values())

    def changed_ids(self) -> set[str]:
        """The ids of the values that the file has otherwise or not at all, and of those in it that
        count for nothing."""
        return self._left_out.union(self._put)

    def stored_batches(self) -> Iterator[list[Value]]:
        """The values as the file has them, whatever changed since, some hundred at a time."""
        for batch in self._source.project_in_batches(self._shape):
            yield [self._with_id(id_, stored) for id_, stored in batch.items()]

    def is_stored(self, id_: str) -> bool:
        """Whether a value is as the file has it."""
        return id_ not in self._put and id_ not in self._left_out and self._source.has(id_)

    def __getitem__(self, id_: str) -> Value:
        value = self._put.get(id_) or self._decoded.get(id_) or self._batch.get(id_)
        if value is not None:
            return value
        raw = None if id_ in self._left_out else self._source.raw_record(id_)
        if raw is None:
            return self[self.aliases[id_]]
        if len(self._decoded) >= KEPT:
            self._decoded.clear()
        value = self._decoded[id_] = self._with_id(id_, self._decoder.decode(raw))
        return value

    def _has(self, id_: object) -> bool:
        if id_ in self._put:
            return True
        return isinstance(id_, str) and (
            id_ in self._decoded or (id_ not in self._left_out and self._source.has(id_))
        )

    def __iter__(self) -> Iterator[str]:
        for id_ in self._source.ids():
            if id_ not in self._left_out or id_ in self._put:
                yield id_
        yield from [id_ for id_ in self._put if not self._source.has(id_)]

    def __len__(self) -> int:
        return self._count

    def find_by_text(self, field: str, text: str) -> Iterator[Value]:
        """The values with a text at a field, and maybe others."""
        yield from list(self._put.values())
        for id_ in self._source.find_by_text(field, text, object):
            if id_ not in self._put and id_ not in self._left_out:
                yield self[id_]

    def project(self, kind: type[Fields]) -> Iterator[tuple[str, Fields | Value]]:
        """Every id with its value, or only those of its fields that `kind` has."""
        for batch in self._source.project_in_batches(kind):
            for id_, projected in batch.items():
                if id_ not in self._put and id_ not in self._left_out:
                    yield id_, projected
        yield from list(self._put.items())

    def pairs(self) -> Iterator[tuple[str, Value]]:
        """Every id with its value."""
        put, left_out, decoded = self._put, self._left_out, self._decoded
        try:
            for batch in self._source.project_in_batches(self._shape):
                # A value of the current batch is looked up without decoding it again.
                self._batch = {
                    id_: put.get(id_) or decoded.get(id_) or self._with_id(id_, stored)
                    for id_, stored in batch.items()
                    if id_ not in left_out or id_ in put
                }
                yield from list(self._batch.items())
        finally:
            self._batch = {}
        yield from [(id_, value) for id_, value in put.items() if not self._source.has(id_)]

    def put(self, id_: str, value: Value) -> None:
        """Set a value, which replaces the one in the file if there is any."""
        self._count += not self._has(id_)
        super().put(id_, value)
        self._ids.clear()

    def pop(self, id_: str) -> Value | None:
        """Remove a value and return it; None where there is none."""
        self.changes += 1
        value = self[id_] if self._has(id_) else None
        if value is not None:
            self._count -= 1
            for kept in (self._put, self._decoded, self._batch):
                kept.pop(id_, None)
            if self._source.has(id_):
                self._left_out.add(id_)
        return value
