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
from typing import TYPE_CHECKING

from proxytui.text import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSPACED = (
    # Thai, Lao, Tibetan, Myanmar; Khmer; Tai Le, New Tai Lue; Tai Tham; Balinese; Javanese
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"
    # Han, Kana, Bopomofo, Yi; half-width Kana
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf"
    "\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of scripts that put no blanks between words, as ranges of a character class."""
# With them the punctuation that such scripts are set with.
_TIGHT = re.compile(f"[{UNSPACED}\u3001-\u303f\ufe30-\ufe4f\uff01-\uff65]")

HYPHENS = "-\u2010\u2011"
BROKEN = "\ufffe\x02"  # what PDF readers leave of a hyphen and the end of its line
_DASHES = HYPHENS + "\u2012\u2013\u2014\u2015\u2212"  # figure, en and em dash, bar, minus
_GAP = rf"[\s{re.escape(_DASHES)}{BROKEN}]+"
_DASH = re.compile(rf"(?<!-)--(?!-)|[{re.escape(_DASHES)}{BROKEN}]")
_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = "".join(re.escape(c) for c in INVISIBLE if c not in BROKEN) + SELECTORS
_COLOUR = r"\x1b\[[0-9;:]*m"
_INVISIBLE = re.compile(f"{_COLOUR}|[{_UNSEEN}]+")
# Beside signs of these scripts, blanks and ends, a joiner or non-joiner changes no shape.
_PLAIN = (
    r"\s\x21-\u05ff\u10a0-\u11ff\u1e00-\u1fff\u2010-\u205e\u3000-\ua4cf\uac00-\ud7ff\uff00-\uffef"
)
_WITH_JOINERS = re.compile(
    f"{_COLOUR}|[{_UNSEEN}]+"
    f"|(?<![^{_PLAIN}])\u200c+|\u200c+(?![^{_PLAIN}])"
    f"|(?<![^{_PLAIN}])\u200d+(?![^{_PLAIN}])"
)
_SOFT_HYPHEN = re.compile(f"\u00ad(?=[{_UNSEEN}]*[^\\S\n]*\n)")

_TYPED = str.maketrans(
    # The last of the single ones is the letter that looks like an apostrophe.
    {**dict.fromkeys("‘’‚‛‹›\u02bc", "'"), **dict.fromkeys("“”„‟«»", '"')}
)
_OPENING, _CLOSING = re.compile("[«‹]"), re.compile("[»›]")


def _letters() -> dict[str, str]:
    """What one sign stands for: ligatures, Arabic letters in the shape of their place, dots."""
    codes = [*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18)]
    codes += [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]
    letters = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    several = {sign: all_ for sign, all_ in letters.items() if all_ != sign and " " not in all_}
    return {**several, "…": "..."}


_LETTERS = _letters()
_SPLIT = str.maketrans(_LETTERS)
_SEVERAL = f"[{''.join(sorted(_LETTERS))}]"
_PIECES = re.compile(f"({_GAP})|{_SEVERAL}")


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


