"""Words of foreign texts made comparable, found in texts, and marked where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining, normalize

from proxytui.text import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Quotation marks, and letters that take no cell.
_DROPPED = frozenset("'`’‘ʼʿʾ\"“”„ـ\u115f\u1160\u3164\uffa0")
# One letter in different spellings, which normal forms keep apart.
_LETTERS = {
    "ی": "ي",
    "ى": "ي",
    "ک": "ك",
    "ة": "ه",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
}
# Scripts that put no blanks between words: there every sign is a word, and a word a phrase.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ARTICLE = re.compile(r"(?<= )[وفبكل]?ال(?=\w{3})")


class _Forms(dict[int, str | None]):
    """The comparable form of each code point, worked out when it is met first; None for nothing,
    which `str.translate` takes out faster than an empty text."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        made = ""
        spelt = "".join(_LETTERS.get(c, c) for c in normalize("NFKD", char.casefold()))
        for one in spelt:
            if combining(one) or one in _DROPPED:
                continue
            if not (one.isalnum() or category(one)[0] == "M"):
                made += " "
            else:
                made += f" {one} " if _UNSPACED.match(one) else one
        self[code] = made or None
        return made or None


_FORMS = _Forms()


def plain(text: str) -> str:
    """The words of a text, a blank before and behind each: no case, no accents, no other signs,
    and without the Arabic article. Signs of unspaced scripts are words of their own.

    Made code point by code point, which is what lets `marks` find the places again.
    """
    # What is printable holds nothing that cleaning takes out and this leaves.
    sound = text if text.isprintable() else clean(text)
    made = f" {' '.join(sound.translate(_FORMS).split())} "
    if not made.isascii() and "ال" in made:
        made = _ARTICLE.sub("", made)
    return made if made.strip() else ""


class Needle(NamedTuple):
    """What is to stand in a text: words in a row, each whole but the last, if not `whole`.

    `words` are as `plain` makes them.
    """

    words: str
    whole: bool = False

    def within(self, plainly: str) -> bool:
        """Whether it stands in a text, given as `plain` makes it."""
        return (self.words if self.whole else self.words[:-1]) in plainly


def surely_without(words: Iterable[str], text: str) -> bool:
    """Whether plain words can be told to stand nowhere in a text, at a tenth of the cost of
    `plain`; only in ASCII without quotation marks."""
    if not text.isascii() or "'" in text or '"' in text or "`" in text:
        return False
    if not (text.isprintable() or text.replace("\n", "").isprintable()):
        return False
    low = text.lower()
    return any(word not in low for word in words)


_ALL, _ROW, _APART = 100.0, 75.0, 45.0
_WORDS = 5.0
_SHARE = 10.0


def score(needles: Sequence[Needle], plainly: str) -> float:
    """How well a plain text answers, 0 to 100, 0 where a needle is missing: words in a row before
    words apart, whole ones before their beginnings, short texts before long ones."""
    if not all(needle.within(plainly) for needle in needles):
        return 0.0
    row = in_a_row(needles).words
    if len(row) < 2:
        return _APART
    share = _SHARE * min(1.0, len(row) / max(1, len(plainly)))
    if row == plainly:
        return _ALL
    if row in plainly:
        return round(_ROW + _WORDS + share, 1)
    if row[:-1] in plainly:
        return round(_ROW + share, 1)
    whole = sum(needle.words in plainly for needle in needles)
    return round(_APART + _WORDS * whole / len(needles) + share, 1)


def marks(text: str, needles: Iterable[Needle]) -> list[tuple[int, int]]:
    """Where the needles stand in a text of one line, as code points of it, in order."""
    places: list[int] = []
    pieces: list[str] = []
    for place, char in enumerate(text):
        form = _FORMS[ord(char)] or ""
        pieces.append(form)
        places += [place] * len(form)
    spread = "".join(pieces)
    found: set[int] = set()
    for needle in needles:
        words = needle.words.split()
        if not words:
            continue
        article = "(?:[وفبكل]?ال)?"
        pattern = r"\s+".join(f"{article}{re.escape(word)}" for word in words)
        after = r"(?!\S)" if needle.whole else ""
        for match in re.finditer(rf"(?<!\S){pattern}{after}", spread):
            found.update(places[match.start() : match.end()])
    return _stretches(text, sorted(found))


def _stretches(text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring places as stretches; what belongs to the letter before goes with it."""
    made: list[tuple[int, int]] = []
    for place in places:
        end = place + 1
        while end < len(text) and not _FORMS[ord(text[end])]:
            end += 1
        if made and place <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((place, end))
    return made


def in_a_row(needles: Sequence[Needle]) -> Needle:
    """All needles as one, in the order in which they were typed."""
    whole = bool(needles) and needles[-1].whole
    return Needle(" " + "".join(needle.words[1:] for needle in needles), whole)


class Excerpt(NamedTuple):
    """A piece of a text on one line, and the stretches of it that were found."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt(text: str, needles: Sequence[Needle], size: int) -> Excerpt:
    """At most about `size` code points around the first place found, dots for what is left out."""
    shown = line(text)
    if len(shown) > 20 * size:
        shown = _near(shown, needles, size)
    found = marks(shown, needles)
    start = 0
    if len(shown) > size and found:
        first, last = _densest(found, marks(shown, [in_a_row(needles)]), size * 2 // 3)
        if last > size:
            start = max(0, first - size // 3)
            blank = shown.find(" ", start, first)
            start = blank + 1 if blank >= 0 else start
    end = start + size
    if end < len(shown):
        blank = shown.rfind(" ", start + size * 2 // 3, end)
        end = blank if blank > 0 else end
    before, after = "… " if start else "", " …" if end < len(shown) else ""
    kept = tuple(
        (max(a, start) - start + len(before), min(b, end) - start + len(before))
        for a, b in found
        if a < end and b > start
    )
    return Excerpt(f"{before}{shown[start:end]}{after}", kept)


def _densest(
    found: Sequence[tuple[int, int]], row: Sequence[tuple[int, int]], size: int
) -> tuple[int, int]:
    """Where all stands in a row, else where most of it stands close together; the first such."""
    if row:
        return row[0]
    ends = [max(b for _, b in found if b <= a + size or b == e) for a, e in found]
    return max(
        zip((a for a, _ in found), ends, strict=True),
        key=lambda piece: (sum(piece[0] <= a < piece[1] for a, _ in found), -piece[0]),
    )


def _near(text: str, needles: Sequence[Needle], size: int) -> str:
    """A part of a very long text in which the needles stand, if any of them does."""
    step = 10 * size
    for start in range(0, len(text), step):
        part = text[max(0, start - size) : start + step]
        if any(needle.within(plain(part)) for needle in needles):
            return part if start == 0 else f"… {part}"
    return text[:step]
