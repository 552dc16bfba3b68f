"""The two-sided view of an actor: its backers on the left, on the right whom it is said to back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof import states, tie_filter, ties
from proxytui.asof.ranking import leading, leading_on, ranked_ties, ranking
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.asof.ranking import Ranked
    from proxytui.asof.tie_spans import TieDirection
    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie

TYPES = tuple(
    kind.code
    for kind in sorted(CLAIM_TYPES.values(), key=lambda kind: kind.map_place)
    if kind.map_place
)
"""The claim types of the view; ties of the symmetric one stand on the right."""


class Neighbour:
    """A place in the view: a tie, the actor at its far end, and its distance in hops, from 1.

    `key` is the path to it. `shows` is false for a tie that only showed at the other date of two,
    and `was` its state then, None where only one date is looked at. `beyond` and `further` are
    None until they are first needed.
    """

    __slots__ = (
        "before",
        "beyond",
        "further",
        "hop",
        "key",
        "other",
        "shows",
        "state",
        "tie",
        "was",
        "way",
    )

    def __init__(
        self, ranked: Ranked, way: TieDirection, above: str, before: str, hop: int
    ) -> None:
        self.tie, self.other, self.state = ranked.tie, ranked.other, ranked.state
        self.way, self.hop, self.before = way, hop, before
        self.key = f"{above}|{ranked.tie}"
        self.shows = True
        self.was: State | None = None
        self.beyond: tuple[Neighbour, ...] | None = None
        self.further: int | None = None

    @property
    def changed(self) -> bool:
        """Whether the tie has another state at the other date."""
        return self.was is not None and self.was is not self.state


class Neighbourhood:
    """The ties around an actor as of the lens's date, looked up only as far as needed.

    With a second date, what changed between the two comes first, ties that only showed then
    included. Ties at one actor stand as they do elsewhere: held first, most publishers first, then
    by name.
    """

    def __init__(self, index: Graph, lens: Lens, centre: str, since: Period | None = None) -> None:
        self.index, self.lens, self.centre = index, lens, centre
        self.since = since if since != lens.as_of else None
        self._then = lens._replace(as_of=since or lens.as_of, show_all=False)
        self._roots: dict[bool, dict[str, tuple[Neighbour, ...]]] = {}

    def roots(self, inward: bool) -> dict[str, tuple[Neighbour, ...]]:
        """The neighbours of the centre on a side, by type of tie, types without any left out."""
        roots = self._roots.get(inward)
        if roots is None:
            roots = self._roots[inward] = self._next_to_centre(inward)
        return roots

    def beyond(self, node: Neighbour) -> tuple[Neighbour, ...]:
        """The places that a place leads on to, by ties of the same type and direction.

        A backer leads to its backers, an opponent to those said to oppose it; nothing leads back to
        the centre or to the actor before.
        """
        if node.beyond is None:
            now = ranked_ties(self.index, self.lens, node.other, node.way)
            then: tuple[Ranked, ...] = ()
            if self.since is not None:
                # Whether a tie held then does not depend on what a filter leaves of it now.
                bare = self._then._replace(filter=None)
                then = ranked_ties(self.index, bare, node.other, node.way)
            away = (self.centre, node.before)
            node.beyond = self._nodes(
                [ranked for ranked in now if ranked.other not in away],
                [ranked for ranked in then if ranked.other not in away],
                node.way,
                (node.key, node.other, node.hop + 1),
            )
        return node.beyond

    def further(self, node: Neighbour) -> int:
        """The number of places beyond a place that show."""
        for _ in self.counting(node):
            pass
        return node.further or 0

    def counting(self, node: Neighbour) -> Iterator[None]:
        """Count the places beyond one, a tie a step; the last step sets its `further`."""
        if node.further is None:
            away = (self.centre, node.before)
            count = 0
            for shows in leading_on(self.index, self.lens, node.other, node.way, away):
                count += shows
                yield
            node.further = count

    def tie(self, node: Neighbour) -> Tie:
        """The tie of a place, as of the lens's date."""
        return ties.tie(self.index, node.tie, self.lens)

    def tie_then(self, node: Neighbour) -> Tie | None:
        """The tie of a place as of the other date; None without one, or where it is *not* then."""
        if self.since is None or node.was in (None, State.NOT):
            return None
        return ties.tie(self.index, node.tie, self._then)

    def _next_to_centre(self, inward: bool) -> dict[str, tuple[Neighbour, ...]]:
        now = ranking(self.index, self.lens, self.centre)
        bare = self._then._replace(filter=None)
        then = {} if self.since is None else ranking(self.index, bare, self.centre)
        by_type: dict[str, tuple[Neighbour, ...]] = {}
        for type_ in TYPES:
            way = type_, inward
            if self.lens.types is not None and type_ not in self.lens.types:
                continue
            if inward and CLAIM_TYPES[type_].symmetric:
                continue
            above = "left" if inward else "right"
            nodes = self._nodes(now.get(way, ()), then.get(way, ()), way, (above, "", 1))
            if nodes:
                by_type[type_] = nodes
        return by_type

    def _nodes(
        self,
        now: Iterable[Ranked],
        then: Sequence[Ranked],
        way: TieDirection,
        at: tuple[str, str, int],
    ) -> tuple[Neighbour, ...]:
        nodes = [Neighbour(ranked, way, *at) for ranked in leading(now, self.lens)]
        if self.since is None:
            return tuple(nodes)
        before = {ranked.tie: ranked.state for ranked in then}
        for node in nodes:
            node.was = before.pop(node.tie, State.NOT)
        for ranked in then:
            if ranked.tie in before and self._ended(ranked, at[1] or self.centre):
                node = Neighbour(ranked._replace(state=State.NOT), way, *at)
                node.was, node.shows = ranked.state, False
                nodes.append(node)
        return tuple(sorted(nodes, key=lambda node: not node.changed))

    def _ended(self, ranked: Ranked, actor: str) -> bool:
        """Whether a tie is missing from the view by its dates, and not by the filter."""
        if ranked.state is State.NOT or not tie_filter.passes(
            self.index, ranked.tie, self._then, actor
        ):
            return False
        return states.tie_state(self.index, ranked.tie, self.lens.as_of) is State.NOT
