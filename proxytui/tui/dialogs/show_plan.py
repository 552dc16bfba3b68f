"""A window that shows what would be written, and asks whether it shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.dialogs.rows_window import RowsWindow
from proxytui.tui.widgets.rows import Rows
from proxytui.views import plan
from proxytui.views.lines import BLANK, Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.plan import PlannedChange

_STEPS = {"j": 1, "down": 1, "k": -1, "up": -1}
_PAGES = {"pagedown": 1, "ctrl+f": 1, "pageup": -1, "ctrl+b": -1}


class ShowPlan(RowsWindow[bool]):
    """A plan to be read; dismissed with whether it shall be written."""

    def __init__(
        self,
        planned: Sequence[PlannedChange],
        palette: ThemeStyles,
        title: str = "",
        above: Sequence[str] = (),
    ) -> None:
        """`title` asks the question, by default with the numbers; `above` stands over the plan."""
        keys = "enter writes · esc leaves it"
        if not above:
            keys += ", what you wrote goes to a file"
        super().__init__(title or f"Write this? {plan.counts(planned)}", keys, palette)
        self._above = above
        self._plan = planned

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
        rows.styles.height = min(len(listed), self.most_rows)
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
        elif event.key in ("n", "q", "escape"):
            self.dismiss(False)
