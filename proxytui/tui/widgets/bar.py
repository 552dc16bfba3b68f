"""A strip of one or two lines around the panes, drawn from given lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from proxytui.tui.widgets.paint import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Line


class Bar(Widget):
    """Header, bar of years or hints: it shows the lines that `show` got last."""

    class Resized(Message):
        """The width of a bar changed; the lines of all bars are to be drawn again."""

        def can_replace(self, message: Message) -> bool:
            """One for all bars of a screen that get their width together."""
            return isinstance(message, Bar.Resized)

    class Clicked(Message):
        """The bar was clicked, `x` cells from the beginning of line `y`."""

        def __init__(self, bar: Bar, x: int, y: int) -> None:
            super().__init__()
            self.bar = bar
            self.x = x
            self.y = y

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()
        self.palette: ThemeStyles | None = None

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; only those that differ are painted."""
        before, self.lines = self.lines, tuple(lines)
        width, height = self.size
        rows = [(*lines[:height], *[()] * (height - len(lines))) for lines in (before, self.lines)]
        changed = [y for y, (old, new) in enumerate(zip(*rows, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def on_resize(self) -> None:
        """Post the new width: how much fits depends on it."""
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Post where the bar was clicked."""
        inside = event.get_content_offset(self)
        if inside is not None:
            self.post_message(self.Clicked(self, inside.x, inside.y))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the bar."""
        size: Size = self.size
        if self.palette is None or y >= len(self.lines):
            return Strip.blank(size.width, self.rich_style)
        return paint(self.lines[y], self.palette, None, size.width, self.rich_style)
