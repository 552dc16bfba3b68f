"""The view of all sources: what is kept of each, what is quoted from it, what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.collation import Typed
from proxytui.tui.views.base import View
from proxytui.views import source_list
from proxytui.views.copies import TEXT_CELLS
from proxytui.views.target import Target, of_key
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Source
    from proxytui.tui.actions import Action
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene

_ADDS = -95
"""The place of the hint at adding: first, since an empty list has nothing else."""


class SourcesView(View):
    """A row a source; enter opens what rests on it."""

    kind = "sources"
    opens = "what rests on it"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        own = (
            "tick",
            "tick-all",
            "standing",
            "remove-record",
            "another",
            "attach-version",
            "undo",
            "redo",
        )
        self.handlers = {**self.handlers, **{id_: desk.handlers[id_] for id_ in own}}

    @property
    def follows_filter(self) -> bool:
        """All sources are listed, whatever the filter on ties."""
        return False

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The name of the list."""
        return ("all sources",)

    @property
    def heading(self) -> str:
        """The number of sources."""
        total = sum(1 for _ in self.desk.workspace.index.iter_sources())
        shown = len(self._sources())
        count = plural(total, "source") if shown == total else f"{shown} of {total}"
        return f"All sources · {count}"

    def reopen(self) -> SourcesView:
        """Make a view of the same list."""
        return SourcesView(self.desk)

    def hinted(self) -> list[Action]:
        """The actions with something to act on, among them that which makes a file a source."""
        return [
            action._replace(footer=_ADDS) if action.id == "add-document" else action
            for action in super().hinted()
        ]

    def _sources(self) -> list[Source]:
        needle = Typed(self.filter_text) if self.filter_text else None
        index = self.desk.workspace.index
        return source_list.listed(index.iter_sources(), index.source_names, needle)

    def shown(self, scene: Scene, cells: int) -> Sequence[Row]:
        """The sources whose titles, authors or publishers pass the filter."""
        return source_list.rows(scene, self._sources(), cells, filtered=bool(self.filter_text))

    def text_rows(self) -> Sequence[Row]:
        """The list in full."""
        return self.shown(self.desk.scene, TEXT_CELLS)

    def target(self, key: str) -> Target:
        """The source of a row."""
        return of_key(key)

    def visible_ties(self) -> tuple[str, ...]:
        """None: a step of the date changes nothing here."""
        return ()

    def enter(self) -> None:
        """Open the source in the explorer: what rests on it."""
        self.lead("overview")
