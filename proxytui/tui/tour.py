"""The tour: nine steps, each asks for one key, lets it act, and tells what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.tui.explorer.screen import Explorer


class TourStep(NamedTuple):
    """A step: the action whose key it asks for, why, and what there is to see then."""

    action: str
    why: str
    shown: str


STEPS = (
    TourStep(
        "centre",
        "On the left are actors; the cursor is on Iran. Put it in the centre.",
        "In the middle are the ties of Iran: whom it is reported to back, and who is reported to"
        " back it. A solid line holds at the date on top; a broken one may hold then.",
    ),
    TourStep(
        "down",
        "The cursor is on the tie with Hezbollah. Go to the next one, with Hamas.",
        "The pane on the right tells of the row under the cursor: who reports the tie, since when"
        " and with what means.",
    ),
    TourStep(
        "words",
        "See the words that the tie rests on.",
        "Each quote has its source, and whether that says so, denies it or only mentions it. A mark"
        " tells that the words stand in the source, not that they are true.",
    ),
    TourStep(
        "source",
        "Open the source at these words.",
        "This is the text as it is kept in the store, at the place that is cited.",
    ),
    TourStep(
        "leave",
        "Go back. The same key leads out of the program in the end, and asks before it does.",
        "Here you are again, where you were before.",
    ),
    TourStep(
        "previous-year",
        "All that you see holds at one date. Look a year back.",
        "The date on top has changed, and with it the ties that held then.",
    ),
    TourStep(
        "newest",
        "Return to the date of the store.",
        "The bar at the bottom marks the date among the years for which ties are reported.",
    ),
    TourStep(
        "map",
        "See the ties as a map.",
        "Those who are reported to back Iran stand on the left, those it is reported to back on the"
        " right. The same key goes back to the tree.",
    ),
    TourStep(
        "note",
        "Write a note on what is selected.",
        "A note is one line here; enter would keep it beside the record. The tour keeps none.",
    ),
)
_CENTRE = "iran"
"""The actor of the bundled data that the tour is about."""
_TIE = "backs:iran:hamas"
_QUOTE = "quote:claims/c-ovtalphwuhpfovdo:0"
"""Words of a text that is written in sentences: other sources here are rows of a table."""
_LAST = "That was the tour. {help} shows the keys that work where you are."
_SKIP, _LEAVE = "space", "escape"


class TourStrip(Static):
    """The words of the tour, under what the screen shows."""

    def __init__(self) -> None:
        super().__init__(id="tour")


class Tour:
    """Leads through the steps: it sees each key before the screens do."""

    def __init__(self, explorer: Explorer, leave: Callable[[], None]) -> None:
        """`leave` is called where the user leaves, or has seen all and goes."""
        self._explorer = explorer
        self._leave = leave
        self._place = 0
        self._acting = False
        self._told = False
        self.is_over = False

    @property
    def _step(self) -> TourStep:
        return STEPS[self._place]

    def begin(self) -> None:
        """Show the first step, with the cursor on the actor that the tour is about."""
        self._explorer.focus_pane("actors")
        self._explorer.rows["actors"].go_to(f"actor:{_CENTRE}")
        self._show()

    def filtered(self, event: events.Key | events.Paste) -> events.Key | None:
        """The key that the screens get in the place of this one; None where they get none."""
        if not isinstance(event, events.Key):
            return None
        if event.key == "ctrl+q":
            return event
        if event.key == _LEAVE:
            self._end()
        elif self._told:
            self._go_on()
        elif event.key in self._keys or event.key == _SKIP:
            self._acting = True
            return event if event.key in self._keys else self._key_of_step()
        return None

    def acted(self) -> None:
        """Tell what the key of the step did, once it has."""
        if self._acting:
            self._acting, self._told = False, True
            self._show()

    @property
    def _keys(self) -> tuple[str, ...]:
        """The keys that do what the step asks for."""
        return self._explorer.keymap.keys[self._step.action]

    def _key_of_step(self) -> events.Key | None:
        """The key of the step, pressed for the user; without any the action is done at once."""
        alone = next((key for key in self._keys if " " not in key), "")
        if alone:
            event = events.Key(alone, alone if len(alone) == 1 else None)
            return event.set_sender(self._explorer.app)
        self._explorer.action_run(self._step.action)
        self.acted()
        return None

    def _go_on(self) -> None:
        """Show the next step; after the last one, what can be done now."""
        self._explorer.leave_question()
        self._told = False
        if self._place + 1 == len(STEPS):
            self._close()
            return
        self._place += 1
        if self._step.action == "down":
            self._rest_over(_TIE)
        elif self._step.action == "source":
            self._explorer.rows["detail"].go_to(_QUOTE)
        self._show()

    def _rest_over(self, tie: str) -> None:
        """Put the cursor on the row over that of a tie."""
        rows = self._explorer.rows["ties"]
        key = next((row.key for row in rows.rows if row.key.endswith(f"{tie}@")), "")
        if key and rows.go_to(key):
            rows.move(-1)

    def _end(self) -> None:
        """Leave at any step."""
        self._close()
        self._leave()

    def _close(self) -> None:
        self.is_over = True
        for screen in self._explorer.app.screen_stack:
            screen.query(TourStrip).remove()

    def _show(self) -> None:
        """Put the words under the screen that is on top."""
        for screen in self._explorer.app.screen_stack[:-1]:
            screen.query(TourStrip).remove()
        top = self._explorer.app.screen
        try:
            strip = top.query_one(TourStrip)
        except NoMatches:
            strip = TourStrip()
            top.mount(strip)
        strip.update(self._words())
        strip.border_title = Content(f"Tour · {self._place + 1} of {len(STEPS)}")
        strip.border_subtitle = Content(self._hint())

    def _words(self) -> Content:
        label = self._explorer.keymap.label
        if self._told:
            last = f" {_LAST.format(help=label('help'))}" if self._place + 1 == len(STEPS) else ""
            return Content(f"{self._step.shown}{last}")
        press = Content.styled(f"Press {label(self._step.action)}", "bold")
        return Content.assemble(Content(f"{self._step.why} "), press, Content("."))

    def _hint(self) -> str:
        if not self._told:
            return "space does it for you · esc leaves the tour"
        if self._place + 1 < len(STEPS):
            return "any key goes on · esc leaves the tour"
        return "any key looks on in the demo · esc leaves"
