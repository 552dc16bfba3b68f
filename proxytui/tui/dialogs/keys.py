"""A window with the keys that work where the user is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from proxytui.tui.closing_screen import Window
from proxytui.tui.dialogs.box import fit_box
from proxytui.tui.key_labels import key_label
from proxytui.tui.widgets.prompt import CleanInput
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from proxytui.tui.key_list import KeyList
    from proxytui.tui.theme import ThemeStyles

_OVER = 6
"""Lines over and under the list that the borders, the field, header and hints take."""
_EDITING = frozenset({"ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+q"})
"""Keys of the field itself, and the one that ends the program."""


class KeysHelp(Window[None]):
    """The keys that work in a place; typing words or a key filters them."""

    def __init__(self, keys: KeyList, palette: ThemeStyles) -> None:
        super().__init__()
        self._keys = keys
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Yield a field and the list."""
        with Vertical(classes="box") as box:
            box.border_title = Content("Keys that work here")
            box.border_subtitle = Content("type a word or a key to find it · esc closes")
            yield CleanInput(id="filter", compact=True, placeholder="a word, or a key")
            yield Rows(id="keys")

    def on_mount(self) -> None:
        """Give the list its colours, and focus the field."""
        self.query_one(Rows).palette = self._palette
        self.set_focus(self.query_one(CleanInput))

    def on_resize(self) -> None:
        """Be as wide as the longest line needs, and as high as the screen."""
        fit_box(self.query_one(".box"), self._keys.widest(), self.size.width)
        self.query_one(Rows).styles.height = max(3, self.size.height - _OVER)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the list for its new width."""
        message.stop()
        self._fill(self.query_one(CleanInput).value)

    def _fill(self, typed: str) -> None:
        rows = self.query_one(Rows)
        if rows.cells:
            rows.show(self._keys.rows(typed, rows.cells), at="")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list by what is in the field."""
        event.stop()
        self._fill(event.value)

    def on_key(self, event: events.Key) -> None:
        """Move, leave, or find a key that types nothing; other bindings of the field run once the
        app gets the key."""
        key, rows = event.key, self.query_one(Rows)
        is_moving = key in ("down", "up", "pagedown", "pageup")
        is_sought = key.startswith(("ctrl+", "alt+", "f")) and len(key) > 1 and key not in _EDITING
        if is_moving or is_sought or key in ("escape", "enter"):
            event.stop()
            event.prevent_default()
        if key in ("escape", "enter"):
            self.dismiss()
        elif key in ("down", "up"):
            rows.move(1 if key == "down" else -1)
        elif is_moving:
            rows.leap(rows.size.height if key == "pagedown" else -rows.size.height)
        elif is_sought:
            self.query_one(CleanInput).value = key_label(key)
