"""A text as its signs and the gaps between them, so that words are found however they were set.

Signs are letters, digits and punctuation; gaps are what stands between them of white space and
dashes. Words stand where their signs do and every gap can be read alike: at the end of a line a
hyphen may belong to the word or to the line alone, and between Han or Thai letters the end of a
line stands for nothing. What the screen doesn't show is left out beforehand.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING

from proxytui.late_pattern import late_pattern
from proxytui.reading.occurrences import Occurrences
from proxytui.text import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNSPACED = (
    (0x0E00, 0x109F),  # Thai, Lao, Tibetan, Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x1AAF),  # Tai scripts
    (0x1B00, 0x1B7F),  # Balinese
    (0x2E80, 0x2FDF),  # Han, Kana, Bopomofo, Yi
    (0x3005, 0x3007),
    (0x3021, 0x312F),
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xA980, 0xA9FF),  # Javanese, Myanmar
    (0xAA60, 0xAADF),  # Myanmar, Tai Viet
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
# The punctuation that Han and Kana are set with.
_WIDE = ((0x3001, 0x303F), (0xFE30, 0xFE4F), (0xFF01, 0xFF65))

HYPHENS = "-\u2010\u2011"
BROKEN = "\ufffe\x02"  # left by PDF readers for a hyphen and the end of its line
_DASHES = HYPHENS + "\u2012\u2013\u2014\u2015\u2212"  # figure, en and em dash, bar, minus
_GAP = rf"[\s{re.escape(_DASHES)}{BROKEN}]+"
_DASH = late_pattern(rf"(?<!-)--(?!-)|[{re.escape(_DASHES)}{BROKEN}]")
_BLANKS = late_pattern(r"\s+")
_LINE_END = late_pattern(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_SELECTORS = [*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
UNSEEN = (frozenset(INVISIBLE) | frozenset(map(chr, _SELECTORS))) - frozenset(BROKEN)
"""Signs that the screen doesn't show anywhere: marks of direction, selectors, controls."""
_COLOUR = r"\x1b\[[0-9;:]*m"
# Beside signs of these scripts, blanks and ends, a joiner or non-joiner changes no shape.
_PLAIN = (
    r"\s\x21-\u05ff\u10a0-\u11ff\u1e00-\u1fff\u2010-\u205e\u3000-\ua4cf\uac00-\ud7ff\uff00-\uffef"
)
_JOINERS = (
    f"(?<![^{_PLAIN}])\\u200c+|\\u200c+(?![^{_PLAIN}])",
    f"(?<![^{_PLAIN}])\\u200d+(?![^{_PLAIN}])",
)
_JOINING = frozenset("\u200c\u200d")
_SOFT_HYPHEN = late_pattern("\u00ad(?=[\u00ad\u200b-\u200f\u2060\ufeff]*[^\\S\n]*\n)")

_TYPED = str.maketrans(
    # The last of the single ones is the letter that looks like an apostrophe.
    {**dict.fromkeys("‘’‚‛‹›\u02bc", "'"), **dict.fromkeys("“”„‟«»", '"')}
)
_OPENING, _CLOSING = late_pattern("[«‹]"), late_pattern("[»›]")


def _letters() -> dict[str, str]:
    """Letters by the sign that stands for several: ligatures, positional Arabic forms, dots."""
    codes = [*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18)]
    codes += [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]
    letters = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    several = {sign: all_ for sign, all_ in letters.items() if all_ != sign and " " not in all_}
    return {**several, "…": "..."}


_LETTERS = _letters()
_SPLIT = str.maketrans(_LETTERS)
_SEVERAL = f"[{''.join(sorted(_LETTERS))}]"
_GAPS = late_pattern(f"({_GAP})")
_BEGINS = late_pattern(r"(?<![A-Za-z]).|[^A-Za-z]", re.DOTALL)
"""A sign that does not follow another one in a word of ASCII letters, gaps aside."""

MANY_SEARCHES = 1000
"""To put the places of a text in order takes as long as about so many searches through it."""


