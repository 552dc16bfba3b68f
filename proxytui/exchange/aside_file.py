"""The rows that an import set aside, as a file in which they can be mended and read again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.exchange.rows import RejectedRow

ROW, REASON = "row", "reason"


def is_table(rows: Iterable[RejectedRow]) -> bool:
    """Whether all of the rows are cells by the names of their columns."""
    return all(isinstance(v, str) for row in rows for v in (row.raw or {}).values())


def lines(rows: Iterable[RejectedRow]) -> Iterator[str]:
    """Those of the rows that can be mended, as the file had them, with their place and the reason
    behind: CSV where all are cells of a table, else a line of JSON each. The rows are gone through
    several times."""
    if not is_table(rows):
        yield from (f"{_json(row)}\n" for row in rows if row.raw is not None)
        return
    columns = list(dict.fromkeys(name for row in rows for name in row.raw or {}))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, ROW, REASON])
    for row in rows:
        if row.raw is not None:
            cells: Mapping[str, object] = row.raw
            writer.writerow([*(cells.get(name, "") for name in columns), row.row, row.reason])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _json(row: RejectedRow) -> str:
    try:
        return msgspec.json.encode({**(row.raw or {}), ROW: row.row, REASON: row.reason}).decode()
    except (ValueError, TypeError, RecursionError):
        # What JSON can't hold is named, not dropped.
        return msgspec.json.encode({ROW: row.row, REASON: row.reason}).decode()
