"""The ties at an actor by type and direction, in the order in which they show, without the ties.

An actor may have thousands of ties of which forty are in view; whether each shows, and where,
follows from a few numbers, so that only those that are looked at have to be made.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.model.dates import State
from proxytui.network import figures, rollup
from proxytui.network import lens as seen
from proxytui.network.figures import Way
from proxytui.network.pace import CLAIMS, no_pause, paced
from proxytui.network.standing import folded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from proxytui.model.values import Tie
    from proxytui.network.figures import Figured
    from proxytui.network.index import Index
    from proxytui.network.lens import Lens
    from proxytui.network.pace import Breathe

__all__ = ["Ranked", "Ranking", "Way", "leading_on", "leads_on", "one_way", "ranking", "tie"]

_KEPT = 4


class Ranked(NamedTuple):
    """A tie that shows, the actor at its far end, and its state; `via` as in `Tie`."""

    tie: str
    other: str
    state: State
    via: str | None = None


Ranking: TypeAlias = dict[Way, tuple[Ranked, ...]]


def ranking(
    index: Index, lens: Lens, actor: str, roll_up: bool = False, breathe: Breathe = no_pause
) -> Ranking:
    """The ties that show at an actor, those of each way in the order of `lens.ordered`.

    Whatever the types of the lens are; with `roll_up`, the ties of leaders and parts too, which
    may be tens of thousands. The last few are remembered until a record changes.
    """
    key = (actor, lens._replace(types=None), roll_up)
    known = index.rankings.pop(key, None)
    if known is None:
        standing = _standing(index, lens, actor, roll_up, breathe)
        known = _ranking(index, lens, actor, standing, breathe)
        if len(index.rankings) >= _KEPT:
            del index.rankings[next(iter(index.rankings))]
    index.rankings[key] = known
    return known


def is_known(index: Index, lens: Lens, actor: str, roll_up: bool = False) -> bool:
    """Whether the ranking was made before, so that it costs nothing."""
    return (actor, lens._replace(types=None), roll_up) in index.rankings


def one_way(index: Index, lens: Lens, actor: str, way: Way) -> tuple[Ranked, ...]:
    """Those of one way alone, without leaders and parts; nothing is remembered for it, so that
    whoever walks on from actor to actor pushes out nobody else's."""
    known = index.rankings.get((actor, lens._replace(types=None), False))
    if known is None:
        # In the order of their names, as all ties at an actor are kept.
        named = sorted(_of_way(index, actor, way), key=lambda one: (one.label, one.tie))
        known = _ranking(index, lens, actor, ((one, actor) for one in named))
    return known.get(way, ())


def leading_on(
    index: Index, lens: Lens, actor: str, way: Way, away: Container[str]
) -> Iterator[bool]:
    """Of each tie of one way whether it shows, those to the actors in `away` left out; a hub has
    thousands, which whoever counts them may do bit by bit."""
    for one in _of_way(index, actor, way):
        if one.other not in away:
            yield _place(one, lens) is not None and seen.passes(index, one.tie, lens, actor)


def _of_way(index: Index, actor: str, way: Way) -> Iterator[Figured]:
    """The ties of one way; at a hub those of other types, most of them, are not looked at."""
    known: Iterable[Figured] | None = index.figures.get(actor)
    if known is None:
        known = (figures.figured(index, tie_id, actor) for tie_id in _of_type(index, actor, way[0]))
    return (one for one in known if one.way == way)


def _of_type(index: Index, actor: str, kind: str) -> Sequence[str]:
    """The ids of the ties of one type, which stand together in their order."""
    ties = index.ties_of(actor)
    return ties[bisect_left(ties, f"{kind}:") : bisect_left(ties, f"{kind};")]


def tie(index: Index, lens: Lens, ranked: Ranked) -> Tie:
    """The tie itself."""
    return seen.tie(index, ranked.tie, lens, ranked.via)


