"""The filter on ties: its form, the line that says it is in force, off and on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.network import ranking
from proxytui.tui.controllers.base import Controller

if TYPE_CHECKING:
    from proxytui.model.filters import Filter
    from proxytui.network.filtering import Census
    from proxytui.network.lens import Lens
    from proxytui.tui.screens.explorer import Explorer


class Filtering(Controller):
    """What is let through, here and in the views that ask `session.lens`."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self._last: Filter | None = None
        # What the form counted everywhere, by the store's version and the lens.
        self.counts: dict[tuple[int, Lens], Census] = {}
        self.handlers = {"filter-ties": self.ask, "filter-off": self.switch}

    def ask(self) -> None:
        """The form with all choices."""
        from proxytui.tui.screens.sifting import Sifting  # not needed before the first paint

        self.explorer.app.push_screen(Sifting(self.explorer, self.put))

    def put(self, wanted: Filter | None) -> None:
        """Let only this through."""
        session = self.session
        self._last = session.filter or self._last
        session.filter = wanted
        self.explorer.date_changed()
        screen = self.explorer.asking.screen
        if screen is not self.explorer:
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
        bar = self.explorer.bars["sifted"]
        wanted = self.session.filter
        bar.display = wanted is not None
        if wanted is not None:
            from proxytui.tui.present import sifting

            bar.show([sifting.bar(wanted, self._hidden, bar.size.width)])

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
