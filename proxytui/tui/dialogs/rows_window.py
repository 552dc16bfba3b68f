"""The base of windows that show rows in a wide box."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.containers import Vertical
from textual.content import Content

from proxytui import text as texts
from proxytui.tui.closing_screen import Window
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles

T = TypeVar("T")


class RowsWindow(Window[T]):
    """Rows under a title, over a line that names the keys; what is chosen dismisses it."""

    def __init__(self, title: str, keys: str, palette: ThemeStyles) -> None:
        super().__init__()
        self._title = title
        self._keys = keys
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Yield the rows in a box."""
        with Vertical(classes="box wide") as box:
            box.border_title = Content(texts.line(self._title))
            box.border_subtitle = Content(self._keys)
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Set the colours, and leave room for as many rows as there may be."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = self.most_rows
        self.set_focus(rows)

    @property
    def most_rows(self) -> int:
        """The lines that the window has for rows, on a screen of this height."""
        return max(3, self.size.height - 6)
