"""The bar of years at the bottom of the explorer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.questions import yearly
from proxytui.tui import frame
from proxytui.views import years_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.graph.index import Index
    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.keymap import Keymap
    from proxytui.tui.widgets.bar import Bar

_HINT = (
    (("previous-change", "next-change"), "change"),
    (("previous-year", "next-year"), "year"),
    (("date",), "date"),
)
"""Keys beside the bar, by the ids of their actions, and what they step to."""
TALL = 30
"""On a screen so high the bar has rows of its own for what is held, for what is possible, and for
the years; on a lower one these are better used for ties."""


class YearsBar:
    """The ties of the centre by year, counted once for an actor and a filter."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._years: yearly.ActorYears | None = None
        self._year_at: Callable[[int], int | None] = lambda x: None
        self._drawn: tuple[object, ...] = ()

    def draw(self, bar: Bar, index: Index, session: Session) -> None:
        """Draw the years, with a mark under those of the as-of date."""
        if self._years is None or not self._years.is_of(session.centre, session.filter):
            self._years = yearly.ActorYears(index, session.centre, session.filter)
        period = session.period
        span = (dates.year_of(period.first), dates.year_of(period.last))
        counts, cells, tall = self._years.counts(), bar.size.width, bar.size.height > 1
        if (drawn := (counts, span, cells, tall)) == self._drawn:
            return
        self._drawn = drawn
        label = self._keymap.label
        hint = frame.hint_line(frame.Hint(" ".join(map(label, ids)), does) for ids, does in _HINT)
        self._year_at = partial(years_bar.year_at, counts, span, hint, cells, tall=tall)
        bar.show(years_bar.rows(counts, span, hint, cells, tall=tall))

    def click(self, desk: Desk, x: int) -> None:
        """Look at the year of the cell that was clicked."""
        year = self._year_at(x)
        if year is not None:
            desk.session.period = dates.period(str(year))
            desk.date_changed()
