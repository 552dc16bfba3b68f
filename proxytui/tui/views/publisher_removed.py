"""The view of what would become of the ties without a publisher."""

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
        super().__init__(desk, folds or Folds(), id="without")
        self._publisher = publisher

    @property
    def follows_filter(self) -> bool:
        """A publisher is thought away from the whole store."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """What is asked."""
        return ("without", self._publisher)

    @property
    def heading(self) -> str:
        """Which publisher."""
        return f"Without {self._publisher}"

    @property
    def counted(self) -> str:
        """How many ties cite it, and how many do without it anyway."""
        found = len(self.list.found)
        rest = len(self.desk.workspace.index.tie_claims) - found
        return f"{plural(found, 'tie')} · {rest} more don't cite it"

    @property
    def nothing(self) -> str:
        """Nobody cites it."""
        return "No tie cites this publisher."

    def reopen(self) -> PublisherRemovedView:
        """The same once more."""
        return PublisherRemovedView(self.desk, self._publisher, self.list.folds)

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[TieWithoutPublisher]]:
        """The ties by what becomes of them."""
        index = self.desk.workspace.index
        publisher = publishers.find(index, self._publisher)
        groups: dict[str, dict[str, TieWithoutPublisher]] = {code: {} for code in FATES}
        for one in publisher_removed.ties_without(
            index, publisher, self.session.period, checkpoint
        ):
            groups[one.code][f"{one.code}|{one.tie.id}"] = one
        return [FoldingGroup(code, FATES[code], items) for code, items in groups.items()]

    def line(self, item: TieWithoutPublisher, cells: int) -> Line:
        """The tie as it stands with the publisher."""
        return tie_line.titled(self.desk.scene, item.tie, cells, "")

    def called(self, item: TieWithoutPublisher) -> str:
        """The tie by its names."""
        return tie_line.filter_name(self.desk.scene, item.tie)

    def words(self, item: TieWithoutPublisher) -> str:
        """What would become of it."""
        return item.words

    def about(self, item: TieWithoutPublisher) -> tuple[Target, ...]:
        """The tie."""
        return (Target("tie", item.tie.id),)
