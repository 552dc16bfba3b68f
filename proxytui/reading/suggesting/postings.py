"""Postings in lists and tables: "Commander, 82 Division, Brig Gen X" and the other way round."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from proxytui.reading.suggesting.suggestion import Clue, Suggestion
from proxytui.reading.suggesting.titles import RANKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

_OFFICES = {
    "leads": "Commander|Commanding Officer|Commandant|General Officer Commanding|GOC|CO|Chief"
    "|Chief of Staff|Director|Head|Leader|Chairman|President|Governor",
    "represents": "Spokesman|Spokesperson|Representative|Ambassador|Envoy",
    "member-of": "Member|Officer|Brigade Major|Second[- ]in[- ]Command|2IC|Deputy Commander"
    "|Adjutant|Deputy Director|Deputy Head",
}
_TYPES = {word.lower(): kind for kind, words in _OFFICES.items() for word in words.split("|")}
_OFFICE = "|".join(sorted("|".join(_OFFICES.values()).split("|"), key=len, reverse=True))
_OFFICE_FIRST = re.compile(rf"(?P<office>{_OFFICE})(?:\s*[,:–—-]\s*|\s+(?:of\s+)?(?:the\s+)?)\Z")
_TO_PERSON = re.compile(rf"\s*[,:;–—-]\s*(?:{RANKS}\s+){{0,4}}")
_TO_UNIT = re.compile(
    rf"\s*,\s*(?:{RANKS}\s*,\s*)?(?P<office>{_OFFICE})(?:\s*,\s*|\s+(?:of\s+)?(?:the\s+)?)"
)
_UNITS = frozenset(("state-body", "armed-group", "organisation", "party", "coalition", "igo"))


def posting_claims(
    text: str, start: int, end: int, names: Sequence[ActorName]
) -> Iterator[Suggestion]:
    """The claims of postings in a sentence or line from `start` to `end` with these names."""
    for first, second in pairwise(names):
        if first.kind in _UNITS and second.kind == "person":
            office = _OFFICE_FIRST.search(text, max(start, first.start - 60), first.start)
            opens = office is not None and not text[start : office.start()].strip(" \t*|-(")
            if office and opens and _TO_PERSON.fullmatch(text, first.end, second.start):
                yield _posting(start, end, second, first, office)
        elif first.kind == "person" and second.kind in _UNITS:
            office = _TO_UNIT.fullmatch(text, first.end, second.start)
            if office:
                yield _posting(start, end, first, second, office)


def _posting(
    start: int, end: int, person: ActorName, unit: ActorName, office: re.Match[str]
) -> Suggestion:
    kind = _TYPES[office["office"].lower()]
    clues = (
        Clue(person.start, person.end, "subject"),
        Clue(unit.start, unit.end, "object"),
        Clue(office.start("office"), office.end("office"), kind),
    )
    return Suggestion(
        kind, person.actor, unit.actor, start, end, role=office["office"], clues=clues
    )
