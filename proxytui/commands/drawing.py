"""The two-sided view as lines of a given width: pieces of text, each with what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.model import wording
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME, _SHORTEST_NAME = 10, 4
"""Cells that a name keeps before what stands beside it gives way, and before the first of it does,
which says what the line drawn for the tie does not."""
_BESIDE = 64
"""With less room than this the sides stand one below the other."""
_NARROWEST = 20
_ORDER = ("backs", "allied-with", "opposes")
_NOTHING = "no such tie shows"


class Piece(NamedTuple):
    """A run of text; `role` is text, heading, centre, dim, possible, frame, or a claim type's code
    for the line drawn for it."""

    text: str
    role: str = "text"


Line: TypeAlias = tuple[Piece, ...]


class Measure(NamedTuple):
    """How many cells a text takes, and a text cut to a number of cells between graphemes."""

    cells: Callable[[str], int]
    cut: Callable[[str, int], str]


class Drawn(NamedTuple):
    """An actor in the view: `notes` stand beside its name, the last ones give way first."""

    type: str
    hop: int
    name: str
    held: bool
    notes: tuple[str, ...] = ()


def two_sided(
    centre: str,
    left: Sequence[Drawn],
    right: Sequence[Drawn],
    cells: int,
    rows: int | None,
    measure: Measure,
) -> list[Line]:
    """The lines, of at most `cells` cells (20 if that is less).

    The centre stands in a frame in the middle, or where there is little room in a line between
    the sides. Actors of a type stand together under what is said of them. Where a side has more
    than its share of `rows` lines, each type shows its first ones and counts the others; None
    shows all. Texts must be clean and on one line.
    """
    cells = max(cells, _NARROWEST)
    if cells < _BESIDE:
        return _stacked(centre, left, right, cells, rows, measure)
    named = measure.cut(centre, cells // 4)
    inside = measure.cells(named) + 2
    room = cells - inside - 2
    half = room // 2
    before = _Side(left, half, measure, inverse=True, mirrored=True).lines(rows)
    after = _Side(right, room - half, measure).lines(rows)
    height = max(len(before), len(after))
    before += [((Piece(" " * half),), False)] * (height - len(before))
    after += [((), False)] * (height - len(after))
    made: list[Line] = [_edge("┌", "┐", half, inside)]
    for row, ((one, tied), (other, leading)) in enumerate(zip(before, after, strict=True)):
        label = f" {named} " if row == (height - 1) // 2 else " " * inside
        frame = (
            Piece("┤" if tied else "│", "frame"),
            Piece(label, "centre"),
            Piece("├" if leading else "│", "frame"),
        )
        made.append((*one, *frame, *other))
    return [*made, _edge("└", "┘", half, inside)]


def _edge(first: str, last: str, before: int, inside: int) -> Line:
    return (Piece(" " * before), Piece(f"{first}{'─' * inside}{last}", "frame"))


def _stacked(
    centre: str,
    left: Sequence[Drawn],
    right: Sequence[Drawn],
    cells: int,
    rows: int | None,
    measure: Measure,
) -> list[Line]:
    made: list[Line] = []
    share = None if rows is None else rows // 2
    for shown, inverse in ((left, True), (right, False)):
        if not inverse:
            made.append((Piece(measure.cut(centre, cells), "centre"),))
        for line, tied in _Side(shown, cells - 1, measure, inverse=inverse).lines(share):
            made.append((Piece("├" if tied else "│", "frame"), *line))
    return made


_Drawing: TypeAlias = tuple[Line, bool]
"""A line of one side, and whether a tie of the centre itself ends there."""


class _Side:
    """One side, `cells` wide, worded from the object if `inverse`; mirrored it runs leftwards."""

    def __init__(
        self,
        shown: Sequence[Drawn],
        cells: int,
        measure: Measure,
        *,
        inverse: bool = False,
        mirrored: bool = False,
    ) -> None:
        self._cells, self._measure = cells, measure
        self._inverse, self._mirrored = inverse, mirrored
        self._groups: dict[str, list[Drawn]] = {type_: [] for type_ in _ORDER}
        # Those beyond an actor are of its type.
        for one in shown:
            self._groups[one.type].append(one)
        self._groups = {type_: group for type_, group in self._groups.items() if group}

    def lines(self, rows: int | None) -> list[_Drawing]:
        """Its lines, at most so many unless its headings alone need more."""
        if not self._groups:
            return [
                (self._set((Piece(self._measure.cut(_NOTHING, self._cells - 1), "dim"),)), False)
            ]
        made: list[_Drawing] = []
        kept = _shares([len(group) for group in self._groups.values()], rows)
        for (type_, group), most in zip(self._groups.items(), kept, strict=True):
            heading = f"{wording.heading(type_, self._inverse)} ({_direct(group)})"
            cut = self._measure.cut(heading, self._cells - 1)
            made.append((self._set((Piece(cut, "heading"),)), False))
            made += [(self._actor(one), one.hop == 1) for one in group[:most]]
            if most < len(group):
                more = self._measure.cut(f"… {len(group) - most} more", self._cells - 1)
                made.append((self._set((Piece(more, "dim"),)), False))
        return made

    def _actor(self, one: Drawn) -> Line:
        kind = CLAIM_TYPES[one.type]
        line = (kind.line if one.held else kind.faint) * 2
        indent = "  " * (one.hop - 1)
        room = self._cells - self._measure.cells(line) - len(indent) - 1
        notes = list(one.notes)
        while notes:
            least = _NAME if len(notes) > 1 else _SHORTEST_NAME
            if room - self._measure.cells(" · ".join(notes)) - 2 >= least:
                break
            notes.pop()
        beside = " · ".join(notes)
        if beside:
            room -= self._measure.cells(beside) + 2
        pieces = [
            Piece(indent),
            Piece(line, one.type if one.held else "possible"),
            Piece(" "),
            Piece(self._measure.cut(one.name, room)),
        ]
        if beside:
            pieces += [Piece("  "), Piece(beside, "dim")]
        return self._set(tuple(piece for piece in pieces if piece.text), gap=False)

    def _set(self, pieces: Line, *, gap: bool = True) -> Line:
        """Pieces from the frame outwards, in order on the right, in a mirror on the left."""
        if gap:
            pieces = (Piece(" "), *pieces)
        if not self._mirrored:
            return pieces
        blank = self._cells - sum(self._measure.cells(piece.text) for piece in pieces)
        return (Piece(" " * blank), *reversed(pieces))


def _direct(group: Sequence[Drawn]) -> int:
    return sum(one.hop == 1 for one in group)


def _shares(sizes: Sequence[int], rows: int | None) -> list[int]:
    """How many of each group are shown where each also takes a heading, and one that is cut a line
    for the count of the others; what small groups leave goes to the others."""
    if rows is None or sum(sizes) + len(sizes) <= rows:
        return list(sizes)
    # Every group is reckoned as cut at first, which the ones that fit give back.
    left, kept = max(0, rows - 2 * len(sizes)), [0] * len(sizes)
    waiting = sorted(range(len(sizes)), key=lambda place: (sizes[place], place))
    for number, place in enumerate(waiting):
        share = left // (len(waiting) - number)
        whole = sizes[place] <= share + 1
        kept[place] = sizes[place] if whole else share
        left -= kept[place] - whole
    return kept
