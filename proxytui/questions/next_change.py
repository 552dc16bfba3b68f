"""The next period at which the state of some ties changes."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

from proxytui.asof.states import tie_state
from proxytui.model import claim_status, dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

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
    turns = index.memo.of(_KeptTurns).of(index, tie_ids)
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
    for day, kind, tie_id in turns:
        if kind == _SPOKEN:
            continue
        if kind == _LAST:
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


def turning_ties(index: Index, tie_ids: Iterable[str], before: Period, after: Period) -> list[str]:
    """The ties among some, in their order, whose claims may stand otherwise in the later of two
    periods: few, so that a close look at each is quick."""
    ids = tuple(tie_ids)
    turns = index.memo.of(_KeptTurns).of(index, ids)
    near = turns[bisect_left(turns, (before.first,)) : bisect_left(turns, (after.last + 1,))]
    turning = {tie_id for _, _, tie_id in near}
    return [tie_id for tie_id in ids if tie_id in turning]


_FIRST, _LAST, _SPOKEN = range(3)
_Turn: TypeAlias = tuple[int, int, str]
"""A day from which, or with `_LAST` until which, a tie's state may be another by its dates; with
`_SPOKEN` a day from which or until which somebody speaks of it."""


class _KeptTurns:
    """The turns of the ties asked for last, in the order of their days: steps from change to change
    ask for those of nearly the same ties, at a hub thousands."""

    def __init__(self) -> None:
        self._version = -1
        self._ties: Set[str] = frozenset()
        self._turns: list[_Turn] = []

    def of(self, index: Index, tie_ids: Iterable[str]) -> list[_Turn]:
        """The turns of some ties."""
        wanted = frozenset(tie_ids)
        if self._version == index.version and wanted == self._ties:
            return self._turns
        touched = index.touched_since(self._version)
        kept = frozenset[str]()
        if touched is not None:
            kept = (wanted & self._ties) - touched.ties.keys()
        if len(kept) < len(self._ties):
            self._turns = [turn for turn in self._turns if turn[2] in kept]
        self._version, self._ties = index.version, wanted
        self._turns += [
            (day, kind, tie_id)
            for tie_id in wanted - kept
            for claim_id in index.tie_claims.get(tie_id) or ()
            for day, kind in _turns(index, claim_id)
            if MIN_DAY < day < MAX_DAY
        ]
        self._turns.sort()
        return self._turns

    def clear(self) -> None:
        """Forget all turns."""
        self._version, self._ties, self._turns = -1, frozenset(), []


def _turns(index: Index, claim_id: str) -> list[tuple[int, int]]:
    """The days from which, or until which, a claim's state may be another, each with its kind."""
    span = index.span(claim_id)
    if span is None:
        return []
    if span is not claim_status.SINGLE_ACT:
        first, last, held_from, held_to, spoken_from, spoken_to = span[:6]
        starts, ends = {first, held_from}, {last, held_to}
    else:
        claim = index.claims[claim_id]
        if not claim_status.live(claim) or claim_status.planned(claim):
            return []
        bounds = index.bounds(claim_id)
        spoken = [dates.parse(text) for text in index.attested(claim_id) or ()]
        starts = {bounds.earliest_start, *(max(s.first, bounds.earliest_start) for s in spoken)}
        ends = {bounds.latest_end, *(min(s.last, bounds.latest_end) for s in spoken)}
        spoken_from, spoken_to = index.reach(claim_id)
    return [
        *((day, _FIRST) for day in starts),
        *((day, _LAST) for day in ends),
        *((day, _SPOKEN) for day in (spoken_from, spoken_to)),
    ]
