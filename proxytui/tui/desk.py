"""What the keys of the explorer and the views over it have before them: one place for all of it.

Controllers and views know this and not the explorer's class, so that each can be read alone.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol, TypeVar

from proxytui.tui.keyed_screen import KeyedScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_filter import FilterCounts
    from proxytui.errors import ProxyTUIError
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Claim
    from proxytui.questions.neighbourhood import Neighbour
    from proxytui.questions.saved_views import Saved
    from proxytui.tui.asked import CompareQuestion, DifferenceQuestion
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.explorer.tie_tree import TieTree
    from proxytui.tui.reading.opening import TextPlace
    from proxytui.tui.widgets.bar import Bar
    from proxytui.tui.widgets.rows import Rows
    from proxytui.views.lines import Row
    from proxytui.views.quotes import Cited
    from proxytui.views.scene import Scene
    from proxytui.views.target import Target
    from proxytui.workspace import Workspace

T = TypeVar("T")


class Travels(Protocol):
    """Ways to actors and records."""

    def go(self, actor: str, pinned: Target | None = None) -> None:
        """Make an actor the centre."""

    def lead_to(self, target: Target, tab: str) -> None:
        """Show a record in the detail pane, on one of its tabs."""

    def to_first_tie(self) -> None:
        """Put the cursor on the first tie of the centre."""


class DrawsNeighbourhood(Protocol):
    """The two-sided map in a pane."""

    @property
    def tie_ids(self) -> Collection[str]:
        """The ties that it shows."""

    def drawn(self, pane: str, actor: str, wanted: str = "") -> Sequence[Row]:
        """Its rows around an actor."""

    def mapped(self, pane: str) -> bool:
        """Whether a pane shows a map."""

    def centred_on(self, target: Target) -> str:
        """The actor in the middle of the map of a target."""

    def place(self, pane: str) -> Neighbour | None:
        """The actor under the cursor, None outside a map."""

    def target(self, pane: str) -> Target:
        """The tie under the cursor."""

    def enter(self) -> bool:
        """Unfold or go on from the cursor; False outside a map."""

    def sideways(self, step: int) -> bool:
        """Move to the other side; False outside a map."""

    def fold_all(self) -> bool:
        """Fold all; False outside a map."""

    def open(self, hops: int = 0, since: Period | None = None) -> None:
        """Show the map in the place of the ties."""

    def overview(self) -> None:
        """Show who stands closest together around an actor."""

    def close(self) -> bool:
        """Back to the ties; False where no map is shown."""


class OpensViews(Protocol):
    """The views of their own, and what they ask for."""

    @property
    def actor(self) -> str:
        """Whom a view is of."""

    @property
    def selected(self) -> str:
        """The actor under the cursor, else the centre."""

    @property
    def screen(self) -> KeyedScreen:
        """The screen that has the keys."""

    @property
    def everywhere(self) -> Mapping[str, Callable[[], None]]:
        """Handlers that a view over the explorer has too."""

    def left(self, view: OpenView) -> None:
        """Remember a view that is left."""

    def ask_actor(self, title: str, answered: Callable[[str], None], but: str = "") -> None:
        """Ask for an actor."""

    def ask_date(self, label: str, answered: Callable[[Period], None]) -> None:
        """Ask for another date."""

    def open_difference(self, asked: DifferenceQuestion) -> None:
        """Show what differs."""

    def open_compare(self, sides: CompareQuestion) -> None:
        """Show two actors, or one at two dates, side by side."""

    def open_without(self, publisher: str) -> None:
        """Show what would become of ties without a publisher."""

    def difference(self) -> None:
        """Ask for a date, and show what changed."""

    def timeline(self) -> None:
        """Show what was when."""

    def tensions(self) -> None:
        """Show sides that don't go together."""

    def gaps(self) -> None:
        """Show weak spots."""


class FiltersTies(Protocol):
    """The filter on ties."""

    counts: dict[tuple[int, Lens], FilterCounts]

    def ask(self) -> None:
        """Open its form."""

    def put(self, wanted: Filter | None) -> None:
        """Let only this through."""

    def switch(self) -> None:
        """Off, and on again as it was."""


class KeepsPlaces(Protocol):
    """Saved views and bookmarks."""

    @property
    def now(self) -> Saved:
        """What is seen now, to be saved."""

    @property
    def until(self) -> str:
        """How long what is written is kept, where that isn't for good."""

    def go(self, view: Saved) -> None:
        """Go to a saved view."""

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], bool] | None = None,
        text: str = "",
    ) -> None:
        """Have a change made while keys go on."""


class ReadsSources(Protocol):
    """Kept texts on the screen."""

    def read(self, target: Target) -> None:
        """The text at the first words of a record."""

    def read_cited(self, cited: Cited) -> None:
        """The text at the words of a citation."""

    def open_text(self, places: Callable[[], Sequence[TextPlace]], missing: str) -> None:
        """The first text that is kept of these places; `missing` is said where none is."""


class RollsUp(Protocol):
    """Ties of leaders and parts in the centre."""

    def leave(self) -> bool:
        """Give up what is being worked out; False where nothing is."""


class ShowsDetail(Protocol):
    """The detail pane."""

    followed: str

    def more(self) -> None:
        """Show more of a list that was cut."""

    def claims(self, scene: Scene, target: Target) -> list[Claim]:
        """The claims that a target rests on."""


class DatedScreen(KeyedScreen):
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
        """What is asked, for the line on top."""

    @abstractmethod
    def targets(self, key: str) -> tuple[Target, ...]:
        """All that a row is about."""

    @abstractmethod
    def reopen(self) -> OpenView | None:
        """The same question once more; None where it can't be asked again."""


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

    travel: Travels
    mapping: DrawsNeighbourhood
    asking: OpensViews
    filtering: FiltersTies
    placing: KeepsPlaces
    looking: ReadsSources
    rolling: RollsUp

    @property
    @abstractmethod
    def scene(self) -> Scene:
        """What every view is drawn from, as it stands now."""

    @property
    @abstractmethod
    def target(self) -> Target:
        """What the detail pane is about."""

    @property
    @abstractmethod
    def action_target(self) -> Target:
        """What keys act on."""

    @abstractmethod
    def open_view(self, kind: str, *asked: object) -> None:
        """Show a view over what is there, by the name of its row in `view_kinds`."""

    @abstractmethod
    def selected(self, pane: str) -> Target:
        """What the cursor of a pane rests on."""

    @abstractmethod
    def reload_ties(self) -> None:
        """Look the centre's ties up anew."""

    @abstractmethod
    def date_changed(self) -> None:
        """Another date or filter: draw it."""

    @abstractmethod
    def draw_actors(self, at: str | None = None) -> None:
        """Draw the list of actors."""

    @abstractmethod
    def draw_ties(self, at: str | None = None) -> None:
        """Draw the centre's ties."""

    @abstractmethod
    def draw_detail(self, at: str | None = None) -> None:
        """Draw what the cursor rests on."""

    @abstractmethod
    def draw_frame(self) -> None:
        """Draw header, bar of years and hints."""

    @abstractmethod
    def focus_pane(self, name: str) -> None:
        """Go to another pane."""

    @abstractmethod
    def lay_out(self) -> None:
        """Lay the panes out for the size of the screen."""
