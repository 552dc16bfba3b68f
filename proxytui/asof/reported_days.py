"""The days on which ties at an actor are reported, sorted, to count them quickly at any date.

A list steps from date to date with hubs in view that have thousands of ties, of which hardly any
begins or ends between two dates.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.asof.tie_spans import claim_span
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status
from proxytui.model.dates import MAX_DAY, MIN_DAY
from proxytui.model.vocabulary import BACKING, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.asof.lens import Lens
    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.claim_status import StateSpan

Span: TypeAlias = tuple[int, int]
"""A first and a last day. A period meets it that neither ends before the first day nor begins after
the last; where the last one is earlier, these are the periods that reach from there to the first.
"""
_OUT, _INTO, _OTHERS = 0, 2, 4
_PARTS = 5


class Reported(NamedTuple):
    """How many ties of an actor are reported as of a period: ties of backing by direction, held and
    possible ones, and all others together."""

    out: int
    into: int
    out_possible: int
    into_possible: int
    others: int


class _ActorDays(NamedTuple):
    """The ties at an actor in five parts: ties of backing by direction, those held and those
    reported at all, and the others that are reported.

    `days` begins with the places where the parts begin, and where the last one ends; each has first
    its first days in order, then as many last days. In `turned` stand ties with a span whose last
    day is the earlier one, by its first day; in `several` those with more spans than one.
    """

    days: array[int]
    turned: tuple[tuple[int, int, int], ...]
    several: tuple[tuple[int, tuple[Span, ...]], ...]

    def at(self, begin: int, end: int) -> Reported:
        """How many are reported as of a period, given by its first and last day."""
        days = self.days
        met = [0] * _PARTS
        for part, (start, stop) in enumerate(pairwise(days[: _PARTS + 1])):
            if start < stop:
                # Of what has begun by the end of the period, all that ended before it is not met.
                middle = (start + stop) // 2
                begun = bisect_right(days, end, start, middle) - start
                met[part] = begun - (bisect_left(days, begin, middle, stop) - middle)
        if self.turned:
            place = bisect_left(self.turned, (begin,))
            for _, last, part in self.turned[place : bisect_left(self.turned, (end + 1,))]:
                met[part] += begin <= last
        for part, spans in self.several:
            met[part] += any(first <= end and begin <= last for first, last in spans)
        out, out_reported, into, into_reported, others = met
        return Reported(out, into, out_reported - out, into_reported - into, others)


class _SortedDays(dict[str, _ActorDays]):
    """The sorted days of actors, without those that a change touched."""

    def __init__(self) -> None:
        super().__init__()
        self._version = -1
        # A list asks for the ties of backing of an actor, and then for the others.
        self.last: tuple[_ActorDays, int, int, Reported] | None = None

    def follow(self, index: Graph) -> None:
        """Drop what doesn't stand as it did."""
        if self._version == index.version:
            return
        touched = index.touched_since(self._version)
        self._version = index.version
        if touched is None:
            self.clear()
            return
        for _, subject, object_ in touched.ties.values():
            self.pop(subject, None)
            self.pop(object_, None)


def sort_all(index: Graph, checkpoint: Checkpoint = never) -> None:
    """Sort the days of all actors, where that wasn't done: 5 µs a tie and end, which pays from the
    third date on at which an actor's ties are counted."""
    known = index.memo.of(_SortedDays)
    known.follow(index)
    for actor in with_checkpoints(index.actor_ids(), checkpoint, CLAIMS):
        if actor not in known:
            known[actor] = _sorted_days(index, actor)


def reported(index: Graph, actor: str, lens: Lens) -> Reported | None:
    """How many ties of an actor are reported as of the lens's date, where that can be told from
    sorted days: these know nothing of filters."""
    if lens.filter is not None:
        return None
    known = index.memo.of(_SortedDays)
    known.follow(index)
    days = known.get(actor)
    if days is None:
        return None
    begin, end = lens.as_of.first, lens.as_of.last
    last = known.last
    if last is None or last[0] is not days or last[1:3] != (begin, end):
        known.last = last = days, begin, end, days.at(begin, end)
    return last[3]


def _sorted_days(index: Graph, actor: str) -> _ActorDays:
    parts: list[tuple[list[int], list[int]]] = [([], []) for _ in range(_PARTS)]
    turned, several = [], []
    for tie_id in index.ties_of(actor):
        kind, subject, _ = index.ends[tie_id]
        held, reported = _spans(index, index.tie_claims[tie_id])
        place = _OTHERS
        if kind in BACKING:
            place = _OUT if subject == actor else _INTO
        for part, spans in enumerate((held, reported) if kind in BACKING else (reported,), place):
            if len(spans) == 1:
                first, last = spans[0]
                if first <= last:
                    parts[part][0].append(first)
                    parts[part][1].append(last)
                else:
                    turned.append((first, last, part))
            elif spans:
                several.append((part, spans))
    starts, days = [_PARTS + 1], []
    for firsts, lasts in parts:
        days += sorted(firsts)
        days += sorted(lasts)
        starts.append(_PARTS + 1 + len(days))
    return _ActorDays(array("i", starts + days), tuple(sorted(turned)), tuple(several))


def _spans(index: Graph, claim_ids: Sequence[str]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans in which the tie of some claims is held, and those in which it is reported at
    all."""
    if len(claim_ids) == 1:
        span, _, support = index.summary(claim_ids[0])
        if span is None:
            return (), ()
        if span is not claim_status.SINGLE_ACT:
            held, spoken = _held(span), _spoken(span)
            if support is not Standing.SUPPORTED:
                return _joined((held,)), _joined((held,))
            if spoken[0] <= held[0] <= held[1] <= spoken[1]:
                return (held,), (spoken,)
            return _joined((held,)), _joined((held, spoken))
    all_held, reported = [], []
    for claim_id in claim_ids:
        claim = claim_span(index, index.claims[claim_id])
        if claim is not None:
            # A period has an act in it that reaches over all its days.
            all_held += [(last, first) for first, last in claim.acts or ()]
            all_held.append(_held(claim.span))
            if claim.support is Standing.SUPPORTED:
                reported.append(_spoken(claim.span))
    return _joined(all_held), _joined((*all_held, *reported))


def _held(span: StateSpan) -> Span:
    return max(span.first, span.held_from), min(span.last, span.held_to)


def _spoken(span: StateSpan) -> Span:
    return max(span.first, span.spoken_from), min(span.last, span.spoken_to)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """As few spans as can be, of which a period meets one wherever it meets one of these."""
    possible = {(first, last) for first, last in spans if first < MAX_DAY and last > MIN_DAY}
    if len(possible) < 2:
        return tuple(possible)
    joined: list[Span] = []
    for first, last in sorted(span for span in possible if span[0] <= span[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    # The narrowest first: whatever reaches over a wider one reaches over it too.
    for first, last in sorted((s for s in possible if s[0] > s[1]), key=lambda s: s[0] - s[1]):
        if not any(start <= first and last <= end for start, end in joined):
            joined.append((first, last))
    return tuple(joined)
