"""The base of all controllers: the explorer they act on, changes to the store, and toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from proxytui import text as texts
from proxytui.errors import ProxyTUIError, StoreError
from proxytui.lazy import LazyModule
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.keyed_screen import StoreScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui import crash
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.questions.tree import Branch
    from proxytui.tui.desk import Desk
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.widgets.rows import Rows
    from proxytui.workspace import Workspace
else:
    crash = LazyModule("proxytui.crash")

T = TypeVar("T")


class Controller:
    """Holds the handlers of one group of actions, by action id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.handlers: dict[str, Callable[[], None]] = {}

    @property
    def session(self) -> Session:
        """The centre, date, folds and way back of the user."""
        return self.desk.session

    @property
    def workspace(self) -> Workspace:
        """The open store."""
        return self.desk.workspace

    @property
    def rows(self) -> Rows:
        """The list that has the keys."""
        return self.desk.rows[self.desk.pane]

    @property
    def branch(self) -> Branch | None:
        """The branch under the cursor of the ties."""
        return self.desk.ties.branches.get(self.desk.rows["ties"].key)

    @property
    def retention(self) -> str:
        """How long written records are kept, in words, where that isn't for good; else ""."""
        return ", and kept until you leave the demo" if self.workspace.demo else ""

    def key(self, id_: str) -> str:
        """The key of an action as people write it."""
        return self.desk.keymap.label(id_)

    @property
    def centre_name(self) -> str:
        """The name of the centre, as a line of words can have it."""
        return texts.line(self.desk.scene.name(self.session.centre))

    def say_of_ties(self, words: str) -> None:
        """Say what changed in the ties where their pane is out of sight, with the key to it."""
        if self.desk.rows["ties"].has_class("away"):
            self.say(f"{words} {self.key('pane-2')} shows them.")

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], bool] | None = None,
        text: str = "",
        again: Callable[[], None] | None = None,
    ) -> None:
        """Have a change made while keys go on, and `done` called when it is on the disk.

        A failure that `failed` did not see to is shown as a toast, and `text` is kept in a file
        that a toast names. Where a server could not be written to, `again` has the user go on with
        the text instead, if no other question is open meanwhile.
        """

        def report(error: ProxyTUIError) -> None:
            if failed is not None and failed(error):
                return
            self.say(str(error), severity="error")
            screen = self.desk.app.screen
            free = isinstance(screen, StoreScreen) and not screen.is_typed_into
            served = self.workspace.place.folder is None and isinstance(error, StoreError)
            if again is not None and served and free:
                again()
            elif text:
                self.rescue(text)

        self.desk.host.writer.do(work, done, report, text)

    def work_out(
        self,
        question: Callable[[Checkpoint], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None],
        text: str,
    ) -> None:
        """Work out what a text means while keys go on, other texts too. Until `done` or `failed`
        the text counts as being written."""
        over = self.desk.host.writer.expect(text)

        def answered(answer: T) -> None:
            try:
                done(answer)
            finally:
                over()

        def refused(error: ProxyTUIError) -> None:
            try:
                failed(error)
            finally:
                over()

        BackgroundQuestion[T](self.desk, self.workspace.index).ask(question, answered, refused)

    def in_users_editor(self, before: str) -> str | None:
        """The text as the user's editor leaves it; None where there is none to be kept."""
        from textual.app import SuspendNotSupported

        from proxytui.commands import text_editor

        try:
            draft = text_editor.edit(before, self.desk.app.suspend())
        except ProxyTUIError as error:
            message = str(error)
            self.say(f"{message[:1].upper()}{message[1:]}", severity="warning")
            return None
        except SuspendNotSupported:
            self.say("No editor can be opened here.", severity="warning")
            return None
        draft.discard()  # from here on the text is rescued where it can't be stored
        return draft.text

    def rescue(self, text: str) -> None:
        """Put a text that could not be stored into a file, and name the file in a toast."""
        file = crash.keep_text(text)
        if file is not None:
            self.say(f"What you wrote is in {file}", severity="warning")
        else:
            warning = "What you wrote could not be kept in a file; paste it before you leave."
            self.say(warning, severity="error")
            self.desk.host.copy(text, "what you wrote")

    def say(self, message: str, *, severity: str = "information") -> None:
        """Show a toast; foreign text in it is shown as it is."""
        self.desk.host.say(message, severity)
