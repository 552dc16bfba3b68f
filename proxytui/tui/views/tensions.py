"""The view of tensions: sides that don't go together, and the balance of triangles by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.jobs.pacing import with_checkpoints
from proxytui.model import dates
from proxytui.questions import tensions
from proxytui.questions.signed_ties import SignedTies
from proxytui.questions.tensions import Finding
from proxytui.tui.asked import Folds
from proxytui.tui.views.findings import FindingsView
from proxytui.tui.views.folding_list import FoldingGroup
from proxytui.tui.widgets.bar import Bar
from proxytui.views import tension
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.questions.tensions import Balance
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line


class TensionsView(FindingsView[Finding]):
    """The tensions as of the date by kind; below them the triangles of every year."""

    kind = "tensions"

    def __init__(self, desk: Desk, folds: Folds | None = None) -> None:
        super().__init__(desk, folds or Folds())
        self._balance: Sequence[Balance] = ()

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the question."""
        return ("tensions",)

    @property
    def heading(self) -> str:
        """The name of the question, and the date."""
        return f"Tensions, as of {dates.words(self.session.period.text)}"

    @property
    def empty_words(self) -> str:
        """That there are none, and how to ask for another date."""
        label = self.keymap.label
        steps = f"{label('previous-change')} and {label('next-change')} step to another date"
        words = "No tension is found in what is reported."
        return f"{words} {steps}, {label('date')} asks for one."

    def reopen(self) -> TensionsView:
        """Make a view of the same question, folded as this one is."""
        return TensionsView(self.desk, self.list.folds)

    def below(self) -> ComposeResult:
        """The bars of the years."""
        yield Bar(id="balance")

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[Finding]]:
        """The tensions by kind; the balance beside them."""
        signed = SignedTies(
            self.desk.workspace.index, self.session.period, self.session.lens.filter, checkpoint
        )
        by_kind: dict[str, dict[str, Finding]] = {kind: {} for kind in wording.TENSIONS}
        for finding in with_checkpoints(tensions.findings(signed), checkpoint):
            by_kind[finding.kind][_key(finding)] = finding
        self._balance = tensions.balance(signed)
        signed.let_go()
        return [
            FoldingGroup(kind, heading, by_kind[kind]) for kind, heading in wording.TENSIONS.items()
        ]

    def on_bar_resized(self) -> None:
        """Draw the lines on top and at the bottom, and the bars, for this width."""
        super().on_bar_resized()
        self.draw_below()

    def draw_below(self) -> None:
        """Draw the bars."""
        bar = self.query_one("#balance", Bar)
        bar.show(tension.balance(self._balance, self.session.period, bar.size.width))

    def line(self, item: Finding, cells: int) -> Line:
        """The actors in a tension."""
        return tension.line(self.desk.scene, item, cells)

    def filter_name(self, item: Finding) -> str:
        """The actors' names."""
        return tension.title(self.desk.scene, item)

    def words(self, item: Finding) -> str:
        """The sentences about the ties of a tension."""
        return item.words

    def about(self, item: Finding) -> tuple[Target, ...]:
        """The ties that a tension rests on."""
        return tuple(Target("tie", tie) for tie in item.tie_ids)


def _key(finding: Finding) -> str:
    return "|".join((finding.kind, *finding.actors))
