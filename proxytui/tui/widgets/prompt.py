"""The line at the bottom that asks for a word: filter, date, note, search."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from proxytui import text as texts
from proxytui.tui.widgets.link_list import LinkList, LinkSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.widgets.rows import Rows


class PromptQuestion(NamedTuple):
    """A question on the line at the bottom: `changed` gets the text after each key, `answered` the
    answer, `moved` a step of the arrows; `left` is called at an esc.

    Words typed into a `lasting` one would be missed if the program ended. With `links`, what fits
    is listed behind `[[`. With `completed`, tab completes: that gets the text, and a function for
    the texts that go on from it. With `switched`, tab switches what is asked: that gives the label.
    """

    label: str
    answered: Callable[[str], None]
    changed: Callable[[str], None] | None = None
    left: Callable[[], None] | None = None
    moved: Callable[[int], None] | None = None
    lasting: bool = False
    links: LinkSource | None = None
    completed: Callable[[str, Callable[[list[str]], None]], None] | None = None
    switched: Callable[[], str] | None = None


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


class Prompt(Vertical):
    """The line that asks; it is mounted once and hidden until it is needed."""

    def __init__(self) -> None:
        super().__init__(id="prompt-line")
        self.question: PromptQuestion | None = None
        self._fitting: list[str] = []
        """Texts that tab goes through."""

    def compose(self) -> ComposeResult:
        """Yield what a link may lead to, and under it a label and a field."""
        yield LinkList(id="prompt-links")
        with Horizontal(id="prompt-row"):
            yield Static("", id="prompt-label", markup=False)
            yield CleanInput(id="prompt", select_on_focus=False, compact=True)

    @property
    def field(self) -> Input:
        """The text field."""
        return self.query_one("#prompt", Input)

    @property
    def _links(self) -> LinkList:
        return self.query_one(LinkList)

    def ask(self, question: PromptQuestion, initial: str = "") -> None:
        """Show the question and take the keys."""
        self.question = None
        self._fitting = []
        self._links.begin(question.links)
        self._show_label(question.label)
        self.field.value = initial
        self.field.cursor_position = len(self.field.value)
        self.question = question
        self.display = True
        self.screen.set_focus(self.field)

    def _show_label(self, label: str) -> None:
        self.query_one("#prompt-label", Static).update(Content(f"{label} "))

    def close(self) -> PromptQuestion | None:
        """Hide the line; returns the question that was open."""
        question, self.question = self.question, None
        self._links.begin(None)
        self.display = False
        return question

    def complete(self, key: str) -> bool:
        """Let a key act on the list of links; False where none is open, or the key is not its."""
        field = self.field
        if key == "tab" and self.question is not None and self.question.completed is not None:
            self._complete_text(self.question)
            return True
        # A fast typist's key comes before the field says what changed.
        self._links.follow(field.value[: field.cursor_position])
        if self._links.press(key, self._take):
            return True
        if key != "tab" or self.question is None or self.question.switched is None:
            return False
        self._show_label(self.question.switched())
        return True

    def _complete_text(self, question: PromptQuestion) -> None:
        """Go on as far as all texts that fit agree; from there on go through them, one a key."""
        typed = self.field.value
        if self._fitting and typed in self._fitting:
            place = self._fitting.index(typed) + 1
            self._fill(self._fitting[place % len(self._fitting)])
            return

        def take(fitting: list[str]) -> None:
            if self.question is not question or self.field.value != typed:
                return
            self._fitting = fitting if len(fitting) > 1 else []
            agreed = _agreed(fitting)
            self._fill(agreed if len(agreed) > len(typed) else (fitting or [typed])[0])

        if question.completed is not None:
            question.completed(typed, take)

    def _fill(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)

    def _take(self, typed: int, link: str) -> None:
        """Put a link in the place of so many characters before the cursor."""
        field = self.field
        end = field.cursor_position
        field.replace(link, end - typed, end)
        self._links.follow(field.value[: field.cursor_position])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand each change on while the question is open."""
        event.stop()
        if self.question is None:
            return
        self._links.follow(self.field.value[: self.field.cursor_position])
        if self.question.changed is not None:
            self.question.changed(event.value)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the list of links for its width."""
        message.stop()
        self._links.draw()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Keep the cursor of the list to itself."""
        message.stop()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Take the link that was clicked twice."""
        message.stop()
        self.complete("enter")


def _agreed(texts: list[str]) -> str:
    """What all of some texts begin with, in whole letters."""
    first, last = min(texts, default=""), max(texts, default="")
    size = 0
    while size < len(first) and first[size] == last[size : size + 1]:
        size += 1
    while size and any(unicodedata.combining(text[size : size + 1] or " ") for text in texts):
        size -= 1
    return first[:size]
