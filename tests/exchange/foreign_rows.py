"""What a reader makes of a file in which records have ids that are none of ours."""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from proxytui.exchange.rows import ReadOptions, RejectedRow, WholeCopy
from proxytui.model import validation
from proxytui.model.references import named_ids, with_ids
from tests.exchange.ucdp_rows import Result

if TYPE_CHECKING:
    from proxytui.exchange.rows import Read, ReadRow
    from proxytui.model.records import Json

__all__ = ["Result", "result"]


def result(read: Read, data: bytes, **options: Any) -> Result:
    """All that a reader yields of a file; every record is sound, and names only what is there."""
    tables: dict[str, dict[str, Json]] = defaultdict(dict)
    aside: list[RejectedRow] = []
    rows: list[ReadRow] = []
    for row in read(io.BytesIO(data), ReadOptions(**options)):
        if isinstance(row, RejectedRow):
            aside.append(row)
            continue
        assert not isinstance(row, WholeCopy)
        assert row.key not in tables[row.table], f"{row.table} {row.key} twice"
        stored = with_ids(row.table, row.fields, lambda _, id_: _own(id_))
        assert not validation.faults(row.table, "k", stored), row
        tables[row.table][row.key] = row.fields
        rows.append(row)
    for row in rows:
        for item in named_ids(row.table, row.fields):
            assert not item.table or item.id in tables[item.table], item
    return Result(tables, aside, rows)


def _own(id_: str) -> str:
    return hashlib.sha256(id_.encode()).hexdigest()
