"""The two-sided view as lines of a given width: pieces of text, each with what it stands for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import wording
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.wording.contested import LEFT_OUT, fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from proxytui.questions.neighbourhood import Neighbour
    from proxytui.questions.neighbourhood_fit import FittedGroup, FittedLine
    from proxytui.wording.contested import Contested

_NAME, _SHORT_NAME, _SHORTEST_NAME = 10, 6, 3
"""Cells that a name keeps before the date beside it gives way, before the numbers do, and before
what is contested does."""
_BESIDE = 64
"""With less room than this the sides stand one below the other."""
_NARROWEST = 20
_NOTHING = "no such tie shows"
_MIRROR = str.maketrans("├└", "┤┘")


class Piece(NamedTuple):
    """A run of text; `role` is text, centre, dim, possible, mark, frame, or a claim type's code,
    for the line drawn for it, or with `-head` for what is said of it."""

    text: str
    role: str = "text"


Line: TypeAlias = tuple[Piece, ...]


class Measure(NamedTuple):
    """Functions that count the cells of a text, and cut it to a number of them at a grapheme."""

    cells: Callable[[str], int]
    cut: Callable[[str, int], str]


class DrawnActor(NamedTuple):
    """An actor in the view, and what stands beside its name in order.

    `mark` is a change, `kept` what is contested; `doubt` the reason why the tie is not simply held,
    and that in fewer words; `publishers` and `further` are numbers; `spare` stands there where the
    name is whole.
    """

    name: str
    held: bool
    publishers: str = ""
    further: str = ""
    mark: str = ""
    kept: tuple[Contested, ...] = ()
    doubt: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A part of a drawing that stands for a record: its line, first cell and width. Spots above
    each other have the same `column`."""

    key: str
    row: int
    start: int
    cells: int
    column: int


class Drawing(NamedTuple):
    """Lines, each made when it is needed, and the spots in them that stand for records."""

    lines: tuple[Callable[[], Line], ...]
    spots: tuple[Spot, ...]


class Canvas(NamedTuple):
    """The room of a drawing: cells, about the number of lines in sight, and the measure of text."""

    cells: int
    rows: int | None
    measure: Measure


