"""The passage of a text that is most like a quote that is absent in it: shown, never accepted."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.paragraphs import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIKE = 60.0
"""How alike a passage must be to a quote, of 100, to be shown for it."""
_SHORTEST = 12
"""Of a quote with fewer letters anything would be alike."""
_NAMED = 3
_WORD = re.compile(r"\S+")
_MOST_WORDS = 400
"""Words of a quote that are compared one by one."""


class Passage(NamedTuple):
    """A passage in whole words: its range in the text, its words, where it stands (`p. 2, ¶41`),
    and how it differs from the quote, in a few words."""

    start: int
    end: int
    words: str
    where: str
    differs: str

    @property
    def sentence(self) -> str:
        """`nearest is “has sent rifles” (¶1): “rifles” for “money”`."""
        differs = f": {self.differs}" if self.differs else ""
        return f"nearest is “{self.words}” ({self.where}){differs}"


def nearest(exact: str, text: str) -> Passage | None:
    """The passage that is most like a quote; None where nothing is much alike."""
    from rapidfuzz import fuzz  # only a fault pays for it

    like = fuzz.partial_ratio_alignment(exact, text, score_cutoff=_LIKE)
    if like is None or len(exact) < _SHORTEST:
        return None
    slack = len(exact) // 4
    words = list(
        _WORD.finditer(text, *_whole_words(text, like.dest_start - slack, like.dest_end + slack))
    )
    quote = exact.split()
    first, last = _matched([word[0] for word in words], quote)
    if first >= last:
        return None
    start, end = words[first].start(), words[last - 1].end()
    passage = [word[0] for word in words[first:last]]
    differs = "; ".join(islice(_differences(quote, passage), _NAMED))
    return Passage(start, end, " ".join(passage), numbers(text, start).words, differs)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A range that cuts no word, around one that may."""
    start, end = max(0, start), min(len(text), end)
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _matched(words: list[str], quote: list[str]) -> tuple[int, int]:
    """The range of words that a quote's words stand for: those before its first and behind its last
    equal word go with it as far as the quote has some there."""
    matcher = SequenceMatcher(None, quote[:_MOST_WORDS], words[:_MOST_WORDS], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, 0
    head, tail = blocks[0], blocks[-1]
    behind = len(quote) - tail.a - tail.size
    return max(0, head.b - head.a), min(len(words), tail.b + tail.size + behind)


def _differences(quote: list[str], passage: list[str]) -> Iterator[str]:
    """The words of a passage that differ from a quote's."""
    matcher = SequenceMatcher(None, quote[:_MOST_WORDS], passage[:_MOST_WORDS], autojunk=False)
    for _, i, j, m, n in matcher.get_opcodes():
        ours, theirs = " ".join(quote[i:j]), " ".join(passage[m:n])
        if ours == theirs:
            continue
        if ours and theirs:
            yield f"“{theirs}” for “{ours}”"
        elif theirs:
            yield f"with “{theirs}”"
        else:
            yield f"without “{ours}”"
