"""A source's kept text in lines for the screen, each of which knows what of the text it shows."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import character_folding
from proxytui import text as texts
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.model.records import Locator
from proxytui.reading import locators
from proxytui.reading.units import PAGE_END, paragraphs
from proxytui.views.lines import BLANK, Line, Row, Span, head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.reading.units import Stretch

_PIECES = 16
"""Paragraphs that are wrapped between two checkpoints: some milliseconds."""
_LETTERS = 20_000
"""Code points that are folded between two checkpoints: two milliseconds."""
_LEAST_CELLS = 8
_WORD = re.compile(r"\S+")
_WHITE = re.compile(r"\s+")


class Mark(NamedTuple):
    """A stretch of a text that is drawn in a role of its own."""

    start: int
    end: int
    role: str


class WrappedText:
    """A text wrapped for so many cells, each paragraph by itself, so that hard-wrapped and
    unwrapped texts read alike; between two paragraphs lies a blank line, and before the first of
    a page one with the page's number, which is no part of the text.

    Lines are drawn when they are looked at, whatever is marked in them. `pieces` are the paragraphs
    that are wrapped, all of them if left out; `checkpoint` is called where the wrapping can be
    interrupted.
    """

    def __init__(
        self,
        text: str,
        cells: int,
        checkpoint: Checkpoint = never,
        pieces: Sequence[Stretch] | None = None,
    ) -> None:
        # A line may end within what a terminal acts on, and a mark may.
        self.text = text = texts.unbroken(text)
        self.cells = cells
        self.pieces = paragraphs(text, checkpoint) if pieces is None else pieces
        """The paragraphs, in order."""
        self._starts, self._ends = array("q"), array("q")
        self._pages: dict[int, int] = {}
        page, before = 1, 0
        for piece in with_checkpoints(self.pieces, checkpoint, _PIECES):
            turned = text.count(PAGE_END, before, piece.start)
            page, before = page + turned, piece.start
            if self._ends:
                self._leave_line()
            if turned:
                self._pages[len(self)] = page
                self._leave_line()
                self._leave_line()
            for start, end in _wrapped(text, piece, max(_LEAST_CELLS, cells)):
                self._starts.append(start)
                self._ends.append(end)

    def __len__(self) -> int:
        return len(self._starts)

    def _leave_line(self) -> None:
        """Add a line that shows nothing of the text."""
        end = self._ends[-1] if self._ends else 0
        self._starts.append(end)
        self._ends.append(end)

    def stretch(self, line: int) -> tuple[int, int]:
        """What of the text a line shows; nothing for a blank one, and for one between pages."""
        return self._starts[line], self._ends[line]

    def line_at(self, place: int) -> int:
        """The line that shows a place of the text, else the one before it; 0 for none."""
        line = max(0, bisect_right(self._starts, place) - 1)
        # A blank line begins where the one before it ends.
        while line and self._starts[line] == self._ends[line]:
            line -= 1
        return line

    def line(self, number: int, marks: Iterable[Mark] = ()) -> Line:
        """A line; of several marks over a place the last one counts."""
        if number in self._pages:
            page = locators.words(Locator(page=str(self._pages[number])))
            return (Span(f"— {page} —", "dim"),)
        start, end = self.stretch(number)
        return marked(self.text, start, end, marks)

    def place_in_line(self, number: int, letter: int) -> int:
        """The place in the text of a letter of a line, counted as it is shown."""
        start, end = self.stretch(number)
        at, shown = start, 0
        for place in range(start, end):
            if shown > letter:
                break
            at = place
            char = self.text[place]
            follows = char.isspace() and place > start and self.text[place - 1].isspace()
            shown += not follows and bool(char.isspace() or texts.clean(char))
        return at


def marked(text: str, start: int, end: int, marks: Iterable[Mark] = ()) -> Line:
    """A stretch of a text as a line, white space as blanks, with what is marked in it."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    if not here:
        return (Span(_shown(text[start:end])),) if end > start else ()
    points = {start, end}
    for mark in here:
        points |= {max(start, mark.start), min(end, mark.end)}
    spans: list[Span] = []
    for first, last in pairwise(sorted(points)):
        role = "text"
        for mark in here:
            if mark.start <= first and mark.end >= last:
                role = mark.role
        part = _shown(text[first:last])
        if part[:1] == " " and (not spans or spans[-1].text.endswith(" ")):
            part = part[1:]
        if part and spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + part, role)
        elif part:
            spans.append(Span(part, role))
    return tuple(spans)


def _shown(text: str) -> str:
    return _WHITE.sub(" ", texts.clean(text))


def _wrapped(text: str, piece: Stretch, cells: int) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph; a word that is too long is cut at graphemes."""
    start = end = -1
    size = 0
    for match in _WORD.finditer(text, piece.start, piece.end):
        first, last = match.span()
        length = cell_len(match[0]) if match[0].isprintable() else cell_len(texts.line(match[0]))
        if start >= 0 and size + 1 + length > cells:
            yield start, end
            start, size = -1, 0
        most = cells * 16 + 64
        while length > cells:
            # A word can be a megabyte long, and most of it take no cells.
            head = head_of(text, first, min(last, first + most), cells)
            if first + head >= last:
                break
            yield first, first + head
            first += head
            length = cells + 1 if last - first > most else cell_len(text[first:last])
        if start < 0:
            start, size = first, length
        else:
            size += 1 + length
        end = last
    if start >= 0:
        yield start, end


def rows(text: str, marks: Sequence[tuple[int, int]], cells: int) -> list[Row]:
    """The rows of a text that is shown once; what lies in `marks`, each from a code point to
    another, has the role `found`."""
    wrapped = WrappedText(text, cells)
    shown = [Mark(start, end, "found") for start, end in marks]
    lines = (wrapped.line(number, shown) for number in range(len(wrapped)))
    return [Row("", line, stop=False) if line else BLANK for line in lines]


_INSIDE = f"['\"{character_folding.JOINER}]*"
"""Signs inside a word that some spellings leave out."""


def find(text: str, typed: str, checkpoint: Checkpoint = never) -> list[tuple[int, int]]:
    """The places where the words stand, as code points of the text; letters and signs are compared
    as in a search, and white space is folded.

    `checkpoint` is called where the search can be interrupted.
    """
    bare = re.sub(_INSIDE, "", character_folding.forms(typed))
    words = [word for word in re.split(r"[\s-]+", bare) if word]
    if not words:
        return (
            [match.span() for match in re.finditer(re.escape(typed), text)] if typed.strip() else []
        )
    spelt = (_INSIDE.join(map(re.escape, word)) for word in words)
    pattern = re.compile(r"[\s-]+".join(spelt))
    folded: list[str] = []
    starts = [0]
    for place in range(0, len(text), _LETTERS):
        forms = [character_folding.FORMS[ord(char)] for char in text[place : place + _LETTERS]]
        folded.append("".join(forms))
        starts += list(accumulate(map(len, forms), initial=starts.pop()))
        checkpoint()
    return [
        (bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end()))
        for match in with_checkpoints(pattern.finditer("".join(folded)), checkpoint)
    ]
