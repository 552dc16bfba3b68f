"""The actors by kind, with how many they are said to back and to be backed by at the date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import Typed, readings, sort_key
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.model.vocabulary import KINDS
from proxytui.views import empty_store
from proxytui.views.lines import Line, Listing, Row, Span, figure, fit, paragraph, spread, width
from proxytui.wording import varies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from proxytui.asof.counts import Counts
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Actor
    from proxytui.views.scene import Scene

_FIGURE = 4
_MOST_CHANGED = 64
"""Each of so many changed actors is looked for in the list."""
_UNNAMED = "No name has these letters; s searches in any spelling."
_FILTERED = "No actor has a tie that the filter lets through at this date; F switches it off."


class _NamedActor(NamedTuple):
    """An actor as it is called at a date; the fields are in sorting order."""

    sorted_by: str
    id: str
    label: str
    kind: str


class _KindGroup:
    """The actors of one kind in order, and the keys of their rows."""

    def __init__(self, actors: Sequence[_NamedActor]) -> None:
        self.actors = list(actors)
        self.keys = [f"actor:{actor.id}" for actor in actors]

    def renamed(self, before: Iterable[_NamedActor], after: Iterable[_NamedActor]) -> _KindGroup:
        """A copy with some entries renamed: each is looked up in O(log n), nothing is sorted."""
        copy = _KindGroup(())
        copy.actors, copy.keys = self.actors.copy(), self.keys.copy()
        for actor in before:
            place = bisect_left(copy.actors, actor)
            del copy.actors[place], copy.keys[place]
        for actor in after:
            place = bisect_left(copy.actors, actor)
            copy.actors.insert(place, actor)
            copy.keys.insert(place, f"actor:{actor.id}")
        return copy

    def without(self, ids: Set[str]) -> _KindGroup:
        """A group without the actors of some ids; itself where it has none of them."""
        if all(f"actor:{id_}" not in self.keys for id_ in ids):
            return self
        return _KindGroup([actor for actor in self.actors if actor.id not in ids])

    def filtered(self, ids: Set[str]) -> _KindGroup:
        """A group of those of its actors that have one of the ids."""
        return _KindGroup([actor for actor in self.actors if actor.id in ids])


class ActorList:
    """The actors of a store by kind in the order of their labels, and their names as a filter
    compares them.

    A list is kept from one date to the next, when only labels of actors with dated names can
    change, and from one change of an actor to the next.
    """

    def __init__(self, index: Index, name: Callable[[str], str], period: Period) -> None:
        self._period = period
        self._index = index
        self._version = index.version
        self._read: list[tuple[str, str]] | None = None
        self._passing: tuple[Filter, frozenset[str]] | None = None
        actors = list(index.iter_actors())
        everyone = [_named(actor, name(actor.id)) for actor in actors]
        self._renamable = [
            (actor, named) for actor, named in zip(actors, everyone, strict=True) if varies(actor)
        ]
        by_kind: dict[str, list[_NamedActor]] = {}
        for named in sorted(everyone):
            by_kind.setdefault(named.kind, []).append(named)
        self._kinds = _in_order({kind: _KindGroup(named) for kind, named in by_kind.items()})

    def follow(self, name: Callable[[str], str], period: Period) -> bool:
        """Take over the actors that changed; False where it can't be told which, or they are so
        many that a new list is made as fast."""
        index = self._index
        touched = index.touched_since(self._version)
        if touched is None or len(touched.actors) > _MOST_CHANGED:
            return False
        self._version = index.version
        if touched.actors:
            # The others are called what they are called at the date of the list.
            self.kinds(name, period)
            changed = [actor for id_ in touched.actors if (actor := index.actors.get(id_))]
            changed = [actor for actor in changed if actor.id in touched.actors]
            self._replace(touched.actors, changed, name)
        return True

    def _replace(
        self, gone: Set[str], changed: Sequence[Actor], name: Callable[[str], str]
    ) -> None:
        self._passing = None
        if self._read is not None:
            self._read = [pair for pair in self._read if pair[1] not in gone]
            self._read += _readings(changed)
        pairs = [(actor, _named(actor, name(actor.id))) for actor in changed]
        self._renamable = [pair for pair in self._renamable if pair[0].id not in gone]
        self._renamable += [pair for pair in pairs if varies(pair[0])]
        groups = {kind: group.without(gone) for kind, group in self._kinds.items()}
        for _, named in pairs:
            group = groups.get(named.kind, _KindGroup(()))
            groups[named.kind] = group.renamed((), (named,))
        self._kinds = _in_order({kind: group for kind, group in groups.items() if group.keys})

    def kinds(self, name: Callable[[str], str], period: Period) -> Mapping[str, _KindGroup]:
        """The actors by kind as they are called at a period; `name` gives each label then."""
        if period != self._period:
            self._period = period
            renamed: dict[str, list[tuple[_NamedActor, _NamedActor]]] = {}
            for place, (actor, before) in enumerate(self._renamable):
                label = name(actor.id)
                if label != before.label:
                    after = _named(actor, label)
                    self._renamable[place] = actor, after
                    renamed.setdefault(actor.kind, []).append((before, after))
            for kind, pairs in renamed.items():
                self._kinds[kind] = self._kinds[kind].renamed(*zip(*pairs, strict=True))
        return self._kinds

    def matching(self, text: str) -> Set[str] | None:
        """The ids of actors with a name in which a typed text stands; None for an empty text."""
        needle = Typed(text)
        if not needle:
            return None
        if self._read is None:
            self.prepare()(never)
        return needle.keys(self._read or ())

    def passing(self, filter_: Filter | None) -> frozenset[str] | None:
        """The ids of actors of the kinds and countries that a filter asks for; None for all."""
        if filter_ is None or not (filter_.kinds or filter_.countries):
            return None
        if self._passing is None or self._passing[0] != filter_:
            ids = frozenset(
                actor.id
                for actor in self._index.iter_actors()
                if not filter_.kinds or actor.kind in filter_.kinds
                if not filter_.countries or not filter_.countries.isdisjoint(actor.countries)
            )
            self._passing = filter_, ids
        return self._passing[1]

    def prepare(self) -> Callable[[Checkpoint], None]:
        """A function that makes the names ready for the first `matching`, in any thread; it takes
        long, with checkpoints."""
        actors = list(self._index.iter_actors())

        def read(checkpoint: Checkpoint) -> None:
            self._read = list(_readings(with_checkpoints(actors, checkpoint)))

        return read


def _in_order(groups: Mapping[str, _KindGroup]) -> dict[str, _KindGroup]:
    """Groups in the order of the vocabulary, those of kinds that it lacks by their first actors."""
    unknown = sorted(groups.keys() - KINDS.keys(), key=lambda kind: groups[kind].actors[0])
    return {kind: groups[kind] for kind in (*KINDS, *unknown) if kind in groups}


def _readings(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    for actor in actors:
        for name in actor.names:
            yield readings(name.text), actor.id


def _named(actor: Actor, label: str) -> _NamedActor:
    return _NamedActor(sort_key(label), actor.id, label, actor.kind)


def rows(
    scene: Scene,
    actors: ActorList,
    counts: Mapping[str, Counts] | None,
    folded: Set[str],
    matching: Set[str] | None,
    centre: str,
    cells: int,
    tied: frozenset[str] | None = None,
) -> Sequence[Row]:
    """The rows of the pane. Keys: `kind:CODE` and `actor:ID`; without `matching` all actors.

    Of these only those of the kinds and countries that the lens's filter asks for, and, where they
    are known, only those that are `tied` as it asks. Without `counts` their place is left empty.
    """
    passing = actors.passing(scene.lens.filter)
    if tied is not None:
        passing = tied if passing is None else tied & passing
    only = matching if passing is None else passing if matching is None else matching & passing
    keys: list[str] = []
    heads: dict[int, str] = {}
    # Where the actors of a kind begin, so that nothing has to be made for each of them.
    starts: list[int] = []
    shown: list[_KindGroup] = []
    for kind, everyone in actors.kinds(scene.name, scene.lens.as_of).items():
        group = everyone if only is None else everyone.filtered(only)
        if not group.keys:
            continue
        heads[len(keys)] = kind
        keys.append(f"kind:{kind}")
        starts.append(len(keys))
        shown.append(group)
        if f"kind:{kind}" not in folded or matching is not None:
            keys += group.keys

    if not keys:
        if only is None:
            return empty_store.actors(cells)
        words = _FILTERED if matching is None else _UNNAMED
        return [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]

    def line(place: int) -> Line:
        at = bisect_right(starts, place) - 1
        kind = heads.get(place)
        if kind is None:
            actor = shown[at].actors[place - starts[at]]
            known = counts[actor.id] if counts is not None else None
            return _actor(actor.label, known, actor.id == centre, cells)
        closed = f"kind:{kind}" in folded and matching is None
        head = KINDS[kind].plural if kind in KINDS else kind
        left = (Span("▸ " if closed else "▾ ", "dim"), Span(head, "heading"))
        return spread(left, (Span(str(len(shown[at + 1].actors)), "dim"),), cells)

    return Listing(keys, line)


@lru_cache(maxsize=1024)
def _actor(label: str, counts: Counts | None, centre: bool, cells: int) -> Line:
    figures: Line = ()
    if counts is not None:
        out, into, out_possible, into_possible = counts
        figures = (*_figure(out, out_possible, "▸"), *_figure(into, into_possible, "◂"))
    room = cells - max(2 * (_FIGURE + 1), width(figures)) - 3
    return (
        Span("• " if centre else "  ", "title"),
        Span(fit(label, room), "title" if centre else "text"),
        *figures,
    )


def _figure(count: int, possibly: int, arrow: str) -> Line:
    """The number of ties held; where none is, of those that are possible, with a question mark."""
    if count:
        shown = figure(count, _FIGURE).rjust(_FIGURE)
        return (Span(shown, "strong"), Span(arrow, "dim"))
    if possibly:
        shown = f"{figure(possibly, _FIGURE)}?".rjust(_FIGURE)
        return (Span(shown, "possible"), Span(arrow, "dim"))
    return (Span("–".rjust(_FIGURE) + " ", "dim"),)
