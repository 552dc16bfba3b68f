"""The actors closest to one, few enough for one drawing of who backs whom, with the ties between.

Actors that are not tied to these are listed beside them by group, so that nobody is left out.
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
"""The average number of ties an actor up to which the lines of a drawing can be followed."""


class Arrow(NamedTuple):
    """A tie of backing between two actors of a drawing."""

    tie: str
    subject: str
    object: str
    held: bool


class Backbone(NamedTuple):
    """Some actors, the central one first, and all ties of backing between them."""

    actors: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()


class EveryActor(NamedTuple):
    """All actors as ties of backing join them: groups of at least two, and the actors in none.

    The largest group comes first, and in each group the actor with most ties, held ones counting
    twice.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()


class WholeStore(NamedTuple):
    """A drawing of a whole store: `drawn` are the backbones that there is room for, that of the
    chosen actor first, `cut` the actors of each of these groups that are not drawn, `left` the
    groups that are not drawn, and `alone` the actors without a tie."""

    drawn: tuple[Backbone, ...] = ()
    cut: tuple[tuple[str, ...], ...] = ()
    left: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def actors(self) -> int:
        """The number of actors that are drawn."""
        return sum(len(drawing.actors) for drawing in self.drawn)

    @property
    def ties(self) -> int:
        """The number of ties that are drawn."""
        return sum(len(drawing.arrows) for drawing in self.drawn)


def backbone_around(
    index: Index,
    lens: Lens,
    centre: str,
    most: int = MOST_ACTORS,
    checkpoint: Checkpoint = never,
) -> Backbone:
    """The backbone around an actor as of the lens's date, of at most `most` actors; empty for an
    unknown one.

    The next actor is the one with most ties to those chosen already, held ones counting twice,
    then the one that was met first. It ends before there are more ties than can be followed.
    `checkpoint` is called where the work can be interrupted.
    """
    if centre not in index.actors:
        return Backbone()
    chosen: dict[str, None] = {}
    arrows: dict[str, Arrow] = {}
    waiting: dict[str, list[Arrow]] = {centre: []}
    while waiting and len(chosen) < most:
        actor = max(waiting, key=lambda actor: sum(1 + arrow.held for arrow in waiting[actor]))
        fresh = waiting.pop(actor)
        if len(chosen) > 1 and len(arrows) + len(fresh) > most * _TIES_EACH:
            waiting[actor] = fresh
            break
        chosen[actor] = None
        arrows.update((arrow.tie, arrow) for arrow in fresh)
        for other, arrow in _ties_with_arrows(index, lens, actor):
            checkpoint()
            if other not in chosen:
                waiting.setdefault(other, []).append(arrow)
    return Backbone(tuple(chosen), tuple(arrows.values()))


def everyone(index: Index, lens: Lens, checkpoint: Checkpoint = never) -> EveryActor:
    """All actors by the ties of backing that lead on; slow for a large store, with checkpoints."""
    ties: dict[str, int] = {}
    head: dict[str, str] = {actor: actor for actor in index.actor_ids()}

    def first(actor: str) -> str:
        while head[actor] != actor:
            head[actor] = actor = head[head[actor]]
        return actor

    for actor in with_checkpoints(tuple(head), checkpoint, CLAIMS):
        for tie, state in _outward_backing(index, lens, actor):
            other = index.ends[tie].object
            for end in (actor, other):
                ties[end] = ties.get(end, 0) + 1 + (state is State.HELD)
            head[first(other)] = first(actor)
    joined: dict[str, list[str]] = {}
    for actor in with_checkpoints(ties, checkpoint):
        joined.setdefault(first(actor), []).append(actor)
    groups = [sorted(group, key=lambda actor: (-ties[actor], actor)) for group in joined.values()]
    groups.sort(key=lambda group: (-len(group), group[0]))
    alone = tuple(actor for actor in head if actor not in ties)
    return EveryActor(tuple(map(tuple, groups)), alone)


def whole(
    index: Index,
    lens: Lens,
    centre: str,
    every_actor: EveryActor,
    most: int = MOST_ACTORS,
    checkpoint: Checkpoint = never,
) -> WholeStore:
    """The drawing of a whole store: at most `most` actors around `centre`, or where that is ""
    around the actor with most ties in the largest group; of the other groups as many in all."""
    groups = sorted(every_actor.groups, key=lambda group: centre not in group)
    if centre and not (groups and centre in groups[0]):
        # Who has no tie stands alone in the first drawing.
        groups.insert(0, (centre,))
    drawn, cut, left = [], [], []
    room = most
    for number, group in enumerate(groups):
        around = centre if not number and centre else group[0]
        backbone = (
            backbone_around(index, lens, around, room, checkpoint) if room > 1 else Backbone()
        )
        if not backbone.actors:
            left.append(group)
            continue
        drawn.append(backbone)
        cut.append(tuple(actor for actor in group if actor not in backbone.actors))
        # The first has its room for itself.
        room = room - len(backbone.actors) if number else most
    alone = tuple(actor for actor in every_actor.alone if actor != centre)
    return WholeStore(tuple(drawn), tuple(cut), tuple(left), alone)


def _outward_backing(index: Index, lens: Lens, actor: str) -> Iterator[tuple[str, State]]:
    """The ties by which an actor is said to back another that lead on, with their states."""
    ties: Sequence[str] = index.ties_of(actor)
    for code in BACKING:
        for tie in ties[bisect_left(ties, f"{code}:") : bisect_left(ties, f"{code};")]:
            if index.ends[tie].subject != actor or not does_lead(index, tie, lens):
                continue
            if tie_filter.passes(index, tie, lens):
                yield tie, states.tie_state(index, tie, lens.as_of)


def _ties_with_arrows(index: Index, lens: Lens, actor: str) -> Iterator[tuple[str, Arrow]]:
    for inward in (False, True):
        for code in BACKING:
            for ranked in ranked_ties(index, lens, actor, (code, inward)):
                ends = (ranked.other, actor) if inward else (actor, ranked.other)
                yield ranked.other, Arrow(ranked.tie, *ends, ranked.state is State.HELD)
