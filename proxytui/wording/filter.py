"""A filter in words: all that it asks of a tie, and each of its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.dates import State
from proxytui.model.filters import FIELDS, in_order, left_out
from proxytui.model.vocabulary import CLAIM_TYPES, CREDIBILITY, KINDS, RELIABILITY, SUPPORT
from proxytui.wording.phrases import join_words

if TYPE_CHECKING:
    from proxytui.model.filters import Filter

HEADINGS: dict[str, str] = {
    "types": "type of tie",
    "support": "means reported",
    "kinds": "kind of the other actor",
    "countries": "country of the other actor",
    "states": "state at the date",
    "statuses": "status",
    "reliability": "sources graded, at worst",
    "credibility": "what they say graded, at worst",
    "publishers": "independent publishers, at least",
}
"""The heading over the choices of each field."""


def choice_words(field: str, code: str) -> str:
    """One choice of a field in words: "backing", "weapons", "B usually reliable"."""
    if field == "types":
        return CLAIM_TYPES[code].noun
    if field == "support":
        return SUPPORT[code].word
    if field == "kinds":
        return KINDS[code].label
    grades = {"reliability": RELIABILITY, "credibility": CREDIBILITY}.get(field)
    if grades is not None:
        return f"{code} {grades[code]}"
    if field == "statuses" and code == "asserted":
        return "asserted, neither alleged nor disputed"
    return State(code).words if field == "states" else code


def filter_words(filter_: Filter) -> str:
    """A whole filter in words: "only backing, weapons or training, ≥ 2 publishers"."""
    only, without = [], []
    for field in FIELDS:
        codes = in_order(field, getattr(filter_, field))
        excluded = [_short_choice(field, code) for code in left_out(field, codes)]
        if excluded:
            without.append(f"without {join_words(excluded, 'or')}")
        elif codes:
            only.append(_field_words(field, [_short_choice(field, code) for code in codes]))
    return ", ".join(([f"only {', '.join(only)}"] if only else []) + without)


def _short_choice(field: str, code: str) -> str:
    if field == "support":
        return SUPPORT[code].short
    if field == "kinds":
        return KINDS[code].plural.lower()
    if field in ("reliability", "credibility", "statuses"):
        return code
    return choice_words(field, code)


def _field_words(field: str, words: list[str]) -> str:
    joined = join_words(words, "or")
    if field == "countries":
        return f"in {joined}"
    if field == "reliability":
        return f"sources graded {joined} or better"
    if field == "credibility":
        return f"what they say graded {joined} or better"
    if field == "publishers":
        return "≥ 1 publisher" if joined == "1" else f"≥ {joined} publishers"
    return joined
