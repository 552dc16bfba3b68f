"""The ties at an actor by type and direction, in the order in which they show, without the ties.

An actor may have thousands of ties of which forty are in view; whether each shows, and where,
follows from a few numbers, so that only those that are looked at have to be made.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.asof import rollup, tie_filter, tie_order, tie_spans, ties
from proxytui.asof.tie_order import is_reported
from proxytui.asof.tie_spans import TieDirection
from proxytui.collation import sort_key
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.dates import State
from proxytui.model.vocabulary import Standing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_spans import TieSpan
    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.tie import Tie

__all__ = [
    "Ranked",
    "Ranking",
    "TieDirection",
    "does_lead",
    "does_show",
    "has_more",
    "leading_on",
    "ranked_ties",
    "ranking",
    "tie",
]

_KEPT = 6


class Ranked(NamedTuple):
    """A tie that shows, the actor at its far end, its state and its support; `via` as in `Tie`."""

    tie: str
    other: str
    state: State
    via: str | None = None
    support: Standing = Standing.SUPPORTED

    @property
    def reported(self) -> bool:
        """Whether a publisher says so, of about that time. Other ties stand apart and are not
        counted."""
        return is_reported(self.state, self.support)

    @property
    def apart(self) -> bool:
        """Whether the tie may be so then and nobody reports it of about that time: it stands in a
        group of its own, and leads nowhere."""
        return self.state is not State.NOT and not self.reported

    @property
    def why(self) -> str:
        """Why the tie stands apart, as a key of `tie_summary.APART`; empty where it doesn't."""
        if not self.apart:
            return ""
        return "unspoken" if self.support is Standing.SUPPORTED else self.support.value


_Entry: TypeAlias = tuple[str, str, str, str, State, Standing]
"""Folded name, via, tie, actor at its far end, state, support."""

Ranking: TypeAlias = dict[TieDirection, tuple[Ranked, ...]]


_Key: TypeAlias = tuple[str, "Lens", bool]
"""An actor, a lens for all types, and whether leaders and parts are rolled up."""


class Rankings:
    """The last few rankings."""

    def __init__(self) -> None:
        self._kept: dict[_Key, tuple[int, Ranking]] = {}

    def current(self, index: Graph, key: _Key) -> Ranking | None:
        """A ranking where it is remembered, as it stands now: only directions with ties that a
        change touched are ranked anew."""
        version, kept = self._kept.get(key, (0, None))
        if kept is None or version == index.version:
            return kept
        actor, lens, roll_up = key
        touched = index.touched_since(version)
        # What a filter lets through, and what is rolled up, may hang on other records.
        if touched is None or roll_up or lens.filter is not None:
            return None
        spans = tie_spans.spans_at_actor(index, actor)
        ways = {span.way for span in spans if span.other in touched.actors}
        ways |= {
            tie_spans.direction(ends.type, ends.object == actor)
            for ends in touched.at(actor).values()
        }
        if ways:
            anew = ((span, actor) for span in spans if span.way in ways)
            kept = {way: ties for way, ties in kept.items() if way not in ways}
            kept |= _ranking(index, lens, actor, anew)
        self._kept[key] = index.version, kept
        return kept

    def keep(self, index: Graph, key: _Key, kept: Ranking) -> None:
        """Remember a ranking as the last one asked for."""
        self._kept.pop(key, None)
        if len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = index.version, kept

    def clear(self) -> None:
        """Forget all rankings."""
        self._kept.clear()


def ranking(
    index: Graph, lens: Lens, actor: str, roll_up: bool = False, checkpoint: Checkpoint = never
) -> Ranking:
    """The ties that show at an actor, those of each direction in the order of `ties.ordered`.

    The types of the lens don't matter. With `roll_up`, the ties of leaders and parts too, which may
    be tens of thousands. The last few rankings are remembered.
    """
    key = (actor, lens._replace(types=None), roll_up)
    cache = index.memo.of(Rankings)
    cached = cache.current(index, key)
    if cached is None:
        spans = _spans_with_actor(index, lens, actor, roll_up, checkpoint)
        cached = _ranking(index, lens, actor, spans, checkpoint)
    cache.keep(index, key, cached)
    return cached


