"""Foreign text as XML: every sign that XML has a meaning for, or none, is escaped or left out."""

from __future__ import annotations

import re

from proxytui import text

_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_ESCAPES = str.maketrans(_MARKS)
_NO_XML = re.compile("[\ufffe\uffff]")


def escaped(words: str) -> str:
    """Words as they may stand in an element and between quotation marks."""
    return _NO_XML.sub("", text.clean(words)).translate(_ESCAPES)
