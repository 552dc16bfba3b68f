"""The pane of actors: its list by kind, with counts at the date, made once for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof import counts
from proxytui.jobs.collector import without_collector
from proxytui.views import actor_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.asof.lens import Lens
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row


class Actors:
    """The data behind the list of actors; after a change only what it touched is made anew."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._counts: tuple[Lens, counts.LazyCounts] | None = None
        self._version = 0
        self._list: actor_list.ActorList | None = None

    @property
    def by_kind(self) -> actor_list.ActorList:
        """The actors by their kinds and names."""
        scene = self._desk.scene
        if self._list is None or not self._list.follow(scene.name, scene.lens.as_of):
            with without_collector():
                self._list = actor_list.ActorList(scene.index, scene.name, scene.lens.as_of)
        return self._list

    def rows(self, filter_text: str, cells: int, tied: frozenset[str] | None) -> Sequence[Row]:
        """The list for so many cells: actors whose names hold `filter_text`; with `tied` only
        these."""
        desk, session = self._desk, self._desk.session
        lens = session.lens
        scene = desk.scene
        touched = scene.index.touched_since(self._version)
        self._version = scene.index.version
        if self._counts is None or self._counts[0] != lens or touched is None:
            self._counts = (lens, counts.LazyCounts(scene.index, lens))
        else:
            self._counts[1].forget(touched)
        return actor_list.rows(
            scene,
            self.by_kind,
            None if scene.index.unread else self._counts[1],
            session.folded_kinds,
            self.by_kind.matching(filter_text),
            session.centre,
            cells,
            tied,
        )
