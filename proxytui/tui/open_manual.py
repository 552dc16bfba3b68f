"""The way to the manual from whatever is on the screen; what draws it is imported only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.tui.host import ScreenHost
    from proxytui.tui.themed_app import Result


def open_manual(app: ScreenHost[Result]) -> None:
    """Open the chapter for the screen or window on top, else for what lies below it."""
    from proxytui.tui.manual_places import chapter_of
    from proxytui.tui.manual_screen import ManualScreen

    below = (*reversed(app.screen_stack), app)
    places: Iterable[Iterable[str]] = (getattr(part, "manual_places", ()) for part in below)
    address = chapter_of(next(filter(None, places), ()))
    app.push_screen(ManualScreen(app.keymap, app.palette, address))
