"""How much an actor counts as of a date: by its ties of backing, and without any by its others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof.reported import reported_state
from proxytui.asof.reported_days import reported
from proxytui.asof.tie_filter import passes
from proxytui.model.dates import State
from proxytui.model.vocabulary import BACKING

if TYPE_CHECKING:
    from proxytui.asof.counts import Counts
    from proxytui.asof.lens import Lens
    from proxytui.graph.protocol import Graph


class Weight(NamedTuple):
    """How many ties of backing an actor is reported to have that are held, how many possible ones,
    and how many others, counted only where it has none of these. The heaviest is the greatest."""

    held: int = 0
    possible: int = 0
    others: int = 0


UNTIED = Weight()
"""The weight of an actor without a tie at the date."""


def weight(index: Graph, actor: str, lens: Lens, counts: Counts) -> Weight:
    """The weight of an actor as of the lens's date, from its counts there.

    Ties that the lens's filter doesn't let through weigh nothing.
    """
    held, possible = counts.out + counts.into, counts.out_possible + counts.into_possible
    if held or possible:
        return Weight(held, possible)
    known = reported(index, actor, lens)
    if known is not None:
        return Weight(others=known.others)
    return Weight(
        others=sum(
            passes(index, tie, lens, actor)
            for tie in index.ties_of(actor)
            if index.ends[tie].type not in BACKING
            and reported_state(index, tie, lens.as_of) is not State.NOT
        )
    )
