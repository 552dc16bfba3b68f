"""The start screen where no store is open, as an application of its own."""

from __future__ import annotations

from proxytui.commands.opening import Opening
from proxytui.place import Place
from proxytui.tui import recent_stores
from proxytui.tui import saved_state as states
from proxytui.tui.keyed_app import KeyedApp
from proxytui.tui.start_screen import StartScreen


class StartApp(KeyedApp[Opening]):
    """Asks for a store; ends with what to open, None to leave."""

    TITLE = "ProxyTUI"
    CSS_PATH = "styles/explorer.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, trouble: str = "", proposed: str = "") -> None:
        super().__init__()
        self._trouble = trouble
        self._proposed = proposed
        newest = next(map(Place.of_folder, recent_stores.load()), None)
        self.wear(states.load(newest).theme if newest else "")

    def on_mount(self) -> None:
        """Show the screen."""
        screen = StartScreen(self.palette, trouble=self._trouble, proposed=self._proposed)
        self.push_screen(screen, self.exit)

    async def action_quit(self) -> None:
        """Leave without a store, over a field too."""
        self.quit()

    def quit(self) -> None:
        """Leave without a store."""
        self.exit(None)


def choose(*, trouble: str = "", proposed: str = "") -> Opening | None:
    """Ask for a store to open; `trouble` is an error to begin with, `proposed` the folder of a new
    one. None to leave."""
    app = StartApp(trouble=trouble, proposed=proposed)
    opening = app.run()
    if app.crash is not None:
        raise app.crash
    return opening
