"""Whether several ties held on one same day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof import states
from proxytui.asof.all_time import ALL_TIME
from proxytui.model import claim_status, dates
from proxytui.model.dates import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period


class SameDay(NamedTuple):
    """HELD: there is a day on which each tie is held, `day` being the first (an ordinal).

    POSSIBLY: there is none, but a day on which each may be held. NOT: there is none of these
    either. `day` is None for these two.
    """

    state: State
    day: int | None = None


def on_one_day(index: Graph, tie_ids: Sequence[str], period: Period | None = None) -> SameDay:
    """Whether the ties held on one same day of the period, or of all time where none is given.

    A tie's state on a day is the strongest of its live claims as of that day. That of a claim
    changes only on the days that `dates.changes` names, so that these and the first day of the
    period stand for all the others. Raises KeyError for an unknown tie.
    """
    within = period or ALL_TIME
    claims = [[index.claims[claim_id] for claim_id in index.tie_claims[t]] for t in tie_ids]
    turns = {within.first}
    for claim in (claim for tie in claims for claim in tie):
        if claim_status.live(claim) and not claim_status.planned(claim):
            spoken = index.attested(claim.id)
            turns.update(dates.changes(index.bounds(claim.id), claim.basis, spoken))
    best = State.NOT
    for turn in sorted(turn for turn in turns if within.first <= turn <= within.last):
        day = dates.period(date.fromordinal(turn).isoformat())
        state = _weakest(states.tie_state(index, tie_id, day).by_dates for tie_id in tie_ids)
        if state is State.HELD:
            return SameDay(state, turn)
        if state is State.POSSIBLY:
            best = state
    return SameDay(best)


def _weakest(states: Iterable[State]) -> State:
    least = State.HELD
    for state in states:
        if state is State.NOT:
            return state
        if state is State.POSSIBLY:
            least = state
    return least