def leads_on(
    index: Index, lens: Lens, actor: str, way: Way, but: str, roll_up: bool = False
) -> bool:
    """Whether any tie but one shows at an actor that way; looks no further than the first."""
    known = index.rankings.get((actor, lens._replace(types=None), roll_up))
    if known is not None:
        return any(one.tie != but for one in known.get(way, ()))

    if not roll_up:
        return any(
            tie_id != but
            and figures.way_of(index, tie_id, actor) == way
            and _does_show(index, tie_id, lens, actor)
            and seen.passes(index, tie_id, lens, actor)
            for tie_id in _of_type(index, actor, way[0])
        )

    def leads(one: Figured, at: str) -> bool:
        shows = one.tie != but and one.way == way and _place(one, lens) is not None
        return shows and seen.passes(index, one.tie, lens, at)

    # To know all leaders and parts of a hub takes a second; most answers come before.
    return any(leads(one, at) for one, at in rollup.surely(index, lens, actor)) or any(
        leads(one, at) for one, at in rollup.counted(index, actor, lens)
    )


def _does_show(index: Index, tie_id: str, lens: Lens, actor: str) -> bool:
    """Of one tie alone, of which the state mostly says enough."""
    if lens.show_all or seen.tie_state(index, tie_id, lens.as_of) is not State.NOT:
        return True
    return _place(figures.figured(index, tie_id, actor), lens) is not None


def _standing(
    index: Index, lens: Lens, actor: str, roll_up: bool, breathe: Breathe = no_pause
) -> Iterable[tuple[Figured, str]]:
    """The ties with the actor they stand at."""
    if roll_up:
        return paced(rollup.counted(index, actor, lens, breathe), breathe, CLAIMS)
    return ((one, actor) for one in figures.at_actor(index, actor))


_STATES = (State.HELD, State.POSSIBLY, State.NOT, State.NOT)
_NEAR, _AWAY = 2, 3
_PLACES = {State.HELD: 0, State.POSSIBLY: 1, State.NOT: _AWAY}


def _place(one: Figured, lens: Lens) -> tuple[int, int] | None:
    """Where a tie comes among others, as far as its name doesn't decide: by state, the near ones
    of those that are *not* first, and by publishers. None where it doesn't show."""
    _, begin, end, _ = lens.as_of
    _, _, _, _, first, last, held_from, held_to, near_from, near_to, publishers, several = one
    if several is not None:
        state, near, publishers = several.at(begin, end)
        place = _NEAR if near else _PLACES[state]
    elif first <= end and begin <= last:
        return (0 if held_from <= end and begin <= held_to else 1), -publishers
    else:
        place = _NEAR if near_from <= end < first or last < begin <= near_to else _AWAY
    return None if place == _AWAY and not lens.show_all else (place, -publishers)


def _ranking(
    index: Index,
    lens: Lens,
    actor: str,
    standing: Iterable[tuple[Figured, str]],
    breathe: Breathe = no_pause,
) -> Ranking:
    name = index.namer(lens.as_of)
    made: dict[Way, dict[tuple[int, int], list[tuple[str, str, str, str]]]] = {}
    every = lens.filter is None
    for one, at in standing:
        place = _place(one, lens)
        if place is None or not (every or seen.passes(index, one.tie, lens, at)):
            continue
        via = "" if at == actor else at
        label = one.label or folded(name(one.other))
        places = made.setdefault(one.way, {})
        # They come by their names as far as these stay the same, which takes no time to sort.
        places.setdefault(place, []).append((label, via, one.tie, one.other))
    return {way: tuple(paced(_in_order(places), breathe)) for way, places in made.items()}


def _in_order(
    places: Mapping[tuple[int, int], list[tuple[str, str, str, str]]],
) -> Iterator[Ranked]:
    for place in sorted(places):
        state = _STATES[place[0]]
        # The id of a tie and where it stands are in its place, so that no two are equal.
        for _, via, tie_id, other in sorted(places[place]):
            yield Ranked(tie_id, other, state, via or None)
