"""Paths: the shortest chains of ties between two actors, in the order of what they rest on.

The k shortest simple paths after Yen, "Finding the K Shortest Loopless Paths in a Network"
(1971), over subspaces that don't overlap, as in Lawler, "A Procedure for Computing the K Best
Solutions" (1972). The best of a subspace is found by breadth-first levels from both ends.
"""

from __future__ import annotations

import heapq
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from proxytui.asof import all_time, ties
from proxytui.asof.lens import Lens
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.questions import same_day
from proxytui.questions.path_graph import PathGraph

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.tie import Tie
    from proxytui.questions.path_graph import Step
    from proxytui.questions.same_day import SameDay

_ENDLESS = 1 << 60
_STEPS = 64
"""The number of ties of an actor between two checkpoints; a hub has thousands."""


class Hop(msgspec.Struct, frozen=True):
    """A tie of a path; `reversed` if it leads from object to subject, never so if symmetric."""

    tie: Tie
    reversed: bool


class Path(msgspec.Struct, frozen=True):
    """A chain of ties that passes no actor twice. `actors` are one more than the hops; `together`
    says whether all hops held on one same day, of the period where one was given."""

    actors: tuple[str, ...]
    hops: tuple[Hop, ...]
    together: SameDay


def shortest(
    index: Graph,
    start: str,
    goal: str,
    period: Period | None = None,
    types: frozenset[str] | None = None,
    directed: bool = False,
    k: int = 3,
    max_hops: int | None = None,
    filter_: Filter | None = None,
    checkpoint: Checkpoint = never,
) -> tuple[Path, ...]:
    """At most `k` paths from one actor to another, the shortest first.

    Paths of one length are in the order of the publishers of their weakest hop, more first, then of
    the ids of their ties. Two ties between the same actors make two paths. Without a period ties of
    all time carry, without `types` those of every type; `directed` follows ties only from subject
    to object, symmetric ones both ways; `filter_` is a filter on all ties of a path. () where there
    is none, where an actor is unknown, or where both are the same. `checkpoint` is called between
    pieces of the search.
    """
    # The ties of many actors are needed; one pass over the claims takes less than looking each up.
    index.read_ends()
    paths: list[Path] = []
    network = PathGraph(index, period, types, directed, filter_)
    for path in islice(_paths_in_order(network, start, goal, max_hops, checkpoint), k):
        ties, actors = path.ties, path.actors
        hops = tuple(_hop(index, tie, at, period) for tie, at in zip(ties, actors, strict=False))
        paths.append(Path(actors, hops, same_day.on_one_day(index, ties, period)))
        checkpoint()
    return tuple(paths)


def _hop(index: Graph, tie_id: str, actor: str, period: Period | None) -> Hop:
    tie = ties.tie(index, tie_id, Lens(period)) if period else all_time.tie(index, tie_id)
    return Hop(tie, tie.subject != actor and not CLAIM_TYPES[tie.type].symmetric)


# A subspace is all paths that begin with certain ties and do not go on with certain others.


class _Subspace(NamedTuple):
    """A set of paths: the `actors` up to where they may differ, the ties between these and the
    publishers of the weakest; `banned` ties must not come next. `dag` has all shortest paths of a
    space around it."""

    actors: tuple[str, ...]
    ties: tuple[str, ...]
    weakest: int
    banned: frozenset[str]
    dag: _ShortestPathDag


class _FoundPath(NamedTuple):
    """The best path of a subspace, found in its `dag`."""

    actors: tuple[str, ...]
    ties: tuple[str, ...]
    space: _Subspace


# Length, publishers of the weakest hop (negative), ids of the ties, a number so that no two are
# equal, and a path, or where none was searched for yet a subspace all of whose paths come later.
_QueueEntry: TypeAlias = tuple[int, int, tuple[str, ...], int, "_FoundPath | _Subspace"]


def _paths_in_order(
    network: PathGraph, start: str, goal: str, most: int | None, checkpoint: Checkpoint
) -> Iterator[_FoundPath]:
    """All paths in order, each searched for when it is next."""
    room = _ENDLESS if most is None else most
    search = partial(_search, network, checkpoint=checkpoint)
    dag = None if start == goal else search(start, goal, (), frozenset(), room)
    if dag is None:
        return
    number = count()
    path = _best(network, _Subspace((start,), (), _ENDLESS, frozenset(), dag))
    waiting: list[_QueueEntry] = []
    if path is not None:
        waiting.append(_queue_entry(network, path, next(number)))
    while waiting:
        hops, _, _, _, candidate = heapq.heappop(waiting)
        if isinstance(candidate, _Subspace):
            passed, at = candidate.actors[:-1], candidate.actors[-1]
            dag = search(at, goal, passed, candidate.banned, room - len(candidate.ties))
            path = _best(network, candidate._replace(dag=dag)) if dag is not None else None
            if path is not None:
                heapq.heappush(waiting, _queue_entry(network, path, next(number)))
            continue
        yield candidate
        for space in _remaining_subspaces(network, candidate):
            checkpoint()
            path = _best(network, space)
            if path is not None:
                heapq.heappush(waiting, _queue_entry(network, path, next(number)))
            elif hops < room:
                # None is as short as those known, so that this one can wait until they are out.
                longer = hops + 1, -space.weakest, space.ties, next(number), space
                heapq.heappush(waiting, longer)


def _queue_entry(network: PathGraph, path: _FoundPath, number: int) -> _QueueEntry:
    return len(path.ties), -_weakest(network, path.ties), path.ties, number, path


def _weakest(network: PathGraph, ties: tuple[str, ...]) -> int:
    return min(map(network.publishers, ties), default=_ENDLESS)


