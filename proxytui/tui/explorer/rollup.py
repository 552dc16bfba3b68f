"""Leaders and parts rolled up into the centre, worked out in turn with the keys."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from proxytui.asof import ranking
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.views import tie_tree

if TYPE_CHECKING:
    from proxytui.asof.ranking import Ranking
    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk

_AT_ONCE_SECONDS = 0.02
_IN_VIEW = 40


class Rollup(Controller):
    """Switches the roll-up, and works it out while keys go on; esc leaves it.

    Until all ties of leaders and parts are known, which at a hub takes seconds, those of the
    centre itself are shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._inquiry = BackgroundQuestion["Ranking"](desk, desk.workspace.index)
        self._later = False
        self.handlers = {"roll-up": self.turn}

    @property
    def mark(self) -> str:
        """The words in the title of the ties while they are rolled up, else ""."""
        done = self.session.roll_up and not self._inquiry.working
        return " · rolled up" if done else ""

    @property
    def progress(self) -> str:
        """The words below the ties while the roll-up is worked out, else ""."""
        return f"rolling up …  {self.key('close')} leaves it" if self._inquiry.working else ""

    def turn(self) -> None:
        """Roll up, or no more."""
        self.session.roll_up = not self.session.roll_up
        self._draw()
        on = "Ties of leaders and parts are shown too, marked via."
        self.say(on if self.session.roll_up else "Only the ties of the centre itself.")

    def is_ready(self) -> bool:
        """Whether rolled-up ties can be shown now; if not, they are worked out and drawn then."""
        session, index = self.session, self.workspace.index
        self._inquiry.stop()
        if not session.roll_up:
            return False
        lens, centre = session.lens, session.centre
        if ranking.is_cached(index, lens, centre, roll_up=True):
            return True

        def question(checkpoint: Checkpoint) -> Ranking:
            ranked = ranking.ranking(index, lens, centre, roll_up=True, checkpoint=checkpoint)
            self._look_below(checkpoint)
            return ranked

        self._later = False
        at_once = self._inquiry.ask(question, self._answered, self._failed, _AT_ONCE_SECONDS)
        self._later = True
        return at_once and session.roll_up

    def _look_below(self, checkpoint: Checkpoint) -> None:
        """Look up what is below the ties that come into view, which their rows would wait for."""
        session, index = self.session, self.workspace.index
        groups = tie_tree.groups(self.desk.scene, session.centre, True, session.turned)
        shown = (
            ((group.type, group.inverse), tie)
            for group in groups
            if group.key not in session.folded_groups and not group.apart
            for tie in group.branches
        )
        for way, tie in islice(shown, _IN_VIEW):
            ranking.has_more(index, session.lens, tie.other, way, tie.tie, roll_up=True)
            checkpoint()

    def _failed(self, error: ProxyTUIError) -> None:
        self.session.roll_up = False
        self.say(str(error), severity="error")
        self._answered()

    def _answered(self, _: object = None) -> None:
        if self._later:
            self._draw()

    def _draw(self) -> None:
        """Draw the ties, and what follows their cursor; nothing else depends on them."""
        self.desk.reload_ties()
        self.desk.draw_ties()
        self.desk.follow_target()
        self.desk.draw_frame()

    def cancel(self) -> bool:
        """Give up a roll-up that is being worked out; False where none is."""
        if not self._inquiry.working:
            return False
        self._inquiry.stop()
        self.session.roll_up = False
        self.desk.draw_ties()
        return True
