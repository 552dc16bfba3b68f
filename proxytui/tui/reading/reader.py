"""The reading room: a kept text with its names marked, and what is recorded of it beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal
from textual.content import Content

from proxytui import text as texts
from proxytui import wording
from proxytui.reading import locators
from proxytui.reading.recorded_quotes import RecordedQuotes, quoting
from proxytui.reading.units import Stretch, paragraphs
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.open_manual import open_manual
from proxytui.tui.reading import copied
from proxytui.tui.reading.finding import Finding
from proxytui.tui.reading.room_keys import ReadingKeys
from proxytui.tui.reading.room_screen import OpenText as OpenText
from proxytui.tui.reading.room_screen import ReadingRoom
from proxytui.tui.reading.room_text import RoomText
from proxytui.tui.reading.text_view import MARGIN, TextView
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views.document import WrappedText
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Row, Span, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk
    from proxytui.views.copies import Copy
    from proxytui.views.document import Mark
    from proxytui.views.lines import Line

_WIDEST = 100
_BESIDE_FROM = 110
"""Columns from which what is known of the cursor's place stands beside the text."""
_BESIDE_CELLS = (34, 72)
_AT_ONCE = 0.05
_BEFORE, _BEHIND = 4_000, 12_000
"""Code points around a place that are shown while the rest of a long text is still wrapped."""
_HINTS = (
    ("pick-sentence", "sentence"),
    ("claim-here", "claim"),
    ("decide", "decide"),
    ("next-hit", "next"),
    ("through", "names or quotes"),
    ("look-here", "who is it"),
    ("filter", "find"),
    ("copy", "copy"),
    ("close", "back"),
    ("help", "keys"),
)


class ReaderCalls(NamedTuple):
    """The calls of a reader that still waits for its text."""

    changed: Callable[[], None]
    """Records changed."""
    left: Callable[[], None]
    """Nobody waits for the text any more."""


def _nothing(_: OpenText) -> tuple[Copy, ...]:
    """Nothing but the text can be copied."""
    return ()


