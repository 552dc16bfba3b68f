"""What of a two-sided view fits on so many lines: the first ones of each, the others counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence, Set

    from proxytui.questions.neighbourhood import Neighbour, Neighbourhood

_LEAST = 4
"""Lines that each type has in any case: what it is, its first two, and the count of the others."""
_FANS = (None, 12, 6, 3, 2)
"""How many of those beyond an actor are shown, the most that let all actors before them show."""


class FittedLine(NamedTuple):
    """A line: a place of the view, or as many others as `folded` counts, which `key` unfolds.

    `open` says for each hop from the second on whether more of them follow below; `unfolded`
    whether what the place leads on to is in the view, here or elsewhere.
    """

    key: str
    hop: int
    node: Neighbour | None
    folded: int = 0
    open: tuple[bool, ...] = ()
    unfolded: bool = False


class FittedGroup(NamedTuple):
    """The lines of one type on one side; `direct` ties at the centre itself show."""

    type: str
    inward: bool
    direct: int
    lines: tuple[FittedLine, ...]


def whole(around: Neighbourhood, inward: bool, hops: int) -> tuple[FittedGroup, ...]:
    """One side without anything folded."""
    return fitting(around, inward, hops, None, frozenset())


def fitting(
    around: Neighbourhood,
    inward: bool,
    hops: int,
    rows: int | None,
    unfolded: Set[str],
    wanted: Callable[[Neighbour], bool] | None = None,
) -> tuple[FittedGroup, ...]:
    """One side in about `rows` lines, a heading a type among them; None for all of it.

    What `unfolded` names by its key is shown whole, however long. With `wanted` only those next
    to the centre that it lets through are there. Each line costs the ties at one actor, those
    that are folded nothing.
    """
    made: list[_Lines] = []
    for type_, roots in around.roots(inward).items():
        kept = tuple(filter(wanted, roots)) if wanted else roots
        if kept:
            made.append(_Lines(around, type_, inward, kept, 1 if wanted else hops))
    if rows is not None:
        rows = max(rows, _LEAST * len(made))
    sizes = [one.size(None if rows is None else rows + 2) for one in made]
    shares = _shares(sizes, rows)
    return tuple(
        one.group(None if size <= share else share + 1, unfolded)
        for one, size, share in zip(made, sizes, shares, strict=True)
    )


class _Lines:
    """The lines of one type."""

    def __init__(
        self, around: Neighbourhood, type_: str, inward: bool, roots: Sequence[Neighbour], hops: int
    ) -> None:
        self._around, self._type, self._inward = around, type_, inward
        self._roots, self._hops = roots, hops
        self._key = f"{'left' if inward else 'right'}:{type_}"
        # Whoever stands next to the centre is gone on from there and nowhere else.
        self._near = frozenset(root.other for root in roots) if hops > 1 else frozenset()

    def size(self, most: int | None) -> int:
        """How many there are, counted up to a number."""
        if self._hops == 1:
            return len(self._roots)
        return sum(1 for _ in islice(self._walk(None, frozenset(), set()), most))

    def group(self, share: int | None, unfolded: Set[str]) -> FittedGroup:
        """As many as fit, and the count of the others."""
        if share is None or self._key in unfolded:
            lines, _ = self._taken(None if share is None else _FANS[-1], unfolded, None)
        else:
            for fan in _FANS:
                lines, everybody = self._taken(fan, unfolded, share)
                if everybody:
                    break
        direct = sum(root.shows for root in self._roots)
        return FittedGroup(self._type, self._inward, direct, tuple(lines))

    def _taken(
        self, fan: int | None, unfolded: Set[str], share: int | None
    ) -> tuple[list[FittedLine], bool]:
        """The lines, and whether nobody was left out or shown alone for want of room.

        At least half of the lines are for those next to the centre.
        """
        went: set[str] = set()
        lines: list[FittedLine] = []
        used, alone = 0, False
        for place, root in enumerate(self._roots):
            gone = set(went)
            family = list(islice(self._from(root, (), fan, unfolded, gone), _most(share, used)))
            room = len(family)
            if share is not None:
                left, rest = share - used, len(self._roots) - place - 1
                if left - bool(rest) < 1:
                    lines.append(FittedLine(self._key, 1, None, rest + 1))
                    return self._marked(lines, went), False
                room = max(1, left - min(rest, max(1, share // 2 - place)))
            if any(key.startswith(root.key) for key in unfolded):
                # What the user unfolded is there, whatever the share.
                gone = set(went)
                family = list(self._from(root, (), fan, unfolded, gone))
            elif alone or len(family) > room:
                alone = True
                used += 1
                lines.append(FittedLine(root.key, 1, root))
                continue
            used += min(len(family), room)
            lines += family
            went = gone | {root.other} if self._hops > 1 else gone
        return self._marked(lines, went), not alone

    @staticmethod
    def _marked(lines: Sequence[FittedLine], went: Set[str]) -> list[FittedLine]:
        return [
            one._replace(unfolded=True) if one.node and one.node.other in went else one
            for one in lines
        ]

    def _walk(self, fan: int | None, unfolded: Set[str], went: set[str]) -> Iterator[FittedLine]:
        for root in self._roots:
            yield from self._from(root, (), fan, unfolded, went)

    def _from(
        self,
        node: Neighbour,
        open_: tuple[bool, ...],
        fan: int | None,
        unfolded: Set[str],
        went: set[str],
    ) -> Iterator[FittedLine]:
        goes_on = node.hop < self._hops and (
            node.hop == 1 or (node.other not in self._near and node.other not in went)
        )
        yield FittedLine(node.key, node.hop, node, 0, open_, goes_on)
        if not goes_on:
            return
        if node.hop > 1:
            went.add(node.other)
        beyond = self._around.beyond(node)
        # One that is left out would take the line that says so.
        cut = fan is not None and node.key not in unfolded and len(beyond) > fan + 1
        shown = beyond[:fan] if cut else beyond
        for place, below in enumerate(shown, 1):
            yield from self._from(below, (*open_, cut or place < len(shown)), fan, unfolded, went)
        if cut:
            yield FittedLine(
                node.key, node.hop + 1, None, len(beyond) - len(shown), (*open_, False)
            )


def _most(share: int | None, used: int) -> int | None:
    """Of how many lines it can be told that they don't fit any more."""
    return None if share is None else max(1, share - used) + 1


def _shares(sizes: Collection[int], rows: int | None) -> list[int]:
    """How many of each group are shown where each also takes a heading, and one that is cut a line
    for the count of the others; what small groups leave goes to the others."""
    if rows is None or sum(sizes) + len(sizes) <= rows:
        return list(sizes)
    given = list(sizes)
    # Every group is reckoned as cut at first, which the ones that fit give back.
    left, kept = max(0, rows - 2 * len(given)), [0] * len(given)
    waiting = sorted(range(len(given)), key=lambda place: (given[place], place))
    for number, place in enumerate(waiting):
        share = left // (len(waiting) - number)
        fits = given[place] <= share + 1
        kept[place] = given[place] if fits else share
        left -= kept[place] - fits
    return kept
