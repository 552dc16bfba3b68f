"""Intervals on one axis: the certain and possible times of ties, claims, events and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.asof import all_time, states, ties
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError, State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import yearly
from proxytui.wording import contested
from proxytui.wording.contested import Contested

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Bounds, Period
    from proxytui.model.filters import Filter
    from proxytui.wording.phrases import Namer


class Interval(NamedTuple):
    """Day ordinals: possibly so from `first` to `last`, surely in each unit of the calendar that
    meets `held_from` … `held_to` or holds one of the `acts` whole.

    MIN_DAY and MAX_DAY stand for an open end. Without any start given, `started` is False, and
    what lies before the first day that is known is not drawn. Nor is what is only possible outside
    of `spoken_from` … `spoken_to`, of which nobody speaks.
    """

    first: int
    last: int
    held_from: int
    held_to: int
    acts: tuple[tuple[int, int], ...] = ()
    started: bool = True
    spoken_from: int = MIN_DAY
    spoken_to: int = MAX_DAY

    @property
    def drawn(self) -> bool:
        """Whether any day of the interval is known."""
        return self.first <= self.last and self.first < MAX_DAY


class IntervalYears(NamedTuple):
    """Runs of years, ends included, 0 and 10000 for open ends: certain ones, and all that are
    possible; whether any start is given, and whether a source says that it goes on."""

    held: tuple[tuple[int, int], ...]
    possible: tuple[tuple[int, int], ...]
    started: bool
    goes_on: bool


class TimelineRow(NamedTuple):
    """A row of the timeline. `kind` is tie, claim, event, name or life, `id` that of the tie or
    record, `place` which of an actor's names, or 0 for its beginning and 1 for its end."""

    kind: str
    id: str
    place: int = 0


class TimelineGroup(NamedTuple):
    """Rows that stand together: `kind` is ties, whole (one tie), hops, claims, events or names.

    Ties are of one `type`, seen from the object where `inverse`; those that no publisher supports
    are not `reported` and stand after all others. `first` and `last` are the days
    between which all lies that any of them names, MAX_DAY and MIN_DAY where none names a day.
    """

    kind: str
    bands: tuple[TimelineRow, ...]
    type: str = ""
    inverse: bool = False
    first: int = MAX_DAY
    last: int = MIN_DAY
    reported: bool = True

    @property
    def key(self) -> str:
        """The key of the group among those of a timeline."""
        apart = "apart" * (not self.reported)
        return ":".join(filter(None, (self.kind, self.type, "in" * self.inverse, apart)))


# What is drawn


def actor_timeline(
    index: Graph,
    actor_id: str,
    filter_: Filter | None = None,
    *,
    show_all: bool = False,
    checkpoint: Checkpoint = never,
) -> list[TimelineGroup]:
    """An actor's names and ends, its ties by type and its events, each in the order of the days.

    With a filter, of the ties that it lets through over all time. Without `show_all`, ties that
    can hold at no date (planned, withdrawn) are left out.
    """
    actor = index.actors.get(actor_id)
    if actor is None:
        return []
    dated = (bool(name.since or name.until) for name in actor.names)
    names = [
        TimelineRow("name", actor_id, place) for place, has_date in enumerate(dated) if has_date
    ]
    ends = (actor.founded, actor.dissolved)
    life = [TimelineRow("life", actor_id, place) for place, end in enumerate(ends) if end]
    by_group: dict[tuple[bool, str, bool], list[TimelineRow]] = {}
    for tie_id in with_checkpoints(index.ties_of(actor_id), checkpoint, CLAIMS):
        counting = show_all or any(
            _can_hold(index, claim_id) for claim_id in index.tie_claims[tie_id]
        )
        if counting and all_time.passes(index, tie_id, filter_, actor_id):
            type_, _, object_ = index.ends[tie_id]
            inverse = object_ == actor_id and not CLAIM_TYPES[type_].symmetric
            reported = any(map(index.supported, index.tie_claims[tie_id]))
            by_group.setdefault((reported, type_, inverse), []).append(TimelineRow("tie", tie_id))
    groups = [_in_order(index, TimelineGroup("names", (*life, *names)))]
    groups += [
        _in_order(
            index,
            TimelineGroup("ties", tuple(bands), type_, inverse, reported=reported),
            checkpoint,
        )
        for reported in (True, False)
        for type_ in CLAIM_TYPES
        for inverse in (False, True)
        if (bands := by_group.get((reported, type_, inverse)))
    ]
    events = TimelineGroup("events", _event_rows(index, index.events_of(actor_id)))
    groups.append(_in_order(index, events, checkpoint))
    return [group for group in groups if group.bands]


