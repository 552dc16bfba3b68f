"""A window with the keys that work where the user is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from proxytui.collation import Typed
from proxytui.tui.widgets.prompt import CleanInput
from proxytui.tui.widgets.rows import Rows
from proxytui.views import legend
from proxytui.views.lines import Row, Span, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from proxytui.tui.actions import Action
    from proxytui.tui.theme import ThemeStyles

_CELLS = 70
"""Cells of the list before it was laid out."""


class KeysHelp(ModalScreen[None]):
    """The keys that work here; typing filters them."""

    def __init__(self, actions: Sequence[tuple[str, Action]], palette: ThemeStyles) -> None:
        super().__init__()
        self._actions = actions
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Yield a field and the list."""
        with Vertical(classes="box") as box:
            box.border_title = Content("Keys that work here")
            box.border_subtitle = Content("type to filter · esc closes")
            yield CleanInput(id="filter", compact=True, placeholder="filter")
            yield Rows(id="keys")

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = max(3, self.size.height - 8)
        self._fill("")
        self.set_focus(self.query_one(CleanInput))

    def _fill(self, filter_text: str) -> None:
        needle = Typed(filter_text)
        rows: list[Row] = []
        group = ""
        for keys, action in self._actions:
            if not needle.within(f"{keys} {action.title} {action.help}"):
                continue
            if action.group != group:
                group = action.group
                rows.append(Row("", (Span(group, "heading"),), stop=False))
            line = (Span("  " + fit(keys, 24), "key"), Span(action.help))
            rows.append(Row(action.id, line))
        if not needle:
            rows.append(Row("", (Span("Numbers, signs and colours", "heading"),), stop=False))
            rows += legend.rows(self.query_one(Rows).cells or _CELLS)
        self.query_one(Rows).show(
            rows or [Row("", (Span("No key like that.", "dim"),), stop=False)]
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list by the words in the field."""
        self._fill(event.value)

    def on_key(self, event: events.Key) -> None:
        """Move or leave; other bindings of the field run once the app gets the key."""
        if event.key in ("escape", "f1", "enter", "down", "up", "pagedown", "pageup"):
            event.stop()
        if event.key in ("escape", "f1", "enter"):
            self.dismiss()
        elif event.key in ("down", "up"):
            self.query_one(Rows).move(1 if event.key == "down" else -1)
        elif event.key in ("pagedown", "pageup"):
            rows = self.query_one(Rows)
            rows.leap(rows.size.height if event.key == "pagedown" else -rows.size.height)
