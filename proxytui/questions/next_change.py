"""The next period at which the state of some ties changes."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

from proxytui.asof.states import tie_state
from proxytui.model import claim_status, dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.graph.index import Index
    from proxytui.model.dates import Period


_YEAR_DAYS = 366
_NEAR_DAYS = 3 * _YEAR_DAYS
"""Of the turns so near the next change is one, nearly always."""


def next_change(index: Index, tie_ids: Iterable[str], period: Period, step: int) -> Period | None:
    """The next (+1) or previous (-1) period in which a tie's state differs from the one before it.

    The period is a day, month or year, as the given one is, and lies after it, or before it; it
    is the first in which the changed state shows. None if nothing changes on that side.
    """
    turns = index.memo.of(_KeptTurns).of(index, tuple(dict.fromkeys(tie_ids)))
    reach = _NEAR_DAYS
    while turns:
        # No unit is longer than a year.
        low, high = period.last - _YEAR_DAYS, period.last + reach
        if step < 0:
            low, high = period.first - reach, period.first
        near = turns[bisect_left(turns, (low,)) : bisect_left(turns, (high + 1,))]
        turn, change = _first_change(index, near, period, step)
        # What lies beyond those looked at turns later, or backwards earlier.
        sure = turn <= high if step > 0 else turn > low + _YEAR_DAYS
        if change is not None and sure:
            return change
        if high >= turns[-1][0] if step > 0 else low <= turns[0][0]:
            return change
        reach *= 4
    return None


def _first_change(
    index: Index, turns: Iterable[_Turn], period: Period, step: int
) -> tuple[int, Period | None]:
    """The first turn among some, the last one backwards, that changes the state of its tie, and the
    period in which that shows; None where there is none."""
    unit = period.precision
    # By the earliest turn that each can be (the latest, backwards); of what is far away no more is
    # worked out than that.
    heap: list[tuple[int, bool, int, str]] = []
    for day, ends, tie_id in turns:
        if ends:
            heap.append(((day + 1 if step > 0 else day + _YEAR_DAYS) * step, True, day, tie_id))
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
            return turn, after
    return 0, None


_Turn: TypeAlias = tuple[int, bool, str]
"""A day from which, or with True until which, a tie's state may be another."""


class _KeptTurns:
    """The turns of the ties asked for last, in the order of their days: steps from change to change
    ask for those of the same ties, at a hub thousands."""

    def __init__(self) -> None:
        self._asked: tuple[int, tuple[str, ...]] = (-1, ())
        self._turns: list[_Turn] = []

    def of(self, index: Index, tie_ids: tuple[str, ...]) -> list[_Turn]:
        """The turns of some ties."""
        if self._asked != (index.version, tie_ids):
            self._asked = index.version, tie_ids
            self._turns = sorted(
                (day, ends, tie_id)
                for tie_id in tie_ids
                for claim_id in index.tie_claims.get(tie_id) or ()
                for day, ends in _turns(index, claim_id)
                if MIN_DAY < day < MAX_DAY
            )
        return self._turns

    def clear(self) -> None:
        """Forget all turns."""
        self._asked, self._turns = (-1, ()), []


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
