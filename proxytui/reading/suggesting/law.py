"""Law and other texts that command: duties, conditions and definitions, and findings.

A duty to assess something is no claim that it is so; what a parliament finds is its claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.reading.suggesting.sentence_ranges import SentenceRange

_DUTY = re.compile(
    r"\bshall\b|\A(?i:not later than)\b|\b(?i:it is the (?:sense|policy))\b|\bthe term\s*[\"“]"
    r"|\b(?i:is|are) (?:hereby )?(?:authorized|required|directed) to\b"
)
_FINDINGS = re.compile(
    r"\b(?P<who>Congress|Parliament|Senate|House|Council|Assembly|Commission|Committee)\s+"
    r"(?:makes?|made|has made)?\s*(?:the\s+following\s+findings"
    r"|finds?\s+(?:that|the\s+following|as)|finds?\s*[:—–-])"
)
_OPEN = re.compile(
    r"\b(?:if|unless|whether|may|might|would|could|should|must|determine[sd]?|certif\w+)\b"
)
_LEADS_ON = re.compile(r"[:—–-]\s*\Z")


class Finding(NamedTuple):
    """The words for whoever finds what a sentence says, by their range."""

    start: int
    end: int


class LawReading:
    """What the sentences of a text, read in order, are by what led to them."""

    def __init__(self) -> None:
        self._finding: Finding | None = None
        self._open_lead = False

    def read(self, text: str, sentence: SentenceRange) -> tuple[bool, Finding | None]:
        """Whether a sentence claims nothing, and who finds what it says."""
        words = text[sentence.start : sentence.end]
        findings = _FINDINGS.search(words)
        if sentence.is_heading:
            self._finding, self._open_lead = None, False
            return False, None
        if findings:
            start = sentence.start + findings.start("who")
            self._finding = Finding(start, start + len(findings["who"]))
            self._open_lead = False
            return False, self._finding
        duty = _DUTY.search(words) is not None
        if not sentence.is_item:
            self._open_lead = bool(_LEADS_ON.search(words) and (duty or _OPEN.search(words)))
            if duty:
                self._finding = None
            return duty, None
        return duty or self._open_lead, self._finding
