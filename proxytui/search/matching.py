"""Words of foreign texts made comparable, found in texts, and marked where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining, normalize

from proxytui import character_folding
from proxytui.text import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Scripts that put no blanks between words: there every sign is a word, and a word a phrase.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ARTICLE = re.compile(r"(?<= )[وفبكل]?ال(?=\w{3})")
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0")
_NO_SIGN = "'"
"""A sign without meaning, put in place of another that is to have none."""
_TAIL = "¶"
"""A mark between the words of a text and, behind it, those of them that are also written as one."""


def _class(kinds: str) -> str:
    """The signs with one of these forms, as a character class for a pattern."""
    return "".join(re.escape(sign) for sign in character_folding.signs(kinds))


# Each begins with the sign, which a pattern finds fastest.
_BREAK = re.compile(rf"[.{_class(character_folding.APOSTROPHE)}](?=[^\W\d_])")
_JOINERS = _class(
    character_folding.APOSTROPHE + character_folding.HYPHEN + character_folding.JOINER
)
_JOIN = re.compile(rf"[.{_JOINERS}](?=\w)")
_JOINED = re.compile(rf"[{_JOINERS}](?=\w)")
_RUN = re.compile(rf"[\w{_JOINERS}]+")
# Articles and the like that lose their last letter before a vowel: French, Italian, Catalan,
# Occitan, Maltese. An apostrophe elsewhere in a word is a part of it, as in Qur’an and O’Brien.
_ELIDED = frozenset(
    (
        *"cdhjlmnstvx",
        *("qu", "gl", "un", "ch", "all", "dall", "dell", "nell", "sull", "coll"),
        *("agl", "dagl", "degl", "negl", "sugl", "quell", "quest", "bell", "sant", "tutt"),
        *("anch", "senz", "com", "dov", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"),
    )
)
_LONGEST_ELIDED = max(map(len, _ELIDED))


class _Forms(dict[int, str | None]):
    """The comparable form of each code point, worked out on first use; None for nothing, which
    `str.translate` removes faster than an empty text."""

    def __missing__(self, code: int) -> str | None:
        form = ""
        for char in normalize("NFKD", character_folding.letter(chr(code))):
            if (
                combining(char)
                or char in _UNSEEN
                or char in (character_folding.APOSTROPHE, character_folding.QUOTE)
            ):
                continue
            if not (char.isalnum() or category(char)[0] == "M"):
                form += " "
            else:
                form += f" {char} " if _UNSPACED.match(char) else char
        self[code] = form or None
        return form or None


_FORMS = _Forms()


def plain(text: str) -> str:
    """The words of a text, a blank before and behind each: no case, no accents, no other signs,
    and without the Arabic article. Signs of unspaced scripts are words of their own; an elided
    article is one, and the possessive s.

    Made code point by code point, which is what lets `marks` find the places again.
    """
    # Of a printable text nothing that cleaning removes would be left here.
    return _plain(_broken(text if text.isprintable() else clean(text)))


def _plain(text: str) -> str:
    words = f" {' '.join(text.translate(_FORMS).split())} "
    if not words.isascii() and "ال" in words:
        words = _ARTICLE.sub("", words)
    return words if words.strip() else ""


def _broken(text: str) -> str:
    """A text with a blank for each apostrophe at which a word ends, and nothing for the stops
    between initials; its length stays."""
    return _BREAK.sub(_between, text)


def _between(match: re.Match[str]) -> str:
    text, at, sign = match.string, match.start(), match[0]
    if sign == ".":
        return _stop(text, at)
    start = at
    while start and at - start <= _LONGEST_ELIDED and _in_word(text[start - 1]):
        start -= 1
    before = text[start:at]
    possessive = before and text[at + 1] in "sS" and not _in_word(text[at + 2 : at + 3])
    return " " if possessive or before.lower() in _ELIDED else sign


def _stop(text: str, at: int) -> str:
    """The replacement of a full stop: nothing between initials, itself elsewhere."""
    initials = text[at - 1 : at].isalpha() and text[at + 1].isalpha()
    alone = not ((at > 1 and _in_word(text[at - 2])) or _in_word(text[at + 2 : at + 3]))
    return _NO_SIGN if initials and alone else "."


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _joined(text: str) -> str:
    """A text without the signs that may join two words into one; its length stays."""
    return _JOIN.sub(_as_one, text)


def _as_one(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    if match[0] == ".":
        return _stop(text, at)
    before, after = text[at - 1 : at], text[at + 1]
    # No hyphen between years.
    return _NO_SIGN if before.isalpha() or (before.isdigit() and after.isalpha()) else match[0]


def searchable(text: str) -> str:
    """The words of a text as `plain` has them, then `_TAIL` and those words that are also written
    as one: the form in which a `SearchTerm` is looked for."""
    cleaned = text if text.isprintable() else clean(text)
    words = _plain(_broken(cleaned))
    joined: dict[str, None] = {}
    end = 0
    for sign in _JOINED.finditer(cleaned):
        if sign.start() >= end:
            start = sign.start()
            while start > end and _in_word(cleaned[start - 1]):
                start -= 1
            run = _RUN.match(cleaned, start)
            assert run is not None
            end = run.end()
            as_one = _plain(_joined(run[0]))
            if as_one != _plain(_broken(run[0])):
                joined[as_one] = None
    tail = "".join(word[1:] for word in joined)
    return f"{words}{_TAIL} {tail}" if tail else words


class SearchTerm(NamedTuple):
    """Words to be found in a row, each whole; the last one may go on, if not `whole`.

    `words` are as `plain` makes them; `joined` are the words with those that a sign joins read as
    one, "" where there are none.
    """

    words: str
    whole: bool = False
    joined: str = ""

    def within(self, text: str) -> bool:
        """Whether the words stand in a text, which comes as `searchable` makes it."""
        end = None if self.whole else -1
        return self.words[:end] in text or (self.joined != "" and self.joined[:end] in text)

    @property
    def readings(self) -> tuple[str, ...]:
        """The words, and the words joined where that is something else."""
        return (self.words, self.joined) if self.joined else (self.words,)


def needle(text: str, whole: bool = False) -> SearchTerm:
    """The search term that a typed text means."""
    cleaned = text if text.isprintable() else clean(text)
    words, joined = plain(cleaned), _plain(_joined(cleaned))
    return SearchTerm(words, whole, joined if joined != words else "")


def surely_without(needles: Iterable[SearchTerm], text: str) -> bool:
    """Whether one of the needles certainly is not in a text, at a tenth of the cost of searching;
    only in ASCII."""
    if not text.isascii():
        return False
    if not (text.isprintable() or text.replace("\n", "").isprintable()):
        return False
    low = text.lower()
    bare = ""
    for sought in needles:
        for reading in sought.readings:
            missing = [word for word in reading.split() if word not in low]
            if missing:
                bare = bare or _bare(low)
                missing = [word for word in missing if word not in bare]
            if not missing:
                break
        else:
            return True
    return False


def _bare(low: str) -> str:
    """A text without the signs at which words may be joined; replaced one by one, which is faster
    than a table."""
    for sign in "'`\"-.":
        low = low.replace(sign, "")
    return low


_ALL, _ROW, _APART = 100.0, 75.0, 45.0
_WORDS = 5.0
_SHARE = 10.0


def score(needles: Sequence[SearchTerm], text: str) -> float:
    """How well a text answers, 0 to 100, 0 where a needle is missing: words in a row before words
    apart, whole ones before their beginnings, short texts before long ones. The text comes as
    `searchable` makes it."""
    if not all(sought.within(text) for sought in needles):
        return 0.0
    rows = in_a_row(needles).readings
    if len(rows[0]) < 2:
        return _APART
    body = text.partition(_TAIL)[0]
    share = _SHARE * min(1.0, len(rows[0]) / max(1, len(body)))
    if body in rows:
        return _ALL
    if any(row in text for row in rows):
        return round(_ROW + _WORDS + share, 1)
    if any(row[:-1] in text for row in rows):
        return round(_ROW + share, 1)
    complete = sum(any(words in text for words in sought.readings) for sought in needles)
    return round(_APART + _WORDS * complete / len(needles) + share, 1)


def marks(text: str, needles: Iterable[SearchTerm]) -> list[tuple[int, int]]:
    """The stretches of the needles in a text of one line, in code points of the text, in order."""
    sought = [(words.split(), needle.whole) for needle in needles for words in needle.readings]
    marked: set[int] = set()
    variants = dict.fromkeys((_broken(text), _joined(text)))
    for places, spread in map(_spread, variants):
        for words, whole in sought:
            if not words:
                continue
            article = "(?:[وفبكل]?ال)?"
            pattern = r"\s+".join(f"{article}{re.escape(word)}" for word in words)
            after = r"(?!\S)" if whole else ""
            for match in re.finditer(rf"(?<!\S){pattern}{after}", spread):
                marked.update(places[match.start() : match.end()])
    return _stretches(text, sorted(marked))


def _spread(text: str) -> tuple[list[int], str]:
    """The forms of all code points joined, and for each character of it the place that it comes
    from."""
    places: list[int] = []
    pieces: list[str] = []
    for place, char in enumerate(text):
        form = _FORMS[ord(char)] or ""
        pieces.append(form)
        places += [place] * len(form)
    return places, "".join(pieces)


def _stretches(text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring places as stretches; signs that belong to the letter before go with it."""
    stretches: list[tuple[int, int]] = []
    for place in places:
        end = place + 1
        while end < len(text) and not _FORMS[ord(text[end])]:
            end += 1
        if stretches and place <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((place, end))
    return stretches


