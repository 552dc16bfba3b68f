"""The as-of date: going to one, and stepping by year and by change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.model import dates
from proxytui.questions import difference, next_change
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.widgets.prompt import PromptQuestion

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.tui.desk import DatedScreen, Desk


class Dates(Controller):
    """The group Time of the table of actions, for the explorer or a view over it."""

    def __init__(self, desk: Desk, screen: DatedScreen | None = None) -> None:
        super().__init__(desk)
        self._screen = screen or desk
        self.handlers = {
            "date": self.ask,
            "newest": lambda: self.go(self.session.default),
            "previous-change": lambda: self.change(-1),
            "next-change": lambda: self.change(1),
            "previous-year": lambda: self.year(-1),
            "next-year": lambda: self.year(1),
        }

    def go(self, period: Period) -> None:
        """Look at another date."""
        self.session.period = period
        self.desk.date_changed()
        if self._screen is not self.desk:
            self._screen.draw()

    def ask(self) -> None:
        """Ask for a date; an empty answer changes nothing."""
        label = "as of (2010, 2010-06 or 2010-06-15):"
        self._screen.ask(PromptQuestion(label, self._answered))

    def _answered(self, answer: str) -> None:
        if not answer.strip():
            return
        try:
            self.go(dates.period(answer.strip()))
        except dates.DateError as error:
            self.say(str(error), severity="warning")

    def year(self, step: int) -> None:
        """Go to the day, month or year that is `step` years away from the date, or as many of those
        as the count before the key."""
        years = step * max(1, self._screen.times)
        try:
            self.go(dates.shift_years(self.session.period, years))
        except dates.DateError:
            self.say("That is as far as the calendar goes.")

    def change(self, step: int) -> None:
        """Go to the nearest date at which a tie on the screen changes, and show the changes."""
        index = self.workspace.index
        ties = self._screen.visible_ties()
        before = self.session.period
        period = next_change.next_change(index, ties, before, step)
        if period is None:
            self.say(
                "No later change is recorded." if step > 0 else "No earlier change is recorded."
            )
            return
        self.go(period)
        # Changes that show at the date for the first time are named, whichever way the user came.
        early, late = dates.shift(period, -1), period
        pairs = difference.changed_ties(index, ties, early, late, self.session.lens)
        scene = self.desk.scene
        words = [
            wording.difference_words(old, new, early, late, scene.name, scene.source)
            for old, new in pairs[:3]
        ]
        if len(pairs) > len(words):
            words.append(f"and {len(pairs) - len(words)} more")
        self.say("\n".join(words))
