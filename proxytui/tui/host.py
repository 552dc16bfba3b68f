"""The host: the application as its screens and jobs know it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from proxytui.tui.themed_app import Result, ThemedApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.dom import DOMNode
    from textual.notifications import Notification

    from proxytui.commands.opening import Opening
    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.jobs.thread_task import ThreadTask
    from proxytui.tui.key_uses import KeyUses
    from proxytui.tui.keymap import Keymap
    from proxytui.workspace import Workspace

T = TypeVar("T")


class Writes(Protocol):
    """Work that waits for a lock or a disk, done in order while keys go on."""

    @property
    def busy(self) -> bool:
        """Whether any work is not done and shown yet."""

    @property
    def late(self) -> str:
        """The word for work that takes so long that the user should know, else ""."""

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        text: str = "",
        word: str = "saving",
    ) -> None:
        """Queue work; `text` is put into a file where the program ends before it is done."""

    def expect(self, text: str) -> Callable[[], None]:
        """Count a text as work that can't begin yet, until what is returned is called."""

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call a function once all work is done."""


class Threads(Protocol):
    """Work that waits for a disk or another program, each piece in a thread of its own."""

    @property
    def late(self) -> str:
        """What a screen waits for where that takes so long that it is to be said, else ""."""

    def start(
        self,
        work: Callable[[Checkpoint], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        *,
        name: str,
        word: str = "",
    ) -> ThreadTask[T]:
        """Begin; the next key waits a moment for what has a `word`."""

    def reword(self, task: ThreadTask[T], word: str) -> None:
        """Show another word for a task that goes on."""

    def settle(self, task: ThreadTask[T], seconds: float) -> bool:
        """Wait for a task with the keys; False where it takes longer."""

    def cancel(self, task: ThreadTask[T]) -> None:
        """Leave a task: nobody hears how it went."""


class Leaves(Protocol):
    """The way out of the program."""

    def at_once(self) -> None:
        """End, and ask first only where something would be lost."""

    def ask(self) -> None:
        """Ask whether to end."""

    def switch(self, opening: Opening) -> None:
        """End, and have another store opened; ask first only where something would be lost."""


class ScreenHost(ThemedApp[Result]):
    """An application as every screen with keys knows it, also where no store is open."""

    keymap: Keymap
    uses: KeyUses
    threads: Threads

    @property
    def late(self) -> str:
        """The word for work that takes so long that it is to be said, else ""."""
        return self.threads.late

    @property
    def news(self) -> tuple[Notification, ...]:
        """The messages on the screen that are no warnings or errors."""
        return tuple(toast for toast in self._notifications if toast.severity == "information")

    def end_news(self, news: Iterable[Notification]) -> None:
        """Take messages off the screen, but not one that stands in the place of one of them."""
        shown = list(self._notifications)
        for toast in news:
            if any(toast is other for other in shown):
                self._unnotify(toast)

    @abstractmethod
    def say(self, message: str, severity: str = "information") -> None:
        """Show a toast; foreign text in it is shown as it is."""

    @abstractmethod
    def report(self, error: BaseException, what: str) -> str:
        """Keep the traceback of a failure in a file and say so; returns the words for it."""

    @abstractmethod
    def copy(self, text: str, what: str) -> None:
        """Copy a text to the clipboard and say how far it came."""

    @abstractmethod
    def show_hints(self) -> None:
        """Draw the line at the bottom of the screen on top."""

    @abstractmethod
    def show_keys(self, contexts: frozenset[str]) -> None:
        """Show the keys that work in these contexts, in a window."""

    @abstractmethod
    def quit(self) -> None:
        """End the program, and ask first only where something would be lost."""


class Host(ScreenHost[None]):
    """The application as the screens and jobs over an open store know it."""

    workspace: Workspace
    writer: Writes
    leaving: Leaves
    ending: bool

    @abstractmethod
    def hold_changes(self, waiting: object, seconds: float) -> None:
        """Let changes by others wait for so long for a question of `waiting`; 0 ends it."""

    @abstractmethod
    def take_changes(self) -> None:
        """Take over changes that were written, and show them."""

    @abstractmethod
    def choose_theme(self) -> None:
        """Choose a theme, each shown as the cursor comes to it."""

    @abstractmethod
    def save_picture(self) -> None:
        """Save a picture of the screen, and say where."""

    @abstractmethod
    def end(self) -> None:
        """End the program once all that is being written is on the disk."""


def host(node: DOMNode) -> Host:
    """The application that a screen or widget over an open store stands in."""
    return cast("Host", node.app)


def screen_host(node: DOMNode) -> ScreenHost[None]:
    """The application that any screen or widget stands in; what it ends with is not theirs."""
    return cast("ScreenHost[None]", node.app)
