"""The reader: a source's kept text at the words of a quote, with find."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from proxytui import text as texts
from proxytui import wording
from proxytui.tui.dialogs.copy_menu import offer
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.keyed_screen import KeyedScreen
from proxytui.tui.open_manual import open_manual
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt, PromptQuestion
from proxytui.tui.widgets.rows import Rows
from proxytui.views import document
from proxytui.views.copies import Copy
from proxytui.views.document import WrappedText
from proxytui.views.lines import Row, Span, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Source
    from proxytui.tui.keymap import Keymap
    from proxytui.tui.theme import ThemeStyles

_WIDEST = 100


_HINTS = (
    ("filter", "find"),
    ("next-hit", "next"),
    ("previous-hit", "previous"),
    ("copy", "copy"),
    ("close", "back"),
    ("help", "keys"),
)


class OpenText(NamedTuple):
    """A kept text, and the stretch of it that is cited or was found, as code points from the first
    to behind the last; without a `text` it is still being read. `key` is that of the row of the
    citation that it was opened for, if it was for one."""

    source: Source | None
    text: str | None
    mark: tuple[int, int] | None = None
    key: str = ""


class ReaderCalls(NamedTuple):
    """The calls of a reader that still waits for its text."""

    changed: Callable[[], None]
    """Records changed."""
    left: Callable[[], None]
    """Nobody waits for the text any more."""


def _unknown(_: str) -> None:
    """No source is known."""


def _nothing(_: OpenText) -> tuple[Copy, ...]:
    """Nothing but the text can be copied."""
    return ()


class Reader(KeyedScreen):
    """A kept text on the screen, with the words that it was opened for in view.

    A text of some megabytes is wrapped, and looked through, while keys go on; esc leaves it.
    """

    def __init__(
        self,
        keymap: Keymap,
        palette: ThemeStyles,
        opened: OpenText,
        calls: ReaderCalls | None = None,
        sources: Lookup = _unknown,
        copies: Callable[[OpenText], Sequence[Copy]] = _nothing,
    ) -> None:
        super().__init__(keymap, id="reader")
        self._copies = copies
        self._sources = sources
        self.palette = palette
        self._opened = opened
        self._calls = calls
        self._wrapping = BackgroundQuestion[WrappedText](self, None)
        self._finding = BackgroundQuestion["list[tuple[int, int]]"](self, None)
        self._wrapped: WrappedText | None = None
        self._hits: list[tuple[int, int]] = []
        self._hit = 0
        self._query = ""
        self._subtitle: Content | str | None = None
        self._trouble = ""
        self.handlers = {
            "down": lambda: self.scroll_by(1),
            "up": lambda: self.scroll_by(-1),
            "half-down": lambda: self.scroll_by(self.height // 2),
            "half-up": lambda: self.scroll_by(-(self.height // 2)),
            "page-down": lambda: self.scroll_by(self.height - 1),
            "page-up": lambda: self.scroll_by(1 - self.height),
            "top": lambda: self.rows.scroll_to(y=0, animate=False),
            "bottom": lambda: self.rows.scroll_to(y=len(self.rows.rows), animate=False),
            "filter": self.find,
            "next-hit": lambda: self.go_to_hit(1),
            "previous-hit": lambda: self.go_to_hit(-1),
            "close": self.close,
            "leave": self.close,
            "copy": self.copy,
            "help": lambda: self.host.show_keys(self.contexts),
            "manual": lambda: open_manual(self),
            "palette": self.app_palette,
            "quit": lambda: self.host.leaving.at_once(),
            "suspend": lambda: self.app.action_suspend_process(),
        }

    def compose(self) -> ComposeResult:
        """Title, text, hints, and the line that asks."""
        yield Bar(id="header")
        yield Rows(id="document")
        yield Bar(id="hints")
        yield Prompt()

    def on_mount(self) -> None:
        """Give the widgets their colours."""
        self.rows = self.query_one("#document", Rows)
        self.paint_with(self.palette)
        self.take_focus()

    def on_unmount(self) -> None:
        """Leave what is still being read, wrapped or looked for."""
        self._wrapping.stop()
        self._finding.stop()
        if self._calls is not None:
            self._calls.left()

    def store_changed(self) -> None:
        """Let whoever reads the text know that records changed; a text that is there stays, under
        the title and status that its source has now."""
        if self._calls is not None:
            self._calls.changed()
        source = self._opened.source
        if source is not None and (changed := self._sources(source.id)) is not None:
            self._opened = self._opened._replace(source=changed)
            self.on_bar_resized()

    @property
    def working(self) -> bool:
        """Whether the text is still being read, wrapped or looked through."""
        reading = self._opened.text is None and not self._trouble
        return reading or self._wrapping.working or self._finding.working

    def open(self, opened: OpenText) -> None:
        """Show a text that has been read meanwhile."""
        self._opened, self._calls = opened, None
        self._wrapped = None
        if self.is_mounted:
            self.on_bar_resized()
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
    def height(self) -> int:
        """Lines of text in view."""
        return max(2, self.rows.size.height)

    @property
    def contexts(self) -> frozenset[str]:
        """The context of the reader."""
        return frozenset({"reader"})

    def take_focus(self) -> None:
        """The text."""
        self.set_focus(self.rows)

    def scroll_by(self, lines: int) -> None:
        """Scroll by lines."""
        self.rows.scroll_relative(y=lines, animate=False)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Wrap the text for this width, and stay at the words."""
        message.stop()
        self._draw()

    def on_bar_resized(self) -> None:
        """Draw title and hints."""
        source = self._opened.source
        words = texts.line(wording.source_words(source)) if source is not None else ""
        status = self._status()
        marked = (Span(f"{status}  ", "alert"),) if status else ()
        title = (Span("source  ", "dim"), *marked, Span(words, "strong"))
        self.query_one("#header", Bar).show([title])
        self.draw_hints()
        if source is not None:
            licence = source.licence or "licence not stated"
            self.rows.border_title = Content(texts.closed(texts.line(source.title)))
            self.rows.border_subtitle = Content(texts.closed(texts.line(licence)))

    def _status(self) -> str:
        """The words for a source that is retracted or corrected, before its title, which may be too
        long for the line."""
        source = self._opened.source
        return wording.source_status_words(source, self._sources) if source is not None else ""

    def draw_hints(self) -> None:
        """Draw the keys at the bottom, in words of the reader's own for those that the explorer has
        too."""
        if self.prompt.question is not None:
            super().draw_hints()
            return
        self.show_hints(self.worded_hints(_HINTS))

    def _draw(self) -> None:
        """Draw the text as it is wrapped for this width; where it is not yet, once it is."""
        cells, text = min(_WIDEST, self.rows.cells), self._opened.text
        if text is None:
            self._draw_words(self._trouble or "Reading the text … esc leaves.")
        elif self._wrapped is not None and self._wrapped.cells == cells:
            self._draw_text(self._wrapped)
        elif not self._wrapping.ask(
            lambda checkpoint: WrappedText(text, cells, checkpoint), self._take, self._failed
        ):
            self._draw_words("Wrapping the text … esc leaves.")

    def _take(self, wrapped: WrappedText) -> None:
        self._wrapped = wrapped
        self._draw_text(wrapped)

    def _failed(self, error: ProxyTUIError) -> None:
        self._draw_words(str(error))

    def _draw_words(self, words: str) -> None:
        lines = paragraph(words, self.rows.cells, "dim")
        self.rows.show([Row("", line, stop=False) for line in lines])

    def _draw_text(self, wrapped: WrappedText) -> None:
        mark = self._hits[self._hit] if self._hits else self._opened.mark
        rows = wrapped.rows([mark] if mark is not None else [])
        self.rows.show(rows)
        place = document.first_marked(rows)
        if place is not None:
            self.rows.scroll_to(y=max(0, place - self.height // 3), animate=False, force=True)

    # Finding

    def find(self) -> None:
        """Ask for words, and look for them in the text."""
        self.ask(PromptQuestion("/ find:", self._answered, left=None), self._query)

    def _answered(self, query: str) -> None:
        text = self._opened.text
        self._query = query
        self._hits, self._hit = [], 0
        if text is None:
            return

        def search(checkpoint: Checkpoint) -> list[tuple[int, int]]:
            return document.find(text, query, checkpoint)

        self._subtitle = self.rows.border_subtitle
        if not self._finding.ask(search, self._take_hits):
            self.rows.border_subtitle = Content("looking through the text …")

    def _take_hits(self, hits: list[tuple[int, int]]) -> None:
        self._hits = hits
        if hits:
            self.go_to_hit(0)
            return
        self.rows.border_subtitle = self._subtitle
        if self._query:
            self.host.say(f"“{self._query}” is not in this text.")

    def go_to_hit(self, step: int) -> None:
        """Go to the next or the previous place."""
        if not self._hits:
            return
        self._hit = (self._hit + step) % len(self._hits)
        self.rows.border_subtitle = Content(f"{self._hit + 1} of {len(self._hits)} · n N")
        self._draw()

    # Leaving

    def close(self) -> None:
        """Back to the explorer; what is looked for, or was found, is cleared first."""
        if self._finding.working or self._hits:
            self._finding.stop()
            self._hits = []
            self.rows.border_subtitle = Content("")
            self._draw()
            return
        self.dismiss()

    def copy(self) -> None:
        """Copy what is selected with the mouse; else offer the paragraph of a hit, the cited words,
        or, without either, the paragraph at the top, and footnotes."""
        text, title = self._copied()
        if self.get_selected_text():
            self.host.copy(text, title)
            return
        more = self._copies(self._opened) if self._opened.text is not None else ()
        words = [Copy("w", title, lambda: text)] if text else []
        offer(self, (*words, *more), self.palette)

    def _copied(self) -> tuple[str, str]:
        """The text to be copied, and what it is called."""
        selected = self.get_selected_text()
        if selected:
            return selected, "what is selected"
        text, wrapped = self._opened.text, self._wrapped
        if text is None or wrapped is None:
            return "", ""
        if self._hits:
            start = self._hits[self._hit][0]
            pieces = (piece for piece in wrapped.pieces if piece.start <= start < piece.end)
            hit = next(pieces, None)
            return (texts.line(text[hit.start : hit.end]) if hit else ""), "this paragraph"
        if self._opened.mark is not None:
            return texts.line(text[slice(*self._opened.mark)]), "the cited words"
        place = document.paragraph_at(self.rows.rows, self.rows.scroll_offset.y)
        top = [texts.line(text[p.start : p.end]) for p in wrapped.pieces[place : place + 1]]
        return "".join(top), "the paragraph at the top"

    def app_palette(self) -> None:
        """Every action by its name."""
        self.app.action_command_palette()
