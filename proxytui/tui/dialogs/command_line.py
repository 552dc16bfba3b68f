"""The command line at the bottom: a field, completions, and earlier lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from proxytui.commands import typed_line as lines
from proxytui.tui.closing_screen import Window
from proxytui.tui.widgets.prompt import CleanInput
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span, cut, fit, foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from proxytui.commands.command import Values
    from proxytui.commands.typed_line import Candidate
    from proxytui.tui.theme import ThemeStyles

_MOST = 8
_NAME_CELLS = 30


class CommandLine(Window[str]):
    """Dismissed with the line, "" for none; `begun` is what stands in it. Tab completes, up and
    down go through `history`."""

    manual_places = frozenset({"command"})

    def __init__(
        self,
        names: Callable[[Values, str], Sequence[tuple[str, str]]],
        history: Sequence[str],
        palette: ThemeStyles,
        begun: str = "",
    ) -> None:
        super().__init__()
        self._names = names
        self._begun = begun
        self._history = history
        self._palette = palette
        self._at = len(history)
        self._candidates: list[Candidate] = []
        self._tried = -1
        self._filled = ""

    def compose(self) -> ComposeResult:
        """Yield the completions, and the field under them."""
        with Vertical(id="command"):
            yield Rows(id="meant")
            with Horizontal(id="command-line"):
                yield Static(":", id="command-label", markup=False)
                yield CleanInput(
                    self._begun, id="command-field", select_on_focus=False, compact=True
                )

    @property
    def draft(self) -> str:
        """The line that is being typed; it may hold a note."""
        return self.field.value

    @property
    def field(self) -> Input:
        """The text field."""
        return self.query_one(CleanInput)

    def on_mount(self) -> None:
        """Set the colours, and focus the field."""
        self.query_one(Rows).palette = self._palette
        self._complete(self._begun)
        self.set_focus(self.field)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the completions for the new width."""
        message.stop()
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Complete the line; while tab goes through completions, they stay."""
        event.stop()
        if event.value != self._filled:
            self._complete(event.value)

    def _complete(self, typed: str) -> None:
        self._filled = typed
        self._candidates, self._tried = lines.complete(typed, self._names), -1
        self._draw()

    def _draw(self) -> None:
        rows = self.query_one(Rows)
        cells = rows.cells
        if not cells:
            return
        completions = [
            Row(str(place), _line(candidate, place == self._tried, cells))
            for place, candidate in enumerate(self._candidates)
        ]
        command = lines.command_of(self._filled)
        usage = "tab completes · up and down: earlier lines · enter runs · esc leaves"
        if command is not None:
            usage = f"{command.usage}: {command.help}"
        # On top, where a long list of completions leaves it in view.
        completions.insert(0, Row("usage", (Span(cut(usage, cells), "dim"),), stop=False))
        rows.styles.height = min(_MOST + 1, len(completions))
        rows.show(completions, at=str(self._tried) if self._tried > 0 else "")

    def _set(self, value: str) -> None:
        self._filled = value
        self.field.value = value
        self.field.cursor_position = len(value)

    def on_key(self, event: events.Key) -> None:
        """Complete, go through earlier lines, run, or leave."""
        key = event.key
        if key in ("escape", "enter", "tab", "shift+tab", "up", "down"):
            event.stop()
            event.prevent_default()
        if key == "escape":
            self.dismiss("")
        elif key == "enter":
            self.dismiss(self.field.value.strip())
        elif key in ("tab", "shift+tab"):
            self._tab(1 if key == "tab" else -1)
        elif key in ("up", "down"):
            self._recall(-1 if key == "up" else 1)

    def _tab(self, step: int) -> None:
        # A fast typist's tab comes before the field says what changed.
        if self.field.value != self._filled:
            self._complete(self.field.value)
        if not self._candidates:
            return
        if len(self._candidates) == 1:
            self._set(self._candidates[0].line)
            self._complete(self._candidates[0].line)
            return
        self._tried = (
            (self._tried + step) % len(self._candidates) if self._tried >= 0 or step > 0 else -1
        )
        self._set(self._candidates[self._tried].line)
        self._draw()

    def _recall(self, step: int) -> None:
        self._at = max(0, min(len(self._history), self._at + step))
        value = self._history[self._at] if self._at < len(self._history) else ""
        self._set(value)
        self._complete(value)


def _line(candidate: Candidate, tried: bool, cells: int) -> tuple[Span, ...]:
    note = candidate.note if candidate.note != candidate.label else ""
    shown = fit(foreign(candidate.label).text, min(_NAME_CELLS, cells // 2))
    return (Span(shown + "  ", "strong" if tried else "key"), foreign(note, "dim"))
