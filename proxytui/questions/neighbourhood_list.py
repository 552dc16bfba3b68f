"""The two sides of an actor as plain lists, by the distance from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.questions import neighbourhood_fit

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
    from proxytui.model.tie import Tie
from proxytui.questions.neighbourhood import Neighbourhood


class NeighbourEntry(msgspec.Struct, frozen=True):
    """A tie, the actor at its far end, and how many hops that is from the centre, from 1.

    `further` counts the ties of this type that lead on from there and are not in the view.
    """

    tie: Tie
    actor: str
    hop: int
    further: int


class NeighbourSides(NamedTuple):
    """Both sides; each entry is followed by those beyond it."""

    left: tuple[NeighbourEntry, ...]
    right: tuple[NeighbourEntry, ...]


def sides(index: Index, lens: Lens, centre: str, hops: int = 1) -> NeighbourSides:
    """All of the view of an actor, of at least one hop; empty for an unknown one.

    An actor is gone on from once a side and type, where it is nearest.
    """
    around = Neighbourhood(index, lens, centre)
    return NeighbourSides(*(_entries(around, hops, inward) for inward in (True, False)))


def _entries(around: Neighbourhood, hops: int, inward: bool) -> tuple[NeighbourEntry, ...]:
    made = []
    for group in neighbourhood_fit.whole(around, inward, hops):
        for shown in group.lines:
            node = shown.node
            if node is None:
                raise ValueError("a line of a map without folds stands for an actor")
            further = 0 if shown.unfolded else around.further(node)
            made.append(NeighbourEntry(around.made(node), node.other, node.hop, further))
    return tuple(made)
