"""The filter on ties: its form, the line that says it is in force, off and on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof import ranking
from proxytui.tui.explorer.controller import Controller

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_filter import FilterCounts
    from proxytui.model.filters import Filter
    from proxytui.tui.desk import Desk


class FilterKeys(Controller):
    """Sets `session.filter`, through which the explorer and the views over it see ties."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._last: Filter | None = None
        # Counts that the form made of all ties, by the store's version and the lens.
        self.counts: dict[tuple[int, Lens], FilterCounts] = {}
        self.handlers = {"filter-ties": self.ask, "filter-off": self.toggle}

    def ask(self) -> None:
        """Open the form with all choices."""
        self.desk.open_view("filter", self.apply)

    def apply(self, ties: Filter | None) -> None:
        """Show only the ties that a filter lets through; None shows all."""
        session = self.session
        self._last = session.filter or self._last
        session.filter = ties
        self.desk.date_changed()
        screen = self.desk.open_views.screen
        if screen is not self.desk:
            screen.store_changed()

    def toggle(self) -> None:
        """Switch the filter off, and on again as it was."""
        if self.session.filter is None and self._last is None:
            self.say(f"There is no filter; {self.key('filter-ties')} makes one.")
            return
        on = self.session.filter is None
        self.apply(self._last if on else None)
        self.say(
            "The filter is in force again."
            if on
            else f"All ties; {self.key('filter-off')} filters again."
        )

    def draw(self) -> None:
        """Draw the line that words the filter, while one is in force."""
        bar = self.desk.bars["filter-bar"]
        ties = self.session.filter
        if bar.display != (ties is not None):
            bar.display = ties is not None
        if ties is not None:
            from proxytui.views import filter_form

            on, off = (self.desk.keymap.label(id_) for id_ in ("filter-ties", "filter-off"))
            bar.show([filter_form.bar(ties, self._hidden, (on, off), bar.size.width)])

    @property
    def _hidden(self) -> int | None:
        """How many ties of the centre the filter hides; None where ties of leaders and parts are
        rolled up, which takes too long to count twice."""
        session, index = self.session, self.workspace.index
        if session.roll_up or index.unread:
            return None
        lens = session.lens
        total, visible = (
            sum(map(len, ranking.ranking(index, view, session.centre).values()))
            for view in (lens._replace(filter=None), lens)
        )
        return total - visible
