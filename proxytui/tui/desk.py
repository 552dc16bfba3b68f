"""The desk: the explorer as its controllers and the views over it know it.

They know this and not the explorer's class, nor each other's, so that each can be read alone.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol, TypeVar

from proxytui.tui.keyed_screen import StoreScreen
from proxytui.views.target import NOTHING, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_filter import FilterCounts
    from proxytui.editing.directory import StoreDirectory
    from proxytui.editing.new_sources import TypedRecords
    from proxytui.editing.passage import PassageLine
    from proxytui.editing.records import Edit
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim, Note
    from proxytui.questions.neighbourhood import Neighbour
    from proxytui.questions.saved_views import Saved
    from proxytui.tui.asked import CompareQuestion, DifferenceQuestion, TextPlace
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.explorer.tie_tree import TieTree
    from proxytui.tui.selected import Selected
    from proxytui.tui.widgets.bar import Bar
    from proxytui.tui.widgets.link_list import LinkSource
    from proxytui.tui.widgets.rows import Rows
    from proxytui.views.copies import Copy
    from proxytui.views.lines import Row
    from proxytui.views.quotes import Cited
    from proxytui.views.scene import Scene
    from proxytui.workspace import Workspace

T = TypeVar("T")


class Navigates(Protocol):
    """The centre, and the records that the detail pane shows."""

    def go(self, actor: str, pinned: Target | None = None) -> None:
        """Make an actor the centre."""

    def lead_to(self, target: Target, tab: str) -> None:
        """Show a record in the detail pane, on one of its tabs."""

    def turn_heading(self) -> bool:
        """Fold or unfold the heading under the cursor; False where there is none."""

    def to_first_tie(self) -> None:
        """Put the cursor on the first tie of the centre."""


class ShowsNeighbourhood(Protocol):
    """The two-sided map in a pane."""

    def drawn(self, pane: str, actor: str, filter_text: str = "") -> Sequence[Row]:
        """The rows of the map around an actor."""

    def centred_on(self, target: Target) -> str:
        """The actor in the middle of the map of a target."""

    def neighbour(self, pane: str) -> Neighbour | None:
        """The actor under the cursor, None outside a map."""

    def is_map(self, pane: str) -> bool:
        """Whether a pane shows a map."""

    def enter(self) -> bool:
        """Unfold or go on from the cursor; False outside a map."""

    def move_sideways(self, step: int) -> bool:
        """Move to the other side; False outside a map."""

    def fold_all(self) -> bool:
        """Fold all; False outside a map."""

    def open(self, hops: int = 0, since: Period | None = None) -> None:
        """Show the map in the place of the ties."""

    def overview(self) -> None:
        """Show the actors closest together around an actor."""

    def close(self) -> bool:
        """Mark no changes any more; False where the pane marks none."""


class OpensViews(Protocol):
    """The views of their own, and the questions that come before them."""

    @property
    def actor(self) -> str:
        """The actor that a view is opened for."""

    @property
    def selected(self) -> str:
        """The actor under the cursor, else the centre."""

    @property
    def screen(self) -> StoreScreen:
        """The screen that has the keys."""

    @property
    def shared_handlers(self) -> Mapping[str, Callable[[], None]]:
        """Handlers that a view over the explorer has too."""

    def remember(self, view: OpenView) -> None:
        """Remember a view that is left."""

    def ask_actor(self, title: str, answered: Callable[[str], None], excluded: str = "") -> None:
        """Ask for an actor."""

    def ask_date(self, label: str, answered: Callable[[Period], None]) -> None:
        """Ask for another date."""

    def open_difference(self, question: DifferenceQuestion) -> None:
        """Show how two dates, states of the store or publishers differ."""

    def open_compare(self, question: CompareQuestion) -> None:
        """Show two actors, or one at two dates, side by side."""

    def open_without(self, publisher: str) -> None:
        """Show how ties would stand without a publisher."""

    def difference(self) -> None:
        """Ask for a date, and show the changes between it and the date of the explorer."""

    def timeline(self) -> None:
        """Show ties, names and events on an axis of time."""

    def tensions(self) -> None:
        """Show sides that don't go together."""

    def gaps(self) -> None:
        """Show weak spots."""

    def identities(self) -> None:
        """Show which actors may be the same."""