def in_a_row(needles: Sequence[SearchTerm]) -> SearchTerm:
    """One search term of all needles, in the order in which they were typed."""
    last_is_whole = bool(needles) and needles[-1].whole
    words = " " + "".join(needle.words[1:] for needle in needles)
    joined = " " + "".join((needle.joined or needle.words)[1:] for needle in needles)
    return SearchTerm(words, last_is_whole, joined if joined != words else "")


class Excerpt(NamedTuple):
    """A piece of a text on one line, and its stretches to be marked."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt(text: str, needles: Sequence[SearchTerm], size: int) -> Excerpt:
    """At most about `size` code points around the first place found, dots for what is left out."""
    shown = line(text)
    if len(shown) > 20 * size:
        shown = _near(shown, needles, size)
    stretches = marks(shown, needles)
    start = 0
    if len(shown) > size and stretches:
        first, last = _densest(stretches, marks(shown, [in_a_row(needles)]), size * 2 // 3)
        if last > size:
            start = max(0, first - size // 3)
            blank = shown.find(" ", start, first)
            start = blank + 1 if blank >= 0 else start
    end = start + size
    if end < len(shown):
        blank = shown.rfind(" ", start + size * 2 // 3, end)
        end = blank if blank > 0 else end
    before, after = "… " if start else "", " …" if end < len(shown) else ""
    shown_marks = tuple(
        (max(a, start) - start + len(before), min(b, end) - start + len(before))
        for a, b in stretches
        if a < end and b > start
    )
    return Excerpt(f"{before}{shown[start:end]}{after}", shown_marks)


def _densest(
    stretches: Sequence[tuple[int, int]], row: Sequence[tuple[int, int]], size: int
) -> tuple[int, int]:
    """The first place where all needles stand in a row, else where most of them stand close
    together."""
    if row:
        return row[0]
    ends = [max(b for _, b in stretches if b <= a + size or b == e) for a, e in stretches]
    return max(
        zip((a for a, _ in stretches), ends, strict=True),
        key=lambda piece: (sum(piece[0] <= a < piece[1] for a, _ in stretches), -piece[0]),
    )


def _near(text: str, needles: Sequence[SearchTerm], size: int) -> str:
    """A part of a very long text in which the needles stand, if any of them does."""
    step = 10 * size
    for start in range(0, len(text), step):
        part = text[max(0, start - size) : start + step]
        if any(sought.within(searchable(part)) for sought in needles):
            return part if start == 0 else f"… {part}"
    return text[:step]