def _unseen(text: str) -> str:
    """A pattern for all that is not seen in a text; empty if everything is."""
    letters = set(text)
    # Of the few that a text has: a class of all of them would take ten times as long.
    unseen = "".join(map(re.escape, sorted(letters & UNSEEN)))
    patterns = [_COLOUR, f"[{unseen}]+"] if unseen else []
    return "|".join([*patterns, *_JOINERS] if letters & _JOINING else patterns)


def _composing(text: str) -> str:
    """A pattern for the stretches of a text that NFC may change; empty if it changes none."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return ""
    letters = set(text)
    # Whatever composes with a letter before it is a mark or a Hangul vowel or final.
    joining = [c for c in letters if unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff"]
    alone = [c for c in letters if unicodedata.normalize("NFC", c) != c]
    joins, singles = ("".join(map(re.escape, sorted(some))) for some in (joining, alone))
    patterns = [rf"[^\s{joins}]?[{joins}]+"] if joining else []
    return "|".join([*patterns, f"[{singles}]"] if alone else patterns)


class _Rewritten:
    """A text with stretches replaced, which maps its places to the text that it was made of."""

    def __init__(self, text: str, pattern: str, replace: Callable[[str], str]) -> None:
        # Of every stretch: where it begins in the new text, its length there, its ends in the old.
        self._at, self._size = array("q"), array("q")
        self._first, self._last = array("q"), array("q")
        parts: list[str] = []
        at = end = 0
        for match in re.finditer(pattern, text) if pattern else ():
            start, stop = match.span()
            new = replace(match.group())
            parts += (text[end:start], new)
            at += start - end
            self._at.append(at)
            self._size.append(len(new))
            self._first.append(start)
            self._last.append(stop)
            at += len(new)
            end = stop
        self.text = "".join([*parts, text[end:]]) if parts else text

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of the old text that makes up a range of the new one, if any does."""
        n = bisect_right(self._at, start) - 1
        first = start
        if n >= 0:
            inside = start - self._at[n] - self._size[n]
            first = self._first[n] if start == self._at[n] and self._size[n] else self._last[n]
            first += max(0, inside)
            if self._at[n] < start and inside < 0:
                return None
        n = bisect_left(self._at, end) - 1
        if n < 0:
            return first, end
        inside = end - self._at[n] - self._size[n]
        return (first, self._last[n] + inside) if inside >= 0 else None

    def place(self, point: int) -> int:
        """The place in the new text of a point of the old one; the next one where it is gone."""
        n = bisect_left(self._first, point) - 1
        if n < 0:
            return point
        return self._at[n] + self._size[n] + max(0, point - self._last[n])


def _compose(piece: str) -> str:
    return unicodedata.normalize("NFC", piece.translate(_SPLIT))


