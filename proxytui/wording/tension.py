"""Tensions between ties in words: what is said of each side, and by whom; never that it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import stances
from proxytui.model.dates import Period, Precision, State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.wording.phrases import (
    Namer,
    date_words,
    is_plural,
    join_words,
    named,
    plural,
    sentence,
)
from proxytui.wording.reporting import objections
from proxytui.wording.scopes import scope_words
from proxytui.wording.tie import report_sentences
from proxytui.wording.tie_dates import state_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.tie import Tie

TENSIONS: dict[str, str] = {
    "both-sides": "said to back both sides of an opposition",
    "allies-opposed": "said to support and to oppose each other",
    "unbalanced": "unbalanced triangles",
}
"""The kinds of tensions, each with its heading, in order."""


def tension_words(
    kind: str,
    actors: Sequence[str],
    ties: Sequence[Tie],
    state: State,
    period: Period,
    name: Namer,
    source: Lookup,
) -> str:
    """A tension on one line: what it is, held or possibly, and who reports each tie, of what state.

    Of `both-sides` the first actor backs the other two; an unbalanced triangle has one or three
    edges of ties of opposition.
    """
    opening = f"{_opening(kind, actors, ties, name)} ({_state_words(state, period)})"
    reports = [words for tie in ties for words in _tie_reports(tie, period, name, source)]
    return " ".join(sentence(words) for words in (opening, *reports))


def _tie_reports(tie: Tie, period: Period, name: Namer, source: Lookup) -> list[str]:
    """Sentences on who reports a tie, how it stands at the date, and who disputes it then."""
    reports = report_sentences(tie, period, name, source)
    # Of several claims: when the newest was attested is not what each of these publishers says.
    state = state_words(tie, period, as_of=False).partition(",")[0]
    reports = [f"{words} ({state})" for words in reports]
    apart = stances.apart(stances.relevant_claims(tie, source), source)
    if not apart.reported or tie.state is State.NOT:
        return reports
    claims = apart.reported + apart.denied
    return reports + objections(claims, lambda claim: scope_words(claim, name), name, source)


def _opening(kind: str, actors: Sequence[str], ties: Sequence[Tie], name: Namer) -> str:
    first, *others = (named(name(actor)) for actor in actors)
    if kind == "both-sides":
        verb = "are" if is_plural(name(actors[0])) else "is"
        return (
            f"{first} {verb} said to back both {join_words(others)}, which are said to be opposed"
        )
    if kind == "allies-opposed":
        between = join_words([first, *others])
        return f"{between} are said both to support and to oppose each other"
    opposed = {
        frozenset((tie.subject, tie.object)) for tie in ties if CLAIM_TYPES[tie.type].sign < 0
    }
    if len(opposed) == 1:
        sides = next(iter(opposed))
        hub = next(actor for actor in actors if actor not in sides)
        apart = [named(name(actor)) for actor in actors if actor in sides]
        return (
            f"{join_words(apart)} are said to be opposed,"
            f" and both to be on one side with {named(name(hub))}"
        )
    return f"{join_words([first, *others])} are each said to be opposed to the other two"


def _state_words(state: State, period: Period) -> str:
    state_word = "held" if state is State.HELD else "possibly"
    within = f" at some time in {date_words(period.text)}, maybe not all at once"
    within = "" if period.precision is Precision.DAY else within
    return f"{state_word}{within}"


def balance_words(balanced: int, unbalanced: int, held_balanced: int, held_unbalanced: int) -> str:
    """Counts of the triangles of a year that balance and that don't, and of those among them whose
    ties are all held: "3 triangles balance (2 fully held), 1 doesn't"."""
    first = f"{plural(balanced, 'triangle') if balanced else 'no triangle'} balance"
    first += "s" * (balanced < 2) + _fully_held(held_balanced)
    if not unbalanced:
        return f"{first}, none is unbalanced"
    verb = "doesn't" if unbalanced == 1 else "don't"
    return f"{first}, {unbalanced} {verb}{_fully_held(held_unbalanced)}"


def _fully_held(count: int) -> str:
    """How many of some triangles have no tie that is only possible."""
    return f" ({count} fully held)" if count else ""
