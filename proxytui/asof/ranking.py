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

_KEPT = 4


class Ranked(NamedTuple):
    """A tie that shows, the actor at its far end, its state and how it is spoken of; `via` as in
    `Tie`."""

    tie: str
    other: str
    state: State
    via: str | None = None
    support: Standing = Standing.SUPPORTED

    @property
    def reported(self) -> bool:
        """Whether somebody says so, of about that time: the others stand apart, uncounted."""
        return is_reported(self.state, self.support)

    @property
    def apart(self) -> bool:
        """Whether it may be so then, and nobody reports it of about that time: it stands in a
        group of its own, and leads nowhere."""
        return self.state is not State.NOT and not self.reported

    @property
    def why(self) -> str:
        """Why it stands apart, as a key of `tie_facts.APART`; empty where it doesn't."""
        if not self.apart:
            return ""
        return "unspoken" if self.support is Standing.SUPPORTED else self.support.value


_Entry: TypeAlias = tuple[str, str, str, str, State, Standing]
"""Name in order of the alphabet, via, tie, actor at its far end, state, how it is spoken of."""

Ranking: TypeAlias = dict[TieDirection, tuple[Ranked, ...]]


class Rankings(dict[tuple[str, "Lens", bool], Ranking]):
    """The last few rankings, by actor, lens and whether leaders and parts are rolled up."""


def ranking(
    index: Graph, lens: Lens, actor: str, roll_up: bool = False, checkpoint: Checkpoint = never
) -> Ranking:
    """The ties that show at an actor, those of each way in the order of `lens.ordered`.

    Whatever the types of the lens are; with `roll_up`, the ties of leaders and parts too, which
    may be tens of thousands. The last few are remembered until a record changes.
    """
    key = (actor, lens._replace(types=None), roll_up)
    cache = index.memo.of(Rankings)
    known = cache.pop(key, None)
    if known is None:
        standing = _standing(index, lens, actor, roll_up, checkpoint)
        known = _ranking(index, lens, actor, standing, checkpoint)
        if len(cache) >= _KEPT:
            del cache[next(iter(cache))]
    cache[key] = known
    return known


def is_known(index: Graph, lens: Lens, actor: str, roll_up: bool = False) -> bool:
    """Whether the ranking was made before, so that it costs nothing."""
    return (actor, lens._replace(types=None), roll_up) in index.memo.of(Rankings)


def ranked_ties(index: Graph, lens: Lens, actor: str, way: TieDirection) -> tuple[Ranked, ...]:
    """Those of one way alone that don't stand apart, without leaders and parts. Nothing is
    remembered for it, so that walking from actor to actor pushes out nothing else."""
    known = index.memo.of(Rankings).get((actor, lens._replace(types=None), False))
    if known is None:
        # In the order of their names, as all ties at an actor are kept.
        named = sorted(_of_way(index, actor, way), key=lambda one: (one.label, one.tie))
        known = _ranking(index, lens, actor, ((one, actor) for one in named))
    return leading(known.get(way, ()), lens)


def leading(ranked: Iterable[Ranked], lens: Lens) -> tuple[Ranked, ...]:
    """Those that lead on: all but what stands apart, which does so only where all is shown."""
    return tuple(one for one in ranked if lens.show_all or not one.apart)


def left_out(index: Graph, lens: Lens, actor: str, ways: Iterable[TieDirection]) -> dict[str, int]:
    """How many ties at an actor, of some ways, stand apart and don't lead on, by `Ranked.why`."""
    counts: dict[str, int] = {}
    found = {} if lens.show_all else ranking(index, lens, actor)
    for way in ways:
        for one in found.get(way, ()):
            if one.apart:
                counts[one.why] = counts.get(one.why, 0) + 1
    return counts


def leading_on(
    index: Graph, lens: Lens, actor: str, way: TieDirection, away: Container[str]
) -> Iterator[bool]:
    """Of each tie of one way whether it leads on, those to the actors in `away` left out; a hub has
    thousands, which whoever counts them may do bit by bit."""
    for one in _of_way(index, actor, way):
        if one.other not in away:
            yield _leads(one, lens) and tie_filter.passes(index, one.tie, lens, actor)


def _of_way(index: Graph, actor: str, way: TieDirection) -> Iterator[TieSpan]:
    """The ties of one way; at a hub those of other types, most of them, are not looked at."""
    known: Iterable[TieSpan] | None = index.memo.of(tie_spans.SpanCache).get(actor)
    if known is None:
        known = (
            tie_spans.tie_span(index, tie_id, actor) for tie_id in _of_type(index, actor, way[0])
        )
    return (one for one in known if one.way == way)


