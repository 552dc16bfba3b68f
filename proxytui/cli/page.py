"""Standard output for people: lines wrapped beside their leads on a terminal, whole in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from proxytui import text
from proxytui.views.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.views.lines import Line
    from proxytui.views.page_lines import PageLine

_NARROWEST = 20
"""With less room than this behind its label, a line goes under it."""
_INDENT = "    "
_PLAIN_CELLS = 80
_STYLES = {
    "text": "",
    "quote": "",
    "note": "",
    "structure": "",
    "structure-head": "bold",
    "strong": "bold",
    "key": "bold",
    "link": "underline",
    "heading": "bold",
    "title": "bold reverse",
    "found": "bold underline",
    "mention": "underline",
    "picked": "reverse",
    "picked-found": "bold underline reverse",
    "jump": "bold reverse",
    "struck": "strike",
    "dim": "dim",
    "rule": "dim",
    "good": "",
    "alert": "bold yellow",
    "caution": "yellow",
    "possible": "dim",
    "date": "bold",
    "backs": "green",
    "backs-head": "bold",
    "opposes": "red",
    "opposes-head": "bold",
    "allied": "cyan",
    "allied-head": "bold",
}
"""The style of each role of a span; an unknown role is a mistake of ours and raises KeyError."""


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        # Rich would end with 1 here.
        raise BrokenPipeError


class Page:
    """Standard output for people; prints always Text, never markup made of data."""

    def __init__(self, *, plain: bool = False) -> None:
        """With `plain` no line is drawn, coloured or wrapped."""
        self.plain = plain
        self._console = _Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        self._wraps = sys.stdout.isatty()

    def show(self, lines: Iterable[PageLine]) -> None:
        """Print lines, each as soon as it is made."""
        for line in lines:
            if self.plain:
                if (words := spoken(line)) or not line.body:
                    self._console.file.write(f"{words.replace(text.CLOSING, '')}\n")
                continue
            lead, body = to_text(line.lead), to_text(line.body)
            if line.drawn or not self._wraps:
                self._print(Text.assemble(lead, body))
            else:
                self._wrap(body, lead, to_text(line.follow))

    def _wrap(self, body: Text, lead: Text, follow: Text) -> None:
        """Print a line behind `lead`; further lines of it stand behind `follow`, else blanks."""
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

    @property
    def size(self) -> tuple[int, int | None]:
        """The columns of the page, and its lines, None where it is not a terminal's."""
        if self.plain:
            return _PLAIN_CELLS, None
        return self._console.width, self._console.height if self._wraps else None

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
