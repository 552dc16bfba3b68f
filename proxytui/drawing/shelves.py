"""Several backbones in one drawing: side by side where they fit, else one below the other."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui.drawing import layer_graph
from proxytui.drawing.layered import NAME, WIDE, draw_layers
from proxytui.drawing.two_sided import Drawing, Piece, Spot
from proxytui.wording import neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.drawing.two_sided import Line, Measure
    from proxytui.questions.backbone import Backbone, WholeStore

_BETWEEN = 4
_LINES = 2
"""The average cells of a tie whose line passes a layer beside the names."""


class _Placed(NamedTuple):
    """A drawing and its width in cells."""

    drawing: Drawing
    cells: int


def draw_shelves(
    shown: Sequence[Backbone],
    name: Callable[[str], str],
    centre: str,
    cells: int,
    measure: Measure,
    *,
    centred: bool = False,
) -> Drawing:
    """Backbones drawn on shelves of at most `cells` cells, or in the middle of so many; names must
    be clean and on one line."""
    lines: list[Callable[[], Line]] = []
    spots: list[Spot] = []
    for shelf in _shelves(shown, name, centre, cells, measure):
        if lines:
            lines.append(tuple)
        wide = sum(placed.cells for placed in shelf) + _BETWEEN * (len(shelf) - 1)
        front = max(0, (cells - wide) // 2) if centred else 0
        top, start = len(lines), front
        for placed in shelf:
            spots += (
                spot._replace(row=spot.row + top, start=spot.start + start)
                for spot in placed.drawing.spots
            )
            start += placed.cells + _BETWEEN
        height = max(len(placed.drawing.lines) for placed in shelf)
        lines += [partial(_shelf_line, shelf, row, front, measure) for row in range(height)]
    return Drawing(tuple(lines), tuple(sorted(spots, key=lambda spot: (spot.row, spot.start))))


def remarks(whole_store: WholeStore, name: Callable[[str], str]) -> list[str]:
    """Lines on how to read the drawing, and on all actors that are not in it."""
    lines = [neighbourhood.OVERVIEW_LEGEND]
    for backbone, undrawn in zip(whole_store.drawn, whole_store.cut, strict=True):
        if undrawn:
            lines.append(
                neighbourhood.undrawn_neighbours_words(
                    name(backbone.actors[0]), list(map(name, undrawn))
                )
            )
    if whole_store.left:
        count = sum(map(len, whole_store.left))
        names = list(map(name, whole_store.left[0]))
        lines.append(neighbourhood.undrawn_groups_words(count, len(whole_store.left), names))
    if whole_store.alone:
        lines.append(neighbourhood.unconnected_words(len(whole_store.alone)))
    return lines


def _shelves(
    shown: Sequence[Backbone],
    name: Callable[[str], str],
    centre: str,
    cells: int,
    measure: Measure,
) -> list[list[_Placed]]:
    shelves: list[list[_Placed]] = []
    room = 0
    for backbone in shown:
        wide = _width(backbone, name, cells, measure)
        placed = _cropped(draw_layers(backbone, name, centre, wide, measure), measure)
        if shelves and placed.cells <= room:
            shelves[-1].append(placed)
        else:
            shelves.append([placed])
            room = cells
        room -= placed.cells + _BETWEEN
    return shelves


def _cropped(drawing: Drawing, measure: Measure) -> _Placed:
    """A drawing without the blanks that all its lines begin with, and its width."""
    lines = [make() for make in drawing.lines]
    texts = ["".join(piece.text for piece in line) for line in lines]
    front = min((len(line) - len(line.lstrip(" ")) for line in texts if line.strip()), default=0)
    spots = tuple(spot._replace(start=spot.start - front) for spot in drawing.spots)
    cells = max((measure.cells(line) - front for line in texts if line.strip()), default=0)
    return _Placed(
        Drawing(tuple(partial(_without_front_blanks, line, front) for line in lines), spots), cells
    )


def _without_front_blanks(line: Line, front: int) -> Line:
    """A line without its first `front` blanks."""
    pieces: list[Piece] = []
    for piece in line:
        blanks = min(front, len(piece.text))
        front -= blanks
        pieces += [piece._replace(text=piece.text[blanks:])] if piece.text[blanks:] else []
    return tuple(pieces)


def _width(backbone: Backbone, name: Callable[[str], str], cells: int, measure: Measure) -> int:
    """The width that a backbone needs for its fullest layer and the lines beside it; all `cells`
    where it needs most of them."""
    edges = [(arrow.subject, arrow.object) for arrow in backbone.arrows]
    level = layer_graph.levels(backbone.actors, edges, max(2, cells // WIDE))
    names, count = Counter[int](), Counter(level.values())
    for actor, row in level.items():
        names[row] += min(measure.cells(name(actor)), NAME) + _LINES
    needed = max(max(names.values()), max(count.values()) * WIDE) + _LINES * len(edges)
    return needed if needed * 4 < cells * 3 else cells


def _shelf_line(shelf: Sequence[_Placed], row: int, front: int, measure: Measure) -> Line:
    pieces = [Piece(" " * front)] if front else []
    for number, placed in enumerate(shelf):
        drawn = placed.drawing.lines[row]() if row < len(placed.drawing.lines) else ()
        pieces += drawn
        if number + 1 < len(shelf):
            used = sum(measure.cells(piece.text) for piece in drawn)
            pieces.append(Piece(" " * (placed.cells - used + _BETWEEN)))
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return tuple(pieces)
