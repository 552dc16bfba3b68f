"""The words of a text in the form in which names are compared, and what may be grown onto a name.

Arabic and Hebrew write conjunctions, prepositions and articles before it, Russian and Turkish end
it by its case.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple
from unicodedata import category

from proxytui import character_folding
from proxytui.reading.folding import BROKEN, HYPHENS, UNSEEN, is_unspaced

PARTED = "\n"
"""The gap between words that belong to no one name: a blank line or the end of a page."""

_INSIDE = UNSEEN | frozenset("\u200c\u200d")
_APART = re.escape(
    character_folding.signs(
        character_folding.APOSTROPHE + character_folding.QUOTE + character_folding.HYPHEN
    )
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|[\f\v\u2029]")
_BROKEN = re.compile(rf"[{re.escape(HYPHENS)}][^\S\n]*\n[^\S\n]*|[{BROKEN}]\s*")


class Words(NamedTuple):
    """Words of a text: their ends as code points of it, their forms, and the gap before each, of
    which white space and hyphens read alike; `broken` are those that go on over the end of a
    line."""

    starts: list[int]
    ends: list[int]
    forms: list[str]
    gaps: list[str]
    broken: bool = False


def words(text: str, start: int = 0, end: int | None = None, *, whole: bool = True) -> Words:
    """The words of a stretch of a text; `whole` joins those that a line's end parts in two."""
    last = len(text) if end is None else end
    stretch = text[start:last]
    pattern = _pattern(*_signs(stretch))
    known, between = _Forms(), _Gaps()
    read = Words([], [], [], [])
    before = 0
    broken = False
    for match in pattern.finditer(stretch):
        first, behind = match.span()
        word, gap = match.group(), stretch[before:first]
        if gap[:1] and _BROKEN.fullmatch(gap) and word[0].islower() and read.forms:
            broken = True
            if whole:
                read.ends[-1] = start + behind
                read.forms[-1] += known[word]
                before = behind
                continue
        read.starts.append(start + first)
        read.ends.append(start + behind)
        read.forms.append(known[word])
        read.gaps.append(between[gap])
        before = behind
    return read._replace(broken=broken)


def _signs(text: str) -> tuple[str, str]:
    """The signs of a text that stay inside a word, and those of scripts without blanks."""
    if text.isascii():
        return "", ""
    letters = sorted(set(text))
    inside = (c for c in letters if c in _INSIDE or (c > "\x7f" and category(c)[0] == "M"))
    return "".join(inside), "".join(filter(is_unspaced, letters))


@lru_cache(maxsize=64)
def _pattern(inside: str, unspaced: str) -> re.Pattern[str]:
    """A pattern for a word; each letter of a script without blanks is one by itself."""
    letter = rf"[^\W_{_APART}{re.escape(unspaced)}]"
    if not inside and not unspaced:
        return re.compile(f"{letter}+")
    marks = f"[{re.escape(inside)}]*" if inside else ""
    pattern = f"{letter}(?:{letter}|[{re.escape(inside)}])*" if inside else f"{letter}+"
    return re.compile(f"{pattern}|[{re.escape(unspaced)}]{marks}" if unspaced else pattern)


def form(word: str) -> str:
    """A word without case, marks, and what isn't seen, in one letter for all spellings of it."""
    if word.isascii():
        return word.lower()
    if not _INSIDE.isdisjoint(word):
        word = "".join(char for char in word if char not in _INSIDE)
    return character_folding.forms(word)


class _Forms(dict[str, str]):
    def __missing__(self, word: str) -> str:
        self[word] = folded = form(word)
        return folded


class _Gaps(dict[str, str]):
    def __missing__(self, gap: str) -> str:
        self[gap] = plain = _gap(gap)
        return plain


def _gap(gap: str) -> str:
    if gap == " ":
        return gap
    if _BLANK_LINE.search(gap):
        return PARTED
    signs = form(gap).replace(character_folding.HYPHEN, " ")
    return signs.strip() or (" " if signs else "")