class FoldedText:
    """The signs of a text, and where signs and gaps lie in it, in code points.

    `text` is the text, soft hyphens that end a line written as the hyphens that they show as;
    `signs` is all of it but the gaps.
    """

    def __init__(self, text: str) -> None:
        self.text = _SOFT_HYPHEN.sub("\u2010", text) if "\u00ad" in text else text
        self._seen = _Rewritten(self.text, _unseen(self.text), lambda _: "")
        composing = _composing(self._seen.text)
        pattern = f"{composing}|{_SEVERAL}" if composing else _SEVERAL
        self._composed = _Rewritten(self._seen.text, pattern, _compose)
        self._letters = self._composed.text
        parts = _GAPS.split(self._letters)
        self.signs = "".join(parts[::2]).translate(_TYPED)
        # Of every gap: the sign that it stands before, and its ends among letters.
        ends = list(accumulate(map(len, parts)))
        self._at = array("q", list(accumulate(map(len, parts[::2])))[:-1])
        self._first, self._last = array("q", ends[:-1:2]), array("q", ends[1::2])
        self._searches = 0
        self._occurrences: Occurrences | None = None

    # Words in it

    def places(
        self, words: FoldedText, start: int = 0, before: str = "", after: str = ""
    ) -> Iterator[int]:
        """The signs, from one on, at which words begin that read alike, dashes around them apart;
        with the signs `before` and `after` right beside them.

        They may begin and end inside a word, but for one spelt with ASCII letters alone.
        """
        size = len(words.signs)
        for at in self._found(words.signs, start, before, after) if size else ():
            if not (self._spells(at) or self._spells(at + size)) and self.reads(at, words):
                yield at

    def places_before(self, words: FoldedText, end: int) -> Iterator[int]:
        """The signs before one at which words begin that read alike, the last one first."""
        size = len(words.signs)
        for at in self._found_before(words.signs, end) if size else ():
            if not (self._spells(at) or self._spells(at + size)) and self.reads(at, words):
                yield at

    def _found(self, signs: str, start: int, before: str, after: str) -> Iterator[int]:
        if (occurrences := self._searched()) is not None:
            places = occurrences.of(signs + after, before)
            yield from islice(places, bisect_left(places, start), None)
            return
        lead = len(before)
        at = self.signs.find(before + signs + after, max(0, start - lead))
        while at >= 0:
            yield at + lead
            at = self.signs.find(before + signs + after, at + 1)

    def _found_before(self, signs: str, end: int) -> Iterator[int]:
        if (occurrences := self._searched()) is not None:
            places = occurrences.of(signs)
            for number in reversed(range(bisect_left(places, end))):
                yield places[number]
            return
        size = len(signs)
        at = self.signs.rfind(signs, 0, end - 1 + size) if end else -1
        while at >= 0:
            yield at
            at = self.signs.rfind(signs, 0, at - 1 + size) if at else -1

    def put_in_order(self) -> None:
        """Get ready for `MANY_SEARCHES` and more, which is done at the latest by as many."""
        if self._occurrences is None:
            starts = (match.start() for match in _BEGINS.finditer(self.signs))
            parted = (at for at in self._at if not _BEGINS.match(self.signs, at))
            self._occurrences = Occurrences(self.signs, chain(starts, parted))

    def _searched(self) -> Occurrences | None:
        """The places by what stands there, where they pay."""
        self._searches += 1
        if self._searches > MANY_SEARCHES:
            self.put_in_order()
        return self._occurrences

    def _spells(self, at: int) -> bool:
        """Whether two ASCII letters meet before a sign without a gap; a cheap test, often true."""
        two = self.signs[max(0, at - 1) : at + 1]
        return len(two) == 2 and two.isascii() and two.isalpha() and self._number(at) is None

    def reads(self, at: int, words: FoldedText) -> bool:
        """Whether the gaps from a sign on can be read as those between these words."""
        size = len(words.signs)
        ours, theirs = self._gaps(at, at + size), words._gaps(0, size)
        i = j = 0
        while i < len(ours) or j < len(theirs):
            here = self._at[ours[i]] - at if i < len(ours) else size
            there = words._at[theirs[j]] if j < len(theirs) else size
            if here == there:
                if not self._alike(ours[i], words, theirs[j]):
                    return False
            elif "" not in (
                self._readings(ours[i]) if here < there else words._readings(theirs[j])
            ):
                return False
            i += here <= there
            j += there <= here
        return True

    def _gaps(self, start: int, end: int) -> range:
        """The gaps between signs, by their number."""
        return range(bisect_right(self._at, start), bisect_left(self._at, end))

    def _alike(self, n: int, words: FoldedText, m: int) -> bool:
        ours = self._letters[self._first[n] : self._last[n]]
        theirs = words._letters[words._first[m] : words._last[m]]
        return ours == theirs or not self._readings(n).isdisjoint(words._readings(m))

    def _readings(self, n: int) -> frozenset[str]:
        text, first, last = self._letters, self._first[n], self._last[n]
        return _readings(text[max(0, first - 1) : first], text[first:last], text[last : last + 1])

    # Where it lies in the text

    def span(self, at: int, words: FoldedText) -> tuple[int, int] | None:
        """The range in the text of words that begin with the sign at `at`.

        None where they would begin or end within a letter that stands for several signs, or where
        they begin or end with dashes and the text has other ones.
        """
        end = at + len(words.signs)
        begun = _plain(words._gap(0)).lstrip()
        ended = _plain(words._gap(len(words.signs))).rstrip()
        if begun and not any(f" {gap}".endswith(f" {begun}") for gap in self._read(at)):
            return None
        if ended and not any(f"{gap} ".startswith(f"{ended} ") for gap in self._read(end)):
            return None
        n = bisect_right(self._at, at)
        first = self._last[n - 1] + at - self._at[n - 1] if n else at
        n = bisect_left(self._at, end)
        last = self._last[n - 1] + end - self._at[n - 1] if n else end
        if begun:
            lead = re.search(rf"(?:\S+\s*){{{len(begun.split())}}}\Z", self._gap(at))
            first -= len(lead[0]) if lead else 0
        if ended:
            tail = re.match(rf"(?:\s*\S+){{{len(ended.split())}}}", self._gap(end))
            last += len(tail[0]) if tail else 0
        span = self._composed.span(first, last)
        return self._seen.span(*span) if span is not None else None

    def dashes(self, at: int) -> str:
        """The gap before a sign, or after the last one, written plainly, without blanks around."""
        return _plain(self._gap(at)).strip()

    def sign(self, point: int) -> int:
        """The first sign at or behind a point of the text."""
        place = self._composed.place(self._seen.place(point))
        n = bisect_right(self._first, place)
        return self._at[n - 1] + max(0, place - self._last[n - 1]) if n else place

    def _number(self, at: int) -> int | None:
        """The number of the gap before a sign, if there is one."""
        n = bisect_left(self._at, at)
        return n if n < len(self._at) and self._at[n] == at else None

    def _gap(self, at: int) -> str:
        n = self._number(at)
        return "" if n is None else self._letters[self._first[n] : self._last[n]]

    def _read(self, at: int) -> frozenset[str]:
        n = self._number(at)
        return frozenset() if n is None else self._readings(n)


