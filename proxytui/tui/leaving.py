"""Leaving the program or its store: a question where something would be lost, notes to keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.commands import demo
    from proxytui.commands.demo import DemoChanges
    from proxytui.commands.opening import Opening
    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.thread_task import ThreadTask
    from proxytui.tui.dialogs import choose_one
    from proxytui.tui.host import Host
    from proxytui.workspace import LogEntry
else:
    demo = LazyModule("proxytui.commands.demo")
    choose_one = LazyModule("proxytui.tui.dialogs.choose_one")

QUIT, SAVE, STAY = "quit", "save", "stay"
_AT_ONCE_SECONDS = 0.05


class Leaving:
    """Ends the explorer, for good or for another store; asks before where something would be lost.

    `next_store` is what is to be opened then, None for nothing.
    """

    def __init__(self, app: Host) -> None:
        self._app = app
        self.next_store: Opening | None = None
        self._reading: ThreadTask[Sequence[LogEntry]] | None = None
        self._kept = 0
        self._messages: list[str] = []

    def at_once(self) -> None:
        """End; ask where a screen has what is not kept yet, and in a demo where something was
        written."""
        self.next_store = None
        for screen in reversed(self._app.screen_stack):
            hold: Callable[[], bool] | None = getattr(screen, "hold", None)
            if hold is not None and hold():
                return
        self._end_or_ask()

    def switch(self, opening: Opening) -> None:
        """End, and have another store opened; in a demo in which something was written, ask."""
        self.next_store = opening
        self._end_or_ask()

    def _end_or_ask(self) -> None:
        if self._app.ending or not self._app.workspace.demo:
            self._app.end()
        else:
            self._hear_unsaved(lambda lost: self._ask(lost) if str(lost) else self._app.end())

    def ask(self) -> None:
        """Ask whether to end, and say what becomes of the records written in a demo."""
        self.next_store = None
        if self._app.workspace.demo:
            self._hear_unsaved(self._ask)
        else:
            self._ask(demo.NOTHING)

    def _hear_unsaved(self, then: Callable[[DemoChanges], None]) -> None:
        """Call `then` with what was written in a demo, once all that is being written is."""
        workspace, threads = self._app.workspace, self._app.threads
        if self._app.writer.busy:
            self._app.writer.when_idle(partial(self._hear_unsaved, then))
            return
        if self._reading is not None:
            threads.cancel(self._reading)

        def read(log: Sequence[LogEntry]) -> None:
            self._reading = None
            then(demo.unsaved(workspace, log))

        self._reading = threads.start(
            lambda _: workspace.log(), read, lambda _: then(demo.NOTHING), name="journal"
        )
        threads.settle(self._reading, _AT_ONCE_SECONDS)

    def _ask(self, lost: DemoChanges) -> None:
        quits = self.next_store is None
        choices = [choose_one.Choice(QUIT, "Quit" if quits else "Leave it", self._what(lost), "y")]
        if lost.notes:
            where = "into your own store; the others are thrown away" if lost.others else ""
            what = f"Save the {plural(len(lost.notes), 'note')}".replace("the 1 ", "the ")
            choices.append(choose_one.Choice(SAVE, what, where or "into your own store", "s"))
        choices.append(choose_one.Choice(STAY, "Stay", "", "n"))
        title = "Quit ProxyTUI?" if quits else "Leave the demo?"
        question = choose_one.SelectOne(title, choices, self._app.palette)
        self._app.push_screen(question, partial(self._answered, lost))

    def _what(self, lost: DemoChanges) -> str:
        if not self._app.workspace.demo:
            return "everything is saved"
        words = str(lost)
        if not words:
            return "this is a demo, and nothing was written in it"
        thrown = "is" if len(lost.notes) + lost.others == 1 else "are"
        return f"{words} of this demo {thrown} thrown away"

    def _answered(self, lost: DemoChanges, choice: str | None) -> None:
        if choice == QUIT:
            self._app.end()
        elif choice == SAVE:
            self._app.writer.do(
                partial(demo.keep_notes, lost.notes),
                partial(self._done, len(lost.notes)),
                self._failed,
            )

    def _failed(self, error: ProxyTUIError) -> None:
        self._app.say(f"The notes are not kept: {error}", "error")

    def _done(self, count: int, message: str) -> None:
        self._kept = count
        self._messages.append(message)
        self._app.end()

    def last_words(self) -> list[str]:
        """The lines for the shell: where the notes are, or what was thrown away."""
        lost = demo.unsaved(self._app.workspace)
        lost = lost._replace(notes=lost.notes[self._kept :])
        words = str(lost)
        thrown = "was" if len(lost.notes) + lost.others == 1 else "were"
        return [*self._messages, *([f"{words} of the demo {thrown} thrown away"] if words else [])]
