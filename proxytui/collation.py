"""Comparison of names: which differ by signs only, which contain a typed text, which comes first.

Apostrophes, hyphens and the like stand inside words that others spell without them, or apart:
`O’Meara`, `OMeara`, `l’Iran`, `Al-Manar`, `Al Manar`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from proxytui import character_folding
from proxytui.late_pattern import late_pattern
from proxytui.text import fold, line

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = 2**16
"""How many names have their keys remembered: a few thousand are compared again and again."""

_NAME = 200
"""Code points of a name at most; the readings of longer texts are not remembered."""

# Signs that stand inside a word: an apostrophe, a quotation mark as in Hebrew initials; and signs
# that join two words, or stand between initials.
_INSIDE = late_pattern("['\"]")
_JOINING = late_pattern(f"[-{character_folding.JOINER}./·‧・_]")
_NOT_BETWEEN_DIGITS = late_pattern(r"(?<!\d) | (?!\d)")
_NAME_SIGNS = "&%#"
"""Punctuation marks that are a part of a name: AT&T, 50 %, C#."""


class _Signs(dict[int, str]):
    """The character that a folded sign counts for: itself, or a blank for a mark."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        is_mark = category(char)[0] in "PZC" and char not in _NAME_SIGNS
        replacement = self[code] = " " if is_mark else char
        return replacement


_SIGNS = _Signs()


def _words(folded: str) -> str:
    if folded.replace(" ", "").isalnum():
        return folded  # as most are
    return " ".join(_INSIDE.sub("", folded).translate(_SIGNS).split())


@lru_cache(_KEPT)
def identity(text: str) -> str:
    """A key that two spellings of a name share if they differ by signs only: case, accents,
    apostrophes, hyphens, blanks, full stops, quotation marks. Blanks between digits count: 1 1 is
    not 11."""
    folded = fold(text)
    return _NOT_BETWEEN_DIGITS.sub("", _words(folded)) or folded


@lru_cache(_KEPT)
def sort_key(text: str) -> str:
    """The key by which names are sorted: their words without case, accents and signs, letters with
    strokes beside those without; names in other scripts come after the Latin ones."""
    folded = fold(text)
    return _words(folded) or folded


def readings(text: str) -> str:
    """The spellings in which a text may be written, a line each: as it is, and with the signs
    inside its words read as nothing or as a blank. Most texts have but one."""
    folded = fold(text)
    if character_folding.JOINER not in text:
        if folded.replace(" ", "").isalnum():
            return folded
        variants = [folded]
    else:
        variants = [character_folding.forms(line(text))]
    for signs in (_INSIDE, _JOINING):
        if signs.search(variants[0]):
            variants = [
                signs.sub(replacement, variant) for replacement in ("", " ") for variant in variants
            ]
    words = (" ".join(variant.translate(_SIGNS).split()) for variant in variants)
    return "\n".join(reading for reading in dict.fromkeys((folded, *words)) if reading)


_readings = lru_cache(_KEPT)(readings)


class Typed:
    """A typed text by which names and lines are filtered, found in all its spellings."""

    def __init__(self, text: str) -> None:
        self.readings = tuple(reading for reading in readings(text).split("\n") if reading)

    def __bool__(self) -> bool:
        return bool(self.readings)

    def within(self, text: str) -> bool:
        """Whether a text contains the typed one; True where nothing was typed."""
        return self.among(_readings(text) if len(text) <= _NAME else readings(text))

    def among(self, text_readings: str) -> bool:
        """Whether a text, handed in as its `readings`, contains the typed one."""
        return not self.readings or any(reading in text_readings for reading in self.readings)

    def having(self, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of some pairs of `readings` and a key of which the text contains the typed one."""
        if len(self.readings) == 1:
            reading = self.readings[0]
            return [pair for pair in texts if reading in pair[0]]
        return [pair for pair in texts if self.among(pair[0])]

    def narrows(self, wider: Typed) -> bool:
        """Whether all texts that contain this typed one contain another one too."""
        return all(any(part in reading for part in wider.readings) for reading in self.readings)