@lru_cache(maxsize=8)
def folded(text: str) -> FoldedText:
    """A text folded; the last few are remembered."""
    return FoldedText(text)


def _plain(gap: str) -> str:
    return _BLANKS.sub(" ", _DASH.sub("-", gap))


@lru_cache(maxsize=4096)
def _readings(left: str, gap: str, right: str) -> frozenset[str]:
    """Every way to read a gap between two signs, empty ones at the ends of the text."""
    plain = _plain(gap)
    broken = gap[0] in BROKEN
    ends = broken or _LINE_END.search(gap) is not None
    readings = {plain}
    if plain == " ":
        tight = ends and (_is_tight(left) or _is_tight(right))
        # French sets a blank inside its quotation marks; it belongs to the mark.
        if tight or _OPENING.match(left) or _CLOSING.match(right):
            readings.add("")
    elif ends and plain in ("- ", "-"):
        readings.add("-")
        hyphen = broken or (gap[0] in HYPHENS and gap[1:2] != "-")
        if hyphen and _continues(left, right):
            readings.add("")
    elif ends and plain == " -" and gap.endswith(("—", "--")):
        readings.add("-")
    return frozenset(readings)


def is_unspaced(char: str) -> bool:
    """Whether a sign is of a script that puts no blanks between words."""
    code = ord(char)
    return code >= _UNSPACED[0][0] and any(first <= code <= last for first, last in _UNSPACED)


def _is_tight(char: str) -> bool:
    """Whether the end of a line beside a sign, which may be missing, stands for nothing."""
    return bool(char) and any(first <= ord(char) <= last for first, last in _UNSPACED + _WIDE)


def _continues(left: str, right: str) -> bool:
    """Whether a word may go on over a hyphen: between letters, and to no capital but from one."""
    if not (left and right and unicodedata.category(left)[0] in "LM" and right.isalpha()):
        return False
    return not right.isupper() or left.isupper()
