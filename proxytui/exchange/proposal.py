"""The changes that would bring a store to the records of a file, with bad rows set aside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model import unknown_fields
from proxytui.model.changes import Change
from proxytui.model.references import references
from proxytui.model.vocabulary import TABLES
from proxytui.wording.phrases import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json
    from proxytui.model.references import Reference

    Tables = Mapping[str, Mapping[str, Json]]
    Key = tuple[str, str]

_bytes = msgspec.json.Encoder(order="sorted").encode


class Row(NamedTuple):
    """A record read from a file; `row` names its place there."""

    row: str
    table: str
    id: str
    record: Json


class RejectedRow(NamedTuple):
    """A row that is left out, with the reason."""

    row: str
    reason: str


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


class Proposal(NamedTuple):
    """The changes of an import, and its rows counted: `read` is all of them. `unknown` are fields
    of the records that are added or changed."""

    changes: tuple[Change, ...]
    read: int
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: int
    set_aside: tuple[RejectedRow, ...]
    unknown: tuple[UnknownFields, ...] = ()


def propose(reading: ReadFile, raw: Tables) -> Proposal:
    """The changes by sound rows to these tables, without rows that name missing records."""
    aside = list(reading.set_aside)
    accepted: dict[Key, Row] = {}
    unchanged = 0
    for row in reading.rows:
        reason = _fault(row)
        if not reason and (row.table, row.id) in accepted:
            reason = "the id stands in the file twice"
        if reason:
            aside.append(RejectedRow(row.row, reason))
        elif _is_unchanged(row.record, raw.get(row.table, {}).get(row.id)):
            unchanged += 1
        else:
            accepted[row.table, row.id] = row
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
    )


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
                aside.append(RejectedRow(row.row, _missing_reason(missing)))
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
