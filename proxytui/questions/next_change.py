"""The next period at which the state of some ties changes."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from proxytui.asof.states import tie_state
from proxytui.model import claim_status, dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.graph.index import Index
    from proxytui.model.dates import Period


def next_change(index: Index, tie_ids: Iterable[str], period: Period, step: int) -> Period | None:
    """The next (+1) or previous (-1) period in which a tie's state differs from the one before it.

    The period is a day, month or year, as the given one is, and lies after it, or before it; it
    is the first in which the changed state shows. None if nothing changes on that side.
    """
    unit = period.precision
    # By the earliest turn that each can be (the latest, backwards); of what is far away no more is
    # worked out than that.
    heap: list[tuple[int, bool, int, str]] = []
    for tie_id in dict.fromkeys(tie_ids):
        for claim_id in index.tie_claims.get(tie_id) or ():
            for day, ends in _turns(index, claim_id):
                # No unit is longer than a year.
                if not (period.last - 366 <= day if step > 0 else day <= period.first):
                    continue
                if not MIN_DAY < day < MAX_DAY:
                    continue
                if ends:
                    heap.append(((day + 1 if step > 0 else day + 366) * step, True, day, tie_id))
                elif step < 0 or day > period.last:
                    heap.append((day * step, False, day, tie_id))
    heapify(heap)
    while heap:
        _, ends, day, tie_id = heappop(heap)
        # A state lasts until the end of the unit that its last day lies in.
        turn = dates.around(day, unit).last + 1 if ends else day
        if not (period.last < turn < MAX_DAY if step > 0 else turn < period.first):
            continue
        if ends:
            heappush(heap, (turn * step, False, turn, tie_id))
            continue
        after = dates.around(turn, unit)
        try:
            before = dates.shift(after, -1)
        except DateError:
            continue
        # That nobody speaks of it any more is no change on a day.
        states = (tie_state(index, tie_id, unit) for unit in (before, after))
        if len({state.by_dates for state in states}) > 1:
            return after
    return None


def _turns(index: Index, claim_id: str) -> list[tuple[int, bool]]:
    """The days from which, or with True the days until which, a claim's state may be another."""
    span = index.span(claim_id)
    if span is None:
        return []
    if span is not claim_status.SINGLE_ACT:
        first, last, held_from, held_to = span[:4]
        return [(first, False), (held_from, False), (last, True), (held_to, True)]
    claim = index.claims[claim_id]
    if claim_status.live(claim) and not claim_status.planned(claim):
        bounds = index.bounds(claim_id)
        spoken = [dates.parse(text) for text in index.attested(claim_id) or ()]
        starts = {bounds.earliest_start, *(max(s.first, bounds.earliest_start) for s in spoken)}
        ends = {bounds.latest_end, *(min(s.last, bounds.latest_end) for s in spoken)}
    else:
        return []
    return [(day, False) for day in starts] + [(day, True) for day in ends]
