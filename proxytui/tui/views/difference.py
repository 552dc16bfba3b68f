"""The view of differences: between two dates, two states of the store, or two publishers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.commands import diff
from proxytui.model import dates
from proxytui.questions import difference, publishers
from proxytui.questions.difference import TieChange
from proxytui.tui.views.findings import FindingsView
from proxytui.tui.views.folding_list import FoldingGroup
from proxytui.views import findings, tie_line
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from proxytui.commands.diff import RecordedStates
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.tui.asked import DifferenceQuestion
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line, Row
    from proxytui.views.scene import Scene


class DifferenceView(FindingsView[TieChange]):
    """The ties that began, ended, changed or differ, by kind."""

    kind = "difference"

    def __init__(self, desk: Desk, question: DifferenceQuestion) -> None:
        super().__init__(desk, question.folds)
        self.question = question
        self._states: RecordedStates | None = None
        self._states_version = -1
        self.handlers = {
            **self.handlers,
            "difference": self.other_date,
            "everyone": self.everyone,
            "sides": self.sides,
        }

    def depends_on(self) -> tuple[object, ...]:
        """The other date, and the actor whose ties are compared."""
        return (self.question.other, self._actor)

    @property
    def _actor(self) -> str:
        actor = self.question.actor
        known = actor in self.desk.workspace.index.actors
        return "" if self.question.everyone or not known else actor

    @property
    def _periods(self) -> tuple[Period, Period]:
        """The two dates, the earlier one first."""
        here = self.session.period
        other = self.question.other or here
        return (
            (other, here) if (other.first, other.last) <= (here.first, here.last) else (here, other)
        )

    @property
    def follows_filter(self) -> bool:
        """The filter holds between two dates; states and publishers are compared whole."""
        return not (self.question.recorded or self.question.publishers)

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the question."""
        whose = self.desk.scene.name(self._actor) if self._actor else "all actors"
        return ("difference", whose)

    @property
    def heading(self) -> str:
        """The two dates, states or publishers."""
        if self.question.publishers:
            return "What {} and {} report".format(*self.question.publishers)
        if self.question.recorded:
            states = self._states
            first, second = (states.first, states.second) if states else ("", "")
            return f"What the store says: from {first} to {second}"
        early, late = (dates.words(period.text) for period in self._periods)
        return f"From {early} to {late}, by the dates given"

    @property
    def empty_words(self) -> str:
        """That there is no difference, and what to ask instead."""
        if self.question.other is not None and self.question.other == self.session.period:
            return (
                f"Both dates are the same; {self.keymap.label('difference')} asks for another one."
            )
        hint = f" {self.keymap.label('everyone')} asks for all actors." if self._actor else ""
        return f"No difference is recorded.{hint}"

    def reopen(self) -> DifferenceView:
        """Make a view of the same question, folded as this one is."""
        return DifferenceView(self.desk, self.question)

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[TieChange]]:
        """The changes by kind."""
        index = self.desk.workspace.index
        if self._states is not None:
            period = self.desk.workspace.default_period
            changes = diff.recorded_changes(index, self._states, period, self._actor)
            return _grouped(wording.CHANGES, changes)
        if self.question.publishers:
            first, second = (publishers.find(index, name) for name in self.question.publishers)
            period = self.session.period
            changes = publishers.contrast(index, first, second, period, self._actor, checkpoint)
            return _grouped(wording.CONTRASTS, changes)
        before, after = self._periods
        ties = index.ties_of(self._actor) if self._actor else index.iter_ties()
        changes = difference.between(
            index, ties, before, after, self.session.lens.filter, self._actor, checkpoint
        )
        return _grouped(wording.CHANGES, changes)

    def preparation(self) -> Callable[[Checkpoint], Callable[[], None]] | None:
        """The making of earlier states of the store, each of which takes as long as to make the
        index of the store; None where dates or publishers are compared, or these are made."""
        question, workspace = self.question.recorded, self.desk.workspace
        version = workspace.index.version
        if question is None or self._states_version == version:
            return None

        def prepare(_: Checkpoint) -> Callable[[], None]:
            states = diff.recorded_states(workspace, *question)

            def take() -> None:
                self._states, self._states_version = states, version

            return take

        return prepare

    def scene_of(self, item: TieChange) -> Scene:
        """The scene at the date at which the tie stands so."""
        return self.desk.scene.at(item.period)

    def line(self, item: TieChange, cells: int) -> Line:
        """The line of the tie as it stands at one of the two dates."""
        other = self.follows_filter and item.period != self.session.period
        when = dates.words(item.period.text) if other else ""
        return tie_line.titled(self.scene_of(item), item.tie, cells, "", when)

    def filter_name(self, item: TieChange) -> str:
        """The tie by its names."""
        return tie_line.filter_name(self.scene_of(item), item.tie)

    def words(self, item: TieChange) -> str:
        """The sentence about the change."""
        return item.words

    def about(self, item: TieChange) -> tuple[Target, ...]:
        """The tie, where it is still recorded."""
        known = item.tie.id in self.desk.workspace.index.tie_claims
        return (Target("tie", item.tie.id),) if known else ()

    def in_full(self, item: TieChange, cells: int) -> list[Row]:
        """The sentence about the change, and the quotes."""
        return findings.in_full(self.scene_of(item), item.words, [item.tie], cells)

    # What keys do

    def other_date(self) -> None:
        """Ask for another second date."""
        if self.question.other is None:
            # The first of its keys asks for another date here.
            elsewhere = self.keymap.labels("difference")[-1:] or ("the palette",)
            self.host.say(f"This compares no dates; {elsewhere[0]} does.")
            return

        def answered(period: Period) -> None:
            self.question.other = period
            self.draw()

        here = dates.words(self.session.period.text)
        self.desk.open_views.ask_date(f"{here} beside which date", answered)

    def everyone(self) -> None:
        """Compare the ties of this actor, or of all."""
        if not self.question.actor:
            self.question.actor = self.session.centre
            self.question.everyone = False
        else:
            self.question.everyone = not self.question.everyone
        self.draw()

    def sides(self) -> None:
        """Show the actor at the two dates, side by side."""
        actor = self.question.actor or self.session.centre
        if self.question.other is None or not actor:
            self.host.say("Only two dates stand side by side.")
            return
        from proxytui.tui.asked import CompareQuestion

        self.desk.open_views.open_compare(CompareQuestion(actor, actor, self.question.other))


def _grouped(
    headings: dict[str, str], changes: Iterable[TieChange]
) -> list[FoldingGroup[TieChange]]:
    groups: dict[str, dict[str, TieChange]] = {kind: {} for kind in headings}
    for change in changes:
        groups[change.kind][f"{change.kind}|{change.tie.id}"] = change
    return [
        FoldingGroup(kind, headings[kind], items, kind in wording.ONLY_SPOKEN_OF)
        for kind, items in groups.items()
    ]
