"""Words that turn or weaken what follows them in a sentence, and that a quote may leave out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from proxytui.late_pattern import late_pattern

if TYPE_CHECKING:
    from proxytui.model.quote_check import QuoteCheck

_WORDS = (
    r"not|[a-z]+n['’]t|cannot|no|none|nor|neither|never|without|unable|unlikely"
    r"|den(?:y|ies|ied|ying)|refuted?|reject(?:s|ed)?"
    r"|incorrectly|wrongly|falsely|mistakenly"
    r"|if|unless|whether|may|might|reportedly|allegedly|supposedly|purportedly"
)
# The month, and numbers as in "No. 5"; ways of speaking in which nothing is denied.
_SPARED = (
    r"M(?:ay|AY)\b|[Nn]o\.?(?=\s?\d)|(?i:not\s(?:only|just|merely|least|later|long))"
    r"|(?i:no\s(?:doubt|(?:later|less|fewer|more)\sthan))"
)
_QUALIFIER = late_pattern(rf"(?<![\w'’-])(?:{_SPARED}|(?P<word>(?i:{_WORDS})))(?![\w'’-])")
_TOKEN, _WORD = late_pattern(r"[\w'’-]+"), late_pattern(_WORDS, re.IGNORECASE)


def qualifier(before: str) -> str:
    """The last qualifying word in the part of a sentence before a quote, as written there; empty if
    there is none."""
    if not _may_qualify(before):
        return ""
    words = [match["word"] for match in _QUALIFIER.finditer(before) if match["word"]]
    return words[-1] if words else ""


def _may_qualify(before: str) -> bool:
    """Whether one of the words is there at all; in a fifth of the time that a look for each
    takes."""
    return any(map(_qualifies, set(_TOKEN.findall(before))))


@lru_cache(maxsize=1 << 14)
def _qualifies(word: str) -> bool:
    return _WORD.fullmatch(word) is not None


def before_quote(checked: QuoteCheck) -> str:
    """The last qualifying word before a checked quote; empty without one, or if not known."""
    return qualifier(checked.sentence.before) if checked.sentence is not None else ""
