"""From the records of a file to the changes that would bring a store there, bad rows set aside."""

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
    """A record read from a file; `row` says where it stands there."""

    row: str
    table: str
    id: str
    record: Json


class RejectedRow(NamedTuple):
    """A row that is left out, and why."""

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
    """What was read from a file. `whole` is a copy of all records of a store, which comes in as it
    is; what somebody wrote to be recorded is none."""

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
    """What the rows change in these tables; sound rows only, none that names what is missing."""
    aside = list(reading.set_aside)
    wanted: dict[Key, Row] = {}
    unchanged = 0
    for row in reading.rows:
        reason = _fault(row)
        if not reason and (row.table, row.id) in wanted:
            reason = "the id stands in the file twice"
        if reason:
            aside.append(RejectedRow(row.row, reason))
        elif _same(row.record, raw.get(row.table, {}).get(row.id)):
            unchanged += 1
        else:
            wanted[row.table, row.id] = row
    aside += _loosen(wanted, raw)
    added, changed = Counter[str](), Counter[str]()
    changes = []
    for (table, id_), row in wanted.items():
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
        tuple(found for row in wanted.values() for found in _unknown(row)),
    )


def _unknown(row: Row) -> Iterator[UnknownFields]:
    for found in unknown_fields.unknown(row.table, row.record):
        yield UnknownFields(row.row, found.path, found.nearest, found.words)


def _fault(row: Row) -> str:
    """Why a row is no sound record, or nothing."""
    from proxytui.model import validation  # brings pydantic, which an export does without

    try:
        faults = validation.faults(row.table, row.id, row.record)
    except RecursionError:
        return "is nested too deeply"
    where = f"{row.table}/{row.id}: "
    return "; ".join(fault.removeprefix(where) for fault in faults)


def _same(record: Json, current: Json | None) -> bool:
    # Equal as JSON: unlike in Python, 1 is neither true nor 1.0.
    return record == current and _bytes(record) == _bytes(current)


def _loosen(wanted: dict[Key, Row], raw: Tables) -> list[RejectedRow]:
    """Take out rows that newly name what neither the store nor another row has, and so on."""
    aside: list[RejectedRow] = []
    pending = {
        key: set(references(row.table, row.record))
        - set(references(row.table, raw.get(row.table, {}).get(row.id) or {}))
        for key, row in wanted.items()
    }
    while True:
        gone = False
        for key, named in list(pending.items()):
            missing = [ref for ref in sorted(named) if not _there(ref, wanted, raw)]
            if missing:
                row = wanted.pop(key)
                del pending[key]
                aside.append(RejectedRow(row.row, _without(missing)))
                gone = True
        if not gone:
            return aside


def _without(missing: list[Reference]) -> str:
    """Why a row is left out that names what is missing; every field of it that does."""
    fields: dict[str, list[str]] = {}
    for ref in missing:
        fields.setdefault(ref.field, []).append(f"{ref.table or 'a record'}/{ref.id}")
    named = [f"'{field}' names {join_words(ids)}" for field, ids in fields.items()]
    return f"{join_words(named)}, which {'is' if len(missing) == 1 else 'are'} missing"


def _there(ref: Reference, wanted: dict[Key, Row], raw: Tables) -> bool:
    tables = (ref.table,) if ref.table else TABLES
    return any((table, ref.id) in wanted or ref.id in raw.get(table, {}) for table in tables)
