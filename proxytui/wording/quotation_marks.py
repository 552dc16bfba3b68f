"""Quotation marks of words that are put in quotation marks themselves."""

from __future__ import annotations

import re

_ENCLOSED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_PAIRED = re.compile(r"\"([^\"]*)\"")
_SINGLE = str.maketrans("“”", "‘’")


def inner_marks(words: str) -> str:
    """Words as they stand inside quotation marks: without a pair of their own around the whole,
    and with single ones for any other."""
    if _ENCLOSED.fullmatch(words):
        words = words[1:-1].strip()
    return _PAIRED.sub(r"‘\1’", words).translate(_SINGLE)
