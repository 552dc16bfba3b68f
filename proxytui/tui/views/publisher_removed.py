"""The view of ties without a publisher: which would fall, weaken or stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.questions import publisher_removed, publishers
from proxytui.questions.publisher_removed import TieWithoutPublisher
from proxytui.tui.asked import Folds
from proxytui.tui.views.findings import FindingsView
from proxytui.tui.views.folding_list import FoldingGroup
from proxytui.views import tie_line
from proxytui.views.target import Target
from proxytui.wording.phrases import plural
from proxytui.wording.publisher import FATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line


class PublisherRemovedView(FindingsView[TieWithoutPublisher]):
    """The ties that cite a publisher, as of the date: which would fall, weaken or stay."""

    kind = "without"

    def __init__(self, desk: Desk, publisher: str, folds: Folds | None = None) -> None:
        super().__init__(desk, folds or Folds())
        self._publisher = publisher

    @property
    def follows_filter(self) -> bool:
        """The whole store is looked at without the publisher."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the question."""
        return ("without", self._publisher)

    @property
    def heading(self) -> str:
        """The publisher that is left out."""
        return f"Without {self._publisher}"

    @property
    def count_words(self) -> str:
        """The numbers of ties that cite it, and of those that don't."""
        citing = len(self.list.findings)
        rest = len(self.desk.workspace.index.tie_claims) - citing
        return f"{plural(citing, 'tie')} · {rest} more don't cite it"

    @property
    def empty_words(self) -> str:
        """That nobody cites it."""
        return "No tie cites this publisher."

    def reopen(self) -> PublisherRemovedView:
        """Make a view of the same question, folded as this one is."""
        return PublisherRemovedView(self.desk, self._publisher, self.list.folds)

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[TieWithoutPublisher]]:
        """The ties, grouped by how they would stand."""
        index = self.desk.workspace.index
        publisher = publishers.find(index, self._publisher)
        groups: dict[str, dict[str, TieWithoutPublisher]] = {code: {} for code in FATES}
        for change in publisher_removed.ties_without(
            index, publisher, self.session.period, checkpoint
        ):
            groups[change.code][f"{change.code}|{change.tie.id}"] = change
        return [FoldingGroup(code, FATES[code], items) for code, items in groups.items()]

    def line(self, item: TieWithoutPublisher, cells: int) -> Line:
        """The tie as it stands with the publisher."""
        return tie_line.titled(self.desk.scene, item.tie, cells, "")

    def filter_name(self, item: TieWithoutPublisher) -> str:
        """The tie by its names."""
        return tie_line.filter_name(self.desk.scene, item.tie)

    def words(self, item: TieWithoutPublisher) -> str:
        """The sentence about how the tie would stand."""
        return item.words

    def about(self, item: TieWithoutPublisher) -> tuple[Target, ...]:
        """The tie."""
        return (Target("tie", item.tie.id),)
