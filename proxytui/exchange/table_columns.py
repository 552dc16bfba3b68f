"""The columns of a table under its mapping: which cells of a row have which field."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import table_dates
from proxytui.exchange.mapping import CITATION_FIELDS, SOURCE_FIELDS
from proxytui.exchange.rows import RejectedRow
from proxytui.exchange.table_dates import DateColumn
from proxytui.exchange.table_words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from proxytui.exchange.mapping import TableMapping

    Cells: TypeAlias = Sequence[str]
    Pick: TypeAlias = Callable[[Cells], tuple[str, ...]]
    PickCell: TypeAlias = Callable[[Cells], str]

_DATES = ("since", "until", "date", "year", "attested", "published", "founded", "dissolved")
# What says where the words stand is no part of what they say.
_NOT_DECISIVE = frozenset(SOURCE_FIELDS) | (frozenset(CITATION_FIELDS) - {"speaker", "stance"})
_MOST_NAMED = 30


class TableRow(NamedTuple):
    """A row by its number in the file, where the header is the first; a cell for each column."""

    number: int
    cells: list[str]


class NamedTable(NamedTuple):
    """A table of several in a file: its name, the number of its rows below the header, and the
    names of its columns."""

    name: str
    rows: int
    header: list[str]


class SeveralTables(UsageError):
    """A file has several `tables`, and nothing says which is meant."""

    def __init__(self, title: str, hint: str, tables: tuple[NamedTable, ...]) -> None:
        super().__init__(title, hint)
        self.tables = tables


class Table(Protocol):
    """A table of a file, whose rows are read as often as they are asked for."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def note(self) -> str:
        """How it is read, where a person should know; else ""."""

    @property
    def header(self) -> list[str]:
        """The names of its columns, each once."""

    def rows(self) -> Iterator[TableRow | RejectedRow]:
        """The rows below the header."""


def header(cells: Sequence[str]) -> list[str]:
    """The names of columns without what pads them, each once; a column without one goes by its
    place."""
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, 1):
        name = wanted = text.line(cell) or f"column {place}"
        count = 1
        while name in names:
            count += 1
            name = f"{wanted} ({count})"
        names[name] = None
    return list(names)


def raw(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Cells by the names of their columns; those behind the last column go by their place."""
    names = [*header, *(f"column {place}" for place in range(len(header) + 1, len(cells) + 1))]
    return dict(zip(names, cells, strict=False))


def uneven(header: Sequence[str], number: int, cells: Sequence[str]) -> RejectedRow:
    """A row that is set aside, since it hasn't as many cells as the header."""
    many = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
    reason = f"has {many} where the header has {len(header)}"
    return RejectedRow(f"row {number}", reason, raw(header, cells))


class Columns:
    """The columns of a table under a mapping. A constant stands behind the cells of each row, as if
    it were a column.

    Raises UsageError for columns that aren't there, and where day and month can't be told apart.
    """

    def __init__(self, table: Table, mapping: TableMapping) -> None:
        self.table, self.mapping = table, mapping
        self.words = Words(mapping.words, mapping.separator)
        self._places = {name: place for place, name in enumerate(table.header)}
        missing = [name for name in sorted(mapping.used()) if name not in self._places]
        if missing:
            named = ", ".join(table.header[:_MOST_NAMED])
            raise UsageError(
                f"{text.line(table.name)} has no column “{text.line(missing[0])}”",
                f"it has {named}",
            )
        self.constants = list(mapping.constants.values())
        behind = {field: len(table.header) + n for n, field in enumerate(mapping.constants)}
        self._at = {
            field: [
                *(self._places[name] for name in mapping.columns.get(field, ())),
                *([behind[field]] if field in behind else []),
            ]
            for field in (*mapping.columns, *mapping.constants)
        }
        self._dates = self._date_columns()

    def _date_columns(self) -> dict[str, list[DateColumn]]:
        mapping = self.mapping
        named = {field: mapping.columns[field] for field in _DATES if field in mapping.columns}
        cells: dict[str, set[str]] = {name: set() for names in named.values() for name in names}
        adding = [(self._places[name], values.add) for name, values in cells.items()]
        for row in self.table.rows() if adding else ():
            if isinstance(row, TableRow):
                for place, add in adding:
                    add(row.cells[place])
        orders = {
            name: table_dates.order(name, sorted(values), mapping.dates)
            for name, values in cells.items()
        }
        columns = {
            field: [DateColumn(name, orders[name], mapping.epoch) for name in names]
            for field, names in named.items()
        }
        for field in mapping.constants:
            if field in _DATES:
                column = DateColumn(field, mapping.dates, mapping.epoch)
                columns.setdefault(field, []).append(column)
        return columns

    def __contains__(self, field: str) -> bool:
        """Whether a field has a column or a constant."""
        return field in self._at

    def pick(self, *fields: str) -> Pick:
        """Picks the cells of some fields from a row, those of each field in their order."""
        return _picker([place for field in fields for place in self._at.get(field, [])])

    def pick_cell(self, field: str) -> PickCell:
        """Picks the cell of a field, or its constant where the cell is empty."""
        places = self._at.get(field, [])
        if not places:
            return lambda _: ""
        if len(places) == 1:
            return itemgetter(places[0])
        pick = _picker(places)
        return lambda cells: next((cell for cell in pick(cells) if cell.strip()), "")

    def names(self, field: str) -> list[str]:
        """The names of the cells that `pick` takes for a field."""
        names = list(self.mapping.columns.get(field, ()))
        return [*names, *([field] if field in self.mapping.constants else [])]

    def pick_end(self, end: str) -> Callable[[Cells], object]:
        """Picks all cells that say who stands at an end of a tie: a cell, or several."""
        places = [p for field in (end, f"{end}_id", f"{end}_kind") for p in self._at.get(field, [])]
        schemes = self.mapping.schemes.get(f"{end}_identifiers", {})
        places += [self._places[name] for name in schemes.values()]
        return itemgetter(*places)

    def identifiers(self, group: str) -> tuple[list[str], Pick]:
        """The schemes of a group of identifiers, and what picks their cells."""
        schemes = self.mapping.schemes.get(group, {})
        return list(schemes), _picker([self._places[name] for name in schemes.values()])

    def dates(self, field: str, cells: Cells) -> list[str]:
        """The dates in the cells of a field, without the empty ones; raises BadCell."""
        columns = self._dates.get(field, ())
        values = (column.edtf(cell) for column, cell in zip(columns, cells, strict=True))
        return [value for value in values if value]

    def date(self, field: str, words: str) -> str:
        """Words as a date of a field that has one column; raises BadCell."""
        return self._dates[field][0].edtf(words)

    def row_quote(self) -> PickCell:
        """What makes a row its own quote: its decisive cells, each behind its column."""
        decisive = {
            name
            for field, columns in self.mapping.columns.items()
            if field not in _NOT_DECISIVE
            for name in columns
        }
        decisive |= {name for group in self.mapping.schemes.values() for name in group.values()}
        pairs = [(f"{name}: ", place) for name, place in self._places.items() if name in decisive]

        def quote(cells: Cells) -> str:
            return text.line(
                "; ".join([name + cells[at].strip() for name, at in pairs if cells[at]])
            )

        return quote

    def raw(self, cells: Cells) -> dict[str, object]:
        """A row by its columns, as it stands."""
        return dict(zip(self.table.header, cells, strict=False))


def _picker(places: list[int]) -> Pick:
    if not places:
        return lambda _: ()
    if len(places) == 1:
        place = places[0]
        return lambda cells: (cells[place],)
    return itemgetter(*places)
