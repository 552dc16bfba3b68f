"""Words that the end of a line cut in two: joined, or hyphened, as the text has them elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HYPHEN = "\ufffe"
"""Stands for a hyphen at the end of a line of which it is not known whether it is the word's."""

_CUT = re.compile(rf"([^\W\d_]*){HYPHEN}[ \t]*\n?[ \t]*([^\W\d_]*)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")


def joined_words(pages: Sequence[str]) -> list[str]:
    """The pages with each cut word on one line.

    Its hyphen goes where the text has the word without it elsewhere, or not its two parts as words
    of their own; before a capital or a digit it stays. A check of a quote knows either spelling
    where the quote has the end of the line too.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update(word.lower() for word in _WORD.findall(_CUT.sub(" ", page)))

    def joined(cut: re.Match[str]) -> str:
        before, behind = cut[1], cut[2]
        if not before or not behind or (behind[0].isupper() and not before.isupper()):
            return f"{before}-{behind}"
        plain, hyphened = f"{before}{behind}".lower(), f"{before}-{behind}".lower()
        if counts[plain] != counts[hyphened]:
            keeps = counts[hyphened] > counts[plain]
        else:
            keeps = bool(counts[before.lower()] and counts[behind.lower()])
        return f"{before}-{behind}" if keeps else before + behind

    return [_CUT.sub(joined, page) for page in pages]
