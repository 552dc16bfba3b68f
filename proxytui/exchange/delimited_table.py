"""A table as a text file: its encoding, what parts its cells, its rows."""

from __future__ import annotations

import codecs
import csv
import io
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import table_columns
from proxytui.exchange.delimited_records import LONGEST_LINE, BadLine, records
from proxytui.exchange.rows import RejectedRow
from proxytui.exchange.table_cells import unescaped
from proxytui.exchange.table_columns import TableRow
from proxytui.reading import encodings

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = ",;\t|"
_CHUNK = 1 << 20
_HEAD = 64 * 1024


class Encoding(NamedTuple):
    """The encoding of a text by its name in Python; `is_guess` where nothing but the letters speaks
    for it, `is_sure` where these leave hardly another choice; `others` come next."""

    name: str
    is_guess: bool = False
    is_sure: bool = True
    others: tuple[str, ...] = ()


class DelimitedTable:
    """A table of a text file. `encoding` and `delimiter` are told by the file where they are "".

    Raises UsageError for a file that is no such table.
    """

    def __init__(self, file: BinaryIO, name: str, encoding: str = "", delimiter: str = "") -> None:
        self.name, self._file = name, file
        self.note = ""
        self._encoding = known_encoding(encoding) if encoding else self._told_encoding()
        self._first = 1
        head = self._head()
        if head.lower().startswith("sep=") and head[4:5] and not delimiter:
            delimiter, self._first = head[4], 2
        self.delimiter = delimiter or told_delimiter(head, name)
        for number, cells in self._records():
            if isinstance(cells, BadLine):
                break
            if number >= self._first and any(map(text.line, cells)):
                self._first, self.header = number, table_columns.header(cells)
                return
        raise UsageError(f"{text.line(name)} has no header", "write one above the rows")

    def _told_encoding(self) -> str:
        encoding = told_encoding(self._file)
        name = text.line(self.name)
        if not encoding.is_sure:
            may_be = ", ".join(filter(None, (encoding.name, *encoding.others)[:4]))
            raise UsageError(
                f"{name} isn't in UTF-8; its encoding may be {may_be or 'one that is not known'}",
                "say it with --encoding, such as windows-1256",
            )
        if encoding.is_guess:
            self.note = (
                f"{name} isn't in UTF-8, and is read as {encoding.name}, which its letters look"
                " like; --encoding says another"
            )
        return encoding.name

    def _head(self) -> str:
        self._file.seek(0)
        data = self._file.read(_HEAD)
        return codecs.getincrementaldecoder(self._encoding)("replace").decode(data)

    def rows(self) -> Iterator[TableRow | RejectedRow]:
        """The rows below the header; rows without any words are no rows."""
        width = len(self.header)
        for number, cells in self._records():
            if number <= self._first:
                continue
            if isinstance(cells, BadLine):
                raw = table_columns.raw(self.header, cells.cells)
                yield RejectedRow(f"row {number}", cells.reason, raw)
            elif len(cells) == width:
                # An apostrophe or a formula may be a mark, and few rows have one.
                joined = "".join(cells)
                marked = "'" in joined or '="' in joined
                yield TableRow(number, list(map(unescaped, cells)) if marked else cells)
            elif any(map(text.line, cells)):
                yield self._uneven(number, cells)

    def _uneven(self, number: int, cells: list[str]) -> TableRow | RejectedRow:
        """A row that has more cells than the header, all empty; or less, or more that aren't."""
        width = len(self.header)
        if len(cells) > width and not any(map(text.line, cells[width:])):
            return TableRow(number, list(map(unescaped, cells[:width])))
        return table_columns.uneven(self.header, number, cells)

    def _records(self) -> Iterator[tuple[int, list[str] | BadLine]]:
        """The records of the file by their number from 1, and the lines that are none."""
        self._file.seek(0)
        lines = io.TextIOWrapper(self._file, self._encoding, "replace", newline="")
        whole = iter(partial(lines.readline, LONGEST_LINE), "")
        try:
            yield from enumerate(records(whole, self.delimiter), 1)
        except UnicodeError:
            raise UsageError("the file can't be read in that encoding", "say another") from None
        finally:
            lines.detach()


# Delimiter


def told_delimiter(head: str, name: str = "") -> str:
    """The sign that parts the cells in the beginning of a file: the one by which most rows have as
    many cells as the header, and more than one."""
    best, most = "\t" if name.lower().endswith((".tsv", ".tab")) else ",", 0.0
    for delimiter in DELIMITERS:
        widths = _widths(head, delimiter)
        if widths and widths[0] > 1:
            share = sum(width == widths[0] for width in widths) / len(widths)
            # Of two signs that part all rows alike the one that gives more cells.
            score = share + min(widths[0], 100) / 1000
            if score > most:
                best, most = delimiter, score
    return best


def _widths(head: str, delimiter: str) -> list[int]:
    """The number of cells in each whole row of the beginning of a file."""
    lines = head.splitlines(keepends=True)
    if len(head) >= _HEAD // 2 and len(lines) > 1:
        lines = lines[:-1]  # cut in the middle
    widths = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if any(cells):
                widths.append(len(cells))
    except csv.Error:
        pass
    return widths


def likeness(data: bytes, name: str) -> int:
    """How surely the beginning of a file is that of a table: 0 to 30."""
    try:
        head = text.utf8(data).decode("utf-8", "replace")
    except ValueError:
        return 0
    start = head.lstrip()[:1]
    if start in ("{", "[", "<", "@", "") or "\0" in head:
        return 0
    is_named = name.lower().endswith((".csv", ".tsv", ".tab"))
    widths = _widths(head, told_delimiter(head, name))
    if not widths or widths[0] < 2:
        return 0
    share = sum(width == widths[0] for width in widths) / len(widths)
    if len(widths) > 1 and share > (0.5 if is_named else 0.9):
        return 30
    return 22 if is_named else 0


# Encoding


def known_encoding(name: str) -> str:
    """The name of an encoding as it was written; raises UsageError for none of a text."""
    try:
        b"a".decode(name)
    except UnicodeDecodeError:
        return name  # one of several bytes a sign
    except (LookupError, ValueError):
        raise UsageError(
            f"there is no encoding “{text.line(name)}”", "write one such as utf-8 or windows-1256"
        ) from None
    return name


def told_encoding(file: BinaryIO) -> Encoding:
    """The encoding of a file: by its mark, UTF-8 where all of it is, else the one that its bytes
    look like most."""
    file.seek(0)
    begin = file.read(_HEAD)
    name = text.encoding(begin)
    if name != "utf-8":
        return Encoding(name)
    if _is_utf8(file, begin):
        return Encoding("utf-8")
    return _guessed(file)


def _is_utf8(file: BinaryIO, begin: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = begin
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(file: BinaryIO) -> Encoding:
    file.seek(0)
    try:
        best = encodings.guess(file.read(4 * _CHUNK))
    except ImportError:
        raise UsageError(
            "the file isn't in UTF-8, and its encoding can't be told without charset-normalizer",
            "say it with --encoding, or install proxytui[exchange]",
        ) from None
    return Encoding(best.encoding, is_guess=True, is_sure=best.is_sure, others=best.others)
