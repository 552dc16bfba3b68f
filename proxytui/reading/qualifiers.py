"""Words that turn or weaken what follows them in a sentence, and that a quote may leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxytui.model.values import QuoteCheck

_WORDS: dict[str, str] = {
    "not": "not|[a-z]+n['’]t|cannot",
    "no": "no|none|nor|neither",
    "never": "never",
    "without": "without",
    "denied": "den(?:y|ies|ied|ying)|refuted?|rejects?|rejected",
    "incorrectly": "incorrectly|wrongly|falsely|mistakenly",
    "unable": "unable|unlikely",
    "if": "if|unless|whether",
    "may": "may|might",
    "reportedly": "reportedly|allegedly|supposedly|purportedly",
}
"""The patterns by what they say, in small letters."""
# The month, and numbers as in "No. 5"; ways of speaking in which nothing is denied.
_SPARED = (
    r"May\b|No\.?(?=\s?\d)|NO\b(?!\s[A-Z]{2})"
    r"|no\.(?=\s?\d)|(?i:not\s(?:only|just|merely|least|later|long)|no\s(?:doubt|(?:later|less|fewer|more)\sthan))"
)
_QUALIFIER = re.compile(
    rf"(?<![\w'’-])(?:{_SPARED}|(?P<word>(?i:{'|'.join(_WORDS.values())})))(?![\w'’-])"
)


def qualifier(before: str) -> str:
    """The last such word in what stands before a quote in its sentence, as it stands there; empty
    if there is none."""
    words = [match["word"] for match in _QUALIFIER.finditer(before) if match["word"]]
    return words[-1] if words else ""


def before_quote(checked: QuoteCheck) -> str:
    """The last such word before a quote in its sentence; empty if none, or if it isn't known."""
    return qualifier(checked.sentence.before) if checked.sentence is not None else ""
