"""A window that shows what would be written, and asks whether it shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from proxytui import text as texts
from proxytui.tui.host import host
from proxytui.tui.widgets.rows import Rows
from proxytui.views import plan
from proxytui.views.lines import BLANK, Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.plan import PlannedChange

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1}
_PAGES = {"pagedown": 1, "ctrl+f": 1, "pageup": -1, "ctrl+b": -1}


class ShowPlan(ModalScreen[bool]):
    """A plan to be read; dismissed with whether it shall be written."""

    def __init__(
        self,
        planned: Sequence[PlannedChange],
        palette: ThemeStyles,
        title: str = "",
        above: Sequence[str] = (),
    ) -> None:
        """`title` asks the question, by default with the numbers; `above` stands over the plan."""
        super().__init__()
        self._title = title or f"Write this? {plan.counts(planned)}"
        self._above = above
        self._plan = planned
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Yield the plan in a box."""
        with Vertical(classes="box wide") as box:
            box.border_title = Content(texts.line(self._title))
            box.border_subtitle = Content(
                "enter writes · esc leaves it"
                if self._above
                else "enter writes · esc leaves it, what you wrote goes to a file"
            )
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Set the colours."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = max(3, self.size.height - 6)
        self.set_focus(rows)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the plan for the width, in a window no taller than it needs."""
        message.stop()
        rows = message.rows
        listed = [
            Row("", line, stop=False)
            for words in self._above
            for line in paragraph(words, rows.cells, "text")
        ]
        listed += [BLANK] if listed else []
        listed += plan.rows(self._plan, rows.cells)
        rows.styles.height = min(len(listed), max(3, self.size.height - 6))
        rows.show(listed)

    def on_key(self, event: events.Key) -> None:
        """Move, write, or leave."""
        event.stop()
        rows = self.query_one(Rows)
        if event.key in _STEPS:
            rows.move(_STEPS[event.key])
        elif event.key in _PAGES:
            rows.leap(_PAGES[event.key] * max(1, rows.size.height - 1))
        elif event.key in ("y", "enter"):
            self.dismiss(True)
        elif event.key == "f1":
            host(self).show_manual()
        elif event.key in ("n", "q", "escape"):
            self.dismiss(False)
