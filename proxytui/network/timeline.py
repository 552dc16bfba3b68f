"""What came when: the history of an actor or a tie, ties by year, and the next change."""

from __future__ import annotations

from functools import lru_cache, partial
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import wording
from proxytui.model import dates, nearness
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError
from proxytui.network import ever, standing
from proxytui.network import lens as lenses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim, Name
    from proxytui.network.index import Index

# History


class Entry(msgspec.Struct, frozen=True):
    """One thing said to have come at a date: `date` is EDTF as given, `records` are `table/id`.

    `kind` is claim-start, claim-end, claim, event, name or office: a claim without a start and an
    end, or one that no source supports, begins and ends nothing. `day` is the ordinal it is sorted
    by, MAX_DAY where no date is given.
    """

    date: str | None
    day: int
    kind: str
    words: str
    records: tuple[str, ...]


_START, _DURING, _END = range(3)
"""What comes first on one day: what starts then, what happens, what ends with it."""


class Dated(NamedTuple):
    """An entry whose words are made when they are asked for; the fields are in sorting order.

    `part` says whether it is a start, something that happens, or an end.
    """

    day: int
    undated: bool
    part: int
    kind: str
    record: str
    place: int
    date: str | None
    words: Callable[[], str]

    @property
    def entry(self) -> Entry:
        """The entry with its words."""
        return Entry(self.date, self.day, self.kind, self.words(), (self.record,))


def entries(
    index: Index, actor_id: str, period: Period | None, wanted: Filter | None = None
) -> tuple[Entry, ...]:
    """The history of an actor, in order, what has no date last; () for an unknown one.

    Its ties' starts and ends, its leaders and offices, its dated names, and the events in which
    it takes part or that name its claims. Actors are called as they are at the period. With a
    filter, of the ties that it lets through over all time.
    """
    return tuple(one.entry for one in dated(index, actor_id, period, wanted))


def dated(
    index: Index, actor_id: str, period: Period | None, wanted: Filter | None = None
) -> list[Dated]:
    """The entries of an actor, in order, without their words."""
    actor = index.actors.get(actor_id)
    if actor is None:
        return []
    ties = (t for t in index.ties_of(actor_id) if ever.passes(index, t, wanted, actor_id))
    claims = [c for tie_id in ties for c in index.tie_claims[tie_id]]
    return _ordered(
        (
            *_name_entries(index, actor_id),
            *_claim_entries(index, claims, period),
            *_event_entries(index, claims, index.events_of(actor_id), period),
        )
    )


def tie_entries(index: Index, tie_id: str, period: Period | None = None) -> tuple[Entry, ...]:
    """The same of a tie: its claims' starts and ends, and the events that name them."""
    return tuple(one.entry for one in tie_dated(index, tie_id, period))


def tie_dated(index: Index, tie_id: str, period: Period | None = None) -> list[Dated]:
    """The entries of a tie, in order, without their words."""
    claims = index.tie_claims.get(tie_id, ())
    return _ordered(
        (*_claim_entries(index, claims, period), *_event_entries(index, claims, (), period))
    )


def _ordered(found: Iterable[Dated]) -> list[Dated]:
    return sorted(found, key=lambda one: one[:6])


def _first(given: str | None, end: str | None = None) -> int:
    """The day by which a start or an event is sorted: that of `end` where only the latest day on
    which it can have started is given, and that lies after the end."""
    first, last = _days(given)
    if first > MIN_DAY:
        return first
    return min(last, _last(end)) if end else last


def _last(given: str | None, start: str | None = None) -> int:
    """The day by which an end is sorted: that of `start` where only the earliest day on which it
    can have ended is given, and that lies before the start."""
    first, last = _days(given)
    if last < MAX_DAY:
        return last
    return first if not start else max(first, _days(start)[0])


def _days(given: str | None) -> tuple[int, int]:
    """The first and the last day that a date may mean; none, and what is no date, is the last."""
    if not given or dates.is_open(given):
        return MAX_DAY, MAX_DAY
    try:
        read = dates.parse(given)
    except DateError:
        return MAX_DAY, MAX_DAY
    return read.first, read.last


