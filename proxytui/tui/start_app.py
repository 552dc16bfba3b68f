"""The start screen where no store is open, as an application of its own."""

from __future__ import annotations

from typing import ClassVar

from proxytui.commands.opening import Opening
from proxytui.jobs.thread_task import ThreadTask
from proxytui.tui import recent_stores
from proxytui.tui import saved_state as states
from proxytui.tui.keyed_app import KeyedApp
from proxytui.tui.start_screen import StartScreen

_PATIENCE_SECONDS = 0.2


class StartApp(KeyedApp[Opening]):
    """Asks for a store; ends with what to open, None to leave.

    `opened` is the address that was tried, to begin with where another one is typed.
    """

    TITLE = "ProxyTUI"
    CSS_PATH: ClassVar = ["styles/explorer.tcss", "styles/windows.tcss"]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, trouble: str = "", proposed: str = "", opened: str = "") -> None:
        super().__init__()
        self._trouble = trouble
        self._proposed = proposed
        self._opened = opened
        theme: ThreadTask[str] = ThreadTask(lambda _: _last_theme(), "theme")
        theme.start()
        # Where a disk hangs it is not worth waiting for.
        known = theme.wait(_PATIENCE_SECONDS) and theme.error is None
        self.wear(theme.answer if known else "")

    def on_mount(self) -> None:
        """Show the screen."""
        screen = StartScreen(
            self.palette, trouble=self._trouble, proposed=self._proposed, opened=self._opened
        )
        self.push_screen(screen, self.exit)

    async def action_quit(self) -> None:
        """Leave without a store, over a field too."""
        self.quit()

    def quit(self) -> None:
        """Leave without a store."""
        self.exit(None)


def _last_theme() -> str:
    """The theme of the store that was open last."""
    newest = recent_stores.newest()
    return states.load(newest).theme if newest is not None else ""


def choose(*, trouble: str = "", proposed: str = "", opened: str = "") -> Opening | None:
    """Ask for a store to open; `trouble` is an error to begin with, `proposed` the folder of a new
    one, `opened` the address that was tried. None to leave."""
    app = StartApp(trouble=trouble, proposed=proposed, opened=opened)
    opening = app.run()
    if app.crash is not None:
        raise app.crash
    return opening
