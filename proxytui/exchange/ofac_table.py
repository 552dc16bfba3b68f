"""Files of the Office of Foreign Assets Control as rows: a list, or the other names of one.

A list has twelve columns without a header: SDN.CSV, the consolidated CONS_PRIM.CSV. The other
names, ALT.CSV, have five. `-0-` is an empty cell, and a lone 0x1A the end of the file. Where a
header is there, columns are known by their names.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.exchange.rows import RejectedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LISTED = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage",
    "GRT", "Vess_flag", "Vess_owner", "Remarks",
)  # fmt: skip
"""The columns of a list, as its data specification names them."""
OTHER_NAMES = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
"""The columns of the file of other names."""

_OTHER_COLUMNS = {
    "uid": "ent_num", "name": "SDN_Name", "type": "SDN_Type", "programs": "Program",
    "vess_type": "Vess_type",
}  # fmt: skip
_COLUMNS = {name.lower(): name for name in (*LISTED, *OTHER_NAMES)} | _OTHER_COLUMNS
_NUMBER = re.compile(r"[0-9]{1,9}")
_END = "\x1a"
_MISSING = "-0-"
# What stands in one line, at most: a file without line ends must not be held as a whole.
_LONGEST_LINE = 4_000_000
_CHUNK = 1 << 20


class Row(NamedTuple):
    """A row by its number, with its cells by the names of the data specification; an empty cell
    isn't there."""

    number: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """The row as a person finds it."""
        return f"row {self.number}"

    @property
    def id(self) -> str:
        """The number of the entry."""
        return self.cells["ent_num"]

    def quote(self, columns: Sequence[str], **others: str) -> str:
        """The words of some of its cells on one line; `others` stand for or behind them.

        The number of the entry stands last: so no quote of a row is the beginning of another, and
        each is found in one place.
        """
        words = {column: self.cells.get(column, "") for column in columns} | others
        words["ent_num"] = self.id
        return "; ".join(f"{column}: {cell}" for column, cell in words.items() if cell)


def shape(rows: Sequence[list[str]]) -> tuple[str, ...]:
    """The columns of a file by the rows that it begins with; () where it is none of these."""
    whole = [cells for cells in rows if cells and cells != [_END]]
    if not whole:
        return ()
    named = tuple(_COLUMNS.get(text.line(cell).lower(), cell) for cell in whole[0])
    if {"ent_num", "SDN_Name", "Program"} <= set(named):
        return named
    if {"ent_num", "alt_name"} <= set(named):
        return named
    # A row may be broken; most are whole.
    if 2 * sum(map(_is_listed, whole)) >= len(whole):
        return LISTED
    if 2 * sum(map(_is_other_name, whole)) >= len(whole):
        return OTHER_NAMES
    return ()


def _is_listed(cells: Sequence[str]) -> bool:
    """Whether a row has the width of a list's, a number in front and the mark of an empty cell."""
    numbered = len(cells) == len(LISTED) and bool(_NUMBER.fullmatch(cells[0].strip()))
    return numbered and any(cell.strip() == _MISSING for cell in cells)


def _is_other_name(cells: Sequence[str]) -> bool:
    return len(cells) == len(OTHER_NAMES) and cells[2].strip() in ("aka", "fka", "nka")


def beginning(data: bytes, most: int = 20) -> list[list[str]]:
    """The rows that stand whole in the beginning of a file."""
    lines = data.decode("utf-8-sig", "replace").splitlines(keepends=True)
    whole = lines[:-1] if len(lines) > 1 and not lines[-1].endswith("\n") else lines
    rows: list[list[str]] = []
    with suppress(csv.Error):  # what can't be read is told when the rows are
        rows += (cells for cells, _ in zip(csv.reader(whole), range(most), strict=False))
    return rows


class Table:
    """The rows of a file. The text is UTF-8, else Windows-1252."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._encoding = _encoding(file)
        file.seek(0)
        first = beginning(file.read(_CHUNK))
        self.columns = shape(first)
        self._header = bool(first) and not _NUMBER.fullmatch("".join(first[0][:1]).strip())

    def rows(self) -> Iterator[Row | RejectedRow]:
        """The rows; a number that stands in several comes several times."""
        for number, cells in enumerate(self._records(), 1):
            if isinstance(cells, str):
                yield RejectedRow(f"row {number}", cells)
                continue
            if number == 1 and self._header:
                continue
            if cells == [_END] or not any(text.line(cell) for cell in cells):
                continue
            yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row | RejectedRow:
        place = f"row {number}"
        if len(cells) != len(self.columns):
            reason = f"has {len(cells)} cells, not {len(self.columns)}"
            return RejectedRow(place, reason, raw(self.columns, cells))
        stripped = {
            column: words
            for column, cell in zip(self.columns, cells, strict=True)
            if (words := text.line(cell)) and words != _MISSING
        }
        if not _NUMBER.fullmatch(stripped.get("ent_num", "")):
            words = stripped.get("ent_num", "")[:60]
            return RejectedRow(place, f"“{words}” is no number", raw(self.columns, cells))
        return Row(number, stripped)

    def _records(self) -> Iterator[list[str] | str]:
        """The records of the file; a reason in place of one that is none."""
        self._file.seek(0)
        lines = io.TextIOWrapper(self._file, self._encoding, "replace", newline="")
        records = csv.reader(iter(lambda: lines.readline(_LONGEST_LINE), ""))
        try:
            while True:
                try:
                    yield next(records)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield f"can't be read as CSV: {text.line(str(error))}"
        finally:
            lines.detach()


def raw(columns: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    """A row by its columns, as it stands; cells behind the last column under a number."""
    names = [*columns, *map(str, range(len(columns) + 1, len(cells) + 1))]
    return dict(zip(names, cells, strict=False))


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
