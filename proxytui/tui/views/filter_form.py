"""The form of the filter: choices by field, each with how many ties it would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Nothing changes before it is taken; `taken` hears what was chosen."""

    kind = "filter"

    def __init__(self, desk: Desk, taken: Callable[[Filter | None], None]) -> None:
        super().__init__(desk, id="sifting")
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
        """Begin to count: at the centre first, then everywhere."""
        super().on_mount()
        self._count()

    def on_unmount(self) -> None:
        """Leave what is not counted yet."""
        for question in self._questions:
            question.stop()

    def store_changed(self) -> None:
        """Records changed: count anew."""
        self._count()

    def _count(self) -> None:
        index, lens = self.desk.workspace.index, self.session.lens._replace(filter=None)
        centre, counts = self.session.centre, self.desk.tie_filter.counts

        def here(checkpoint: Checkpoint) -> FilterCounts:
            ways = ranking.ranking(index, lens, centre).values()
            return _counted(index, lens, centre, (r.tie for way in ways for r in way), checkpoint)

        def everywhere(checkpoint: Checkpoint) -> FilterCounts:
            found = counts.get((index.version, lens))
            if found is not None:
                return found
            # Laid one by one, ties of actors that nobody asked for hold no key up.
            index.join_ties(checkpoint)
            return _counted(index, lens, "", list(index.iter_ties()), checkpoint)

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
        """It is about the filter itself."""
        return False

    @property
    def contexts(self) -> frozenset[str]:
        """A form has no record to lead to."""
        return frozenset({"form"})

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """Where one is."""
        centre = self.session.centre
        return (self.desk.scene.name(centre), "filter") if centre else ("filter",)

    @property
    def heading(self) -> str:
        """The filter in words, and what it leaves."""
        words = filter_words(self._chosen) if self._chosen else "all ties"
        said = [words]
        for tally, counted, where in zip(
            self._tallies, (self._here, self._all), ("here", "everywhere"), strict=True
        ):
            if tally is not None and counted is not None:
                said.append(f"{tally.left} of {counted.number} {where}")
        if self._all is None:
            said.append(self._trouble or "counting everywhere …")
        return " · ".join(said)

    def made(self, scene: Scene, cells: int) -> list[Row]:
        """The choices."""
        counted = [one for one in (self._here, self._all) if one is not None]
        known = {
            field: {c for one in counted for c in one.codes(field)} for field in filter_form.FOUND
        }
        return filter_form.rows(self._chosen, *self._tallies, known, self.session.show_all, cells)

    def draw(self, at: str | None = None) -> None:
        """The same, and below it the filter as the command line has it."""
        here, everywhere = (
            counted.tally(self._chosen) if counted is not None else None
            for counted in (self._here, self._all)
        )
        self._tallies = here, everywhere
        super().draw(at)
        written = filters.written(self._chosen)
        if written and not self.wanted:
            self.rows.border_subtitle = Content(texts.closed(texts.line(f"--filter '{written}'")))

    def target(self, key: str) -> Target:
        """A choice is about no record."""
        return NOTHING

    # What keys do

    def choose(self) -> None:
        """Put the choice under the cursor in, or take it out."""
        field, _, code = self.rows.key.partition(":")
        if field:
            self._chosen = filters.toggled(self._chosen, field, code)
            self.draw()

    def enter(self) -> None:
        """A second click chooses."""
        self.choose()

    def clear(self) -> None:
        """Choose nothing, which is all."""
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


def _counted(
    index: Index, lens: Lens, at: str, ties: Iterable[str], checkpoint: Checkpoint
) -> FilterCounts:
    """The ties that show."""
    made = FilterCounts()
    for tie in with_checkpoints(ties, checkpoint, CLAIMS):
        look = states.look_at(index, tie, lens.as_of)
        if look.state is not State.NOT or look.near or lens.show_all:
            made.add(index, tie, at, look)
    return made