def tie_timeline(index: Graph, tie_id: str, checkpoint: Checkpoint = never) -> list[TimelineGroup]:
    """A tie as a whole, its claims, and the events that name one of them."""
    claims = index.tie_claims.get(tie_id) or ()
    naming = dict.fromkeys(event for claim in claims for event in index.events_of_claim(claim))
    groups = [
        TimelineGroup("whole", (TimelineRow("tie", tie_id),) if claims else ()),
        TimelineGroup("claims", tuple(TimelineRow("claim", claim) for claim in claims)),
        TimelineGroup("events", _event_rows(index, naming)),
    ]
    return [_in_order(index, group, checkpoint) for group in groups if group.bands]


def path_timeline(index: Graph, tie_ids: Iterable[str]) -> list[TimelineGroup]:
    """Ties one below the other, as they are given: the hops of a path."""
    bands = tuple(TimelineRow("tie", tie_id) for tie_id in tie_ids if tie_id in index.tie_claims)
    return [_in_order(index, TimelineGroup("hops", bands))._replace(bands=bands)] if bands else []


def _event_rows(index: Graph, ids: Iterable[str]) -> tuple[TimelineRow, ...]:
    return tuple(TimelineRow("event", id_) for id_ in ids if id_ in index.events)


def _in_order(index: Graph, group: TimelineGroup, checkpoint: Checkpoint = never) -> TimelineGroup:
    """A group with its rows by the first day that is drawn, then the last; undated ones at the end.

    An actor's beginning and end stand before its names.
    """
    low, high = MAX_DAY, MIN_DAY
    placed: list[tuple[bool, int, int, TimelineRow]] = []
    for band in with_checkpoints(group.bands, checkpoint, CLAIMS):
        first = last = MAX_DAY
        for interval in intervals(index, band):
            if interval.drawn and (interval.first, interval.last) < (first, last):
                first, last = interval.first, interval.last
            for day in interval[:4]:
                if MIN_DAY < day < MAX_DAY:
                    low = day if day < low else low
                    high = day if day > high else high
        placed.append((band.kind != "life", first, last, band))
    placed.sort()
    return group._replace(bands=tuple(entry[3] for entry in placed), first=low, last=high)


# When it was


def intervals(index: Graph, band: TimelineRow) -> Iterator[Interval]:
    """The intervals of a row: of a tie, one for each claim that can hold at a date."""
    if band.kind == "tie":
        for claim_id in _shown_claims(index, band.id):
            yield from _claim_intervals(index, claim_id)
    elif band.kind == "claim":
        yield from _claim_intervals(index, band.id)
    elif band.kind == "event":
        event = index.events.get(band.id)
        for interval in _date_intervals(event.date if event else None):
            # Something that lasts fills all of its time, not one day of it.
            closed = MIN_DAY < interval.first < interval.last < MAX_DAY
            lasting = Interval(interval.first, interval.last, interval.first, interval.last)
            yield (
                lasting
                if event and event.lasts and closed and "/" in (event.date or "")
                else interval
            )
    elif band.id in index.actors:
        actor = index.actors[band.id]
        if band.kind == "life":
            yield from _date_intervals((actor.founded, actor.dissolved)[band.place])
        elif band.place < len(actor.names):
            name = actor.names[band.place]
            yield from _name_intervals(name.since, name.until)


def _shown_claims(index: Graph, tie_id: str) -> Sequence[str]:
    """The claims of a tie that a publisher supports; where none does, all of them."""
    claims = index.tie_claims.get(tie_id) or ()
    return [claim for claim in claims if index.supported(claim)] or claims


def _can_hold(index: Graph, claim_id: str) -> bool:
    """Whether a claim can hold at some date."""
    span = index.span(claim_id)
    if span is not claim_status.SINGLE_ACT:
        return span is not None
    claim = index.claims[claim_id]
    planned = claim_status.planned(claim)
    return claim_status.live(claim) and not planned and not index.bounds(claim_id).contradictory


def _claim_intervals(index: Graph, claim_id: str) -> Iterator[Interval]:
    span = index.span(claim_id)
    if span is None or not _can_hold(index, claim_id):
        return
    bounds = index.bounds(claim_id)
    if span is claim_status.SINGLE_ACT:
        first, last, held_from, held_to = (bounds[0], bounds[3], MAX_DAY, MIN_DAY)
        acts = yearly.readings(index, index.claims[claim_id])
    else:
        first, last, held_from, held_to = span[:4]
        acts = ()
    if not bounds.has_start:
        first = min(_first_known_day(bounds), held_from)
    spoken = index.reach(claim_id)
    yield Interval(first, last, held_from, held_to, acts, bounds.has_start, *spoken)


def _first_known_day(bounds: Bounds) -> int:
    """The first known day of a claim without a start: of its end, or of an attestation."""
    days = (bounds.latest_start, bounds.earliest_end)
    return min((day for day in days if MIN_DAY < day < MAX_DAY), default=MAX_DAY)