def is_cached(index: Graph, lens: Lens, actor: str, roll_up: bool = False) -> bool:
    """Whether a ranking is remembered, so that it costs nothing."""
    return _cached(index, lens, actor, roll_up) is not None


def _cached(index: Graph, lens: Lens, actor: str, roll_up: bool) -> Ranking | None:
    key = (actor, lens._replace(types=None), roll_up)
    return index.memo.of(Rankings).current(index, key)


def ranked_ties(index: Graph, lens: Lens, actor: str, way: TieDirection) -> tuple[Ranked, ...]:
    """The ties of one direction that don't stand apart, without those of leaders and parts.

    Nothing is remembered for it, so walking from actor to actor doesn't evict the rankings of the
    open view.
    """
    cached = _cached(index, lens, actor, False)
    if cached is None:
        # In the order of their names, as all ties at an actor are kept.
        spans = sorted(_of_way(index, actor, way), key=lambda span: (span.label, span.tie))
        cached = _ranking(index, lens, actor, ((span, actor) for span in spans))
    return leading(cached.get(way, ()), lens)


def leading(ranked: Iterable[Ranked], lens: Lens) -> tuple[Ranked, ...]:
    """The ties that lead on: all but those that stand apart, which lead on only where the lens
    shows everything."""
    return tuple(tie for tie in ranked if lens.show_all or not tie.apart)


def left_out(index: Graph, lens: Lens, actor: str, ways: Iterable[TieDirection]) -> dict[str, int]:
    """How many ties at an actor, of some directions, stand apart and don't lead on, by
    `Ranked.why`."""
    counts: dict[str, int] = {}
    by_direction = {} if lens.show_all else ranking(index, lens, actor)
    for way in ways:
        for tie in by_direction.get(way, ()):
            if tie.apart:
                counts[tie.why] = counts.get(tie.why, 0) + 1
    return counts


def leading_on(
    index: Graph, lens: Lens, actor: str, way: TieDirection, away: Container[str]
) -> Iterator[bool]:
    """Whether each tie of one direction leads on, ties to the actors in `away` left out. A hub has
    thousands, which may be counted bit by bit."""
    for span in _of_way(index, actor, way):
        if span.other not in away:
            yield _leads(span, lens) and tie_filter.passes(index, span.tie, lens, actor)


def _of_way(index: Graph, actor: str, way: TieDirection) -> Iterator[TieSpan]:
    """The ties of one direction; at a hub those of other types, most of them, are not looked at."""
    spans: Iterable[TieSpan] | None = index.memo.of(tie_spans.SpanCache).current(index, actor)
    if spans is None:
        spans = (
            tie_spans.tie_span(index, tie_id, actor) for tie_id in _of_type(index, actor, way[0])
        )
    return (span for span in spans if span.way == way)


def _of_type(index: Graph, actor: str, kind: str) -> Sequence[str]:
    """The ids of the ties of one type, which stand together in their order."""
    ties = index.ties_of(actor)
    return ties[bisect_left(ties, f"{kind}:") : bisect_left(ties, f"{kind};")]


def tie(index: Graph, lens: Lens, ranked: Ranked) -> Tie:
    """A ranked tie with all that is said about it."""
    return ties.tie(index, ranked.tie, lens, ranked.via)