def key(read: Words, first: int = 0, last: int | None = None) -> str:
    """The form of some words with the gaps between them."""
    forms, gaps = read.forms[first:last], read.gaps[first + 1 : last]
    return forms[0] + "".join(gap + word for gap, word in zip(gaps, forms[1:], strict=True))


# What is grown onto a name

_ARABIC = sorted(
    {a + b + c for a, b, c in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال"))} - {""},
    key=len,
)
_ARTICLE, _TO_THE = "ال", tuple(before + "لل" for before in ("", "و", "ف"))
_HEBREW = sorted(
    {
        "".join(parts)
        for parts in product(("", "ו"), ("", "ש", "כש", "מש"), ("", "ב", "ל", "מ", "כ"), ("", "ה"))
    }
    - {""},
    key=len,
)
SHORTEST = 3
"""So many letters of a name are left at least when what is grown onto it is taken off."""


def unprefixed(word: str) -> list[tuple[int, str]]:
    """What a word's form is without conjunctions, prepositions and articles before it, with how
    many letters are gone; the fewest first."""
    if "\u0590" <= word[0] <= "\u05ff":
        clitics = _HEBREW
    elif "\u0600" <= word[0] <= "\u06ff":
        clitics = _ARABIC
    else:
        return []
    rests = [
        (len(clitic), word[len(clitic) :])
        for clitic in clitics
        if len(word) >= len(clitic) + SHORTEST - 1 and word.startswith(clitic)
    ]
    for clitic in _TO_THE if clitics is _ARABIC else ():
        if word.startswith(clitic) and len(word) > len(clitic) + 1:
            # Of the article only the second letter is written; it is the name's.
            rests.append((len(clitic) - 1, _ARTICLE + word[len(clitic) :]))
    return rests


def letters_at(word: str, count: int) -> int:
    """Where in a word so many letters of its form end, with the marks that belong to them."""
    place = 0
    while place < len(word) and len(form(word[:place])) < count:
        place += 1
    while place < len(word) and not form(word[place]):
        place += 1
    return place


_RUSSIAN = tuple(
    sorted(
        # As forms: й is written и there.
        "ами ями его ого ему ому ыми ими ои еи ою ею ью ом ем ам ям ах ях ым им ая яя ое ее ую юю "  # noqa: SIM905
        "ые ие ых их ыи ии а я ы и у ю е о ь".split(),
        key=len,
        reverse=True,
    )
)
_OF_ADJECTIVES, _BEFORE_IT = "ии", "кгхшщжч"
_TURKISH = tuple(
    sorted(
        "nin nun dan den tan ten yla yle nda nde lar ler in un yi yu ya ye da de ta te la le ca ce "  # noqa: SIM905
        "li lu si su a e i u".split(),
        key=len,
        reverse=True,
    )
)
_STEM = 4
"""Letters that are left at least of a word without its ending: `Ираном` is `Иран`."""


def is_cyrillic(word: str) -> bool:
    """Whether a form begins with a Cyrillic letter."""
    return "\u0400" <= word[0] <= "\u052f"


def stem(word: str) -> str:
    """A Cyrillic form without its Russian ending; the word itself where none is to be taken off."""
    for ending in _RUSSIAN:
        if len(word) >= len(ending) + _STEM and word.endswith(ending):
            if ending == _OF_ADJECTIVES and word[-len(ending) - 1] not in _BEFORE_IT:
                continue  # of a noun, as России is, only the last letter is its ending
            return word[: -len(ending)]
    return word


def unsuffixed(word: str) -> list[str]:
    """What a form of a Turkish text may be without its ending, the shortest ending last."""
    if not word.isascii():
        return []
    return [
        word[: -len(ending)]
        for ending in _TURKISH
        if len(word) >= len(ending) + _STEM and word.endswith(ending)
    ]


def is_turkish(text: str) -> bool:
    """Whether a text is written in Turkish, by the letters that only that has."""
    return not text.isascii() and sum(map(text.count, "ığşİ")) * 200 > len(text)