class Folded:
    """The signs of a text, and where signs and gaps lie in it, in code points.

    `text` is the text, soft hyphens that end a line written as the hyphens that they show as;
    `signs` is all of it but the gaps.
    """

    def __init__(self, text: str) -> None:
        self.text = _SOFT_HYPHEN.sub("\u2010", text) if "\u00ad" in text else text
        self._strip()
        self._split()

    def _strip(self) -> None:
        """Leave out what is not seen.

        `_cuts` are the places in the rest where something is left out, `_back` those in the text
        at which it goes on, `_gone` how much is left out up to each.
        """
        text = self.text
        self._cuts, self._back, self._gone = array("q"), array("q"), array("q")
        joiners = "\u200c" in text or "\u200d" in text
        parts: list[str] = []
        end = gone = 0
        for match in (_WITH_JOINERS if joiners else _INVISIBLE).finditer(text):
            parts.append(text[end : match.start()])
            self._cuts.append(match.start() - gone)
            end = match.end()
            gone += end - match.start()
            self._gone.append(gone)
            self._back.append(end)
        self._bare = "".join([*parts, text[end:]]) if parts else text

    def _split(self) -> None:
        """Take the gaps out, and write what stands for several signs as these.

        A piece lies from `_first` to `_last` in what is seen, and is `_size` signs from `_at` on,
        none for a gap. Everything between pieces is one sign each.
        """
        bare = self._bare
        composing = _composing(bare)
        pattern = re.compile(f"({_GAP})|{composing}|{_SEVERAL}") if composing else _PIECES
        self._at, self._size = array("q"), array("q")
        self._first, self._last = array("q"), array("q")
        parts: list[str] = []
        at = end = 0
        for match in pattern.finditer(bare):
            start, stop = match.span()
            signs = ""
            if match.lastindex is None:
                signs = unicodedata.normalize("NFC", match.group().translate(_SPLIT))
            parts += (bare[end:start], signs)
            at += start - end
            self._at.append(at)
            self._size.append(len(signs))
            self._first.append(start)
            self._last.append(stop)
            at += len(signs)
            end = stop
        parts.append(bare[end:])
        self.signs = "".join(parts).translate(_TYPED)

    # Words in it

    def places(self, words: Folded, start: int = 0) -> Iterator[int]:
        """The signs, from one on, at which words begin that read alike, dashes around them apart.

        They may begin and end inside a word.
        """
        at = self.signs.find(words.signs, start) if words.signs else -1
        while at >= 0:
            if self.reads(at, words):
                yield at
            at = self.signs.find(words.signs, at + 1)

    def places_before(self, words: Folded, end: int) -> Iterator[int]:
        """The same of those before a sign, the last one first."""
        size = len(words.signs)
        at = self.signs.rfind(words.signs, 0, max(0, end - 1 + size)) if size and end else -1
        while at >= 0:
            if self.reads(at, words):
                yield at
            at = self.signs.rfind(words.signs, 0, at - 1 + size) if at else -1

    def reads(self, at: int, words: Folded) -> bool:
        """Whether the gaps from a sign on can be read as those between these words."""
        size = len(words.signs)
        ours = list(self._gaps(at, at + size))
        theirs = list(words._gaps(0, size))
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

    def _gaps(self, start: int, end: int) -> Iterator[int]:
        """The gaps, by their pieces, between signs."""
        for n in range(bisect_right(self._at, start), bisect_left(self._at, end)):
            if not self._size[n]:
                yield n

    def _alike(self, n: int, words: Folded, m: int) -> bool:
        ours = self._bare[self._first[n] : self._last[n]]
        theirs = words._bare[words._first[m] : words._last[m]]
        return ours == theirs or not self._readings(n).isdisjoint(words._readings(m))

    def _readings(self, n: int) -> frozenset[str]:
        bare, first, last = self._bare, self._first[n], self._last[n]
        return _readings(bare[max(0, first - 1) : first], bare[first:last], bare[last : last + 1])

    # Where it lies in the text

    def span(self, at: int, words: Folded) -> tuple[int, int] | None:
        """The range in the text of words whose first sign is there.

        None where they would begin or end with a part of what stands for several signs, or where
        they begin or end with dashes and others stand there.
        """
        end = at + len(words.signs)
        if self._inside(at) or self._inside(end):
            return None
        n = bisect_right(self._at, at) - 1
        first = at
        if n >= 0:
            first = self._last[n] + at - self._at[n] - self._size[n]
            first = self._first[n] if self._size[n] and self._at[n] == at else first
        n = bisect_left(self._at, end) - 1
        last = end if n < 0 else self._last[n] + end - self._at[n] - self._size[n]
        begun, ended = words.dashes(0), words.dashes(len(words.signs))
        if (begun and begun != self.dashes(at)) or (ended and ended != self.dashes(end)):
            return None
        if begun:
            gap = self._gap(at)
            first -= len(gap.lstrip())
        if ended:
            last += len(self._gap(end).rstrip())
        return self._seen(first), self._seen(last - 1) + 1

    def dashes(self, at: int) -> str:
        """The gap before a sign, or after the last one, written plainly, without blanks around."""
        return _plain(self._gap(at)).strip()

    def sign(self, point: int) -> int:
        """The first sign at or behind a point of the text."""
        n = bisect_right(self._back, point)
        place = point - self._gone[n - 1] if n else point
        if n < len(self._cuts):
            place = min(place, self._cuts[n])
        n = bisect_left(self._last, place + 1) - 1
        if n >= 0:
            behind = self._at[n] + self._size[n] + place - self._last[n]
            return min(behind, self._at[n + 1]) if n + 1 < len(self._at) else behind
        return min(place, self._at[0]) if self._at else place

    def _gap(self, at: int) -> str:
        n = bisect_left(self._at, at)
        if n < len(self._at) and self._at[n] == at and not self._size[n]:
            return self._bare[self._first[n] : self._last[n]]
        return ""

    def _inside(self, at: int) -> bool:
        n = bisect_left(self._at, at) - 1
        return n >= 0 and at < self._at[n] + self._size[n]

    def _seen(self, place: int) -> int:
        """Where in the text a code point of what is seen of it stands."""
        n = bisect_right(self._cuts, place)
        return place + self._gone[n - 1] if n else place


@lru_cache(maxsize=8)
def folded(text: str) -> Folded:
    """A text folded; kept for the last few texts."""
    return Folded(text)


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
        tight = ends and (_TIGHT.match(left) or _TIGHT.match(right))
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


def _continues(left: str, right: str) -> bool:
    """Whether a word may go on over a hyphen: between letters, and to no capital but from one."""
    if not (left and right and unicodedata.category(left)[0] in "LM" and right.isalpha()):
        return False
    return not right.isupper() or left.isupper()
