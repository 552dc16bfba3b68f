"""Claims and ties over all time rather than at a date: whether they held at some time at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from proxytui.asof import states, tie_filter, ties
from proxytui.asof.lens import Lens
from proxytui.asof.states import TieAtDate, held, publishers, strongest
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

    It is HELD if anything supports it and it has any date at all, since however its dates are read
    it is true on one of them; POSSIBLY otherwise; NOT if it counts at no date. Raises KeyError for
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
    """A tie with the strongest state that its claims have at some time, and of each claim its own
    state.

    Publishers and terms are those of all claims that may have held. Raises KeyError.
    """
    result = ties.tie(index, tie_id, Lens(ALL_TIME))
    claim_states = tuple(claim_state(index, claim.id) for claim in result.claims)
    pairs = zip(result.claims, claim_states, strict=True)
    holding = [claim for claim, state in pairs if state is not State.NOT]
    state, standing = strongest(claim_states, _support(index, result.claims))
    return msgspec.structs.replace(
        result,
        state=state,
        status=claim_status.status(result.claims, claim_states, index.sources),
        states=claim_states,
        standing=standing,
        terms=ties.terms(index, result.type, holding, held(result.claims, claim_states)),
        publishers=publishers(index, holding) if holding else result.publishers,
        near=False,
        disputed_terms=ties.disputed_terms(index, result.claims, claim_states),
    )


def look_at(index: Graph, tie_id: str) -> TieAtDate:
    """The state of a tie and of its claims over all time, without counts, terms or publishers.
    Cheaper than `tie`. Raises KeyError."""
    look = states.look_at(index, tie_id, ALL_TIME)
    claim_states = [claim_state(index, claim.id) for claim in look.claims]
    state, standing = strongest(claim_states, _support(index, look.claims))
    return look._replace(states=claim_states, state=state, standing=standing, near=False)


def _support(index: Graph, claims: Iterable[Claim]) -> Iterator[Standing]:
    return (index.summary(claim.id).support for claim in claims)


def passes(index: Graph, tie_id: str, filter_: Filter | None, at: str = "") -> bool:
    """Whether a filter lets a tie through over all time, seen from the actor `at`, or from neither
    end; `tie_filter.passes` asks as of a date."""
    if filter_ is None:
        return True
    return tie_filter.fulfils(index, filter_, tie_id, at, partial(look_at, index, tie_id))
