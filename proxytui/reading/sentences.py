"""The sentence around a range of a text: its bounds, and its form in few cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from proxytui.late_pattern import late_pattern
from proxytui.model.quote_check import Sentence
from proxytui.reading.qualifiers import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BEFORE, _MOST_AFTER = 1500, 800
"""The most code points of a sentence before and after the range; a longer one is cut."""

_WRAPPED_AT = 130
_BLANK_LINE = late_pattern(r"\n[^\S\n]*\n")
# Lines that begin so stand for themselves: a heading, an item, a row of a table.
_ITEM = late_pattern(r"\s*(?:#{1,6}\s|[-*+•▪◦●‣|]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s)")
_RULE = late_pattern(r"\s*[-=_*~#]{3,}\s*\Z")

_CLOSING = r"[\])}\"”“’'»›」』）】]"
_MARK = late_pattern("[。！？｡.!?…؟۔।॥։።။]")
_STOP = late_pattern(
    rf"(?P<wide>[。！？｡]+{_CLOSING}*)|(?P<stop>[.!?…؟۔।॥։።။]+)(?P<closed>(?:\[\d+\]|{_CLOSING})*)"
)
_WORD_BEFORE = late_pattern(r"[^\s(\[“\"‘«—–-]*\Z")
_WORD_BEHIND = late_pattern(r"[^\w\s]*(\w+)")
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpl sgt cmdr cdr adm brig rev hon sen rep gov pres amb "  # noqa: SIM905
    "st mt ft no nos nr vol pp p fig ed eds jr sr inc ltd co corp dept univ est approx ca c cf vs "
    "v al etc viz art sec ch para ibid op cit esp incl excl min max intl govt jan feb mar apr jun "
    "jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun sra dra av bzw vgl "
    "г гг им т".split()
)
_BEGINNERS = frozenset(
    "The This That These Those There A An It Its He His She Her They Their We Our I You In On At "  # noqa: SIM905
    "As After Before Since While When Where If And But For From By To With However Although "
    "Although Both Many Some Most Such No Not".split()
)
"""Words that begin a sentence if they follow an abbreviation with a capital."""


def around(text: str, start: int, end: int) -> Sentence:
    """The sentence, or sentences, around a range of a text; white space as blanks."""
    low, high = max(0, start - _MOST_BEFORE), min(len(text), end + _MOST_AFTER)
    window = text[low:high]
    first, last = start - low, end - low
    begin, finish = (0 if low == 0 else -1), (len(window) if high == len(text) else -1)
    for point in bounds(window, lined(text)):
        if point <= first:
            begin = point
        elif point >= last:
            finish = point
            break
    before = window[max(begin, 0) : first]
    after = window[last : finish if finish >= 0 else len(window)]
    if begin < 0:
        before = "…" + before[max(0, before.find(" ")) :]
    if finish < 0:
        after = after[: after.rfind(" ") + 1 or None] + "…"
    parts = (re.sub(r"\s+", " ", part) for part in (before, window[first:last], after))
    before, words, after = parts
    return Sentence(before.lstrip(), words, after.rstrip())


@lru_cache(maxsize=8)
def lined(text: str) -> bool:
    """Whether each line of a text is a paragraph: many are longer than anybody wraps at.

    A few are found in wrapped texts too: 5 of 927 in the longest of the bundled ones.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(len(line) > _WRAPPED_AT for line in lines) * 60 > len(lines)


def bounds(text: str, by_line: bool) -> list[int]:
    """The points at which sentences end or begin, in order; white space may lie between two."""
    points = {match.start() for match in _BLANK_LINE.finditer(text)}
    points |= {match.end() for match in _BLANK_LINE.finditer(text)}
    points |= set(_line_ends(text, by_line)) | set(_stops(text))
    return sorted(points)


def _line_ends(text: str, by_line: bool) -> Iterator[int]:
    """The line ends that part sentences: those before a word that would still have had room."""
    place = 0
    lines = text.split("\n")
    width = max(map(len, lines))
    for line, following in pairwise(map(_line, lines)):
        place += line.size + 1
        if not following.word or not line.word:
            continue
        apart = by_line or following.is_item or following.is_rule or line.is_rule
        roomy = line.filled + 1 + len(following.word) < width * 0.75
        if apart or line.word.startswith("#") or (roomy and not following.word[0].islower()):
            yield place - 1


