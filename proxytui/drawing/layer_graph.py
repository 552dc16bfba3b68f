"""Layers of a directed graph, top to bottom, ordered so that few lines cross.

After K. Sugiyama, S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system
structures (1981), with the cycles broken as by P. Eades, X. Lin and W. F. Smyth (1993).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SWEEPS = 8


class Place(NamedTuple):
    """A place in a layer: a node, or a dummy for lines that pass through the layer.

    A dummy has the upper node of the lines, their `net`, and the `row` of the layer.
    """

    node: str
    net: str = ""
    row: int = 0


class Layers(NamedTuple):
    """`rows` from the top, each in order from the left; `links` of each pair of neighbouring rows
    the places in both that are tied."""

    rows: tuple[tuple[Place, ...], ...]
    links: tuple[tuple[tuple[Place, Place], ...], ...]


def levels(nodes: Sequence[str], edges: Iterable[tuple[str, str]], most: int) -> dict[str, int]:
    """The layer of each node, with at most `most` nodes in one; most edges lead downwards."""
    ends = list(edges)
    order = _downward_order(nodes, ends)
    place = {node: number for number, node in enumerate(order)}
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for start, end in ends:
        upper, lower = sorted((start, end), key=place.__getitem__)
        above[lower].append(upper)
        below[upper].append(lower)
    levels: dict[str, int] = {}
    sizes: dict[int, int] = defaultdict(int)
    for node in order:
        level = max((levels[upper] + 1 for upper in above[node]), default=0)
        while sizes[level] >= most:
            level += 1
        levels[node] = level
        sizes[level] += 1
    # A node without nodes above need not be farther than one layer from those below.
    for node in reversed(order):
        target = min((levels[lower] - 1 for lower in below[node]), default=levels[node])
        if not above[node] and target > levels[node] and sizes[target] < most:
            sizes[levels[node]] -= 1
            sizes[target] += 1
            levels[node] = target
    used = {level: number for number, level in enumerate(sorted(set(levels.values())))}
    return {node: used[level] for node, level in levels.items()}


def _downward_order(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[str]:
    """The nodes in an order in which most edges lead from an earlier to a later one."""
    out: dict[str, set[str]] = {node: set() for node in nodes}
    into: dict[str, set[str]] = {node: set() for node in nodes}
    for start, end in edges:
        out[start].add(end)
        into[end].add(start)
    first: list[str] = []
    last: list[str] = []

    def take(node: str, where: list[str]) -> None:
        where.append(node)
        for neighbour in out.pop(node):
            into[neighbour].discard(node)
        for neighbour in into.pop(node):
            out[neighbour].discard(node)

    while out:
        for node in [node for node in out if not out[node]]:
            take(node, last)
        for node in [node for node in out if not into[node]]:
            take(node, first)
        if out and all(out.values()) and all(into.values()):
            take(max(out, key=lambda node: len(out[node]) - len(into[node])), first)
    return first + last[::-1]


def layers(level: Mapping[str, int], nets: Mapping[str, tuple[str, Sequence[str]]]) -> Layers:
    """The layers in order. `nets` gives by name an upper node and the lower ones tied to it."""
    count = max(level.values(), default=-1) + 1
    rows: list[list[Place]] = [[] for _ in range(count)]
    links: list[list[tuple[Place, Place]]] = [[] for _ in range(max(0, count - 1))]
    for node, row in level.items():
        rows[row].append(Place(node))
    for name, (upper, lower) in nets.items():
        at, before = level[upper], Place(upper)
        deepest = max(level[node] for node in lower)
        for row in range(at + 1, deepest + 1):
            links[row - 1] += [(before, Place(node)) for node in lower if level[node] == row]
            if row < deepest:
                through = Place(upper, name, row)
                rows[row].append(through)
                links[row - 1].append((before, through))
                before = through
    return Layers(_uncrossed(rows, links), tuple(tuple(pairs) for pairs in links))


def _uncrossed(
    rows: Sequence[list[Place]], links: Sequence[Sequence[tuple[Place, Place]]]
) -> tuple[tuple[Place, ...], ...]:
    """The rows in the order with the fewest crossings that sweeps down and up come to."""
    now = [list(row) for row in rows]
    best, least = [tuple(row) for row in now], crossings(now, links)
    for sweep in range(_SWEEPS):
        if not least:
            break
        down = sweep % 2 == 0
        for row in range(1, len(now)) if down else range(len(now) - 2, -1, -1):
            fixed = now[row - 1] if down else now[row + 1]
            _sort_by_barycentre(now[row], fixed, links[row - 1] if down else links[row], down=down)
        count = crossings(now, links)
        if count < least:
            best, least = [tuple(row) for row in now], count
    return tuple(best)


def _sort_by_barycentre(
    row: list[Place],
    fixed: Sequence[Place],
    links: Iterable[tuple[Place, Place]],
    *,
    down: bool,
) -> None:
    """Sort the places of a row by the barycentre of the places in the fixed row tied to them."""
    at = {place: number for number, place in enumerate(fixed)}
    tied: dict[Place, list[int]] = defaultdict(list)
    for upper, lower in links:
        mine, fixed_place = (lower, upper) if down else (upper, lower)
        tied[mine].append(at[fixed_place])
    middle = {
        place: sum(tied[place]) / len(tied[place]) if tied[place] else float(number)
        for number, place in enumerate(row)
    }
    row.sort(key=middle.__getitem__)


def crossings(
    rows: Sequence[Sequence[Place]], links: Sequence[Sequence[tuple[Place, Place]]]
) -> int:
    """The number of pairs of links that cross."""
    count = 0
    for upper, lower, tied in zip(rows, rows[1:], links, strict=False):
        above = {place: number for number, place in enumerate(upper)}
        below = {place: number for number, place in enumerate(lower)}
        ends = [(above[start], below[end]) for start, end in tied]
        count += sum(
            (link[0] - earlier[0]) * (link[1] - earlier[1]) < 0
            for number, link in enumerate(ends)
            for earlier in ends[:number]
        )
    return count
