"""The two lists of the explorer as they stand at a date, without the terminal around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.counts import LazyCounts
from proxytui.asof.lens import Lens
from proxytui.model import dates
from proxytui.tui.explorer.tie_tree import TieTree
from proxytui.views import actor_list
from proxytui.views.actor_groups import ActorList
from proxytui.views.lines import Listing
from proxytui.views.scene import Scene

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

_IN_VIEW = 40


class Shown:
    """All ties of a centre in order, all actors by name, and of both the rows in view made, with
    their counts."""

    def __init__(self, workspace: Workspace, centre: str) -> None:
        self.workspace, self.centre = workspace, centre
        self.ties = TieTree()
        scene = self._scene("2016")
        self.roll = ActorList(scene.index, scene.name, scene.lens.as_of)

    def _scene(self, year: str) -> Scene:
        index, lens = self.workspace.index, Lens(dates.period(year))
        return Scene(index, lens, index.namer(lens.as_of), self.workspace.check_quote)

    def at(self, year: str) -> None:
        """Draw them as of another year."""
        scene = self._scene(year)
        self.ties.load(scene, self.centre, roll_up=False, turned=False)
        tree = self.ties.rows(set(), set(), "", 50)
        counts = LazyCounts(scene.index, scene.lens)
        everyone = actor_list.rows(scene, self.roll, counts, set(), set(), None, self.centre, 40)
        for rows, key in ((tree, next(iter(self.ties.groups))), (everyone, f"actor:{self.centre}")):
            assert isinstance(rows, Listing)
            top = max(0, (rows.place(key) or 0) - _IN_VIEW // 2)
            assert all(row.line for row in rows[top : top + _IN_VIEW])
