"""The form of the filter: choices by field, each with how many ties it would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from proxytui import text as texts
from proxytui.asof import ranking, states
from proxytui.asof.tie_filter import FilterCounts
from proxytui.errors import UsageError
from proxytui.jobs.pacing import CLAIMS, with_checkpoints
from proxytui.model import filters
from proxytui.model.dates import State
from proxytui.tui.jobs.background_question import BackgroundQuestion
from proxytui.tui.views.base import View
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views import filter_form
from proxytui.views.target import NOTHING, Target
from proxytui.wording.filter import filter_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proxytui.asof.lens import Lens
    from proxytui.asof.tie_filter import Tally
    from proxytui.errors import ProxyTUIError
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.filters import Filter
    from proxytui.tui.desk import Desk
    from proxytui.views.lines import Row
    from proxytui.views.scene import Scene


class FilterForm(View):
    """The choices of a filter, which holds once it is taken; `taken` gets it then."""

    kind = "filter"

    def __init__(self, desk: Desk, taken: Callable[[Filter | None], None]) -> None:
        super().__init__(desk)
        self._taken = taken
        self._chosen = self.session.filter
        self._here: FilterCounts | None = None
        self._all: FilterCounts | None = None
        self._tallies: tuple[Tally | None, Tally | None] = (None, None)
        index = desk.workspace.index
        self._questions = (
            BackgroundQuestion["FilterCounts"](self, index),
            BackgroundQuestion["FilterCounts"](self, index),
        )
        self._trouble = ""
        self.handlers = {
            **self.handlers,
            "choose": self.choose,
            "take": self.take,
            "choose-none": self.clear,
            "choose-typed": self.ask_line,
        }

    def on_mount(self) -> None:
        """Begin to count ties: at the centre first, then everywhere."""
        super().on_mount()
        self._count()

    def on_unmount(self) -> None:
        """Leave ties that are not counted yet uncounted."""
        for question in self._questions:
            question.stop()

    def store_changed(self) -> None:
        """Count the ties anew, for records changed."""
        self._count()

    def _count(self) -> None:
        index, lens = self.desk.workspace.index, self.session.lens._replace(filter=None)
        centre, counts = self.session.centre, self.desk.tie_filter.counts

        def here(checkpoint: Checkpoint) -> FilterCounts:
            ways = ranking.ranking(index, lens, centre).values()
            return _count_shown(
                index, lens, centre, (r.tie for way in ways for r in way), checkpoint
            )

        def everywhere(checkpoint: Checkpoint) -> FilterCounts:
            known = counts.get((index.version, lens))
            if known is not None:
                return known
            # Actor by actor: joining the ties of all of them at once would hold keys up.
            index.join_ties(checkpoint)
            return _count_shown(index, lens, "", list(index.iter_ties()), checkpoint)

        def taken(here_counts: FilterCounts | None) -> None:
            self._here = here_counts
            self.draw()
            self._questions[1].ask(everywhere, all_taken, failed)

        def all_taken(all_counts: FilterCounts) -> None:
            self._all = all_counts
            counts.clear()
            counts[index.version, lens] = all_counts
            self.draw()

        def here_failed(error: ProxyTUIError) -> None:
            self._trouble = str(error)
            taken(None)

        def failed(error: ProxyTUIError) -> None:
            self._all, self._trouble = None, str(error)
            self.draw()

        self.on_unmount()
        self._trouble = ""
        self._questions[0].ask(here, taken, here_failed)

    # How it is drawn

    @property
    def follows_filter(self) -> bool:
        """The form is about the filter itself."""
        return False

    @property
    def contexts(self) -> frozenset[str]:
        """A form has no record to lead to."""
        return frozenset({"form"})

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """The centre, and the name of the form."""
        centre = self.session.centre
        return (self.desk.scene.name(centre), "filter") if centre else ("filter",)

    @property
    def heading(self) -> str:
        """The filter in words, and the numbers of ties that it leaves."""
        words = filter_words(self._chosen) if self._chosen else "all ties"
        parts = [words]
        for tally, ties, where in zip(
            self._tallies, (self._here, self._all), ("here", "everywhere"), strict=True
        ):
            if tally is not None and ties is not None:
                parts.append(f"{tally.left} of {ties.number} {where}")
        if self._all is None:
            parts.append(self._trouble or "counting everywhere …")
        # A number that is cut reads as another one.
        while len(parts) > 1 and cell_len(texts.line(" · ".join(parts))) > self.rows.cells - 4:
            parts.pop()
        return " · ".join(parts)

    def all_rows(self, scene: Scene, cells: int) -> list[Row]:
        """The choices."""
        counts = [ties for ties in (self._here, self._all) if ties is not None]
        known = {
            field: {code for ties in counts for code in ties.codes(field)}
            for field in filter_form.FOUND
        }
        return filter_form.rows(self._chosen, *self._tallies, known, self.session.show_all, cells)

    def draw(self, at: str | None = None) -> None:
        """Draw the choices, and below them the filter as the command line has it."""
        here, everywhere = (
            ties.tally(self._chosen) if ties is not None else None
            for ties in (self._here, self._all)
        )
        self._tallies = here, everywhere
        super().draw(at)
        written = filters.written(self._chosen)
        if written and not self.filter_text:
            self.rows.border_subtitle = Content(texts.closed(texts.line(f"--filter '{written}'")))

    def target(self, key: str) -> Target:
        """NOTHING, for a choice is about no record."""
        return NOTHING

    # What keys do

    def choose(self) -> None:
        """Choose what is under the cursor, or undo that choice."""
        field, _, code = self.rows.key.partition(":")
        if field:
            self._chosen = filters.toggled(self._chosen, field, code)
            self.draw()

    def enter(self) -> None:
        """Choose, at a second click."""
        self.choose()

    def clear(self) -> None:
        """Undo all choices: the filter lets all ties through."""
        self._chosen = None
        self.draw()

    def ask_line(self) -> None:
        """Ask for the filter as a line."""
        line = filters.written(self._chosen)
        self.ask(
            PromptQuestion("filter (type:backs support:W publishers:2..):", self._answered), line
        )

    def _answered(self, line: str) -> None:
        try:
            self._chosen = filters.read(line)
        except UsageError as error:
            self.host.say(str(error), "warning")
        self.draw()

    def take(self) -> None:
        """Put the filter in force."""
        self.dismiss()
        self._taken(self._chosen)


def _count_shown(
    index: Index, lens: Lens, at: str, ties: Iterable[str], checkpoint: Checkpoint
) -> FilterCounts:
    """Count the ties that show."""
    counts = FilterCounts()
    for tie in with_checkpoints(ties, checkpoint, CLAIMS):
        look = states.look_at(index, tie, lens.as_of)
        if look.state is not State.NOT or look.near or lens.show_all:
            counts.add(index, tie, at, look)
    return counts
