"""A window that waits for one letter, and lists those that stand for something already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from proxytui import text as texts
from proxytui.tui.closing_screen import Window
from proxytui.tui.host import host
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span, fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles


class MarkDialog(Window[str]):
    """Dismissed with the letter, or "" for none; `new` takes letters that mark nothing, too."""

    def __init__(
        self, title: str, marks: Mapping[str, str], palette: ThemeStyles, *, new: bool
    ) -> None:
        super().__init__()
        self._title = title
        self._marks = marks
        self._palette = palette
        self._new = new

    def compose(self) -> ComposeResult:
        """Yield the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = Content(texts.closed(texts.line(self._title)))
            hint = (
                "a letter or digit marks · esc leaves" if self._new else "its letter · esc leaves"
            )
            box.border_subtitle = Content(hint)
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        lines = [
            Row(letter, (Span(fit(letter, 3), "key"), Span(texts.line(words))))
            for letter, words in self._marks.items()
        ]
        rows.styles.height = min(max(1, len(lines)), max(3, self.size.height - 6))
        rows.show(lines or [Row("", (Span("No mark is set yet.", "dim"),), stop=False)])
        self.set_focus(rows)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Take the mark that was clicked twice."""
        message.stop()
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """Take a letter, move, choose, or leave."""
        event.stop()
        rows = self.query_one(Rows)
        letter = event.character or ""
        if event.key in ("down", "up"):
            rows.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self.dismiss(rows.key)
        elif event.key == "escape":
            self.dismiss("")
        elif letter in self._marks or (self._new and letter.isascii() and letter.isalnum()):
            self.dismiss(letter)
        elif letter.isprintable() and letter:
            self.dismiss("")
            host(self).say(f"No mark is called {letter}.")
