"""The columns of a timeline, the axis above them, and the legend of its signs below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui.drawing import interval_bars
from proxytui.views.lines import Line, Span, clip, cut, fit, width
from proxytui.views.tie_line import contested_spans, says_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.drawing.time_axis import Axis
    from proxytui.drawing.two_sided import Line as Pieces
    from proxytui.model.dates import Period
    from proxytui.wording.contested import Contested

_STATE_FROM = 56
"""With fewer cells than this the state is left to the sign on the as-of line."""
_STATE, _WIDE_STATE, _WIDE_FROM = 9, 14, 100
"""The cells of the state; in the wider column "not spoken of" finds room too."""
_WIDEST_LABEL = 36
_LONGEST_LABEL = 48
"""Cells of a label at most where the intervals leave some."""
_LEAST_LABEL = (5, 2)
"""Cells of a label that stay where what is contested needs the others, the last at worst."""


class Columns(NamedTuple):
    """The cells that label, state and intervals take, and the blanks before the intervals.

    `indent` are the blanks before what stands under a heading, `least` the cells of a label that
    stay whatever is said beside it. With `signs` the line drawn for a tie and the offices stand
    with the name.
    """

    label: int
    state: int
    bar: int
    indent: int = 2
    gap: int = 2
    least: int = 8
    signs: bool = True

    @property
    def before(self) -> int:
        """The cells before the intervals."""
        return self.label + self.state + self.gap


def columns(cells: int, bar: int | None = None) -> Columns:
    """The columns of a timeline of so many cells; where the intervals take only `bar` of theirs,
    the labels have as many of the others as they can use."""
    if cells < _STATE_FROM:
        label = max(10, cells * 2 // 5)
        taken = Columns(label, 0, max(8, cells - label - 2), indent=0)
    else:
        state = _state(cells)
        label = min(_WIDEST_LABEL, (cells - state) * 3 // 10)
        taken = Columns(label, state, cells - label - state - 2)
    if bar is None:
        return taken
    longest = max(taken.label, _LONGEST_LABEL)
    return taken._replace(label=min(longest, taken.label + taken.bar - bar), bar=bar)


def page_columns(cells: int) -> Columns:
    """The columns of a timeline on a page of so many cells: names alone, without signs."""
    state = _state(cells)
    label = max(12, (cells - state) * 3 // 10) - 1
    return Columns(label, state, cells - label - state - 2, gap=1, least=5, signs=False)


def _state(cells: int) -> int:
    return _STATE if cells < _WIDE_FROM else _WIDE_STATE


def spans(pieces: Pieces) -> Line:
    """Pieces of a drawing as spans."""
    return tuple(Span(piece.text, piece.role) for piece in pieces)


def head(axis: Axis, period: Period, taken: Columns, before: int = 0) -> tuple[Line, Line]:
    """The two lines of the axis, `before` cells further in than the rows."""
    labels, ticks = axis.labels()
    room = taken.before - 1
    scale, reach = (
        Span(" " * before + fit(words if len(words) <= room else "", room + 1), "dim")
        for words in (axis.scale.words, axis.words)
    )
    return (
        (scale, Span(labels, "dim")),
        (reach, *spans(interval_bars.axis_line(axis, period, ticks))),
    )


def legend_lines(cells: int) -> list[Line]:
    """The signs and their meaning, over as many lines as that takes."""
    lines: list[Line] = [()]
    for sign, words, role in interval_bars.LEGEND:
        entry = (Span(sign, "text" if role == "held" else role), Span(f" {words}", "dim"))
        longer = (*lines[-1], Span("   ", "dim"), *entry) if lines[-1] else entry
        if width(longer) > cells and lines[-1]:
            lines.append(entry)
        else:
            lines[-1] = longer
    return lines


def legend(cells: int) -> Line:
    """The signs and their meaning, as many as fit on one line."""
    return legend_lines(cells - 3)[0]


def beside(line: Line, remarks: Sequence[Contested], taken: Columns) -> Line:
    """A label and the remarks on it, in exactly the cells of the column; the label gives way, but
    for its beginning."""
    cells = taken.label
    for least in (taken.least, *_LEAST_LABEL):
        kept = contested_spans(remarks, max(0, cells - least - 1))
        if says_all(kept, remarks):
            break
    behind = (Span(" "), *kept) if kept else ()
    label = (*clip(line, cells - width(behind)), *behind)
    return (*label, Span(" " * (cells - width(label))))


def without_start(line: Line, cells: int) -> Line:
    """A line of plain signs without its first cells."""
    spans: list[Span] = []
    for span in line:
        spans.append(Span(span.text[cells:], span.role))
        cells = max(0, cells - len(span.text))
    return tuple(spans)


def with_ellipsis(line: Line, cells: int) -> Line:
    """A line after which something was left out."""
    words = "".join(span.text for span in line)
    kept = cut(words, cells - 2).removesuffix(texts.CLOSING).removesuffix("…")
    return (Span(texts.closed(f"{kept} …"), line[-1].role),)
