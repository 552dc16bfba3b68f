"""What is shown in place of everything while the terminal is too small for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from proxytui.tui.closing_screen import Window
from proxytui.tui.host import screen_host

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

LEAST_COLUMNS, LEAST_ROWS = 30, 8


def is_too_small(size: Size) -> bool:
    """Whether a terminal has less cells than the program can say anything in."""
    return size.width < LEAST_COLUMNS or size.height < LEAST_ROWS


class TooSmall(Window[None]):
    """Says so in the middle; what lies below stays as it is until there is room again."""

    def compose(self) -> ComposeResult:
        """Yield the words."""
        yield Static(id="too-small")

    def on_resize(self, event: events.Resize) -> None:
        """Say how much is needed, and how one leaves."""
        size, leave = event.size, screen_host(self).keymap.label("leave")
        needed = f"Too small: {size.width}×{size.height}, needs {LEAST_COLUMNS}×{LEAST_ROWS}"
        self.query_one(Static).update(Content(f"{needed}; {leave} quits"))

    def on_key(self, event: events.Key) -> None:
        """Quit; no other key does anything that could be seen."""
        event.stop()
        app = screen_host(self)
        if event.key in (*app.keymap.keys["leave"], *app.keymap.keys["quit"]):
            app.quit()
