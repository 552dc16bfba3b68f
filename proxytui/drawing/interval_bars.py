"""Rows of a timeline as pieces of text: certain parts solid, possible ones shaded, ends open."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from proxytui.drawing.two_sided import Piece
from proxytui.model.dates import MAX_DAY, MIN_DAY, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.drawing.time_axis import Axis
    from proxytui.drawing.two_sided import Line
    from proxytui.model.dates import Period
    from proxytui.questions.timeline import Interval

HELD, POSSIBLE = "▆", "░"
SURE, UNSURE = "◆", "◇"
OPEN_START, OPEN_END = "«", "»"
BEFORE, AFTER = "‹", "›"
NOW = "│"
LEGEND = (
    (HELD, "held", "held"),
    (POSSIBLE, "possibly", "possible"),
    (f"{OPEN_START} {OPEN_END}", "no start, no end given", "possible"),
    (f"{SURE} {UNSURE}", "happened, some day of", "text"),
    (NOW, "as of", "date"),
    (f"{BEFORE} {AFTER}", "goes on there", "dim"),
)
"""The signs of a row, what each means, and its role."""

_NOT, _POSSIBLE, _HELD = 0, 1, 2
# The line at the as-of date lies over the bars, and still says which of the three holds there.
_CROSSED = {State.NOT: NOW, State.UNSPOKEN: NOW, State.POSSIBLY: "┇", State.HELD: "┃"}
_BAR = {_NOT: (" ", "dim"), _POSSIBLE: (POSSIBLE, "possible"), _HELD: (HELD, "held")}
_RANGE = "┄"


class NowLine(NamedTuple):
    """The as-of period, and what can be said of a row then."""

    period: Period
    state: State


def bar(axis: Axis, intervals: Iterable[Interval], now: NowLine, role: str, undated: str) -> Line:
    """A row of intervals, exactly as wide as the axis; `role` is the role of its certain parts.

    `undated` are the words in a row without any day, cut where they don't fit.
    """
    drawn_intervals = [interval for interval in intervals if interval.drawn]
    cells = axis.cells
    states = [_NOT] * cells
    for interval in drawn_intervals:
        first, last = (
            max(interval.first, interval.spoken_from),
            min(interval.last, interval.spoken_to),
        )
        _raise_state(states, axis.cell(first), axis.cell(last), _POSSIBLE)
        _raise_state(states, axis.cell(interval.held_from), axis.cell(interval.held_to), _HELD)
        for begin, end in interval.acts:
            if axis.cell(begin) == axis.cell(end):
                _raise_state(states, axis.cell(begin), axis.cell(end), _HELD)
    drawn = [_BAR[state] for state in states]
    for cell in _period_cells(axis, now.period):
        # A tie that is not held on that day may have been on other days of the cell.
        if now.state not in (State.NOT, State.UNSPOKEN) or states[cell] == _NOT:
            drawn[cell] = (_CROSSED[now.state], "date")
    _mark_open_ends(drawn, axis, drawn_intervals)
    if not drawn_intervals:
        _write_words(drawn, undated)
    return _pieces(drawn, role)


def events(axis: Axis, intervals: Iterable[Interval], period: Period, undated: str) -> Line:
    """A row of events: a bar for one that lasted, else a mark in the cell with all its possible
    days, or marks at both ends of these."""
    drawn = [(" ", "dim")] * axis.cells
    for cell in _period_cells(axis, period):
        drawn[cell] = (NOW, "date")
    event_intervals = list(intervals)
    inside = range(axis.cells)
    for interval in event_intervals:
        first, last = axis.cell(interval.first), axis.cell(interval.last)
        if interval.held_from <= interval.held_to and first < last:
            for cell in range(max(0, first), min(axis.cells - 1, last) + 1):
                drawn[cell] = _BAR[_HELD]
            continue
        if first == last:
            if first in inside:
                drawn[first] = (SURE, "held")
            continue
        for cell in range(max(0, first), min(axis.cells - 1, last) + 1):
            if drawn[cell][0] in (" ", NOW):
                drawn[cell] = (_RANGE, "possible")
        for cell in {first, last}.intersection(inside):
            drawn[cell] = (UNSURE, "possible")
    _mark_open_ends(drawn, axis, event_intervals)
    if not event_intervals:
        _write_words(drawn, undated)
    return _pieces(drawn, "text")


def axis_line(axis: Axis, period: Period, ticks: str) -> Line:
    """The line of the axis with a mark where the as-of date lies, or beyond which end it does."""
    drawn = [(tick, "rule") for tick in ticks]
    first, last = axis.cell(period.first), axis.cell(period.last)
    if last < 0:
        drawn[0] = ("◂", "date")
    elif first >= axis.cells:
        drawn[-1] = ("▸", "date")
    else:
        for cell in range(max(0, first), min(axis.cells - 1, last) + 1):
            drawn[cell] = ("▼", "date")
    return _pieces(drawn, "rule")


def _raise_state(states: list[int], first: int, last: int, state: int) -> None:
    for cell in range(max(0, first), min(len(states) - 1, last) + 1):
        states[cell] = max(states[cell], state)


def _write_words(drawn: list[tuple[str, str]], words: str) -> None:
    """Put words, of one cell a letter, into a row."""
    for cell, letter in enumerate(words[: max(0, len(drawn) - 2)], 1):
        drawn[cell] = (letter, "dim")


def _period_cells(axis: Axis, period: Period) -> set[int]:
    """The cells of the as-of date; of a period over several cells the first and the last."""
    return {axis.cell(period.first), axis.cell(period.last)}.intersection(range(axis.cells))


def _mark_open_ends(drawn: list[tuple[str, str]], axis: Axis, intervals: list[Interval]) -> None:
    """Mark open starts and ends, and at both ends of the line what goes on beyond it."""
    last_cell = axis.cells - 1
    firsts = [axis.cell(interval.first) for interval in intervals]
    lasts = [axis.cell(interval.last) for interval in intervals]
    for interval, first in zip(intervals, firsts, strict=True):
        if (
            not interval.started
            and 0 <= first <= axis.cells
            and not drawn[max(0, first - 1)][0].strip()
        ):
            drawn[max(0, first - 1)] = (OPEN_START, "possible")
    if any(cell < 0 for cell in firsts):
        open_ = any(interval.first <= MIN_DAY for interval in intervals)
        drawn[0] = (OPEN_START, "possible") if open_ else (BEFORE, "dim")
    if any(cell > last_cell for cell in lasts):
        open_ = any(
            interval.last >= MAX_DAY and axis.cell(interval.first) <= last_cell
            for interval in intervals
        )
        drawn[-1] = (OPEN_END, "possible") if open_ else (AFTER, "dim")


def _pieces(drawn: list[tuple[str, str]], role: str) -> Line:
    pieces = []
    for kind, run in groupby(drawn, key=lambda cell: cell[1]):
        text = "".join(glyph for glyph, _ in run)
        pieces.append(Piece(text, role if kind == "held" else kind))
    return tuple(pieces)
