"""A window in which any number of things are picked from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from proxytui import text as texts
from proxytui.tui.closing_screen import Window
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles


class MultiSelect(Window["frozenset[str] | None"]):
    """Dismissed with the ids of what is marked, or None where it is left as it was."""

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        marked: frozenset[str],
        palette: ThemeStyles,
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._marked = set(marked)
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Yield the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = Content(texts.closed(texts.line(self._title)))
            box.border_subtitle = Content("space marks · x none · enter takes · esc leaves")
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = min(len(self._choices), max(3, self.size.height - 6))
        self._draw()
        self.set_focus(rows)

    def _draw(self) -> None:
        rows = []
        for id_, label in self._choices:
            mark = Span("[x] ", "key") if id_ in self._marked else Span("[ ] ", "dim")
            rows.append(Row(id_, (mark, Span(texts.line(label)))))
        self.query_one(Rows).show(rows)

    def _toggle(self) -> None:
        self._marked.symmetric_difference_update({self.query_one(Rows).key})
        self._draw()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Mark the row that was clicked twice."""
        message.stop()
        self._toggle()

    def on_key(self, event: events.Key) -> None:
        """Move, mark, take, or leave."""
        event.stop()
        rows = self.query_one(Rows)
        if event.key in ("j", "down", "k", "up"):
            rows.move(1 if event.key in ("j", "down") else -1)
        elif event.key == "space":
            self._toggle()
        elif event.key == "x":
            self._marked.clear()
            self._draw()
        elif event.key == "enter":
            self.dismiss(frozenset(self._marked))
        elif event.key in ("escape", "q"):
            self.dismiss(None)
