"""Who stands closest together around an actor: few enough for one drawing of who backs whom.

Beside it whoever is not tied to these, group by group, so that nobody is left out unsaid.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof import states, tie_filter
from proxytui.asof.ranking import does_lead, ranked_ties
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model.dates import State
from proxytui.model.vocabulary import BACKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint

MOST_ACTORS = 25
_TIES_EACH = 1.3
"""Ties an actor, on the average, up to which the lines of a drawing can still be followed."""


class Arrow(NamedTuple):
    """A tie between two of them that shows."""

    tie: str
    subject: str
    object: str
    held: bool


class Backbone(NamedTuple):
    """The actors, the one in the middle first, and all ties of backing between them."""

    actors: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()


class EveryActor(NamedTuple):
    """All actors as ties of backing join them: groups of at least two, and who is in none.

    The largest group comes first, and in each whoever has most ties there, held ones counting
    twice.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()


class WholeStore(NamedTuple):
    """All there is to draw: `drawn` is what there is room for, the group of the one asked for
    first, and `cut` of each of these who is in the group and not in the drawing; `left` are the
    groups that are not drawn, `alone` who is without a tie."""

    drawn: tuple[Backbone, ...] = ()
    cut: tuple[tuple[str, ...], ...] = ()
    left: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def actors(self) -> int:
        """How many are drawn."""
        return sum(len(one.actors) for one in self.drawn)

    @property
    def ties(self) -> int:
        """How many ties are drawn."""
        return sum(len(one.arrows) for one in self.drawn)


def overview(
    index: Index,
    lens: Lens,
    centre: str,
    most: int = MOST_ACTORS,
    checkpoint: Checkpoint = never,
) -> Backbone:
    """The actors around one, at most so many, as of the lens's date; none for an unknown one.

    Next comes whoever has most ties to those who are in already, held ones counting twice, then
    who was met first. It ends before there are more ties than can be followed. `checkpoint` is
    called where the work can be interrupted.
    """
    if centre not in index.actors:
        return Backbone()
    chosen: dict[str, None] = {}
    arrows: dict[str, Arrow] = {}
    waiting: dict[str, list[Arrow]] = {centre: []}
    while waiting and len(chosen) < most:
        actor = max(waiting, key=lambda one: sum(1 + arrow.held for arrow in waiting[one]))
        fresh = waiting.pop(actor)
        if len(chosen) > 1 and len(arrows) + len(fresh) > most * _TIES_EACH:
            waiting[actor] = fresh
            break
        chosen[actor] = None
        arrows.update((arrow.tie, arrow) for arrow in fresh)
        for other, arrow in _ties(index, lens, actor):
            if other not in chosen:
                waiting.setdefault(other, []).append(arrow)
            checkpoint()
    return Backbone(tuple(chosen), tuple(arrows.values()))


def everyone(index: Index, lens: Lens, checkpoint: Checkpoint = never) -> EveryActor:
    """All actors by the ties of backing that lead on; it takes long at large, with breaks."""
    ties: dict[str, int] = {}
    head: dict[str, str] = {actor: actor for actor in index.actor_ids()}

    def first(actor: str) -> str:
        while head[actor] != actor:
            head[actor] = actor = head[head[actor]]
        return actor

    for actor in with_checkpoints(tuple(head), checkpoint, CLAIMS):
        for tie, state in _outward(index, lens, actor):
            other = index.ends[tie].object
            for end in (actor, other):
                ties[end] = ties.get(end, 0) + 1 + (state is State.HELD)
            head[first(other)] = first(actor)
    joined: dict[str, list[str]] = {}
    for actor in with_checkpoints(ties, checkpoint):
        joined.setdefault(first(actor), []).append(actor)
    groups = [sorted(one, key=lambda actor: (-ties[actor], actor)) for one in joined.values()]
    groups.sort(key=lambda one: (-len(one), one[0]))
    alone = tuple(actor for actor in head if actor not in ties)
    return EveryActor(tuple(map(tuple, groups)), alone)


def whole(
    index: Index,
    lens: Lens,
    centre: str,
    all_: EveryActor,
    most: int = MOST_ACTORS,
    checkpoint: Checkpoint = never,
) -> WholeStore:
    """What is drawn of everyone: around `centre` at most so many, or around whoever has most ties
    in the largest group where that is ""; of other groups so many in all."""
    groups = sorted(all_.groups, key=lambda one: centre not in one)
    if centre and not (groups and centre in groups[0]):
        # Who has no tie stands alone in the first drawing.
        groups.insert(0, (centre,))
    drawn, cut, left = [], [], []
    room = most
    for number, group in enumerate(groups):
        around = centre if not number and centre else group[0]
        found = overview(index, lens, around, room, checkpoint) if room > 1 else Backbone()
        if not found.actors:
            left.append(group)
            continue
        drawn.append(found)
        cut.append(tuple(actor for actor in group if actor not in found.actors))
        # The first has its room for itself.
        room = room - len(found.actors) if number else most
    alone = tuple(actor for actor in all_.alone if actor != centre)
    return WholeStore(tuple(drawn), tuple(cut), tuple(left), alone)


def _outward(index: Index, lens: Lens, actor: str) -> Iterator[tuple[str, State]]:
    """The ties by which an actor is said to back another that lead on, with their states."""
    ties: Sequence[str] = index.ties_of(actor)
    for code in BACKING:
        for tie in ties[bisect_left(ties, f"{code}:") : bisect_left(ties, f"{code};")]:
            if index.ends[tie].subject != actor or not does_lead(index, tie, lens, actor):
                continue
            if tie_filter.passes(index, tie, lens):
                yield tie, states.tie_state(index, tie, lens.as_of)


def _ties(index: Index, lens: Lens, actor: str) -> Iterator[tuple[str, Arrow]]:
    for inward in (False, True):
        for code in BACKING:
            for ranked in ranked_ties(index, lens, actor, (code, inward)):
                ends = (ranked.other, actor) if inward else (actor, ranked.other)
                yield ranked.other, Arrow(ranked.tie, *ends, ranked.state is State.HELD)
