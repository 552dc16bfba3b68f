"""Finding words in the text that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views import document

if TYPE_CHECKING:
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.reading.room_screen import ReadingRoom


class Finding:
    """The hits of what was looked for, and at which of them one is."""

    def __init__(self, reader: ReadingRoom) -> None:
        self._reader = reader
        self._question = BackgroundQuestion["list[tuple[int, int]]"](reader, None)
        self._hits: list[tuple[int, int]] = []
        self._at = 0
        self._query = ""

    @property
    def working(self) -> bool:
        """Whether the text is being looked through."""
        return self._question.working

    @property
    def hit(self) -> tuple[int, int] | None:
        """The hit that one is at; None without any."""
        return self._hits[self._at] if self._hits else None

    @property
    def words(self) -> str:
        """Which of how many hits one is at; "" without any."""
        return f"{self._at + 1} of {len(self._hits)} hits" if self._hits else ""

    def ask(self) -> None:
        """Ask for words, and look for them in the text."""
        self._reader.ask(PromptQuestion("/ find:", self._answered, left=None), self._query)

    def _answered(self, query: str) -> None:
        text = self._reader.opened.text
        self._query = query
        self._hits, self._at = [], 0
        if text is None:
            return

        def search(checkpoint: Checkpoint) -> list[tuple[int, int]]:
            return document.find(text, query, checkpoint)

        if not self._question.ask(search, self._take):
            self._reader.draw_frame()

    def _take(self, hits: list[tuple[int, int]]) -> None:
        self._hits = hits
        self._reader.draw_frame()
        if hits:
            self._go()
        elif self._query:
            self._reader.redraw()
            self._reader.host.say(f"“{self._query}” is not in this text.")

    def onward(self, step: int) -> bool:
        """Go to the next or the previous hit; False where there is none."""
        if not self._hits:
            return False
        self._at = (self._at + step) % len(self._hits)
        self._go()
        return True

    def _go(self) -> None:
        self._reader.draw_frame()
        self._reader.go_to(self._hits[self._at][0])

    def clear(self) -> bool:
        """Look for nothing any more; False where nothing was looked for or found."""
        if not self._question.working and not self._hits:
            return False
        self._question.stop()
        self._hits = []
        return True

    def stop(self) -> None:
        """Leave what is looked for."""
        self._question.stop()
