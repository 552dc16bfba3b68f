"""The filter on ties: its form, the line that says it is in force, off and on again."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from proxytui.asof import ranking, tie_filter
from proxytui.tui.actions import BY_ID, key_label
from proxytui.tui.explorer.controller import Controller

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_filter import FilterCounts
    from proxytui.graph.index import Index
    from proxytui.model.filters import Filter
    from proxytui.tui.desk import Desk
    from proxytui.views.actor_list import ActorList

_COUNTED = 5_000
"""Claims of a store of which all ties can be looked at between two keys."""


class FilterKeys(Controller):
    """What is let through, here and in the views that ask `session.lens`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._last: Filter | None = None
        # What the form counted everywhere, by the store's version and the lens.
        self.counts: dict[tuple[int, Lens], FilterCounts] = {}
        self._tied: tuple[tuple[int, Lens], frozenset[str]] | None = None
        self.handlers = {"filter-ties": self.ask, "filter-off": self.switch}

    def ask(self) -> None:
        """The form with all choices."""
        self.desk.open_view("filter", self.put)

    def put(self, wanted: Filter | None) -> None:
        """Let only this through."""
        session = self.session
        self._last = session.filter or self._last
        session.filter = wanted
        self.desk.date_changed()
        screen = self.desk.asking.screen
        if screen is not self.desk:
            screen.store_changed()

    def switch(self) -> None:
        """Off, and on again as it was."""
        if self.session.filter is None and self._last is None:
            self.say("There is no filter; f makes one.")
            return
        on = self.session.filter is None
        self.put(self._last if on else None)
        self.say("The filter is in force again." if on else "All ties; F filters again.")

    def draw(self) -> None:
        """The line that says what is let through, while anything is held back."""
        bar = self.desk.bars["filter-bar"]
        wanted = self.session.filter
        bar.display = wanted is not None
        if wanted is not None:
            from proxytui.views import filter_form

            on, off = (key_label(BY_ID[id_].keys[0]) for id_ in ("filter-ties", "filter-off"))
            bar.show([filter_form.bar(wanted, self._hidden, (on, off), bar.size.width)])

    @property
    def tied(self) -> frozenset[str] | None:
        """The actors with a tie that the filter lets through at the date; None without a filter,
        and of a large store, where to look at all ties takes too long."""
        lens, index = self.session.lens, self.workspace.index
        if lens.filter is None or index.unread or len(index.claims) > _COUNTED:
            return None
        asked = (index.version, lens)
        if self._tied is None or self._tied[0] != asked:
            through = (tie for tie in index.iter_ties() if _let_through(index, lens, tie))
            ends = chain.from_iterable(index.ends[tie][1:] for tie in through)
            self._tied = asked, frozenset(ends)
        return self._tied[1]

    def title(self, roll: ActorList) -> str:
        """What stands over the list of actors: how many of them the filter leaves."""
        if self.session.filter is None:
            return "1 Actors"
        left = [one for one in (roll.passing(self.session.filter), self.tied) if one is not None]
        if not left:
            return "1 Actors · not filtered"
        count = len(left[0].intersection(*left[1:]))
        return f"1 Actors · {count} of {len(self.workspace.index.actors)}"

    @property
    def _hidden(self) -> int | None:
        """How many ties of the centre would show without it; None where leaders' and parts' are
        among them, which takes too long to count twice."""
        session, index = self.session, self.workspace.index
        if session.roll_up or index.unread:
            return None
        lens = session.lens
        every, left = (
            sum(map(len, ranking.ranking(index, one, session.centre).values()))
            for one in (lens._replace(filter=None), lens)
        )
        return every - left


def _let_through(index: Index, lens: Lens, tie: str) -> bool:
    """Whether a tie shows, seen from either of its ends."""
    return ranking.does_show(index, tie, lens, index.ends[tie].subject) and tie_filter.passes(
        index, tie, lens
    )
