"""The command line in the explorer: the program's commands, by their views where they have one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.commands.opening import Opening
from proxytui.errors import ProxyTUIError, StoreError, UnknownName, UsageError
from proxytui.model import dates
from proxytui.tui.desk import OpenView
from proxytui.tui.dialogs.choose_one import Choice, SelectOne
from proxytui.tui.explorer.controller import Controller
from proxytui.tui.jobs.background_work import BackgroundWork
from proxytui.views.key_words import with_keys
from proxytui.views.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proxytui.commands.call import Answer, ArgumentValue, Call
    from proxytui.commands.command import Values
    from proxytui.commands.parse import ParsedCall
    from proxytui.model.dates import Period
    from proxytui.model.records import Json
    from proxytui.tui.desk import Desk

_MOST_NAMES = 30
_MOST_CANDIDATES = 9
_REMEMBERED = 200
_OUTSIDE = {
    "screenshot": "{picture} saves a picture of what is on the screen",
    "merge-driver": "git calls it",
    "repair": "it mends a store that no window has open",
}


class CommandKeys(Controller):
    """Asks for a command as a line, and runs it; errors are toasts."""

    def __init__(self, desk: Desk, openers: Mapping[str, Callable[[Call], None]]) -> None:
        """`openers` are commands that other groups of keys carry out."""
        super().__init__(desk)
        self._history: list[str] = []
        self._opening = BackgroundWork[Opening](desk, "open")
        self.handlers = {"command": self.ask}
        self._openers: dict[str, Callable[[Call], None]] = {
            "show": self._show,
            "tree": self._tree,
            "path": self._path,
            "map": self._map,
            "timeline": self._timeline,
            "diff": self._diff,
            "tensions": self._tensions,
            "gaps": self._gaps,
            "who": lambda _: self.desk.open_views.identities(),
            "search": self._search,
            **openers,
            "tour": lambda _: self._tour(),
            "undo": lambda call: desk.handlers["undo"](),
            "redo": lambda call: desk.handlers["redo"](),
        }

    def ask(self, begun: str = "") -> None:
        """Ask for a line, which may be begun."""
        from proxytui.tui.dialogs.command_line import CommandLine

        def typed(line: str | None) -> None:
            if line:
                self.run(line)

        palette = self.desk.open_views.screen.palette
        screen = CommandLine(self._names, self._history, palette, begun)
        self.desk.app.push_screen(screen, typed)

    def export_ticked(self) -> None:
        """Ask for the file that the ticked records are written to."""
        self.ask("export --ticked --output ")

    def _names(self, kind: Values, typed: str) -> Sequence[tuple[str, str]]:
        """Names of actors or publishers that fit the words typed, each with a note."""
        from proxytui.collation import Typed as Needle
        from proxytui.commands.command import Values
        from proxytui.questions import publishers

        if kind is Values.ACTORS:
            scene = self.desk.scene
            if not typed:
                near = self.desk.ties.branches.actors
                actors = dict.fromkeys((self.session.centre, *near[:_MOST_NAMES]))
                return [(scene.name(actor), "") for actor in actors if actor]
            hits = self.workspace.names.search(typed, _MOST_NAMES)
            return [(scene.name(hit.actor), hit.name) for hit in hits]
        if kind is not Values.PUBLISHERS:
            return []
        needle = Needle(typed)
        listed = publishers.publishers_of(self.workspace.index).values()
        names = [publisher.name for publisher in listed if needle.within(publisher.name)]
        return [(name, "publisher") for name in names[:_MOST_NAMES]]

    def run(self, line: str) -> None:
        """Run a line."""
        from proxytui.commands import typed_line as lines

        if line in self._history:
            self._history.remove(line)
        self._history = [*self._history[-_REMEMBERED:], line]
        if line in ("q", "quit"):
            self.desk.open_views.screen.action_run("leave")
            return
        if line == "help":
            self.desk.open_views.screen.action_run("help")
            return
        if line.split()[0] == "open":
            self._open(line.removeprefix("open").strip().strip('"'))
            return
        try:
            self._do(lines.read(line), line)
        except ProxyTUIError as error:
            self._refuse(error, line)

    def _refuse(self, error: ProxyTUIError, line: str) -> None:
        """Say why a line can't be run; where a name in it may mean several, ask which is meant and
        run the line with that."""
        name = error.text if isinstance(error, UnknownName) else ""
        if not isinstance(error, UnknownName) or not name or not error.candidates:
            self.say(str(error), severity="warning")
            return
        quoted = f'"{name}"' if f'"{name}"' in line else name

        def chosen(id_: str | None) -> None:
            if id_:
                before, _, after = line.rpartition(quoted)
                self.run(f"{before}{id_}{after}")

        choices = [Choice(id_, label, id_) for id_, label in error.candidates[:_MOST_CANDIDATES]]
        screen = self.desk.open_views.screen
        title = f"Who is meant by “{texts.line(name)}”?"
        self.desk.app.push_screen(SelectOne(title, choices, screen.palette), chosen)

    def _open(self, name: str) -> None:
        """Open another store by its name, folder or address, or ask for one."""
        if not name:
            self.desk.open_views.screen.action_run("stores")
            return
        from proxytui.commands import other_store

        def reached(opening: Opening) -> None:
            if opening.address == self.workspace.place.address:
                self.say("This store is open.")
            else:
                self.desk.host.leaving.switch(opening)

        def failed(error: ProxyTUIError) -> None:
            words = f"{error}; open alone shows those there are."
            self.say(f"{words[:1].upper()}{words[1:]}", severity="warning")

        self._opening.ask(lambda _: other_store.named(name), reached, failed, "opening")

    def _tour(self) -> None:
        """Leave for the tour, which leads back to this store."""
        back = Opening(None if self.workspace.demo else self.workspace.place.address)
        self.desk.host.leaving.switch(Opening(None, tour=True, then=back))

    def _do(self, parsed: ParsedCall, line: str) -> None:
        from proxytui.commands.call import Call

        command = parsed.command
        if command is None:
            raise UsageError("this is no command", "tab shows them all")
        opener = self._openers.get(command.name)
        if command.name in _OUTSIDE or (command.run is None and opener is None):
            hint = _OUTSIDE.get(command.name, f"run proxytui {command.name} in a shell")
            raise UsageError(f"{command.name} does nothing here", with_keys(hint, self.key))
        if parsed.arguments.get("ticked"):
            parsed = parsed._replace(arguments=self._with_ticks(parsed.arguments))
        workspace = self.workspace
        call = Call(parsed.arguments, lambda *_: workspace, workspace.place, _no_prose)
        if opener is not None:
            opener(call)
        elif command.run is not None:
            self._answer(command.run, parsed, line)

    def _with_ticks(self, arguments: Mapping[str, ArgumentValue]) -> dict[str, ArgumentValue]:
        """The arguments of a call with the ticked records in the place of the word for them."""
        ids = [target.id for target in self.desk.ticks.targets]
        if not ids:
            raise UsageError("nothing is ticked", with_keys("{tick} ticks a row", self.key))
        only = arguments.get("only") or ()
        named = only if isinstance(only, tuple) else ()
        return {**arguments, "ticked": False, "only": (*named, *ids)}

    def _answer(self, run: Callable[[Call], Answer], parsed: ParsedCall, line: str) -> None:
        """Run a command that has no view while keys go on: its message comes as a toast, its answer
        as text. The command has the store opened for itself."""
        from proxytui.commands.call import Call
        from proxytui.jobs.priority import keys_first

        def work() -> tuple[Answer, Json]:
            with keys_first():
                other = self.workspace.beside()
                try:
                    call = Call(parsed.arguments, lambda *_: other, other.place, _no_prose)
                    answer = run(call)
                    return answer, {} if _fits_toast(answer) else answer.outline(call)
                finally:
                    other.close()
                    # The changes it made are on the screen by the time that its answer is.
                    with suppress(ProxyTUIError):
                        self.workspace.look()

        def done(answered: tuple[Answer, Json]) -> None:
            self._show_answer(parsed, line, *answered)

        def failed(error: ProxyTUIError) -> None:
            self._refuse(error, line)
            if note and isinstance(error, StoreError):
                self.rescue(line)

        note = line.startswith("note ")
        writer = self.desk.host.writer
        writer.do(work, done, failed, line if note else "", "working")

    def _show_answer(self, parsed: ParsedCall, line: str, answer: Answer, document: Json) -> None:
        from proxytui.commands.call import Done
        from proxytui.commands.transfer import Exported

        if isinstance(answer, Exported):
            if answer.data:
                self.say("export needs a file here; name one with -o FILE", severity="warning")
            else:
                self.say(answer.message)
        elif isinstance(answer, Done):
            message = answer.message or ", ".join(answer.ids) or "Done."
            self.say(f"{message}{self.retention if type(answer) is Done and answer.ids else ''}")
        elif parsed.command is not None:
            title = parsed.command.help[0].upper() + parsed.command.help[1:]
            desk = self.desk
            desk.open_view("answer", line, title, document)

    # Commands that have a view

    def _set_date(self, call: Call) -> None:
        """Go to the date of a call, where it has one."""
        if call.text("as_of"):
            self._go(call.period)

    def _go(self, period: Period) -> None:
        self.session.period = period
        self.desk.date_changed()

    def _close_views(self) -> None:
        """Close the views over the explorer."""
        while isinstance(self.desk.app.screen, OpenView):
            self.desk.app.pop_screen()

    def _centre(self, call: Call) -> None:
        """Make the actor of a call the centre, with the options of the call."""
        actor = self.workspace.find(call.text("name")).id
        self._set_date(call)
        self._close_views()
        session, desk = self.session, self.desk
        session.show_all = call.flag("all") or session.show_all
        session.roll_up = call.flag("roll_up") or session.roll_up
        session.visit(actor)
        desk.filters["actors"] = ""
        desk.reload_ties()
        desk.draw()
        desk.rows["actors"].go_to(f"actor:{actor}")
        desk.focus_pane("ties")
        desk.rows["ties"].to_end(last=False)

    def _show(self, call: Call) -> None:
        from proxytui.commands.show import tie_named

        tie = tie_named(self.workspace, call.text("name"))
        if tie:
            self._set_date(call)
            self._close_views()
            self.desk.navigation.lead_to(Target("tie", tie), "quotes")
            return
        self._centre(call)
        self.desk.navigation.lead_to(Target("actor", self.session.centre), "overview")

    def _tree(self, call: Call) -> None:
        self.session.turned = call.text("direction") == "backed-by"
        self._centre(call)

    def _map(self, call: Call) -> None:
        if call.flag("overview") or not call.text("name"):
            if call.text("name"):
                self._centre(call)
            self.desk.neighbourhood.overview()
            return
        self._centre(call)
        self.desk.neighbourhood.open(call.number("hops"), call.date("since"))

    def _timeline(self, call: Call) -> None:
        self._centre(call)
        self.desk.action_run("timeline")

    def _path(self, call: Call) -> None:
        from proxytui.tui.asked import PathQuestion

        find = self.workspace.find
        start, goal = find(call.text("a")).id, find(call.text("b")).id
        if start == goal:
            raise UsageError(f"both names mean {start}", "a path needs two actors")
        self._set_date(call)
        question = PathQuestion(
            start,
            goal,
            most=max(1, call.number("k")),
            types=frozenset(call.values("type")) or None,
            directed=call.flag("directed"),
            all_time=not call.text("as_of"),
            max_hops=int(call.text("max_hops")) if call.text("max_hops") else None,
        )
        self.desk.open_view("path", question)

    def _diff(self, call: Call) -> None:
        from proxytui.questions import publishers
        from proxytui.tui.asked import DifferenceQuestion

        recorded, compared = call.values("recorded"), call.values("publisher")
        placed = [call.text(key) for key in ("p1", "p2", "name") if call.text(key)]
        open_views = self.desk.open_views
        if recorded or compared:
            actor = self.workspace.find(placed[0]).id if placed else ""
            if recorded:
                question = DifferenceQuestion(actor, recorded=(recorded[0], recorded[1]))
            else:
                index = self.workspace.index
                first, second = (publishers.find(index, name).name for name in compared)
                question = DifferenceQuestion(actor, publishers=(first, second))
            question.everyone = not actor
            open_views.open_difference(question)
            return
        periods = [_period(date) for date in placed[:2]]
        if not periods:
            open_views.difference()
            return
        actor = self.workspace.find(placed[2]).id if len(placed) > 2 else ""
        if len(periods) > 1:
            self._go(periods[1])
        open_views.open_difference(DifferenceQuestion(actor, periods[0], everyone=not actor))

    def _tensions(self, call: Call) -> None:
        self._set_date(call)
        self.desk.open_views.tensions()

    def _gaps(self, call: Call) -> None:
        if call.text("without"):
            self.desk.open_views.open_without(call.text("without"))
        else:
            self.desk.open_views.gaps()

    def _search(self, call: Call) -> None:
        self._close_views()
        self.desk.action_run("search")
        field = self.desk.prompt.field
        field.value = call.text("query")
        field.cursor_position = len(field.value)


def _fits_toast(answer: Answer) -> bool:
    """Whether a toast says all of an answer."""
    from proxytui.commands.call import Done
    from proxytui.commands.transfer import Exported

    return isinstance(answer, (Done, Exported))


def _period(date: str) -> Period:
    try:
        return dates.period(date)
    except dates.DateError as error:
        title, _, hint = str(error).partition("; ")
        raise UsageError(title, hint) from None


def _no_prose(before: str) -> str:
    raise UsageError("no text was given", "write it after the name")
