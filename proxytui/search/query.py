"""A search query, read from one line: words, phrases, fields, conditions, negations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError
from proxytui.model.vocabulary import CLAIM_TYPES, COUNTRIES, KINDS, SUPPORT, country_code
from proxytui.search.matching import SearchTerm, needle

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACES: dict[str, str] = {
    "name": "actor",
    "quote": "quote",
    "event": "event",
    "note": "note",
    "source": "source",
    "text": "text",
}
"""The fields that restrict where words stand, and the kind of hit that each leads to."""

CONDITIONS = ("kind", "in", "type", "support", "since", "until")
"""The fields that set a condition on an actor (the first two) or on a claim."""

FIELDS = (
    ("name: quote: event: note: source: text:", "where the next word is to stand"),
    ("kind:armed-group  in:LB", "an actor's kind and country"),
    ("type:opposes  support:W", "a tie's type, and the support reported"),
    ("since:2011..  until:2010..2014", "between which days it is said to begin and end"),
    ('"two words"  -word  -kind:state', "a phrase; without a word, without a kind"),
)
"""The help on queries: what may be written, and what it means; all parts have to hold."""

_PART = re.compile(r'(?P<no>-?)(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))')
_SHOWN = 60


class Term(NamedTuple):
    """A word or phrase as it was typed, the kind of hit in which it is to stand ("" for any), and
    whether it must not."""

    text: str
    needle: SearchTerm
    place: str
    negated: bool


class Condition(NamedTuple):
    """A condition on an actor or a claim: one of `values`, or a day from `first` to `last`; or,
    `negated`, not so."""

    field: str
    values: frozenset[str]
    negated: bool
    first: int = MIN_DAY
    last: int = MAX_DAY

    @property
    def of_actor(self) -> bool:
        """Whether it is a condition on an actor; otherwise on a claim."""
        return self.field in ("kind", "in")


class Query(NamedTuple):
    """Terms and conditions that all have to hold of a hit; `problems` says in words what could not
    be read.

    `places` are the kinds of hits that fields ask for; empty for all kinds.
    """

    text: str
    terms: tuple[Term, ...]
    conditions: tuple[Condition, ...]
    places: frozenset[str]
    problems: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was typed yet that can be searched for."""
        return not (self.terms or self.conditions or self.places)

    @property
    def named(self) -> str:
        """The words that an actor's name is to sound like."""
        words = (t.text for t in self.terms if not t.negated and t.place in ("", "actor"))
        return " ".join(words)

    def needles(self, kind: str) -> tuple[SearchTerm, ...]:
        """The needles that have to stand in the words of a kind of hit."""
        return self._select(kind, negated=False)

    def excluded(self, kind: str) -> tuple[SearchTerm, ...]:
        """The needles that must not stand in the words of a kind of hit."""
        return self._select(kind, negated=True)

    def _select(self, kind: str, negated: bool) -> tuple[SearchTerm, ...]:
        terms = (t for t in self.terms if t.negated is negated and t.place in ("", kind))
        return tuple(t.needle for t in terms)

    def asks_for(self, kind: str) -> bool:
        """Whether hits of a kind are asked for at all."""
        return not self.places or kind in self.places


def read(text: str) -> Query:
    """The query that a line means; parts that make no sense are named in `problems` and left
    out."""
    terms: list[Term] = []
    conditions: list[Condition] = []
    places: set[str] = set()
    problems: list[str] = []
    for part in _PART.finditer(text):
        typed, field, negated = part[0], part["field"] or "", part["no"] == "-"
        if not typed:
            continue
        phrase = part["phrase"]
        value = phrase if phrase is not None else part["word"]
        if field in CONDITIONS:
            try:
                conditions.append(_condition(field, value, negated))
            except ValueError as error:
                problems.append(str(error))
            continue
        if field not in PLACES:
            # A word of its own, such as an identifier or an address.
            value, negated, field = typed.removeprefix("-"), negated and len(typed) > 1, ""
            value = value.replace('"', "") if phrase is not None else value
        place = PLACES.get(field, "")
        if place and not negated:
            places.add(place)
        sought = needle(value, whole=phrase is not None)
        if sought.words:
            terms.append(Term(value, sought, place, negated))
    return Query(text, tuple(terms), tuple(conditions), frozenset(places), tuple(problems))


def _condition(field: str, value: str, negated: bool) -> Condition:
    """The condition of a field; raises ValueError with one line that says what is accepted."""
    if field in ("since", "until"):
        return _between(field, value, negated)
    if field == "in":
        if value.upper() not in COUNTRIES:
            meant = country_code(value)
            hint = f"it is in:{meant}" if meant else "two letters, such as in:LB"
            raise ValueError(f"in:{_short(value)} is no country; {hint}")
        return Condition(field, frozenset((value.upper(),)), negated)
    tables: dict[str, Iterable[str]] = {"kind": KINDS, "type": CLAIM_TYPES, "support": SUPPORT}
    codes = _codes(field, value)
    if not codes:
        listed = ", ".join(code for code in tables[field] if "." not in code)
        what = "is no" if value else "takes a"
        noun = {"kind": "kind of actor", "type": "type of tie", "support": "letter of support"}
        raise ValueError(f"{field}:{_short(value)} {what} {noun[field]}; one of {listed}")
    return Condition(field, codes, negated)


def _codes(field: str, value: str) -> frozenset[str]:
    """The codes that a value means: the one that it names, otherwise those that begin with it, as
    while it is typed."""
    key = value.casefold().replace(" ", "-")
    if not key:
        return frozenset()
    if field == "support":
        codes = {code for code in SUPPORT if code.casefold() == key}
        codes = codes or {s.code for s in SUPPORT.values() if s.word.startswith(value.casefold())}
        # A letter stands for its refinements too.
        return frozenset(
            c for c in SUPPORT for letter in codes if c == letter or c.startswith(f"{letter}.")
        )
    table = KINDS if field == "kind" else CLAIM_TYPES
    exact = {code for code in table if code == key}
    return frozenset(exact or {code for code in table if code.startswith(key)})


def _between(field: str, value: str, negated: bool) -> Condition:
    low, dots, high = value.partition("..")
    if not (low or high):
        raise ValueError(f"{field}: takes a year, month or day, or two: {field}:2011..2014")
    try:
        first = dates.period(low).first if low else MIN_DAY
        last = dates.period(high).last if high else MAX_DAY if dots else dates.period(low).last
    except DateError:
        raise ValueError(
            f"{field}:{_short(value)} is no date; {field}:2011, {field}:2011.. or"
            f" {field}:2010-06..2014"
        ) from None
    return Condition(field, frozenset(), negated, first, last)


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
