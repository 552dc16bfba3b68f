"""The columns of a table as a person says one by one what they are, with the first rows beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import UsageError
from proxytui.exchange import mapping_guess, mapping_preview, table_records
from proxytui.exchange.mapping import FIELDS, ROWS, SEVERAL, TableMapping
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.model.changes import Change
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.table_columns import Table, TableRow
    from proxytui.graph.protocol import Graph

_ROWS = 40
ALL_ROWS = ""
"""Stands for the column of what all rows have: their type."""


class FewRows(NamedTuple):
    """The first rows of a table, as a table."""

    name: str
    note: str
    header: list[str]
    listed: tuple[TableRow | RejectedRow, ...]

    def rows(self) -> Iterator[TableRow | RejectedRow]:
        """The rows below the header."""
        return iter(self.listed)

    def sample(self, column: str) -> str:
        """The first cell of a column that isn't empty."""
        place = self.header.index(column)
        cells = (row.cells[place] for row in self.listed if not isinstance(row, RejectedRow))
        return next((cell for cell in cells if cell.strip()), "")


def few_rows(table: Table) -> FewRows:
    """The first rows of a table."""
    listed: list[TableRow | RejectedRow] = []
    for row in table.rows():
        listed.append(row)
        if len(listed) == _ROWS:
            break
    return FewRows(table.name, table.note, table.header, tuple(listed))


def field_of(mapping: TableMapping, column: str) -> str:
    """The field that a column is taken for, "" for none; of `ALL_ROWS` the type of all."""
    if column == ALL_ROWS:
        return mapping.constants.get("type", "")
    return next((field for field, names in mapping.columns.items() if column in names), "")


def turned(mapping: TableMapping, step: int) -> TableMapping:
    """The mapping with the next kind of rows, or the one before, as the header suggests it."""
    kinds = list(ROWS)
    rows = kinds[(kinds.index(mapping.rows) + step) % len(kinds)]
    other = mapping_guess.guess_as(rows, mapping.header).mapping
    return mapping._replace(
        rows=rows, columns=other.columns, constants=other.constants, schemes=other.schemes
    )


def stepped(mapping: TableMapping, column: str, step: int) -> TableMapping:
    """The mapping with a column taken for the next field, or the one before, that is free."""
    options = _options(mapping, column)
    at = options.index(field_of(mapping, column))
    return _with_field(mapping, column, options[(at + step) % len(options)])


def _options(mapping: TableMapping, column: str) -> list[str]:
    if column == ALL_ROWS:
        return ["", *CLAIM_TYPES]
    own = field_of(mapping, column)
    free = (f for f in FIELDS[mapping.rows] if f not in mapping.columns or f in SEVERAL or f == own)
    return ["", *free]


def _with_field(mapping: TableMapping, column: str, field: str) -> TableMapping:
    if column == ALL_ROWS:
        constants = {key: value for key, value in mapping.constants.items() if key != "type"}
        return mapping._replace(constants=constants | ({"type": field} if field else {}))
    columns = {
        known: tuple(name for name in names if name != column)
        for known, names in mapping.columns.items()
    }
    if field:
        columns[field] = (*columns.get(field, ()), column)
    return mapping._replace(columns={known: names for known, names in columns.items() if names})


def preview(table: FewRows, mapping: TableMapping, graph: Graph) -> list[str]:
    """How the first rows read, or why they don't."""
    if missing := mapping.missing():
        if mapping.rows == "matrix":
            return ["Still to be said: the type of all rows."]
        return [f"Still to be said: which column is the {', the '.join(missing)}."]
    changes, aside = [], []
    try:
        for row in table_records.records(table, mapping, table.name):
            if isinstance(row, ReadRow):
                changes.append(Change(row.table, row.key, None, row.fields))
            elif isinstance(row, RejectedRow):
                aside.append(f"set aside {row.row}: {row.reason}")
    except UsageError as error:
        return [str(error)]
    return [*aside[:2], *mapping_preview.preview(changes, graph, 4)]
