"""A source's kept text, wrapped to the screen, with the words of a quote marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from proxytui import character_folding
from proxytui import text as texts
from proxytui.reading.sentences import lined
from proxytui.views.lines import Line, Row, Span, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence


class TextPiece(NamedTuple):
    """A stretch of one paragraph: code points `start` to `end` of the kept text."""

    start: int
    end: int


def paragraphs(text: str) -> list[TextPiece]:
    """The paragraphs of a text: lines of hard-wrapped prose belong together, blank lines part them.
    In a text with many lines longer than anybody wraps at, each line is a paragraph."""
    each_line = lined(text)
    pieces: list[TextPiece] = []
    place = 0
    start: int | None = None
    for line in text.split("\n"):
        end = place + len(line)
        if line.strip():
            if start is None:
                start = place
        elif start is not None:
            pieces.append(TextPiece(start, place - 1))
            start = None
        if each_line and start is not None:
            pieces.append(TextPiece(start, end))
            start = None
        place = end + 1
    if start is not None:
        pieces.append(TextPiece(start, len(text)))
    return pieces


def rows(text: str, marks: tuple[tuple[int, int], ...], cells: int) -> list[Row]:
    """The whole text as rows no wider than `cells`; words inside of `marks` have the role `found`.

    Each paragraph is wrapped by itself, so that hard-wrapped and unwrapped texts read alike.
    """
    rows: list[Row] = []
    for piece in paragraphs(text):
        inside = [m for m in marks if m[0] < piece.end and m[1] > piece.start]
        if rows:
            rows.append(Row("", (), stop=False))
        for line in _wrapped(text, piece, inside, cells):
            rows.append(Row("", line, stop=False))
    return rows


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


def find(text: str, typed: str) -> list[tuple[int, int]]:
    """The places of typed words in a text, as code points of it; letters and signs are compared as
    in a search, white space is folded."""
    bare = re.sub(_INSIDE, "", character_folding.forms(typed))
    words = [word for word in re.split(r"[\s-]+", bare) if word]
    if not words:
        return (
            [match.span() for match in re.finditer(re.escape(typed), text)] if typed.strip() else []
        )
    spelt = (_INSIDE.join(map(re.escape, word)) for word in words)
    pattern = re.compile(r"[\s-]+".join(spelt))
    forms = [character_folding.FORMS[ord(char)] for char in text]
    starts = list(accumulate(map(len, forms), initial=0))
    return [
        (bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end()))
        for match in pattern.finditer("".join(forms))
    ]