def _claim_entries(
    index: Index, claim_ids: Iterable[str], period: Period | None
) -> Iterator[Dated]:
    name, source = index.namer(period), index.sources.get

    def say(lead: str, claim: Claim) -> str:
        return f"{lead}. {wording.claim_words(claim, name, source)}"

    for claim_id in claim_ids:
        claim = index.claims[claim_id]
        record = f"claims/{claim_id}"
        start = claim.since or None
        end = claim.until if claim.until and not dates.is_open(claim.until) else None
        reported = index.supported(claim_id)
        office = "office" if claim.type == "leads" and reported else ""
        if not reported or not (start or end):
            words = partial(wording.claim_words, claim, name, source)
            given, kind = start or end, office or "claim"
            yield Dated(_first(given), given is None, _DURING, kind, record, 0, given, words)
            continue
        if start:
            words = partial(say, "Start given", claim)
            kind, day = office or "claim-start", _first(start, end)
            yield Dated(day, False, _START, kind, record, 0, start, words)
        if end:
            # What was told in full at the start is not told again.
            words = partial(wording.end_words, claim, name, source)
            words = words if start else partial(say, "End given", claim)
            kind, day = office or "claim-end", _last(end, start)
            yield Dated(day, False, _END, kind, record, 1, end, words)


def _event_entries(
    index: Index, claim_ids: Iterable[str], event_ids: Iterable[str], period: Period | None
) -> Iterator[Dated]:
    name, source = index.namer(period), index.sources.get
    naming = (event for claim_id in claim_ids for event in index.events_of_claim(claim_id))
    for event_id in dict.fromkeys((*event_ids, *naming)):
        event = index.events.get(event_id)
        if event is not None:
            given = event.date or None
            words = partial(wording.event_words, event, name, source)
            record = f"events/{event_id}"
            yield Dated(_first(given), given is None, _DURING, "event", record, 0, given, words)


def _name_entries(index: Index, actor_id: str) -> Iterator[Dated]:
    """Names with a date, and former ones without; a name that it simply has is no change."""
    record = f"actors/{actor_id}"

    def say(lead: str, name: Name) -> str:
        return f"Name, {lead}: {wording.name_words(name)}"

    for place, name in enumerate(index.actors[actor_id].names):
        ends = bool(name.until) and not dates.is_open(name.until or "")
        if name.since:
            words = partial(say, "start given", name)
            day = _first(name.since, name.until if ends else None)
            yield Dated(day, False, _START, "name", record, place, name.since, words)
        if ends:
            words = partial(say, "end given", name)
            day = _last(name.until, name.since)
            yield Dated(day, False, _END, "name", record, place, name.until, words)
        if name.type == "former" and not name.since and not ends:
            words = partial(say, "no date given", name)
            yield Dated(MAX_DAY, True, _DURING, "name", record, place, None, words)


# Ties by year


# Days repeat a lot among claims, and a year takes four times as long to work out as to look up.
year_of = lru_cache(2**16)(dates.year_of)


class Years(NamedTuple):
    """How many ties were held, and how many possibly, in `first` and each year after it."""

    first: int
    held: tuple[int, ...]
    possible: tuple[int, ...]


class Drawn(NamedTuple):
    """The years of one claim, ends included: drawn at all, and held; and `named`, the first and
    the last of those that its dates name, empty without any."""

    drawn: list[tuple[int, int]]
    held: list[tuple[int, int]]
    named: tuple[int, ...]


def years(
    index: Index,
    actor_id: str | None,
    first: int | None = None,
    last: int | None = None,
    wanted: Filter | None = None,
) -> Years:
    """The ties at an actor, or all of them, by year, each by its strongest state.

    What is *possibly* so for want of any start is left out. `first` and `last` default to the
    earliest and latest year that a bound of these ties lies in. Takes time by claims, not years.
    With a filter only the ties that it lets through over all time.
    """
    tie_ids = index.tie_claims if actor_id is None else index.ties_of(actor_id)
    ties = [
        [one for claim_id in index.tie_claims[tie_id] if (one := years_drawn(index, claim_id))]
        for tie_id in tie_ids
        if ever.passes(index, tie_id, wanted, actor_id or "")
    ]
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
            for start, end in _united(runs) if len(runs) > 1 else runs:
                if start <= last and end >= first:
                    counts[max(start, first) - first] += 1
                    counts[min(end, last) - first + 1] -= 1
    certain, drawn = _summed(held[:size]), _summed(either[:size])
    return Years(first, certain, tuple(d - h for d, h in zip(drawn, certain, strict=True)))