class FiltersTies(Protocol):
    """The filter on ties."""

    counts: dict[tuple[int, Lens], FilterCounts]

    def ask(self) -> None:
        """Open the form of the filter."""

    def apply(self, ties: Filter | None) -> None:
        """Show only the ties that a filter lets through; None shows all."""

    def toggle(self) -> None:
        """Switch the filter off, and on again."""


class KeepsPlaces(Protocol):
    """Saved views and bookmarks."""

    @property
    def current_view(self) -> Saved:
        """The view that would be saved now."""

    @property
    def retention(self) -> str:
        """How long written records are kept, in words, where that isn't for good; else ""."""

    def go(self, view: Saved) -> None:
        """Go to a saved view."""

    def write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have a change made while keys go on."""


class EditsRecords(Protocol):
    """Records in forms."""

    def edit(self, target: Target) -> None:
        """Open the form of a record, of a tie that of one of its claims."""

    def edit_note(self, note: Note | None) -> None:
        """Open the form of a note; without one a toast says so."""


class TicksRows(Protocol):
    """The ticked rows of the list that has the keys."""

    @property
    def targets(self) -> tuple[Target, ...]:
        """What they are about."""

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors among these."""

    @property
    def pairs(self) -> tuple[tuple[str, Target], ...]:
        """The keys of the rows, and what each is about."""

    @property
    def records(self) -> tuple[Selected, ...]:
        """Their records that are still there: of a tie all of its claims."""

    @property
    def under_cursor(self) -> tuple[Selected, ...]:
        """The records of the row under the cursor."""

    def clear(self) -> bool:
        """Take all ticks back; False where there are none."""


class CopiesRecords(Protocol):
    """Texts to be copied."""

    def of_ticks(self) -> list[Copy]:
        """What can be copied of all ticked rows at once."""

    def of_record(self, target: Target, row: str) -> Iterable[Copy]:
        """What can be copied of a record, and of the citation in a row with this key, if any."""


class WritesText(Protocol):
    """Records as text."""

    @property
    def directory(self) -> StoreDirectory:
        """The names that a text may use."""

    def edit_as_text(self, targets: Sequence[Target]) -> None:
        """Open records in the user's editor, an actor with all of its claims."""

    def ask(self, initial: TypedRecords | None = None) -> None:
        """Ask for a record in one line."""

    def record(
        self,
        begun: PassageLine,
        written: Callable[[], None],
        *,
        finish: Callable[[Edit], Edit] | None = None,
    ) -> None:
        """Ask for a claim begun from a passage of a text; `written` is called once it is kept.

        `finish` makes of what was typed what is kept, else quotes are put where they stand.
        """


class WritesNotes(Protocol):
    """Notes edited and removed; without a note a toast says so."""

    def edit(self, note: Note | None) -> None:
        """Edit a note in place."""

    def edit_in_editor(self, note: Note | None) -> None:
        """Edit a note in the user's editor."""

    def remove(self, note: Note | None) -> None:
        """Remove a note."""


class LinksNotes(Protocol):
    """What notes are about and link to."""

    @property
    def source(self) -> LinkSource:
        """What fits behind `[[`."""

    def open(self, id_: str) -> None:
        """Go where a note of the Notes tab leads."""

    def follow(self, note: Note | None, go: Callable[[Target], None]) -> None:
        """Go on with the record that a note links to, or with that which is chosen."""

    def add_subject(self, note: Note | None) -> None:
        """Ask for another record that a note is about."""


class ReadsSources(Protocol):
    """Kept texts on the screen."""

    def read(self, target: Target) -> None:
        """Show the text at the first words of a record."""

    def read_cited(self, cited: Cited) -> None:
        """The text at the words of a citation."""

    def open_text(self, places: Callable[[], Sequence[TextPlace]], missing: str) -> None:
        """The first text that is kept of these places; `missing` is said where none is."""


class RollsUp(Protocol):
    """Ties of leaders and parts in the centre."""

    def cancel(self) -> bool:
        """Give up a roll-up that is being worked out; False where none is."""