def has_more(
    index: Graph, lens: Lens, actor: str, way: TieDirection, excluded: str, roll_up: bool = False
) -> bool:
    """Whether any tie but `excluded` leads on from an actor in a direction; stops at the first."""
    cached = _cached(index, lens, actor, roll_up)
    if cached is not None:
        return any(ranked.tie != excluded for ranked in leading(cached.get(way, ()), lens))

    if not roll_up:
        return any(
            tie_id != excluded
            and tie_spans.direction_of(index, tie_id, actor) == way
            and does_lead(index, tie_id, lens)
            and tie_filter.passes(index, tie_id, lens, actor)
            for tie_id in _of_type(index, actor, way[0])
        )

    def leads(span: TieSpan, at: str) -> bool:
        shows = span.tie != excluded and span.way == way and _leads(span, lens)
        return shows and tie_filter.passes(index, span.tie, lens, at)

    # To know all leaders and parts of a hub takes a second; most answers come before.
    return any(leads(span, at) for span, at in rollup.ties_to_outsiders(index, lens, actor)) or any(
        leads(span, at) for span, at in rollup.rolled_up_ties(index, actor, lens)
    )


def does_lead(index: Graph, tie_id: str, lens: Lens) -> bool:
    """Whether a tie leads on from its actors, whatever the lens's filter."""
    if lens.show_all:
        return True
    now = tie_spans.now(index, tie_id, lens.as_of.first, lens.as_of.last)
    return now.reported or now.near


def does_show(index: Graph, tie_id: str, lens: Lens, actor: str) -> bool:
    """Whether a tie shows at an actor, if only apart, whatever the lens's filter."""
    state, near, support, _ = tie_spans.now(index, tie_id, lens.as_of.first, lens.as_of.last)
    return lens.show_all or tie_order.order(state, near, support) != tie_order.AWAY


def _spans_with_actor(
    index: Graph, lens: Lens, actor: str, roll_up: bool, checkpoint: Checkpoint = never
) -> Iterable[tuple[TieSpan, str]]:
    """Ties with the actor at which each stands."""
    if roll_up:
        return with_checkpoints(
            rollup.rolled_up_ties(index, actor, lens, checkpoint), checkpoint, CLAIMS
        )
    standing = ((span, actor) for span in tie_spans.spans_at_actor(index, actor))
    return standing if checkpoint is never else with_checkpoints(standing, checkpoint, CLAIMS)


def _leads(span: TieSpan, lens: Lens) -> bool:
    if lens.show_all:
        return True
    now = span.now(lens.as_of.first, lens.as_of.last)
    return now.reported or now.near


def _ranking(
    index: Graph,
    lens: Lens,
    actor: str,
    spans: Iterable[tuple[TieSpan, str]],
    checkpoint: Checkpoint = never,
) -> Ranking:
    name = index.namer(lens.as_of)
    result: dict[TieDirection, dict[tuple[int, int], list[_Entry]]] = {}
    unfiltered, show_all = lens.filter is None, lens.show_all
    _, begin, end, _ = lens.as_of
    for span, at in spans:
        # Of most ties nobody speaks at a date: they are passed over before anything is made.
        if not show_all and span.span.is_away(begin, end):
            continue
        if span.several is None:
            state, support, publishers = span.span.at(begin, end), span.support, span.publishers
            near = state is State.NOT and span.span.near(begin, end)
        else:
            state, near, support, publishers = span.several.at(begin, end)
        where = tie_order.order(state, near, support)
        if where == tie_order.AWAY and not show_all:
            continue
        if not (unfiltered or tie_filter.passes(index, span.tie, lens, at)):
            continue
        via = "" if at == actor else at
        label = span.label or sort_key(name(span.other))
        places = result.setdefault(span.way, {})
        # Spans come sorted by those names that don't change with the date: sorting is then quick.
        entry = label, via, span.tie, span.other, state, support
        places.setdefault((where, -publishers), []).append(entry)
    return {
        way: tuple(with_checkpoints(_in_order(places), checkpoint))
        for way, places in result.items()
    }


def _in_order(places: Mapping[tuple[int, int], list[_Entry]]) -> Iterator[Ranked]:
    for place in sorted(places):
        # The id of a tie and where it stands are in its place, so that no two are equal.
        for _, via, tie_id, other, state, support in sorted(places[place], key=_by_name):
            yield Ranked(tie_id, other, state, via or None, support)


def _by_name(entry: _Entry) -> tuple[str, str, str]:
    return entry[:3]
