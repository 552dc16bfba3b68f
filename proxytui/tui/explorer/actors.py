"""The pane of actors: its list in the chosen order, with counts at the date, made once for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui.asof import counts, reported_days
from proxytui.jobs.collector import without_collector
from proxytui.jobs.pacing import never
from proxytui.tui.explorer.column_headers import over_columns
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.views import actor_list, actor_order
from proxytui.views.actor_groups import ActorList
from proxytui.views.actor_names import ActorNames

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from textual.content import Content

    from proxytui.asof.lens import Lens
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row

    Wanted: TypeAlias = tuple[str, Lens]
    Built: TypeAlias = tuple[Wanted, ActorList]

_AT_ONCE = 5_000
"""Claims of a store in which all actors can be weighed before the next key."""
_KEPT = 4
"""So many lists of a small store are kept: who steps from date to date comes back."""
_REST_SECONDS = 1.0
"""So long nobody stepped to another date before its order is worked out."""


class Actors:
    """The data behind the list of actors; after a change only what it touched is made anew.

    In a large store the actors are weighed in turn with the keys: until that is done the list
    keeps the order that it had. At another date that begins only when the keys rest, so that steps
    from date to date find the rows where they were.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._counts: tuple[Lens, counts.LazyCounts] | None = None
        self._version = 0
        self._built: Built | None = None
        self._kept: dict[Wanted, ActorList] = {}
        self._weighing = BackgroundQuestion["Built"](desk, desk.workspace.index)
        self._asked: tuple[str, Lens] | None = None
        self._sorting = BackgroundQuestion[None](desk, desk.workspace.index)
        self._sorted = -1
        self.names = ActorNames(desk.workspace.index)

    def list(self) -> ActorList:
        """The actors in the order of the session; an older order where this one is being made."""
        scene = self._desk.scene
        index = scene.index
        wanted = (self._desk.session.order, scene.lens)
        if self._built is not None and self._built[0] == wanted and self._follows(self._built[1]):
            self._weighing.stop()
            self._sort_days()
            return self._built[1]
        if index.on_disk:
            # To weigh them at a date takes a minute: they stand by their ties at whatever date.
            place = actor_order.by_ties(index)
            actors = ActorList(index, scene.name, scene.lens.as_of, place)
            self._built = wanted, actors
            return actors
        if not index.unread and len(index.claims) <= _AT_ONCE:
            self._built = wanted, self._small_list(wanted)
            self._sort_days()
        elif not index.unread and not (self._weighing.working and self._asked == wanted):
            self._asked = wanted
            after = _REST_SECONDS if self._is_other_date(wanted) else 0
            self._weighing.ask(self._builder(), self._take, at_once=0, after=after)
        if self._built is None:
            period = scene.lens.as_of
            unweighed = ActorList(index, scene.name, period, actor_order.unweighed)
            self._built = ("", scene.lens), unweighed
        return self._built[1]

    def _small_list(self, wanted: Wanted) -> ActorList:
        """The list of a store that is weighed before the next key, from those kept where it is."""
        kept = self._kept.pop(wanted, None)
        if kept is None or not self._follows(kept):
            with without_collector():
                _, kept = self._builder()(never)
        if len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[wanted] = kept
        return kept

    @property
    def is_weighed(self) -> bool:
        """Whether the list drawn last has the order and the groups of the date."""
        return not self._weighing.working

    def _is_other_date(self, wanted: tuple[str, Lens]) -> bool:
        """Whether the list has the order that is wanted but for the date."""
        if self._built is None:
            return False
        order, lens = self._built[0]
        return (order, lens._replace(as_of=wanted[1].as_of)) == wanted

    def _sort_days(self) -> None:
        """Have all actors counted faster at the dates to come, once the keys rest."""
        index = self._desk.workspace.index
        if self._sorted != index.version and not index.on_disk:
            self._sorted = index.version
            sort = partial(reported_days.sort_all, index)
            self._sorting.ask(sort, lambda _: None, at_once=0, after=_REST_SECONDS)

    def _follows(self, actors: ActorList) -> bool:
        scene = self._desk.scene
        # What a filter lets through may hang on other records than those of an actor and its ties.
        if scene.lens.filter is not None and not actors.is_current:
            return False
        order = self._desk.session.order
        place = actor_order.places(order, scene.index, scene.lens, self._known_counts())
        if scene.index.on_disk:
            place = actor_order.by_ties(scene.index)
        return actors.follow(scene.name, scene.lens.as_of, place)

    def _builder(self) -> Callable[[Checkpoint], Built]:
        scene, order = self._desk.scene, self._desk.session.order
        place = actor_order.places(order, scene.index, scene.lens, self._known_counts())

        def build(checkpoint: Checkpoint) -> Built:
            period = scene.lens.as_of
            actors = ActorList(scene.index, scene.name, period, place, checkpoint)
            return (order, scene.lens), actors

        return build

    def _take(self, built: Built) -> None:
        self._built = built
        self._desk.draw_actors()

    def _known_counts(self) -> counts.LazyCounts:
        """The counts at the date, those that a change may have changed dropped."""
        index, lens = self._desk.workspace.index, self._desk.session.lens
        touched = index.touched_since(self._version)
        self._version = index.version
        if self._counts is None or self._counts[0] != lens or touched is None:
            self._counts = (lens, counts.LazyCounts(index, lens))
        else:
            self._counts[1].forget(touched)
        return self._counts[1]

    def rows(self, filter_text: str, cells: int, key: str) -> Sequence[Row]:
        """The list for so many cells: actors whose names hold `filter_text`. The actor of a key is
        in sight whatever is folded."""
        session, scene = self._desk.session, self._desk.scene
        known = self._known_counts()
        actors = self.list()
        return actor_list.rows(
            scene,
            actors,
            None if scene.index.unread else known,
            session.opened,
            session.folded_kinds,
            self.names.matching(filter_text),
            session.centre,
            cells,
            dated=session.order == "newest",
            selected=key.removeprefix("actor:"),
            weighed=self.is_weighed,
        )

    def title(self, cells: int) -> Content:
        """The title over the list: how many the filter leaves, the order, the columns' headers."""
        session, built = self._desk.session, self._built
        words = ["1 Actors"]
        on_disk = self._desk.workspace.index.on_disk
        if on_disk and built is not None:
            number, every = len(built[1]), len(self._desk.workspace.index.actors)
            words.append(f"{number:,} of {every:,}")
        elif session.filter is not None and built is not None and self.is_weighed:
            left_out = built[1].number(actor_order.TIELESS)
            words.append(f"{len(built[1]) - left_out} of {len(built[1])}")
        if session.order not in ("weight", "newest") and not on_disk:
            words.append(f"by {session.order}")
        headers = actor_list.header(cells, session.order == "newest", on_disk)
        return over_columns(" · ".join(words), headers, cells)
