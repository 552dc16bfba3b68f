"""The two sides of an actor as plain lists, by the distance from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.questions import neighbourhood_fit
from proxytui.questions.neighbourhood import Neighbourhood

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.graph.protocol import Graph
    from proxytui.model.tie import Tie


class NeighbourEntry(msgspec.Struct, frozen=True):
    """A tie, the actor at its far end, and the distance from the centre in hops, from 1.

    `further` counts the ties of this type that lead on from there and are not in the view.
    """

    tie: Tie
    actor: str
    hop: int
    further: int


class NeighbourSides(NamedTuple):
    """Both sides of a view; each entry is followed by those beyond it."""

    left: tuple[NeighbourEntry, ...]
    right: tuple[NeighbourEntry, ...]


def sides(index: Graph, lens: Lens, centre: str, hops: int = 1) -> NeighbourSides:
    """The whole view of an actor, of at least one hop; empty for an unknown one.

    Each actor leads on once on a side and type, where it is nearest.
    """
    around = Neighbourhood(index, lens, centre)
    return NeighbourSides(*(_entries(around, hops, inward) for inward in (True, False)))


def _entries(around: Neighbourhood, hops: int, inward: bool) -> tuple[NeighbourEntry, ...]:
    entries = []
    for group in neighbourhood_fit.whole_side(around, inward, hops):
        for line in group.lines:
            node = line.node
            if node is None:
                raise ValueError("a line of a map without folds stands for an actor")
            further = 0 if line.unfolded else around.further(node)
            entries.append(NeighbourEntry(around.tie(node), node.other, node.hop, further))
    return tuple(entries)