class Reader(ReadingRoom):
    """A kept text on the screen, with the words that it was opened for in view.

    A text of some megabytes is wrapped, and looked through, while keys go on; esc leaves it.
    """

    def __init__(
        self,
        desk: Desk,
        opened: OpenText,
        calls: ReaderCalls | None = None,
        copies: Callable[[OpenText], Sequence[Copy]] = _nothing,
    ) -> None:
        super().__init__(desk.keymap)
        self.copies = copies
        self.palette = desk.palette
        self.opened = opened
        self.room: RoomText | None = None
        self.finding = Finding(self)
        self._desk = desk
        self._calls = calls
        self._wrapping = BackgroundQuestion["tuple[list[Stretch], WrappedText]"](self, None)
        self._naming = BackgroundWork["Callable[[], None]"](self, "names in the text")
        self._quoting = BackgroundWork["RecordedQuotes"](self, "quotes of the text")
        self._wrapped: WrappedText | None = None
        self._names_version = -1
        self._beside: tuple[object, ...] = ()
        self._trouble = ""
        self.keys = ReadingKeys(self, desk)
        self.handlers = {
            **self.keys.handlers,
            "filter": self.finding.ask,
            "next-hit": lambda: self._onward(1),
            "previous-hit": lambda: self._onward(-1),
            "close": self.close,
            "leave": self.close,
            "copy": lambda: copied.offer_of(self),
            "help": lambda: self.host.show_keys(self.contexts),
            "manual": lambda: open_manual(self.host),
            "palette": self.app_palette,
            "quit": lambda: self.host.leaving.at_once(),
            "suspend": lambda: self.app.action_suspend_process(),
        }

    def compose(self) -> ComposeResult:
        """Title, text and what is known of it, hints, and the line that asks."""
        yield Bar(id="header")
        with Horizontal(id="room"):
            yield TextView(self._decorate, id="document")
            yield Rows(id="beside")
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Give the widgets their colours."""
        self.view = self.query_one(TextView)
        self.beside = self.query_one("#beside", Rows)
        self.beside.can_focus = False
        self.paint_with(self.palette)
        self._lay_out()
        self.take_focus()

    def on_unmount(self) -> None:
        """Leave what is still being read, wrapped or looked for."""
        for work in (self._wrapping, self._naming, self._quoting):
            work.stop()
        self.finding.stop()
        if self._calls is not None:
            self._calls.left()

    def on_resize(self) -> None:
        """Show what stands beside the text where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        wide = self.size.width >= _BESIDE_FROM
        self.beside.display = wide
        low, high = _BESIDE_CELLS
        self.beside.styles.width = max(low, min(high, self.size.width - _WIDEST - MARGIN - 4))

    def store_changed(self) -> None:
        """Let whoever reads the text know that records changed; a text that is there stays, with
        its title, names and quotes as they are now."""
        if self._calls is not None:
            self._calls.changed()
        source = self.opened.source
        if source is not None:
            changed = self._desk.workspace.index.sources.get(source.id)
            self.opened = self.opened._replace(source=changed or source)
            self.draw_frame()
        self._beside = ()
        self.look_up_quotes()
        self.look_up_names()
        self.redraw()

    @property
    def working(self) -> bool:
        """Whether the text is still being read, wrapped or looked through."""
        reading = self.opened.text is None and not self._trouble
        works = (self._wrapping, self._naming, self._quoting, self.finding)
        return reading or any(work.working for work in works)

    def open(self, opened: OpenText) -> None:
        """Show a text that has been read meanwhile."""
        self.opened, self._calls = opened, None
        self._wrapped = self.room = None
        if self.is_mounted:
            self.draw_frame()
            self._draw()

    def refuse(self, words: str) -> bool:
        """Close, for there is no text to show; False where something lies over the reader, which
        shows the words then."""
        self._calls = None
        if self.app.screen is self:
            self.dismiss()
            return True
        self._trouble = words
        self._draw()
        return False

    @property
    def hit(self) -> tuple[int, int] | None:
        """The hit of a search that one is at; None without any."""
        return self.finding.hit

    def go_to(self, place: int) -> None:
        """Put the cursor on the word at a place, and show it."""
        self.keys.go_to(place, third=True)

    @property
    def contexts(self) -> frozenset[str]:
        """The context of the reader."""
        return frozenset({"reader"})

    def take_focus(self) -> None:
        """The text."""
        self.set_focus(self.view)

    # Drawing

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Wrap the text for this width, and stay at the words."""
        message.stop()
        if message.rows is self.view:
            self._draw()
        else:
            self._beside = ()
            self._draw_beside()

    def on_bar_resized(self) -> None:
        """Draw title and hints for the width."""
        self.draw_frame()

    def draw_frame(self) -> None:
        """Draw title, hints and what stands below the text."""
        self._draw_header()
        self.draw_hints()
        source = self.opened.source
        if source is not None:
            self.view.border_title = Content(texts.closed(texts.line(source.title)))
        self._draw_subtitle()

    def _draw_subtitle(self) -> None:
        """Say below the text what goes on, else under which licence it is."""
        source = self.opened.source
        words = ""
        if self._wrapping.working:
            words = with_keys("Wrapping the text … {close} leaves.", self.keymap.label)
        elif self.finding.working:
            words = "looking through the text …"
        elif source is not None:
            words = texts.closed(texts.line(source.licence or "licence not stated"))
        self.view.border_subtitle = Content(words)

    def _draw_header(self) -> None:
        source = self.opened.source
        words = texts.line(wording.source_words(source)) if source is not None else ""
        signs = filter(None, (self._desk.workspace.unreached, self._status()))
        marked = tuple(Span(f"{sign}  ", "alert") for sign in signs)
        title = (Span("source  ", "dim"), *marked, Span(words, "strong"))
        bar = self.query_one("#header", Bar)
        bar.show([spread(title, self._where(), bar.size.width)])

    def _where(self) -> Line:
        """Where the cursor is, and what `n` and `N` go through."""
        room = self.room
        if room is None:
            return ()
        place = locators.words(locators.locator(room.units, room.cursor.word.start))
        label = self.keymap.label
        through = self.finding.words or room.through
        keys = f"{label('next-hit')} {label('previous-hit')} "
        marking = (Span("selecting  ", "caution"),) if room.cursor.marking else ()
        return (
            *marking,
            Span(keys, "key"),
            Span(f"{through}  ", "dim"),
            Span(place, "date"),
        )

    def _status(self) -> str:
        """The words for a source that is retracted or corrected, before its title, which may be too
        long for the line."""
        source = self.opened.source
        lookup = self._desk.workspace.index.sources.get
        return wording.source_status_words(source, lookup) if source is not None else ""

    def draw_hints(self) -> None:
        """Draw the keys at the bottom, in words of the reader's own for those that the explorer has
        too."""
        if self.prompt.question is not None:
            super().draw_hints()
            return
        self.show_hints(self.worded_hints(_HINTS))

    def redraw(self) -> None:
        """Draw what depends on the cursor, the selection and the records."""
        if self.room is not None:
            self.room.found = self.finding.hit or self.opened.mark
            self.view.redraw()
            self._draw_header()
            self._draw_beside()

    def _draw_beside(self) -> None:
        room, cells = self.room, self.beside.cells
        if room is None or not self.beside.display or not cells:
            return
        here = room.here()
        if (here, cells) != self._beside:
            self._beside = (here, cells)
            self.beside.show(self.keys.rows(cells), at="")

    def _decorate(self, start: int, end: int) -> tuple[Line, Sequence[Mark]]:
        return self.room.decorate(start, end) if self.room is not None else ((), ())

    def _draw(self) -> None:
        """Draw the text as it is wrapped for this width; where it is not yet, once it is."""
        cells, text = min(_WIDEST, self.view.cells - MARGIN), self.opened.text
        if text is None:
            waiting = with_keys("Reading the text … {close} leaves.", self.keymap.label)
            self._draw_words(self._trouble or waiting)
        elif self._wrapped is not None and self._wrapped.cells == cells:
            self._draw_text(self._wrapped)
        elif not self._wrapping.ask(
            lambda checkpoint: _wrapped(text, cells, checkpoint), self._take, self._failed
        ):
            self._draw_around(text, cells)

    def _draw_around(self, text: str, cells: int) -> None:
        """Show what stands around the words, or at the top, until all of the text is wrapped."""
        place = self.room.cursor.word.start if self.room is not None else self._first_place()
        low = text.rfind("\n", 0, max(0, place - _BEFORE)) + 1
        window = text[low : place + _BEHIND]
        pieces = [Stretch(start + low, end + low) for start, end in paragraphs(window)]
        self.view.show_text(WrappedText(text, cells, pieces=pieces))
        self.view.into_view(place, third=True)
        self._draw_subtitle()

    def _first_place(self) -> int:
        return self.opened.mark[0] if self.opened.mark is not None else 0

    def _take(self, wrapped: tuple[list[Stretch], WrappedText]) -> None:
        pieces, self._wrapped = wrapped
        if self.room is None:
            self.room = RoomText(self._wrapped.text, pieces, self._first_place())
            self.look_up_names()
            self.look_up_quotes()
        self._draw_text(self._wrapped)
        self.draw_frame()

    def _failed(self, error: ProxyTUIError) -> None:
        self._draw_words(str(error))

    def _draw_words(self, words: str) -> None:
        lines = paragraph(words, self.view.cells, "dim")
        self.view.show_words([Row("", line, stop=False) for line in lines])

    def _draw_text(self, wrapped: WrappedText) -> None:
        if self.room is not None:
            self.view.show_text(wrapped)
            self.redraw()
            self.view.into_view(self.room.cursor.word.start, third=True)

    # Names and quotes

    def look_up_names(self) -> None:
        """Mark the actors' names, as they are now."""
        room, names = self.room, self._desk.workspace.names_in_texts
        if room is None:
            return
        known, read = names.known, names.prepare()
        if known is not None:
            if names.version != self._names_version:
                self._names_version = names.version
                room.mentions.know(known)
        elif read is not None:

            def take(taken: Callable[[], None]) -> None:
                taken()
                self.look_up_names()
                self.redraw()

            self._naming.ask(read, take, at_once=_AT_ONCE)

    def look_up_quotes(self) -> None:
        """Look up which words of the text are recorded, as it is now."""
        room, source = self.room, self.opened.source
        if room is None or source is None:
            return
        cited, places = quoting(self._desk.workspace.index, source.id), room.places

        def place(checkpoint: Checkpoint) -> RecordedQuotes:
            return places.of(cited, checkpoint)

        def placed(recorded: RecordedQuotes) -> None:
            room.recorded = recorded
            self.redraw()

        self._quoting.ask(place, placed, at_once=_AT_ONCE)

    def _onward(self, step: int) -> None:
        if not self.finding.onward(step):
            self.keys.onward(step)

    def on_text_view_clicked(self, message: TextView.Clicked) -> None:
        """Put the cursor where the mouse is."""
        message.stop()
        self.keys.go_to(message.place)

    # Leaving

    def close(self) -> None:
        """Back to the explorer; what is looked for, was found, or is selected is cleared first."""
        if self.finding.clear():
            self.draw_frame()
            self.redraw()
        elif self.room is not None and self.room.cursor.clear():
            self.redraw()
        else:
            self.dismiss()

    def app_palette(self) -> None:
        """Every action by its name."""
        self.app.action_command_palette()


def _wrapped(text: str, cells: int, checkpoint: Checkpoint) -> tuple[list[Stretch], WrappedText]:
    pieces = paragraphs(text, checkpoint)
    return pieces, WrappedText(text, cells, checkpoint, pieces)
