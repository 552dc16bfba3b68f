"""Several overviews in one drawing: side by side where they fit, else one below the other."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui.drawing import layer_graph
from proxytui.drawing.layered import NAME, WIDE, layered
from proxytui.drawing.two_sided import Drawing, Piece, Spot
from proxytui.wording import neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.drawing.two_sided import Line, Measure
    from proxytui.questions.backbone import Backbone, WholeStore

_BETWEEN = 4
_LINES = 2
"""Cells that a tie takes on the average, where its line passes a layer beside the names."""


class _Placed(NamedTuple):
    """A drawing and the cells that it takes."""

    drawing: Drawing
    cells: int


def shelved(
    shown: Sequence[Backbone],
    name: Callable[[str], str],
    centre: str,
    cells: int,
    measure: Measure,
) -> Drawing:
    """The lines, of at most `cells` cells; names must be clean and on one line."""
    lines: list[Callable[[], Line]] = []
    spots: list[Spot] = []
    for shelf in _shelves(shown, name, centre, cells, measure):
        if lines:
            lines.append(tuple)
        top, start = len(lines), 0
        for placed in shelf:
            spots += (
                spot._replace(row=spot.row + top, start=spot.start + start)
                for spot in placed.drawing.spots
            )
            start += placed.cells + _BETWEEN
        height = max(len(placed.drawing.lines) for placed in shelf)
        lines += [partial(_line, shelf, row, measure) for row in range(height)]
    return Drawing(tuple(lines), tuple(sorted(spots, key=lambda spot: (spot.row, spot.start))))


def remarks(found: WholeStore, name: Callable[[str], str]) -> list[str]:
    """How the drawing is read, and who is not in it: nobody is left out unsaid."""
    made = [neighbourhood.OVERVIEW_LEGEND]
    for one, rest in zip(found.drawn, found.cut, strict=True):
        if rest:
            made.append(
                neighbourhood.undrawn_neighbours_words(name(one.actors[0]), list(map(name, rest)))
            )
    if found.left:
        count = sum(map(len, found.left))
        names = list(map(name, found.left[0]))
        made.append(neighbourhood.undrawn_groups_words(count, len(found.left), names))
    if found.alone:
        made.append(neighbourhood.unconnected_words(len(found.alone)))
    return made


def _shelves(
    shown: Sequence[Backbone],
    name: Callable[[str], str],
    centre: str,
    cells: int,
    measure: Measure,
) -> list[list[_Placed]]:
    made: list[list[_Placed]] = []
    room = 0
    for one in shown:
        wide = _width(one, name, cells, measure)
        placed = _cropped(layered(one, name, centre, wide, measure), measure)
        if made and placed.cells <= room:
            made[-1].append(placed)
        else:
            made.append([placed])
            room = cells
        room -= placed.cells + _BETWEEN
    return made


def _cropped(drawing: Drawing, measure: Measure) -> _Placed:
    """The drawing without the blanks that all its lines have in front, and the cells it takes."""
    lines = [make() for make in drawing.lines]
    texts = ["".join(piece.text for piece in line) for line in lines]
    front = min((len(one) - len(one.lstrip(" ")) for one in texts if one.strip()), default=0)
    spots = tuple(spot._replace(start=spot.start - front) for spot in drawing.spots)
    cells = max((measure.cells(one) - front for one in texts if one.strip()), default=0)
    return _Placed(Drawing(tuple(partial(_without, one, front) for one in lines), spots), cells)


def _without(line: Line, front: int) -> Line:
    """A line without so many blanks in front."""
    made: list[Piece] = []
    for piece in line:
        blanks = min(front, len(piece.text))
        front -= blanks
        made += [piece._replace(text=piece.text[blanks:])] if piece.text[blanks:] else []
    return tuple(made)


def _width(one: Backbone, name: Callable[[str], str], cells: int, measure: Measure) -> int:
    """The cells that a drawing needs: those of its fullest layer, and of the lines beside it; all
    that there are, where it needs most of them."""
    edges = [(arrow.subject, arrow.object) for arrow in one.arrows]
    level = layer_graph.levels(one.actors, edges, max(2, cells // WIDE))
    names, count = Counter[int](), Counter(level.values())
    for actor, row in level.items():
        names[row] += min(measure.cells(name(actor)), NAME) + _LINES
    needed = max(max(names.values()), max(count.values()) * WIDE) + _LINES * len(edges)
    return needed if needed * 4 < cells * 3 else cells


def _line(shelf: Sequence[_Placed], row: int, measure: Measure) -> Line:
    pieces: list[Piece] = []
    for number, placed in enumerate(shelf):
        drawn = placed.drawing.lines[row]() if row < len(placed.drawing.lines) else ()
        pieces += drawn
        if number + 1 < len(shelf):
            used = sum(measure.cells(piece.text) for piece in drawn)
            pieces.append(Piece(" " * (placed.cells - used + _BETWEEN)))
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return tuple(pieces)
