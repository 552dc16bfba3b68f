"""The line at the bottom that asks for a word: filter, date, note, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from proxytui import text as texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult


class PromptQuestion(NamedTuple):
    """A question on the line at the bottom: `changed` gets the text after each key, `answered` the
    answer, `moved` a step of the arrows; `left` is called at an esc.

    Words typed into a `lasting` one would be missed if the program ended.
    """

    label: str
    answered: Callable[[str], None]
    changed: Callable[[str], None] | None = None
    left: Callable[[], None] | None = None
    moved: Callable[[int], None] | None = None
    lasting: bool = False


class CleanInput(Input):
    """A text field that takes nothing a terminal would act on."""

    # For each letter Textual lays the whole screen out anew and paints all of it; nothing but the
    # field itself depends on how long its words are.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        """Let the field scroll as far as its words go."""
        self._scroll_update(size)

    def validate_value(self, value: str) -> str:
        """The value cleaned, on one line."""
        return texts.clean(value).replace("\n", " ")

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, not only the first."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(" ".join(event.text.split()), start, end)


class Prompt(Horizontal):
    """The line that asks; it is mounted once and hidden until it is needed."""

    def __init__(self) -> None:
        super().__init__(id="prompt-line")
        self.question: PromptQuestion | None = None

    def compose(self) -> ComposeResult:
        """Yield a label and a field."""
        yield Static("", id="prompt-label", markup=False)
        yield CleanInput(id="prompt", select_on_focus=False, compact=True)

    @property
    def field(self) -> Input:
        """The text field."""
        return self.query_one("#prompt", Input)

    def ask(self, question: PromptQuestion, initial: str = "") -> None:
        """Show the question and take the keys."""
        self.question = None
        self.query_one("#prompt-label", Static).update(Content(f"{question.label} "))
        self.field.value = initial
        self.field.cursor_position = len(self.field.value)
        self.question = question
        self.display = True
        self.screen.set_focus(self.field)

    def close(self) -> PromptQuestion | None:
        """Hide the line; returns the question that was open."""
        question, self.question = self.question, None
        self.display = False
        return question

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand each change on while the question is open."""
        event.stop()
        if self.question is not None and self.question.changed is not None:
            self.question.changed(event.value)
