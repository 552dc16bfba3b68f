"""The views over the explorer: their menu, what they ask for, and the way back to the last one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.errors import ProxyTUIError
from proxytui.model import dates
from proxytui.tui.actions import ACTIONS
from proxytui.tui.desk import OpenView
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.tui.keyed_screen import StoreScreen
from proxytui.tui.widgets.prompt import PromptQuestion
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proxytui.model.changes import Transaction
    from proxytui.model.dates import Period
    from proxytui.questions.publishers import Publisher
    from proxytui.tui.asked import CompareQuestion, DifferenceQuestion
    from proxytui.tui.desk import Desk

_REOPEN = "again"
_NAMES = 40
_AT_ONCE_SECONDS = 0.05
_PROGRAM = frozenset({"stores", "views", "command", "add-document"})


class OpenViews(Controller):
    """Opens the views; from one of them by `shared_handlers` another one over it, too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: OpenView | None = None
        self._journal = BackgroundWork["Sequence[Transaction]"](desk, "journal")
        self._last_actor = ""
        self._last_date = ""
        self.handlers = {
            "path": self.path,
            "difference": self.difference,
            "timeline": self.timeline,
            "compare": self.compare,
            "recorded": self.recorded,
            "publishers": self.publishers,
            "tensions": self.tensions,
            "gaps": self.gaps,
            "identities": self.identities,
            "without": self.without,
            "notebook": self.notebook,
            "sources": self.sources,
            "views": self.menu,
        }

    @property
    def shared_handlers(self) -> dict[str, Callable[[], None]]:
        """The handlers that a view over the explorer has too."""
        ids = {
            action.id
            for action in ACTIONS
            if "view" in action.where and (action.view or action.id in _PROGRAM)
        }
        return {id_: handler for id_, handler in self.desk.handlers.items() if id_ in ids}

    @property
    def screen(self) -> StoreScreen:
        """The screen that has the keys."""
        screen = self.desk.app.screen
        return screen if isinstance(screen, StoreScreen) else self.desk

    # The menu

    def menu(self) -> None:
        """Open the menu of all views, each by its letter, the one that was left last on top."""
        screen = self.screen
        choices = []
        if self._left is not None:
            back = " › ".join(map(texts.line, self._left.breadcrumb))
            choices.append(Choice(_REOPEN, "back", f"to {back}", "V"))
        choices += [
            Choice(action.id, action.title, action.help, action.view)
            for action in ACTIONS
            if action.view and screen.contexts.intersection(action.where)
        ]

        def chosen(id_: str | None) -> None:
            if id_ == _REOPEN:
                self.reopen()
            elif id_:
                screen.action_run(id_)

        name = texts.line(self.desk.scene.name(self.actor)) if self.actor else ""
        title = f"Views of {name}" if name else "Views"
        self.desk.app.push_screen(SelectOne(title, choices, screen.palette), chosen)

    def remember(self, view: OpenView) -> None:
        """Remember a view that is left, so that the menu leads back to it."""
        if view.reopen() is not None:
            self._left = view

    def reopen(self) -> None:
        """Open the view that was left last, as it was."""
        view = self._left.reopen() if self._left is not None else None
        if view is not None:
            self.desk.app.push_screen(view)

    # An actor

    @property
    def actor(self) -> str:
        """The actor that a view is opened for: the centre; from the detail pane the actor there."""
        desk = self.desk
        if desk.pane != "detail":
            return self.session.centre
        neighbour = desk.neighbourhood.neighbour("detail")
        if neighbour is not None:
            return neighbour.other
        return desk.target.id if desk.target.kind == "actor" else self.session.centre

    @property
    def selected(self) -> str:
        """The actor that the cursor rests on, else the centre."""
        desk = self.desk
        neighbour = desk.neighbourhood.neighbour(desk.pane)
        if neighbour is not None:
            return neighbour.other
        target = desk.target
        if target.kind == "actor":
            return target.id
        branch = self.branch
        if desk.pane == "ties" and branch is not None:
            return branch.actor
        return self.session.centre

    def ask_actor(self, title: str, answered: Callable[[str], None], excluded: str = "") -> None:
        """Ask for an actor by name, spelt in any way; the selected one stands first, then the one
        chosen last and the last centre. `excluded` is not offered."""
        from proxytui.tui.dialogs.type_to_find import PickByTyping
        from proxytui.views import choices

        desk = self.desk
        recent = (self.selected, self._last_actor, self.session.last_centre)
        nearby = [actor for actor in recent if actor]
        nearby += desk.ties.branches.actors

        def listed(typed: str, cells: int) -> list[choices.Row]:
            hits = self.workspace.names.search(typed, _NAMES) if typed.strip() else ()
            return choices.rows(desk.scene, hits, nearby, typed, excluded, cells)

        def chosen(key: str | None) -> None:
            if key:
                self._last_actor = key.partition(":")[2]
                answered(self._last_actor)

        hint = "a name, in any script or spelling"
        desk.app.push_screen(PickByTyping(title, listed, self.screen.palette, hint), chosen)

    # Paths

    def path(self) -> None:
        """Show the paths between two ticked actors, else ask for one to go to from the centre."""
        if len(ticked := self.desk.ticks.actors) == 2:
            self.open_path(*ticked)
            return
        start = self.actor
        if not start:
            self.say("There is no actor to start from.")
            return
        title = f"The ways from {self.desk.scene.name(start)} to …"
        self.ask_actor(title, partial(self.open_path, start), start)

    def open_path(self, start: str, goal: str) -> None:
        """Show the paths between two actors."""
        from proxytui.tui.asked import PathQuestion

        if start == goal:
            self.say("Both are the same actor; a path needs two.")
            return
        self.desk.open_view("path", PathQuestion(start, goal))

    # Differences

    def ask_date(self, label: str, answered: Callable[[Period], None]) -> None:
        """Ask for another date; the store's own is proposed, at that date the one given last, else
        a year before."""
        here = self.session.period.text
        proposed = self.session.default.text
        if proposed == here:
            proposed = self._last_date
        if not proposed or proposed == here:
            try:
                proposed = dates.shift_years(self.session.period, -1).text
            except dates.DateError:
                proposed = ""

        def read(answer: str) -> None:
            try:
                period = dates.period(answer.strip() or proposed)
            except dates.DateError as error:
                self.say(str(error), severity="warning")
                return
            self._last_date = period.text
            answered(period)

        offered = f" (enter: {dates.words(proposed)})" if proposed else ""
        self.screen.ask(PromptQuestion(f"{label}{offered}:", read))

    def difference(self) -> None:
        """Ask for a date, and show the changes between it and the date of the explorer."""
        here = dates.words(self.session.period.text)
        actor = self.actor

        def answered(period: Period) -> None:
            from proxytui.tui.asked import DifferenceQuestion

            self.open_difference(DifferenceQuestion(actor=actor, other=period))

        self.ask_date(f"{here} beside which date", answered)

    def open_difference(self, question: DifferenceQuestion) -> None:
        """Show how two dates, states of the store or publishers differ."""
        self.desk.open_view("difference", question)

    def compare(self) -> None:
        """Show two ticked actors side by side, else ask for a date or an actor beside one."""
        from proxytui.tui.asked import CompareQuestion

        if len(ticked := self.desk.ticks.actors) == 2:
            self.open_compare(CompareQuestion(ticked[0], ticked[1], None))
            return
        actor = self.actor
        name = self.desk.scene.name(actor)
        choices = [
            Choice("date", f"{name} at two dates", "this one, and one to be asked for", "d"),
            Choice("actor", f"{name} and another actor", "at this date", "a"),
        ]

        def chosen(which: str | None) -> None:
            def dated(period: Period) -> None:
                self.open_compare(CompareQuestion(actor, actor, period))

            if which == "date":
                self.ask_date("beside which date", dated)
            elif which == "actor":
                title = f"{name} beside …"
                self.ask_actor(
                    title,
                    lambda other: self.open_compare(CompareQuestion(actor, other, None)),
                    actor,
                )

        screen = self.screen
        self.desk.app.push_screen(SelectOne("Side by side", choices, screen.palette), chosen)

    def open_compare(self, question: CompareQuestion) -> None:
        """Show two actors, or one at two dates, side by side."""
        self.desk.open_view("compare", question)

    def recorded(self) -> None:
        """Ask for a change, and show how the store differs from its state after that change."""

        from proxytui.tui.asked import DifferenceQuestion
        from proxytui.tui.dialogs.type_to_find import PickByTyping
        from proxytui.views import choices, findings

        steps: list[Transaction] = []
        workspace = self.workspace

        def log(_: object) -> Sequence[Transaction]:
            return [entry.transaction for entry in workspace.log()]

        def listed(typed: str, cells: int) -> list[choices.Row]:
            if self._journal.working:
                return findings.prose("Reading the journal … esc leaves.", cells, "dim")
            return choices.steps(steps, typed, cells)

        def chosen(key: str | None) -> None:
            self._journal.stop()
            if key:
                self.open_difference(DifferenceQuestion(recorded=(key, "now")))

        def known(transactions: Sequence[Transaction]) -> None:
            steps.extend(transactions)
            if not steps:
                self.say("Nothing was changed in this store yet; there is no earlier state.")
                if picker.is_attached:
                    picker.dismiss("")
            elif picker.is_attached:
                picker.store_changed()
            else:
                self.desk.app.push_screen(picker, chosen)

        def failed(error: ProxyTUIError) -> None:
            self.say(str(error), severity="error")
            if picker.is_attached:
                picker.dismiss("")

        title = "What the store says now, and said right after …"
        picker = PickByTyping(title, listed, self.screen.palette)
        if not self._journal.ask(log, known, failed, "reading", _AT_ONCE_SECONDS):
            self.desk.app.push_screen(picker, chosen)

    def ask_publisher(self, title: str, answered: Callable[[str], None]) -> None:
        """Ask for a publisher; each is listed with the number of claims that cite it."""
        from proxytui.questions import publishers
        from proxytui.tui.dialogs.type_to_find import PickByTyping
        from proxytui.tui.jobs.background_question import BackgroundQuestion
        from proxytui.views import choices

        index = self.workspace.index
        counts: dict[str, int | None] = {}

        def listed(typed: str, cells: int) -> list[choices.Row]:
            return choices.publishers(None if naming.working else counts, typed, cells)

        def take_names(known: Mapping[str, Publisher]) -> None:
            counts.update(dict.fromkeys(publisher.name for publisher in known.values()))
            counting.ask(partial(publishers.citations_of, index), take_counts)
            window.store_changed()

        def take_counts(citations: dict[str, int]) -> None:
            counts.clear()
            counts.update(citations)
            window.store_changed()

        def chosen(name: str | None) -> None:
            naming.stop()
            counting.stop()
            if name:
                answered(name)

        # Counting takes seconds with a large store; the names are there sooner.
        window = PickByTyping(title, listed, self.screen.palette)
        naming = BackgroundQuestion["Mapping[str, Publisher]"](self.desk, index)
        counting = BackgroundQuestion["dict[str, int]"](self.desk, index)
        self.desk.app.push_screen(window, chosen)
        naming.ask(partial(publishers.publishers_of, index), take_names)

    def publishers(self) -> None:
        """Ask for two publishers, and show which claims rest on one, on the other, on both, and
        where they differ."""
        from proxytui.tui.asked import DifferenceQuestion

        def ask_second(first: str) -> None:
            def compare(second: str) -> None:
                if first == second:
                    self.say("Both are the same publisher.")
                else:
                    self.open_difference(DifferenceQuestion(publishers=(first, second)))

            self.ask_publisher(f"{first} and …", compare)

        self.ask_publisher("Compare which publisher …", ask_second)

    # Time

    def timeline(self) -> None:
        """Show the timeline of the centre; from the detail pane that of the record there, from a
        view that of its row: an actor, a tie, or the ties of a path or finding."""
        desk, screen = self.desk, self.screen
        if isinstance(screen, OpenView):
            targets = screen.targets(screen.rows.key)
        else:
            targets = (desk.action_target,) if desk.pane == "detail" else ()
        dated = [target for target in targets if target.kind in ("actor", "tie") and target.id]
        if len(dated) > 1:
            breadcrumb = screen.breadcrumb if isinstance(screen, OpenView) else ()
            ids = tuple(target.id for target in dated)
            desk.open_view("timeline", dated[0], ids, breadcrumb)
        elif dated or self.actor:
            desk.open_view("timeline", dated[0] if dated else Target("actor", self.actor))
        else:
            self.say("There is nobody to draw a timeline of.")

    # Notes

    def notebook(self) -> None:
        """Show all notes."""
        self.desk.open_view("notebook")

    # Sources

    def sources(self) -> None:
        """Show all sources."""
        self.desk.open_view("sources")

    # Findings

    def tensions(self) -> None:
        """Show sides that don't go together."""
        self.desk.open_view("tensions")

    def gaps(self) -> None:
        """Show weak spots."""
        self.desk.open_view("gaps")

    def identities(self) -> None:
        """Show which actors may be the same, and what is decided."""
        self.desk.open_view("candidates")

    def without(self) -> None:
        """Ask for a publisher, and show how ties would stand without it."""
        self.ask_publisher("Without which publisher …", partial(self.desk.open_view, "without"))

    def open_without(self, publisher: str) -> None:
        """Show how ties would stand without a publisher."""
        from proxytui.questions import publishers

        try:
            name = publishers.find(self.workspace.index, publisher).name
        except ProxyTUIError as error:
            self.say(str(error), severity="warning")
            return
        self.desk.open_view("without", name)
