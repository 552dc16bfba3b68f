"""The start screen where no store is open, as an application of its own."""

from __future__ import annotations

from textual import events

from proxytui.commands.opening import Opening
from proxytui.tui import recent_stores
from proxytui.tui import saved_state as states
from proxytui.tui.keyboard import Keyboard
from proxytui.tui.start_screen import StartScreen
from proxytui.tui.themed_app import ThemedApp


class StartApp(ThemedApp[Opening]):
    """Asks for a store; ends with what to open, None to leave."""

    TITLE = "ProxyTUI"
    CSS_PATH = "styles/explorer.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, trouble: str = "", proposed: str = "") -> None:
        super().__init__()
        self._trouble = trouble
        self._proposed = proposed
        self.keyboard = Keyboard(self, super().on_event, _at_once)
        self.wear(next((states.load(folder).theme for folder in recent_stores.load()), ""))

    def on_mount(self) -> None:
        """Show the screen."""
        screen = StartScreen(self.palette, trouble=self._trouble, proposed=self._proposed)
        self.push_screen(screen, self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Hand keys and pastes to the keyboard; all else is Textual's."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self.keyboard.take(event)
        else:
            await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave without a store, over a field too."""
        self.exit(None)


async def _at_once() -> None:
    """No key waits for what the one before it began."""


def choose(*, trouble: str = "", proposed: str = "") -> Opening | None:
    """Ask for a store to open; `trouble` is an error to begin with, `proposed` the folder of a new
    one. None to leave."""
    app = StartApp(trouble=trouble, proposed=proposed)
    opening = app.run()
    if app.crash is not None:
        raise app.crash
    return opening
