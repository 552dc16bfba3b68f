"""The start screen: the demo, a new store, one made from a file, or one that was open before."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import crash, paths
from proxytui import text as texts
from proxytui.commands.opening import Opening
from proxytui.errors import ProxyTUIError, UsageError
from proxytui.jobs.thread_task import ThreadTask
from proxytui.lazy import LazyModule
from proxytui.tui import recent_stores
from proxytui.tui.closing_screen import ClosingScreen
from proxytui.tui.host import screen_host
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt, PromptQuestion
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import BLANK, Row, Span, clip, cut, fit, foreign, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete

    from proxytui.commands import new_store, other_store
    from proxytui.place import Address, Place
    from proxytui.tui.theme import ThemeStyles
else:
    new_store = LazyModule("proxytui.commands.new_store")
    other_store = LazyModule("proxytui.commands.other_store")

_WIDE = 96
"""From so many cells on there is room for an option and what it brings on one line."""
_INTRO = (
    "A store is a folder on this machine, or lies on a server. It records who is said to back whom,"
    " and who says so; nothing in it is a verdict."
)
_LONGEST = 24
_AT_ONCE_SECONDS = 0.05


class _Known(NamedTuple):
    """The places of stores that may be opened, and whether the demo was copied to one."""

    stores: tuple[Place, ...]
    copied: bool


class _Option(NamedTuple):
    key: str
    title: str
    brings: str


_DEMO = _Option(
    "d", "Look at the demo", "ties reported around Iran, Syria and Hezbollah; changes end with it"
)
_TOUR = _Option("t", "Take the tour", "nine steps through the program, over the demo")
_NEW = _Option("n", "Make an empty store", "for your own actors, sources and claims")
_FILE = _Option("i", "Make a store from a file", "tables, lists, graphs, exports, records as text")
_COPY = _Option("c", "Make a store from the demo", "a copy that keeps what you write")
_OTHER = _Option("o", "Open another store", "by its folder, or postgresql://HOST/DATABASE")


class StartScreen(ClosingScreen[Opening]):
    """Dismissed with what to open, None to leave; it makes new stores itself.

    `trouble` is an error to begin with, `proposed` a folder for a new store, `opened` an address
    for another one, `current` the user's store that is open; `over` an explorer leaving goes back
    to that.
    """

    manual_places = frozenset({"stores"})

    def __init__(
        self,
        palette: ThemeStyles,
        *,
        trouble: str = "",
        proposed: str = "",
        opened: str = "",
        current: Address | None = None,
        over: bool = False,
    ) -> None:
        super().__init__()
        self._palette = palette
        self._trouble = trouble
        self._proposed = proposed
        self._opened = opened
        self._over = over
        self._current = current.absolute() if isinstance(current, Path) else current
        self._looking = BackgroundWork[_Known](self, "stores")
        self._stores: tuple[Place, ...] = ()
        self._options: tuple[_Option, ...] = (_DEMO, _TOUR, _NEW, _FILE, _OTHER)
        self._back = Opening(current) if over else None
        self._working = ""
        self._reaching: ThreadTask[Opening] | None = None
        self._optional = False

    def compose(self) -> ComposeResult:
        """Yield the options over the line that asks, and the hints."""
        yield Bar(id="header")
        yield Rows(id="stores")
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Set colours and titles, and focus the options."""
        for widget in (*self.query(Bar), *self.query(Rows)):
            widget.palette = self._palette
        self._rows.border_title = "Where to begin"
        self.set_focus(self._rows)
        # The disks that other stores lie on may hang; those that don't are read before the list is
        # drawn.
        self._looking.ask(self._look, self._take, word="looking", at_once=_AT_ONCE_SECONDS)

    def _look(self, _: object) -> _Known:
        """In a thread: the stores that may be opened, and whether the demo was copied."""
        own = paths.default_store()
        known = [*recent_stores.load(), *([own] if paths.is_store(own) else [])]
        stores = dict.fromkeys(s.absolute() if isinstance(s, Path) else s for s in known)
        places = (recent_stores.place_of(store) for store in stores if store != self._current)
        return _Known(tuple(places)[:9], paths.bundled_copy().exists())

    def _take(self, known: _Known) -> None:
        untouched = self._rows.key in ("", self._options[0].key) and self._prompt.question is None
        self._stores = known.stores
        self._options = (_DEMO, _TOUR, _NEW, _FILE, *([] if known.copied else [_COPY]), _OTHER)
        self._draw(afresh=untouched)

    def dismiss(self, result: Opening | None = None) -> AwaitComplete:
        """Close with what to open; other stores are of no interest any more."""
        self._looking.stop()
        return super().dismiss(result)

    @property
    def _rows(self) -> Rows:
        return self.query_one("#stores", Rows)

    @property
    def _prompt(self) -> Prompt:
        return self.query_one(Prompt)

    # Drawing

    def on_bar_resized(self) -> None:
        """Draw header and hints for the new width."""
        width = self.size.width - 2
        header = (Span("ProxyTUI", "strong"), Span("   stores", "dim"))
        self.query_one("#header", Bar).show([clip(header, width)])
        self._draw_hints()

    def _draw_hints(self) -> None:
        asking = self._prompt.question is not None
        pairs = (
            (("enter", "answers"), ("esc", "leaves"))
            if asking
            else (("esc", "leaves it"),)
            if self._reaching is not None
            else (
                ("enter", "opens"),
                ("↑ ↓", "move"),
                ("q", "goes back" if self._over else "quits"),
                *((key, "manual") for key in screen_host(self).keymap.labels("manual")[:1]),
            )
        )
        spans: list[Span] = [Span(f"{self._working} …  ", "date")] if self._working else []
        for key, does in pairs:
            spans += [Span(key, "key"), Span(f" {does}  ", "dim")]
        self.query_one("#hints", Bar).show([clip(tuple(spans), self.size.width - 2)])

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the list for its new width."""
        message.stop()
        self._draw()

    def _draw(self, *, afresh: bool = False) -> None:
        rows = self._rows
        cells = rows.cells
        if not cells:
            return
        shown = [_text(line) for line in paragraph(_INTRO, cells, "dim")]
        if self._trouble:
            trouble = paths.from_home(self._trouble)
            shown += [BLANK, *(_text(line) for line in paragraph(trouble, cells, "alert"))]
        shown.append(BLANK)
        for option in self._options:
            shown += _lines(option, cells)
        if self._stores:
            shown += [BLANK, _text((Span("Stores", "heading"),))]
        names = [texts.line(place.name) for place in self._stores]
        longest = max(_LONGEST, cells * 2 // 5)
        widest = min(longest, max(map(cell_len, names), default=0)) + 2
        for number, (name, place) in enumerate(zip(names, self._stores, strict=True), 1):
            spans = (
                Span(fit(str(number), 3), "key"),
                Span(fit(cut(name, widest - 2), widest), "strong"),
                foreign(paths.from_home(str(place.folder or place.shown)), "dim"),
            )
            shown.append(Row(str(number), clip(spans, cells)))
        # What is wrong stands above the options and must stay in sight.
        first = "1" if self._stores and not self._trouble else self._options[0].key
        if self._proposed or self._opened:
            first = _NEW.key if self._proposed else _OTHER.key
        rows.show(shown, at=first if afresh else rows.key or first)

    # Keys

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Take the row that was clicked twice."""
        message.stop()
        self._choose(message.key)

    def on_key(self, event: events.Key) -> None:
        """Answer, move, choose, or leave."""
        if self._prompt.question is not None:
            if event.key in ("enter", "escape"):
                event.stop()
                typed = bool(self._prompt.field.value.strip()) or self._optional
                if event.key == "enter" and not typed:
                    self._say("Nothing is typed yet; esc leaves the question.")
                else:
                    self._close(answered=event.key == "enter")
            return
        event.stop()
        if event.key == "escape" and self._reaching is not None:
            self._reaching = None
            self._working = ""
            self._draw_hints()
        elif event.key in ("j", "down", "k", "up"):
            self._rows.move(1 if event.key in ("j", "down") else -1)
        elif event.key == "enter":
            self._choose(self._rows.key)
        elif event.key == "q" or (event.key in ("escape", "ctrl+o") and self._over):
            if not self._working:
                self.dismiss(None)
        elif event.key == "escape" and not self._working:
            self._say("There is no store to go back to.")
        else:
            self._choose(event.key)

    def _choose(self, key: str) -> None:
        """Do what the key of a row stands for; nothing for any other, or while one is made."""
        if self._working:
            return
        if key == _DEMO.key:
            self.dismiss(Opening(None))
        elif key == _TOUR.key:
            self.dismiss(Opening(None, tour=True, then=self._back))
        elif key == _NEW.key:
            self._rows.go_to(key)
            self._ask_name(self._proposed)
        elif key == _FILE.key:
            self._rows.go_to(key)
            self._ask_file()
        elif key == _COPY.key and _COPY in self._options:
            self._make(new_store.copy_of_bundled_set, "making the store")
        elif key == _OTHER.key:
            self._rows.go_to(key)
            self._ask_other(self._opened)
        elif key.isdecimal() and 0 < int(key) <= len(self._stores):
            place = self._stores[int(key) - 1]
            if place.folder is not None:
                self.dismiss(Opening(place.folder))
            else:
                reach = partial(other_store.at, place.address)
                self._make(reach, f"opening {place.shown}", writes=False)

    def _ask(
        self,
        label: str,
        answered: Callable[[str], None],
        initial: str = "",
        *,
        optional: bool = False,
    ) -> None:
        """Ask for a word; an empty answer counts only where it is optional."""
        self._optional = optional
        self._prompt.ask(PromptQuestion(label, answered), initial)
        self._draw_hints()

    def _close(self, *, answered: bool) -> None:
        value = self._prompt.field.value.strip()
        question = self._prompt.close()
        self.set_focus(self._rows)
        self._say("")
        if question is not None and answered:
            question.answered(value)
        self._draw_hints()

    def _ask_name(self, initial: str) -> None:
        self._ask("name, or folder:", self._ask_date, initial)

    def _ask_date(self, name: str, initial: str = "") -> None:
        if os.sep in name and not name.startswith((os.sep, "~", ".")):
            self._say(
                f"A name has no {os.sep}; a folder begins with {os.sep}, ~{os.sep} or .{os.sep}"
            )
            self._ask_name(name)
            return

        def answered(as_of: str) -> None:
            try:
                new_store.start_date(as_of)
            except UsageError as error:
                self._say(str(error))
                self._ask_date(name, as_of)
                return
            make = partial(new_store.empty, paths.placed(name), as_of)
            self._make(make, "making the store", partial(self._ask_name, name))

        label = "date to begin at (enter: that of the newest source):"
        self._ask(label, answered, initial, optional=True)

    def _ask_file(self, initial: str = "") -> None:
        self._ask("file:", self._of_file, initial)

    def _of_file(self, name: str) -> None:
        path = paths.expanded(name.strip("'\""))

        again = partial(self._ask_file, name)
        self._make(partial(new_store.of_file, path), f"reading {texts.line(path.name)}", again)

    def _ask_other(self, initial: str = "") -> None:
        self._ask("folder, or address:", self._open_other, initial)

    def _open_other(self, words: str) -> None:
        again = partial(self._ask_other, words)
        self._make(partial(other_store.named, words), "opening it", again, writes=False)

    # Making a store

    def _make(
        self,
        work: Callable[[], Opening],
        word: str,
        again: Callable[[], None] | None = None,
        *,
        writes: bool = True,
    ) -> None:
        """Have a store made or reached in a thread and open it; where that fails, say why and ask
        again. What `writes` nothing can be left."""
        self._working = word
        task: ThreadTask[Opening] = ThreadTask(lambda checkpoint: work(), "new store")
        self._reaching = None if writes else task
        self._draw_hints()

        def ended() -> None:
            with suppress(RuntimeError):  # the program was left meanwhile
                self.app.call_later(self._made, task, again, writes)

        task.start(ended)

    def _made(
        self, task: ThreadTask[Opening], again: Callable[[], None] | None, writes: bool
    ) -> None:
        if not writes and self._reaching is not task:
            return
        self._reaching = None
        self._working = ""
        error = task.error
        if error is None:
            self.dismiss(task.answer)
            return
        if not isinstance(error, ProxyTUIError):
            error = ProxyTUIError(crash.keep_traceback(error, "no store could be made"))
        self._say(str(error))
        if again is not None:
            again()
        self._draw_hints()

    def _say(self, trouble: str) -> None:
        self._trouble = trouble
        self._draw()


def _text(line: tuple[Span, ...]) -> Row:
    return Row("", line, stop=False)


def _lines(option: _Option, cells: int) -> list[Row]:
    """An option, and what it brings: behind it where there is room, else under it."""
    key, title = Span(fit(option.key, 3), "key"), Span(option.title, "strong")
    if cells >= _WIDE:
        title = Span(fit(option.title, 30), "strong")
        return [Row(option.key, (key, title, Span(option.brings, "dim")))]
    brings = paragraph(option.brings, cells - 3, "dim")
    return [Row(option.key, (key, title)), *(_text((Span("   "), *line)) for line in brings)]
