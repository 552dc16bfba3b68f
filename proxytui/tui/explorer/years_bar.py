"""The bar of years at the bottom of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.questions import yearly
from proxytui.tui import frame
from proxytui.tui.actions import BY_ID
from proxytui.tui.key_labels import key_label
from proxytui.views import years_bar

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.tui.explorer.session import Session
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

    def __init__(self) -> None:
        self._years: yearly.ActorYears | None = None

    def draw(self, bar: Bar, index: Index, session: Session) -> None:
        """Draw the years, with a mark under those of the as-of date."""
        if self._years is None or not self._years.is_of(session.centre, session.filter):
            self._years = yearly.ActorYears(index, session.centre, session.filter)
        period = session.period
        span = (dates.year_of(period.first), dates.year_of(period.last))
        pairs = [
            (" ".join(key_label(BY_ID[id_].keys[0]) for id_ in ids), does) for ids, does in _HINT
        ]
        hint = frame.pair_hints(pairs, bar.size.width)
        counts, tall = self._years.counts(), bar.size.height > 1
        bar.show(years_bar.rows(counts, span, hint, bar.size.width, tall=tall))
