"""Tables of the Uppsala Conflict Data Program: rows of CSV by column, and the cells they share."""

from __future__ import annotations

import codecs
import csv
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.exchange.rows import RejectedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

LICENCE = "CC BY 4.0"
PUBLISHER = "Uppsala Conflict Data Program"
PUBLISHER_PARENT = "Uppsala University"
URL = "https://ucdp.uu.se/downloads/"

_ID = re.compile(r"([0-9]{1,12})(?:\.0+)?")
_YEAR = re.compile(r"([1-9][0-9]{3})(?:\.0+)?")
_COUNT = re.compile(r"([0-9]{1,6})(?:\.0+)?")
# A comma with a blank behind it belongs to a name; the lists are written without one.
_BARE_COMMA = re.compile(r",(?! )")
# What stands in one line, at most: a file without line ends must not be held as a whole.
_LONGEST_LINE = 4_000_000
_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class BadRow(ValueError):
    """A row that can't be read, with the reason in plain words."""


class Row(NamedTuple):
    """A row by its number in the file, where the header is row 1; the cells as they stand, and an
    empty one behind them, which is that of columns that the file hasn't."""

    number: int
    cells: list[str]


class Columns(dict[str, int]):
    """The places of columns by name; `place` also has one for those that the file hasn't."""

    def __init__(self, missing: int) -> None:
        self._missing = missing

    def place(self, column: str) -> int:
        """The place of a column in the cells of a row, that of the empty cell for a missing one."""
        return self.get(column, self._missing)


class Table:
    """A table of a file with a header: `columns` has the place of each by its name in small
    letters.

    The text is UTF-8, or UTF-16 by its mark, else Windows-1252, in which the program writes its
    actors; cells are parted by commas, semicolons or tabs.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._encoding = _encoding(file)
        header = next(self._records(), [])
        self.header = [] if isinstance(header, str) else [text.line(cell) for cell in header]
        self.columns = Columns(len(self.header))
        for place, name in enumerate(self.header):
            self.columns.setdefault(name.lower(), place)

    def rows(self) -> Iterator[Row | RejectedRow]:
        """The rows below the header; rows without any words are no rows."""
        width = len(self.header)
        for number, cells in enumerate(self._records(), 1):
            if number == 1:
                continue
            if isinstance(cells, str):
                yield RejectedRow(f"row {number}", cells)
            elif len(cells) == width:
                yield Row(number, [*cells, ""])
            elif any(text.line(cell) for cell in cells):
                reason = f"has {len(cells)} cells where the header has {width}"
                yield RejectedRow(f"row {number}", reason, self.raw(cells))

    def raw(self, cells: list[str]) -> dict[str, object]:
        """A row by its columns, as it stands."""
        return dict(zip(self.header, cells, strict=False))

    def _records(self) -> Iterator[list[str] | str]:
        """The records of the file; a reason in place of one that is none."""
        self._file.seek(0)
        lines = io.TextIOWrapper(self._file, self._encoding, "replace", newline="")
        try:
            yield from _read(lines)
        finally:
            lines.detach()


def _read(lines: io.TextIOWrapper) -> Iterator[list[str] | str]:
    head = lines.readline(_LONGEST_LINE)
    delimiter = max(",;\t", key=head.count)
    lines.seek(0)
    records = csv.reader(iter(lambda: lines.readline(_LONGEST_LINE), ""), delimiter=delimiter)
    while True:
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"can't be read as CSV: {text.line(str(error))}"
        else:
            yield cells


def columns(head: bytes) -> set[str]:
    """The names of the columns, in small letters, of a file that begins so."""
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
    lines = head.decode(encoding, "replace").splitlines()[:1]
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    try:
        cells = next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return set()
    return {text.line(cell).lower() for cell in cells}


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    begin = file.read(4)
    for mark, name in _MARKS:
        if begin.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        chunk = begin
        while chunk:
            decoder.decode(chunk)
            chunk = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


# The same words and numbers stand in many rows.
line = lru_cache(4096)(text.line)


@lru_cache(4096)
def identifier(cell: str) -> str:
    """The number of an actor, a dyad or a state, which tables may have as `114.0`."""
    match = _ID.fullmatch(cell.strip())
    if match is None:
        raise BadRow(f"“{text.line(cell)[:60]}” is no id of UCDP")
    return str(int(match[1]))


@lru_cache(1024)
def year_of(cell: str) -> int:
    """The year of a row."""
    match = _YEAR.fullmatch(cell.strip())
    if match is None:
        raise BadRow(f"“{text.line(cell)[:60]}” is no year")
    return int(match[1])


@lru_cache(1024)
def count(cell: str) -> int:
    """The number in a cell, where an empty one is 0."""
    match = _COUNT.fullmatch(cell.strip() or "0")
    if match is None:
        raise BadRow(f"“{text.line(cell)[:60]}” is no number")
    return int(match[1])


def listed(ids: str, names: str) -> dict[str, str]:
    """The actors of two cells that list ids and names, by id. The ids decide how many there are:
    a name may have a comma in it."""
    if not ids.strip():
        if names.strip():
            raise BadRow(f"“{text.line(names)[:60]}” has no id")
        return {}
    numbers = [identifier(part) for part in ids.split(",")]
    parts = [names] if len(numbers) == 1 else names.split(",")
    if len(parts) != len(numbers):
        parts = _BARE_COMMA.split(names)
    if len(parts) != len(numbers):
        raise BadRow(f"has {len(numbers)} ids for {len(parts)} names")
    return {number: name(part) for number, part in zip(numbers, parts, strict=True)}


@lru_cache(4096)
def name(cell: str) -> str:
    """A name in its words, without what pads it."""
    words = text.line(cell)
    if not text.visible(words):
        raise BadRow("has an actor without a name")
    return words
