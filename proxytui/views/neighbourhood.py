"""The two-sided map of an actor as rows: its backers left, whom it is said to back right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text
from proxytui.drawing import two_sided
from proxytui.drawing.two_sided import Canvas, DrawnActor, Measure
from proxytui.model.dates import State
from proxytui.questions import neighbourhood_fit
from proxytui.views.drawing_rows import DrawnRows
from proxytui.views.lines import BLANK, Row, Span, cut, paragraph
from proxytui.wording import neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from proxytui.questions.neighbourhood import Neighbour, Neighbourhood
    from proxytui.questions.neighbourhood_fit import FittedGroup

_LEAST = 6
_MEASURE = Measure(cell_len, cut)
NOBODY = [Row("", (Span("A map has an actor in its middle; select one.", "dim"),), stop=False)]


class NeighbourhoodQuestion(NamedTuple):
    """What is to be drawn: how many hops, what is unfolded, whom a filter lets through, and
    whether the sides are turned round."""

    around: Neighbourhood
    name: Callable[[str], str]
    hops: int
    unfolded: Set[str]
    wanted: Callable[[Neighbour], bool] | None
    turned: bool


class DrawnNeighbourhood(NamedTuple):
    """The rows, the places in them by their keys, and those from which nothing is unfolded."""

    board: DrawnRows
    places: dict[str, Neighbour]
    leaves: list[Neighbour]


def _sides(
    asked: NeighbourhoodQuestion, room: int, *, beside: bool
) -> tuple[tuple[FittedGroup, ...], ...]:
    """Both sides; where one stands below the other, each has what the other leaves."""

    def side(inward: bool, rows: int) -> tuple[FittedGroup, ...]:
        return neighbourhood_fit.fit_side(
            asked.around, inward, asked.hops, rows, asked.unfolded, asked.wanted
        )

    inward = not asked.turned
    if beside:
        return side(inward, room), side(not inward, room)
    half = max(_LEAST, room // 2)
    below = side(not inward, max(half, room - _height(side(inward, half)) - 1))
    return side(inward, max(half, room - _height(below) - 1)), below


def _height(groups: tuple[FittedGroup, ...]) -> int:
    return sum(len(group.lines) + 1 for group in groups) or 1


def drawn(asked: NeighbourhoodQuestion, cells: int, height: int) -> DrawnNeighbourhood:
    """The map for a pane of that size; what doesn't fit is counted."""
    around = asked.around
    explained = paragraph(legend(around, asked.hops), cells, "dim")
    room = max(_LEAST, height - len(explained) - 3)
    left, right = _sides(asked, room, beside=two_sided.stands_side_by_side(cells))
    lines = [one for groups in (left, right) for group in groups for one in group.lines]
    made = two_sided.draw_two_sided(
        text.line(asked.name(around.centre)),
        left,
        right,
        Canvas(cells, room, _MEASURE),
        partial(worded, around, asked.name, count=False),
    )
    below = [BLANK, *(Row("", line, stop=False) for line in explained)]
    return DrawnNeighbourhood(
        DrawnRows(made, below),
        {one.key: one.node for one in lines if one.node},
        [one.node for one in lines if one.node and not one.unfolded],
    )


def worded(
    around: Neighbourhood,
    name: Callable[[str], str],
    node: Neighbour,
    unfolded: bool,
    *,
    count: bool = True,
) -> DrawnActor:
    """A place of the view, worded; without `count` what it leads on to is told only where it was
    counted already."""
    tie = around.tie(node)
    counted = around.further(node) if count and not unfolded else node.further or 0
    mark = ""
    if around.since is not None:
        now = tie if node.state is not State.NOT else None
        mark = neighbourhood.change_words(
            around.tie_then(node), now, around.since, around.lens.as_of
        )
    return DrawnActor(
        text.line(name(node.other)),
        node.state is State.HELD,
        neighbourhood.number_words(tie, 0 if unfolded else counted),
        mark,
        neighbourhood.doubt_words(tie, around.lens.as_of, gone=bool(mark)),
        neighbourhood.means_words(tie, around.lens.filter),
    )


def legend(around: Neighbourhood, hops: int) -> str:
    """What the numbers and the places mean."""
    said = [neighbourhood.MAP_LEGEND]
    if hops > 1:
        said.append(neighbourhood.MAP_LEGEND_BEYOND)
    return "; ".join(said)
