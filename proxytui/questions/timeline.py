"""Intervals on one axis: when ties, claims, events and names surely were, and when possibly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.asof import all_time, states, ties
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError, State
from proxytui.model.vocabulary import CLAIM_TYPES, Status
from proxytui.questions import yearly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
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
        """Whether any day of it is known."""
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
    """Bands that stand together: `kind` is ties, whole (one tie), hops, claims, events or names.

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
        """What tells it from the other groups of a timeline."""
        apart = "apart" * (not self.reported)
        return ":".join(filter(None, (self.kind, self.type, "in" * self.inverse, apart)))


# What is drawn


def of_actor(
    index: Index,
    actor_id: str,
    wanted: Filter | None = None,
    *,
    show_all: bool = False,
    checkpoint: Checkpoint = never,
) -> list[TimelineGroup]:
    """An actor's names and ends, its ties by type and its events, each in the order of the days.

    With a filter, of the ties that it lets through over all time. Without `show_all`, ties that
    can hold at no date (planned, withdrawn) are left out. `checkpoint` is called where the work
    can be interrupted.
    """
    actor = index.actors.get(actor_id)
    if actor is None:
        return []
    dated = (bool(name.since or name.until) for name in actor.names)
    names = [TimelineRow("name", actor_id, place) for place, given in enumerate(dated) if given]
    ends = (actor.founded, actor.dissolved)
    life = [TimelineRow("life", actor_id, place) for place, given in enumerate(ends) if given]
    found: dict[tuple[bool, str, bool], list[TimelineRow]] = {}
    for tie_id in with_checkpoints(index.ties_of(actor_id), checkpoint, CLAIMS):
        counting = show_all or any(_counts(index, one) for one in index.tie_claims[tie_id])
        if counting and all_time.passes(index, tie_id, wanted, actor_id):
            type_, _, object_ = index.ends[tie_id]
            inverse = object_ == actor_id and not CLAIM_TYPES[type_].symmetric
            reported = any(map(index.supported, index.tie_claims[tie_id]))
            found.setdefault((reported, type_, inverse), []).append(TimelineRow("tie", tie_id))
    made = [_ordered(index, TimelineGroup("names", (*life, *names)))]
    made += [
        _ordered(
            index,
            TimelineGroup("ties", tuple(bands), type_, inverse, reported=reported),
            checkpoint,
        )
        for reported in (True, False)
        for type_ in CLAIM_TYPES
        for inverse in (False, True)
        if (bands := found.get((reported, type_, inverse)))
    ]
    events = TimelineGroup("events", _events(index, index.events_of(actor_id)))
    made.append(_ordered(index, events, checkpoint))
    return [group for group in made if group.bands]


def of_tie(index: Index, tie_id: str, checkpoint: Checkpoint = never) -> list[TimelineGroup]:
    """A tie as a whole, its claims, and the events that name one of them."""
    claims = index.tie_claims.get(tie_id) or ()
    naming = dict.fromkeys(event for claim in claims for event in index.events_of_claim(claim))
    made = [
        TimelineGroup("whole", (TimelineRow("tie", tie_id),) if claims else ()),
        TimelineGroup("claims", tuple(TimelineRow("claim", claim) for claim in claims)),
        TimelineGroup("events", _events(index, naming)),
    ]
    return [_ordered(index, group, checkpoint) for group in made if group.bands]


def of_ties(index: Index, tie_ids: Iterable[str]) -> list[TimelineGroup]:
    """Ties one below the other, as they are given: the hops of a path."""
    bands = tuple(TimelineRow("tie", tie_id) for tie_id in tie_ids if tie_id in index.tie_claims)
    return [_ordered(index, TimelineGroup("hops", bands))._replace(bands=bands)] if bands else []


def _events(index: Index, ids: Iterable[str]) -> tuple[TimelineRow, ...]:
    return tuple(TimelineRow("event", id_) for id_ in ids if id_ in index.events)


def _ordered(index: Index, group: TimelineGroup, checkpoint: Checkpoint = never) -> TimelineGroup:
    """Its bands by the first day that is drawn, then the last one; without a date, at the end.

    An actor's beginning and end stand before its names.
    """
    low, high = MAX_DAY, MIN_DAY
    placed: list[tuple[bool, int, int, TimelineRow]] = []
    for band in with_checkpoints(group.bands, checkpoint, CLAIMS):
        first = last = MAX_DAY
        for one in stretches(index, band):
            if one.drawn and (one.first, one.last) < (first, last):
                first, last = one.first, one.last
            for day in one[:4]:
                if MIN_DAY < day < MAX_DAY:
                    low = day if day < low else low
                    high = day if day > high else high
        placed.append((band.kind != "life", first, last, band))
    placed.sort()
    return group._replace(bands=tuple(one[3] for one in placed), first=low, last=high)


# When it was


def stretches(index: Index, band: TimelineRow) -> Iterator[Interval]:
    """The stretches that make up a band: one for each claim of a tie that can hold at a date."""
    if band.kind == "tie":
        for claim_id in _told(index, band.id):
            yield from _of_claim(index, claim_id)
    elif band.kind == "claim":
        yield from _of_claim(index, band.id)
    elif band.kind == "event":
        event = index.events.get(band.id)
        for one in _of_date(event.date if event else None):
            # What lasts is there all the time, and no single day of it.
            closed = MIN_DAY < one.first < one.last < MAX_DAY
            lasting = Interval(one.first, one.last, one.first, one.last)
            yield lasting if event and event.lasts and closed and "/" in (event.date or "") else one
    elif band.id in index.actors:
        actor = index.actors[band.id]
        if band.kind == "life":
            yield from _of_date((actor.founded, actor.dissolved)[band.place])
        elif band.place < len(actor.names):
            name = actor.names[band.place]
            yield from _of_name(name.since, name.until)


