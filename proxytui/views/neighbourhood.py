"""The two-sided map of an actor as rows: its backers left, whom it is said to back right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text, wording
from proxytui.asof import ranking
from proxytui.drawing import two_sided
from proxytui.drawing.two_sided import Canvas, DrawnActor, Measure
from proxytui.model.dates import State
from proxytui.questions import neighbourhood_fit
from proxytui.questions.neighbourhood import TYPES
from proxytui.views.drawing_rows import DrawnRows, spans
from proxytui.views.lines import BLANK, Row, Span, cut, foreign, paragraph
from proxytui.views.page_lines import PageLine, dated, dotted, plain, section
from proxytui.wording import contested, neighbourhood, tie_summary
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

    from proxytui.drawing.two_sided import Drawing
    from proxytui.questions.neighbourhood import Neighbour, Neighbourhood
    from proxytui.questions.neighbourhood_fit import FittedGroup, FittedLine

_LEAST = 6
_AROUND_THE_MAP = 5
"""Lines of a page that stand around the drawing, the prompt of the shell among them."""
_MEASURE = Measure(cell_len, cut)
NOBODY = [Row("", (Span("A map has an actor in its middle; select one.", "dim"),), stop=False)]


class NeighbourhoodQuestion(NamedTuple):
    """A map to be drawn: the neighbourhood, names, hops, the keys of what is unfolded, the actors
    that a filter lets through, and whether the sides are turned round."""

    around: Neighbourhood
    name: Callable[[str], str]
    hops: int
    unfolded: Set[str] = frozenset()
    passes: Callable[[Neighbour], bool] | None = None
    turned: bool = False


class DrawnNeighbourhood(NamedTuple):
    """The rows, the places in them by their keys, and those from which nothing is unfolded."""

    board: DrawnRows
    places: dict[str, Neighbour]
    leaves: list[Neighbour]


def _sides(
    question: NeighbourhoodQuestion, room: int | None, *, beside: bool
) -> tuple[tuple[FittedGroup, ...], tuple[FittedGroup, ...]]:
    """Both sides in so many lines, None for as many as they need; where one stands below the other,
    each has what the other leaves."""

    def side(inward: bool, rows: int | None) -> tuple[FittedGroup, ...]:
        return neighbourhood_fit.fit_side(
            question.around, inward, question.hops, rows, question.unfolded, question.passes
        )

    inward = not question.turned
    if beside or room is None:
        return side(inward, room), side(not inward, room)
    half = max(_LEAST, room // 2)
    below = side(not inward, max(half, room - _height(side(inward, half)) - 1))
    return side(inward, max(half, room - _height(below) - 1)), below


def _height(groups: tuple[FittedGroup, ...]) -> int:
    return sum(len(group.lines) + 1 for group in groups) or 1


def drawn(question: NeighbourhoodQuestion, cells: int, height: int) -> DrawnNeighbourhood:
    """The map for a pane of a size; what doesn't fit is counted."""
    explained = paragraph(legend(question.around, question.hops), cells, "dim")
    room = max(_LEAST, height - len(explained) - 3)
    drawing, lines = _drawing(question, cells, room, count=False)
    below = [BLANK, *(Row("", line, stop=False) for line in explained)]
    return DrawnNeighbourhood(
        DrawnRows(drawing, below),
        {line.key: line.node for line in lines if line.node},
        [line.node for line in lines if line.node and not line.unfolded],
    )


def page(question: NeighbourhoodQuestion, cells: int, height: int | None) -> Iterator[PageLine]:
    """The date, the map, what its numbers mean, and how many ties it leaves out; with a height of
    the page, what doesn't fit on it is counted."""
    around = question.around
    yield from _page_head(around)
    room = None if height is None else max(0, height - _AROUND_THE_MAP)
    drawing, _ = _drawing(question, cells, room, count=True)
    for make in drawing.lines:
        yield PageLine(spans(make()), drawn=True)
    yield plain(legend(around, question.hops), "dim")
    yield from _page_end(around)


