"""Sentences of a text as ranges, without what leads a list's item, and apart from headings."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading import sentences
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS = 120
"""The most words of a sentence that is read; what is longer is a table, a list or debris."""

_PARAGRAPH = re.compile(r"(?:[^\n\f]*\S[^\n\f]*\n?)+")
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
    """The sentences of a text in its order, headings among them."""
    by_line = sentences.lined(text)
    for paragraph in _PARAGRAPH.finditer(text):
        block = paragraph[0]
        points = [0, *sentences.bounds(block, by_line), len(block)]
        for low, high in itertools.pairwise(points):
            start, end = paragraph.start() + low, paragraph.start() + high
            lead = _LEAD.match(text, start, end)
            first = lead.end() if lead else start
            trail = _TRAIL.search(text, first, end)
            last = trail.start() if trail else end
            words = text[first:last]
            if any(map(str.isalpha, words)):
                is_item = bool(lead and lead[0].strip())
                yield SentenceRange(
                    first, last, _is_heading(words, lead[0] if lead else ""), is_item
                )


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
