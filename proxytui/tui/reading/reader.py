"""The reader: a source's kept text at the words of a quote, with find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from proxytui import text as texts
from proxytui import wording
from proxytui.tui import frame
from proxytui.tui.keyed_screen import KeyedScreen
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt, PromptQuestion
from proxytui.tui.widgets.rows import Rows
from proxytui.views import document
from proxytui.views.lines import Span

if TYPE_CHECKING:
    from textual.app import ComposeResult

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


class Reader(KeyedScreen):
    """Shows a text; `mark` is the stretch of code points that is cited."""

    def __init__(
        self,
        keymap: Keymap,
        palette: ThemeStyles,
        source: Source,
        text: str,
        mark: tuple[int, int] | None,
    ) -> None:
        super().__init__(keymap, id="reader")
        self.palette = palette
        self._source = source
        self._text = text
        self._mark = mark
        self._found: list[tuple[int, int]] = []
        self._at = 0
        self._wanted = ""
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
            "next-hit": lambda: self.hit(1),
            "previous-hit": lambda: self.hit(-1),
            "close": self.close,
            "leave": self.close,
            "copy": self.copy,
            "help": lambda: self.host.show_keys(self.contexts),
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

    @property
    def height(self) -> int:
        """Lines of text in view."""
        return max(2, self.rows.size.height)

    @property
    def contexts(self) -> frozenset[str]:
        """The reader's own."""
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
        words = texts.line(wording.source_words(self._source))
        what = (Span("source  ", "dim"), Span(words, "strong"))
        self.query_one("#header", Bar).show([what])
        self.draw_hints()
        licence = self._source.licence or "licence not stated"
        self.rows.border_title = Content(texts.closed(texts.line(self._source.title)))
        self.rows.border_subtitle = Content(texts.closed(texts.line(licence)))

    def draw_hints(self) -> None:
        """The reader's own words for the keys it shares with the explorer."""
        if self.prompt.question is not None:
            super().draw_hints()
            return
        self.show_hints(frame.key_hints(_HINTS, self.query_one("#hints", Bar).size.width))

    def _draw(self) -> None:
        cells = min(_WIDEST, self.rows.cells)
        marks = [self._found[self._at]] if self._found else [self._mark] if self._mark else []
        made = document.rows(self._text, tuple(marks), cells)
        self.rows.show(made)
        place = next(
            (i for i, row in enumerate(made) if any(span.role == "found" for span in row.line)),
            None,
        )
        if place is not None:
            self.rows.scroll_to(y=max(0, place - self.height // 3), animate=False, force=True)

    # Finding

    def find(self) -> None:
        """Ask for words to find."""
        self.ask(PromptQuestion("/ find:", self._asked, left=None), self._wanted)

    def _asked(self, wanted: str) -> None:
        self._wanted = wanted
        self._found = list(document.find(self._text, wanted))
        self._at = 0
        if not self._found:
            if wanted:
                self.host.say(f"“{wanted}” is not in this text.")
            return
        self.hit(0)

    def hit(self, step: int) -> None:
        """To the next or the previous place."""
        if not self._found:
            return
        self._at = (self._at + step) % len(self._found)
        self.rows.border_subtitle = Content(f"{self._at + 1} of {len(self._found)} · n N")
        self._draw()

    # Leaving

    def close(self) -> None:
        """Back to the explorer; what was found is cleared first."""
        if self._found:
            self._found = []
            self.rows.border_subtitle = Content("")
            self._draw()
            return
        self.dismiss()

    def copy(self) -> None:
        """Copy what is selected, else the paragraph of a hit, the cited words, or, without either,
        the paragraph at the top."""
        text, what = self._copied()
        if text:
            self.host.copy(text, what)
        else:
            self.host.say("There is nothing here to copy.")

    def _copied(self) -> tuple[str, str]:
        selected = self.get_selected_text()
        if selected:
            return selected, "what is selected"
        pieces = document.paragraphs(self._text)
        if self._found:
            start = self._found[self._at][0]
            hit = next((piece for piece in pieces if piece.start <= start < piece.end), None)
            return (texts.line(self._text[hit.start : hit.end]) if hit else ""), "this paragraph"
        if self._mark is not None:
            return texts.line(self._text[slice(*self._mark)]), "the cited words"
        place = document.paragraph_at(self.rows.rows, self.rows.scroll_offset.y)
        here = [texts.line(self._text[p.start : p.end]) for p in pieces[place : place + 1]]
        return "".join(here), "the paragraph at the top"

    def app_palette(self) -> None:
        """Every action by its name."""
        self.app.action_command_palette()
