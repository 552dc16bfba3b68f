"""An axis of days over the cells of a line: its scales from days to centuries, and its labels."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from typing import NamedTuple

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, Precision

_WIDTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_DAYS = {Precision.DAY: 1.0, Precision.MONTH: 30.44, Precision.YEAR: 365.24}


class Scale(NamedTuple):
    """The time that a cell stands for: a number of days, months or years."""

    unit: Precision
    size: int

    @property
    def days(self) -> float:
        """The approximate number of days of a cell."""
        return self.size * _DAYS[self.unit]

    @property
    def words(self) -> str:
        """The scale in words: `a cell is 3 months`."""
        unit = self.unit.value
        return f"a cell is a {unit}" if self.size == 1 else f"a cell is {self.size} {unit}s"


_ROUND = {
    Precision.DAY: (1, 2, 5, 10),
    Precision.MONTH: (1, 2, 3, 6),
    Precision.YEAR: (1, 2, 5, 10, 20, 50, 100, 200, 500),
}
_BETWEEN = {
    Precision.DAY: (3, 4, 7, 15, 20),
    Precision.MONTH: (4, 5, 8, 10, 14, 16, 18, 20, 30),
    Precision.YEAR: (3, 4, 6, 7, 8, 12, 15, 17, 25, 30, 40),
}


def _scales(sizes: dict[Precision, tuple[int, ...]]) -> list[Scale]:
    scales = (Scale(unit, size) for unit, sizes_ in sizes.items() for size in sizes_)
    return sorted(scales, key=lambda scale: scale.days)


_STEPS = _scales(_ROUND)
"""The scales of the zoom."""
_SCALES = sorted([*_STEPS, *_scales(_BETWEEN)], key=lambda scale: scale.days)
"""All scales, for fitting: with those of the zoom alone half a line might be wasted."""
_ZOOM = 1.4
"""A step of the zoom changes the scale by at least this factor."""
_FILLED = 0.7
_MARGIN = 1
_LAST_YEAR = 9999
# Labels by their unit and step, the closest first, with the cells that one of them needs.
_LABELS = (
    (Precision.DAY, 1, 4),
    (Precision.DAY, 2, 4),
    (Precision.DAY, 5, 4),
    (Precision.DAY, 10, 5),
    (Precision.MONTH, 1, 6),
    (Precision.MONTH, 3, 6),
    (Precision.MONTH, 6, 6),
    *((Precision.YEAR, step, 7) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _unit_number(day: int, unit: Precision) -> int:
    """The number of the day, month or year that a day lies in, from the calendar's beginning."""
    if unit is Precision.DAY:
        return day
    date_ = date.fromordinal(day)
    return date_.year if unit is Precision.YEAR else date_.year * 12 + date_.month - 1


def _first_day_of(number: int, unit: Precision) -> int:
    """The first day of a numbered day, month or year; MIN_DAY or MAX_DAY outside the calendar."""
    if unit is Precision.DAY:
        return max(MIN_DAY, min(MAX_DAY, number))
    year, month = (number, 0) if unit is Precision.YEAR else divmod(number, 12)
    if year < 1:
        return MIN_DAY
    return date(year, month + 1, 1).toordinal() if year <= _LAST_YEAR else MAX_DAY


