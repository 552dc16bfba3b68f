"""The tree of ties as it is unfolded now: its rows, and which branch each row stands for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.tui.present import ties
from proxytui.tui.present.lines import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from proxytui.network.chains import Branch
    from proxytui.tui.present.lines import Line, Row
    from proxytui.tui.present.scene import Scene
    from proxytui.tui.present.ties import Group


class TieTree:
    """Groups and branches by row key; a branch's key is the way to it from its group."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.branches: dict[str, Branch] = {}
        self._scene: Scene | None = None
        self._roll_up = False

    def ask(self, scene: Scene, centre: str, roll_up: bool, turned: bool) -> None:
        """Look the ties of the centre up anew."""
        self._scene = scene
        self._roll_up = roll_up
        self.centre = centre
        found = ties.groups(scene, centre, roll_up, inverse_first=turned)
        self.groups = {group.key: group for group in found}
        self.branches = {}

    @property
    def tie_ids(self) -> tuple[str, ...]:
        """The ties that the rows drawn last stand for."""
        return tuple(dict.fromkeys(branch.tie.id for branch in self.branches.values()))

    def rows(self, folded: Set[str], unfolded: Set[str], wanted: str, cells: int) -> Sequence[Row]:
        """The rows, with a filter on names where `wanted` is not empty."""
        made: dict[str, Callable[[], Line]] = {}
        self.branches = {}
        needle = texts.fold(wanted)
        for group in self.groups.values():
            branches = [b for b in group.branches if self._fits(b, needle)]
            if not branches:
                continue
            closed = group.key in folded and not needle
            shown = group._replace(branches=tuple(branches))
            made[group.key] = partial(ties.group_line, shown, closed, cells)
            if not closed:
                above = (self.centre,)
                for branch in branches:
                    self._branch(made, group, branch, group.key, above, unfolded, cells)
        lines = list(made.values())
        return Listing(list(made), lambda place: lines[place]()) if made else ties.EMPTY

    def _fits(self, branch: Branch, needle: str) -> bool:
        assert self._scene is not None
        return not needle or needle in texts.fold(self._scene.name(branch.actor))

    def _branch(
        self,
        made: dict[str, Callable[[], Line]],
        group: Group,
        branch: Branch,
        above_key: str,
        above: tuple[str, ...],
        unfolded: Set[str],
        cells: int,
    ) -> None:
        key = f"{above_key}|{branch.tie.id}@{branch.tie.via or ''}"
        self.branches[key] = branch
        closed = key not in unfolded
        made[key] = partial(self._line, group, branch, above, closed, cells)
        if not closed:
            for child in self._below(group, branch, above):
                self._branch(made, group, child, key, (*above, branch.actor), unfolded, cells)

    def _line(
        self, group: Group, branch: Branch, above: tuple[str, ...], closed: bool, cells: int
    ) -> Line:
        """What is below is looked up for the rows in view only: a tie may have hundreds."""
        assert self._scene is not None
        leaf = not self._below(group, branch, above)
        place = ties.Place(len(above), closed, leaf)
        return ties.branch_line(self._scene, branch, place, cells)

    def _below(self, group: Group, branch: Branch, above: tuple[str, ...]) -> tuple[Branch, ...]:
        """What unfolds under a branch: ties of the same type and direction, none under a cycle."""
        assert self._scene is not None
        if branch.cycle or self._turns_back(branch, above):
            return ()
        path = (*above, branch.actor)
        found = ties.one_level(
            self._scene, branch.actor, group.type, group.inverse, path, self._roll_up
        )
        # A symmetric tie would lead straight back to where it was unfolded from.
        return tuple(child for child in found if child.tie.id != branch.tie.id)

    @staticmethod
    def _turns_back(branch: Branch, above: tuple[str, ...]) -> bool:
        return branch.actor in above
