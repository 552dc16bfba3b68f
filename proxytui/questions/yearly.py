"""Ties by year: how many are held or possibly so, and the years in which a claim is drawn."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof import all_time
from proxytui.model import claim_status, dates, nearness
from proxytui.model.dates import MIN_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.model.claim_status import StateSpan
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim


# Days repeat a lot among claims, and a year takes four times as long to work out as to look up.
year_of = lru_cache(2**16)(dates.year_of)


class YearCounts(NamedTuple):
    """The numbers of held and of possible ties in `first` and each year after it."""

    first: int
    held: tuple[int, ...]
    possible: tuple[int, ...]


class YearRuns(NamedTuple):
    """The years of one claim, ends included: drawn at all, and held; and `named`, the first and
    the last of those that its dates name, empty without any."""

    drawn: tuple[tuple[int, int], ...]
    held: tuple[tuple[int, int], ...]
    named: tuple[int, ...]


def years(
    index: Graph,
    actor_id: str | None,
    first: int | None = None,
    last: int | None = None,
    filter_: Filter | None = None,
) -> YearCounts:
    """The ties at an actor, or all of them, by year, each by its strongest state.

    What is *possibly* so for want of any start is left out. `first` and `last` default to the
    earliest and latest year that a bound of these ties lies in. Takes time by claims, not years.
    With a filter only the ties that it lets through over all time.
    """
    tie_ids = index.iter_ties() if actor_id is None else index.ties_of(actor_id)
    ties = [
        _runs(index, tie_id)
        for tie_id in tie_ids
        if all_time.passes(index, tie_id, filter_, actor_id or "")
    ]
    return _counted(ties, first, last)


class ActorYears:
    """The ties at an actor by year as `years` counts them, brought up to date after a change by
    looking only at what it touched."""

    def __init__(self, index: Graph, actor: str, filter_: Filter | None = None) -> None:
        self._index, self._actor, self._filter = index, actor, filter_
        self._version = -1
        self._ties: dict[str, list[YearRuns]] = {}
        self._counts = YearCounts(0, (), ())

    def is_of(self, actor: str, filter_: Filter | None) -> bool:
        """Whether these are the years of an actor under a filter."""
        return (self._actor, self._filter) == (actor, filter_)

    def counts(self) -> YearCounts:
        """The counts as they stand now."""
        index = self._index
        if self._version != index.version:
            touched = index.touched_since(self._version)
            self._version = index.version
            # What a filter lets through may hang on other records.
            if touched is None or self._filter is not None:
                self._look_at(index.ties_of(self._actor), {})
            elif at_actor := touched.at(self._actor):
                kept = {t: runs for t, runs in self._ties.items() if t not in at_actor}
                self._look_at((t for t in at_actor if index.tie_claims.get(t)), kept)
        return self._counts

    def _look_at(self, tie_ids: Iterable[str], kept: dict[str, list[YearRuns]]) -> None:
        index, filter_ = self._index, self._filter
        for tie_id in tie_ids:
            if all_time.passes(index, tie_id, filter_, self._actor):
                kept[tie_id] = _runs(index, tie_id)
        self._ties = kept
        self._counts = _counted(list(kept.values()))


def _runs(index: Graph, tie_id: str) -> list[YearRuns]:
    """The years of those claims of a tie that are drawn."""
    runs = (years_drawn(index, claim_id) for claim_id in index.tie_claims[tie_id])
    return [run for run in runs if run]


def _counted(
    ties: Sequence[list[YearRuns]], first: int | None = None, last: int | None = None
) -> YearCounts:
    if first is None or last is None:
        named = [year for tie in ties for claim in tie for year in claim.named]
        first = min(named, default=0) if first is None else first
        last = max(named, default=first - 1) if last is None else last
    size = max(0, last - first + 1)
    held, either = [0] * (size + 1), [0] * (size + 1)
    for tie in ties:
        for counts, runs in (
            (held, [run for claim in tie for run in claim.held]),
            (either, [run for claim in tie for run in claim.drawn]),
        ):
            for start, end in merged_runs(runs) if len(runs) > 1 else runs:
                if start <= last and end >= first:
                    counts[max(start, first) - first] += 1
                    counts[min(end, last) - first + 1] -= 1
    certain, drawn = tuple(accumulate(held[:size])), accumulate(either[:size])
    return YearCounts(first, certain, tuple(d - h for d, h in zip(drawn, certain, strict=True)))


def years_drawn(index: Graph, claim_id: str) -> YearRuns | None:
    """The years in which a claim is drawn in a bar of years; None if in none.

    Not drawn are years of which nobody speaks, and for want of a start those before the first day
    that is known.
    """
    span = index.span(claim_id)
    if span is None:
        return None
    spoken = span.spoken_from, span.spoken_to
    if span.first > MIN_DAY and (named := nearness.years_known(spoken)) is not None:
        # So it is with most claims: these need not be read again.
        whole = (year_of(span.first), year_of(span.last))
        return _runs_spoken_of(whole, _held_years(span), spoken, named)
    claim = index.claims[claim_id]
    bounds = index.bounds(claim_id)
    if span is claim_status.SINGLE_ACT:
        spoken = index.reach(claim_id)
        if not claim_status.live(claim) or claim_status.planned(claim) or bounds.contradictory:
            return None
        whole = (year_of(bounds.earliest_start), year_of(bounds.latest_end))
        held = tuple((year, year) for year in _years_within(index, claim))
    else:
        whole, held = (year_of(span.first), year_of(span.last)), _held_years(span)
    if not bounds.has_start:
        # From the latest start on it is only the end that is unknown.
        whole = (max(whole[0], year_of(bounds.latest_start)), whole[1])
    known = nearness.known_days(index.own_bounds(claim_id), index.attested(claim_id))
    return _runs_spoken_of(whole, held, spoken, tuple(map(year_of, known)) if known else ())


def _held_years(span: StateSpan) -> tuple[tuple[int, int], ...]:
    """The run of years in which a claim is held; none where it never is."""
    first, last = year_of(span.held_from), year_of(span.held_to)
    return ((first, last),) if first <= last else ()


def _runs_spoken_of(
    whole: tuple[int, int],
    held: tuple[tuple[int, int], ...],
    spoken: tuple[int, int],
    named: tuple[int, ...],
) -> YearRuns:
    """The years of a claim, without those of which nobody speaks."""
    drawn = max(whole[0], year_of(spoken[0])), min(whole[1], year_of(spoken[1]))
    return YearRuns((drawn,) if drawn[0] <= drawn[1] else held, held, named)


def readings(index: Graph, claim: Claim) -> tuple[tuple[int, int], ...]:
    """The readings of a single act: some day of the span, and of each attested date in it."""
    if not index.supported(claim.id):
        return ()
    return tuple(dates.acts(index.bounds(claim.id), index.attested(claim.id)))


def _years_within(index: Graph, claim: Claim) -> list[int]:
    """The years that hold a whole reading of an act said to lie within a span."""
    ends = ((year_of(start), year_of(end)) for start, end in readings(index, claim))
    return sorted({start for start, end in ends if start == end and 1 <= start <= 9999})


def merged_runs(runs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Runs of years in order, those that overlap or follow on each other as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
