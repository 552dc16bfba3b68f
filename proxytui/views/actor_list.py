"""The actors by kind, with how many they are said to back and to be backed by at the date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from proxytui.collation import Typed, readings, sort_key
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.model.vocabulary import KINDS
from proxytui.views.lines import Line, Listing, Row, Span, figure, fit, paragraph, spread, width
from proxytui.wording import varies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Actor
    from proxytui.views.scene import Scene

_FIGURE = 4
EMPTY = (
    "No actors yet. Records come in with the commands import and source add; proxytui --demo shows"
    " the bundled set. ? shows the keys."
)
_UNNAMED = "No name has these letters; s searches in any spelling."
_SIFTED = "No actor has a tie that the filter lets through at this date; F switches it off."


class _NamedActor(NamedTuple):
    sorted_by: str
    id: str
    label: str
    kind: str


class _KindGroup:
    """The actors of one kind in order, and the keys of their rows."""

    def __init__(self, found: Sequence[_NamedActor]) -> None:
        self.found = list(found)
        self.keys = [f"actor:{one.id}" for one in found]

    def but(self, before: Iterable[_NamedActor], after: Iterable[_NamedActor]) -> _KindGroup:
        """The same with some of them called otherwise; each is looked up, and nothing sorted."""
        made = _KindGroup(())
        made.found, made.keys = self.found.copy(), self.keys.copy()
        for one in before:
            place = bisect_left(made.found, one)
            del made.found[place], made.keys[place]
        for one in after:
            place = bisect_left(made.found, one)
            made.found.insert(place, one)
            made.keys.insert(place, f"actor:{one.id}")
        return made

    def only(self, wanted: Set[str]) -> _KindGroup:
        """Those that are wanted."""
        return _KindGroup([one for one in self.found if one.id in wanted])


class ActorList:
    """All actors by kind in the order of their labels, and their names as a filter compares them.

    Kept from one date to the next: only labels of actors with dated names can change. Whoever
    changes an actor makes a new one.
    """

    def __init__(self, index: Index, name: Callable[[str], str], period: Period) -> None:
        self._period = period
        self._read: list[tuple[str, str]] | None = None
        self._fitting: tuple[Filter, frozenset[str]] | None = None
        self._index = index
        actors = list(index.iter_actors())
        everyone = [_named(actor, name(actor.id)) for actor in actors]
        self._several = [
            (actor, one) for actor, one in zip(actors, everyone, strict=True) if varies(actor)
        ]
        found: dict[str, list[_NamedActor]] = {code: [] for code in KINDS}
        for one in sorted(everyone):
            found.setdefault(one.kind, []).append(one)
        self._kinds = {kind: _KindGroup(named) for kind, named in found.items() if named}

    def kinds(self, name: Callable[[str], str], period: Period) -> Mapping[str, _KindGroup]:
        """The actors as they are called at the period; `name` tells how."""
        if period != self._period:
            self._period = period
            turned: dict[str, list[tuple[_NamedActor, _NamedActor]]] = {}
            for place, (actor, before) in enumerate(self._several):
                label = name(actor.id)
                if label != before.label:
                    after = _named(actor, label)
                    self._several[place] = actor, after
                    turned.setdefault(actor.kind, []).append((before, after))
            for kind, pairs in turned.items():
                self._kinds[kind] = self._kinds[kind].but(*zip(*pairs, strict=True))
        return self._kinds

    def called(self, wanted: str) -> Set[str] | None:
        """The actors with a name in which `wanted` stands; None where nothing is wanted."""
        needle = Typed(wanted)
        if not needle:
            return None
        if self._read is None:
            self.prepare()(never)
        return needle.keys(self._read or ())

    def fitting(self, wanted: Filter | None) -> frozenset[str] | None:
        """The actors of the kinds and countries that a filter asks for; None for all of them."""
        if wanted is None or not (wanted.kinds or wanted.countries):
            return None
        if self._fitting is None or self._fitting[0] != wanted:
            found = frozenset(
                actor.id
                for actor in self._index.iter_actors()
                if not wanted.kinds or actor.kind in wanted.kinds
                if not wanted.countries or not wanted.countries.isdisjoint(actor.countries)
            )
            self._fitting = wanted, found
        return self._fitting[1]

    def prepare(self) -> Callable[[Checkpoint], None]:
        """What makes the names ready for the first `called`, in whatever thread; it takes long,
        with breaks."""
        actors = list(self._index.iter_actors())

        def read(checkpoint: Checkpoint) -> None:
            self._read = [
                (readings(name.text), actor.id)
                for actor in with_checkpoints(actors, checkpoint)
                for name in actor.names
            ]

        return read


def _named(actor: Actor, label: str) -> _NamedActor:
    return _NamedActor(sort_key(label), actor.id, label, actor.kind)


def rows(
    scene: Scene,
    roll: ActorList,
    counts: Mapping[str, Sequence[int]] | None,
    folded: Set[str],
    wanted: Set[str] | None,
    centre: str,
    cells: int,
    tied: frozenset[str] | None = None,
) -> Sequence[Row]:
    """The rows of the pane. Keys: `kind:CODE` and `actor:ID`; `wanted` None is everyone.

    Of these only those of the kinds and countries that the lens's filter asks for, and, where they
    are known, only those that are `tied` as it asks. Without `counts` their place is left empty.
    """
    fitting = roll.fitting(scene.lens.filter)
    if tied is not None:
        fitting = tied if fitting is None else tied & fitting
    only = wanted if fitting is None else fitting if wanted is None else wanted & fitting
    keys: list[str] = []
    heads: dict[int, str] = {}
    # Where the actors of a kind begin, so that nothing has to be made for each of them.
    starts: list[int] = []
    shown: list[_KindGroup] = []
    for kind, everyone in roll.kinds(scene.name, scene.lens.as_of).items():
        found = everyone if only is None else everyone.only(only)
        if not found.keys:
            continue
        heads[len(keys)] = kind
        keys.append(f"kind:{kind}")
        starts.append(len(keys))
        shown.append(found)
        if f"kind:{kind}" not in folded or wanted is not None:
            keys += found.keys

    if not keys:
        words = EMPTY if only is None else _SIFTED if wanted is None else _UNNAMED
        return [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]

    def line(place: int) -> Line:
        at = bisect_right(starts, place) - 1
        kind = heads.get(place)
        if kind is None:
            one = shown[at].found[place - starts[at]]
            known = counts[one.id] if counts is not None else None
            return _actor(one.label, known, one.id == centre, cells)
        closed = f"kind:{kind}" in folded and wanted is None
        head = KINDS[kind].plural if kind in KINDS else kind
        left = (Span("▸ " if closed else "▾ ", "dim"), Span(head, "heading"))
        return spread(left, (Span(str(len(shown[at + 1].found)), "dim"),), cells)

    return Listing(keys, line)


def _actor(label: str, counts: Sequence[int] | None, centre: bool, cells: int) -> Line:
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


def _figure(held: int, possibly: int, arrow: str) -> Line:
    """Ties held; where none is, those that are possible, with a question mark."""
    if held:
        shown = figure(held, _FIGURE).rjust(_FIGURE)
        return (Span(shown, "strong"), Span(arrow, "dim"))
    if possibly:
        shown = f"{figure(possibly, _FIGURE)}?".rjust(_FIGURE)
        return (Span(shown, "possible"), Span(arrow, "dim"))
    return (Span("–".rjust(_FIGURE) + " ", "dim"),)
