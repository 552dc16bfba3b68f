"""The records of a table in a text file, where a quotation mark may not be closed.

Such a mark takes in the lines behind it, up to the next one or the end of the file. So a record of
several lines counts only where its marks are those that a writer of such files sets; else its first
line is told as a bad one, and the lines behind are read anew.
"""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_LINE = 4_000_000
"""What stands in one line, at most: a file without line ends must not be held as a whole."""
_LONGEST_CELL = 1_000_000
_LARGE = f"has more than {_LONGEST_CELL:,} characters in a cell, or {LONGEST_LINE:,} in a line"
_UNCLOSED = "has a quotation mark that isn't closed"


class BadLine(NamedTuple):
    """A line that is no record, with the reason and its cells as far as it has any."""

    reason: str
    cells: list[str]


class _Lines:
    """Lines that can be given back: `taken` are those since the last record."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.taken.append(line)
        if _is_cut(line):
            for rest in self._lines:
                if not _is_cut(rest):
                    break
        return line

    def give_back(self) -> str:
        """Give all taken lines back but the first, which is returned."""
        first, *others = self.taken
        self._waiting.extendleft(reversed(others))
        self.taken.clear()
        return first


def _is_cut(line: str) -> bool:
    return len(line) >= LONGEST_LINE and line[-1] not in "\r\n"


def records(lines: Iterable[str], delimiter: str) -> Iterator[list[str] | BadLine]:
    """The records of lines, which may be cut at `LONGEST_LINE`, in their order, and the lines that
    are none."""
    csv.field_size_limit(_LONGEST_CELL)
    source = _Lines(lines)
    while True:
        reason = ""
        try:
            for cells in csv.reader(source, delimiter=delimiter):
                if any(map(_is_cut, source.taken)):
                    reason = _LARGE
                    break
                if len(source.taken) > 1 and not _is_sound(source.taken, delimiter):
                    reason = _UNCLOSED
                    break
                source.taken.clear()
                yield cells
        except csv.Error:
            reason = _LARGE if len(source.taken) == 1 else _UNCLOSED
        if not reason:
            return
        first = source.give_back()
        yield BadLine(reason, _cells(first, delimiter))


def _is_sound(lines: list[str], delimiter: str) -> bool:
    """Whether lines are one record by the rules of such files."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line on its own; the line where it can't be parted."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]
