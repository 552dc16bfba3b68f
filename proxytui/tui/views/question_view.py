"""A view of one question that is worked out in turn with the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.question_progress import QuestionProgress
from proxytui.tui.views.base import View
from proxytui.views.findings import prose
from proxytui.views.key_words import with_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene

Answer = TypeVar("Answer")


class QuestionView(View, Generic[Answer]):
    """A view with an answer, which a subclass works out, keeps and draws.

    Until there is an answer the list says so; esc leaves. All that the answer depends on is
    compared whenever the view is drawn, so that another date, filter or store has it asked anew.
    """

    waiting = "Working it out … {close} leaves."
    """The words in the list while there is no answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._question = BackgroundQuestion[Answer](self, desk.workspace.index)
        self._progress = QuestionProgress(super().draw)
        self._question_key: tuple[object, ...] = ()
        self._resting = ""
        self._asking = False
        self._trouble = ""

    # What a subclass says

    def depends_on(self) -> tuple[object, ...]:
        """All that another answer would come from, beside the store; never ()."""
        raise TypeError(f"{type(self).__name__} asks nothing")

    def work_out(self, checkpoint: Checkpoint) -> Answer:
        """The answer; `checkpoint` is called where that can be interrupted."""
        raise TypeError(f"{type(self).__name__} answers nothing")

    def take(self, answer: Answer) -> None:
        """Keep the answer, to be drawn."""
        raise TypeError(f"{type(self).__name__} takes nothing")

    def answer_rows(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The rows of the answer that pass the filter."""
        raise TypeError(f"{type(self).__name__} draws nothing")

    def first_row(self) -> str:
        """The key of the row on which the cursor rests at first, "" for the top."""
        return ""

    # Working it out

    @property
    def working(self) -> bool:
        """Whether there is no answer yet."""
        return self._question.working

    def on_unmount(self) -> None:
        """Leave the question without an answer."""
        self._question.stop()

    def draw(self, at: str | None = None) -> None:
        """Ask anew where the answer would be another one, and draw what is known."""
        key = (*self.depends_on(), self.desk.workspace.index.version)
        if key != self._question_key:
            first, self._question_key = not self._question_key, key
            if at is not None or not self.working:
                # What the list says while it waits has no row to rest on.
                self._resting = self.rows.key if at is None else at
            self._trouble = ""
            self._asking = True
            work, between = self._progress.watched(self.work_out), self._progress.show
            at_once = self._question.ask(work, self._answered, self._failed, between=between)
            self._asking = False
            at = (self.first_row() or at) if first and at_once else at
        super().draw(at)

    def _answered(self, answer: Answer) -> None:
        self.take(answer)
        if not self._asking:
            super().draw(self._resting or self.first_row() or None)

    def _failed(self, error: ProxyTUIError) -> None:
        self._trouble = str(error)
        if not self._asking:
            super().draw()

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The answer, or why there is none."""
        if self.working or self._trouble:
            waiting = with_keys(self.waiting, self.keymap.label)
            words = [self._trouble] if self._trouble else [waiting, self._progress.words]
            return [row for line in filter(None, words) for row in prose(line, cells, "dim")]
        return self.answer_rows(scene, cells)
