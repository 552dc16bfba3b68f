"""The store in short in the detail pane, worked out once for a date and a filter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.views.lines import Row, Span

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens
    from proxytui.questions import store_summary
    from proxytui.questions.store_summary import StoreSummary
    from proxytui.tui.desk import Desk
    from proxytui.views import store_summary as summary_view
else:
    store_summary = LazyModule("proxytui.questions.store_summary")
    summary_view = LazyModule("proxytui.views.store_summary")

_WORKING = Row("", (Span("Working it out …", "dim"),), stop=False)
_AT_ONCE_SECONDS = 0.03
"""A key waits no longer for the summary of another date."""


class Summary:
    """Asks what the store says, and keeps the answer until the store, the date or the filter
    changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._question = BackgroundQuestion["StoreSummary"](desk, desk.workspace.index)
        self._asked: tuple[int, Lens] | None = None
        self._answer: StoreSummary | None = None
        self._waiting = False

    def rows(self, cells: int) -> list[Row]:
        """The rows for so many cells; of a large store at first a line that it is worked at."""
        scene = self._desk.scene
        asked = (scene.index.version, scene.lens)
        if self._asked != asked:
            self._asked, self._answer = asked, None
            ask = partial(store_summary.summarise, scene.index, scene.lens)
            self._waiting = False
            self._waiting = not self._question.ask(ask, self._take, at_once=_AT_ONCE_SECONDS)
        if self._answer is None:
            return [_WORKING]
        height = self._desk.rows["detail"].size.height
        return summary_view.rows(scene, self._desk.workspace.name, self._answer, cells, height)

    def _take(self, answer: StoreSummary) -> None:
        self._answer = answer
        if self._waiting:
            self._desk.draw_detail()
