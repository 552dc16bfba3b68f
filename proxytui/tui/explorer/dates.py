"""The as-of date: going to one, and stepping by year and by change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.lazy import LazyModule
from proxytui.model import dates
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.widgets.prompt import PromptQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.questions import difference, next_change
    from proxytui.tui.desk import DatedScreen, Desk
else:
    difference = LazyModule("proxytui.questions.difference")
    next_change = LazyModule("proxytui.questions.next_change")

_FEW = 32
"""So many ties are looked at closely before the next key; for the words about more of them nobody
stepped on for a moment."""
_REST_SECONDS = 0.15


class Dates(Controller):
    """The group Time of the table of actions, for the explorer or a view over it."""

    def __init__(self, desk: Desk, screen: DatedScreen | None = None) -> None:
        super().__init__(desk)
        self._screen = screen or desk
        self._changes = BackgroundQuestion[str](self._screen, desk.workspace.index)
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
        self._changes.stop()
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
        turning = next_change.turning_ties(index, ties, dates.shift(period, -1), period)
        after = _REST_SECONDS if len(turning) > _FEW else 0
        self._changes.ask(partial(self._words, turning, period), self.say, after=after)

    def _words(self, ties: Sequence[str], late: Period, checkpoint: Checkpoint) -> str:
        """The changes that show at a date for the first time, whichever way the user came."""
        index, scene = self.workspace.index, self.desk.scene
        early = dates.shift(late, -1)
        pairs = difference.changed_ties(
            index, ties, early, late, self.session.lens, checkpoint=checkpoint
        )
        words = [
            wording.difference_words(old, new, early, late, scene.name, scene.source)
            for old, new in pairs[:3]
        ]
        if len(pairs) > len(words):
            words.append(f"and {len(pairs) - len(words)} more")
        return "\n".join(words)
