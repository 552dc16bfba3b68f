"""The tree of ties as it is unfolded now: its rows, and which branch each row stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from proxytui.asof import ranking
from proxytui.collation import Typed
from proxytui.questions.tree import Branch
from proxytui.views import tie_tree
from proxytui.views.lines import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from proxytui.asof.ranking import Ranked
    from proxytui.views.lines import Line, Row
    from proxytui.views.scene import Scene
    from proxytui.views.tie_tree import TieGroup


class _Spot(NamedTuple):
    """Where a tie stands in the tree: in which group, and under which actors."""

    group: TieGroup
    ranked: Ranked
    above: tuple[str, ...]

    @property
    def cycle(self) -> bool:
        return self.ranked.other in self.above


class Branches(Mapping[str, Branch]):
    """The branches that stand in the tree, by their row's key; each is made when it is asked for,
    since a centre may have thousands."""

    def __init__(self, scene: Scene | None = None) -> None:
        # Plain tuples, which thousands are made of at once in a tenth of the time.
        self.spots: dict[str, tuple[TieGroup, Ranked, tuple[str, ...]]] = {}
        self._scene = scene

    def spot(self, key: str) -> _Spot:
        """Where the row with that key stands."""
        return _Spot(*self.spots[key])

    @property
    def actors(self) -> list[str]:
        """Those at the far ends, as the rows stand; no tie is made for it."""
        return [ranked.other for _, ranked, _ in self.spots.values()]

    def __getitem__(self, key: str) -> Branch:
        spot = self.spot(key)
        if self._scene is None:
            raise KeyError(key)
        tie = ranking.tie(self._scene.index, self._scene.lens, spot.ranked)
        return Branch(tie, spot.ranked.other, cycle=spot.cycle)

    def __contains__(self, key: object) -> bool:
        return key in self.spots

    def __iter__(self) -> Iterator[str]:
        return iter(self.spots)

    def __len__(self) -> int:
        return len(self.spots)


def _is_closed(group: TieGroup, folded: Set[str], unfolded: Set[str]) -> bool:
    """Whether a group's ties are out of sight: what stands apart is, until it is unfolded."""
    return group.key not in unfolded if group.apart else group.key in folded


class TieTree:
    """Groups and branches by row key; a branch's key is the way to it from its group."""

    def __init__(self) -> None:
        self.groups: dict[str, TieGroup] = {}
        self.branches = Branches()
        self._scene: Scene | None = None
        self._roll_up = False

    def ask(self, scene: Scene, centre: str, roll_up: bool, turned: bool) -> None:
        """Look the ties of the centre up anew."""
        self._scene = scene
        self._roll_up = roll_up
        self.centre = centre
        found = tie_tree.groups(scene, centre, roll_up, inverse_first=turned)
        self.groups = {group.key: group for group in found}
        self.branches = Branches(scene)

    @property
    def tie_ids(self) -> tuple[str, ...]:
        """The ties that the rows drawn last stand for."""
        return tuple(dict.fromkeys(ranked.tie for _, ranked, _ in self.branches.spots.values()))

    def rows(self, folded: Set[str], unfolded: Set[str], wanted: str, cells: int) -> Sequence[Row]:
        """The rows, with a filter on names where `wanted` is not empty."""
        heads: dict[str, TieGroup] = {}
        keys: list[str] = []
        self.branches = Branches(self._scene)
        needle = Typed(wanted)
        for group in self.groups.values():
            shown = group._replace(branches=self._fitting(group, needle)) if needle else group
            if not shown.branches:
                continue
            heads[group.key] = shown
            keys.append(group.key)
            if needle or not _is_closed(group, folded, unfolded):
                self._unfold(keys, shown, shown.branches, group.key, (self.centre,), unfolded)

        # The rows that stand on the screen are drawn from what they were laid from, also while
        # others are being asked for.
        branches = self.branches

        def line(place: int) -> Line:
            key = keys[place]
            head = heads.get(key)
            if head is not None:
                closed = not needle and _is_closed(head, folded, unfolded)
                return tie_tree.group_line(head, closed, cells)
            return self._line(branches, key, key not in unfolded, cells)

        if not keys and self._scene is not None and self._scene.lens.filter is not None:
            return tie_tree.FILTERED
        return Listing(keys, line) if keys else tie_tree.EMPTY

    @property
    def _asked(self) -> Scene:
        if self._scene is None:
            raise RuntimeError("no ties were asked for")
        return self._scene

    def _fitting(self, group: TieGroup, needle: Typed) -> tuple[Ranked, ...]:
        name = self._asked.name
        return tuple(one for one in group.branches if needle.within(name(one.other)))

    def _unfold(
        self,
        keys: list[str],
        group: TieGroup,
        found: Sequence[Ranked],
        above_key: str,
        above: tuple[str, ...],
        unfolded: Set[str],
    ) -> None:
        spots = self.branches.spots
        start = above_key + "|"
        made = [f"{start}{tie}@{via or ''}" for tie, _, _, via, _ in found]
        if unfolded.isdisjoint(made):
            # The same group and the same actors above for each of them.
            rest = zip(repeat(group), found, repeat(above), strict=False)
            spots.update(zip(made, rest, strict=True))
            keys += made
            return
        for key, ranked in zip(made, found, strict=True):
            spots[key] = group, ranked, above
            keys.append(key)
            spot = _Spot(group, ranked, above)
            if key in unfolded and not spot.cycle:
                path = (*above, ranked.other)
                self._unfold(keys, group, self._below(spot), key, path, unfolded)

    def _below(self, spot: _Spot) -> tuple[Ranked, ...]:
        """What unfolds under a tie: those of the same type and direction. A symmetric one would
        lead straight back to where it was unfolded from."""
        way = spot.group.type, spot.group.inverse
        found = tie_tree.ties_in_direction(self._asked, spot.ranked.other, way, self._roll_up)
        leading = ranking.leading(found, self._asked.lens)
        return tuple(one for one in leading if one.tie != spot.ranked.tie)

    def _line(self, branches: Branches, key: str, closed: bool, cells: int) -> Line:
        """What is below is looked up for the rows in view only: a tie may have hundreds. A tie that
        is gone since the rows were laid leaves its line empty until they are laid anew."""
        spot = branches.spot(key)
        if spot.ranked.tie not in self._asked.index.tie_claims:
            return ()
        place = tie_tree.TiePlace(len(spot.above), closed, self._leaf(spot))
        return tie_tree.branch_line(self._asked, branches[key], place, cells)

    def _leaf(self, spot: _Spot) -> bool:
        if spot.cycle:
            return True
        index, lens = self._asked.index, self._asked.lens
        way = spot.group.type, spot.group.inverse
        other, tie = spot.ranked.other, spot.ranked.tie
        return not ranking.has_more(index, lens, other, way, tie, self._roll_up)
