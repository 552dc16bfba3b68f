"""Names compared: which are the same but for their signs, which hold what is typed, which is first.

Apostrophes, hyphens and the like stand inside words that others spell without them, or apart:
`O’Meara`, `OMeara`, `l’Iran`, `Al-Manar`, `Al Manar`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from proxytui import character_folding
from proxytui.text import fold, line

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = 2**16
"""Names whose forms are kept: the same few thousand are compared again and again."""

_NAME = 200
"""Code points of a name at most; longer texts are not kept."""

# What may stand inside a word: an apostrophe, a quotation mark as in Hebrew initials; and what
# joins two words, or stands between initials.
_INSIDE = re.compile("['\"]")
_JOINING = re.compile(f"[-{character_folding.JOINER}./·‧・_]")
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
    if folded.replace(" ", "").isalnum():
        return folded  # as most are
    return " ".join(_INSIDE.sub("", folded).translate(_SIGNS).split())


@lru_cache(_KEPT)
def identity(text: str) -> str:
    """The same for two spellings of a name that differ by signs only: case, accents, apostrophes,
    hyphens, blanks, full stops, quotation marks. Blanks between digits count: 1 1 is not 11."""
    folded = fold(text)
    return _NOT_BETWEEN_DIGITS.sub("", _words(folded)) or folded


@lru_cache(_KEPT)
def sort_key(text: str) -> str:
    """What names are sorted by: their words without case, accents and signs, letters with strokes
    beside those without; names in other scripts come after the Latin ones."""
    folded = fold(text)
    return _words(folded) or folded


def readings(text: str) -> str:
    """A text as it may be written, a line each: as it is, and with the signs inside its words read
    as nothing or as a blank. Most texts have but one."""
    whole = fold(text)
    if character_folding.JOINER not in text:
        if whole.replace(" ", "").isalnum():
            return whole
        ways = [whole]
    else:
        ways = [character_folding.forms(line(text))]
    for signs in (_INSIDE, _JOINING):
        if signs.search(ways[0]):
            ways = [signs.sub(read, way) for read in ("", " ") for way in ways]
    words = (" ".join(way.translate(_SIGNS).split()) for way in ways)
    return "\n".join(one for one in dict.fromkeys((whole, *words)) if one)


_readings = lru_cache(_KEPT)(readings)


class Typed:
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

    def keys(self, known: Iterable[tuple[str, str]]) -> set[str]:
        """The keys of all that it stands in, of pairs of `readings` and a key."""
        found: set[str] = set()
        pairs = tuple(known) if len(self.readings) > 1 else known
        for one in self.readings:
            found.update([key for text, key in pairs if one in text])
        return found
