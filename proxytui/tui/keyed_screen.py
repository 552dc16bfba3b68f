"""A screen whose keys come from the keymap: sequences, contexts, and the question at the bottom."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.reactive import Reactive
from textual.screen import Screen

from proxytui import text as texts
from proxytui.tui import frame
from proxytui.tui.actions import BY_ID, valid
from proxytui.tui.changed_parts import ChangedParts
from proxytui.tui.host import host
from proxytui.tui.key_labels import key_label
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual import events
    from textual.widget import Widget

    from proxytui.tui.actions import Action
    from proxytui.tui.host import Host
    from proxytui.tui.keymap import Keymap
    from proxytui.tui.theme import ThemeStyles
    from proxytui.tui.widgets.prompt import PromptQuestion
    from proxytui.views.lines import Line

_SEQUENCE_SECONDS = 1.5
_PLACES = {
    "notes": "on the Notes tab",
    "actors": "in the actors",
    "ties": "in the ties",
    "claims": "on ties and their quotes",
}
_COPY = frozenset({"ctrl+c", "super+c"})
_ARROWS = {"up": -1, "down": 1}


class KeyedScreen(Screen[None]):
    """Looks a key up and does the first of its actions that is valid here.

    With a question open only letters, esc, enter, the arrows and F1 act.
    """

    # Textual paints the whole screen for another focus; the widgets that it concerns paint
    # themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, keymap: Keymap, *, id: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(id=id)
        self._compositor = ChangedParts()
        self.keymap = keymap
        self.handlers: Mapping[str, Callable[[], None]] = {}
        self._pending: tuple[str, float] | None = None

    @property
    def host(self) -> Host:
        """The application, as screens know it."""
        return host(self)

    @property
    def prompt(self) -> Prompt:
        """The line that asks."""
        return self.query_one(Prompt)

    @property
    def contexts(self) -> frozenset[str]:
        """The contexts of the table of actions that hold now."""
        raise TypeError(f"{type(self).__name__} names no contexts")

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The ids of actions that have nothing to act on now, and need no hint."""
        return frozenset()

    @property
    def draft(self) -> str:
        """The text that is being typed and would be missed; "" for none."""
        question = self.prompt.question
        return self.prompt.field.value if question is not None and question.lasting else ""

    def paint_with(self, palette: ThemeStyles) -> None:
        """Draw lists and bars with the styles of a theme."""
        self.palette = palette
        for widget in (*self.query(Rows), *self.query(Bar)):
            widget.palette = palette
            widget.refresh()

    def store_changed(self) -> None:
        """Draw changed records; a screen that shows none has nothing to do."""

    def take_focus(self) -> None:
        """Give the keys back to what had them before a question."""
        raise TypeError(f"{type(self).__name__} has nothing to focus")

    def draw_hints(self) -> None:
        """Draw the keys that work now, on the line at the bottom."""
        cells = self.query_one("#hints", Bar).size.width
        question = self.prompt.question
        if question is None:
            self.show_hints(frame.hints(self.hinted(), cells))
        else:
            self.show_hints(frame.question_hints(cells, links=question.links is not None))

    def hinted(self) -> list[Action]:
        """The actions that have something to act on here."""
        return [action for action in valid(self.contexts) if action.id not in self.inactive_actions]

    def on_screen_suspend(self) -> None:
        """Draw no hints under a window, which has keys of its own."""
        self.query_one("#hints", Bar).show([()])

    def on_screen_resume(self) -> None:
        """Draw the hints again once a window is closed."""
        self.draw_hints()

    def show_hints(self, line: Line) -> None:
        """Put hints on the line at the bottom, behind the word for work that goes on."""
        word: str = self.host.writer.late or self.host.threads.late
        self.query_one("#hints", Bar).show([frame.with_progress(word, line)])

    def ask(self, question: PromptQuestion, initial: str = "") -> None:
        """Ask on the line at the bottom."""
        self.prompt.ask(question, initial)
        self.draw_hints()

    def answer(self) -> None:
        """Close the question and hand its answer on."""
        value = self.prompt.field.value
        question = self.prompt.close()
        self.take_focus()
        self.draw_hints()
        if question is not None:
            question.answered(value)

    def leave_question(self) -> bool:
        """Close the question without an answer; False where none is open."""
        question = self.prompt.close()
        if question is None:
            return False
        self.take_focus()
        self.draw_hints()
        if question.left is not None:
            question.left()
        return True

    def typed(self, event: events.Key) -> bool:
        """Act on a key while words are typed into a field of the screen's own; False where none is
        open."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Act on a key that no field took: it is an action, or the first of two keys."""
        if self.typed(event):
            return
        if self.prompt.question is not None:
            # Keys that the field binds itself, backspace too, run once the app gets the key.
            if self._while_asking(event):
                event.stop()
            return
        event.stop()
        if event.key in _COPY:
            self._copy_selected()
            return
        pending, self._pending = self._pending, None
        now = time.monotonic()
        if pending is not None and now - pending[1] < _SEQUENCE_SECONDS:
            ids = self.keymap.double.get((pending[0], event.key))
            if ids:
                self.action_run(*ids)
                return
        if event.key in self.keymap.prefixes:
            self._pending = (event.key, now)
            return
        if not self.action_run(*self.keymap.single.get(event.key, ())):
            pressed = event.character if event.is_printable else None
            key = texts.line(pressed or "") or key_label(event.key)
            self.host.say(f"{key} does nothing here; ? shows the keys.")

    def _while_asking(self, event: events.Key) -> bool:
        """Act on a key while a question is open; False where the key is the field's."""
        question = self.prompt.question
        key = event.key
        if self.prompt.complete(key):
            return True
        if key in _ARROWS and question is not None and question.moved is not None:
            question.moved(_ARROWS[key])
        elif key == "escape":
            self.leave_question()
        elif key == "f1":
            self.action_run("help")
        elif key == "enter":
            self.answer()
        else:
            return key in ("tab", "shift+tab")
        return True

    def _copy_selected(self) -> None:
        """Copy the text selected with the mouse; where there is none, say how the program ends."""
        selected = self.get_selected_text()
        if selected:
            lines = selected.count("\n") + 1
            what = phrases.plural(lines, "selected line") if lines > 1 else "what is selected"
            self.host.copy(selected, what)
        else:
            self.host.say("q goes one level up and at the top quits; ctrl+q quits at once.")

    def action_run(self, *ids: str) -> bool:
        """Do the first of these actions that is valid here; False where none is, and no toast says
        where it would be."""
        for id_ in ids:
            if id_ in self.handlers and self.contexts.intersection(BY_ID[id_].where):
                screen, news = self.app.screen, self.host.news
                self.handlers[id_]()
                if self.app.screen is not screen:
                    self.host.end_news(news)  # it would lie over what was opened
                return True
        elsewhere = _PLACES.get(BY_ID[ids[0]].where[0]) if ids else None
        if elsewhere is not None:
            self.host.say(f"“{BY_ID[ids[0]].title}” works {elsewhere}.")
        return elsewhere is not None
