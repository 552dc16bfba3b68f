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
    """What stands in a layer: a node, or in `net` what lines of one node to layers further down
    pass through, in each `row` that they do."""

    node: str
    net: str = ""
    row: int = 0


class Layers(NamedTuple):
    """`rows` from the top, each in order from the left; `links` of each pair of neighbouring rows
    the places in both that are tied."""

    rows: tuple[tuple[Place, ...], ...]
    links: tuple[tuple[tuple[Place, Place], ...], ...]


def levels(nodes: Sequence[str], edges: Iterable[tuple[str, str]], most: int) -> dict[str, int]:
    """The layer of each node, at most so many of them in one; most edges lead downwards."""
    ends = list(edges)
    order = _order(nodes, ends)
    place = {node: number for number, node in enumerate(order)}
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for one, other in ends:
        upper, lower = sorted((one, other), key=place.__getitem__)
        above[lower].append(upper)
        below[upper].append(lower)
    found: dict[str, int] = {}
    held: dict[int, int] = defaultdict(int)
    for node in order:
        level = max((found[one] + 1 for one in above[node]), default=0)
        while held[level] >= most:
            level += 1
        found[node] = level
        held[level] += 1
    # Who has nobody above need not stand farther from those below than one layer.
    for node in reversed(order):
        wanted = min((found[one] - 1 for one in below[node]), default=found[node])
        if not above[node] and wanted > found[node] and held[wanted] < most:
            held[found[node]] -= 1
            held[wanted] += 1
            found[node] = wanted
    used = {level: number for number, level in enumerate(sorted(set(found.values())))}
    return {node: used[level] for node, level in found.items()}


def _order(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[str]:
    """The nodes so that most edges lead from an earlier to a later one."""
    out: dict[str, set[str]] = {node: set() for node in nodes}
    into: dict[str, set[str]] = {node: set() for node in nodes}
    for one, other in edges:
        out[one].add(other)
        into[other].add(one)
    first: list[str] = []
    last: list[str] = []

    def take(node: str, where: list[str]) -> None:
        where.append(node)
        for other in out.pop(node):
            into[other].discard(node)
        for other in into.pop(node):
            out[other].discard(node)

    while out:
        for node in [one for one in out if not out[one]]:
            take(node, last)
        for node in [one for one in out if not into[one]]:
            take(node, first)
        if out and all(out.values()) and all(into.values()):
            take(max(out, key=lambda one: len(out[one]) - len(into[one])), first)
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
        deepest = max(level[one] for one in lower)
        for row in range(at + 1, deepest + 1):
            links[row - 1] += [(before, Place(one)) for one in lower if level[one] == row]
            if row < deepest:
                through = Place(upper, name, row)
                rows[row].append(through)
                links[row - 1].append((before, through))
                before = through
    return Layers(_uncrossed(rows, links), tuple(tuple(one) for one in links))


def _uncrossed(
    rows: Sequence[list[Place]], links: Sequence[Sequence[tuple[Place, Place]]]
) -> tuple[tuple[Place, ...], ...]:
    """The rows in the order with fewest crossings that sweeping down and up comes to."""
    now = [list(row) for row in rows]
    best, least = [tuple(row) for row in now], crossings(now, links)
    for sweep in range(_SWEEPS):
        if not least:
            break
        down = sweep % 2 == 0
        for row in range(1, len(now)) if down else range(len(now) - 2, -1, -1):
            fixed = now[row - 1] if down else now[row + 1]
            _sort(now[row], fixed, links[row - 1] if down else links[row], down=down)
        found = crossings(now, links)
        if found < least:
            best, least = [tuple(one) for one in now], found
    return tuple(best)


def _sort(
    row: list[Place],
    fixed: Sequence[Place],
    links: Iterable[tuple[Place, Place]],
    *,
    down: bool,
) -> None:
    """Put each place of a row where the middle of those is that it is tied to."""
    at = {place: number for number, place in enumerate(fixed)}
    tied: dict[Place, list[int]] = defaultdict(list)
    for upper, lower in links:
        one, other = (lower, upper) if down else (upper, lower)
        tied[one].append(at[other])
    middle = {
        place: sum(tied[place]) / len(tied[place]) if tied[place] else float(number)
        for number, place in enumerate(row)
    }
    row.sort(key=middle.__getitem__)


def crossings(
    rows: Sequence[Sequence[Place]], links: Sequence[Sequence[tuple[Place, Place]]]
) -> int:
    """How many pairs of links cross."""
    found = 0
    for upper, lower, tied in zip(rows, rows[1:], links, strict=False):
        above = {place: number for number, place in enumerate(upper)}
        below = {place: number for number, place in enumerate(lower)}
        ends = [(above[one], below[other]) for one, other in tied]
        found += sum(
            (one[0] - other[0]) * (one[1] - other[1]) < 0
            for number, one in enumerate(ends)
            for other in ends[:number]
        )
    return found
