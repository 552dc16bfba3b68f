"""The timeline of an actor, of a tie, or of some ties, as a view of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import Typed
from proxytui.questions.timeline import path_timeline
from proxytui.tui.views.question_view import QuestionView
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.views import timeline, timeline_columns
from proxytui.views.scene import record_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from proxytui.drawing.time_axis import Axis
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.questions.timeline import TimelineGroup
    from proxytui.tui.desk import Desk
    from proxytui.tui.views.base import View
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene
    from proxytui.views.target import Target

_SCROLL = 8
"""A step of scrolling is such a part of the axis."""


class TimelineView(QuestionView["list[TimelineGroup]"]):
    """Intervals on one axis: of an actor or a tie (`target`), or of `ties`, such as the hops of a
    path, under the `breadcrumb`."""

    kind = "timeline"
    waiting = "Looking up what was when … {close} leaves."

    def __init__(
        self,
        desk: Desk,
        target: Target,
        ties: Sequence[str] = (),
        breadcrumb: tuple[str, ...] = (),
    ) -> None:
        super().__init__(desk)
        self._of = target
        self._ties = tuple(ties)
        self._breadcrumb = breadcrumb
        self._axis: Axis | None = None
        self._groups: list[TimelineGroup] = []
        self._folded: set[str] = set()
        self._chart = timeline.Chart(desk.scene, timeline.ChartQuestion(()))
        self.handlers = {
            **self.handlers,
            "closer": lambda: self._zoom(1),
            "wider": lambda: self._zoom(-1),
            "earlier": lambda: self._scroll(-1),
            "later": lambda: self._scroll(1),
            "whole": self._fit,
            "toggle": self.enter,
            "show-all": self.show_all,
        }

    # The question

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The actor or tie that the timeline is of."""
        if self._ties:
            return (*self._breadcrumb, "timeline")
        return (record_title(self.desk.scene, self._of), "timeline")

    @property
    def heading(self) -> str:
        """The numbers of ties, claims and events."""
        groups = self._groups
        counts = [
            f"{count} {word if count > 1 else word.removesuffix('s')}"
            for word, kinds in (("ties", ("ties", "hops")), ("claims", ("claims",)))
            if (count := sum(len(group.bands) for group in groups if group.kind in kinds))
        ]
        events = sum(len(group.bands) for group in groups if group.kind == "events")
        counts += [f"{events} event{'s' * (events != 1)}"] if events else []
        marks = " · all" * self.session.show_all
        return f"Timeline{': ' * bool(counts)}{', '.join(counts)}{marks}"

    def reopen(self) -> View | None:
        """Make a view of the same timeline, with its axis whole."""
        return TimelineView(self.desk, self._of, self._ties, self._breadcrumb)

    def depends_on(self) -> tuple[object, ...]:
        """The filter, and whether ties that hold at no date are shown; the date doesn't matter."""
        lens = self.session.lens
        return (lens.show_all, lens.filter)

    def work_out(self, checkpoint: Checkpoint) -> list[TimelineGroup]:
        """The groups, each in the order of its days."""
        scene = self.desk.scene
        if self._ties:
            return path_timeline(scene.index, self._ties)
        return timeline.groups(scene, self._of, checkpoint)

    def take(self, answer: list[TimelineGroup]) -> None:
        """Keep the groups."""
        self._groups = answer

    def target(self, key: str) -> Target:
        """The tie, event or actor of a row."""
        return self._chart.target(key)

    def visible_ties(self) -> tuple[str, ...]:
        """All ties of the timeline."""
        if self._ties:
            return self._ties
        if self._of.kind == "tie":
            return (self._of.id,)
        return tuple(
            band.id for group in self._groups for band in group.bands if band.kind == "tie"
        )

    # How it is drawn

    def compose(self) -> ComposeResult:
        """Header, axis, list, words of the row, legend, hints, and the line that asks."""
        yield Bar(id="header")
        yield Bar(id="axis")
        yield Rows(id="view")
        yield Bar(id="words")
        yield Bar(id="legend")
        yield Bar(id="hints")
        yield Prompt()

    def on_resize(self) -> None:
        """Leave out axis, words and legend one by one where there is little room for rows."""
        self.set_class(self.size.height < 14, "tiny")
        self.set_class(self.size.height < 20, "short")
        self.set_class(self.size.height >= 34, "tall")

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the words of the row under the cursor."""
        message.stop()
        self._draw_words()

    def answer_rows(self, scene: Scene, cells: int) -> Sequence[Row]:
        """All rows, or those with the words of the filter in their names."""
        question = timeline.ChartQuestion(
            self._groups,
            self._of.id if self._of.kind == "actor" else "",
            frozenset(self._folded),
            Typed(self.filter_text),
        )
        self._chart = timeline.Chart(scene, question)
        return self._chart.rows(self.axis, cells)

    @property
    def axis(self) -> Axis:
        """The axis in view: as it was zoomed and scrolled, else as it opens."""
        opening = timeline.opening(self.desk.scene, self._groups, self.rows.cells)
        return opening if self._axis is None else self._axis.over(opening.cells)

    def _draw_words(self) -> None:
        bar = self.query_one("#words", Bar)
        lines = self._chart.words(self.rows.key, bar.size.width, bar.size.height)
        bar.show(lines)
        legend = self.query_one("#legend", Bar)
        legend.show([timeline_columns.legend(legend.size.width)])

    def draw_frame(self) -> None:
        """The line on top, the axis, the words of the row, and the keys."""
        super().draw_frame()
        if self.rows.cells:
            axis, before = self.axis, self.rows.content_region.x
            taken = timeline_columns.columns(self.rows.cells, axis.cells)
            lines = timeline_columns.head(axis, self.session.period, taken, before)
            self.query_one("#axis", Bar).show(lines)
        self._draw_words()

    # What keys do

    def enter(self) -> None:
        """Open the record that the row is about; fold or unfold a heading."""
        group = self._chart.group(self.rows.key)
        if group is None:
            super().enter()
            return
        self._folded.symmetric_difference_update({group.key})
        self.draw()

    def show_all(self) -> None:
        """Show ties that can hold at no date too, or hide them."""
        self.session.show_all = not self.session.show_all
        self.desk.date_changed()
        self.draw()

    def _zoom(self, step: int) -> None:
        before = self.axis
        after = before.zoomed(step, self.session.period.first)
        if after.scale == before.scale:
            ends = "That is as close as it goes." if step > 0 else "It doesn't go any wider."
            self.host.say(ends)
            return
        self._look(after)

    def _scroll(self, step: int) -> None:
        axis = self.axis
        self._look(axis.moved(step * max(1, axis.cells // _SCROLL)))

    def _fit(self) -> None:
        self._look(timeline.whole(self.desk.scene, self._groups, self.rows.cells))

    def _look(self, axis: Axis | None) -> None:
        self._axis = axis
        if not self.working:
            self.rows.show(self._chart.rows(self.axis, self.rows.cells))
        self.draw_frame()
