"""A window in which one thing is chosen from a list."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from proxytui import text as texts
from proxytui.tui.closing_screen import Window
from proxytui.tui.dialogs.box import BESIDE, fit_box
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span, fit, width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.lines import Line


_ABOUT = 6
"""Lines over a list that are seen at once."""
_LEAST_NOTE = 12
_ROOM_BESIDE = 28
"""With fewer cells beside the labels notes that need more stand below them."""
_ROOM_TO_FOLD = 100
"""With fewer cells labels that need more lines in a column stand above their notes."""


class Choice(NamedTuple):
    """A line of a list of choices; `key` is the letter that picks it at once, or ""."""

    id: str
    label: str
    note: str = ""
    key: str = ""


class SelectOne(Window[str]):
    """A list of choices; dismissed with the id of one, or "" for none.

    `moved` gets the id under the cursor whenever that moves, and returns the styles to draw with.
    `about` are lines over the list that say what is chosen about.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        palette: ThemeStyles,
        at: str = "",
        moved: Callable[[str], ThemeStyles] | None = None,
        about: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._about = about
        self._title = title
        self._choices = choices
        self._palette = palette
        self._at = at
        self._moved = moved

    def compose(self) -> ComposeResult:
        """Yield the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("enter chooses · esc leaves")
            if self._about:
                with VerticalScroll(classes="theirs lines", can_focus=False):
                    yield Static()
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Give the list its colours and the keys."""
        rows = self.query_one(Rows)
        rows.palette = self._palette
        self.set_focus(rows)

    def on_resize(self) -> None:
        """Be as wide as the longest line needs, and as high as all lines, within the screen."""
        lines = [*map(self._line, self._choices), *((Span(texts.line(a)),) for a in self._about)]
        widest = max((*map(width, lines), width((Span(self._title),)) + 2))
        fit_box(self.query_one(".box"), widest, self.size.width)
        self._fill(self.size.width - BESIDE)

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw the list for its new width."""
        message.stop()
        self._fill(message.rows.cells)

    def _line(self, choice: Choice) -> Line:
        """A choice on one line."""
        keyed = any(choice.key for choice in self._choices)
        noted = any(choice.note for choice in self._choices)
        label = max((cell_len(texts.line(choice.label)) for choice in self._choices), default=0)
        return (
            Span(fit(choice.key, 3) if keyed else "", "key"),
            Span(fit(texts.line(choice.label), label + 2) if noted else texts.line(choice.label)),
            Span(texts.line(choice.note), "dim"),
        )

    def _fill(self, cells: int) -> None:
        """Fill the list for a width."""
        if cells <= 0:
            return
        listed = list(self._rows(cells))
        rows = self.query_one(Rows)
        over = min(self._fill_about(cells), _ABOUT)
        rows.styles.height = min(len(listed), max(3, self.size.height - 6 - over))
        rows.show(listed, at=rows.key or self._at or None)

    def _rows(self, cells: int) -> Iterator[Row]:
        """The lines of all choices: labels and notes side by side, in a narrow window the notes
        below; both wrapped, so that nothing that tells choices apart is cut off."""
        parts = [self._line(choice) for choice in self._choices]
        before = max((width((key,)) for key, *_ in parts), default=0)
        longest = max((width((label,)) for _, label, _ in parts), default=0)
        widest = max((width((note,)) for *_, note in parts), default=0)
        room = max(_LEAST_NOTE, cells - before)
        column = min(longest, max(room // 2, room - widest))
        folded = column < longest and room < _ROOM_TO_FOLD
        below = bool(widest) and (folded or room - column < min(_ROOM_BESIDE, widest))
        for choice, (key, label, note) in zip(self._choices, parts, strict=True):
            if below:
                names = [*wrap(label.text.rstrip(), room)] or [""]
                notes = [""] * len(names) + wrap(note.text, max(_LEAST_NOTE, room - 2))
                column = 2
            else:
                names = wrap(label.text.rstrip(), column - 2 if widest else column)
                notes = wrap(note.text, max(_LEAST_NOTE, room - column))
            for place, (name, words) in enumerate(zip_longest(names or [""], notes, fillvalue="")):
                sign = key if not place else Span(" " * before)
                beside = name if (below and name) or not widest else fit(name, column)
                line = (sign, Span(beside), Span(words, "dim"))
                yield Row("" if place else choice.id, line, stop=not place)

    def _fill_about(self, cells: int) -> int:
        """Show the lines over the list, the first of them whole; returns how many there are."""
        if not self._about:
            return 0
        first, *others = map(texts.line, self._about)
        lines = [*wrap(first, max(_LEAST_NOTE, cells - 2)), *others]
        self.query_one(".theirs Static", Static).update(Content("\n".join(lines)))
        return len(lines)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show a preview of the choice, where there is one."""
        if self._moved is not None:
            message.rows.palette = self._moved(message.key)
            message.rows.refresh()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Choose the row that was clicked twice."""
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """Move, choose, or leave."""
        event.stop()
        rows = self.query_one(Rows)
        choices = (choice for choice in self._choices if choice.key and choice.key == event.key)
        picked = next((choice.id for choice in choices), None)
        if picked is not None:
            self.dismiss(picked)
        elif event.key in ("j", "down", "k", "up"):
            rows.move(1 if event.key in ("j", "down") else -1)
        elif event.key == "enter":
            self.dismiss(rows.key)
        elif event.key in ("escape", "q"):
            self.dismiss("")