def _date_intervals(date: str | None) -> Iterator[Interval]:
    """The interval of something that came on some day of a date; none if it can't be read."""
    try:
        read = dates.parse(date) if date else None
    except DateError:
        return
    if read is not None:
        yield Interval(read.first, read.last, MAX_DAY, MIN_DAY, ((read.first, read.last),))


def _name_intervals(since: str | None, until: str | None) -> Iterator[Interval]:
    try:
        bounds = dates.bounds(since, until, None)
    except DateError:
        return
    if not bounds.contradictory:
        first, held_from, held_to, last = bounds[:4]
        first = first if since else _first_known_day(bounds)
        yield Interval(first, last, held_from, held_to, (), bool(since))


def reach(groups: Iterable[TimelineGroup]) -> tuple[int, int] | None:
    """The first and the last day that any group names; None where nothing has a date."""
    ends = [(group.first, group.last) for group in groups if group.first <= group.last]
    return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None


def years(index: Graph, band: TimelineRow) -> IntervalYears:
    """The years of a tie, claim or name, all of its intervals together."""
    drawn = [interval for interval in intervals(index, band) if interval.drawn]
    year = dates.year_of
    held = [(year(interval.held_from), year(interval.held_to)) for interval in drawn]
    held += [
        (year(b), year(e)) for interval in drawn for b, e in interval.acts if year(b) == year(e)
    ]
    claims = _shown_claims(index, band.id) if band.kind == "tie" else (band.id,)
    return IntervalYears(
        yearly.merged_runs(run for run in held if run[0] <= run[1]),
        yearly.merged_runs((year(interval.first), year(interval.last)) for interval in drawn),
        any(interval.started for interval in drawn),
        any(dates.is_open(index.told(c).until or "") for c in claims if c in index.claims),
    )


def state(index: Graph, band: TimelineRow, period: Period) -> State | None:
    """The state of a tie, claim or name as of a period; None for what happens on a day."""
    if band.kind == "tie":
        return states.tie_state(index, band.id, period)
    if band.kind == "claim":
        return states.claim_state(index, index.claims[band.id], period)
    if band.kind != "name":
        return None
    name = index.actors[band.id].names[band.place]
    try:
        return dates.state(dates.bounds(name.since, name.until, None), period)
    except DateError:
        return State.NOT


def undated(index: Graph, band: TimelineRow) -> str:
    """The words in a row without any day."""
    if band.kind == "claim":
        return wording.undated_words(index.told(band.id))
    claims = [index.told(claim_id) for claim_id in index.tie_claims.get(band.id) or ()]
    if band.kind != "tie" or not claims:
        return "no date given"
    # A withdrawn or planned claim says so only where the tie has no other.
    why = min(claims, key=lambda claim: (not claim_status.live(claim), claim_status.planned(claim)))
    return wording.undated_words(why)


def remarks(index: Graph, band: TimelineRow, lens: Lens) -> tuple[Contested, ...]:
    """Remarks on a tie or event that is not simply reported: its status, or that nobody supports
    it; that a source was changed since. None for most."""
    if band.kind == "event":
        event = index.events[band.id]
        flags = [flag for flag in ("planned", "alleged") if flag in event.flags]
        if event.status != "asserted":
            return (Contested((event.status,)),)
        return tuple(Contested((flag,), grave=False) for flag in flags[:1])
    if band.kind != "tie":
        return ()
    # A row is of all dates, and so is that nobody reports what it is of.
    unreported = contested.of_reporting(all_time.tie(index, band.id))
    tie = ties.tie(index, band.id, lens)
    if unreported:
        return (*unreported, *contested.of_sources(tie))
    return contested.remarks(tie)


def label(index: Graph, group: TimelineGroup, band: TimelineRow, centre: str, name: Namer) -> str:
    """The label of a row in a timeline of `centre`; foreign text, as it was recorded."""
    if band.kind == "event":
        return index.events[band.id].title
    if band.kind == "claim":
        return wording.claim_label(index.claims[band.id], index.source_names.get)
    if band.kind == "name":
        return index.actors[band.id].names[band.place].text
    if band.kind == "life":
        person = index.actors[band.id].kind == "person"
        return (("born", "died") if person else ("founded", "dissolved"))[band.place]
    if group.kind == "whole":
        return "in all"
    _, subject, object_ = index.ends[band.id]
    if group.kind == "hops":
        return f"{name(subject)} › {name(object_)}"
    return name(subject if object_ == centre else object_)


def heading(group: TimelineGroup) -> str:
    """The heading over a group; empty where its rows need none."""
    if group.type and not group.reported:
        return f"not reported: {wording.verb(group.type, group.inverse)}"
    if group.type:
        return wording.heading(group.type, group.inverse)
    return {"names": "own dates", "whole": "", "hops": ""}.get(group.kind, group.kind)
