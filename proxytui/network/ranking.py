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
    from collections.abc import Iterator

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


def ranking(index: Index, lens: Lens, actor: str) -> Ranking:
    """The ties that show at an actor, those of each way in the order of `lens.ordered`.

    Whatever the types of the lens are. The last few are remembered until a record changes.
    """
    key = (actor, lens._replace(types=None))
    known = index.rankings.pop(key, None)
    if known is None:
        known = _ranking(index, lens, actor)
        if len(index.rankings) >= _KEPT:
            del index.rankings[next(iter(index.rankings))]
    index.rankings[key] = known
    return known


def rolled_up(index: Index, lens: Lens, actor: str) -> Ranking:
    """The same with the ties of leaders and parts."""
    made: dict[Way, list[Ranked]] = {}
    for tie in rollup.ties(index, actor, lens._replace(types=None)):
        at = tie.via or actor
        way = (tie.type, tie.object == at and not CLAIM_TYPES[tie.type].symmetric)
        made.setdefault(way, []).append(Ranked(tie.id, tie.other(at), tie.state, tie.via))
    return {way: tuple(found) for way, found in made.items()}


def tie(index: Index, lens: Lens, ranked: Ranked) -> Tie:
    """The tie itself."""
    return seen.tie(index, ranked.tie, lens, ranked.via)


def leads_on(index: Index, lens: Lens, actor: str, way: Way, but: str) -> bool:
    """Whether any tie but one shows at an actor that way; looks no further than the first."""
    known = index.rankings.get((actor, lens._replace(types=None)))
    if known is not None:
        return any(one.tie != but for one in known.get(way, ()))
    return any(
        _shows(index, tie_id, lens) is not None
        for tie_id, _ in _at(index, actor, way)
        if tie_id != but
    )


def _at(index: Index, actor: str, way: Way) -> Iterator[tuple[str, str]]:
    kind, inverse = way
    symmetric = CLAIM_TYPES[kind].symmetric
    for tie_id in index.ties_of(actor):
        type_, subject, object_ = index.ends[tie_id]
        if type_ == kind and (symmetric or inverse == (object_ == actor)):
            yield tie_id, object_ if subject == actor else subject


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


def _ranking(index: Index, lens: Lens, actor: str) -> Ranking:
    name = index.namer(lens.as_of)
    ends = index.ends
    made: dict[Way, list[tuple[tuple[int, bool, int, str, str], Ranked]]] = {}
    for tie_id in index.ties_of(actor):
        found = _shows(index, tie_id, lens)
        if found is None:
            continue
        kind, subject, object_ = ends[tie_id]
        inverse = object_ == actor and not CLAIM_TYPES[kind].symmetric
        other = subject if object_ == actor else object_
        state, near, publishers = found
        place = (-state.rank, not near, -publishers, folded(name(other)), tie_id)
        made.setdefault((kind, inverse), []).append((place, Ranked(tie_id, other, state)))
    # The id of a tie is in its place, so that no two are equal.
    return {way: tuple(ranked for _, ranked in sorted(found)) for way, found in made.items()}
