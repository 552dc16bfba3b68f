"""Tables for tests, and what the reader of tables makes of them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from proxytui.exchange import delimited
from proxytui.exchange.resolving import resolve
from proxytui.exchange.rows import ReadOptions, ReadRow, RejectedRow
from proxytui.model import validation
from tests.exchange.ucdp_rows import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.exchange.rows import Read
    from proxytui.model.records import Json

TIES = {"columns": {"subject": "a", "object": "b"}, "constants": {"type": "backs"}}


def table(*rows: Sequence[object], delimiter: str = ",") -> bytes:
    """Rows as a file, the header first."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


class _NoActors:
    """An empty store."""

    def identified(self, scheme: str, value: str) -> tuple[()]:
        return ()

    def called(self, name: str) -> tuple[()]:
        return ()

    def record(self, id_: str) -> None:
        return None


def result(reader: Read, data: bytes, **options: Any) -> Result:
    """All that a reader yields of a file; every record is sound under the ids it gets, and names
    only what is there."""
    tables: dict[str, dict[str, Json]] = defaultdict(dict)
    aside, rows = [], []
    for row in reader(io.BytesIO(data), ReadOptions(**options)):
        if isinstance(row, RejectedRow):
            aside.append(row)
        elif isinstance(row, ReadRow):
            assert row.key not in tables[row.table], f"{row.table} {row.key} twice"
            tables[row.table][row.key] = row.fields
            rows.append(row)
    resolved = resolve("csv", iter(rows), _NoActors()).reading
    assert not resolved.set_aside
    for row in resolved.rows:
        assert not validation.faults(row.table, row.id, row.record)
    return Result(tables, aside, rows)


def read(data: bytes, mapping: dict[str, object] | None = None, name: str = "t.csv") -> Result:
    """All that the reader of text tables yields."""
    return result(delimited.read, data, name=name, mapping=mapping)


def mapped(*rows: Sequence[object], **mapping: object) -> Result:
    """Ties between the columns `a` and `b`, with more columns and settings of a mapping."""
    columns = {**TIES["columns"], **mapping.pop("columns", {})}  # type: ignore[dict-item]
    constants = mapping.pop("constants", TIES["constants"])
    return read(table(*rows), {"columns": columns, "constants": constants, **mapping})