def _of_type(index: Graph, actor: str, kind: str) -> Sequence[str]:
    """The ids of the ties of one type, which stand together in their order."""
    ties = index.ties_of(actor)
    return ties[bisect_left(ties, f"{kind}:") : bisect_left(ties, f"{kind};")]


def tie(index: Graph, lens: Lens, ranked: Ranked) -> Tie:
    """The tie itself."""
    return ties.tie(index, ranked.tie, lens, ranked.via)


def has_more(
    index: Graph, lens: Lens, actor: str, way: TieDirection, but: str, roll_up: bool = False
) -> bool:
    """Whether any tie but one leads on from an actor that way; looks no further than the first."""
    known = index.memo.of(Rankings).get((actor, lens._replace(types=None), roll_up))
    if known is not None:
        return any(one.tie != but for one in leading(known.get(way, ()), lens))

    if not roll_up:
        return any(
            tie_id != but
            and tie_spans.direction_of(index, tie_id, actor) == way
            and does_lead(index, tie_id, lens, actor)
            and tie_filter.passes(index, tie_id, lens, actor)
            for tie_id in _of_type(index, actor, way[0])
        )

    def leads(one: TieSpan, at: str) -> bool:
        shows = one.tie != but and one.way == way and _leads(one, lens)
        return shows and tie_filter.passes(index, one.tie, lens, at)

    # To know all leaders and parts of a hub takes a second; most answers come before.
    return any(leads(one, at) for one, at in rollup.ties_to_outsiders(index, lens, actor)) or any(
        leads(one, at) for one, at in rollup.rolled_up_ties(index, actor, lens)
    )


def does_lead(index: Graph, tie_id: str, lens: Lens, actor: str) -> bool:
    """Whether one tie leads on from an actor, whatever the lens's filter."""
    return _leads(tie_spans.tie_span(index, tie_id, actor), lens)


def does_show(index: Graph, tie_id: str, lens: Lens, actor: str) -> bool:
    """Whether one tie shows at an actor, be it apart, whatever the lens's filter."""
    one = tie_spans.tie_span(index, tie_id, actor)
    state, near, support, _ = one.now(lens.as_of.first, lens.as_of.last)
    return lens.show_all or tie_order.order(state, near, support) != tie_order.AWAY


def _standing(
    index: Graph, lens: Lens, actor: str, roll_up: bool, checkpoint: Checkpoint = never
) -> Iterable[tuple[TieSpan, str]]:
    """The ties with the actor they stand at."""
    if roll_up:
        return with_checkpoints(
            rollup.rolled_up_ties(index, actor, lens, checkpoint), checkpoint, CLAIMS
        )
    return ((one, actor) for one in tie_spans.spans_at_actor(index, actor))


def _leads(one: TieSpan, lens: Lens) -> bool:
    if lens.show_all:
        return True
    now = one.now(lens.as_of.first, lens.as_of.last)
    return now.reported or now.near


def _ranking(
    index: Graph,
    lens: Lens,
    actor: str,
    standing: Iterable[tuple[TieSpan, str]],
    checkpoint: Checkpoint = never,
) -> Ranking:
    name = index.namer(lens.as_of)
    made: dict[TieDirection, dict[tuple[int, int], list[_Entry]]] = {}
    every = lens.filter is None
    _, begin, end, _ = lens.as_of
    for one, at in standing:
        state, near, support, publishers = one.now(begin, end)
        where = tie_order.order(state, near, support)
        if where == tie_order.AWAY and not lens.show_all:
            continue
        if not (every or tie_filter.passes(index, one.tie, lens, at)):
            continue
        via = "" if at == actor else at
        label = one.label or sort_key(name(one.other))
        places = made.setdefault(one.way, {})
        # They come by their names as far as these stay the same, which takes no time to sort.
        entry = label, via, one.tie, one.other, state, support
        places.setdefault((where, -publishers), []).append(entry)
    return {
        way: tuple(with_checkpoints(_in_order(places), checkpoint)) for way, places in made.items()
    }


def _in_order(places: Mapping[tuple[int, int], list[_Entry]]) -> Iterator[Ranked]:
    for place in sorted(places):
        # The id of a tie and where it stands are in its place, so that no two are equal.
        for _, via, tie_id, other, state, support in sorted(places[place], key=_by_name):
            yield Ranked(tie_id, other, state, via or None, support)


def _by_name(entry: _Entry) -> tuple[str, str, str]:
    return entry[:3]
