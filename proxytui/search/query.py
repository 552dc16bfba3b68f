"""What is searched for, read from one line: words, phrases, fields, conditions, negations."""

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
"""The fields that say where words are to stand, and the kind of hit each one leads to."""

CONDITIONS = ("kind", "in", "type", "support", "since", "until")
"""The fields that say what is to hold of an actor (the first two) or of a claim."""

FIELDS = (
    ("name: quote: event: note: source: text:", "where the next word is to stand"),
    ("kind:armed-group  in:LB", "an actor's kind and country"),
    ("type:opposes  support:W", "a tie's type, and the support reported"),
    ("since:2011..  until:2010..2014", "between which days it is said to begin and end"),
    ('"two words"  -word  -kind:state', "a phrase; without a word, without a kind"),
)
"""What may be written, and what it means; several parts hold together."""

_PART = re.compile(r'(?P<no>-?)(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))')
_SHOWN = 60


class Term(NamedTuple):
    """A word or phrase as it was typed, where it is to stand ("" for anywhere), and whether it
    must not."""

    text: str
    needle: SearchTerm
    place: str
    negated: bool


class Condition(NamedTuple):
    """What is to hold, or not: one of `values`, or a day from `first` to `last`."""

    field: str
    values: frozenset[str]
    negated: bool
    first: int = MIN_DAY
    last: int = MAX_DAY

    @property
    def of_actor(self) -> bool:
        """Whether it speaks of an actor; else of a claim."""
        return self.field in ("kind", "in")


class Query(NamedTuple):
    """All of these hold of a hit; `problems` says in words what could not be read.

    `places` are the kinds of hits that a field asks for; all of them without any.
    """

    text: str
    terms: tuple[Term, ...]
    conditions: tuple[Condition, ...]
    places: frozenset[str]
    problems: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for yet."""
        return not (self.terms or self.conditions or self.places)

    @property
    def named(self) -> str:
        """The words that the name of an actor is to sound like."""
        said = (t.text for t in self.terms if not t.negated and t.place in ("", "actor"))
        return " ".join(said)

    def wanted(self, kind: str) -> tuple[SearchTerm, ...]:
        """What is to stand in the words of a kind of hit."""
        return self._needles(kind, negated=False)

    def unwanted(self, kind: str) -> tuple[SearchTerm, ...]:
        """What must not stand there."""
        return self._needles(kind, negated=True)

    def _needles(self, kind: str, negated: bool) -> tuple[SearchTerm, ...]:
        given = (t for t in self.terms if t.negated is negated and t.place in ("", kind))
        return tuple(t.needle for t in given)

    def asks_for(self, kind: str) -> bool:
        """Whether hits of a kind are asked for at all."""
        return not self.places or kind in self.places


def read(text: str) -> Query:
    """The query that a line says; what makes no sense is told in `problems` and passed over."""
    terms: list[Term] = []
    conditions: list[Condition] = []
    places: set[str] = set()
    problems: list[str] = []
    for part in _PART.finditer(text):
        whole, field, negated = part[0], part["field"] or "", part["no"] == "-"
        if not whole:
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
            value, negated, field = whole.removeprefix("-"), negated and len(whole) > 1, ""
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
    known: dict[str, Iterable[str]] = {"kind": KINDS, "type": CLAIM_TYPES, "support": SUPPORT}
    codes = _codes(field, value)
    if not codes:
        listed = ", ".join(code for code in known[field] if "." not in code)
        what = "is no" if value else "takes a"
        noun = {"kind": "kind of actor", "type": "type of tie", "support": "letter of support"}
        raise ValueError(f"{field}:{_short(value)} {what} {noun[field]}; one of {listed}")
    return Condition(field, codes, negated)


def _codes(field: str, value: str) -> frozenset[str]:
    """The codes that a value means: one whole, else those that begin so, as while it is typed."""
    wanted = value.casefold().replace(" ", "-")
    if not wanted:
        return frozenset()
    if field == "support":
        found = {code for code in SUPPORT if code.casefold() == wanted}
        found = found or {s.code for s in SUPPORT.values() if s.word.startswith(value.casefold())}
        # A letter stands for its refinements too.
        return frozenset(c for c in SUPPORT for f in found if c == f or c.startswith(f"{f}."))
    known = KINDS if field == "kind" else CLAIM_TYPES
    exact = {code for code in known if code == wanted}
    return frozenset(exact or {code for code in known if code.startswith(wanted)})


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
