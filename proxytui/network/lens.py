"""What is seen as of a date: the state of claims and ties, which ties show, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, State
from proxytui.model.values import TermCount, Tie
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.network import standing
from proxytui.network.standing import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.dates import Period
    from proxytui.model.values import Attested, Claim
    from proxytui.network.index import Index

_BY_RANK = (State.NOT, State.POSSIBLY, State.HELD)


class Lens(NamedTuple):
    """A date, and what is looked at: with `show_all` what is *not* too, and only some types."""

    as_of: Period
    show_all: bool = False
    types: frozenset[str] | None = None


class Counts(NamedTuple):
    """How many actors one is said to back, and is said to be backed by: held, and possibly."""

    out: int
    into: int
    out_possible: int
    into_possible: int


# One claim


def is_live(index: Index, claim: Claim) -> bool:
    """Whether it is neither refuted nor retracted nor deprecated."""
    return standing.live(claim)


def alleged(index: Index, claim: Claim) -> bool:
    """Whether the sources themselves doubt or attribute it, by its flag or all that support it."""
    return standing.alleged(claim, index.sources)


def claim_state(index: Index, claim: Claim, period: Period) -> State:
    """The state of a claim as of a period, its standing and its support counted in.

    The claim need not be in the index: a form asks for one that is not yet stored.
    """
    return _BY_RANK[_rank(index, claim, period)]


def _rank(index: Index, claim: Claim, period: Period) -> int:
    if index.claims.get(claim.id) is claim:
        spoken, given, span = index.attested, index.bounds(claim.id), index.span(claim.id)
        return _dated(span, period, lambda: dates.state(given, period, claim.basis, spoken(claim.id)))
    attested = standing.attested(claim, index.sources)
    given = standing.bounds(claim, attested)
    span = standing.span(claim, index.sources, given)
    return min(span.ceiling, dates.state(given, period, claim.basis, attested).rank)
