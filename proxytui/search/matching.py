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
"""A sign that counts for nothing, put where another one is to count for nothing too."""
_TAIL = "¶"
"""Stands between the words of a text in a row and those that are written in two ways."""


def _class(kinds: str) -> str:
    """All signs that count as one of these, for a pattern."""
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
    """The comparable form of each code point, worked out when it is met first; None for nothing,
    which `str.translate` takes out faster than an empty text."""

    def __missing__(self, code: int) -> str | None:
        made = ""
        for char in normalize("NFKD", character_folding.letter(chr(code))):
            if (
                combining(char)
                or char in _UNSEEN
                or char in (character_folding.APOSTROPHE, character_folding.QUOTE)
            ):
                continue
            if not (char.isalnum() or category(char)[0] == "M"):
                made += " "
            else:
                made += f" {char} " if _UNSPACED.match(char) else char
        self[code] = made or None
        return made or None


_FORMS = _Forms()


def plain(text: str) -> str:
    """The words of a text, a blank before and behind each: no case, no accents, no other signs,
    and without the Arabic article. Signs of unspaced scripts are words of their own; an elided
    article is one, and the possessive s.

    Made code point by code point, which is what lets `marks` find the places again.
    """
    # What is printable holds nothing that cleaning takes out and this leaves.
    return _plain(_broken(text if text.isprintable() else clean(text)))


def _plain(sound: str) -> str:
    made = f" {' '.join(sound.translate(_FORMS).split())} "
    if not made.isascii() and "ال" in made:
        made = _ARTICLE.sub("", made)
    return made if made.strip() else ""


def _broken(text: str) -> str:
    """The text with a blank for each apostrophe at which a word ends, and nothing for the stops
    between initials; as long as before."""
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
    """What a full stop counts for: nothing between initials."""
    initials = text[at - 1 : at].isalpha() and text[at + 1].isalpha()
    alone = not ((at > 1 and _in_word(text[at - 2])) or _in_word(text[at + 2 : at + 3]))
    return _NO_SIGN if initials and alone else "."


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _joined(text: str) -> str:
    """The text without a sign where two words may be one; as long as before."""
    return _JOIN.sub(_as_one, text)


def _as_one(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    if match[0] == ".":
        return _stop(text, at)
    before, after = text[at - 1 : at], text[at + 1]
    # No hyphen between years.
    return _NO_SIGN if before.isalpha() or (before.isdigit() and after.isalpha()) else match[0]


def searchable(text: str) -> str:
    """`plain`, and behind a mark the words that are also written as one: what `Needle` looks
    through."""
    sound = text if text.isprintable() else clean(text)
    made = _plain(_broken(sound))
    joined: dict[str, None] = {}
    end = 0
    for sign in _JOINED.finditer(sound):
        if sign.start() >= end:
            start = sign.start()
            while start > end and _in_word(sound[start - 1]):
                start -= 1
            run = _RUN.match(sound, start)
            assert run is not None
            end = run.end()
            whole = _plain(_joined(run[0]))
            if whole != _plain(_broken(run[0])):
                joined[whole] = None
    tail = "".join(word[1:] for word in joined)
    return f"{made}{_TAIL} {tail}" if tail else made


class SearchTerm(NamedTuple):
    """What is to stand in a text: words in a row, each whole but the last, if not `whole`.

    `words` are as `plain` makes them; `joined` the same with words that a sign joins read as one,
    "" where there are none.
    """

    words: str
    whole: bool = False
    joined: str = ""

    def within(self, known: str) -> bool:
        """Whether it stands in a text, given as `searchable` makes it."""
        end = None if self.whole else -1
        return self.words[:end] in known or (self.joined != "" and self.joined[:end] in known)

    @property
    def readings(self) -> tuple[str, ...]:
        """The words, and the words joined where that is something else."""
        return (self.words, self.joined) if self.joined else (self.words,)


def needle(text: str, whole: bool = False) -> SearchTerm:
    """What somebody looks for who types this."""
    sound = text if text.isprintable() else clean(text)
    words, joined = plain(sound), _plain(_joined(sound))
    return SearchTerm(words, whole, joined if joined != words else "")


def surely_without(needles: Iterable[SearchTerm], text: str) -> bool:
    """Whether it can be told that one of the needles stands nowhere in a text, at a tenth of the
    cost of looking; only in ASCII."""
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
    """Without all signs at which words may be joined; one by one, which is faster than a table."""
    for sign in "'`\"-.":
        low = low.replace(sign, "")
    return low


_ALL, _ROW, _APART = 100.0, 75.0, 45.0
_WORDS = 5.0
_SHARE = 10.0


def score(needles: Sequence[SearchTerm], known: str) -> float:
    """How well a text, given as `searchable` makes it, answers, 0 to 100, 0 where a needle is
    missing: words in a row before words apart, whole ones before their beginnings, short texts
    before long ones."""
    if not all(sought.within(known) for sought in needles):
        return 0.0
    rows = in_a_row(needles).readings
    if len(rows[0]) < 2:
        return _APART
    body = known.partition(_TAIL)[0]
    share = _SHARE * min(1.0, len(rows[0]) / max(1, len(body)))
    if body in rows:
        return _ALL
    if any(row in known for row in rows):
        return round(_ROW + _WORDS + share, 1)
    if any(row[:-1] in known for row in rows):
        return round(_ROW + share, 1)
    whole = sum(any(words in known for words in sought.readings) for sought in needles)
    return round(_APART + _WORDS * whole / len(needles) + share, 1)


def marks(text: str, needles: Iterable[SearchTerm]) -> list[tuple[int, int]]:
    """Where the needles stand in a text of one line, as code points of it, in order."""
    sought = [(words.split(), one.whole) for one in needles for words in one.readings]
    found: set[int] = set()
    read = dict.fromkeys((_broken(text), _joined(text)))
    for places, spread in map(_spread, read):
        for words, whole in sought:
            if not words:
                continue
            article = "(?:[وفبكل]?ال)?"
            pattern = r"\s+".join(f"{article}{re.escape(word)}" for word in words)
            after = r"(?!\S)" if whole else ""
            for match in re.finditer(rf"(?<!\S){pattern}{after}", spread):
                found.update(places[match.start() : match.end()])
    return _stretches(text, sorted(found))


def _spread(text: str) -> tuple[list[int], str]:
    """The forms of all code points in a row, and for each sign of it the place it comes from."""
    places: list[int] = []
    pieces: list[str] = []
    for place, char in enumerate(text):
        form = _FORMS[ord(char)] or ""
        pieces.append(form)
        places += [place] * len(form)
    return places, "".join(pieces)


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


def in_a_row(needles: Sequence[SearchTerm]) -> SearchTerm:
    """All needles as one, in the order in which they were typed."""
    whole = bool(needles) and needles[-1].whole
    words = " " + "".join(one.words[1:] for one in needles)
    joined = " " + "".join((one.joined or one.words)[1:] for one in needles)
    return SearchTerm(words, whole, joined if joined != words else "")


class Excerpt(NamedTuple):
    """A piece of a text on one line, and the stretches of it that were found."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt(text: str, needles: Sequence[SearchTerm], size: int) -> Excerpt:
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


def _near(text: str, needles: Sequence[SearchTerm], size: int) -> str:
    """A part of a very long text in which the needles stand, if any of them does."""
    step = 10 * size
    for start in range(0, len(text), step):
        part = text[max(0, start - size) : start + step]
        if any(sought.within(searchable(part)) for sought in needles):
            return part if start == 0 else f"… {part}"
    return text[:step]
