"""A two-sided view fitted to a number of lines: the first actors of each type, others counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence, Set

    from proxytui.questions.neighbourhood import Neighbour, Neighbourhood

_LEAST = 4
"""The least lines of a type: its heading, its first two actors, and the count of the others."""
_FANS = (None, 12, 6, 3, 2)
"""Numbers of actors shown beyond an actor; the largest that lets all actors before show is used."""


class FittedLine(NamedTuple):
    """A line: a place of the view, or the count `folded` of others, which `key` unfolds.

    `open` says for each hop from the second on whether more lines of it follow below; `unfolded`
    whether the places that this one leads on to are in the view, here or elsewhere.
    """

    key: str
    hop: int
    node: Neighbour | None
    folded: int = 0
    open: tuple[bool, ...] = ()
    unfolded: bool = False


class FittedGroup(NamedTuple):
    """The lines of one type on one side; `direct` counts the shown ties at the centre itself."""

    type: str
    inward: bool
    direct: int
    lines: tuple[FittedLine, ...]


def whole_side(around: Neighbourhood, inward: bool, hops: int) -> tuple[FittedGroup, ...]:
    """One side of a view without anything folded."""
    return fit_side(around, inward, hops, None, frozenset())


def fit_side(
    around: Neighbourhood,
    inward: bool,
    hops: int,
    rows: int | None,
    unfolded: Set[str],
    passes: Callable[[Neighbour], bool] | None = None,
) -> tuple[FittedGroup, ...]:
    """One side of a view in about `rows` lines, with a heading for each type; None for all of it.

    Places whose key is in `unfolded` are shown whole, however long. With `passes`, only neighbours
    of the centre that it lets through are there. A line costs looking up the ties at one actor, a
    folded one nothing.
    """
    groups: list[_GroupLines] = []
    for type_, roots in around.roots(inward).items():
        root_nodes = tuple(filter(passes, roots)) if passes else roots
        if root_nodes:
            groups.append(_GroupLines(around, type_, inward, root_nodes, 1 if passes else hops))
    if rows is not None:
        rows = max(rows, _LEAST * len(groups))
    sizes = [group.size(None if rows is None else rows + 2) for group in groups]
    shares = _shares(sizes, rows)
    return tuple(
        group.group(None if size <= share else share + 1, unfolded)
        for group, size, share in zip(groups, sizes, shares, strict=True)
    )


class _GroupLines:
    """The lines of one type of tie on one side."""

    def __init__(
        self, around: Neighbourhood, type_: str, inward: bool, roots: Sequence[Neighbour], hops: int
    ) -> None:
        self._around, self._type, self._inward = around, type_, inward
        self._roots, self._hops = roots, hops
        self._key = f"{'left' if inward else 'right'}:{type_}"
        # A neighbour of the centre leads on from its place there and nowhere else.
        self._near = frozenset(root.other for root in roots) if hops > 1 else frozenset()

    def size(self, most: int | None) -> int:
        """The number of lines, counted up to `most`."""
        if self._hops == 1:
            return len(self._roots)
        return sum(1 for _ in islice(self._all_lines(None, frozenset(), set()), most))

    def group(self, share: int | None, unfolded: Set[str]) -> FittedGroup:
        """As many lines as fit, and the count of the others."""
        if share is None or self._key in unfolded:
            lines, _ = self._chosen_lines(None if share is None else _FANS[-1], unfolded, None)
        else:
            for fan in _FANS:
                lines, everybody = self._chosen_lines(fan, unfolded, share)
                if everybody:
                    break
        direct = sum(root.shows for root in self._roots)
        return FittedGroup(self._type, self._inward, direct, tuple(lines))

    def _chosen_lines(
        self, fan: int | None, unfolded: Set[str], share: int | None
    ) -> tuple[list[FittedLine], bool]:
        """The lines, and whether no neighbour was left out or shown alone for want of room.

        At least half of the lines are for neighbours of the centre.
        """
        went: set[str] = set()
        lines: list[FittedLine] = []
        used, alone = 0, False
        for place, root in enumerate(self._roots):
            gone = set(went)
            family = list(
                islice(self._subtree(root, (), fan, unfolded, gone), _line_limit(share, used))
            )
            room = len(family)
            if share is not None:
                left, rest = share - used, len(self._roots) - place - 1
                if left - bool(rest) < 1:
                    lines.append(FittedLine(self._key, 1, None, rest + 1))
                    return self._with_unfolded_marks(lines, went), False
                room = max(1, left - min(rest, max(1, share // 2 - place)))
            if any(key.startswith(root.key) for key in unfolded):
                # What the user unfolded is there, whatever the share.
                gone = set(went)
                family = list(self._subtree(root, (), fan, unfolded, gone))
            elif alone or len(family) > room:
                alone = True
                used += 1
                lines.append(FittedLine(root.key, 1, root))
                continue
            used += min(len(family), room)
            lines += family
            went = gone | {root.other} if self._hops > 1 else gone
        return self._with_unfolded_marks(lines, went), not alone

    @staticmethod
    def _with_unfolded_marks(lines: Sequence[FittedLine], went: Set[str]) -> list[FittedLine]:
        return [
            line._replace(unfolded=True) if line.node and line.node.other in went else line
            for line in lines
        ]

    def _all_lines(
        self, fan: int | None, unfolded: Set[str], went: set[str]
    ) -> Iterator[FittedLine]:
        for root in self._roots:
            yield from self._subtree(root, (), fan, unfolded, went)

    def _subtree(
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
            yield from self._subtree(
                below, (*open_, cut or place < len(shown)), fan, unfolded, went
            )
        if cut:
            yield FittedLine(
                node.key, node.hop + 1, None, len(beyond) - len(shown), (*open_, False)
            )


def _line_limit(share: int | None, used: int) -> int | None:
    """The number of lines from which on a subtree is known not to fit; None without a limit."""
    return None if share is None else max(1, share - used) + 1


def _shares(sizes: Collection[int], rows: int | None) -> list[int]:
    """The number of shown lines of each group, where each also takes a heading, and a cut one a
    line for the count of the others; room that small groups leave goes to the others."""
    if rows is None or sum(sizes) + len(sizes) <= rows:
        return list(sizes)
    counts = list(sizes)
    # Every group is reckoned as cut at first, which the ones that fit give back.
    left, shares = max(0, rows - 2 * len(counts)), [0] * len(counts)
    waiting = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    for number, place in enumerate(waiting):
        share = left // (len(waiting) - number)
        fits = counts[place] <= share + 1
        shares[place] = counts[place] if fits else share
        left -= shares[place] - fits
    return shares
