"""The problems that a check would find in the records that an import adds or changes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from proxytui.model.packed_changes import PackedChange, as_held, unpack
from proxytui.model.records import STRUCTS, Actor, Decision, Source, decode, decode_packed
from proxytui.model.vocabulary import TABLES
from proxytui.questions import integrity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proxytui.model.changes import Change, Changes
    from proxytui.model.records import Json
    from proxytui.questions.integrity import Problem, Value

    Tables = Mapping[str, Mapping[str, Json]]


def problems(
    changes: Changes, raw: Tables, text_of: Callable[[str], str | None] | None
) -> tuple[Problem, ...]:
    """The problems of records as changes leave them, among the records of the store.

    The records are sound and name nothing new that is missing. Without `text_of` their quotes are
    taken to stand in their texts. Each is looked at on its own and let go again, so that a few cost
    no pass over a store, and many no memory.
    """
    order = {table: number for number, table in enumerate(TABLES)}
    changed = [change for change in as_held(changes) if change.after is not None]
    changed.sort(key=lambda change: (order[change.table], change.id))
    records = _RecordsAfter(changed, raw)
    review = integrity.Review(records, text_of)
    decisions = []
    for change in changed:
        value = _value(change)
        review.add(change.table, value, new=change.before is None)
        if isinstance(value, Decision):
            decisions.append(value)
    return review.problems(decisions)


def _value(change: Change | PackedChange) -> Value:
    kind: type[Actor] = STRUCTS[change.table]  # type: ignore[assignment]
    if isinstance(change, PackedChange) and change.after is not None:
        return decode_packed(kind, change.id, change.after)
    return decode(kind, change.id, change.after or {})  # type: ignore[arg-type]


class _Kind(msgspec.Struct, frozen=True):
    kind: str = "unknown"


class _RecordsAfter:
    """The records of a store as changes leave them."""

    def __init__(self, changed: list[Change | PackedChange], raw: Tables) -> None:
        self._after: dict[str, dict[str, Change | PackedChange]] = {}
        for change in changed:
            self._after.setdefault(change.table, {})[change.id] = change
        self._raw = raw
        self.source = cache(self._source)
        self.kind = cache(self._kind)

    def has(self, table: str, id_: str) -> bool:
        return id_ in self._after.get(table, {}) or id_ in self._raw.get(table, {})

    def record(self, table: str, id_: str) -> Json | None:
        change = self._after.get(table, {}).get(id_)
        if change is None:
            return self._raw.get(table, {}).get(id_)
        return unpack(change.after) if isinstance(change, PackedChange) else change.after

    def _source(self, id_: str) -> Source | None:
        record = self.record("sources", id_)
        try:
            return None if record is None else decode(Source, id_, record)
        except (msgspec.ValidationError, TypeError):
            return None

    def _kind(self, actor: str) -> str:
        record = self.record("actors", actor)
        try:
            return msgspec.convert(record or {}, _Kind).kind
        except msgspec.ValidationError:
            return "unknown"