def _remaining_subspaces(network: PathGraph, path: _FoundPath) -> Iterator[_Subspace]:
    """The subspaces that are left of a path's subspace without the path."""
    before = len(path.space.ties)
    for place in range(before, len(path.ties)):
        banned = {path.ties[place]}
        if place == before:
            banned |= path.space.banned
        ties = path.ties[:place]
        weakest, dag = _weakest(network, ties), path.space.dag
        yield _Subspace(path.actors[: place + 1], ties, weakest, frozenset(banned), dag)


def _best(network: PathGraph, space: _Subspace) -> _FoundPath | None:
    """The best path of a subspace among those of its `dag`: the one whose weakest tie has most
    publishers, then the one whose tie ids come first; None if all of them are excluded."""
    dag, at = space.dag, space.actors[-1]
    strength = dag.strength
    steps = [step for step in dag.steps[at] if step[0] not in space.banned]
    if not steps:
        return None
    strongest = max(min(network.publishers(tie), strength[other]) for tie, other in steps)
    weakest = min(space.weakest, strongest)
    ties, actors = list(space.ties), list(space.actors)
    while steps:
        tie, at = min(
            (tie, other)
            for tie, other in steps
            if strength[other] >= weakest and network.publishers(tie) >= weakest
        )
        ties.append(tie)
        actors.append(at)
        steps = dag.steps[at]
    return _FoundPath(tuple(actors), tuple(ties), space)


# The shortest paths between two actors, all at once


class _ShortestPathDag(NamedTuple):
    """All shortest paths to a goal, as a directed acyclic graph: the steps from each actor on one
    of them, none from the goal; and the publishers of the weakest tie on the best path from
    each."""

    steps: dict[str, list[Step]]
    strength: dict[str, int]


class _Frontier:
    """The search frontier from one end of a bidirectional breadth-first search: `back` has for each
    reached actor the steps towards that end, `level` the actors reached last, and `work` the number
    of ties to look at for going on from them."""

    def __init__(self, network: PathGraph, end: str, *, onward: bool) -> None:
        self._network = network
        self._steps = network.onward if onward else network.backward
        self.back: dict[str, list[Step]] = {end: []}
        self.level = [end]
        self.work = network.degree(end)

    def meeting_points(
        self, other: _Frontier, banned: Container[str], checkpoint: Checkpoint
    ) -> list[str]:
        """The actors of the other frontier that are one step away; all such steps are taken up.

        Most levels are the last one, where only few of many ties need be tested for carrying.
        """
        carries, beyond = self._network.carries, other.back
        met: dict[str, list[Step]] = {}
        for actor in with_checkpoints(self.level, checkpoint, CLAIMS):
            for tie, end in with_checkpoints(self._steps(actor), checkpoint, _STEPS):
                if end in beyond and tie not in banned and carries(tie):
                    met.setdefault(end, []).append((tie, actor))
        self.back.update(met)
        return list(met)

    def expand(
        self, closed: Container[str], banned: Container[str], checkpoint: Checkpoint
    ) -> None:
        """Reach the next level, without actors that are closed."""
        carries, back = self._network.carries, self.back
        fresh: dict[str, list[Step]] = {}
        for actor in with_checkpoints(self.level, checkpoint, CLAIMS):
            for tie, end in with_checkpoints(self._steps(actor), checkpoint, _STEPS):
                if end in back or end in closed or tie in banned or not carries(tie):
                    continue
                known = fresh.get(end)
                if known is None:
                    fresh[end] = [(tie, actor)]
                else:
                    known.append((tie, actor))
        back.update(fresh)
        self.level = list(fresh)
        self.work = sum(map(self._network.degree, with_checkpoints(fresh, checkpoint, CLAIMS)))


def _search(
    network: PathGraph,
    start: str,
    goal: str,
    passed: Iterable[str],
    banned: frozenset[str],
    room: int,
    checkpoint: Checkpoint,
) -> _ShortestPathDag | None:
    """All shortest paths of at most `room` hops that neither meet `passed` actors nor use `banned`
    ties, by breadth-first levels from whichever end has fewer ties to look at."""
    closed = set(passed)
    near, far = _Frontier(network, start, onward=True), _Frontier(network, goal, onward=False)
    for _ in range(room):
        if not near.level or not far.level:
            return None
        side, other = (near, far) if near.work <= far.work else (far, near)
        met = side.meeting_points(other, banned, checkpoint)
        if met:
            return _shortest_path_dag(network, met, near.back, far.back, checkpoint)
        side.expand(closed, banned, checkpoint)
    return None


def _shortest_path_dag(
    network: PathGraph,
    met: list[str],
    reached: dict[str, list[Step]],
    reaching: dict[str, list[Step]],
    checkpoint: Checkpoint,
) -> _ShortestPathDag:
    """All shortest paths through the actors at which both frontiers met."""
    steps: dict[str, list[Step]] = {}
    order: list[str] = []
    level = met
    while level:
        order += level
        steps.update((actor, reaching[actor]) for actor in level)
        level = list({end: None for actor in level for _, end in reaching[actor]})
    order.reverse()
    level = met
    while level:
        before: dict[str, None] = {}
        for actor in level:
            for tie, end in reached[actor]:
                before[end] = None
                steps.setdefault(end, []).append((tie, actor))
        level = list(before)
        order += level
    strength: dict[str, int] = {}
    for actor in with_checkpoints(order, checkpoint, CLAIMS):
        strength[actor] = max(
            (min(network.publishers(tie), strength[end]) for tie, end in steps[actor]),
            default=_ENDLESS,
        )
    return _ShortestPathDag(steps, strength)
