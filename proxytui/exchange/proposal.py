"""The changes that would bring a store to the records of a file, with bad rows set aside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.exchange.rows import RejectedRow
from proxytui.exchange.three_way import removed_by_hand, three_way
from proxytui.model import unknown_fields
from proxytui.model.changes import Change
from proxytui.model.references import references
from proxytui.model.vocabulary import TABLES
from proxytui.wording.phrases import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proxytui.exchange.three_way import ConflictingField, Earlier, Merge, ThreeWay
    from proxytui.model.changes import EarlierState
    from proxytui.model.records import Json
    from proxytui.model.references import Reference

    Tables = Mapping[str, Mapping[str, Json]]
    Key = tuple[str, str]

_bytes = msgspec.json.Encoder(order="sorted").encode


class Row(NamedTuple):
    """A record of a file under the id that it has in the store; `row` names its place there.
    `carried` is true of one that the file carries as it was stored."""

    row: str
    table: str
    id: str
    record: Json
    carried: bool = False


class UnknownFields(NamedTuple):
    """A field that a row has and the vocabulary doesn't: its path, and the known field that may be
    meant, if one comes near. It is kept, as those of newer versions are."""

    row: str
    field: str
    nearest: str
    words: str


class ReadFile(NamedTuple):
    """The rows read from a file. `whole` is true of a copy of all records of a store, which comes
    in as it is, and false of records that somebody wrote to be added."""

    rows: tuple[Row, ...]
    set_aside: tuple[RejectedRow, ...]
    whole: bool = False


class Past(NamedTuple):
    """What a store remembers of its records, and how it merges two changes of one; `own` is true
    of a file in the program's own format."""

    earlier: Earlier
    merge: Merge
    own: bool


class Proposal(NamedTuple):
    """The changes of an import, and its rows counted: `read` is all of them.

    `unknown` are fields of the records that are added or changed; `kept` the fields, each as
    (record, field), in which a person's change outlives an older value in the file; `removed` the
    records that a person removed and that stay removed; `conflicts` the fields that both changed.
    """

    changes: tuple[Change, ...]
    read: int
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: int
    set_aside: tuple[RejectedRow, ...]
    unknown: tuple[UnknownFields, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    conflicts: tuple[ConflictingField, ...] = ()


class _Sorted(NamedTuple):
    """Rows that differ from the store's records, and how many don't."""

    accepted: dict[Key, Row]
    unchanged: int


def propose(reading: ReadFile, raw: Tables, past: Past | None = None) -> Proposal:
    """The changes by sound rows to these tables, without rows that name missing records.

    With `past` a person's changes since the file came in before stay as they are.
    """
    aside = list(reading.set_aside)
    accepted, unchanged = _sort(reading, raw, aside)
    kept: list[tuple[str, str]] = []
    removed: list[str] = []
    conflicts: list[ConflictingField] = []
    states = past.earlier(accepted.keys()) if past is not None and accepted else {}
    if past is not None and states:
        for key in [key for key in accepted if key in states]:
            row, ours = accepted[key], raw.get(key[0], {}).get(key[1])
            if ours is None:
                if removed_by_hand(states[key]):
                    removed.append("/".join(key))
                    del accepted[key]
                continue
            result = _merged(key, ours, row, states[key], past)
            kept += (("/".join(key), field) for field in result.kept)
            conflicts += result.conflicts
            if _is_unchanged(result.record, ours):
                del accepted[key]
                unchanged += 1
            else:
                accepted[key] = row._replace(record=result.record)
    for key, row in list(accepted.items()):
        if reason := _fault(row):
            aside.append(RejectedRow(row.row, reason, {"id": row.id, **row.record}))
            del accepted[key]
    aside += _drop_dangling(accepted, raw)
    added, changed = Counter[str](), Counter[str]()
    changes = []
    for (table, id_), row in accepted.items():
        before = raw.get(table, {}).get(id_)
        (added if before is None else changed)[table] += 1
        changes.append(Change(table, id_, before, row.record))
    return Proposal(
        tuple(changes),
        len(reading.rows) + len(reading.set_aside),
        {table: added[table] for table in TABLES},
        {table: changed[table] for table in TABLES},
        unchanged,
        tuple(aside),
        tuple(field for row in accepted.values() for field in _unknown(row)),
        tuple(kept),
        tuple(removed),
        tuple(conflicts),
    )


def _sort(reading: ReadFile, raw: Tables, aside: list[RejectedRow]) -> _Sorted:
    """The rows that say something else than the store has; of two with one id the first."""
    accepted: dict[Key, Row] = {}
    seen: set[Key] = set()
    unchanged = 0
    for row in reading.rows:
        key = (row.table, row.id)
        if key in seen and not (key in accepted and accepted[key].record == row.record):
            words = "the id stands in the file twice"
            aside.append(RejectedRow(row.row, words, {"id": row.id, **row.record}))
        elif key in seen or _is_unchanged(row.record, raw.get(row.table, {}).get(row.id)):
            unchanged += 1
            seen.add(key)
        else:
            accepted[key] = row
            seen.add(key)
    return _Sorted(accepted, unchanged)


def _merged(key: Key, ours: Json, row: Row, states: Sequence[EarlierState], past: Past) -> ThreeWay:
    return three_way(key, ours, row.record, states, past.merge, own=past.own)


def _unknown(row: Row) -> Iterator[UnknownFields]:
    for field in unknown_fields.unknown(row.table, row.record):
        yield UnknownFields(row.row, field.path, field.nearest, field.words)


def _fault(row: Row) -> str:
    """The reason why a row is no sound record; empty for a sound one."""
    from proxytui.model import validation  # brings pydantic, which an export does without

    try:
        faults = validation.faults(row.table, row.id, row.record)
    except RecursionError:
        return "is nested too deeply"
    where = f"{row.table}/{row.id}: "
    return "; ".join(fault.removeprefix(where) for fault in faults)


def _is_unchanged(record: Json, current: Json | None) -> bool:
    # Equal as JSON: unlike in Python, 1 is neither true nor 1.0.
    return record == current and _bytes(record) == _bytes(current)


def _drop_dangling(accepted: dict[Key, Row], raw: Tables) -> list[RejectedRow]:
    """Remove rows that newly name a record which neither the store nor a row has, until none
    does."""
    aside: list[RejectedRow] = []
    pending = {
        key: set(references(row.table, row.record))
        - set(references(row.table, raw.get(row.table, {}).get(row.id) or {}))
        for key, row in accepted.items()
    }
    while True:
        removed_any = False
        for key, refs in list(pending.items()):
            missing = [ref for ref in sorted(refs) if not _exists(ref, accepted, raw)]
            if missing:
                row = accepted.pop(key)
                del pending[key]
                words = _missing_reason(missing)
                aside.append(RejectedRow(row.row, words, {"id": row.id, **row.record}))
                removed_any = True
        if not removed_any:
            return aside


def _missing_reason(missing: list[Reference]) -> str:
    """The reason to leave out a row that names missing records, with every field that does."""
    fields: dict[str, list[str]] = {}
    for ref in missing:
        fields.setdefault(ref.field, []).append(f"{ref.table or 'a record'}/{ref.id}")
    named = [f"'{field}' names {join_words(ids)}" for field, ids in fields.items()]
    return f"{join_words(named)}, which {'is' if len(missing) == 1 else 'are'} missing"


def _exists(ref: Reference, accepted: dict[Key, Row], raw: Tables) -> bool:
    tables = (ref.table,) if ref.table else TABLES
    return any((table, ref.id) in accepted or ref.id in raw.get(table, {}) for table in tables)
