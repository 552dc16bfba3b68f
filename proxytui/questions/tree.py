"""Chains of patronage as a tree: the actors that one backs, those they back; or its backers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from proxytui.asof import rollup, tie_filter, tie_order, ties
from proxytui.model.vocabulary import BACKING, CLAIM_TYPES

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.graph.index import Index
    from proxytui.graph.ties import TieEnds
    from proxytui.model.tie import Tie

__all__ = ["BACKS", "Branch", "Direction", "children", "tree"]

Direction: TypeAlias = Literal["backs", "backed-by"]
BACKS = frozenset(BACKING)
"""The claim types of which chains of patronage are made, where no others are asked for."""


class Branch(msgspec.Struct, frozen=True):
    """A tie and the actor at its far end.

    `cycle`: the actor stands on the way up. `seen`: it is unfolded elsewhere. Both have no
    children.
    """

    tie: Tie
    actor: str
    cycle: bool = False
    seen: bool = False
    children: tuple[Branch, ...] = ()


def _next_ties(
    index: Index,
    lens: Lens,
    actor: str,
    direction: Direction,
    types: frozenset[str],
    roll_up: bool,
) -> tuple[Tie, ...]:
    """The ties that lead one step on from an actor, in order."""

    def leads_on(ends: TieEnds, at: str) -> bool:
        start = ends.subject if direction == "backs" else ends.object
        return start == at or CLAIM_TYPES[ends.type].symmetric

    lens = lens._replace(types=types)
    if roll_up:
        return _ties_that_lead_on(rollup.ties(index, actor, lens, leads_on), lens)
    next_ties = (
        ties.shown(index, tie_id, lens)
        for tie_id in index.ties_of(actor)
        if (ends := index.ends[tie_id]).type in types and leads_on(ends, actor)
        if tie_filter.passes(index, tie_id, lens, actor)
    )
    return _ties_that_lead_on(ties.ordered(index, actor, lens, next_ties), lens)


def _ties_that_lead_on(ties: tuple[Tie, ...], lens: Lens) -> tuple[Tie, ...]:
    """The ties that lead on; ones that stand apart from what is reported do only in `show_all`."""
    return tuple(tie for tie in ties if lens.show_all or not tie_order.stands_apart(tie))


def children(
    index: Index,
    lens: Lens,
    actor: str,
    direction: Direction = "backs",
    types: frozenset[str] = BACKS,
    path: tuple[str, ...] = (),
    roll_up: bool = False,
) -> tuple[Branch, ...]:
    """One level under an actor, in the order of its ties and without children of its own.

    `path` are the actors above it; one of them, or the actor itself, makes a `cycle`. `types`
    stand in for the lens's filter. Ties of symmetric types are followed in both directions.
    """
    above = {*path, actor}
    return tuple(
        Branch(tie, other, cycle=other in above)
        for tie in _next_ties(index, lens, actor, direction, types, roll_up)
        for other in (tie.other(tie.via or actor),)
    )


class _Node:
    """A branch being grown; `up` is the node above it, None for the root."""

    __slots__ = ("actor", "below", "branch", "up")

    def __init__(self, actor: str, branch: Branch | None, up: _Node | None) -> None:
        self.actor, self.branch, self.up = actor, branch, up
        self.below: list[_Node] = []

    def stands_under(self, actor: str) -> bool:
        node: _Node | None = self
        while node is not None:
            if node.actor == actor:
                return True
            node = node.up
        return False


def tree(
    index: Index,
    lens: Lens,
    actor: str,
    direction: Direction = "backs",
    types: frozenset[str] = BACKS,
    depth: int = 3,
    roll_up: bool = False,
) -> tuple[Branch, ...]:
    """The branches under an actor, `depth` levels of them (none for 0).

    An actor is unfolded once: where it comes first, counted level by level and in order within
    a level. Further occurrences are `seen`, or a `cycle` where it stands above. On the last
    level nothing is unfolded, so there an actor is `seen` only if it is unfolded further up.
    """
    root = _Node(actor, None, None)
    unfolded = {actor}
    grown: list[_Node] = []
    level = [root]
    for remaining in range(depth - 1, -1, -1):
        following: list[_Node] = []
        for node in level:
            for tie in _next_ties(index, lens, node.actor, direction, types, roll_up):
                other = tie.other(tie.via or node.actor)
                is_unfolded = other in unfolded
                cycle = is_unfolded and node.stands_under(other)
                branch = Branch(tie, other, cycle=cycle, seen=is_unfolded and not cycle)
                below = _Node(other, branch, node)
                node.below.append(below)
                if remaining and not is_unfolded:
                    unfolded.add(other)
                    following.append(below)
        grown += level
        level = following
        if not level:
            break
    # Upwards, so that a chain of any length is put together without recursion.
    for node in reversed(grown):
        branches = tuple(below.branch for below in node.below if below.branch is not None)
        if node.branch is None:
            return branches
        node.branch = msgspec.structs.replace(node.branch, children=branches)
    return ()
