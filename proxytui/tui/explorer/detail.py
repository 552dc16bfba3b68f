"""The detail pane: which tabs a target has, and the rows of the tab that is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from proxytui.asof import ties
from proxytui.collation import Typed
from proxytui.lazy import LazyModule
from proxytui.tui.closing_screen import is_there
from proxytui.tui.desk import OpenView
from proxytui.tui.explorer.notes_tab import NotesTab
from proxytui.tui.explorer.summary import Summary
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.jobs.record_authors import RecordAuthorWords
from proxytui.views import empty_store
from proxytui.views.key_words import with_keys
from proxytui.views.lines import Row, Span, paragraph, paragraphs_with
from proxytui.views.target import STORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.records import Claim
    from proxytui.questions import history as histories
    from proxytui.questions.timeline import TimelineGroup
    from proxytui.tui.desk import Desk
    from proxytui.views import actor_overview, event_source, history, overview, quotes, tie_quotes
    from proxytui.views.scene import Scene
    from proxytui.views.target import Target
else:
    histories = LazyModule("proxytui.questions.history")
    actor_overview = LazyModule("proxytui.views.actor_overview")
    event_source = LazyModule("proxytui.views.event_source")
    history = LazyModule("proxytui.views.history")
    overview = LazyModule("proxytui.views.overview")
    quotes = LazyModule("proxytui.views.quotes")
    tie_quotes = LazyModule("proxytui.views.tie_quotes")

T = TypeVar("T")

MORE = "more:"
"""The key of the row that leads to the rest of a list that was cut."""
MOST = 60
_LABELS = {"timeline": "Time"}
TABS = ("overview", "history", "quotes", "notes", "map", "timeline")
_SHORT_LABELS = {name: _LABELS.get(name, name.capitalize())[:4] for name in TABS}
_COUNT = 2
"""Cells that are kept for a number of notes, so that it changes no other title."""
_WORKING = Row("", (Span("Working it out …", "dim"),), stop=False)
_NOTHING = "Nothing here yet. {filter} filters, {search} searches."
_MORE = "{centre} shows them, {filter} filters all"
_NO_HIT = "Nothing here has these words; {close} clears the filter."


class Detail:
    """Turns the target into rows; `followed` is the pane whose cursor it follows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.followed = "actors"
        self._drawn: tuple[Target, str] | None = None
        self._most = MOST
        self._shown: int | None = MOST
        self._left = 0
        self._filter_text = ""
        self._notes = NotesTab(desk)
        self._authors = RecordAuthorWords(desk, desk.workspace, desk.draw_detail)
        self._summary = Summary(desk)
        self._grouping = BackgroundQuestion["list[TimelineGroup]"](desk, desk.workspace.index)
        self._grouped_key: tuple[object, ...] = ()
        self._groups: list[TimelineGroup] | None = None
        self._reading = BackgroundQuestion["None"](desk, desk.workspace.index)
        self._read_key: tuple[object, ...] = ()

    def quotes_checked(self) -> None:
        """Draw the marks of quotes that were looked up meanwhile, in a view over the explorer too;
        one that is still being made draws those that are known then."""
        self._desk.draw_detail()
        view = self._desk.app.screen
        if isinstance(view, OpenView) and is_there(view):
            view.draw()

    def title(self, target: Target) -> Content:
        """`3 Overview History Quotes Notes`, the open one marked; as long as there is room for, the
        same whichever is open and whatever it is about."""
        desk = self._desk
        cells = desk.rows["detail"].size.width - 2
        labels, pad = next(
            ((labels, pad) for labels, pad in self._forms() if _title_width(labels, pad) <= cells),
            (_SHORT_LABELS, ""),
        )
        count = self._count(target, "notes")
        parts: list[Content] = [Content("3 ")]
        self._labels = ["3 "]
        for name, label in labels.items():
            shown = f"{label} {count}" if name == "notes" and count else label
            style = "bold reverse" if name == desk.session.tab else ""
            parts += [Content.styled(f"{pad}{shown}{pad}", style), Content("" if pad else " ")]
            self._labels.append(f"{pad}{shown}{pad or ' '}")
        return Content.assemble(*(parts if pad else parts[:-1]))

    def _forms(self) -> Iterator[tuple[dict[str, str], str]]:
        """The labels of the tabs with their keys, without them, and cut, and what stands around
        each: a blank where there is room."""
        keys = [self._desk.keymap.label(f"tab-{place}") for place in range(1, len(TABS) + 1)]
        full = {name: _LABELS.get(name, name.capitalize()) for name in TABS}
        if all(len(key) == 1 for key in keys):
            keyed = {
                name: f"{key} {label}"
                for key, (name, label) in zip(keys, full.items(), strict=True)
            }
            yield keyed, " "
        for labels in (full, _SHORT_LABELS):
            yield labels, " "
            yield labels, ""

    def tab_at(self, x: int) -> str | None:
        """The action of the tab whose title stands `x` cells from the left end of the border."""
        left = 2
        for place, label in enumerate(self._labels):
            if left <= x < left + len(label) and place:
                return f"tab-{place}"
            left += len(label)
        return None

    def _count(self, target: Target, tab: str) -> int:
        index = self._desk.workspace.index
        if tab == "notes":
            return len(index.notes_of(target.id))
        return 0

    def rows(self, target: Target, cells: int, filter_text: str) -> Sequence[Row]:
        """The rows of the open tab; with a filter only those that hold its words."""
        scene = replace(self._desk.scene, authors=self._authors.of)
        key = (target, self._desk.session.tab)
        if key != self._drawn:
            self._drawn, self._most = key, MOST
        # A filter goes through all rows.
        self._shown = None if filter_text else self._most
        self._filter_text = filter_text
        self._left = 0
        if target == STORE:
            summary = self._summary.rows(cells) or empty_store.detail(scene.key, cells)
            return paragraphs_with(summary, Typed(filter_text)) if filter_text else summary
        if self._desk.session.tab == "map":
            neighbourhood = self._desk.neighbourhood
            return neighbourhood.drawn("detail", neighbourhood.centred_on(target), filter_text)
        on_axis = self._desk.session.tab == "timeline" and target.kind in ("actor", "tie")
        rows = (self._timeline if on_axis else self._tab)(scene, target, cells)
        if filter_text and not on_axis:
            rows = paragraphs_with(rows, Typed(filter_text))
        if self._left:
            words = f"… {self._left} more; {with_keys(_MORE, scene.key)}"
            rows += [Row("", ()), Row(MORE, (Span(words, "dim"),))]
        if not rows and not self._desk.session.centre:
            return empty_store.detail(scene.key, cells)
        words = with_keys(_NO_HIT if filter_text else _NOTHING, scene.key)
        return rows or [Row("", line, stop=False) for line in paragraph(words, cells, "dim")]

    def more(self) -> None:
        """Let the tab show four times as many the next time it is drawn."""
        self._most *= 4

    def _first_items(self, items: Sequence[T]) -> Sequence[T]:
        """As many items as are shown at once: to word thousands would keep the keys waiting."""
        if self._shown is None or len(items) <= self._shown:
            return items
        self._left = len(items) - self._shown
        return items[: self._shown]

    def _tab(self, scene: Scene, target: Target, cells: int) -> list[Row]:
        tab = self._desk.session.tab
        index = scene.index
        if tab == "notes":
            return self._notes.rows(scene, target, cells)
        if target.kind == "event" and target.id in index.events:
            event = index.events[target.id]
            if tab == "quotes":
                return quotes.rows(scene, quotes.of_events([event]), cells, about=True)
            return event_source.event(scene, event, cells)
        if target.kind == "source" and target.id in index.sources:
            return event_source.source(scene, index.sources[target.id], cells)
        if target.kind == "tie" and target.id in index.tie_claims:
            if tab == "history":
                return history.rows(
                    scene, self._first_items(histories.tie_history_items(index, target.id)), cells
                )
            tie = ties.tie(index, target.id, scene.lens)
            if tab == "quotes":
                asserted = tie_quotes.asserted(scene, tie.claims)
                return tie_quotes.rows(scene, self._first_items(asserted), cells)
            return overview.tie(scene, tie, cells)
        if target.kind == "actor" and target.id in index.actors:
            if not self._has_read(scene, target.id):
                return [_WORKING]
            if tab == "history":
                entries = histories.history_items(
                    index, target.id, scene.lens.as_of, scene.lens.filter
                )
                return history.rows(scene, self._first_items(entries), cells)
            if tab == "quotes":
                events = [index.events[event] for event in index.events_of(target.id)]
                cited = quotes.of_claims(self.claims(scene, target)) + quotes.of_events(events)
                cited = quotes.checkable_first(scene, cited)
                return quotes.rows(scene, self._first_items(cited), cells, about=True)
            return actor_overview.actor(scene, index.actors[target.id], cells)
        return []

    def _has_read(self, scene: Scene, actor: str) -> bool:
        """Whether the claims at an actor are at hand; those of a hub on the disk are read in turn
        with the keys, and drawn then."""
        if scene.is_at_hand(actor):
            self._reading.stop()
            return True
        key = (actor, scene.lens.filter)
        if self._reading.working and key == self._read_key:
            return False
        self._read_key = ()
        at_once = self._reading.ask(partial(scene.read, actor), self._take_read)
        self._read_key = key
        return at_once

    def _take_read(self, _: None) -> None:
        # What is read at once is drawn by whoever asked for it.
        if self._read_key:
            self._desk.draw_detail()

    def _timeline(self, scene: Scene, target: Target, cells: int) -> list[Row]:
        from proxytui.views import timeline as charts  # not needed before the first paint

        key = (target, scene.index.version, scene.lens.show_all, scene.lens.filter)
        if key != self._grouped_key:
            self._grouped_key, self._groups = key, None
            self._grouping.ask(partial(charts.groups, scene, target), self._take_groups)
        groups = self._groups
        if groups is None:
            return [_WORKING]
        question = charts.ChartQuestion(groups, target.id, text=Typed(self._filter_text))
        axis = charts.opening(scene, groups, cells)
        rows, self._left = charts.tab(scene, question, axis, cells, self._shown)
        return rows

    def _take_groups(self, groups: list[TimelineGroup]) -> None:
        self._groups = groups
        if self._desk.session.tab == "timeline":
            self._desk.draw_detail()

    @staticmethod
    def claims(scene: Scene, target: Target) -> list[Claim]:
        """The claims behind a target, tie by tie."""
        index = scene.index
        if target.kind == "tie":
            return [index.claims[claim] for claim in index.tie_claims.get(target.id) or ()]
        if target.kind == "actor":
            return scene.claims_of(target.id)
        return []


def _title_width(labels: dict[str, str], pad: str) -> int:
    """The cells of all titles, the pane's number and a number of notes with them."""
    between = 2 * len(pad) or 1
    last = "" if pad else " "
    return 2 + _COUNT + sum(len(label) + between for label in labels.values()) - len(last)
