"""Drawings as rows of a list: pieces in the roles of the theme, and spots for the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, overload

from proxytui.views.lines import Line, Row, Span
from proxytui.views.roles import role_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.drawing.two_sided import Drawing, Spot
    from proxytui.drawing.two_sided import Line as Pieces

_ROLES = {
    "text": "text",
    "centre": "title",
    "name": "strong",
    "dim": "dim",
    "possible": "possible",
    "mark": "date",
    "frame": "rule",
}


def spans(pieces: Pieces) -> Line:
    """Pieces of a drawing as spans in the roles of the theme."""
    return tuple(Span(piece.text, _role(piece.role)) for piece in pieces)


def _role(drawn: str) -> str:
    type_, dash, head = drawn.rpartition("-head")
    return f"{role_of(type_)}-head" if dash and not head else _ROLES.get(drawn) or role_of(drawn)


class DrawnRows(Sequence[Row]):
    """The rows of a drawing, each made when it is drawn, with the spots that the cursor rests on.

    A row's key is that of its first spot; `below` are rows that stand under the drawing.
    """

    def __init__(self, drawing: Drawing, below: Sequence[Row] = ()) -> None:
        self.spots = drawing.spots
        first: dict[int, str] = {}
        for spot in self.spots:
            first.setdefault(spot.row, spot.key)
        self._rows = [
            Row(first.get(place, ""), partial(self._line, make), place in first)
            for place, make in enumerate(drawing.lines)
        ]
        self._rows += below

    @staticmethod
    def _line(make: Callable[[], Pieces]) -> Line:
        return spans(make())

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self._rows[place]

    def spot(self, key: str) -> Spot | None:
        """The spot with a key."""
        return next((spot for spot in self.spots if spot.key == key), None)

    def above(self, spot: Spot, step: int) -> Spot | None:
        """The next spot below another in its column, or above it for a negative step; of several in
        a line the nearest."""
        ahead = [
            other
            for other in self.spots
            if other.column == spot.column and (other.row - spot.row) * step > 0
        ]
        return min(ahead, key=partial(_far, spot, 1), default=None)

    def beside(self, spot: Spot, step: int) -> Spot | None:
        """The next spot to the right of another, or to the left for a negative step: in its line,
        else in the nearest line of another column."""
        ahead = [
            other
            for other in self.spots
            if (other.row == spot.row and (other.start - spot.start) * step > 0)
            or (other.column - spot.column) * step > 0
        ]
        return min(ahead, key=partial(_far, spot, 0), default=None)

    def last(self, *, first: bool = False) -> Spot | None:
        """The lowest spot, or the highest."""
        if not self.spots:
            return None
        return self.spots[0] if first else max(self.spots, key=lambda spot: spot.row)


def _far(spot: Spot, upright: int, other: Spot) -> tuple[int, int]:
    """The distance of two spots: by lines first, then by their middles."""
    across = abs(2 * (other.start - spot.start) + other.cells - spot.cells)
    return abs(other.row - spot.row), across
