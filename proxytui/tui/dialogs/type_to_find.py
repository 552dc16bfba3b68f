"""A window that asks for one of many: a field, and a list that follows what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from proxytui import text as texts
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
_STEPS = {"down": 1, "up": -1, "tab": 1, "shift+tab": -1}


class PickByTyping(ModalScreen[str]):
    """Dismissed with the key of a row, or "" for none; `listed` makes the rows for a text, to be
    shown in so many cells."""

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
        """A field and the list."""
        with Vertical(classes="box") as box:
            box.border_title = Content(texts.closed(texts.line(self._title)))
            box.border_subtitle = Content("type to find · enter chooses · esc leaves")
            yield CleanInput(id="typed", compact=True, placeholder=self._placeholder)
            yield Rows(id="listed")

    def on_mount(self) -> None:
        """Colours, and the keys to the field."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = max(3, min(_FEW, self.size.height - 8))
        self.set_focus(self.query_one(CleanInput))

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        message.stop()
        self._fill(self.query_one(CleanInput).value)

    def store_changed(self) -> None:
        """List it again: records changed, or more is known of them."""
        if self._shown is not None:
            self._fill(self._shown)

    def _fill(self, wanted: str) -> None:
        rows = self.query_one(Rows)
        if rows.cells:
            anew, first = wanted != self._shown, self._shown is None
            self._shown = wanted
            listed = self._listed(wanted, rows.cells)
            if first and wanted == "" and len(listed) > _FEW:
                # A short list needs no tall window; while one types it keeps its height.
                rows.styles.height = min(len(listed), self.size.height - 8, _MOST)
            rows.show(listed, at="" if anew else None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what answers to it."""
        event.stop()
        self._fill(event.value)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A double click."""
        message.stop()
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """Move, choose or leave; what else the field binds runs once the app gets the key."""
        rows = self.query_one(Rows)
        if event.key in ("escape", "f1", "enter", "pagedown", "pageup", *_STEPS):
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
