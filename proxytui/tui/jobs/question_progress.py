"""How far a question in slices has come, in words that it tells while it is worked out."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from proxytui.jobs import told_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.jobs.task import T

_SECONDS = 0.2
"""So long at least each word stays."""


class QuestionProgress:
    """Takes the words of a question, and has the newest drawn between its slices."""

    def __init__(self, draw: Callable[[], object]) -> None:
        self.words = ""
        """What is to be shown, "" while nothing was told."""
        self._draw = draw
        self._told = ""
        self._shown_at = 0.0

    def watched(self, question: Callable[[Checkpoint], T]) -> Callable[[Checkpoint], T]:
        """The same question, whose words come here from its first slice on."""

        def ask(checkpoint: Checkpoint) -> T:
            self.words = self._told = ""
            with told_progress.shown_by(self._note):
                return question(checkpoint)

        return ask

    def show(self) -> None:
        """Have the newest words drawn, unless others were just now."""
        if self._told != self.words and monotonic() - self._shown_at > _SECONDS:
            self.words, self._shown_at = self._told, monotonic()
            self._draw()

    def _note(self, words: str) -> None:
        self._told = words
