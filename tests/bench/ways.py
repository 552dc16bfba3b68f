"""Paths measured on the large store beside networkx on the same network, built beforehand."""

from __future__ import annotations

import random
from itertools import islice
from typing import TYPE_CHECKING

import networkx
from measure import Result, against, interleaved, median, missing, timed

from proxytui.asof import states
from proxytui.model import dates
from proxytui.model.dates import State
from proxytui.questions import paths

if TYPE_CHECKING:
    from proxytui.graph.index import Index

_WANTED = 5
_PAIRS = 60
_ROUNDS = 5


def path(index: Index) -> list[Result]:
    """The five shortest paths as of a year between actors that have one, in either direction.

    The floor knows which ties carry and has no two between the same actors; here they are looked
    for in the index, and each path comes with its ties, their publishers and whether they held
    on one day.
    """
    period = dates.period("2010")
    graph = networkx.Graph()
    for tie in index.tie_claims:
        if states.tie_state(index, tie, period) is not State.NOT:
            graph.add_edge(*index.ends[tie][1:])
    what = f"path, {_WANTED} shortest with a date filter, 20k, {_PAIRS} pairs"
    reached = sorted(max(networkx.connected_components(graph), key=len))
    if len(reached) < 2:
        return [missing(what, "nobody is tied to anybody")]
    chance = random.Random(5)
    pairs = [chance.sample(reached, 2) for _ in range(_PAIRS)]

    def floor() -> None:
        for start, goal in pairs:
            list(islice(networkx.shortest_simple_paths(graph, start, goal), _WANTED))

    def ours() -> None:
        for start, goal in pairs:
            paths.shortest(index, start, goal, period, k=_WANTED)

    took = interleaved({"floor": lambda: timed(floor), "ours": lambda: timed(ours)}, _ROUNDS)
    each = {side: median(times) / _PAIRS for side, times in took.items()}
    return [against(what, each["ours"], "networkx, built beforehand", each["floor"], 4)]
