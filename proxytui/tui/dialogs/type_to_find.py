"""A window in which one of many things is picked: a field, and a list that follows its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from proxytui import text as texts
from proxytui.tui.closing_screen import Window, is_there
from proxytui.tui.widgets.prompt import CleanInput
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Row

_FEW, _MOST = 8, 18
_ROOMY = 90
"""With fewer cells than this the borders of what lies below would show as pieces."""
_STEPS = {"down": 1, "up": -1, "tab": 1, "shift+tab": -1}


class PickByTyping(Window[str]):
    """Dismissed with the key of a row, or "" for none; `listed` makes the rows for the words typed
    and a width in cells."""

    def __init__(
        self,
        title: str,
        listed: Callable[[str, int], Sequence[Row]],
        palette: ThemeStyles,
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._listed = listed
        self._palette = palette
        self._placeholder = placeholder
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """Yield a field and the list."""
        with Vertical(classes="box") as box:
            box.border_title = Content(texts.closed(texts.line(self._title)))
            box.border_subtitle = Content("type to find · enter chooses · esc leaves")
            yield CleanInput(id="typed", compact=True, placeholder=self._placeholder)
            yield Rows(id="listed")

    def on_mount(self) -> None:
        """Set the colours, and focus the field."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = max(3, min(_FEW, self.size.height - 8))
        self.set_focus(self.query_one(CleanInput))

    def on_resize(self) -> None:
        """Lie over the whole width where that is little more than the window has."""
        self.set_class(self.size.width < _ROOMY, "narrow")

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the list for the new width."""
        message.stop()
        self._fill(self.query_one(CleanInput).value)

    def store_changed(self) -> None:
        """Make the list again: records changed, or more is known of them."""
        if self._shown is not None and is_there(self):
            self._fill(self._shown)

    def _fill(self, typed: str) -> None:
        rows = self.query_one(Rows)
        if rows.cells:
            changed, first = typed != self._shown, self._shown is None
            self._shown = typed
            listed = self._listed(typed, rows.cells)
            if first and typed == "" and len(listed) > _FEW:
                # A short list needs no tall window; while one types it keeps its height.
                rows.styles.height = min(len(listed), self.size.height - 8, _MOST)
            rows.show(listed, at="" if changed else None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the rows that fit the words typed."""
        event.stop()
        self._fill(event.value)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Pick the row that was clicked twice."""
        message.stop()
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """Move, choose or leave; other bindings of the field run once the app gets the key."""
        rows = self.query_one(Rows)
        if event.key in ("escape", "enter", "pagedown", "pageup", *_STEPS):
            event.stop()
            event.prevent_default()
        if event.key == "escape":
            self.dismiss("")
        elif event.key == "enter":
            # A fast typist's enter comes before the field says what changed.
            value = self.query_one(CleanInput).value
            if value != self._shown:
                self._fill(value)
            if rows.key:
                self.dismiss(rows.key)
        elif event.key in _STEPS:
            rows.move(_STEPS[event.key])
        elif event.key in ("pagedown", "pageup"):
            rows.leap(rows.size.height if event.key == "pagedown" else -rows.size.height)
