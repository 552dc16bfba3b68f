"""A window that shows rows to be read, and leaves with the next esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from proxytui import text as texts
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Row

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1}
_PAGES = {"pagedown": 1, "ctrl+f": 1, "pageup": -1, "ctrl+b": -1, "ctrl+d": 0.5, "ctrl+u": -0.5}
_LEAVING = ("escape", "q", "enter")


class ShowRows(ModalScreen[None]):
    """Rows under a title, made by `make` for so many cells."""

    def __init__(
        self, title: str, make: Callable[[int], Sequence[Row]], palette: ThemeStyles
    ) -> None:
        super().__init__()
        self._title = title
        self._make = make
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Yield the rows in a box."""
        with Vertical(classes="box wide") as box:
            box.border_title = Content(texts.line(self._title))
            box.border_subtitle = Content("j k move · esc leaves")
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Set the colours."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = max(3, self.size.height - 6)
        self.set_focus(rows)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the rows for the width, in a window no taller than it needs."""
        message.stop()
        rows = message.rows
        listed = self._make(rows.cells)
        rows.styles.height = max(1, min(len(listed), self.size.height - 6))
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
