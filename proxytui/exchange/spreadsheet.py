"""Tables of a spreadsheet program: a sheet of an XLSX, XLS or ODS file, read by a mapping."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import mapping, mapping_guess, sheet_size, table_columns, table_records
from proxytui.exchange.table_columns import NamedTable, SeveralTables, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

    from proxytui.exchange.formats import Head
    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.rows import ReadOptions, RejectedRow, Rows

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".ods")
_MOST_NAMED = 20


def looks(head: Head) -> int:
    """How surely a file is a workbook: 0 to 80."""
    name = head.name.lower()
    if head.data.startswith(_ZIP):
        is_one = b"xl/" in head.data or b"opendocument.spreadsheet" in head.data
        return 80 if is_one or name.endswith(_ENDINGS) else 0
    return 60 if head.data.startswith(_OLD) and name.endswith(".xls") else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The records of a sheet, by the mapping of the options, else by the words of its header.

    The whole file and the sheet are in memory meanwhile. Raises UsageError as a table of text does,
    and where several sheets have rows and the mapping names none.
    """
    given = mapping.read(options.mapping) if options.mapping is not None else None
    sheet = opened(file, options.name, given)
    chosen = given or mapping_guess.sure(sheet)
    yield from table_records.records(
        sheet, chosen, chosen.title or PurePath(options.name).stem or "table"
    )


def opened(file: BinaryIO, name: str, chosen: TableMapping | None) -> Sheet:
    """The sheet of a file that a mapping names, else the only one that has rows."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise UsageError(
            "reading a spreadsheet needs python-calamine", "install proxytui[exchange]"
        ) from None
    file.seek(0)
    data = file.read()
    sheet_size.refuse_spread(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if chosen and chosen.sheet:
            if chosen.sheet not in names:
                listed = ", ".join(map(text.line, names[:_MOST_NAMED]))
                raise UsageError(
                    f"{text.line(name)} has no sheet “{text.line(chosen.sheet)}”",
                    f"it has {listed}",
                )
            names = [chosen.sheet]
        sheets = [(n, rows) for n in names if (rows := _rows(book, n))]
    except BaseException as error:
        # What goes wrong inside the library comes out as a panic, which is no Exception.
        if isinstance(error, UsageError) or not (
            isinstance(error, Exception) or type(error).__name__ == "PanicException"
        ):
            raise
        reason = text.line(str(error))[:200]
        raise UsageError(
            f"{text.line(name)} can't be read as a workbook ({reason})",
            "open it and save it again",
        ) from None
    if len(sheets) > 1:
        listed = ", ".join(text.line(sheet) for sheet, _ in sheets[:_MOST_NAMED])
        raise SeveralTables(
            f"{text.line(name)} has several sheets: {listed}",
            'write sheet = "…" in the mapping, or name it with --sheet',
            tuple(_named(sheet, rows) for sheet, rows in sheets),
        )
    if not sheets:
        raise UsageError(f"{text.line(name)} has no rows", "name another file")
    return Sheet(name, *sheets[0])


def _named(sheet: str, rows: list[list[Any]]) -> NamedTable:
    """What a person knows a sheet by."""
    header, *others = (row for row in rows if any(cell != "" for cell in row))
    names = (text.line(_text(cell)) for cell in header)
    return NamedTable(sheet, len(others), [name for name in names if name])


def _rows(book: Any, name: str) -> list[list[Any]]:
    """The rows of a sheet from its first on; [] for a sheet without any, or of no cells."""
    from python_calamine import CalamineError

    try:
        rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        return []  # a chart
    return rows if any(cell != "" for row in rows for cell in row) else []


class Sheet:
    """A sheet of a workbook as a table: `sheet` is its name there; its cells are read as texts."""

    def __init__(self, name: str, sheet: str, rows: list[list[Any]]) -> None:
        self.name, self.sheet, self._rows, self.note = name, sheet, rows, ""
        self._first = next(n for n, row in enumerate(rows) if any(cell != "" for cell in row))
        cells = list(map(_text, rows[self._first]))
        while cells and not text.line(cells[-1]):
            cells.pop()
        if not cells:
            raise UsageError(f"{text.line(name)} has no header", "write one above the rows")
        self.header = table_columns.header(cells)

    def rows(self) -> Iterator[TableRow | RejectedRow]:
        """The rows below the header; rows without any words are no rows."""
        width = len(self.header)
        for number, row in enumerate(self._rows[self._first + 1 :], self._first + 2):
            cells = list(map(_text, row[:width]))
            if any(cell != "" for cell in row[width:]):
                yield table_columns.uneven(self.header, number, list(map(_text, row)))
            elif any(cells):
                yield TableRow(number, cells + [""] * (width - len(cells)))


def _text(cell: Any) -> str:
    """A cell as text: a whole number without a point, a date as EDTF has it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
