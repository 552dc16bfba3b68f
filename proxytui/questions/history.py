"""The history of an actor or a tie: starts, ends, events and names in the order of their days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import wording
from proxytui.asof import all_time
from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError
from proxytui.model.vocabulary import OFFICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Name


class HistoryEntry(msgspec.Struct, frozen=True):
    """Something said to have come at a date: `date` is EDTF as given, `records` are `table/id`.

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
"""The order of entries on one day: starts, then what happens, then ends."""


class HistoryItem(NamedTuple):
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
    def entry(self) -> HistoryEntry:
        """The entry with its words."""
        return HistoryEntry(self.date, self.day, self.kind, self.words(), (self.record,))


def entries(
    index: Index, actor_id: str, period: Period | None, filter_: Filter | None = None
) -> tuple[HistoryEntry, ...]:
    """The history of an actor, in order, what has no date last; () for an unknown one.

    Its ties' starts and ends, its leaders and offices, its dated names, and the events in which
    it takes part or that name its claims. Actors are called as they are at the period. With a
    filter, of the ties that it lets through over all time.
    """
    return tuple(item.entry for item in history_items(index, actor_id, period, filter_))


def history_items(
    index: Index, actor_id: str, period: Period | None, filter_: Filter | None = None
) -> list[HistoryItem]:
    """The entries of an actor, in order, without their words."""
    actor = index.actors.get(actor_id)
    if actor is None:
        return []
    ties = (t for t in index.ties_of(actor_id) if all_time.passes(index, t, filter_, actor_id))
    claims = [c for tie_id in ties for c in index.tie_claims[tie_id]]
    return _in_order(
        (
            *_name_entries(index, actor_id),
            *_claim_entries(index, claims, period),
            *_event_entries(index, claims, index.events_of(actor_id), period),
        )
    )


def tie_entries(
    index: Index, tie_id: str, period: Period | None = None
) -> tuple[HistoryEntry, ...]:
    """The history of a tie: its claims' starts and ends, and the events that name them."""
    return tuple(item.entry for item in tie_history_items(index, tie_id, period))


def tie_history_items(index: Index, tie_id: str, period: Period | None = None) -> list[HistoryItem]:
    """The entries of a tie, in order, without their words."""
    claims = index.tie_claims.get(tie_id) or ()
    return _in_order(
        (*_claim_entries(index, claims, period), *_event_entries(index, claims, (), period))
    )


def _in_order(items: Iterable[HistoryItem]) -> list[HistoryItem]:
    return sorted(items, key=lambda item: item[:6])


def _start_day(date: str | None, end: str | None = None) -> int:
    """The day by which a start or an event is sorted: that of `end` where only the latest day on
    which it can have started is given, and that lies after the end."""
    first, last = _day_range(date)
    if first > MIN_DAY:
        return first
    return min(last, _end_day(end)) if end else last


def _end_day(date: str | None, start: str | None = None) -> int:
    """The day by which an end is sorted: that of `start` where only the earliest day on which it
    can have ended is given, and that lies before the start."""
    first, last = _day_range(date)
    if last < MAX_DAY:
        return last
    return first if not start else max(first, _day_range(start)[0])


def _day_range(date: str | None) -> tuple[int, int]:
    """The first and the last day that a date may mean; none, and what is no date, is the last."""
    if not date or dates.is_open(date):
        return MAX_DAY, MAX_DAY
    try:
        read = dates.parse(date)
    except DateError:
        return MAX_DAY, MAX_DAY
    return read.first, read.last


def _claim_entries(
    index: Index, claim_ids: Iterable[str], period: Period | None
) -> Iterator[HistoryItem]:
    name, source = index.namer(period), index.source_names.get

    for claim_id in claim_ids:
        claim = index.told(claim_id)
        record = f"claims/{claim_id}"
        start = claim.since or None
        end = claim.until if claim.until and not dates.is_open(claim.until) else None
        reported = index.supported(claim_id)
        office = "office" if claim.type in OFFICES and reported else ""
        if not reported or not (start or end):
            words = partial(wording.claim_words, claim, name, source)
            date, kind = start or end, office or "claim"
            yield HistoryItem(_start_day(date), date is None, _DURING, kind, record, 0, date, words)
            continue
        if start:
            words = partial(wording.claim_words, claim, name, source)
            kind, day = office or "claim-start", _start_day(start, end)
            yield HistoryItem(day, False, _START, kind, record, 0, start, words)
        if end:
            # What was told in full at the start is not told again.
            tell = wording.end_words if start else wording.claim_words
            words = partial(tell, claim, name, source)
            kind, day = office or "claim-end", _end_day(end, start)
            yield HistoryItem(day, False, _END, kind, record, 1, end, words)


def _event_entries(
    index: Index, claim_ids: Iterable[str], event_ids: Iterable[str], period: Period | None
) -> Iterator[HistoryItem]:
    name, source = index.namer(period), index.source_names.get
    naming = (event for claim_id in claim_ids for event in index.events_of_claim(claim_id))
    for event_id in dict.fromkeys((*event_ids, *naming)):
        event = index.events.get(event_id)
        if event is not None:
            date = event.date or None
            words = partial(wording.event_words, event, name, source)
            record = f"events/{event_id}"
            yield HistoryItem(
                _start_day(date), date is None, _DURING, "event", record, 0, date, words
            )


def _name_entries(index: Index, actor_id: str) -> Iterator[HistoryItem]:
    """Names with a date, and former ones without; a name that it simply has is no change."""
    record = f"actors/{actor_id}"

    def say(lead: str, name: Name) -> str:
        return f"Name, {lead}: {wording.name_words(name)}"

    # The entry has its own date beside it.
    without = msgspec.structs.replace

    for place, name in enumerate(index.actors[actor_id].names):
        ends = bool(name.until) and not dates.is_open(name.until or "")
        if name.since:
            words = partial(say, "start given", without(name, since=None))
            day = _start_day(name.since, name.until if ends else None)
            yield HistoryItem(day, False, _START, "name", record, place, name.since, words)
        if ends:
            words = partial(say, "end given", without(name, until=None))
            day = _end_day(name.until, name.since)
            yield HistoryItem(day, False, _END, "name", record, place, name.until, words)
        if name.type == "former" and not name.since and not ends:
            words = partial(say, "no date given", name)
            yield HistoryItem(MAX_DAY, True, _DURING, "name", record, place, None, words)
