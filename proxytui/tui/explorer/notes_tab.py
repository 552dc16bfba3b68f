"""The Notes tab of the detail pane: notes on a record, with links to it, and that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.note_authors import NoteAuthors

if TYPE_CHECKING:
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.questions import notebook
    from proxytui.tui.desk import Desk
    from proxytui.views import notes
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene
    from proxytui.views.target import Target
else:
    notebook = LazyModule("proxytui.questions.notebook")
    notes = LazyModule("proxytui.views.notes")

# The cursor goes from record to record with the tab open: none of them waits for long.
_AT_ONCE_SECONDS = 0.02


class NotesTab:
    """Its rows; notes that name the record without a link are looked for in turn with the keys."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._authors = NoteAuthors(desk, desk.workspace, desk.draw_detail)
        index = desk.workspace.index
        self._question = BackgroundQuestion["tuple[str, ...]"](desk, index, notes=True)
        self._asked: tuple[object, ...] = ()
        self._asking = False
        self._unlinked: tuple[str, ...] = ()

    def rows(self, scene: Scene, target: Target, cells: int) -> list[Row]:
        """The rows of the tab."""
        self._look_up(target)
        return notes.rows(scene, target.id, cells, self._authors.known, self._unlinked)

    def _look_up(self, target: Target) -> None:
        index = self._desk.workspace.index
        asked = (target, index.changes)
        if asked == self._asked:
            return
        self._asked, self._unlinked = asked, ()
        if target.kind != "actor":
            self._question.stop()
            return

        def named(checkpoint: Checkpoint) -> tuple[str, ...]:
            return notebook.unlinked(index, target.id, checkpoint)

        self._asking = True
        self._question.ask(named, self._take, at_once=_AT_ONCE_SECONDS)
        self._asking = False

    def _take(self, unlinked: tuple[str, ...]) -> None:
        self._unlinked = unlinked
        if unlinked and not self._asking:
            self._desk.draw_detail()
