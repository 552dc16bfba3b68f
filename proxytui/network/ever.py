"""Claims and ties over all time rather than at a date: whether they held at some time at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from proxytui.model.dates import MAX_DAY, MIN_DAY, Period, Precision, State
from proxytui.network import filtering, standing
from proxytui.network import lens as seen

if TYPE_CHECKING:
    from proxytui.model.filters import Filter
    from proxytui.model.values import Tie
    from proxytui.network.index import Index

ALL_TIME = Period("", MIN_DAY + 1, MAX_DAY - 1, Precision.YEAR)
"""Every day of the calendar; it has no text, for no words name it as a date."""


def claim_state(index: Index, claim_id: str) -> State:
    """Whether a claim is true on some day, whichever that is.

    However its dates are read it is true on one of them, so that it is HELD if anything supports
    it and it has any date at all; POSSIBLY else; NOT if it counts at no date. Raises KeyError for
    an unknown claim.
    """
    span = index.span(claim_id)
    if span is None:
        return State.NOT
    bounds = index.bounds(claim_id)
    if span is standing.ACT:
        claim = index.claims[claim_id]
        if not standing.live(claim) or standing.planned(claim) or bounds.contradictory:
            return State.NOT
    dated = any(MIN_DAY < day < MAX_DAY for day in bounds[:4])
    return State.HELD if dated and index.supported(claim_id) else State.POSSIBLY


def tie(index: Index, tie_id: str) -> Tie:
    """A tie with the strongest state that its claims have at some time, and of each its own.

    Publishers and terms are those of all claims that may have held. Raises KeyError.
    """
    made = seen.tie(index, tie_id, seen.Lens(ALL_TIME))
    states = tuple(claim_state(index, claim.id) for claim in made.claims)
    pairs = zip(made.claims, states, strict=True)
    holding = [claim for claim, state in pairs if state is not State.NOT]
    return msgspec.structs.replace(
        made,
        state=max(states, key=lambda one: one.rank),
        states=states,
        terms=seen.terms(index, made.type, holding),
        publishers=seen.publishers(index, holding) if holding else made.publishers,
        near=False,
    )


def look_at(index: Index, tie_id: str) -> seen.Look:
    """The same of a tie's claims, for who needs no more than that."""
    look = seen.look_at(index, tie_id, ALL_TIME)
    states = [claim_state(index, claim.id) for claim in look.claims]
    return look._replace(states=states, state=max(states, key=lambda one: one.rank), near=False)


def passes(index: Index, tie_id: str, wanted: Filter | None, at: str = "") -> bool:
    """What `lens.passes` asks, over all time."""
    if wanted is None:
        return True
    return filtering.passes(index, wanted, tie_id, at, partial(look_at, index, tie_id))
