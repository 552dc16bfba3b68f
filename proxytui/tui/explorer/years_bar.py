"""The bar of years at the bottom of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.questions import yearly
from proxytui.tui import frame

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.widgets.bar import Bar

_HINT = ", . change   < > year   t date"


class YearsBar:
    """The ties of the centre by year, counted once for an actor and a filter."""

    def __init__(self) -> None:
        self._counts: tuple[tuple[object, ...], yearly.YearCounts] | None = None

    def forget(self) -> None:
        """Count anew: records changed."""
        self._counts = None

    def draw(self, bar: Bar, index: Index, session: Session) -> None:
        """Draw the years, with a mark under those of the as-of date."""
        key = (session.centre, session.filter)
        if self._counts is None or self._counts[0] != key:
            self._counts = (key, yearly.years(index, session.centre, filter_=session.filter))
        period = session.period
        span = (dates.year_of(period.first), dates.year_of(period.last))
        bar.show(frame.years(self._counts[1], span, _HINT, bar.size.width))