def _told(index: Index, tie_id: str) -> Sequence[str]:
    """The claims of a tie that a publisher supports; where none does, all of them."""
    claims = index.tie_claims.get(tie_id) or ()
    return [claim for claim in claims if index.supported(claim)] or claims


def _counts(index: Index, claim_id: str) -> bool:
    """Whether a claim can hold at some date."""
    span = index.span(claim_id)
    if span is not claim_status.SINGLE_ACT:
        return span is not None
    claim = index.claims[claim_id]
    planned = claim_status.planned(claim)
    return claim_status.live(claim) and not planned and not index.bounds(claim_id).contradictory


def _of_claim(index: Index, claim_id: str) -> Iterator[Interval]:
    span = index.span(claim_id)
    if span is None or not _counts(index, claim_id):
        return
    bounds = index.bounds(claim_id)
    if span is claim_status.SINGLE_ACT:
        first, last, held_from, held_to = (bounds[0], bounds[3], MAX_DAY, MIN_DAY)
        acts = yearly.readings(index, index.claims[claim_id])
    else:
        first, last, held_from, held_to = span[:4]
        acts = ()
    if not bounds.has_start:
        first = min(_known_from(bounds), held_from)
    spoken = index.reach(claim_id)
    yield Interval(first, last, held_from, held_to, acts, bounds.has_start, *spoken)


def _known_from(bounds: Bounds) -> int:
    """The first day that is known of what has no start: of an end, or of an attestation."""
    days = (bounds.latest_start, bounds.earliest_end)
    return min((day for day in days if MIN_DAY < day < MAX_DAY), default=MAX_DAY)


def _of_date(given: str | None) -> Iterator[Interval]:
    """What came on some day of a date."""
    try:
        read = dates.parse(given) if given else None
    except DateError:
        return
    if read is not None:
        yield Interval(read.first, read.last, MAX_DAY, MIN_DAY, ((read.first, read.last),))


def _of_name(since: str | None, until: str | None) -> Iterator[Interval]:
    try:
        bounds = dates.bounds(since, until, None)
    except DateError:
        return
    if not bounds.contradictory:
        first, held_from, held_to, last = bounds[:4]
        first = first if since else _known_from(bounds)
        yield Interval(first, last, held_from, held_to, (), bool(since))


def reach(groups: Iterable[TimelineGroup]) -> tuple[int, int] | None:
    """The first and the last day that any of it names; None where nothing has a date."""
    ends = [(group.first, group.last) for group in groups if group.first <= group.last]
    return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None


def years(index: Index, band: TimelineRow) -> IntervalYears:
    """The years of a tie, claim or name, all of its stretches together."""
    found = [one for one in stretches(index, band) if one.drawn]
    year = dates.year_of
    held = [(year(one.held_from), year(one.held_to)) for one in found]
    held += [(year(b), year(e)) for one in found for b, e in one.acts if year(b) == year(e)]
    claims = _told(index, band.id) if band.kind == "tie" else (band.id,)
    return IntervalYears(
        _merged(run for run in held if run[0] <= run[1]),
        _merged((year(one.first), year(one.last)) for one in found),
        any(one.started for one in found),
        any(dates.is_open(index.claims[c].until or "") for c in claims if c in index.claims),
    )


def _merged(runs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The runs in order, those that meet or follow on each other as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if made and start <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def state(index: Index, band: TimelineRow, period: Period) -> State | None:
    """What can be said of a tie, claim or name as of a period; None for what happens on a day."""
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


def undated(index: Index, band: TimelineRow) -> str:
    """What is said in the row of a band that has no day at all."""
    if band.kind == "claim":
        return wording.undated_words(index.claims[band.id])
    claims = [index.claims[claim_id] for claim_id in index.tie_claims.get(band.id) or ()]
    if band.kind != "tie" or not claims:
        return "no date given"
    # What is withdrawn or only planned says so only where nothing else is said of the tie.
    why = min(claims, key=lambda claim: (not claim_status.live(claim), claim_status.planned(claim)))
    return wording.undated_words(why)


def remark(index: Index, band: TimelineRow, lens: Lens) -> str:
    """What keeps a tie or event from being simply reported: its status, or that nobody supports
    it; empty for most."""
    if band.kind == "event":
        event = index.events[band.id]
        given = [flag for flag in ("planned", "alleged") if flag in event.flags]
        return event.status if event.status != "asserted" else "".join(given[:1])
    if band.kind != "tie":
        return ""
    tie = ties.tie(index, band.id, lens)
    # A row is of all dates, and so is that nobody reports what it is of.
    unreported = wording.unreported_words(all_time.tie(index, band.id))
    return unreported or ("" if tie.status is Status.ASSERTED else tie.status.value)


def label(index: Index, group: TimelineGroup, band: TimelineRow, centre: str, name: Namer) -> str:
    """What a band is called in a timeline of `centre`; foreign text, as it was recorded."""
    if band.kind == "event":
        return index.events[band.id].title
    if band.kind == "claim":
        return wording.claim_label(index.claims[band.id], index.sources.get)
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
    """What stands over a group; empty where its bands need none."""
    if group.type and not group.reported:
        return f"not reported: {wording.verb(group.type, group.inverse)}"
    if group.type:
        return wording.heading(group.type, group.inverse)
    return {"names": "own dates", "whole": "", "hops": ""}.get(group.kind, group.kind)
