"""The explorer: three panes over one session; it draws, and hands keys to the controllers."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from proxytui import text as texts
from proxytui.tui.explorer import explorer_header
from proxytui.tui.explorer.actors import Actors
from proxytui.tui.explorer.detail import Detail
from proxytui.tui.explorer.idle_actions import called, idle_actions
from proxytui.tui.explorer.late_controllers import LateControllers
from proxytui.tui.explorer.neighbourhood import NeighbourhoodPane
from proxytui.tui.explorer.rollup import Rollup
from proxytui.tui.explorer.tie_filter import FilterKeys
from proxytui.tui.explorer.tie_tree import TieTree
from proxytui.tui.explorer.years_bar import TALL, YearsBar
from proxytui.tui.jobs.quote_checks import QuoteChecks
from proxytui.tui.view_kinds import VIEW_KINDS
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows
from proxytui.tui.widgets.sheet import SpatialList
from proxytui.tui.widgets.ticks import below
from proxytui.views import actor_list, empty_store
from proxytui.views.scene import Scene
from proxytui.views.target import NOTHING, STORE, Target, of_key

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from proxytui.tui.actions import Action
    from proxytui.tui.explorer.search import SearchPane
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.keymap import Keymap
    from proxytui.tui.theme import ThemeStyles
    from proxytui.workspace import Workspace

# Reading between whom so many claims are takes less time than a screen takes to be painted.
_AT_ONCE = 5_000
PANES = ("actors", "ties", "detail")
_BARS = ("header", "filter-bar", "years", "hints")


class Explorer(LateControllers):
    """Actors, ties of the centre, and the detail of what is selected."""

    class Complete(Message):
        """The first picture is complete."""

    detail_pane: Detail
    neighbourhood: NeighbourhoodPane
    tie_filter: FilterKeys
    rollup: Rollup
    search: SearchPane

    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        keymap: Keymap,
        palette: ThemeStyles,
        pane: str = "",
    ) -> None:
        super().__init__(keymap)
        self.is_held = True
        self.workspace = workspace
        self.session = session
        self.palette = palette
        self.ties = TieTree()
        self.detail_pane = Detail(self)
        self.filters = {"actors": "", "ties": "", "detail": ""}
        self.pane = pane if pane in PANES else "actors"
        self.zoomed = False
        self._quote_checks = QuoteChecks(self, self.detail_pane.quotes_checked)
        self.actor_pane = Actors(self)
        self._version = workspace.index.version
        self._years = YearsBar(keymap)
        self.clicks["years"] = partial(self._years.click, self)
        self._detailed: tuple[Target, str] = (NOTHING, "")
        self._widths: dict[str, int] = {}
        self._drawn = self._stale = self._keeps_store = False
        self._first = f"actor:{session.centre}" if session.centre else actor_list.ALL
        draws = (self.draw_actors, self.draw_ties, self.draw_detail)
        self._panes = dict(zip(PANES, draws, strict=True))
        self.neighbourhood = NeighbourhoodPane(self)
        self.tie_filter = FilterKeys(self)
        self.rollup = Rollup(self)
        self.drawing = (self.neighbourhood, self.tie_filter, self.rollup)

    def compose(self) -> ComposeResult:
        """The header, the three panes, the bar of years, the hints, and what is hidden at first."""
        self.rows = {**{name: SpatialList(id=name) for name in PANES}, "hits": Rows(id="hits")}
        self.bars = {name: Bar(id=name) for name in _BARS}
        # Their styles depend on it, and would be looked up once more for another layout.
        self.lay_out()
        yield self.bars["header"]
        yield self.bars["filter-bar"]
        yield Horizontal(*(self.rows[name] for name in PANES), id="panes")
        yield self.bars["years"]
        yield self.bars["hints"]
        yield self.rows["hits"]
        yield Prompt()

    def on_mount(self) -> None:
        """Take the keys; what the widgets show is looked up when their size is known."""
        self.paint_with(self.palette)
        self.set_focus(self.rows[self.pane])

    # What is shown

    @property
    def scene(self) -> Scene:
        """The index, lens, names and quotes that every view is drawn from, as they stand now."""
        lens, index = self.session.lens, self.workspace.index
        check, key = self._quote_checks.check, self.keymap.label
        return Scene(index, lens, index.namer(lens.as_of), check, key)

    def reload_ties(self) -> None:
        """Look the ties of the centre up again: centre, date or store changed."""
        session = self.session
        index = self.workspace.index
        session.follow(index.merged.standing)
        session.leave(index.actors.__contains__, index.busiest)
        self.ties.load(self.scene, session.centre, self.rollup.is_ready(), session.turned)

    def _begin(self) -> None:
        """Draw the first picture: the actors at once, all else as soon as they are painted."""
        if self._drawn:
            return
        if self.app._batch_count:
            # What is painted while the app itself is being mounted is lost.
            self.app.call_later(self.call_later, self._begin)
            return
        self._drawn = True
        if self.workspace.index.unread < _AT_ONCE:
            self._complete()
        else:
            self.draw_actors(at=self._first)
            self.paint_at_once()
            self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        self.workspace.index.read_ends()
        if self.session.centre not in self.workspace.index.actors:
            self.session.centre = self.workspace.index.busiest()
        self.reload_ties()
        self.draw_actors(at=self._first)
        self.draw_ties()
        self.draw_frame()
        self.paint_at_once()
        self.call_after_refresh(self._finish)

    def _finish(self) -> None:
        self.draw_detail()
        self.take_controllers()
        self.post_message(self.Complete())

    def date_changed(self) -> None:
        """Draw everything for another date or filter; under a view, once that is closed."""
        self._stale = not self.is_current
        if not self._stale:
            self.reload_ties()
            self.draw()

    def on_screen_resume(self) -> None:
        """Draw a date or filter that was changed in a view over the explorer."""
        if self._stale:
            self.date_changed()

    def visible_ties(self) -> tuple[str, ...]:
        """The ties whose changes `,` and `.` step to."""
        centred = self.workspace.index.ties_of(self.session.centre)
        return tuple(dict.fromkeys((*self.ties.tie_ids, *self.neighbourhood.tie_ids, *centred)))

    def store_changed(self) -> None:
        """Draw changed records; what is cached follows by itself when it is drawn."""
        if (version := self.workspace.index.version) == self._version:
            self.draw_detail()
            self.draw_frame()
        else:
            self._version = version
            self.reload_ties()
            self.draw()

    def draw(self) -> None:
        """Draw everything anew, in place."""
        if self._drawn:
            self.draw_actors()
            self.draw_ties()
            self.draw_detail()
            self.draw_frame()

    def draw_actors(self, at: str | None = None) -> None:
        """Draw the list of actors."""
        pane = self.rows["actors"]
        self._widths["actors"] = pane.cells
        if not pane.cells:
            return
        rows = self.actor_pane.rows(self.filters["actors"], pane.cells, at or pane.key)
        pane.show(rows, at)
        self._title("actors", self.actor_pane.title(pane.cells))

    def draw_ties(self, at: str | None = None) -> None:
        """Draw the ties of the centre, as a tree or as a map."""
        pane = self.rows["ties"]
        session = self.session
        self._widths["ties"] = pane.cells
        words = self.filters["ties"]
        if pane.cells and not session.centre:
            pane.show(empty_store.ties(self.keymap.label, pane.cells), at)
        elif pane.cells and session.mapped:
            pane.show(self.neighbourhood.drawn("ties", session.centre, words), at)
        elif pane.cells:
            rows = self.ties.rows(session.folded_groups, session.unfolded, words, pane.cells)
            pane.show(rows, at)
        tree = self.ties.title(session, self.rollup.mark, pane.cells)
        around = Content(texts.closed(f"2 {self.neighbourhood.title()}"))
        self._title("ties", around if session.mapped else tree)

    def draw_detail(self, at: str | None = None) -> None:
        """Draw the record under the cursor; from the top where it is another one than before."""
        pane = self.rows["detail"]
        shown = self._to_show
        if shown != self._detailed:
            self._detailed, at = shown, ""
            self.filters["detail"] = ""
            pane.tick_only({})
        self._widths["detail"] = pane.cells
        if pane.cells:
            pane.show(self.detail_pane.rows(shown[0], pane.cells, self.filters["detail"]), at)
        pane.border_title = self.detail_pane.title(self.target)
        self.draw_below("detail")

    def follow_target(self) -> None:
        """Draw the detail pane where another record is selected than it shows."""
        if self._to_show != self._detailed:
            self.draw_detail()

    @property
    def _to_show(self) -> tuple[Target, str]:
        return STORE if self.is_on_store else self.target, self.session.tab

    def _title(self, pane: str, title: Content) -> None:
        self.rows[pane].border_title = title
        self.draw_below(pane)

    def draw_below(self, pane: str) -> None:
        """Draw the words under a pane: its filter, and how many of its rows are ticked."""
        progress = self.rollup.progress if pane == "ties" else ""
        words = below(self.filters[pane], self.rows[pane].ticks, self.keymap.label, progress)
        self.rows[pane].border_subtitle = Content(texts.closed(words))

    def draw_frame(self) -> None:
        """Draw header, bar of years and hints."""
        header = self.bars["header"]
        header.show([explorer_header.line(self, header.size.width)])
        self.draw_hints()
        self.tie_filter.draw()
        self._years.draw(self.bars["years"], self.workspace.index, self.session)

    def open_view(self, kind: str, *arguments: object) -> None:
        """Show a view over the explorer, by the name of its row in `view_kinds`."""
        module, _, screen = VIEW_KINDS[kind].screen.partition(":")
        view = getattr(import_module(f"proxytui.tui.views.{module}"), screen)
        self.app.push_screen(view(self, *arguments))

    # What is selected

    @property
    def target(self) -> Target:
        """The record that the detail pane is about: a pinned one, else the one under the cursor."""
        if (pinned := self.session.pinned) != NOTHING:
            return pinned._replace(id=self.workspace.index.merged.standing(pinned.id))
        return self.selected(self._followed)

    @property
    def _followed(self) -> str:
        return self.detail_pane.followed if self.pane == "detail" else self.pane

    @property
    def is_on_store(self) -> bool:
        """Whether the detail pane shows the store in short: on the row of all of it, and on the
        heading of the ties that was come to from there."""
        on_row = self.rows["actors"].key == actor_list.ALL
        on_store = on_row if self._followed == "actors" else self._keeps_store
        return on_store and self.session.pinned == NOTHING and self.session.tab == "overview"

    @property
    def action_target(self) -> Target:
        """The record that keys act on: in a map in the detail pane the tie under its cursor, in the
        summary of the store that of the line, else the record that the detail pane is about."""
        here = self.neighbourhood.target("detail") if self.pane == "detail" else NOTHING
        if self.pane == "detail" and self.is_on_store:
            here = of_key(self.rows["detail"].key)
        return self.target if here == NOTHING else here

    def selected(self, pane: str) -> Target:
        """The record under the cursor of a pane, else the centre."""
        key = self.rows[pane].key
        if pane == "actors" and key.startswith("actor:"):
            return Target("actor", key.removeprefix("actor:"))
        if pane == "ties" and self.session.mapped and self.neighbourhood.neighbour(pane):
            return self.neighbourhood.target(pane)
        if pane == "ties" and key in self.ties.branches:
            return Target("tie", self.ties.branches.position(key).ranked.tie)
        return Target("actor", self.session.centre)

    @property
    def contexts(self) -> frozenset[str]:
        """The contexts of the table of actions that hold now."""
        here = {"any", self.pane}
        on_notes = self.pane == "detail" and self.session.tab == "notes"
        here.add("notes" if on_notes else "selected")
        if self.neighbourhood.is_map(self.pane):
            here.add("map")
        elif self.pane != "actors" and not on_notes:
            here.add("claims")
        return frozenset(here)

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The actions that have nothing to act on where the cursor stands."""
        return idle_actions(self)

    def hinted(self) -> list[Action]:
        """The actions to hint at, by what they are called here."""
        return called(super().hinted(), self.pane)

    def take_focus(self) -> None:
        """Give the keys back to the pane in use."""
        self.set_focus(self.rows[self.pane])

    # Layout

    def lay_out(self) -> None:
        """Show three panes from 110 columns, two from 70, else one; one where it is zoomed."""
        width, height = self.size
        panes = 1 if self.zoomed else 3 if width >= 110 else 2 if width >= 70 else 1
        self.set_class(panes == 1, "one")
        self.set_class(panes == 2, "two")
        self.set_class(self.zoomed, "zoomed")
        self.set_class(height < 16, "short")
        self.set_class(height >= TALL, "tall")
        shown = {1: {self.pane}, 2: {self._followed, "detail"}, 3: set(PANES)}[panes]
        for name in PANES:
            self.rows[name].set_class(name not in shown, "away")

    def focus_pane(self, name: str, *, keeping: bool = False) -> None:
        """Go to another pane; `keeping` leaves the store in short until the cursor moves there."""
        on_record = name == "ties" and self.selected(name).kind == "tie"
        self._keeps_store = self.is_on_store and not on_record and (keeping or name == "detail")
        if name == "detail" and self.pane != "detail":
            self.detail_pane.followed = self.pane
        elif name != "detail":
            self.detail_pane.followed = name
            self.session.pinned = NOTHING
        self.pane = name
        self.lay_out()
        self.set_focus(self.rows[name])
        self.follow_target()
        self.draw_frame()

    def on_resize(self) -> None:
        """Lay the panes out for the new size."""
        if hasattr(self, "rows"):
            self.lay_out()

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Draw a list for its new width."""
        message.stop()
        name = message.rows.id or ""
        if not self._drawn:
            self._begin()
        elif name == "hits":
            self.search.draw()
        elif name in self._panes and (
            self._widths.get(name, 0) != message.rows.cells or self.neighbourhood.is_map(name)
        ):
            self._panes[name]()

    def on_bar_resized(self) -> None:
        """Draw the bars for their new width."""
        if self._drawn:
            self.draw_frame()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Go to the pane that the mouse focused, unless it lost the focus again meanwhile."""
        name = event.widget.id
        if name in PANES and name != self.pane and event.widget is self.focused:
            self.focus_pane(name)

    # What happens

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Let the detail pane follow the cursor of the other two."""
        message.stop()
        if message.rows.id in ("actors", "ties"):
            self.session.pinned, self._keeps_store = NOTHING, False
            self.draw_detail()
            self.draw_frame()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Do for a second click on a row what enter does; tick it for one with ctrl."""
        message.stop()
        if message.rows.id == "hits":
            self.answer()
        else:
            self.action_run("tick" if message.ctrl else "centre")

    def on_rows_title_clicked(self, message: Rows.TitleClicked) -> None:
        """Open the tab of the detail pane that was clicked."""
        message.stop()
        tab = self.detail_pane.tab_at(message.x) if message.rows.id == "detail" else None
        if tab:
            self.action_run(tab)
