"""Whether a publisher reports a tie as of a date, from the spans of its claims alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.states import state_at
from proxytui.model.dates import State
from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period


def reported_state(index: Graph, tie_id: str, period: Period) -> State:
    """HELD, or POSSIBLY where a publisher supports a claim that is possible; NOT for a tie that
    nobody reports or speaks of then. A claim takes a microsecond once it was looked at."""
    best = State.NOT
    for claim_id in index.tie_claims[tie_id]:
        state = state_at(index, claim_id, period.first, period.last, period)
        if state is State.HELD:
            return state
        if state is State.POSSIBLY and index.summary(claim_id).support is Standing.SUPPORTED:
            best = state
    return best
