"""The bar of years at the bottom of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.questions import yearly
from proxytui.tui import frame

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.widgets.bar import Bar

_HINT = ", . change   < > year   t date"


class YearsBar:
    """The ties of the centre by year, counted once for an actor and a filter."""

    def __init__(self) -> None:
        self._years: yearly.ActorYears | None = None
        self._cells = 0

    def draw(self, bar: Bar, index: Index, session: Session) -> None:
        """Draw the years, with a mark under those of the as-of date."""
        if self._years is None or not self._years.is_of(session.centre, session.filter):
            self._years = yearly.ActorYears(index, session.centre, session.filter)
        period = session.period
        span = (dates.year_of(period.first), dates.year_of(period.last))
        self._cells = bar.size.width
        bar.show(frame.years(self._years.counts(), span, _HINT, bar.size.width))

    def click(self, desk: Desk, x: int) -> None:
        """Look at the year of the cell that was clicked."""
        counts = self._years.counts() if self._years is not None else None
        year = frame.year_at(counts, self._cells, x) if counts is not None else None
        if year is not None:
            desk.session.period = dates.period(str(year))
            desk.date_changed()
