"""Sentences of a text as ranges, without what leads a list's item, and apart from headings."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading import sentences
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 50
"""The words above which a sentence is read in parts."""

_PARAGRAPH = re.compile(r"(?:[^\n\f]*\S[^\n\f]*\n?)+")
_SEMICOLON = re.compile(r";(?=\s)")
_LEAD = re.compile(
    r"(?:\s|[-*+•▪◦●‣|>#,;:]+(?=\s|\*|\w)|\*\*|__|\[\d+\]|\(\d+\)|\([a-zA-Z]{1,4}\)(?=\s)"
    r"|\(?(?:\d{1,3}|[ivxIVX]{1,4})[.)]\s|§+\s?[\d\w.–-]+\s)+"
)
_TRAIL = re.compile(r"[\s*_#|]+\Z")
_SMALL = word_set(
    "a an and as at between by for from in into of off on or over the to under up with"
)


class SentenceRange(NamedTuple):
    """The range of a sentence, and whether it is a heading or leads to an item of a list."""

    start: int
    end: int
    is_heading: bool
    is_item: bool


def sentence_ranges(text: str) -> Iterator[SentenceRange]:
    """The sentences of a text in its order, headings among them; long ones end at semicolons too,
    as in almanacs, whose sentences go on for a page."""
    by_line = sentences.lined(text)
    for paragraph in _PARAGRAPH.finditer(text):
        block = paragraph[0]
        points = [0, *sentences.bounds(block, by_line), len(block)]
        for low, high in pairwise(points):
            for start, end in _parts(block, low, high):
                first, last = paragraph.start() + start, paragraph.start() + end
                yield from _trimmed(text, first, last)


def _parts(block: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The ranges of a sentence, one if it is not long."""
    if len(block[low:high].split()) > _LONG:
        for match in _SEMICOLON.finditer(block, low, high):
            yield low, match.end()
            low = match.end()
    yield low, high


def _trimmed(text: str, start: int, end: int) -> Iterator[SentenceRange]:
    """The sentence in a range without what leads it and what trails it; none without words."""
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    trail = _TRAIL.search(text, first, end)
    last = trail.start() if trail else end
    words = text[first:last]
    if any(map(str.isalpha, words)):
        led = lead[0] if lead else ""
        yield SentenceRange(first, last, _is_heading(words, led), bool(led.strip()))


def _is_heading(words: str, lead: str) -> bool:
    """Whether the words are a heading: marked as one, or without a stop and mostly capitals."""
    if "#" in lead:
        return True
    if words.rstrip("\"'”’)]*")[-1:] in tuple(".!?;:…,"):
        return False
    parts = [part.strip("\"'“”‘’()[],:;") for part in words.split()]
    counted = [part for part in parts if part and part.lower() not in _SMALL]
    if len(parts) > 20 or not counted:
        return False
    return all(part[0].isupper() or part[0].isdigit() for part in counted)
