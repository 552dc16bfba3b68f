"""The actors of a store in groups, in the order of their labels or of what they weigh at a date."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import sort_key
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.model.vocabulary import KINDS
from proxytui.views.actor_order import APART, LISTED, by_kind
from proxytui.wording import varies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.records import Actor
    from proxytui.views.actor_order import Place

_MOST_CHANGED = 64
"""Each of so many changed actors is looked for in the list."""
_MOST_FILTERED = 6
_MOST_PERIODS = 4
"""Who steps from date to date comes back: to name the actors anew takes as long as to draw them."""
_PIECE = 16
"""Actors between two checkpoints: to weigh one takes a fraction of a millisecond."""
_GROUPS = (LISTED, *(f"kind:{kind}" for kind in KINDS), *APART)


class NamedActor(NamedTuple):
    """An actor as it is called at a date, and where it stands; the fields are in sorting order."""

    rank: tuple[int, ...]
    sorted_by: str
    id: str
    label: str
    group: str


class ActorGroup:
    """The actors of one group in order, and the keys of their rows."""

    def __init__(self, actors: Iterable[NamedActor]) -> None:
        self.actors = list(actors)
        self.keys = [f"actor:{actor.id}" for actor in self.actors]
        self._ids: list[str] | None = None
        self._filtered: list[tuple[Set[str], ActorGroup]] = []

    def renamed(self, before: Iterable[NamedActor], after: Iterable[NamedActor]) -> ActorGroup:
        """A copy with some entries renamed: each is looked up in O(log n), nothing is sorted."""
        copy = ActorGroup(())
        copy.actors, copy.keys = self.actors.copy(), self.keys.copy()
        for actor in before:
            place = bisect_left(copy.actors, actor)
            del copy.actors[place], copy.keys[place]
        for actor in after:
            place = bisect_left(copy.actors, actor)
            copy.actors.insert(place, actor)
            copy.keys.insert(place, f"actor:{actor.id}")
        return copy

    def without(self, ids: Set[str]) -> ActorGroup:
        """A group without the actors of some ids; itself where it has none of them."""
        if all(f"actor:{id_}" not in self.keys for id_ in ids):
            return self
        return ActorGroup([actor for actor in self.actors if actor.id not in ids])

    def filtered(self, ids: Set[str]) -> ActorGroup:
        """A group of those of its actors that have one of the ids; the last few are kept, from
        which most letters of a filter narrow it, or come back to them."""
        if not ids:
            return ActorGroup(())
        kept = next((group for known, group in self._filtered if known is ids), None)
        if kept is None:
            wider = (group for known, group in self._filtered if ids <= known)
            kept = next(wider, self)._having(ids)
            self._filtered = [(ids, kept), *self._filtered[: _MOST_FILTERED - 1]]
        return kept

    def only(self, ids: Set[str]) -> ActorGroup:
        """A group of a few actors, those of them that are in it; nothing is kept for it."""
        there = {id_ for id_ in ids if f"actor:{id_}" in self.keys}
        return self._having(there) if there else ActorGroup(())

    def _having(self, ids: Set[str]) -> ActorGroup:
        # A filter asks for 20,000 actors: no Python runs for one of them.
        if self._ids is None:
            self._ids = [actor.id for actor in self.actors]
        wanted = list(map(ids.__contains__, self._ids))
        group = ActorGroup(())
        group.actors = list(compress(self.actors, wanted))
        group.keys = list(compress(self.keys, wanted))
        return group


class ActorList:
    """The actors of a store in groups, each where `place` puts it and there in the order of ranks
    and labels.

    A list can be taken to another date, when only labels of actors with dated names change, and
    over a change of some actors or ties.
    """

    def __init__(
        self,
        index: Index,
        name: Callable[[str], str],
        period: Period,
        place: Place = by_kind,
        checkpoint: Checkpoint = never,
    ) -> None:
        self._period = period
        self._index = index
        self._place = place
        self._version = index.version
        actors = index.listed_actors()
        everyone = [
            _named(actor, name(actor.id), place)
            for actor in with_checkpoints(actors, checkpoint, _PIECE)
        ]
        self._renamable = [
            (actor, named) for actor, named in zip(actors, everyone, strict=True) if varies(actor)
        ]
        by_group: dict[str, list[NamedActor]] = {}
        for named in sorted(everyone):
            by_group.setdefault(named.group, []).append(named)
        self._groups = _in_order({key: ActorGroup(named) for key, named in by_group.items()})
        self._at_periods: dict[Period, _AtPeriod] = {}

    def __len__(self) -> int:
        return sum(len(group.keys) for group in self._groups.values())

    @property
    def is_current(self) -> bool:
        """Whether nothing changed since the list was made or last followed a change."""
        return self._version == self._index.version

    def number(self, group: str) -> int:
        """How many actors stand in a group."""
        return len(self._groups[group].keys) if group in self._groups else 0

    def follow(
        self, name: Callable[[str], str], period: Period, place: Place | None = None
    ) -> bool:
        """Take over the actors that changed, and with another `place` those of whose ties one did;
        False where it can't be told which, or they are so many that a new list is made as fast."""
        index = self._index
        touched = index.touched_since(self._version)
        if touched is None:
            return False
        ids = set(touched.actors)
        if place is not None:
            self._place = place
            ids.update(end for ends in touched.ties.values() for end in ends[1:])
        if len(ids) > _MOST_CHANGED:
            return False
        self._version = index.version
        if ids:
            # The others are called what they are called at the date of the list.
            self.groups(name, period)
            changed = [actor for id_ in ids if (actor := index.actors.get(id_))]
            changed = [actor for actor in changed if actor.id in ids]
            self._replace(ids, changed, name)
        return True

    def _replace(
        self, gone: Set[str], changed: Sequence[Actor], name: Callable[[str], str]
    ) -> None:
        self._at_periods.clear()
        pairs = [(actor, _named(actor, name(actor.id), self._place)) for actor in changed]
        self._renamable = [pair for pair in self._renamable if pair[0].id not in gone]
        self._renamable += [pair for pair in pairs if varies(pair[0])]
        groups = {key: group.without(gone) for key, group in self._groups.items()}
        for _, named in pairs:
            group = groups.get(named.group, ActorGroup(()))
            groups[named.group] = group.renamed((), (named,))
        self._groups = _in_order({key: group for key, group in groups.items() if group.keys})

    def groups(self, name: Callable[[str], str], period: Period) -> Mapping[str, ActorGroup]:
        """The groups by their keys, with actors as they are called at a period; `name` gives each
        label then."""
        if period != self._period:
            kept = self._at_periods
            kept[self._period] = _AtPeriod(self._groups, self._renamable)
            if len(kept) > _MOST_PERIODS:
                del kept[next(iter(kept))]
            self._period = period
            if period in kept:
                self._groups, self._renamable = kept.pop(period)
            else:
                self._rename(name)
        return self._groups

    def _rename(self, name: Callable[[str], str]) -> None:
        """Give the actors with dated names the labels that they have now."""
        renamed: dict[str, list[tuple[NamedActor, NamedActor]]] = {}
        renamable = []
        for actor, before in self._renamable:
            label, after = name(actor.id), before
            if label != before.label:
                after = before._replace(sorted_by=sort_key(label), label=label)
                renamed.setdefault(before.group, []).append((before, after))
            renamable.append((actor, after))
        groups = dict(self._groups)
        for key, pairs in renamed.items():
            groups[key] = groups[key].renamed(*zip(*pairs, strict=True))
        self._groups, self._renamable = groups, renamable


class _AtPeriod(NamedTuple):
    """The groups of a list with the labels of a period, and the actors whose labels may differ at
    another one."""

    groups: dict[str, ActorGroup]
    renamable: list[tuple[Actor, NamedActor]]


def _in_order(groups: Mapping[str, ActorGroup]) -> dict[str, ActorGroup]:
    """Groups in their order, those of kinds that the vocabulary lacks by their first actors."""
    unknown = sorted(groups.keys() - set(_GROUPS), key=lambda key: groups[key].actors[0])
    keys = (*_GROUPS[: -len(APART)], *unknown, *APART)
    return {key: groups[key] for key in keys if key in groups}


def _named(actor: Actor, label: str, place: Place) -> NamedActor:
    group, rank = place(actor)
    return NamedActor(rank, sort_key(label), actor.id, label, group)
