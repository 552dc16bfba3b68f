"""The ties at an actor by type and direction, in the order in which they show, without the ties.

An actor may have thousands of ties of which forty are in view; whether each shows, and where,
follows from a few numbers, so that only those that are looked at have to be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.network import lens as seen
from proxytui.network import rollup
from proxytui.network.standing import folded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from proxytui.model.values import Tie
    from proxytui.network.index import Index
    from proxytui.network.lens import Lens

Way: TypeAlias = tuple[str, bool]
"""A type, and whether the actor is the object of it; never so for a symmetric one."""

_KEPT = 4


class Ranked(NamedTuple):
    """A tie that shows, the actor at its far end, and its state; `via` as in `Tie`."""

    tie: str
    other: str
    state: State
    via: str | None = None


Ranking: TypeAlias = dict[Way, tuple[Ranked, ...]]


def ranking(index: Index, lens: Lens, actor: str, roll_up: bool = False) -> Ranking:
    """The ties that show at an actor, those of each way in the order of `lens.ordered`.

    Whatever the types of the lens are; with `roll_up`, the ties of leaders and parts too. The
    last few are remembered until a record changes.
    """
    key = (actor, lens._replace(types=None), roll_up)
    known = index.rankings.pop(key, None)
    if known is None:
        known = _ranking(index, lens, actor, roll_up)
        if len(index.rankings) >= _KEPT:
            del index.rankings[next(iter(index.rankings))]
    index.rankings[key] = known
    return known


def one_way(index: Index, lens: Lens, actor: str, way: Way) -> tuple[Ranked, ...]:
    """Those of one way alone, without leaders and parts; nothing is remembered for it, so that
    whoever walks on from actor to actor pushes out nobody else's."""
    known = index.rankings.get((actor, lens._replace(types=None), False))
    if known is None:
        known = _ranking(index, lens, actor, roll_up=False, only=way)
    return known.get(way, ())


def leading_on(
    index: Index, lens: Lens, actor: str, way: Way, away: Container[str]
) -> Iterator[bool]:
    """Of each tie of one way whether it shows, those to the actors in `away` left out; a hub has
    thousands, which whoever counts them may do bit by bit."""
    for tie_id, at in _standing(index, lens, actor, roll_up=False):
        if _way(index, tie_id, at) == way:
            _, subject, object_ = index.ends[tie_id]
            other = subject if object_ == at else object_
            if other not in away:
                shows = _shows(index, tie_id, lens) is not None
                yield shows and seen.passes(index, tie_id, lens, at)


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
    return any(
        tie_id != but
        and _way(index, tie_id, at) == way
        and _shows(index, tie_id, lens) is not None
        and seen.passes(index, tie_id, lens, at)
        for tie_id, at in _standing(index, lens, actor, roll_up)
    )


def _standing(index: Index, lens: Lens, actor: str, roll_up: bool) -> Iterable[tuple[str, str]]:
    """The ids of ties with the actor they stand at."""
    if roll_up:
        return rollup.counted(index, actor, lens)
    return ((tie_id, actor) for tie_id in index.ties_of(actor))


def _way(index: Index, tie_id: str, at: str) -> Way:
    kind, _, object_ = index.ends[tie_id]
    return kind, object_ == at and not CLAIM_TYPES[kind].symmetric


class _Shows(NamedTuple):
    state: State
    near: bool
    publishers: int


def _shows(index: Index, tie_id: str, lens: Lens) -> _Shows | None:
    claims = index.tie_claims[tie_id]
    period = lens.as_of
    if len(claims) == 1:
        told = index.told(claims[0])
        state = seen.state_at(index, claims[0], period.first, period.last, period)
        near = state is State.NOT and told.soft is not None and dates.near(told.soft, period)
        if state is State.NOT and not near and not lens.show_all:
            return None
        return _Shows(state, near, told.publishers)
    look = seen.look_at(index, tie_id, period)
    if look.state is State.NOT and not look.near and not lens.show_all:
        return None
    return _Shows(look.state, look.near, seen.publishers(index, look.counting))


def _ranking(
    index: Index, lens: Lens, actor: str, roll_up: bool, only: Way | None = None
) -> Ranking:
    name = index.namer(lens.as_of)
    made: dict[Way, list[tuple[tuple[int, bool, int, str, str, str], Ranked]]] = {}
    for tie_id, at in _standing(index, lens, actor, roll_up):
        if only is not None and _way(index, tie_id, at) != only:
            continue
        found = _shows(index, tie_id, lens)
        if found is None or not seen.passes(index, tie_id, lens, at):
            continue
        _, subject, object_ = index.ends[tie_id]
        other = subject if object_ == at else object_
        via = None if at == actor else at
        state, near, publishers = found
        place = (-state.rank, not near, -publishers, folded(name(other)), via or "", tie_id)
        ranked = Ranked(tie_id, other, state, via)
        made.setdefault(_way(index, tie_id, at), []).append((place, ranked))
    # The id of a tie and where it stands are in its place, so that no two are equal.
    return {way: tuple(ranked for _, ranked in sorted(found)) for way, found in made.items()}
