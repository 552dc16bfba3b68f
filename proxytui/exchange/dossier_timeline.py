"""The timeline of a dossier as SVG: rows of intervals on one axis, as the explorer has them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from proxytui.asof.all_time import ALL_TIME
from proxytui.drawing import interval_bars
from proxytui.drawing.interval_bars import HELD, POSSIBLE, SURE, UNSURE, NowLine
from proxytui.drawing.time_axis import fit_axis
from proxytui.exchange import dossier_svg as svg
from proxytui.exchange.dossier_figures import BarGroup
from proxytui.exchange.dossier_svg import NARROW, WIDE
from proxytui.model.dates import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.drawing.time_axis import Axis
    from proxytui.exchange.dossier_figures import Bar, Timeline

_CELL = 6
"""The width of a cell of the axis."""
_DIGIT = 7.5
"""The width of a digit on the axis, at most."""
_LABEL = 280
"""The width of the labels beside wide rows; in narrow figures they stand above."""
_AXIS, _HEADING, _ROW = 38, 26, 20
_LABEL_CELLS, _NARROW_LABEL_CELLS = 38, 46
_MOST_ROWS, _LEAST_ROWS = 36, 3
LEGEND = (
    "Full bars: held by the dates given. Faint bars: possibly. « and »: no start, no end given."
    " ‹ and ›: goes on there. ◆: happened then; ◇┄◇: on some day between."
)
LEGEND_OF_DATE = f"{LEGEND} Upright line: the date of the view."
# Bars under the line of the date are drawn with other signs on a screen of letters.
_UNDER_LINE = {"┃": HELD, "┇": POSSIBLE, interval_bars.NOW: " "}
_RANGE = "┄"


def drawn(timeline: Timeline, id_: str, title: str) -> Iterator[str]:
    """The timeline twice, for wide and for narrow pages; of the two the page shows one. A long one
    is drawn in several pieces, for a page breaks between drawings, not in one."""
    description = "Each row stands in words in the table below."
    pieces = list(_pieces(timeline))
    for number, piece in enumerate(pieces, 1):
        part = f", part {number} of {len(pieces)}" if len(pieces) > 1 else ""
        for width, suffix in ((WIDE, "wide"), (NARROW, "narrow")):
            figure = _Figure(piece, width)
            yield from svg.figure(
                f"{id_}-{number}-{suffix}",
                (width, figure.height),
                f"Timeline: {title}{part}",
                description,
                figure.parts(),
            )


def _pieces(timeline: Timeline) -> Iterator[Timeline]:
    """The timeline in pieces of at most so many rows, on one axis."""
    groups: list[BarGroup] = []
    room = _MOST_ROWS
    for group in timeline.groups:
        heading, bars = group.heading, group.bars
        while bars:
            if room < _LEAST_ROWS:
                yield timeline._replace(groups=tuple(groups))
                groups, room = [], _MOST_ROWS
            taken, bars = bars[:room], bars[room:]
            groups.append(BarGroup(heading, taken, 0 if bars else group.more))
            heading = f"{group.heading}, continued" if group.heading else ""
            room -= len(taken) + 1
    if groups:
        yield timeline._replace(groups=tuple(groups))


class _Figure:
    """A timeline drawn in a width."""

    def __init__(self, timeline: Timeline, width: int) -> None:
        self._timeline = timeline
        self._is_narrow = width == NARROW
        self._left = 0 if self._is_narrow else _LABEL
        cells = (width - self._left) // _CELL
        self._axis: Axis = fit_axis(timeline.first, timeline.last, cells)
        self._row = _ROW * 2 if self._is_narrow else _ROW
        rows = sum(
            (_HEADING if group.heading else 6)
            + self._row * len(group.bars)
            + (_ROW if group.more else 0)
            for group in timeline.groups
        )
        self.height = _AXIS + rows + 8

    def parts(self) -> Iterator[str]:
        """The elements from the back to the front."""
        yield from self._scale()
        y = float(_AXIS)
        for group in self._timeline.groups:
            if group.heading:
                yield svg.words_at(0, y + 18, group.heading, "head")
            y += _HEADING if group.heading else 6
            for bar in group.bars:
                yield from self._bar(bar, y)
                y += self._row
            yield from self._more(group, y)
            y += _ROW if group.more else 0
        yield from self._line()

    def _more(self, group: BarGroup, y: float) -> Iterator[str]:
        if group.more:
            yield svg.words_at(0, y + 14, f"… {group.more} more, in the text", "dim")

    def _x(self, cell: int) -> float:
        return self._left + cell * _CELL

    def _scale(self) -> Iterator[str]:
        """Dates along the axis, and a faint line below each."""
        words, ticks = self._axis.labels()
        yield svg.stroke(self._left, _AXIS - 8, self._x(self._axis.cells), _AXIS - 8, "trunk")
        for cell, tick in enumerate(ticks):
            if tick == "┬":
                label = words[cell:].partition(" ")[0]
                yield svg.stroke(self._x(cell), _AXIS - 12, self._x(cell), self.height, "grid")
                end = self._x(self._axis.cells)
                # The last date would run over the edge.
                if self._x(cell) + svg.cells(label) * _DIGIT > end:
                    yield svg.words_at(end, _AXIS - 16, label, "dim", anchor="end")
                else:
                    yield svg.words_at(self._x(cell), _AXIS - 16, label, "dim")

    def _line(self) -> Iterator[str]:
        """The line at the date of the view; none where that lies beyond the axis."""
        period = self._timeline.as_of
        if period is None:
            return
        for cell in sorted({self._axis.cell(period.first), self._axis.cell(period.last)}):
            if 0 <= cell < self._axis.cells:
                x = self._x(cell) + _CELL / 2
                yield svg.stroke(x, _AXIS - 8, x, self.height, "now")

    def _bar(self, bar: Bar, y: float) -> Iterator[str]:
        label = f"{bar.label} · {bar.remark}" if bar.remark else bar.label
        most = _NARROW_LABEL_CELLS if self._is_narrow else _LABEL_CELLS
        yield svg.words_at(0, y + 14, svg.fitted(label, most), "label")
        top = y + _ROW if self._is_narrow else y
        for kind, run in groupby(enumerate(self._signs(bar)), key=lambda pair: pair[1]):
            cells = [cell for cell, _ in run]
            yield from self._run(kind, cells[0], len(cells), top, bar.type)

    def _signs(self, bar: Bar) -> list[str]:
        """The sign in each cell of the axis, as on a screen, the line at the date left out."""
        period = self._timeline.as_of or ALL_TIME
        if bar.kind in ("event", "life"):
            pieces = interval_bars.events(self._axis, bar.intervals, period, "")
        else:
            now = NowLine(period, bar.state or State.NOT)
            pieces = interval_bars.bar(self._axis, bar.intervals, now, "held", "")
        signs = "".join(piece.text for piece in pieces)
        return [_UNDER_LINE.get(sign, sign) for sign in signs]

    def _run(self, sign: str, cell: int, count: int, top: float, type_: str) -> Iterator[str]:
        x, width = self._x(cell), count * _CELL
        if sign in (HELD, POSSIBLE):
            kind = "bar" if sign == HELD else "bar maybe"
            yield svg.box(x, top + 4, width, 12, f"{kind} t-{type_ or 'other'}")
        elif sign == _RANGE:
            yield svg.stroke(x, top + 10, x + width, top + 10, "tie maybe")
        elif sign in (SURE, UNSURE):
            middle = x + _CELL / 2
            points = ((middle - 5, top + 10), (middle, top + 5), (middle + 5, top + 10))
            kind = "mark" if sign == SURE else "mark open"
            yield svg.shape((*points, (middle, top + 15)), kind)
        elif sign.strip():
            yield svg.words_at(x + _CELL / 2, top + 14, sign, "dim", anchor="middle")
