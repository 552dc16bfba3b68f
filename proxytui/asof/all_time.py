"""Claims and ties over all time rather than at a date: whether they held at some time at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from proxytui.asof import states, tie_filter, ties
from proxytui.asof import states as states_module
from proxytui.asof.lens import Lens
from proxytui.asof.states import held, publishers, strongest
from proxytui.model import claim_status, nearness
from proxytui.model.dates import MAX_DAY, MIN_DAY, Period, Precision, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.graph.protocol import Graph
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie
    from proxytui.model.vocabulary import Standing

ALL_TIME = Period("", MIN_DAY + 1, MAX_DAY - 1, Precision.YEAR)
"""Every day of the calendar; it has no text, for no words name it as a date."""


def claim_state(index: Graph, claim_id: str) -> State:
    """Whether a claim is true on some day, whichever that is.

    However its dates are read it is true on one of them, so that it is HELD if anything supports
    it and it has any date at all; POSSIBLY else; NOT if it counts at no date. Raises KeyError for
    an unknown claim.
    """
    span = index.span(claim_id)
    if span is None:
        return State.NOT
    if span is claim_status.SINGLE_ACT:
        claim = index.claims[claim_id]
        if not claim_status.live(claim) or claim_status.planned(claim):
            return State.NOT
        if index.bounds(claim_id).contradictory:
            return State.NOT
    dated = index.reach(claim_id) != nearness.NEVER
    return State.HELD if dated and index.supported(claim_id) else State.POSSIBLY


def tie(index: Graph, tie_id: str) -> Tie:
    """A tie with the strongest state that its claims have at some time, and of each its own.

    Publishers and terms are those of all claims that may have held. Raises KeyError.
    """
    made = ties.tie(index, tie_id, Lens(ALL_TIME))
    states = tuple(claim_state(index, claim.id) for claim in made.claims)
    pairs = zip(made.claims, states, strict=True)
    holding = [claim for claim, state in pairs if state is not State.NOT]
    state, spoken = strongest(states, _support(index, made.claims))
    return msgspec.structs.replace(
        made,
        state=state,
        status=claim_status.status(made.claims, states, index.sources),
        states=states,
        standing=spoken,
        terms=ties.terms(index, made.type, holding, held(made.claims, states)),
        publishers=publishers(index, holding) if holding else made.publishers,
        near=False,
        disputed_terms=ties.disputed_terms(index, made.claims, states),
    )


def look_at(index: Graph, tie_id: str) -> states.TieAtDate:
    """The same of a tie's claims, for who needs no more than that."""
    look = states_module.look_at(index, tie_id, ALL_TIME)
    states = [claim_state(index, claim.id) for claim in look.claims]
    state, spoken = strongest(states, _support(index, look.claims))
    return look._replace(states=states, state=state, standing=spoken, near=False)


def _support(index: Graph, claims: Iterable[Claim]) -> Iterator[Standing]:
    return (index.told(claim.id).support for claim in claims)


def passes(index: Graph, tie_id: str, wanted: Filter | None, at: str = "") -> bool:
    """What `lens.passes` asks, over all time."""
    if wanted is None:
        return True
    return tie_filter.fulfils(index, wanted, tie_id, at, partial(look_at, index, tie_id))
