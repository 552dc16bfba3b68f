"""What a reader yields of a file whose keys are no ids: its nodes and edges have any words."""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from proxytui.exchange.rows import ReadOptions, ReadRow, RejectedRow
from proxytui.model import validation
from proxytui.model.references import named_ids, with_ids

if TYPE_CHECKING:
    from proxytui.exchange.rows import Read
    from proxytui.model.records import Json


class Result(NamedTuple):
    """The records by table and key; the rows left out; the rows of the records."""

    tables: dict[str, dict[str, Json]]
    aside: list[RejectedRow]
    rows: list[ReadRow]


def result(read: Read, data: bytes, **options: Any) -> Result:
    """All that a reader yields of a file; every record but those carried along is sound, and names
    only what is there."""
    found = Result(defaultdict(dict), [], [])
    for row in read(io.BytesIO(data), ReadOptions(**options)):
        if isinstance(row, RejectedRow):
            found.aside.append(row)
            continue
        assert isinstance(row, ReadRow)
        assert row.key not in found.tables[row.table], f"{row.table} {row.key} twice"
        found.tables[row.table][row.key] = row.fields
        found.rows.append(row)
    for row in found.rows:
        if not row.carried:
            assert not validation.faults(row.table, "k", with_ids(row.table, row.fields, _id))
            for item in named_ids(row.table, row.fields):
                assert item.id in found.tables[item.table]
    return found


def _id(table: str, key: str) -> str:
    return hashlib.sha256(f"{table} {key}".encode()).hexdigest()