class ShowsDetail(Protocol):
    """The detail pane."""

    def more(self) -> None:
        """Show more of a list that was cut."""

    def claims(self, scene: Scene, target: Target) -> list[Claim]:
        """The claims that a target rests on."""

    def rows(self, target: Target, cells: int, filter_text: str) -> Sequence[Row]:
        """The rows of the open tab, for that many cells."""


class DatedScreen(StoreScreen):
    """A screen that shows ties at the explorer's date."""

    @abstractmethod
    def draw(self) -> None:
        """Draw everything anew, in place."""

    @abstractmethod
    def visible_ties(self) -> tuple[str, ...]:
        """The ties whose changes a step by change goes to."""


class OpenView(DatedScreen):
    """A view over the explorer, as the explorer knows it; `rows` is its list."""

    rows: Rows

    @property
    @abstractmethod
    def breadcrumb(self) -> tuple[str, ...]:
        """The question of the view, for the line on top."""

    @abstractmethod
    def targets(self, key: str) -> tuple[Target, ...]:
        """The records that a row is about."""

    def tick_target(self, key: str) -> Target:
        """What a row that is ticked stands for; NOTHING where that is no record."""
        return next(iter(self.targets(key)), NOTHING)

    @abstractmethod
    def reopen(self) -> OpenView | None:
        """A new view of the same question; None where it can't be asked again."""


class Desk(DatedScreen):
    """The explorer as controllers and views know it."""

    workspace: Workspace
    session: Session
    ties: TieTree
    rows: dict[str, Rows]
    bars: dict[str, Bar]
    filters: dict[str, str]
    pane: str
    zoomed: bool
    detail_pane: ShowsDetail

    navigation: Navigates
    neighbourhood: ShowsNeighbourhood
    open_views: OpensViews
    tie_filter: FiltersTies
    places: KeepsPlaces
    detail_keys: ReadsSources
    notes: WritesNotes
    record_forms: EditsRecords
    writing: WritesText
    copying: CopiesRecords
    note_links: LinksNotes
    rollup: RollsUp
    ticks: TicksRows

    @property
    @abstractmethod
    def scene(self) -> Scene:
        """The index, lens, names and quotes that every view is drawn from, as they stand now."""

    @property
    @abstractmethod
    def target(self) -> Target:
        """The record that the detail pane is about."""

    @property
    @abstractmethod
    def action_target(self) -> Target:
        """The record that keys act on."""

    @property
    @abstractmethod
    def is_on_store(self) -> bool:
        """Whether the detail pane shows the store in short."""

    @property
    def is_on_store_alone(self) -> bool:
        """Whether that is shown and the cursor stands on no line of it with a record."""
        return self.is_on_store and self.action_target == self.target

    @abstractmethod
    def open_view(self, kind: str, *arguments: object) -> None:
        """Show a view over the explorer, by the name of its row in `view_kinds`."""

    @abstractmethod
    def selected(self, pane: str) -> Target:
        """The record under the cursor of a pane."""

    @abstractmethod
    def reload_ties(self) -> None:
        """Look the ties of the centre up again."""

    @abstractmethod
    def date_changed(self) -> None:
        """Draw everything for another date or filter."""

    @abstractmethod
    def draw_actors(self, at: str | None = None) -> None:
        """Draw the list of actors."""

    @abstractmethod
    def draw_ties(self, at: str | None = None) -> None:
        """Draw the centre's ties."""

    @abstractmethod
    def draw_detail(self, at: str | None = None) -> None:
        """Draw the record under the cursor."""

    @abstractmethod
    def follow_target(self) -> None:
        """Draw the detail pane where another record is selected than it shows."""

    @abstractmethod
    def draw_below(self, pane: str) -> None:
        """Draw the words under a pane: its filter, and how many of its rows are ticked."""

    @abstractmethod
    def draw_frame(self) -> None:
        """Draw header, bar of years and hints."""

    @abstractmethod
    def focus_pane(self, name: str, *, keeping: bool = False) -> None:
        """Go to another pane; `keeping` leaves the store in short until the cursor moves there."""

    @abstractmethod
    def lay_out(self) -> None:
        """Lay the panes out for the size of the screen."""
