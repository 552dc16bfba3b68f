"""The view of gaps: weak spots of what is recorded, by their kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.jobs.slices import aside
from proxytui.model import dates
from proxytui.questions import gaps
from proxytui.questions.gaps import Gap
from proxytui.reading import folding, qualifiers
from proxytui.reading.last_text import LastText
from proxytui.tui.asked import Folds
from proxytui.tui.views.findings import FindingsView
from proxytui.tui.views.folding_list import FoldingGroup
from proxytui.views import gap
from proxytui.views.target import NOTHING, Target
from proxytui.wording.gap import GAPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Citation
    from proxytui.model.vocabulary import Check
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Line, Row


class GapsView(FindingsView[Gap]):
    """The weak spots as of the date, under what is missing or odd."""

    kind = "gaps"

    def __init__(self, desk: Desk, folds: Folds | None = None) -> None:
        super().__init__(desk, folds or Folds())

    @property
    def follows_filter(self) -> bool:
        """Weak spots are looked for in the whole store."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the question."""
        return ("gaps",)

    @property
    def heading(self) -> str:
        """The name of the question, and the date."""
        return f"Weak spots, as of {dates.words(self.session.period.text)}"

    @property
    def empty_words(self) -> str:
        """That nothing is missing."""
        return "No weak spot is found."

    def reopen(self) -> GapsView:
        """Make a view of the same question, folded as this one is."""
        return GapsView(self.desk, self.list.folds)

    def find(self, checkpoint: Checkpoint) -> Sequence[FoldingGroup[Gap]]:
        """The weak spots by code."""
        workspace = self.desk.workspace
        much_quoted = {
            document.text
            for source in workspace.index.iter_sources()
            if len(workspace.index.citing(source.id)) > folding.MANY_SEARCHES
            for document in source.documents
        }

        def read(sha: str) -> str | None:
            text = workspace.text_of(sha)
            if text is not None:
                form = folding.folded(text)  # it is remembered, and takes longest
                if sha in much_quoted:
                    form.put_in_order()
            return text

        text_of = LastText(lambda sha: aside(partial(read, sha)))

        def check(citation: Citation) -> Check:
            return workspace.check_quote(citation, text_of).check

        def qualifier(citation: Citation) -> str:
            return qualifiers.before_quote(workspace.check_quote(citation, text_of))

        groups: dict[str, dict[str, Gap]] = {code: {} for code in GAPS}
        index, period = workspace.index, self.session.period
        for spot in gaps.gaps(index, period, check, checkpoint, qualifier):
            groups[spot.code][f"{spot.code}|{spot.record}|{spot.place}"] = spot
        return [FoldingGroup(code, GAPS[code], items) for code, items in groups.items()]

    def line(self, item: Gap, cells: int) -> Line:
        """The record that a gap is in."""
        return gap.line(self.desk.scene, item, cells)

    def filter_name(self, item: Gap) -> str:
        """The record by its names."""
        return gap.title(self.desk.scene, item)

    def words(self, item: Gap) -> str:
        """The sentence about a gap."""
        return item.words

    def about(self, item: Gap) -> tuple[Target, ...]:
        """The tie, event or actor."""
        target = gap.target(self.desk.scene, item)
        return (target,) if target != NOTHING else ()

    def in_full(self, item: Gap, cells: int) -> list[Row]:
        """The sentence about a gap, and the quotes of its claim."""
        return gap.full(self.desk.scene, item, cells)
