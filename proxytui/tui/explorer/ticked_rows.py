"""Rows that are ticked, to be acted on together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.desk import OpenView
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.explorer.record_choice import RecordChoice
from proxytui.tui.selected import Selected
from proxytui.views.lines import Listing
from proxytui.views.target import NOTHING, Target, of_key

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk
    from proxytui.tui.widgets.rows import Rows

_TABLES = {"claim": "claims", "note": "notes"}
"""The tables of records that a row can stand for and that are no target of the detail pane."""


class TickedRows(Controller):
    """The ticks of the list that has the keys: of a pane, or of the view on top."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choice = RecordChoice(desk)
        self.handlers = {"tick": self.tick, "tick-all": self.tick_all}

    @property
    def _view(self) -> OpenView | None:
        screen = self.desk.open_views.screen
        return screen if isinstance(screen, OpenView) else None

    @property
    def _list(self) -> Rows:
        view = self._view
        return self.rows if view is None else view.rows

    @property
    def targets(self) -> tuple[Target, ...]:
        """What the ticked rows are about."""
        return tuple(dict.fromkeys(self._list.ticks.values()))

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors that are ticked."""
        return tuple(target.id for target in self.targets if target.kind == "actor")

    @property
    def pairs(self) -> tuple[tuple[str, Target], ...]:
        """The keys of the ticked rows, and what each is about."""
        return tuple(self._list.ticks.items())

    @property
    def records(self) -> tuple[Selected, ...]:
        """The records of the ticked rows that are still there: of a tie all of its claims."""
        return tuple(dict.fromkeys(s for pair in self.pairs for s in self._records(*pair)))

    @property
    def under_cursor(self) -> tuple[Selected, ...]:
        """The records of the row under the cursor."""
        if self._view is None:
            return tuple(self._choice.selected())
        key = self._list.key
        return tuple(self._records(key, self._target(key)))

    def tick(self) -> None:
        """Tick the row under the cursor and go on to the next one; fold or unfold a heading."""
        rows, key = self._list, self._list.key
        if self._view is None and self.desk.navigation.turn_heading():
            return
        target = self._target(key)
        if target == NOTHING:
            self.say("Only rows with a record can be ticked.")
            return
        rows.tick(key, target)
        rows.move(1)
        self._tell()

    def tick_all(self) -> None:
        """Tick all rows of the list that have a record; where all are ticked, none any more."""
        rows = self._list
        keys = rows.rows.keys if isinstance(rows.rows, Listing) else [row.key for row in rows.rows]
        targets = {key: target for key in keys if (target := self._target(key)) != NOTHING}
        if not targets:
            self.say("Only rows with a record can be ticked.")
        elif targets.keys() <= rows.ticks.keys():
            self.clear()
        else:
            rows.tick_only({**rows.ticks, **targets})
            self._tell()

    def clear(self) -> bool:
        """Take all ticks of this list back; False where there are none."""
        rows = self._list
        had = bool(rows.ticks)
        if had:
            rows.tick_only({})
            self._tell()
        return had

    def _tell(self) -> None:
        """Say under the list how many rows are ticked."""
        view = self._view
        if view is None:
            self.desk.draw_below(self.desk.pane)
        else:
            view.draw()

    def _target(self, key: str) -> Target:
        """What the row with a key is about: of a quote or an entry its own record."""
        view, desk = self._view, self.desk
        if view is not None:
            return view.tick_target(key)
        if desk.neighbourhood.is_map(desk.pane):
            return NOTHING
        if (target := of_key(key)) != NOTHING:
            return target
        if selected := self._choice.of_row(key):
            return Target(selected[0].table.removesuffix("s"), selected[0].id)
        branches = desk.ties.branches
        if desk.pane != "ties" or key not in branches:
            return NOTHING
        return Target("tie", branches.position(key).ranked.tie)

    def _records(self, key: str, target: Target) -> list[Selected]:
        """The records of a row that are there, with the part that the row shows."""
        table = _TABLES.get(target.kind)
        rows = self._choice.of_row(key) if self._view is None else []
        if not rows and table is not None:
            rows = [Selected(table, target.id)]
        rows = rows or self._choice.of_target(target)
        return [s for s in rows if self.workspace.record(s.table, s.id) is not None]
