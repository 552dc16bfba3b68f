"""The detail pane: which tabs a target has, and the rows of the tab that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from proxytui.asof import ties
from proxytui.collation import Typed
from proxytui.questions import history as timeline
from proxytui.views import event_source, history, notes, overview, quotes
from proxytui.views.lines import Row, Span, holding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Claim
    from proxytui.questions.timeline import TimelineGroup
    from proxytui.tui.desk import Desk
    from proxytui.views.scene import Scene
    from proxytui.views.target import Target

T = TypeVar("T")

MORE = "more:"
"""The key of the row behind which more is."""
MOST = 60
_LABELS = {"timeline": "Time"}
_SHORT = 4
TABS = ("overview", "history", "quotes", "notes", "map", "timeline")
_EMPTY = Row("", (Span("Nothing here yet. / filters, s searches.", "dim"),), stop=False)


class Detail:
    """Turns the target into rows; `followed` is the pane whose cursor it follows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.followed = "actors"
        self._here: tuple[Target, str] | None = None
        self._most = MOST
        self._shown: int | None = MOST
        self._left = 0
        self._wanted = ""
        self._authors: dict[str, str] = {}
        self._authors_of = 0
        self._grouped: tuple[tuple[object, ...], list[TimelineGroup]] | None = None

    def title(self, target: Target) -> Content:
        """`3 Overview History Quotes Notes`, the open one marked."""
        tab = self._desk.session.tab
        counted = ((name, self._count(target, name)) for name in TABS)
        labels = {
            name: f"{_LABELS.get(name, name.capitalize())}{f' {n}' if n else ''}"
            for name, n in counted
        }
        room = self._desk.rows["detail"].size.width - 2
        # With a blank at both ends of each where the border has room for that; where it has none
        # for one between them, as many as need be but not the open one by their beginnings.
        wide = 2 + sum(len(label) + 2 for label in labels.values())
        pad = " " if wide <= room else ""
        over = wide - len(labels) - room
        for name in [one for one in TABS if one != tab]:
            if over > 0 and len(name) > _SHORT:
                over -= len(labels[name])
                labels[name] = labels[name].replace(name.capitalize(), name.capitalize()[:_SHORT])
                over += len(labels[name])
        parts: list[Content] = [Content("3 ")]
        self._labels = ["3 "]
        for name, label in labels.items():
            style = "bold reverse" if name == tab else ""
            parts += [Content.styled(f"{pad}{label}{pad}", style), Content("" if pad else " ")]
            self._labels.append(f"{pad}{label}{pad or ' '}")
        return Content.assemble(*parts)

    def tab_at(self, x: int) -> str | None:
        """The action of the tab whose title stands `x` cells from the left end of the border."""
        left = 2
        for place, label in enumerate(label for label in self._labels if label):
            if left <= x < left + len(label) and place:
                return f"tab-{place}"
            left += len(label)
        return None

    def _count(self, target: Target, tab: str) -> int:
        index = self._desk.workspace.index
        if tab == "notes":
            return len(index.notes_of(target.id))
        return 0

    def rows(self, target: Target, cells: int, wanted: str) -> Sequence[Row]:
        """The rows of the open tab, those with the words of a filter only where one is set."""
        scene = self._desk.scene
        here = (target, self._desk.session.tab)
        if here != self._here:
            self._here, self._most = here, MOST
        # A filter goes through all of them.
        self._shown = None if wanted else self._most
        self._wanted = wanted
        self._left = 0
        if self._desk.session.tab == "map":
            mapping = self._desk.mapping
            return mapping.drawn("detail", mapping.centred_on(target), wanted)
        on_axis = self._desk.session.tab == "timeline" and target.kind in ("actor", "tie")
        made = (self._timeline if on_axis else self._tab)(scene, target, cells)
        if wanted and not on_axis:
            made = holding(made, Typed(wanted))
        if self._left:
            words = f"… {self._left} more; enter shows them, / filters all"
            made += [Row("", ()), Row(MORE, (Span(words, "dim"),))]
        return made or [_EMPTY]

    def more(self) -> None:
        """Let the tab show four times as many the next time it is drawn."""
        self._most *= 4

    def _some(self, items: Sequence[T]) -> Sequence[T]:
        """As many as are shown at once: to word thousands would keep the keys waiting."""
        if self._shown is None or len(items) <= self._shown:
            return items
        self._left = len(items) - self._shown
        return items[: self._shown]

    def _tab(self, scene: Scene, target: Target, cells: int) -> list[Row]:
        tab = self._desk.session.tab
        index = scene.index
        if tab == "notes":
            return notes.rows(scene, target.id, cells, self._known_authors())
        if target.kind == "event" and target.id in index.events:
            one = index.events[target.id]
            if tab == "quotes":
                return quotes.rows(scene, quotes.of_events([one]), cells, about=True)
            return event_source.event(scene, one, cells)
        if target.kind == "source" and target.id in index.sources:
            return event_source.source(scene, index.sources[target.id], cells)
        if target.kind == "tie" and target.id in index.tie_claims:
            if tab == "history":
                return history.rows(scene, self._some(timeline.tie_dated(index, target.id)), cells)
            tie = ties.tie(index, target.id, scene.lens)
            if tab == "quotes":
                cited = quotes.checkable_first(scene, quotes.of_claims(tie.claims))
                return quotes.rows(scene, self._some(cited), cells, about=True)
            return overview.tie(scene, tie, cells)
        if target.kind == "actor" and target.id in index.actors:
            if tab == "history":
                entries = timeline.dated(index, target.id, scene.lens.as_of, scene.lens.filter)
                return history.rows(scene, self._some(entries), cells)
            if tab == "quotes":
                events = [index.events[e] for e in index.events_of(target.id)]
                cited = quotes.of_claims(self.claims(scene, target)) + quotes.of_events(events)
                cited = quotes.checkable_first(scene, cited)
                return quotes.rows(scene, self._some(cited), cells, about=True)
            return overview.actor(scene, index.actors[target.id], cells)
        return []

    def _timeline(self, scene: Scene, target: Target, cells: int) -> list[Row]:
        from proxytui.views import timeline as charts  # not needed before the first paint

        key = (target, scene.index.version, scene.lens.show_all, scene.lens.filter)
        if self._grouped is None or self._grouped[0] != key:
            self._grouped = (key, charts.groups(scene, target))
        groups = self._grouped[1]
        asked = charts.ChartQuestion(groups, target.id, wanted=Typed(self._wanted))
        axis = charts.whole(scene, groups, cells)
        made, self._left = charts.tab(scene, asked, axis, cells, self._shown)
        return made

    def _known_authors(self) -> dict[str, str]:
        """Who wrote the notes of others; read anew, in a thread, where there are other notes."""
        desk = self._desk
        count = len(desk.workspace.index.notes)
        if count != self._authors_of:
            self._authors_of = count
            desk.host.threads.start(self._read_authors, self._take_authors, name="authors")
        return self._authors

    def _read_authors(self, _: object) -> dict[str, str]:
        from proxytui.commands.notes import authors

        return authors(self._desk.workspace)

    def _take_authors(self, found: dict[str, str]) -> None:
        if found != self._authors:
            self._authors = found
            self._desk.draw_detail()

    @staticmethod
    def claims(scene: Scene, target: Target) -> list[Claim]:
        """The claims behind a target, tie by tie."""
        index = scene.index
        if target.kind == "tie":
            return [index.claims[c] for c in index.tie_claims.get(target.id) or ()]
        if target.kind == "actor":
            return scene.claims_of(target.id)
        return []