def _page_head(around: Neighbourhood) -> Iterator[PageLine]:
    as_of, since = around.lens.as_of, around.since
    yield dated(as_of, f"; {neighbourhood.span_words(since, as_of)}" if since is not None else "")


def _page_end(around: Neighbourhood) -> Iterator[PageLine]:
    left_out = tie_summary.left_out_words(_left_out(around))
    if left_out:
        yield plain(left_out, "dim")


def listed(question: NeighbourhoodQuestion) -> Iterator[PageLine]:
    """The map as a list, for somebody who can't see one: of each side the actors type by type,
    with the words that stand beside them in the drawing."""
    around = question.around
    yield plain(question.name(around.centre), "strong")
    yield from _page_head(around)
    for side in _sides(question, None, beside=True):
        for group in side:
            yield from section(wording.heading(group.type, group.inward), group.direct)
            for line in group.lines:
                yield _listed_line(question, line)
    yield from _page_end(around)


def _listed_line(question: NeighbourhoodQuestion, line: FittedLine) -> PageLine:
    level = f"level {line.hop}: " if line.hop > 1 else ""
    if line.node is None:
        return plain(f"{line.folded} more", lead=level)
    actor = worded(question.around, question.name, line.node, line.unfolded)
    publishers, further = int(actor.publishers or 0), int(actor.further or 0)
    parts = [
        foreign(actor.name),
        Span("held" if actor.held else ""),
        foreign(actor.mark),
        *(foreign(remark.forms[0]) for remark in actor.kept),
        *(foreign(words) for words in actor.doubt[:1]),
        *(foreign(words) for words in actor.spare),
        Span(plural(publishers, "publisher") if publishers else ""),
        Span(f"{plural(further, 'tie')} further on" if further else ""),
    ]
    return PageLine(dotted(parts), (Span(level),))


def _drawing(
    question: NeighbourhoodQuestion, cells: int, room: int | None, *, count: bool
) -> tuple[Drawing, list[FittedLine]]:
    """The drawing in so many lines, and the lines of both sides. With `count` all ties that lead
    further on are counted, else those are named that were counted before."""
    around, name = question.around, question.name
    left, right = _sides(question, room, beside=two_sided.stands_side_by_side(cells))
    label = partial(worded, around, name, count=count)
    canvas = Canvas(cells, room, _MEASURE)
    drawing = two_sided.draw_two_sided(text.line(name(around.centre)), left, right, canvas, label)
    return drawing, [line for groups in (left, right) for group in groups for line in group.lines]


def _left_out(around: Neighbourhood) -> dict[str, int]:
    """The numbers of ties of the centre that stand apart and are not drawn, by the keys of
    `APART`."""
    lens = around.lens
    ways = [
        (type_, inverse)
        for type_ in TYPES
        for inverse in (True, False)
        if lens.types is None or type_ in lens.types
    ]
    return ranking.left_out(around.index, lens, around.centre, ways)


def worded(
    around: Neighbourhood,
    name: Callable[[str], str],
    node: Neighbour,
    unfolded: bool,
    *,
    count: bool = True,
) -> DrawnActor:
    """An actor of the map with the words beside it; without `count` the ties that lead on from it
    are numbered only where they were counted before."""
    tie = around.tie(node)
    beyond = around.further(node) if count and not unfolded else node.further or 0
    mark = ""
    if around.since is not None:
        now = tie if node.state is not State.NOT else None
        mark = neighbourhood.change_words(
            around.tie_then(node), now, around.since, around.lens.as_of
        )
    return DrawnActor(
        text.line(name(node.other)),
        node.state is State.HELD,
        str(tie.publishers or ""),
        f"+{beyond}" if beyond and not unfolded else "",
        mark,
        contested.remarks_in_title(tie),
        neighbourhood.doubt_words(tie, around.lens.as_of, gone=bool(mark)),
        neighbourhood.means_words(tie, around.lens.filter),
    )


def legend(around: Neighbourhood, hops: int) -> str:
    """A sentence on what the numbers and the places mean."""
    sentences = [neighbourhood.MAP_LEGEND]
    if hops > 1:
        sentences.append(neighbourhood.MAP_LEGEND_BEYOND)
    return "; ".join(sentences)