class Axis:
    """`cells` cells of one scale, the first of them the calendar's `first` one of that size."""

    def __init__(self, scale: Scale, first: int, cells: int) -> None:
        self.scale, self.first, self.cells = scale, first, max(1, cells)

    def __repr__(self) -> str:
        return f"Axis({self.scale!r}, {self.first}, {self.cells})"

    @cached_property
    def _begins(self) -> list[int]:
        """The first day of each cell, and of the cell behind the last."""
        unit, size = self.scale
        numbers = range(self.first, self.first + self.cells + 1)
        return [_first_day_of(number * size, unit) for number in numbers]

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day of the axis."""
        return max(self._begins[0], MIN_DAY + 1), min(self._begins[-1], MAX_DAY) - 1

    @property
    def words(self) -> str:
        """The range in words: `1934 to 2036`, `Oct 2019 to Nov 2024`."""
        unit = self.scale.unit
        ends = [date.fromordinal(day).isoformat()[: _WIDTH[unit]] for day in self.days]
        return " to ".join(dict.fromkeys(dates.words(end) for end in ends))

    def cell(self, day: int) -> int:
        """The cell that a day lies in; -1 before the first, `cells` behind the last."""
        return min(self.cells, bisect_right(self._begins, day) - 1)

    # Other parts of the same calendar

    def over(self, cells: int) -> Axis:
        """An axis of another width with the same beginning and scale."""
        return Axis(self.scale, self.first, cells)

    def moved(self, cells: int) -> Axis:
        """The axis moved by a number of cells; it stops at the ends of the calendar."""
        unit, size = self.scale
        lowest = _unit_number(MIN_DAY + 1, unit) // size
        highest = _unit_number(MAX_DAY - 1, unit) // size
        first = max(lowest, min(self.first + cells, max(lowest, highest - self.cells + 1)))
        return Axis(self.scale, first, self.cells)

    def zoomed(self, step: int, around: int | None) -> Axis:
        """The axis in the next closer (+1) or wider (-1) scale; a day in view keeps its cell.

        Without such a day the middle keeps its own. At the last scale the axis stays as it is.
        """
        here = self.scale.days
        if step > 0:
            fitting = [scale for scale in _STEPS if scale.days <= here / _ZOOM][-1:]
        else:
            fitting = [scale for scale in _STEPS if scale.days >= here * _ZOOM][:1]
        if not fitting:
            return self
        scale = fitting[0]
        begin, end = self.days
        if around is None or not begin <= around <= end:
            around = (begin + end) // 2
        first = _unit_number(around, scale.unit) // scale.size - max(0, self.cell(around))
        return Axis(scale, first, self.cells).moved(0)

    # Labels

    def labels(self) -> tuple[str, str]:
        """A line of dates, and the line of the axis with a tick where each date begins."""
        unit, step = self._step()
        words = [" "] * self.cells
        ticks = ["─"] * self.cells
        begin, end = self.days
        free = 0
        for number in range(_unit_number(begin, unit), _unit_number(end, unit) + 1):
            if number % step if unit is not Precision.DAY else not _is_labelled(number, step):
                continue
            day = _first_day_of(number, unit)
            cell = self.cell(day)
            label = _label(day, unit)
            if day < begin or not free <= cell <= self.cells - len(label):
                continue
            words[cell : cell + len(label)] = label
            ticks[cell] = "┬"
            free = cell + len(label) + 1
        return "".join(words), "".join(ticks)

    def _step(self) -> tuple[Precision, int]:
        for unit, step, room in _LABELS:
            if Scale(unit, step).days / self.scale.days >= room:
                return unit, step
        return _LABELS[-1][:2]


def _is_labelled(day: int, step: int) -> bool:
    """Whether a day has a label: the first of a month, and each `step` days after it."""
    number = date.fromordinal(day).day
    if number == 1 or step == 1:
        return True
    # A label on the 30th or 31st would take the place of the next month's.
    return number % step == (1 if step == 2 else 0) and number < 30


def _label(day: int, unit: Precision) -> str:
    date_ = date.fromordinal(day)
    if unit is Precision.DAY and date_.day > 1:
        return f"{date_.day}"
    if unit is Precision.YEAR or (date_.month == 1 and date_.day == 1):
        return f"{date_.year}"
    return _MONTHS[date_.month - 1]


def fit_axis(first: int, last: int, cells: int) -> Axis:
    """An axis of `cells` cells that shows all days from `first` to `last` in the closest scale.

    A round scale is taken where it fills most of the line.
    """

    def ends(scale: Scale) -> tuple[int, int]:
        low = _unit_number(first, scale.unit) // scale.size
        return low, _unit_number(last, scale.unit) // scale.size - low + 1 + 2 * _MARGIN

    fits = (scale for scale in _SCALES if ends(scale)[1] <= cells)
    rounds = (scale for scale in _STEPS if cells * _FILLED <= ends(scale)[1] <= cells)
    scale = next(rounds, None) or next(fits, _SCALES[-1])
    return Axis(scale, ends(scale)[0] - _MARGIN, cells)
