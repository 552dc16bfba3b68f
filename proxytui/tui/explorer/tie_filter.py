"""The filter on ties: its form, the line that says it is in force, off and on again."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from proxytui.asof import ranking, tie_filter
from proxytui.tui.explorer.controller import Controller

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_filter import FilterCounts
    from proxytui.graph.index import Index
    from proxytui.model.filters import Filter
    from proxytui.tui.desk import Desk
    from proxytui.views.actor_list import ActorList

_MOST_CLAIMS = 5_000
"""Claims of a store of which all ties can be looked at between two keys."""


class FilterKeys(Controller):
    """Sets `session.filter`, through which the explorer and the views over it see ties."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._last: Filter | None = None
        # Counts that the form made of all ties, by the store's version and the lens.
        self.counts: dict[tuple[int, Lens], FilterCounts] = {}
        self._tied: tuple[tuple[int, Lens], frozenset[str]] | None = None
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
        bar.display = ties is not None
        if ties is not None:
            from proxytui.views import filter_form

            on, off = (self.desk.keymap.label(id_) for id_ in ("filter-ties", "filter-off"))
            bar.show([filter_form.bar(ties, self._hidden, (on, off), bar.size.width)])

    @property
    def tied(self) -> frozenset[str] | None:
        """The actors with a tie that the filter lets through at the date; None without a filter,
        and of a large store, where to look at all ties takes too long."""
        lens, index = self.session.lens, self.workspace.index
        if lens.filter is None or index.unread or len(index.claims) > _MOST_CLAIMS:
            return None
        key = (index.version, lens)
        if self._tied is None or self._tied[0] != key:
            ties = (tie for tie in index.iter_ties() if _is_visible(index, lens, tie))
            ends = chain.from_iterable(index.ends[tie][1:] for tie in ties)
            self._tied = key, frozenset(ends)
        return self._tied[1]

    def title(self, actors: ActorList) -> str:
        """The title of the list of actors, with how many of them the filter leaves."""
        if self.session.filter is None:
            return "1 Actors"
        parts = (actors.passing(self.session.filter), self.tied)
        sets = [ids for ids in parts if ids is not None]
        if not sets:
            return "1 Actors · not filtered"
        count = len(sets[0].intersection(*sets[1:]))
        return f"1 Actors · {count} of {len(self.workspace.index.actors)}"

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


def _is_visible(index: Index, lens: Lens, tie: str) -> bool:
    """Whether a tie shows, seen from either of its ends."""
    return ranking.does_show(index, tie, lens, index.ends[tie].subject) and tie_filter.passes(
        index, tie, lens
    )
