"""Lines of a page in words alone: no sign and no column carries a meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model.vocabulary import CHECK_MARKS

if TYPE_CHECKING:
    from proxytui.views.lines import Line
    from proxytui.views.page_lines import PageLine

_OWN_WORDS = frozenset(("quote", "note"))
"""Roles of text that is somebody's own: it is told as it stands."""
_CONNECTOR = re.compile("^(?P<above>(?:│  |   )*)[├└]─ ")
# Lines, blocks, arrows and other signs that stand beside words which say the same.
_DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff\u2713\u2717✓✗≈•]+")
_CHECKS = frozenset(mark.glyph for mark in CHECK_MARKS.values()) | {"…"}
_DATE = r"~?(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}"
_SIGNS = (
    (re.compile(f"≤ ?({_DATE})"), r"\1 or before"),
    (re.compile(f"≥ ?({_DATE})"), r"\1 or after"),
    (re.compile(f"~(?={_DATE})"), "about "),
    (re.compile(r"¶ ?(?=\S)"), "paragraph "),
    (re.compile(r"(?<=\d)–(?=\d)"), " to "),
    (re.compile(r" [·›] "), ", "),
)


def spoken(line: PageLine) -> str:
    """The words of a line in the order of reading; "" for one that only draws.

    A place in a tree is told as its level, a quote as one, and the dots between parts are commas.
    """
    lead = "".join(span.text for span in line.lead)
    connector = _CONNECTOR.match(lead)
    if connector is not None:
        level = len(connector["above"]) // 3 + 1
        return f"level {level}: {_words(line.body)}"
    sign = lead.strip()
    if sign in _CHECKS and any(span.role == "quote" for span in line.body):
        return f"quote: {_words(line.body)}"
    return f"{_words(line.lead)} {_words(line.body)}".strip()


def _words(line: Line) -> str:
    parts = [span.text if span.role in _OWN_WORDS else _told(span.text) for span in line]
    words = "".join(parts)
    return re.sub(r"  +", " ", words.replace(" , ", ", ")).strip()


def _told(words: str) -> str:
    for sign, replacement in _SIGNS:
        words = sign.sub(replacement, words)
    return _DRAWN.sub("", words)
