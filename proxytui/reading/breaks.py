"""The points at which a text may be cut without cutting a word, a number or a sign in two.

A hyphen or apostrophe between letters belongs to the word ("Iranian-backed", "wasn’t"), as do the
separators of a number ("2,500", "9/11", a thin or no-break blank before three digits). A word goes
on over a hyphen at the end of a line. In a text that writes its dashes as hyphens ("the war-which
he lost") only hyphens after prefixes and beside digits belong to words. Han, Kana, Thai and others
put no blanks between words, so that they may be cut anywhere but inside a number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

from proxytui.late_pattern import late_pattern
from proxytui.reading.folding import BROKEN, HYPHENS, UNSEEN, is_unspaced

_UNSEEN = UNSEEN | frozenset("\u200c\u200d")
_JOINER = "\u200d"

_APOSTROPHES = "'’‘\u02bc"
# hyphens, figure dash, en dash, minus; apostrophes, Hebrew geresh; middle dots as in Catalan
_LINKS = frozenset(HYPHENS + "\u2012\u2013\u2212" + _APOSTROPHES + "\u05f3\u00b7\u2027&")
_HEBREW_LINKS = frozenset('"”\u05f4')
_SEPARATORS = frozenset(",.:/\u2044\u066b\u066c") | _LINKS
_THIN = frozenset("\u00a0\u2007\u2008\u2009\u202f")
_SIGNS = "-+±\u2013\u2212"
_PERCENT = "%‰\u066a"
_RAISED = "²³¹⁰ⁱ⁴⁵⁶⁷⁸⁹"
# Signs that stay with the letter before them although they count as letters themselves.
_ATTACHED = "\u0e33\u0eb3\uff9e\uff9f"
_LINE_BREAK = late_pattern(rf"[{re.escape(HYPHENS)}][^\S\n]*\n\s*|[{BROKEN}]\s*")
_FARTHEST = 100
"""The most code points between two halves of a word, an indented line included."""

# Words that lose their last vowel before another word, which an apostrophe parts from them.
_ELIDED = late_pattern(
    r"[ldjmtsc]|qu|(?:jus|lors|puis|quoi)qu"  # French, Catalan
    r"|un|gl|[dn]ell|d?all|coll|sull|quest|quell"  # Italian
)
_PREFIX = late_pattern(
    r"anti|non|un|ex|pre|post|pro|counter|co|re|de|dis|mis|semi|quasi|pseudo|neo|self|so|half|near"
    r"|vice|inter|sub"
)
_DASHED = late_pattern(
    r"[^\W\d_]\)?-(?:and|but|or|the|an?|which|who|whose|that|this|these|those|he|they|it|even"
    r"|including|such|though|although|while|where|when|if|not|as|with|was|were|had|has)[\s,]"
)
_DASHED_OFTEN = 3
"""Hyphens before words that no compound ends with; from so many on hyphens are dashes."""

_NOTE = late_pattern(r"(?:1[89]|20)\d\d(?:,\d{1,3}\s|\.\d{1,3}\s+[A-Z“\"‘'(])")
"""A year, a full stop or comma, and the number of a note, once raised, before what follows."""


def is_break(text: str, point: int) -> bool:
    """Whether a text may be cut before the code point `point`."""
    left, right = point - 1, point
    while left >= 0 and text[left] in _UNSEEN:
        left -= 1
    while right < len(text) and text[right] in _UNSEEN:
        right += 1
    if left < 0 or right == len(text):
        return True
    before, behind = text[left], text[right]
    if _is_mark(behind) or behind in _ATTACHED:
        return False
    if before.isdecimal() and behind in _PERCENT:
        return False
    if behind.isdecimal() and before in _SIGNS and (left == 0 or not text[left - 1].isalnum()):
        return left > 0 and not _opens(text[left - 1])
    if not (before.isalnum() or behind.isalnum() or before.isspace() or behind.isspace()):
        return not _is_pictured(text, left, right)
    return not _is_linked(text, left, right)


def _is_mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def _opens(char: str) -> bool:
    """Whether text begins anew after this sign, so that a dash there is the sign of a number."""
    return char.isspace() or unicodedata.category(char) in ("Ps", "Pi") or char in "\"'$€£"


def _is_pictured(text: str, left: int, right: int) -> bool:
    """Whether two signs are drawn as one picture: joined, of one skin, or one flag."""
    if _JOINER in text[left + 1 : right] or "\U0001f3fb" <= text[right] <= "\U0001f3ff":
        return True
    flags = 0
    while min(left, _FARTHEST) >= flags and "\U0001f1e6" <= text[left - flags] <= "\U0001f1ff":
        flags += 1
    return flags % 2 == 1 and "\U0001f1e6" <= text[right] <= "\U0001f1ff"


def _is_wordish(char: str) -> bool:
    return char.isalnum() or char == "_" or _is_mark(char)


def _is_linked(text: str, left: int, right: int) -> bool:
    """Whether the signs before and behind a point belong to one word or number."""
    point = right
    first, last = max(0, left - _FARTHEST), min(len(text), right + _FARTHEST)
    while left >= first and not _is_wordish(text[left]):
        left -= 1
    while right < last and not _is_wordish(text[right]):
        right += 1
    if left < first or right >= last:
        return False
    base = left
    while base > 0 and _is_mark(text[base]):
        base -= 1
    between = "".join(c for c in text[left + 1 : right] if c not in _UNSEEN)
    before, after = text[base], text[right]
    if before.isdecimal() and after.isdecimal():
        if between in _THIN:
            return _groups(text, left, right)
        if between in (".", ",") and _NOTE.match(text, max(0, left - 3)):
            return left >= 4 and text[left - 4].isdecimal()
        linked = not between or between in _SEPARATORS
        return linked or _LINE_BREAK.fullmatch(between) is not None
    if is_unspaced(before) or is_unspaced(after):
        return not between and before.isnumeric() and after.isnumeric()
    if not between:
        return before.isdecimal() if after in _RAISED else before not in _RAISED
    if between and between in _APOSTROPHES and right == point:
        return _ELIDED.fullmatch(_word_before(text, left)) is None
    if between == ".":
        single = base == 0 or not _is_wordish(text[base - 1])
        return before.isalpha() and after.isalpha() and (single or after.islower())
    if between in _HEBREW_LINKS:
        return "\u05d0" <= before <= "\u05ea" and "\u05d0" <= after <= "\u05ea"
    if between == "-" and before.isalpha() and after.isalpha() and _hyphens_are_dashes(text):
        return _PREFIX.fullmatch(_word_before(text, left)) is not None
    return between in _LINKS or _LINE_BREAK.fullmatch(between) is not None


@lru_cache(maxsize=8)
def _hyphens_are_dashes(text: str) -> bool:
    """Whether a text writes its dashes as hyphens without blanks around them."""
    return sum(1 for _ in islice(_DASHED.finditer(text), _DASHED_OFTEN)) == _DASHED_OFTEN


def _word_before(text: str, last: int) -> str:
    """The word that ends with the code point `last`, in small letters; of a long one the end."""
    word = re.search(r"\w+\Z", text[max(0, last - 15) : last + 1])
    return word[0].lower() if word else ""


def _groups(text: str, left: int, right: int) -> bool:
    """Whether the digits on the two sides of a blank are groups of one number: 12 500."""
    before = re.search(r"\d+\Z", text[max(0, left - 4) : left + 1])
    behind = re.match(r"\d+", text[right : right + 4])
    return bool(before and behind and len(before[0]) <= 3 and len(behind[0]) == 3)
