"""Words, sentences and paragraphs of a text by their ranges, as they are selected to be quoted.

A word ends where a quote may be cut: whatever is selected in whole words verifies.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.reading import sentences
from proxytui.reading.breaks import is_break

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint

PAGE_END = "\f"
_LINES = 5_000
_WRAPPED_AT = 130
_FARTHEST = 4_000
"""The most code points of a word; a longer run is cut."""


class Stretch(NamedTuple):
    """A stretch of a text, from a code point to that behind its last one."""

    start: int
    end: int


def paragraphs(text: str, checkpoint: Checkpoint = never) -> list[Stretch]:
    """The paragraphs of a text: lines of hard-wrapped prose belong together, blank lines and the
    ends of pages part.

    In a text with many lines longer than anybody wraps at, each line is a paragraph. A few are
    found in wrapped texts too: 5 of 927 in the longest of the bundled ones.
    """
    lines = text.split("\n")
    filled = long = 0
    for line in with_checkpoints(lines, checkpoint, _LINES):
        filled += bool(line.strip())
        long += len(line) > _WRAPPED_AT and bool(line.strip())
    lined = long * 60 > filled
    stretches: list[Stretch] = []
    place = 0
    start: int | None = None
    for line in with_checkpoints(lines, checkpoint, _LINES):
        parts = line.split(PAGE_END) if PAGE_END in line else (line,)
        for number, part in enumerate(parts):
            if start is not None and (number or not part.strip()):
                stretches.append(Stretch(start, place - 1))
                start = None
            if part.strip() and start is None:
                start = place
            place += len(part) + 1
            if lined and start is not None:
                stretches.append(Stretch(start, place - 1))
                start = None
    if start is not None:
        stretches.append(Stretch(start, len(text)))
    return stretches


class Units:
    """The words, sentences and paragraphs of a text, found by a place in it."""

    def __init__(self, text: str, paragraphs: Sequence[Stretch]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self._sentences: dict[int, list[Stretch]] = {}

    # Paragraphs

    def paragraph_number(self, place: int) -> int:
        """The number, from 0, of the paragraph at a place, else of that before it; 0 for none."""
        return max(0, bisect_right(self.paragraphs, place, key=_start) - 1)

    def paragraph(self, place: int, step: int = 0) -> Stretch:
        """The paragraph at a place, or so many further on; at the ends the first or last one."""
        if not self.paragraphs:
            return Stretch(0, len(self.text))
        number = max(0, min(self.paragraph_number(place) + step, len(self.paragraphs) - 1))
        return self._whole(_trimmed(self.text, self.paragraphs[number]))

    # Sentences

    def sentences_of(self, number: int) -> list[Stretch]:
        """The sentences of a paragraph by its number."""
        known = self._sentences.get(number)
        if known is None:
            start, end = self.paragraphs[number]
            block = self.text[start:end]
            points = [0, *sentences.bounds(block, sentences.lined(self.text)), len(block)]
            parts = (
                _trimmed(self.text, Stretch(start + low, start + high))
                for low, high in pairwise(points)
            )
            known = [
                self._whole(part)
                for part in parts
                if any(map(str.isalnum, self.text[slice(*part)]))
            ]
            self._sentences[number] = known
        return known

    def sentence(self, place: int, step: int = 0) -> Stretch:
        """The sentence at a place, or so many further on; at the ends the first or last one."""
        if not self.paragraphs:
            return Stretch(0, len(self.text))
        number = self.paragraph_number(place)
        listed = self.sentences_of(number)
        at = max(0, bisect_right(listed, place, key=_start) - 1) + step
        while at >= len(listed) and number + 1 < len(self.paragraphs):
            at -= len(listed)
            number += 1
            listed = self.sentences_of(number)
        while at < 0 and number > 0:
            number -= 1
            listed = self.sentences_of(number)
            at += len(listed)
        if not listed:
            return self.paragraph(place)
        return listed[max(0, min(at, len(listed) - 1))]

    def _whole(self, stretch: Stretch) -> Stretch:
        """A stretch with all of the words at its ends: one may go on over a line's end."""
        start, end = stretch
        least, most = max(0, start - _FARTHEST), min(len(self.text), end + _FARTHEST)
        while start > least and not is_break(self.text, start):
            start -= 1
        while end < most and not is_break(self.text, end):
            end += 1
        return Stretch(start, end)

    # Words

    def word(self, place: int) -> Stretch:
        """The word at a place, else the next one behind it, else the last one of the text."""
        text = self.text
        at = place
        while at < len(text) and not text[at].isalnum():
            at += 1
        if at == len(text):
            at = place - 1
            while at > 0 and not text[at].isalnum():
                at -= 1
            if at < 0 or not text[at : at + 1].isalnum():
                return Stretch(0, 0)
        start, end = at, at + 1
        while start > 0 and at - start < _FARTHEST and not is_break(text, start):
            start -= 1
        while end < len(text) and end - at < _FARTHEST and not is_break(text, end):
            end += 1
        return Stretch(start, end)

    def next_word(self, word: Stretch) -> Stretch:
        """The word behind one; the same where it is the last one."""
        following = self.word(word.end)
        return following if following.start >= word.end else word

    def previous_word(self, word: Stretch) -> Stretch:
        """The word before one; the same where it is the first one."""
        at = word.start - 1
        while at >= 0 and not self.text[at].isalnum():
            at -= 1
        return self.word(at) if at >= 0 else word


def _start(stretch: Stretch) -> int:
    return stretch.start


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    """A stretch without the white space at its ends."""
    start, end = stretch
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end)
