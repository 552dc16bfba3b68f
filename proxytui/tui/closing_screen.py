"""Screens that hear of nothing more once they are closed: parts of them are gone by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events, messages
from textual.screen import ModalScreen, ScreenResultType

from proxytui.tui.painted_once import PaintedOnce

if TYPE_CHECKING:
    from textual.message import Message
    from textual.screen import Screen


class Taken(events.Callback):
    """Tells somebody who waits that whoever gets it has taken all messages before it."""


# It is taken as any other call is.
Taken.handler_name = events.Callback.handler_name

_ENDING = (events.Unmount, messages.Prune, Taken)
"""What a screen that is taken away still has to do."""


class ClosingScreen(PaintedOnce[ScreenResultType]):
    """A screen that may be closed at any time, also before it is made."""

    _was_shown = False

    async def _dispatch_message(self, message: Message) -> None:
        if isinstance(message, events.ScreenResume) and not self._was_shown:
            # Its widgets got their styles when they were mounted, a moment ago.
            message.refresh_styles = False
            self._was_shown = True
        if not self._pruning or isinstance(message, _ENDING):
            await super()._dispatch_message(message)


# Textual takes styles from the first base alone.
class Window(ModalScreen[ScreenResultType], ClosingScreen[ScreenResultType]):
    """A window over a screen."""


def is_closing(screen: Screen[Any]) -> bool:
    """Whether a screen is being taken away, or is gone."""
    return screen._pruning


def is_there(screen: Screen[Any]) -> bool:
    """Whether a screen is made, and not being taken away, so that it can be drawn."""
    return screen.is_mounted and not screen._pruning
