"""The short name of a source: the recorded one, or one made of its title; distinct in a store."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol
from unicodedata import category, combining, east_asian_width

from proxytui import text
from proxytui.collation import identity
from proxytui.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CELLS = 28
"""The most cells that a short name takes."""
_LEAST = 8
"""The fewest cells of a part that can stand for its title; `Iran` of `Iran: an overview` can't."""
_MARK = "…"

_ARTICLE = late_pattern(r"(?:The|A|An) (?=\S)")
_FRAMED = late_pattern(r"\[[^][]*\] (?=\S)")
# A number behind a comma, or the part of a work, is left out; an enumeration is not cut in two.
_PART = (
    r"(?:chapters?|ch|volumes?|vol|parts?|sections?|editions?|ed|issues?|numbers?|no|pages?|pp?)"
)
_BOUNDARY = late_pattern(
    rf": |; | [(\[–—|]| - |, (?=(?:\w+ )?{_PART}\b|\d)|(?<=\w\w\w)\. |(?<=[?!…]) ", re.I
)
_YEAR = late_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# What a name can't end with: a word that leads on, and a sign that does.
_LEADS_ON = frozenset(
    (
        "a", "about", "against", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of",
        "on", "or", "over", "the", "to", "under", "with", "§",
    )
)  # fmt: skip
_VIRAMA = 9
"""The combining class of the signs that join the letter behind them to the one before."""
_JAMO = ("\u1160", "\u11ff"), ("\ud7b0", "\ud7ff")


class Titled(Protocol):
    """The fields of a source that its short name is made of."""

    @property
    def title(self) -> str: ...
    @property
    def short(self) -> str | None: ...
    @property
    def author(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


def short_name(source: Titled, cells: int = CELLS) -> str:
    """The recorded short name of a source, else one of its title, in at most so many cells.

    A title that is longer ends where a part of it ends, then with the year that it gives, else
    behind a whole word. Never empty; other sources may be called so too.
    """
    for words in (source.short, source.title, source.publisher, source.author):
        name = _fitting(_bare(text.line(words or "")), cells)
        if name:
            return name
    return "untitled source"


def distinct(sources: Mapping[str, Titled]) -> dict[str, str]:
    """The short names of all sources of a store by their ids, no two alike.

    Where several would be called alike, each gets the year in which it was published, those of one
    year a letter in the order of their dates. A recorded name stands where no other is recorded
    alike, so that no source that is added later can take it.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    bases = {id_: short_name(source) for id_, source in sources.items()}
    for id_, base in bases.items():
        alike[_key(base)].append(id_)
    names: dict[str, str] = {}
    crowded: list[list[str]] = []
    for ids in alike.values():
        recorded = [id_ for id_ in ids if text.line(sources[id_].short or "")]
        keeping = recorded if len(recorded) == 1 else ids if len(ids) == 1 else []
        names.update((id_, bases[id_]) for id_ in keeping)
        if len(ids) > len(keeping):
            crowded.append([id_ for id_ in ids if id_ not in keeping])
    taken = set(alike)
    for ids in crowded:
        ids.sort(key=lambda id_: (sources[id_].published or "", id_))
        years = {id_: _missing_year(bases[id_], sources[id_]) for id_ in ids}
        counts = Counter(years.values())
        for id_ in ids:
            name = next(
                name
                for suffix in _suffixes(years[id_], alone=counts[years[id_]] == 1)
                if _key(name := _with(sources[id_], suffix)) not in taken
            )
            taken.add(_key(name))
            names[id_] = name
    return {id_: names[id_] for id_ in sources}


def _key(name: str) -> str:
    return identity(name) or name


def _bare(title: str) -> str:
    """A title without the brackets of a description."""
    if title.startswith("[") and title.endswith("]"):
        return title[1:-1].strip()
    return title


def _missing_year(base: str, source: Titled) -> str:
    """The year in which a source was published, "" where none is recorded or its name has it."""
    year = (source.published or "")[:4]
    return year if _YEAR.fullmatch(year) and year not in base else ""


def _suffixes(year: str, *, alone: bool) -> Iterator[str]:
    """What tells sources of one name apart, the best first: `2024`, `2024a`, `a`."""
    if year and alone:
        yield year
    number = 0
    while True:
        yield year + _letters(number)
        number += 1


def _letters(number: int) -> str:
    """`a` to `z`, `aa`, `ab` and so on."""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _with(source: Titled, suffix: str) -> str:
    name = short_name(source, CELLS - len(suffix) - 1)
    year = suffix[:4]
    return f"{name.removesuffix(f' {year}') if _YEAR.fullmatch(year) else name} {suffix}"


def _fitting(title: str, cells: int) -> str:
    """A title in at most so many cells; "" for an empty one."""
    if _width(title) <= cells:
        return title
    title = _FRAMED.sub("", title, count=1) if _FRAMED.match(title) else title
    title = _ARTICLE.sub("", title, count=1) if _ARTICLE.match(title) else title
    if _width(title) <= cells:
        return title
    return _to_a_boundary(title, cells) or _to_a_word(title, cells) or _to_a_sign(title, cells)


def _to_a_boundary(title: str, cells: int) -> str:
    """The parts of a title that have room, with its year where that is in none of them; "" where
    the first is too long, or too short to stand for it."""
    best = ""
    for match in _BOUNDARY.finditer(title):
        part = title[: match.start()].rstrip()
        if _width(part) > cells:
            break
        best = part
    if _width(best) < _LEAST:
        return ""
    year = _YEAR.search(title, len(best))
    if year and not _YEAR.search(best) and _width(best) + 5 <= cells:
        return f"{best} {year[0]}"
    return best


def _to_a_word(title: str, cells: int) -> str:
    """The words of a title that have room, with a mark that more follow; "" where none has."""
    words: list[str] = []
    used = len(_MARK)
    for word in title.split():
        used += _width(word) + bool(words)
        if used > cells:
            break
        words.append(word)
    while words and words[-1].casefold() in _LEADS_ON:
        words.pop()
    kept = " ".join(words).rstrip(",;:–—-/(“‘«")
    return kept + _MARK if kept else ""


def _to_a_sign(title: str, cells: int) -> str:
    """The beginning of a title of few blanks, such as an address or Chinese, to a whole sign."""
    used = len(_MARK)
    end = 0
    for place, sign in enumerate(title):
        if place and _may_part(title[place - 1], sign):
            end = place
        used += _cells(sign)
        if used > cells:
            break
    return title[:end].rstrip() + _MARK if end else ""


def _may_part(before: str, sign: str) -> bool:
    """Whether a text can be cut between two characters without cutting what is read as one sign."""
    if category(sign)[0] == "M" or category(sign) in ("Cf", "Sk") or combining(sign):
        return False
    if category(before) in ("Cf", "Mc") or combining(before) == _VIRAMA:
        return False
    if any(first <= sign <= last for first, last in _JAMO) or sign in "\u0e33\u0eb3":
        return False
    return not "\U0001f1e6" <= sign <= "\U0001f1ff"


def _width(words: str) -> int:
    return len(words) if words.isascii() else sum(map(_cells, words))


def _cells(sign: str) -> int:
    """The cells of a character, never too few: what widens the one before it counts too."""
    if east_asian_width(sign) in "WF":
        return 2
    return 0 if combining(sign) and sign != "\ufe0f" else 1
