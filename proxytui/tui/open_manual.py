"""The way to the manual from whatever is on the screen; what draws it is imported only then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proxytui.tui.keyed_screen import KeyedScreen

if TYPE_CHECKING:
    from textual.screen import Screen


def open_manual(screen: Screen[Any], place: str = "") -> None:
    """Open the chapter for a place over a screen; without one, for where the user is."""
    from proxytui.tui.manual_places import chapter_of
    from proxytui.tui.manual_screen import ManualScreen

    stack = reversed(screen.app.screen_stack)
    below = next(lower for lower in stack if isinstance(lower, KeyedScreen))
    address = chapter_of({place} if place else below.manual_places)
    screen.app.push_screen(ManualScreen(below.keymap, below.host.palette, address))
