"""A window that shows rows to be read, and leaves with the next esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.dialogs.rows_window import RowsWindow
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Row

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1}
_PAGES = {"pagedown": 1, "ctrl+f": 1, "pageup": -1, "ctrl+b": -1, "ctrl+d": 0.5, "ctrl+u": -0.5}
_LEAVING = ("escape", "q", "enter")


class ShowRows(RowsWindow[None]):
    """Rows under a title, made by `make` for so many cells."""

    def __init__(
        self, title: str, make: Callable[[int], Sequence[Row]], palette: ThemeStyles
    ) -> None:
        super().__init__(title, "j k move · esc leaves", palette)
        self._make = make

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the rows for the width, in a window no taller than it needs."""
        message.stop()
        rows = message.rows
        listed = self._make(rows.cells)
        rows.styles.height = max(1, min(len(listed), self.most_rows))
        rows.show(listed, at="")

    def on_key(self, event: events.Key) -> None:
        """Scroll, or leave."""
        event.stop()
        rows = self.query_one(Rows)
        if event.key in _STEPS:
            rows.scroll_relative(y=_STEPS[event.key], animate=False)
        elif event.key in _PAGES:
            step = _PAGES[event.key] * max(1, rows.size.height - 1)
            rows.scroll_relative(y=int(step), animate=False)
        elif event.key in _LEAVING:
            self.dismiss(None)
