"""Names compared: which are the same but for their signs, which hold what is typed, which is first.

Apostrophes, hyphens and the like stand inside words that others spell without them, or apart:
`O’Meara`, `OMeara`, `l’Iran`, `Al-Manar`, `Al Manar`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from proxytui import letters
from proxytui.text import fold, folds, line

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT = 2**16
"""Names whose forms are kept: the same few thousand are compared again and again."""

_NAME = 200
"""Code points of a name at most; longer texts are not kept."""

# What may stand inside a word: an apostrophe, a quotation mark as in Hebrew initials; and what
# joins two words, or stands between initials.
_INSIDE = re.compile("['\"]")
_JOINING = re.compile(f"[-{letters.JOINER}./·‧・_]")
_BLANKS = re.compile(" {2,}")
_NOT_BETWEEN_DIGITS = re.compile(r"(?<!\d) | (?!\d)")
_TELLING = "&%#"
"""Of the punctuation marks these are a part of a name: AT&T, 50 %, C#."""


class _Signs(dict[int, str]):
    """What a folded sign counts for: itself, or as a mark no more than a blank."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        mark = category(char)[0] in "PZC" and char not in _TELLING
        made = self[code] = " " if mark else char
        return made


_SIGNS = _Signs()


def _words(folded: str) -> str:
    return " ".join(_INSIDE.sub("", folded).translate(_SIGNS).split())


@lru_cache(_KEPT)
def identity(text: str) -> str:
    """The same for two spellings of a name that differ by signs only: case, accents, apostrophes,
    hyphens, blanks, full stops, quotation marks. Blanks between digits count: 1 1 is not 11."""
    folded = fold(text)
    return folded if folded.isalnum() else _NOT_BETWEEN_DIGITS.sub("", _words(folded)) or folded


@lru_cache(_KEPT)
def sort_key(text: str) -> str:
    """What names are sorted by: their words without case, accents and signs, letters with strokes
    beside those without; names in other scripts come after the Latin ones."""
    folded = fold(text)
    return folded if folded.isalnum() else _words(folded) or folded


def identities(texts: Sequence[str]) -> list[str]:
    """The `identity` of each text; of thousands in a tenth of the time of one by one."""
    folded = folds(texts)
    joined = "\n".join(folded)
    for sign in set(joined):
        counts = "" if sign in "'\"" else sign if sign == "\n" else _SIGNS[ord(sign)]
        if counts != sign:
            joined = joined.replace(sign, counts)
    bare = _NOT_BETWEEN_DIGITS.sub("", _BLANKS.sub(" ", joined))
    return [key or whole for key, whole in zip(bare.split("\n"), folded, strict=False)]


def readings(text: str) -> str:
    """A text as it may be written, a line each: as it is, and with the signs inside its words read
    as nothing or as a blank. Most texts have but one."""
    whole = fold(text)
    if text.isascii() and whole.replace(" ", "").isalnum():
        return whole
    signed = letters.forms(line(text))
    made = {whole: None}
    for inside in ("", " "):
        for joining in (" ", ""):
            read = _JOINING.sub(joining, _INSIDE.sub(inside, signed))
            made[" ".join(read.translate(_SIGNS).split())] = None
    return "\n".join(one for one in made if one)


_readings = lru_cache(_KEPT)(readings)


class Wanted:
    """What names and lines are filtered by, found in all that may be written so."""

    def __init__(self, text: str) -> None:
        self.readings = tuple(one for one in readings(text).split("\n") if one)

    def __bool__(self) -> bool:
        return bool(self.readings)

    def within(self, text: str) -> bool:
        """Whether it stands in a text; always, where nothing is wanted."""
        return self.among(_readings(text) if len(text) <= _NAME else readings(text))

    def among(self, known: str) -> bool:
        """Whether it stands in a text given by its `readings`."""
        return not self.readings or any(one in known for one in self.readings)
