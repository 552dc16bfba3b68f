"""A window with the fields that were changed here and elsewhere, each decided by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from proxytui import text as texts
from proxytui.tui.closing_screen import Window
from proxytui.tui.forms.lines import summary
from proxytui.tui.host import screen_host
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import BLANK, Row, Span, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from proxytui.editing.form_conflict import Clash
    from proxytui.tui.forms.lines import Shown
    from proxytui.tui.keymap import Keymap
    from proxytui.tui.theme import ThemeStyles

_SIDES = {"t": "theirs", "m": "mine"}
_LINES = 6


class DecideFields(Window["frozenset[str] | None"]):
    """Dismissed with the fields in which theirs is to hold, or None where nothing is decided."""

    def __init__(self, shown: Shown, clashes: Sequence[Clash], palette: ThemeStyles) -> None:
        super().__init__()
        self._shown = shown
        self._clashes = clashes
        self._palette = palette
        self._sides: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Yield the fields in a box."""
        with Vertical(classes="box wide") as box:
            box.border_title = Content("Changed elsewhere while you wrote; nothing is written yet")
            sides = " · ".join(f"{key} {side}" for key, side in _SIDES.items())
            box.border_subtitle = Content(
                f"{sides} · {self._keep_key} keeps · esc back to the form"
            )
            yield Rows(id="clashes")

    @property
    def _keymap(self) -> Keymap:
        return screen_host(self).keymap

    @property
    def _keep_key(self) -> str:
        """The key that keeps, in the form and here."""
        return self._keymap.label("form-keep")

    def on_mount(self) -> None:
        """Set the colours, and take the keys."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        rows.styles.height = max(4, min(4 * len(self._clashes) + 2, self.size.height - 6))
        self.set_focus(rows)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw for this width."""
        message.stop()
        self._draw()

    def _draw(self) -> None:
        rows = self.query_one(Rows)
        listed: list[Row] = []
        for clash in self._clashes:
            field = self._shown.form.field((clash.field,))
            label = texts.line(clash.field) if field is None else field.label
            side = self._sides.get(clash.field, "")
            note = Span(f"   {side or 'not decided'}", "good" if side else "caution")
            listed += [BLANK] if listed else []
            listed.append(Row(clash.field, (Span(label, "heading"), note)))
            for name, value, other in (
                ("theirs", clash.theirs, clash.mine),
                ("mine", clash.mine, clash.theirs),
            ):
                words = (
                    [texts.line(str(value)[:400])]
                    if field is None
                    else summary(self._shown, field, value, other)
                )
                role = "strong" if side == name else "dim" if side else "text"
                lines = paragraph("\n".join(words), rows.cells - 10, role)[:_LINES]
                for number, line in enumerate(lines):
                    lead = Span((f"  {name}" if not number else "").ljust(10), "key")
                    listed.append(Row("", (lead, *line), stop=False))
        rows.show(listed)

    def on_key(self, event: events.Key) -> None:
        """Decide, move, keep or leave."""
        event.stop()
        rows = self.query_one(Rows)
        if event.key in _SIDES and rows.key:
            self._sides[rows.key] = _SIDES[event.key]
            self._draw()
            rows.move(1)
        elif event.key in ("j", "down", "k", "up"):
            rows.move(1 if event.key in ("j", "down") else -1)
        elif event.key in self._keymap.keys["form-keep"]:
            self._keep()
        elif event.key in ("escape", "q"):
            self.dismiss(None)

    def _keep(self) -> None:
        undecided = [clash.field for clash in self._clashes if clash.field not in self._sides]
        if undecided:
            self.query_one(Rows).go_to(undecided[0])
            sides = ", ".join(f"{key} takes {side}" for key, side in _SIDES.items())
            self.notify(f"{sides}; then {self._keep_key} keeps.", markup=False)
            return
        theirs = (field for field, side in self._sides.items() if side == "theirs")
        self.dismiss(frozenset(theirs))
