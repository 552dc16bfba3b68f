"""The choice that a damaged store opens to: what is wrong, and what each way on would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from proxytui import paths
from proxytui import text as texts
from proxytui.place import Place
from proxytui.tui import saved_state as states
from proxytui.tui.keyed_app import KeyedApp
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span, clip, cut, fit, paragraph
from proxytui.wording.phrases import record_counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult

    from proxytui.workspace import Survey

BACKUP, SOUND, LOOK, QUIT = "backup", "sound", "look", "quit"
_KEYS = {BACKUP: "b", SOUND: "g", LOOK: "l", QUIT: "q"}
_DAMAGED = " is damaged"
_HINTS = (("enter", "chooses"), ("↑ ↓", "move"), ("pgup pgdn", "the damage"), ("esc", "quits"))


class RepairOption(NamedTuple):
    """A way to go on: its id, a short title, and its result in words."""

    id: str
    title: str
    brings: str


def options(survey: Survey, readable: bool) -> tuple[RepairOption, ...]:
    """The ways to go on after a survey of a store; quitting is always one."""
    choices = []
    if survey.newest is not None:
        newest = survey.newest
        choices.append(
            RepairOption(
                BACKUP,
                "Put the newest whole backup in its place",
                f"of {newest.time[:16].replace('T', ' ')} UTC: {record_counts(newest.records)}",
            )
        )
    if survey.replay is not None:
        brings = f"with the journal: {record_counts(survey.replay)}"
        choices.append(RepairOption(SOUND, "Go on with what is sound", brings))
    if readable:
        choices.append(RepairOption(LOOK, "Look at it as it is", "nothing can be written"))
    return (*choices, RepairOption(QUIT, "Quit", "everything stays as it is"))


class RepairApp(KeyedApp[str]):
    """Asks how to go on with a damaged store; ends with the id of an option, and writes nothing."""

    TITLE = "ProxyTUI"
    CSS_PATH: ClassVar = ["styles/explorer.tcss", "styles/windows.tcss"]
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #damage { height: auto; max-height: 40%; }
    #ways { height: auto; max-height: 60%; }
    #hints { dock: bottom; }
    """
    manual_places = frozenset({"repair"})
    BINDINGS: ClassVar = [("ctrl+q", "leave", "")]

    def __init__(self, folder: Path, survey: Survey, choices: Sequence[RepairOption]) -> None:
        super().__init__()
        self._folder = folder
        self._survey = survey
        self._options = choices
        self.wear(states.load(Place.of_folder(folder)).theme)

    def compose(self) -> ComposeResult:
        """The damage above, the options below."""
        yield Bar(id="header")
        yield Rows(id="damage")
        yield Rows(id="ways")
        yield Bar(id="hints")

    def on_mount(self) -> None:
        """Set colours and titles, and focus the options."""
        palette = self.palette
        for widget in (*self.query(Bar), *self.query(Rows)):
            widget.palette = palette
        self.query_one("#damage", Rows).border_title = "What is damaged"
        self.query_one("#ways", Rows).border_title = "Nothing is written until you choose"
        self.screen.set_focus(self.query_one("#ways", Rows))

    def on_bar_resized(self) -> None:
        """Draw header and hints for the new width."""
        width = self.size.width - 2
        name = Span("ProxyTUI   ", "strong")
        where = cut(
            texts.line(paths.from_home(str(self._folder))), width - len(name.text) - len(_DAMAGED)
        )
        header = clip((name, Span(f"{where}{_DAMAGED}", "alert")), width)
        self.query_one("#header", Bar).show([header])
        hints: list[Span] = []
        manual = ((key, "manual") for key in self.keymap.labels("manual")[:1])
        for key, does in (*_HINTS, *manual):
            hints += [Span(key, "key"), Span(f" {does}  ", "dim")]
        self.query_one("#hints", Bar).show([clip(tuple(hints), width)])

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Wrap the lines for the new width."""
        rows = message.rows
        lines: list[Row] = []
        if rows.id == "damage":
            for fault in texts.summarise_alike(self._faults()):
                lines += [
                    Row("", line, stop=False) for line in paragraph(fault, rows.cells, "text")
                ]
        else:
            for option in self._options:
                key = Span(fit(_KEYS[option.id], 3), "key")
                lines.append(Row(option.id, (key, Span(option.title, "strong"))))
                lines += [
                    Row("", (Span("   "), *line), stop=False)
                    for line in paragraph(option.brings, rows.cells - 3, "dim")
                ]
        rows.show(lines)

    def _faults(self) -> list[str]:
        set_aside = [
            f"{record.table}/{record.id}: {record.reason}" for record in self._survey.set_aside
        ]
        return [*self._survey.damage, *set_aside]

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Take the option that was clicked twice."""
        if message.rows.id == "ways" and message.key:
            self.exit(message.key)

    def on_key(self, event: events.Key) -> None:
        """Move, choose, or quit."""
        rows = self.query_one("#ways", Rows)
        damage = self.query_one("#damage", Rows)
        event.stop()
        picked = next(
            (option.id for option in self._options if _KEYS[option.id] == event.key), None
        )
        if picked is not None:
            self.exit(picked)
        elif event.key in ("j", "down", "k", "up"):
            rows.move(1 if event.key in ("j", "down") else -1)
        elif event.key in ("pagedown", "pageup"):
            step = damage.size.height if event.key == "pagedown" else -damage.size.height
            damage.scroll_relative(y=step, animate=False)
        elif event.key == "enter" and rows.key:
            self.exit(rows.key)
        elif event.key in ("escape", "ctrl+q", "ctrl+c"):
            self.exit(QUIT)

    def action_leave(self) -> None:
        """Quit, over the manual too."""
        self.quit()

    def quit(self) -> None:
        """Quit, and leave everything as it is."""
        self.exit(QUIT)


def choose(folder: Path, survey: Survey, *, readable: bool) -> str:
    """Ask how to go on with a damaged store; returns the id of the option that was chosen."""
    app = RepairApp(folder, survey, options(survey, readable))
    chosen = app.run()
    if app.crash is not None:
        raise app.crash
    return chosen or QUIT