class _Line(NamedTuple):
    """What a line tells of the end before or behind it: its first word, "" if it is blank, its size
    with and without the blanks at its end, and whether it stands for itself or is drawn."""

    word: str
    size: int
    filled: int
    is_item: bool
    is_rule: bool


@lru_cache(maxsize=256)
def _line(line: str) -> _Line:
    """A line as it is; those around one quote stand around the next ones too."""
    word = next(iter(line.split(maxsplit=1)), "")
    is_item, is_rule = _ITEM.match(line) is not None, _RULE.match(line) is not None
    return _Line(word, len(line), len(line.rstrip()), is_item, is_rule)


def _stops(text: str) -> Iterator[int]:
    """The points behind each full stop, question or exclamation mark that ends a sentence."""
    mark = _MARK.search(text)
    while mark is not None:
        match = _STOP.match(text, mark.start())
        if match is None:
            raise RuntimeError("a stop begins with one of the marks")
        if match["wide"] or _ends_sentence(text, match):
            yield match.end()
        mark = _MARK.search(text, match.end())


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    stop, end = match["stop"], match.end()
    behind = _WORD_BEHIND.match(text[end : end + 80].lstrip())
    following = behind[1] if behind else ""
    if end < len(text) and not text[end].isspace():
        glued = following[:1].isupper() and (match["closed"] or following[1:2].islower())
        if stop not in "؟۔।" and not (glued and text[match.start() - 1 : match.start()].islower()):
            return False
    if following[:1].islower():
        return False
    word = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    before = word[0] if word else ""
    if stop == "…" or stop.startswith(".."):
        return bool(before)
    if stop != ".":
        return True
    if before.isdecimal() and len(before) <= 3:
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        return line.strip() != before
    letters = before.split(".")
    short = len(letters[-1]) == 1 and letters[-1].isalpha() and letters[-1].isascii()
    if short or before.lower() in _ABBREVIATED or (len(letters) > 1 and max(map(len, letters)) < 3):
        return following in _BEGINNERS or not following
    return True


def shown(sentence: Sentence, cells: int) -> str:
    """The sentence in about `cells` cells, `[…]` for the quote; empty where that is all of it.

    The words just before the quote go last, and never one that turns or weakens what follows.
    """
    before, after = (_with_words(part) for part in (sentence.before, sentence.after))
    if not before and not after:
        return ""
    room = max(16, cells - 5)
    behind = min(_width(after), max(room // 4, room - _width(before) - 1))
    kept = _last_words(before, room - behind - 1)
    word = qualifier(before)
    if word and qualifier(kept) != word:
        kept = f"… {word} {_last_words(before, room - behind - 4 - _width(word))}"
    lead = " " * sentence.before.endswith(" ") if kept else ""
    tail = " " * sentence.after.startswith(" ") if after else ""
    return f"{kept}{lead}[…]{tail}{_first_words(after, behind)}"


def _with_words(part: str) -> str:
    """A part of a sentence, stripped; empty if there are no words in it."""
    return part.strip() if any(char.isalnum() for char in part) else ""


def _width(words: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in words)


def _first_words(words: str, cells: int) -> str:
    """The first whole words that fit into `cells` cells."""
    if _width(words) <= cells:
        return words
    kept = _fitting_words(words.split(" "), cells - 1)
    return f"{' '.join(kept) or words[: cells // 2]}…"


def _last_words(words: str, cells: int) -> str:
    """The last whole words that fit into `cells` cells."""
    if _width(words) <= cells:
        return words
    kept = _fitting_words(words.split(" ")[::-1], cells - 2)[::-1]
    return f"… {' '.join(kept) or words[-(cells // 2) :]}"


def _fitting_words(words: list[str], cells: int) -> list[str]:
    kept: list[str] = []
    for word in words:
        cells -= _width(word)
        if cells < 0:
            break
        kept.append(word)
        cells -= 1
    return kept
