"""How the case of letters decides whether a name stands in a text: `US` is no `us`.

A name that is a word as well, as `May` is, stands only where it can't be the word.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Shape(Enum):
    """The case of the letters of a word."""

    LOWER = "lower"
    TITLE = "title"
    UPPER = "upper"
    MIXED = "mixed"
    NONE = "none"


_WORDS_TOO = frozenset(
    "a an and any are art as at bay bill bob case chance charity de do drew dale faith for frank "  # noqa: SIM905
    "general go grace grant guy he her him his hope i in is it its jack job joy la lance land le "
    "long los major mark may me miles more my no not of on or our out page pat peace rich rob rose "
    "she so sue sun the they to trust union unity up us victory was we who will wood you young "
    "january february march april june july august september october november december "
    "mon tue wed thu fri sat".split()
)
"""Words of a language that are names too: written as names they still may be words."""

_BESIDE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+\Z")
_BEHIND = re.compile(r",?\s+\d{1,4}\b")
_NO_LETTER = "\"'“”‘’«»([*_#>-—– \t"


class CaseOf(NamedTuple):
    """The case of a name of one word, or of an acronym; `either` is one in capitals that is written
    as any other name as well."""

    shape: _Shape
    pattern: str
    is_word: bool
    either: bool = False

    @staticmethod
    def word(name: str, *, either: bool = False) -> CaseOf | None:
        """The case of a name; None in a script without."""
        shape = _shape(name)
        if shape is _Shape.NONE:
            return None
        pattern = _pattern(name) if shape is _Shape.MIXED else ""
        return CaseOf(shape, pattern, name.lower() in _WORDS_TOO, either)

    @staticmethod
    def several(key: str, name: str) -> CaseOf | None:
        """The case of a name's other spelling, of which only one word is told by its case."""
        return None if " " in key else CaseOf.word(name)


def stands(
    names: Iterable[tuple[str, CaseOf | None]], text: str, start: int, end: int
) -> tuple[str, ...]:
    """Of names that read alike, what they are of where a stretch of a text is written as they are;
    else where it is in capitals."""
    exact: dict[str, None] = {}
    capitals: dict[str, None] = {}
    shape: _Shape | None = None
    for actor, case in names:
        if case is None:
            exact[actor] = None
            continue
        if shape is None:
            shape = _shape(text[start:end])
        if case.is_word and not _is_named(text, start, end, shape):
            continue
        if _fits(case, shape, text[start:end]):
            exact[actor] = None
        elif shape is _Shape.UPPER and case.shape is not _Shape.UPPER and not case.is_word:
            capitals[actor] = None
    return tuple(exact or capitals)


def _fits(case: CaseOf, shape: _Shape, words: str) -> bool:
    if case.shape is _Shape.MIXED:
        return _pattern(words).startswith(case.pattern)
    if case.shape is _Shape.LOWER or case.either:
        return shape in (case.shape, _Shape.TITLE)
    if shape is _Shape.MIXED and case.shape is _Shape.UPPER:
        # Russian grows its endings onto acronyms: ХАМАСом.
        return not words.isascii() and words[:-3].isupper()
    return shape is case.shape


def _shape(word: str) -> _Shape:
    if word.islower():
        return _Shape.LOWER
    if word.isupper():
        return _Shape.UPPER
    letters = [char for char in word if char.isalpha() and char.lower() != char.upper()]
    if not letters:
        return _Shape.NONE
    if letters[0].isupper() and not any(map(str.isupper, letters[1:])):
        return _Shape.TITLE
    return _Shape.MIXED


def _pattern(word: str) -> str:
    return "".join("A" if char.isupper() else "a" for char in word if char.isalpha())


def _is_named(text: str, start: int, end: int, shape: _Shape) -> bool:
    """Whether a word that is a name too is one here: not where a sentence begins, which would give
    it its capital, not among capitals, and not beside a number, as a month is."""
    if _BEHIND.match(text, end) or _BESIDE.search(text, max(0, start - 12), start):
        return False
    if shape is _Shape.UPPER:
        low = text.rfind("\n", max(0, start - 200), start) + 1
        high = text.find("\n", end, end + 200)
        around = text[low:start] + text[end : high if high >= 0 else end + 200]
        return any(map(str.islower, around)) or not any(map(str.isupper, around))
    before = text[max(0, start - 8) : start].rstrip(_NO_LETTER)
    return bool(before) and before[-1] not in ".!?:…\n"
