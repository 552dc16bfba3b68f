"""A screen whose keys come from the keymap: sequences, contexts, and the question at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import Reactive

from proxytui import text as texts
from proxytui.tui import frame
from proxytui.tui.actions import BY_ID, COUNTED, valid
from proxytui.tui.changed_parts import ChangedParts
from proxytui.tui.closing_screen import ClosingScreen
from proxytui.tui.host import host, screen_host
from proxytui.tui.key_labels import key_label
from proxytui.tui.key_prefix import SEQUENCE_SECONDS, KeyPrefix
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import clip, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.widget import Widget

    from proxytui.tui.actions import Action
    from proxytui.tui.host import Host, ScreenHost
    from proxytui.tui.keymap import Keymap
    from proxytui.tui.theme import ThemeStyles
    from proxytui.tui.widgets.prompt import PromptQuestion

_A_MOMENT = 0.05
_TO_ROW = frozenset({"top", "bottom"})
_PLACES = {
    "notes": "on the Notes tab",
    "actors": "in the actors",
    "ties": "in the ties",
    "claims": "on ties and their quotes",
}
_COPY = frozenset({"ctrl+c", "super+c"})
_ARROWS = {"up": -1, "down": 1}


NO_HITS = "Nothing is filtered here; {} shows only rows with the words that you type."
"""What is said where a key goes from hit to hit and there are none."""


class KeyedScreen(ClosingScreen[None]):
    """Looks a key up and does the first of its actions that is valid here.

    With a question open only letters, esc, enter and the arrows act.
    """

    # Textual paints the whole screen for another focus; the widgets that it concerns paint
    # themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    handlers: Mapping[str, Callable[[], None]] = {}

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._compositor = self._parts = ChangedParts()
        self.is_held = False
        """Whether nothing is painted until `paint_at_once`."""
        self.keymap = keymap
        self.clicks: dict[str, Callable[[int], None]] = {
            "hints": self._click_hint,
            "header": self._click_header,
        }
        """What a click does, by the id of the bar; it gets the cell."""
        self._prefix = KeyPrefix()
        self._hints: Sequence[frame.Hint] = ()
        self._hints_from = 0
        self.times = 0
        """The number typed before the key that acts now; 0 for none."""

    @property
    def host(self) -> ScreenHost[None]:
        """The application, as screens know it."""
        return screen_host(self)

    @property
    def prompt(self) -> Prompt:
        """The line that asks."""
        return self.query_one(Prompt)

    @property
    def contexts(self) -> frozenset[str]:
        """The contexts of the table of actions that hold now."""
        raise TypeError(f"{type(self).__name__} names no contexts")

    @property
    def manual_places(self) -> frozenset[str]:
        """The names of this place by which the manual has a chapter for it."""
        return self.contexts

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The ids of actions that have nothing to act on now, and need no hint."""
        return frozenset()

    @property
    def draft(self) -> str:
        """The text that is being typed and would be missed; "" for none."""
        question = self.prompt.question
        return self.prompt.field.value if question is not None and question.lasting else ""

    @property
    def is_typed_into(self) -> bool:
        """Whether keys go into a field and not to actions."""
        return self.prompt.question is not None

    def paint_with(self, palette: ThemeStyles) -> None:
        """Draw lists and bars with the styles of a theme."""
        self.palette = palette
        for widget in (*self.query(Rows), *self.query(Bar)):
            widget.palette = palette
            widget.refresh()

    def _compositor_refresh(self) -> None:
        # Textual paints as soon as there is a layout: frames without words.
        if not self.is_held:
            super()._compositor_refresh()

    def paint_at_once(self) -> None:
        """Paint what was drawn now, and not widget by widget as each asks for it."""
        self.is_held = False
        shown = set(self._compositor.visible_widgets)
        self._compositor.update_widgets(shown)
        for widget in (self, *shown):
            widget._repaint_required = False
        self._compositor_refresh()

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
            self.show_hints(frame.hints(self.hinted(), self.keymap.label, cells))
        else:
            manual = self.keymap.labels("manual")[:1]
            links, completes = question.links is not None, question.completed is not None
            self.show_hints(frame.question_hints(manual, links=links, completes=completes))

    def hinted(self) -> list[Action]:
        """The actions that have something to act on here, and a key that is still to be learnt."""
        inactive = self.inactive_actions
        return [
            action
            for action in valid(self.contexts)
            if self.handles(action.id)
            and action.id not in inactive
            and self.keymap.labels(action.id)
            and self.host.uses.needs_hint(action.id)
        ]

    def worded_hints(self, words: Iterable[tuple[str, str]]) -> list[frame.Hint]:
        """Hints at actions by id, each with a word of its own."""
        uses, label = self.host.uses, self.keymap.label
        return [frame.Hint(label(id_), word, id_) for id_, word in words if uses.needs_hint(id_)]

    def on_screen_suspend(self) -> None:
        """Draw no hints under a window, which has keys of its own; it covers what is shown."""
        self._parts.forget_shown()
        self.query_one("#hints", Bar).show([()])
        self._show_focus()

    def _show_focus(self) -> None:
        """Draw the cursor of the list with the keys as one that has them, or lost them to a
        window."""
        if isinstance(self.focused, Rows):
            self.focused.show_focus()

    def on_screen_resume(self) -> None:
        """Draw the hints again once a window is closed."""
        self._show_focus()
        self.draw_hints()

    def show_hints(self, hints: Sequence[frame.Hint]) -> None:
        """Put hints on the line at the bottom, behind what is typed of a key and the word for work
        that goes on."""
        before = (*frame.progress(self.host.late), *frame.progress(str(self._prefix)))
        bar = self.query_one("#hints", Bar)
        hints = frame.fitting(hints, bar.size.width - width(before))
        bar.show([clip((*before, *frame.hint_line(hints)), bar.size.width)])
        self._hints, self._hints_from = hints, width(before)

    def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """Do what stands where a bar was clicked."""
        message.stop()
        click = self.clicks.get(message.bar.id or "")
        if click is not None:
            click(message.x)

    def _click_hint(self, x: int) -> None:
        """Do what a hint is about."""
        hint = frame.hint_at(self._hints, x - self._hints_from)
        if hint is not None and hint.action:
            self.action_run(hint.action)

    def _click_header(self, x: int) -> None:
        """Ask for another date where the date stands."""
        lines = self.query_one("#header", Bar).lines
        if lines and frame.is_date(lines[0], x) and self.prompt.question is None:
            self.action_run("date")

    def jump(self) -> None:
        """Give each row in view a letter, and go where one is typed."""
        from proxytui.tui.dialogs import jump

        if not jump.begin(self, self.palette):
            self.host.say("There is no row to go to.")

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
        elif event.key == "escape" and str(self._prefix):
            self._prefix.clear()
            self.draw_hints()
        elif self._prefix.add_digit(event.key, is_action=self._bound(event.key)):
            self.draw_hints()
        else:
            self._act(event)

    def _bound(self, key: str) -> bool:
        """Whether a key alone does anything here."""
        return any(map(self._runs, self.keymap.single.get(key, ())))

    def _begins(self, key: str) -> bool:
        """Whether a key is the first of two that do something here."""
        pairs = self.keymap.double.items()
        return any(pair[0] == key and any(map(self._runs, ids)) for pair, ids in pairs)

    def handles(self, id_: str) -> bool:
        """Whether an action does something here, where it is valid."""
        return id_ in self.handlers

    def _runs(self, id_: str) -> bool:
        """Whether an action is valid here."""
        return id_ in self.handlers and bool(self.contexts.intersection(BY_ID[id_].where))

    def _act(self, event: events.Key) -> None:
        """Do what a key does here, or wait for the second of two; say where it does nothing."""
        key = event.key
        if not self._prefix.first and self._begins(key):
            self._prefix.wait_after(key)
            self.draw_hints()
            self.set_timer(SEQUENCE_SECONDS + _A_MOMENT, self._show_prefix)
            return
        waited = str(self._prefix)
        self.times, first = self._prefix.take()
        ids = self.keymap.double.get((first, key), self.keymap.single.get(key, ()))
        learnt = self._learn(ids)
        if not self.action_run(*ids):
            pressed = event.character if event.is_printable else None
            word = texts.line(pressed or "") or key_label(key)
            keys = self.keymap.label("help")
            self.host.say(f"{word} does nothing here. {keys} shows the keys, {self._ways_out}.")
        self.times = 0
        if waited or learnt:
            self._show_prefix()

    def _learn(self, ids: Iterable[str]) -> bool:
        """Count the use of a key; True where its hint goes with that."""
        id_ = next(filter(self._runs, ids), "")
        uses = self.host.uses
        was_hinted = bool(id_) and uses.needs_hint(id_)
        if was_hinted:
            uses.add(id_)
        return was_hinted and not uses.needs_hint(id_)

    def _show_prefix(self) -> None:
        """Draw what is typed before a key, where this screen has the keys."""
        if self.is_current:
            self.draw_hints()

    @property
    def _ways_out(self) -> str:
        """The keys that lead out of the program."""
        label = self.keymap.label
        return f"{label('leave')} leaves, {label('quit')} quits"

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
        elif key == "enter":
            self.answer()
        else:
            return key in ("tab", "shift+tab")
        return True

    def _copy_selected(self) -> None:
        """Copy the text selected with the mouse; where there is none, say how the program ends."""
        selected = self.get_selected_text()
        if selected:
            self.host.copy(selected, "what is selected")
        else:
            self.host.say(f"Nothing is selected to copy. {self._ways_out}.")

    def action_run(self, *ids: str) -> bool:
        """Do the first of these actions that is valid here, as often as was typed before its key;
        False where none is, and no toast says where it would be."""
        for id_ in ids:
            if self._runs(id_):
                screen, news = self.app.screen, self.host.news
                self._run(id_)
                if self.app.screen is not screen:
                    self.host.end_news(news)  # it would lie over what was opened
                return True
        elsewhere = _PLACES.get(BY_ID[ids[0]].where[0]) if ids else None
        if elsewhere is not None:
            self.host.say(f"“{BY_ID[ids[0]].title}” works {elsewhere}.")
        return elsewhere is not None

    def _run(self, id_: str) -> None:
        """Do an action; a count repeats it, and before `top` or `bottom` is a row."""
        times = self.times if id_ in COUNTED else 0
        row = times > 0 and id_ in _TO_ROW
        self.handlers["top" if row else id_]()
        for _ in range(times - 1):
            self.handlers["down" if row else id_]()


class StoreScreen(KeyedScreen):
    """A screen with keys over an open store."""

    @property
    def host(self) -> Host:
        """The application, as screens over an open store know it."""
        return host(self)