def draw_two_sided(
    centre: str,
    left: Sequence[FittedGroup],
    right: Sequence[FittedGroup],
    canvas: Canvas,
    drawn: Callable[[Neighbour, bool], DrawnActor],
) -> Drawing:
    """A two-sided view drawn in the cells of the canvas, or in 20 if it has fewer.

    The centre stands in a frame in the middle, or, with little room, on a line between the sides.
    Actors of a type stand together under its heading. `drawn` makes the actors of a line when that
    is needed, given a neighbour and whether those it leads on to are in the view; texts must be
    clean and on one line.
    """
    canvas = canvas._replace(cells=max(canvas.cells, _NARROWEST))
    if not stands_side_by_side(canvas.cells):
        return _stacked(centre, left, right, canvas, drawn)
    measure = canvas.measure
    named = measure.cut(centre, canvas.cells // 4)
    inside = measure.cells(named) + 2
    room = canvas.cells - inside - 2
    half = room // 2
    before = _Side(left, half, measure, drawn, mirrored=True).drawn()
    after = _Side(right, room - half, measure, drawn).drawn()
    height = max(len(before), len(after))
    label = (min(height, canvas.rows or height) - 1) // 2
    spots: list[Spot] = []
    lines = [partial(_edge, "┌", "┐", half, inside)]
    for row in range(height):
        left_line = before[row] if row < len(before) else None
        right_line = after[row] if row < len(after) else None
        spots += [Spot(left_line.key, row + 1, 0, half, 0)] if left_line and left_line.key else []
        start = half + inside + 2
        spots += (
            [Spot(right_line.key, row + 1, start, room - half, 1)]
            if right_line and right_line.key
            else []
        )
        text = f" {named} " if row == label else " " * inside
        lines.append(partial(_across, left_line, right_line, half, text))
    return Drawing((*lines, partial(_edge, "└", "┘", half, inside)), tuple(spots))


def stands_side_by_side(cells: int) -> bool:
    """Whether the two sides stand beside each other in a number of cells."""
    return max(cells, _NARROWEST) >= _BESIDE


def _edge(first: str, last: str, before: int, inside: int) -> Line:
    return (Piece(" " * before), Piece(f"{first}{'─' * inside}{last}", "frame"))


def _across(
    left_line: _SideLine | None, right_line: _SideLine | None, half: int, text: str
) -> Line:
    frame = (
        Piece("┤" if left_line and left_line.tied else "│", "frame"),
        Piece(text, "centre"),
        Piece("├" if right_line and right_line.tied else "│", "frame"),
    )
    before = left_line.line() if left_line else (Piece(" " * half),)
    return (*before, *frame, *(right_line.line() if right_line else ()))


def _stacked(
    centre: str,
    left: Sequence[FittedGroup],
    right: Sequence[FittedGroup],
    canvas: Canvas,
    drawn: Callable[[Neighbour, bool], DrawnActor],
) -> Drawing:
    cells, measure = canvas.cells, canvas.measure
    lines: list[Callable[[], Line]] = []
    spots: list[Spot] = []
    for column, groups in enumerate((left, right)):
        if column:
            lines.append(partial(_single_piece, Piece(measure.cut(centre, cells), "centre")))
        for line in _Side(groups, cells - 1, measure, drawn).drawn():
            spots += [Spot(line.key, len(lines), 1, cells - 1, column)] if line.key else []
            lines.append(partial(_under_frame, line))
    return Drawing(tuple(lines), tuple(spots))


def _single_piece(piece: Piece) -> Line:
    return (piece,)


def _under_frame(line: _SideLine) -> Line:
    return (Piece("├" if line.tied else "│", "frame"), *line.line())


class _SideLine(NamedTuple):
    """A line of one side, the key of its spot, and whether a tie of the centre ends there."""

    line: Callable[[], Line]
    key: str = ""
    tied: bool = False


class _Side:
    """One side of the view, `cells` wide; mirrored it runs leftwards."""

    def __init__(
        self,
        groups: Sequence[FittedGroup],
        cells: int,
        measure: Measure,
        drawn: Callable[[Neighbour, bool], DrawnActor],
        *,
        mirrored: bool = False,
    ) -> None:
        self._groups, self._cells, self._measure = groups, cells, measure
        self._drawn_actor, self._mirrored = drawn, mirrored

    def drawn(self) -> list[_SideLine]:
        """The lines of the side."""
        lines = [
            drawn
            for group in self._groups
            for drawn in (
                _SideLine(partial(self._heading_line, group)),
                *(self._fitted_line(group, fitted) for fitted in group.lines),
            )
        ]
        return lines or [_SideLine(partial(self._words_line, _NOTHING, "dim"))]

    def _fitted_line(self, group: FittedGroup, fitted: FittedLine) -> _SideLine:
        if fitted.node is None:
            return _SideLine(partial(self._folded_line, fitted), f"more:{fitted.key}")
        return _SideLine(
            partial(self._actor_line, group, fitted, fitted.node), fitted.key, fitted.hop == 1
        )

    def _heading_line(self, group: FittedGroup) -> Line:
        words = f"{wording.heading(group.type, group.inward)} ({group.direct})"
        return self._words_line(words, f"{group.type}-head")

    def _words_line(self, words: str, role: str) -> Line:
        return self._arrange(
            (Piece(" "),), (Piece(self._measure.cut(words, self._cells - 1), role),)
        )

    def _folded_line(self, fitted: FittedLine) -> Line:
        trunk = self._trunk(fitted)
        words = self._measure.cut(f"… {fitted.folded} more", self._cells - len(trunk) - 1)
        return self._arrange((Piece(trunk, "frame"),), (Piece(" "),), (Piece(words, "dim"),))

    def _trunk(self, fitted: FittedLine) -> str:
        """The branch that leads from the frame to an actor that is not next to the centre."""
        if not fitted.open:
            return ""
        passing = "".join("│  " if goes_on else "   " for goes_on in fitted.open[:-1])
        return f"  {passing}{'├' if fitted.open[-1] else '└'}"

    def _actor_line(self, group: FittedGroup, fitted: FittedLine, node: Neighbour) -> Line:
        actor = self._drawn_actor(node, fitted.unfolded)
        kind, measure = CLAIM_TYPES[group.type], self._measure
        line = (kind.line if actor.held else kind.faint) * 2
        trunk = self._trunk(fitted)
        room = self._cells - measure.cells(line) - len(trunk) - 1
        notes = self._remarks(actor, room)
        taken = sum(measure.cells(piece.text) for piece in notes)
        room -= taken + 2 if notes else 0
        tie = Piece(line, group.type if actor.held else "possible")
        name = (Piece(measure.cut(actor.name, room)),)
        gap = (Piece("  "),) if notes else ()
        return self._arrange((Piece(trunk, "frame"),), (tie,), (Piece(" "),), name, gap, notes)

    def _remarks(self, actor: DrawnActor, room: int) -> Line:
        """What stands beside a name in so many cells: as much as the name leaves, then as much as
        finds room when it gives way, with a sign for what is left out."""
        measure = self._measure
        whole = measure.cells(actor.name)
        for number in range(len(actor.spare), -1, -1):
            pieces = _pieces(actor, [remark.words for remark in actor.kept], actor.spare[:number])
            line = _dotted(pieces)
            least = whole if number else min(whole, _NAME)
            if not pieces or least + 2 + self._cells_of(line) <= room:
                return line
        for less, least in _narrower(actor):
            gone = _said(less) != _said(actor)
            beside = self._cells_of(_dotted(_pieces(less, (), ()), left_out=gone))
            left = room - min(whole, least) - 2 - (beside + 3 if beside else 0)
            kept = fitting(actor.kept, left, measure.cells, between=3)
            if left >= 0 and len(kept) == len(actor.kept) and LEFT_OUT not in kept:
                return _dotted(_pieces(less, kept, ()), left_out=gone)
        left = room - min(whole, _SHORTEST_NAME) - 2
        kept = fitting(actor.kept, left, measure.cells, between=3) or [LEFT_OUT]
        return _dotted([Piece(words, "possible") for words in kept])

    def _cells_of(self, line: Line) -> int:
        return sum(self._measure.cells(piece.text) for piece in line)

    def _arrange(self, *parts: Line) -> Line:
        """A line of parts from the frame outwards: in order on the right, mirrored on the left,
        where each part still reads from left to right."""
        if not self._mirrored:
            return tuple(piece for part in parts for piece in part if piece.text)
        mirrored = tuple(
            piece._replace(text=piece.text[::-1].translate(_MIRROR))
            if piece.role == "frame"
            else piece
            for part in reversed(parts)
            for piece in part
            if piece.text
        )
        blank = self._cells - sum(self._measure.cells(piece.text) for piece in mirrored)
        return (Piece(" " * max(0, blank)), *mirrored)


def _narrower(actor: DrawnActor) -> Iterator[tuple[DrawnActor, int]]:
    """An actor with less and less beside its name, and the cells that this keeps."""
    less = actor._replace(doubt=actor.doubt[-1:])
    yield less, _NAME
    # The line drawn for the tie says that it is not held.
    less = less._replace(doubt=())
    yield less, _NAME
    yield less, _SHORT_NAME
    less = less._replace(publishers="")
    yield less, _SHORT_NAME
    yield less._replace(further=""), _SHORTEST_NAME
    yield less._replace(further="", mark=""), _SHORTEST_NAME


def _said(actor: DrawnActor) -> tuple[str | bool, ...]:
    """The things beside an actor that may be left out; that one is put shorter is no matter."""
    return actor.mark, bool(actor.doubt), actor.publishers, actor.further


def _pieces(actor: DrawnActor, kept: Sequence[str], spare: Sequence[str]) -> list[Piece]:
    """The words beside a name in order; of the doubt the longest form."""
    words = (
        (actor.mark, "mark"),
        *((remark, "possible") for remark in kept),
        ("".join(actor.doubt[:1]), "possible"),
        (actor.publishers, "dim"),
        (actor.further, "dim"),
        *((words, "dim") for words in spare),
    )
    return [Piece(text, role) for text, role in words if text]


def _dotted(pieces: Sequence[Piece], *, left_out: bool = False) -> Line:
    """Pieces with dots between them, a sign behind them for what is left out."""
    line: list[Piece] = []
    for piece in (*pieces, Piece(LEFT_OUT, "dim")) if left_out else pieces:
        between = " " if piece.text == LEFT_OUT else " · "
        line += [Piece(between, "dim"), piece] if line else [piece]
    return tuple(line)
