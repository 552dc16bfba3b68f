"""Dates in the cells of a table as EDTF; day and month are told apart by the whole column."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange.mapping import DAY_FIRST, MONTH_FIRST
from proxytui.late_pattern import late_pattern
from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERS = late_pattern(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?:[ T].*)?")
_TIME = late_pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9]{2}:.*")
_YEAR_FIRST = late_pattern(r"([0-9]{4})([./-])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_COMPACT = late_pattern(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_DECIMAL = late_pattern(r"([0-9]+)\.0+")
_MONTH_YEAR = late_pattern(r"([0-9]{1,2})[./]([0-9]{4})")
_IN_WORDS = late_pattern(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?([a-z]{3,9})\.?"
    r"(?: ([0-9]{1,2})(?:st|nd|rd|th)?,)?[ ,-]+([0-9]{4})",
    re.IGNORECASE,
)
_CIRCA = late_pattern(r"(?:~|c(?:a|irca)?\.? ?|about |around )(?=[0-9])", re.IGNORECASE)
_DECADE = late_pattern(r"([0-9]{3})0s", re.IGNORECASE)
_SERIAL = late_pattern(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), 1)
    for name in (names, names[:3], names[:4])
}  # fmt: skip
_GOES_ON = frozenset(
    ("..", "ongoing", "present", "current", "now", "to date", "today", "continuing")
)
# The days before the first of each way of counting; that of 1900 has a 29 February too many.
_BEFORE = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


class BadCell(ValueError):
    """A cell that can't be read, with the reason in plain words."""


class DateColumn:
    """A column of dates: its `order` of day and month, and the year from which days are counted.

    `order` is "" where no cell needs one.
    """

    def __init__(self, name: str, order: str = "", epoch: int = 0) -> None:
        self.name, self.order, self.epoch = name, order, epoch
        self._read: dict[str, str] = {}

    def edtf(self, cell: str) -> str:
        """A cell as EDTF, "" for an empty one, `..` for one that says that it goes on; raises
        BadCell."""
        value = self._read.get(cell)
        if value is None:
            value = self._read[cell] = self._edtf(text.line(cell))
        return value

    def _edtf(self, words: str) -> str:
        if not words:
            return ""
        if text.fold(words) in _GOES_ON:
            return ".."
        if match := _CIRCA.match(words):
            return self._checked(f"{self._plain(words[match.end() :])}~", words)
        return self._checked(self._plain(words), words)

    def _checked(self, value: str, words: str) -> str:
        try:
            dates.parse(value)
        except dates.DateError:
            raise self._bad(words, "is no date such as 2011, 2011-03 or 2011-03-15") from None
        return value

    def _bad(self, words: str, what: str) -> BadCell:
        return BadCell(f"{self.name}: “{words[:60]}” {what}")

    def _plain(self, words: str) -> str:
        if match := _DECIMAL.fullmatch(words):
            words = match[1]
        if match := _TIME.fullmatch(words):
            return match[1]
        if match := _NUMBERS.fullmatch(words):
            first, second = int(match[1]), int(match[3])
            day, month = (second, first) if self.order == MONTH_FIRST else (first, second)
            return f"{match[4]}-{month:02}-{day:02}"
        if match := _YEAR_FIRST.fullmatch(words):
            day_part = f"-{int(match[4]):02}" if match[4] else ""
            return f"{match[1]}-{int(match[3]):02}{day_part}"
        if match := _MONTH_YEAR.fullmatch(words):
            return f"{match[2]}-{int(match[1]):02}"
        if match := _DECADE.fullmatch(words):
            return f"{match[1]}X"
        if (match := _IN_WORDS.fullmatch(words)) and match[2].lower() in _MONTHS:
            month_part = f"{match[4]}-{_MONTHS[match[2].lower()]:02}"
            number = match[1] or match[3]
            return f"{month_part}-{int(number):02}" if number else month_part
        if match := _COMPACT.fullmatch(words):
            return "-".join(match.groups())
        if _SERIAL.fullmatch(words):
            return self._counted(words)
        return words

    def _counted(self, words: str) -> str:
        """A date that a spreadsheet has as the number of a day."""
        if not self.epoch:
            what = "may be a spreadsheet's number of a day; write epoch = 1900 (or 1904)"
            raise self._bad(words, f"{what} in the mapping")
        return (_BEFORE[self.epoch] + timedelta(days=int(float(words)))).isoformat()


def order(name: str, cells: Iterable[str], chosen: str = "") -> str:
    """Whether day or month comes first in the cells of a column; "" where none has both in numbers.

    One cell that can be read only so decides for all; `chosen` where none does. Raises UsageError
    where nothing decides, or cells contradict each other.
    """
    day, month, either = "", "", ""
    for cell in cells:
        words = cell.strip()
        match = _NUMBERS.fullmatch(words)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            day = day or words
        elif second > 12 >= first:
            month = month or words
        elif first != second:
            either = either or words
    column = text.line(name)
    if day and month:
        words = f"column “{column}” has the day first in {text.line(day)}"
        raise UsageError(
            f"{words} and the month first in {text.line(month)}", "mend one of them in the file"
        )
    if day or month:
        return DAY_FIRST if day else MONTH_FIRST
    if either and not chosen:
        raise UsageError(
            f"nothing in column “{column}” tells day from month, as in {text.line(either)}",
            f'write dates = "{DAY_FIRST}" or "{MONTH_FIRST}" in the mapping',
        )
    return chosen if either else ""
