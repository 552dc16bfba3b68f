"""The two-sided view as lines of a given width: pieces of text, each with what it stands for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui import wording
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.questions.neighbourhood import Neighbour
    from proxytui.questions.neighbourhood_fit import FittedGroup, FittedLine

_NAME, _SHORTEST_NAME = 10, 4
"""Cells that a name keeps before what stands beside it gives way, and before the first of it does,
which says what the line drawn for the tie does not."""
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
    """How many cells a text takes, and a text cut to a number of cells between graphemes."""

    cells: Callable[[str], int]
    cut: Callable[[str, int], str]


class DrawnActor(NamedTuple):
    """An actor in the view. Beside its name stand `mark`, `doubts` and `notes`, of which the last
    give way first, and `spare` where the name is whole."""

    name: str
    held: bool
    notes: tuple[str, ...] = ()
    mark: str = ""
    doubts: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()

    @property
    def beside(self) -> list[Piece]:
        """All but what is to spare, in order."""
        made = [Piece(self.mark, "mark")] if self.mark else []
        made += [Piece(one, "possible") for one in self.doubts]
        return made + [Piece(one, "dim") for one in self.notes]


class Spot(NamedTuple):
    """A part of a drawing that stands for something: its line, first cell and cells. `column`
    tells those that stand above each other apart from others."""

    key: str
    row: int
    start: int
    cells: int
    column: int


class Drawing(NamedTuple):
    """Lines, each made when it is asked for, and the parts of them that stand for something."""

    lines: tuple[Callable[[], Line], ...]
    spots: tuple[Spot, ...]


class Canvas(NamedTuple):
    """The room: cells, and about how many lines are seen at once; and how text is measured."""

    cells: int
    rows: int | None
    measure: Measure


def two_sided(
    centre: str,
    left: Sequence[FittedGroup],
    right: Sequence[FittedGroup],
    canvas: Canvas,
    drawn: Callable[[Neighbour, bool], DrawnActor],
) -> Drawing:
    """The lines, of at most as many cells as there are (20 if that is less).

    The centre stands in a frame in the middle, or where there is little room in a line between
    the sides. Actors of a type stand together under what is said of them. `drawn` is asked for
    those in a line that is looked at, and told whether more of what they lead on to is there;
    texts must be clean and on one line.
    """
    canvas = canvas._replace(cells=max(canvas.cells, _NARROWEST))
    if not beside(canvas.cells):
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
        one = before[row] if row < len(before) else None
        other = after[row] if row < len(after) else None
        spots += [Spot(one.key, row + 1, 0, half, 0)] if one and one.key else []
        start = half + inside + 2
        spots += [Spot(other.key, row + 1, start, room - half, 1)] if other and other.key else []
        text = f" {named} " if row == label else " " * inside
        lines.append(partial(_across, one, other, half, text))
    return Drawing((*lines, partial(_edge, "└", "┘", half, inside)), tuple(spots))


def beside(cells: int) -> bool:
    """Whether the sides stand beside each other with so much room."""
    return max(cells, _NARROWEST) >= _BESIDE


def _edge(first: str, last: str, before: int, inside: int) -> Line:
    return (Piece(" " * before), Piece(f"{first}{'─' * inside}{last}", "frame"))


def _across(one: _Drawn | None, other: _Drawn | None, half: int, text: str) -> Line:
    frame = (
        Piece("┤" if one and one.tied else "│", "frame"),
        Piece(text, "centre"),
        Piece("├" if other and other.tied else "│", "frame"),
    )
    before = one.line() if one else (Piece(" " * half),)
    return (*before, *frame, *(other.line() if other else ()))


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
            lines.append(partial(_alone, Piece(measure.cut(centre, cells), "centre")))
        for one in _Side(groups, cells - 1, measure, drawn).drawn():
            spots += [Spot(one.key, len(lines), 1, cells - 1, column)] if one.key else []
            lines.append(partial(_behind, one))
    return Drawing(tuple(lines), tuple(spots))


def _alone(piece: Piece) -> Line:
    return (piece,)


def _behind(one: _Drawn) -> Line:
    return (Piece("├" if one.tied else "│", "frame"), *one.line())


class _Drawn(NamedTuple):
    """A line of one side, what it stands for if anything, and whether a tie of the centre itself
    ends there."""

    line: Callable[[], Line]
    key: str = ""
    tied: bool = False


class _Side:
    """One side, `cells` wide; mirrored it runs leftwards."""

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
        self._tell, self._mirrored = drawn, mirrored

    def drawn(self) -> list[_Drawn]:
        """Its lines."""
        made = [
            drawn
            for group in self._groups
            for drawn in (
                _Drawn(partial(self._heading, group)),
                *(self._shown(group, one) for one in group.lines),
            )
        ]
        return made or [_Drawn(partial(self._words, _NOTHING, "dim"))]

    def _shown(self, group: FittedGroup, one: FittedLine) -> _Drawn:
        if one.node is None:
            return _Drawn(partial(self._folded, one), f"more:{one.key}")
        return _Drawn(partial(self._actor, group, one, one.node), one.key, one.hop == 1)

    def _heading(self, group: FittedGroup) -> Line:
        words = f"{wording.heading(group.type, group.inward)} ({group.direct})"
        return self._words(words, f"{group.type}-head")

    def _words(self, words: str, role: str) -> Line:
        return self._set((Piece(" "),), (Piece(self._measure.cut(words, self._cells - 1), role),))

    def _folded(self, one: FittedLine) -> Line:
        trunk = self._trunk(one)
        words = self._measure.cut(f"… {one.folded} more", self._cells - len(trunk) - 1)
        return self._set((Piece(trunk, "frame"),), (Piece(" "),), (Piece(words, "dim"),))

    def _trunk(self, one: FittedLine) -> str:
        """What leads from the frame to an actor that is not next to the centre."""
        if not one.open:
            return ""
        passing = "".join("│  " if goes_on else "   " for goes_on in one.open[:-1])
        return f"  {passing}{'├' if one.open[-1] else '└'}"

    def _actor(self, group: FittedGroup, shown: FittedLine, node: Neighbour) -> Line:
        one = self._tell(node, shown.unfolded)
        kind, measure = CLAIM_TYPES[group.type], self._measure
        line = (kind.line if one.held else kind.faint) * 2
        trunk = self._trunk(shown)
        room = self._cells - measure.cells(line) - len(trunk) - 1
        notes = one.beside
        needed = len(notes)
        notes += [Piece(words, "dim") for words in one.spare]
        whole = measure.cells(one.name)
        taken = [measure.cells(piece.text) + 3 for piece in notes]
        while notes:
            least = whole if len(notes) > needed else _NAME if len(notes) > 1 else _SHORTEST_NAME
            if room - sum(taken) + 1 >= min(least, whole):
                break
            del notes[-1], taken[-1]
        room -= sum(taken) - 1 if taken else 0
        said: Line = tuple(
            part
            for place, piece in enumerate(notes)
            for part in ((Piece(" · ", "dim"), piece) if place else (piece,))
        )
        tie = Piece(line, group.type if one.held else "possible")
        name = (Piece(measure.cut(one.name, room)),)
        gap = (Piece("  "),) if said else ()
        return self._set((Piece(trunk, "frame"),), (tie,), (Piece(" "),), name, gap, said)

    def _set(self, *parts: Line) -> Line:
        """Parts from the frame outwards, in order on the right, in a mirror on the left, where
        each still reads from left to right."""
        if not self._mirrored:
            return tuple(piece for part in parts for piece in part if piece.text)
        made = tuple(
            piece._replace(text=piece.text[::-1].translate(_MIRROR))
            if piece.role == "frame"
            else piece
            for part in reversed(parts)
            for piece in part
            if piece.text
        )
        blank = self._cells - sum(self._measure.cells(piece.text) for piece in made)
        return (Piece(" " * max(0, blank)), *made)
