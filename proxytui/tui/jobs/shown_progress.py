"""How far work in a thread has come, shown on the line at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from proxytui.tui.jobs.background_work import BackgroundWork

_SECONDS = 0.2


class ShownProgress:
    """Takes words from the thread, and shows the newest of them while the work goes on."""

    def __init__(self, screen: Screen[Any], work: BackgroundWork[Any]) -> None:
        self._screen = screen
        self._work = work
        self._words = self._before = self._after = ""
        self._timer: Timer | None = None

    def begin(self, before: str, after: str) -> None:
        """Show what comes from here on between some words."""
        self._words, self._before, self._after = "", before, after
        if self._timer is None:
            self._timer = self._screen.set_interval(_SECONDS, self._show)

    def note(self, words: str) -> None:
        """Take how far the work has come, in whatever thread."""
        self._words = words

    def _show(self) -> None:
        if not self._work.working and self._timer is not None:
            self._timer.stop()
            self._timer = None
        elif self._words:
            self._work.reword(f"{self._before}{self._words}{self._after}")
