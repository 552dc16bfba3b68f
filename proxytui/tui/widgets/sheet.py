"""A list that can show a drawing too, with a cursor that rests on parts of its lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from proxytui import text as texts
from proxytui.tui.widgets.rows import Rows
from proxytui.views.drawing_rows import DrawnRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from proxytui.drawing.two_sided import Spot
    from proxytui.views.lines import Row


class SpatialList(Rows):
    """A list that also shows a drawing; in a drawing the cursor rests on spots, by their keys."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self._at: Spot | None = None

    @property
    def board(self) -> DrawnRows | None:
        """The drawing that is shown, if one is."""
        return self.rows if isinstance(self.rows, DrawnRows) else None

    @property
    def key(self) -> str:
        """The key of the row or spot under the cursor, or ""."""
        return super().key if self._at is None else self._at.key

    def show(self, rows: Sequence[Row], at: str | None = None) -> None:
        """Show other rows, or a drawing; the cursor stays on its key where that is still there."""
        key, before = at if at is not None else self.key, self._at
        self._at = None
        if isinstance(rows, DrawnRows):
            self._at = rows.spot(key) or self._nearest(rows, before if at is None else None)
        super().show(rows, at)

    @staticmethod
    def _place(key: str, rows: Sequence[Row]) -> int | None:
        if not isinstance(rows, DrawnRows):
            return Rows._place(key, rows)
        spot = rows.spot(key)
        return spot.row if spot else None

    @staticmethod
    def _nearest(board: DrawnRows, before: Spot | None) -> Spot | None:
        """The spot nearest to where the cursor was; without that the first one."""
        if before is None:
            return board.last(first=True)
        return min(
            board.spots,
            key=lambda spot: (spot.column != before.column, abs(spot.row - before.row)),
            default=None,
        )

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row or spot with that key; False where there is none."""
        if self.board is None:
            return super().go_to(key)
        return self._rest_at(self.board.spot(key))

    def in_view(self) -> list[tuple[int, int, Callable[[], object]]]:
        """The cells of the rows or spots in view, from the corner of the list, and what goes
        there."""
        if self.board is None:
            return super().in_view()
        top = self.scroll_offset.y
        return [
            (spot.start, spot.row - top, partial(self.go_to, spot.key)) for spot in self.board.spots
        ]

    def move(self, step: int) -> None:
        """Move to the next row, or the next spot of the column; without one, scroll."""
        if self.board is None or self._at is None:
            super().move(step)
        elif not self._rest_at(self.board.above(self._at, step)):
            self.scroll_relative(y=step, animate=False)

    def move_sideways(self, step: int) -> bool:
        """Move to the next spot on the right, or on the left; False where there is none."""
        if self.board is None or self._at is None:
            return False
        return self._rest_at(self.board.beside(self._at, step))

    def leap(self, step: int) -> None:
        """Move by about `step` lines."""
        if self.board is None or self._at is None:
            super().leap(step)
            return
        column = [spot for spot in self.board.spots if spot.column == self._at.column]
        goal = self._at.row + step
        self._rest_at(min(column, key=lambda spot: abs(spot.row - goal)))

    def to_end(self, last: bool) -> None:
        """Go to the first or the last row or spot."""
        if self.board is None:
            super().to_end(last)
        elif self._rest_at(self.board.last(first=not last)):
            self.scroll_to(y=len(self.rows) if last else 0, animate=False)

    def _rest_at(self, spot: Spot | None) -> bool:
        if spot is None:
            return False
        moved, self._at = spot != self._at, spot
        row = self.cursor
        self._rest_on(spot.row)
        if moved and row == spot.row:
            self.post_message(self.Moved(self, self.key))
        return True

    def _cursor_cells(self) -> tuple[int, int] | None:
        """In a drawing only its spot, without the blanks at its ends."""
        board, at = self.board, self._at
        if board is None or at is None:
            return None
        words = "".join(texts.clean(span.text) for span in board[at.row].line)
        text = Strip([Segment(words)]).crop(at.start, at.start + at.cells).text
        start = at.start + len(text) - len(text.lstrip())
        return start, max(start + 1, at.start + cell_len(text.rstrip()))

    def on_click(self, event: events.Click) -> None:
        """Rest on the spot under the mouse; a second click chooses it."""
        inside = event.get_content_offset(self)
        if self.board is None or inside is None:
            return
        # A list would rest on the line, whatever part of it is meant.
        event.prevent_default()
        row = inside.y + self.scroll_offset.y
        spot = next((spot for spot in self.board.spots if _holds(spot, row, inside.x)), None)
        chosen = spot is not None and spot == self._at and event.chain > 1
        if self._rest_at(spot) and chosen:
            self.post_message(self.Chosen(self, self.key))


def _holds(spot: Spot, row: int, x: int) -> bool:
    return spot.row == row and spot.start <= x < spot.start + spot.cells
