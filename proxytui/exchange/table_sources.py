"""The sources of a table: the table itself, and those that its rows name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange.mapping import SOURCE_FIELDS
from proxytui.exchange.rows import ReadRow
from proxytui.exchange.table_dates import BadCell

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from proxytui.exchange.table_columns import Cells, Columns
    from proxytui.model.records import Json

_TEXTS = ("author", "publisher", "publisher_parent", "url", "licence", "lang")


class SourceTable:
    """The sources that rows cite, by their key in the file.

    A row that names a source in its cells cites that one. All others cite the table, of which the
    constants speak; where only columns name a source, the constants are said of these.
    """

    def __init__(self, columns: Columns, title: str) -> None:
        self._columns = columns
        mapping = columns.mapping
        own = [field for field in SOURCE_FIELDS if field in mapping.columns]
        self._fields = own
        self._pick = columns.pick(*own) if own else None
        # Of each field the column; where it has a constant too, that is picked behind it.
        self._constant = {f: v for f, v in mapping.constants.items() if f in SOURCE_FIELDS}
        self._shared = {} if "source" in self._constant else self._constant
        self._title = self._constant.get("source") or title
        self._keys: dict[tuple[str, ...], str] = {}
        self._rows: dict[str, ReadRow] = {}

    def key(self, number: int, cells: Cells) -> tuple[str, bool]:
        """The key of the source that a row cites, and whether that is the table itself."""
        if self._pick is None:
            return self._table(number), True
        picked = self._pick(cells)
        key = self._keys.get(picked)
        if key is None:
            key = self._keys[picked] = self._named(number, picked)
        return (key, False) if key else (self._table(number), True)

    def rows(self, cited: Container[str]) -> Iterator[ReadRow]:
        """The sources that are cited by records that come in."""
        yield from (row for key, row in self._rows.items() if key in cited)

    def _table(self, number: int) -> str:
        key = f"table {self._title}"
        if key not in self._rows:
            values = {field: value for field, value in self._constant.items() if field != "source"}
            fields = self._record(self._title, values)
            self._rows[key] = ReadRow(f"row {number}", "sources", key, fields)
        return key

    def _named(self, number: int, picked: tuple[str, ...]) -> str:
        """The key of the source that cells name; "" where they name none."""
        values: dict[str, str] = {}
        at = 0
        for field in self._fields:
            values[field] = text.line(picked[at])
            # A constant of the same field stands behind its column in what is picked.
            at += 1 + (field in self._constant)
        values = {field: value for field, value in values.items() if value}
        if values.keys() <= {"lang", "licence"}:
            return ""
        values = {**self._shared, **values}
        title = values.get("source") or values.get("url") or ""
        if not title:
            title = f"[{', '.join(value for _, value in sorted(values.items()))}]"
        id_ = values.get("source_id", "")
        parts = [f"{field}={value}" for field, value in values.items() if field != "source_id"]
        key = f"id {id_}" if id_ else "\n".join(parts)
        if key not in self._rows:
            fields = self._record(title, values)
            self._rows[key] = ReadRow(f"row {number}", "sources", key, fields, named=True)
        return key

    def _record(self, title: str, values: dict[str, str]) -> Json:
        fields: Json = {"title": title}
        fields |= {field: values[field] for field in _TEXTS if values.get(field)}
        published = values.get("published", "")
        if published:
            try:
                date = self._columns.date("published", published)
            except BadCell:
                date = ".."
            # What is no date is kept in its words.
            fields |= {"published_raw": published} if date == ".." else {"published": date}
        return fields
