"""A source's kept text, wrapped to the screen, with the words of a quote marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from proxytui import character_folding
from proxytui import text as texts
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.views.lines import BLANK, Line, Row, Span, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint


class TextPiece(NamedTuple):
    """A stretch of one paragraph: code points `start` to `end` of the kept text."""

    start: int
    end: int


_WRAPPED_AT = 130
_PIECES = 16
"""Paragraphs that are wrapped between two checkpoints: some milliseconds."""
_LINES = 5_000
_LETTERS = 20_000
"""Code points that are folded between two checkpoints: two milliseconds."""


def paragraphs(text: str, checkpoint: Checkpoint = never) -> list[TextPiece]:
    """The paragraphs of a text: lines of hard-wrapped prose belong together, blank lines part.

    In a text with many lines longer than anybody wraps at, each line is a paragraph. A few are
    found in wrapped texts too: 5 of 927 in the longest of the bundled ones.
    """
    lines = text.split("\n")
    filled = long = 0
    for line in with_checkpoints(lines, checkpoint, _LINES):
        filled += bool(line.strip())
        long += len(line) > _WRAPPED_AT and bool(line.strip())
    lined = long * 60 > filled
    pieces: list[TextPiece] = []
    place = 0
    start: int | None = None
    for line in with_checkpoints(lines, checkpoint, _LINES):
        end = place + len(line)
        if line.strip():
            if start is None:
                start = place
        elif start is not None:
            pieces.append(TextPiece(start, place - 1))
            start = None
        if lined and start is not None:
            pieces.append(TextPiece(start, end))
            start = None
        place = end + 1
    if start is not None:
        pieces.append(TextPiece(start, len(text)))
    return pieces


class WrappedText:
    """A text wrapped for so many cells, each paragraph by itself, so that hard-wrapped and
    unwrapped texts read alike.

    To mark other words in it costs no more than to wrap the paragraphs that they stand in.
    `checkpoint` is called where the wrapping can be interrupted.
    """

    def __init__(self, text: str, cells: int, checkpoint: Checkpoint = never) -> None:
        self.text = text
        self.cells = cells
        self.pieces = paragraphs(text, checkpoint)
        """The paragraphs, in order."""
        self._unmarked = [
            [Row("", line, stop=False) for line in _wrapped(text, piece, [], cells)]
            for piece in with_checkpoints(self.pieces, checkpoint, _PIECES)
        ]

    def rows(self, marks: Sequence[tuple[int, int]] = ()) -> list[Row]:
        """All rows, with a blank one between paragraphs; what lies in `marks`, each from a code
        point to another, has the role `found`."""
        marked: dict[int, list[tuple[int, int]]] = {}
        for mark in marks:
            place = bisect_right(self.pieces, mark[0], key=_end)
            while place < len(self.pieces) and self.pieces[place].start < mark[1]:
                marked.setdefault(place, []).append(mark)
                place += 1
        rows: list[Row] = []
        for place, lines in enumerate(self._unmarked):
            if place:
                rows.append(BLANK)
            if place in marked:
                piece = self.pieces[place]
                wrapped = _wrapped(self.text, piece, marked[place], self.cells)
                rows += [Row("", line, stop=False) for line in wrapped]
            else:
                rows += lines
        return rows


def rows(text: str, marks: Sequence[tuple[int, int]], cells: int) -> list[Row]:
    """The rows of a text that is shown once; see `WrappedText`."""
    return WrappedText(text, cells).rows(marks)


def first_marked(rows: Sequence[Row]) -> int | None:
    """The place of the first row in which something is marked, None for none."""
    marked = (place for place, row in enumerate(rows) if any(s.role == "found" for s in row.line))
    return next(marked, None)


def _end(piece: TextPiece) -> int:
    return piece.end


def paragraph_at(rows: Sequence[Row], place: int) -> int:
    """The number of the paragraph, from 0, in which a row stands, or that begins after it."""
    return sum(not row.line for row in rows[: place + 1])


def _wrapped(text: str, piece: TextPiece, marks: list[tuple[int, int]], cells: int) -> list[Line]:
    if not marks:
        plain = texts.clean(text[piece.start : piece.end])
        return [(Span(line),) for line in wrap(plain.replace("\n", " "), cells)]
    words = _words(text, piece, marks)
    lines: list[Line] = []
    plain = " ".join(word for word, _ in words)
    place = 0
    for line in wrap(plain, cells):
        spans: list[Span] = []
        for part in line.split(" "):
            marked = words[place][1] if place < len(words) else False
            role = "found" if marked else "text"
            blank = "" if not spans else " "
            if spans and spans[-1].role == role:
                spans[-1] = Span(spans[-1].text + blank + part, role)
            else:
                spans += [Span(blank)] if blank else []
                spans.append(Span(part, role))
            if place < len(words) and words[place][0].endswith(part):
                place += 1
        lines.append(tuple(spans))
    return lines


def _words(text: str, piece: TextPiece, marks: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The words of a paragraph, cut where a mark begins or ends inside one, with whether marked."""
    words: list[tuple[str, bool]] = []
    place = piece.start
    for word in text[piece.start : piece.end].split():
        place = text.index(word, place)
        marked = any(place < end and place + len(word) > start for start, end in marks)
        shown = texts.line(word)
        if shown:
            words.append((shown, marked))
        place += len(word)
    return words


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