def years_drawn(index: Index, claim_id: str) -> Drawn | None:
    """Where a claim is drawn in a bar of years; None if nowhere.

    Not in years of which nobody speaks, nor before the first known day of what has no start.
    """
    claim = index.claims[claim_id]
    bounds = index.bounds(claim_id)
    spoken_from, spoken_to = index.reach(claim_id)
    if claim.basis == "within":
        if not standing.live(claim) or standing.planned(claim) or bounds.contradictory:
            return None
        whole = (year_of(bounds.earliest_start), year_of(bounds.latest_end))
        held = [(year, year) for year in _years_within(index, claim)]
    else:
        span = standing.span(claim, bounds, index.reach(claim_id), index.supported(claim_id))
        if span is None:
            return None
        whole = (year_of(span.first), year_of(span.last))
        held = [(year_of(span.held_from), year_of(span.held_to))]
        held = [run for run in held if run[0] <= run[1]]
    if not bounds.has_start:
        # From the latest start on it is only the end that is unknown.
        whole = (max(whole[0], year_of(bounds.latest_start)), whole[1])
    whole = (max(whole[0], year_of(spoken_from)), min(whole[1], year_of(spoken_to)))
    known = nearness.known_days(index.own_bounds(claim_id), index.attested(claim_id))
    named = tuple(map(year_of, known)) if known else ()
    return Drawn([whole] if whole[0] <= whole[1] else held, held, named)


def readings(index: Index, claim: Claim) -> tuple[tuple[int, int], ...]:
    """The readings of a single act: some day of the span, and of each attested date in it."""
    if not index.supported(claim.id):
        return ()
    bounds = index.bounds(claim.id)
    found = [(bounds.earliest_start, bounds.latest_end)]
    for text in index.attested(claim.id) or ():
        spoken = dates.parse(text)
        if spoken.first <= bounds.latest_end and bounds.earliest_start <= spoken.last:
            start = max(spoken.first, bounds.earliest_start)
            found.append((start, min(spoken.last, bounds.latest_end)))
    return tuple(found)


def _years_within(index: Index, claim: Claim) -> list[int]:
    """The years that hold a whole reading of an act said to lie within a span."""
    ends = ((year_of(start), year_of(end)) for start, end in readings(index, claim))
    return sorted({start for start, end in ends if start == end and 1 <= start <= 9999})


def _united(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs without overlap, so that a tie counts once a year."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _summed(steps: list[int]) -> tuple[int, ...]:
    total, made = 0, []
    for step in steps:
        total += step
        made.append(total)
    return tuple(made)


# Changes


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
        for claim_id in index.tie_claims.get(tie_id, ()):
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
        states = (lenses.tie_state(index, tie_id, unit) for unit in (before, after))
        if len({state.by_dates for state in states}) > 1:
            return after
    return None


def _turns(index: Index, claim_id: str) -> list[tuple[int, bool]]:
    """The days from which, or with True the days until which, a claim's state may be another."""
    span = index.span(claim_id)
    if span is None:
        return []
    if span is not standing.ACT:
        first, last, held_from, held_to = span[:4]
        return [(first, False), (held_from, False), (last, True), (held_to, True)]
    claim = index.claims[claim_id]
    if standing.live(claim) and not standing.planned(claim):
        bounds = index.bounds(claim_id)
        spoken = [dates.parse(text) for text in index.attested(claim_id) or ()]
        starts = {bounds.earliest_start, *(max(s.first, bounds.earliest_start) for s in spoken)}
        ends = {bounds.latest_end, *(min(s.last, bounds.latest_end) for s in spoken)}
    else:
        return []
    return [(day, False) for day in starts] + [(day, True) for day in ends]
