"""Standard output for people: lines wrapped beside their leads on a terminal, whole in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from rich.cells import cell_len, split_graphemes
from rich.console import Console
from rich.text import Text

from proxytui import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.views.lines import Line
    from proxytui.views.page_lines import PageLine

_NARROWEST = 20
"""With less room than this behind its label, a line goes under it."""
_INDENT = "    "
_STYLES = {
    "text": "",
    "quote": "",
    "note": "",
    "structure": "",
    "structure-head": "bold",
    "strong": "bold",
    "heading": "bold",
    "title": "bold reverse",
    "found": "bold underline",
    "struck": "strike",
    "dim": "dim",
    "rule": "dim",
    "good": "green",
    "alert": "red",
    "possible": "yellow",
    "date": "bold yellow",
    "backs": "green",
    "backs-head": "bold",
    "opposes": "red",
    "opposes-head": "bold",
    "allied": "cyan",
    "allied-head": "bold",
}
"""How each role of a span looks; an unknown role is a mistake of ours and raises KeyError."""


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        # Rich would end with 1 here.
        raise BrokenPipeError


class Page:
    """Standard output for people. What is printed is always Text, never markup made of data."""

    def __init__(self) -> None:
        self._console = _Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        self._wraps = sys.stdout.isatty()

    def show(self, lines: Iterable[PageLine]) -> None:
        """Print lines, each as soon as it is made."""
        for line in lines:
            if line.drawn:
                self._print(to_text(line.body))
            else:
                self.put(to_text(line.body), to_text(line.lead), to_text(line.follow))

    def put(self, body: Text, lead: Text | None = None, follow: Text | None = None) -> None:
        """Print a line behind `lead`; further lines of it stand behind `follow`, else blanks."""
        lead = lead if lead is not None else Text()
        follow = follow if follow is not None else Text()
        if not self._wraps:
            self._print(Text.assemble(lead, body))
            return
        width = max(cell_len(lead.plain), cell_len(follow.plain))
        room = self._console.width - width
        if room < _NARROWEST and width > len(_INDENT):
            self._print(lead)
            lead = follow = Text(_INDENT)
            width, room = len(_INDENT), max(_NARROWEST, self._console.width - len(_INDENT))
        for number, piece in enumerate(body.wrap(self._console, room) if body else [body]):
            before = lead if number == 0 else follow
            gap = " " * (width - cell_len(before.plain)) if number else ""
            piece.rstrip()
            self._print(Text.assemble(before, gap, piece))

    def draw(self, shown: Text) -> None:
        """Print a line that was made for the width of the page, as it is."""
        self._print(shown)

    @property
    def size(self) -> tuple[int, int | None]:
        """The columns of the page, and its lines, None where it is not a terminal's."""
        return self._console.width, self._console.height if self._wraps else None

    def gap(self) -> None:
        """An empty line."""
        self._print(Text())

    def _print(self, shown: Text) -> None:
        shown.rstrip()
        if self._console.is_terminal:
            self._console.print(shown, soft_wrap=True)
        else:
            # Without colours the console would only take its time, 0.5 ms a line.
            plain = shown.plain.replace(text.CLOSING, "")
            self._console.file.write(f"{plain}\n")


def to_text(line: Line) -> Text:
    """A line of spans as Rich prints it."""
    return Text.assemble(*((span.text, _STYLES[span.role]) for span in line))


def said(words: str, style: str = "") -> Text:
    """Foreign or own words on one line, made safe."""
    return Text(text.closed(text.line(words)), style)


def cut(words: str, cells: int) -> str:
    """Words in at most so many cells, cut between graphemes, an ellipsis for what is left out."""
    if cell_len(words) <= cells:
        return text.closed(words)
    taken, end = 0, 0
    # A name may be a megabyte long; of one grapheme no more than this is looked at.
    for _, stop, size in split_graphemes(words[: cells * 16 + 64])[0]:
        if taken + size > cells - 1:
            break
        taken, end = taken + size, stop
    kept = words[: text.whole_to(words, end)].rstrip()
    return text.closed(f"{kept}…") if cells > 0 else ""


def joined(parts: list[Text], between: str = " · ") -> Text:
    """Parts in a row, the empty ones left out."""
    made = Text()
    for part in parts:
        if part:
            # The style of a Text that begins a row would be the style of the whole row.
            made.append(between if made else "", "dim").append_text(part)
    return made


def column(words: str, cells: int, style: str = "") -> Text:
    """Words with blanks behind them up to a number of cells, so that what follows is aligned."""
    made = said(words, style)
    made.append(" " * max(0, cells - cell_len(made.plain)))
    return made


def widest(words: list[str], limit: int) -> int:
    """The cells that the widest of these needs, at most `limit`."""
    return min(limit, max((cell_len(text.line(one)) for one in words), default=0))
