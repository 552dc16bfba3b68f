"""The application: themes, keymap, error funnel, signals; everything shown is in the screens."""

from __future__ import annotations

import asyncio
import gc
import signal
import time
from contextlib import ExitStack, suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.worker import WorkerCancelled, WorkerFailed

from proxytui import text as texts
from proxytui.errors import ProxyTUIError
from proxytui.jobs.collector import collect_now
from proxytui.lazy import LazyModule
from proxytui.model import dates
from proxytui.tui import saved_state as states
from proxytui.tui.closing_screen import is_there
from proxytui.tui.explorer import kept_session
from proxytui.tui.explorer.screen import Explorer
from proxytui.tui.host import Host
from proxytui.tui.jobs.store_watcher import StoreWatcher
from proxytui.tui.jobs.write_queue import WriteQueue
from proxytui.tui.keyed_app import KeyedApp
from proxytui.tui.keyed_screen import KeyedScreen
from proxytui.tui.leaving import Leaving
from proxytui.tui.theme import THEMES, WORDS, ThemeStyles

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import SystemCommand
    from textual.command import Provider

    from proxytui import crash
    from proxytui.commands.opening import Opening
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui import recent_stores, svg
    from proxytui.tui.dialogs import choose_one
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.tour import Tour
    from proxytui.workspace import Workspace
else:
    crash = LazyModule("proxytui.crash")
    recent_stores = LazyModule("proxytui.tui.recent_stores")
    svg = LazyModule("proxytui.tui.svg")
    choose_one = LazyModule("proxytui.tui.dialogs.choose_one")

_POLL_SECONDS = 0.1
_FOLLOW_SECONDS = 0.05
_PAUSE_SECONDS = 0.02
"""Of very many changes some are followed and shown, then keys have their turn."""
_WINDOW_STYLES = Path(__file__).parent / "styles" / "windows.tcss"
# By then all that is shown first is painted.
_NAMES_SECONDS = 1.0
_PAUSE_FOR_COLLECTING = 1.0
_LAST_SECONDS = 3.0
"""A write that is under way at the end of the program is waited for so long."""
_ENDING = "Saving; the explorer ends once that is done. Quit again to end at once."


def _actions() -> type[Provider]:
    from proxytui.tui.palette_provider import ActionProvider

    return ActionProvider


class ProxyTUI(KeyedApp[None], Host):
    """The explorer over one workspace."""

    TITLE = "ProxyTUI"
    CSS_PATH = "styles/explorer.tcss"
    COMMANDS: ClassVar = {_actions}
    ENABLE_COMMAND_PALETTE = True
    greeting = ""
    guided_to: Opening | None = None
    """With the tour, what leads there and what is open after it."""
    writer: WriteQueue
    leaving: Leaving

    def __init__(
        self, workspace: Workspace, centre: str = "", as_of: str = "", *, afresh: bool = False
    ) -> None:
        """With `afresh` nothing of the saved state but the theme is taken up."""
        super().__init__()
        self.workspace = workspace
        self.parting: list[str] = []
        self.leaving = Leaving(self)
        self.writer = WriteQueue(self)
        self.watcher = StoreWatcher(self)
        self.tour: Tour | None = None
        if not workspace.demo:
            self.uses.load()
        self.kept = states.SavedState() if workspace.demo else states.load(workspace.place)
        if afresh:
            self.kept = states.SavedState(theme=self.kept.theme)
        self._centre = centre or self.kept.centre
        self._as_of = as_of or self.kept.as_of
        self._shown_warnings: set[str] = set()
        self._trouble = self._unreached = ""
        self.ending = False
        self._catching_up = False
        self._holders: dict[object, float] = {}
        self.starting = ExitStack()
        """Closed once the first picture is complete."""
        self.wear(self.kept.theme)

    # Starting and ending

    def get_default_screen(self) -> Explorer:
        """The explorer: an empty screen under it would be mounted, styled and painted too."""
        session, pane = self._session(), self.kept.pane
        self.explorer = Explorer(self.workspace, session, self.keymap, self.palette, pane)
        return self.explorer

    def on_mount(self) -> None:
        """Watch for other instances and for the end."""
        self.watcher.start()
        self.set_interval(_POLL_SECONDS, self.poll)
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.end_by, number)
        self.call_after_refresh(self._greet)

    def on_unmount(self) -> None:
        """What others write is of no interest any more."""
        self.watcher.stop()

    async def _act_on(self, event: events.Key | events.Paste) -> None:
        """Act on a key, unless the tour takes it for itself."""
        touring = self.tour is not None and not self.tour.is_over
        acting = self.tour.filtered(event) if self.tour is not None and touring else event
        if acting is not None:
            await super()._act_on(acting)

    async def _a_moment(self) -> None:
        """A moment for what a key began to write or to read, and for what is written once it was
        read and checked."""
        await self.writer.a_moment()
        await super()._a_moment()
        await self.writer.a_moment()
        if self.tour is not None and not self.tour.is_over:
            self.tour.acted()

    def _session(self) -> Session:
        default = self.workspace.default_period
        try:
            period = dates.period(self._as_of) if self._as_of else default
        except dates.DateError:
            period = default
        return kept_session.restored(self.kept, self._centre, period, default)

    def _greet(self) -> None:
        if self.greeting:
            self.say(self.greeting)
        if self.trouble_with_keys:
            self.say(self.trouble_with_keys, "warning")
        self._warn()
        self.set_timer(_NAMES_SECONDS, self._build_names)

    def on_explorer_complete(self) -> None:
        """Freeze what was read for the first picture; begin the tour, where it was asked for."""
        self.style_windows()
        self._freeze()
        if self.guided_to is not None and self.tour is None:
            from proxytui.tui.tour import Tour

            self.tour = Tour(self.explorer, self._leave_tour)
            self.tour.begin()

    def style_windows(self) -> None:
        """Read the styles of windows and views, which take as long to parse as all others."""
        self.stylesheet.read(_WINDOW_STYLES)
        self.stylesheet.parse()
        if len(self.screen_stack) > 1:
            # A key was quicker.
            self.refresh_css(animate=False)

    def _leave_tour(self) -> None:
        """Leave the demo of the tour for what was open before."""
        following = self.guided_to.then if self.guided_to is not None else None
        if following is None:
            self.end()
        elif following.address is not None:
            self.leaving.switch(following)

    def _freeze(self) -> None:
        """Keep the collector from walking lasting objects again and again: 40 ms each time after
        the imports, 0.2 s with a large store."""
        self.starting.close()
        if not self.is_headless:
            gc.freeze()
            # Costs nothing now; from the objects left it is decided how much garbage may gather.
            gc.collect()

    def _build_names(self) -> None:
        """Build the names for filter and search while nobody uses them yet; of a store that stays
        on the disk only the file of those as they are written, which forms ask at each letter."""
        if self.workspace.index.on_disk:
            self.threads.start(self.workspace.exact_names.file, lambda _: None, name="names")
            return
        fold, workspace = self.explorer.actor_pane.names.prepare(), self.workspace
        builds = [workspace.names.prepare(), workspace.exact_names.prepare()]

        def work(checkpoint: Checkpoint) -> list[Callable[[], None]]:
            import_module("proxytui.views.search_hits")
            fold(checkpoint)
            return [build(checkpoint) for build in builds if build is not None]

        def built(takes: list[Callable[[], None]]) -> None:
            for take in takes:
                take()
            self._freeze()

        self.threads.start(work, built, name="names")

    def _warn(self) -> None:
        """Show warnings of the store that were not shown yet."""
        fresh = [
            warning for warning in self.workspace.warnings if warning not in self._shown_warnings
        ]
        self._shown_warnings.update(fresh)
        for warning in texts.summarise_alike(fresh):
            self.say(warning, "warning")

    # Ending

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open: Textual looks at the topmost screen only."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            super().action_command_palette()

    async def action_quit(self) -> None:
        """End by the key that Textual itself binds, which works over a window or a field."""
        self.leaving.at_once()

    def end(self) -> None:
        """End once all that is being written is on the disk; called again, at once."""
        if self.ending or not self.writer.busy:
            self.exit()
            return
        self.ending = True
        self.writer.when_idle(self.exit)
        self.notify(_ENDING, severity="warning", timeout=60, markup=False)

    def end_by(self, number: int) -> None:
        """End for a signal of the system, and keep what is being typed."""
        self._keep_drafts()
        super().end_by(number)

    def _keep_drafts(self) -> None:
        for screen in self.screen_stack:
            draft = ""
            # A screen that failed while it was being made has no field yet.
            with suppress(NoMatches):
                draft = getattr(screen, "draft", "")
            if draft.strip() and (file := crash.keep_text(draft)):
                self.parting.append(f"what you were typing is in {file}")

    def keep_state(self) -> None:
        """Keep where the user is for the next start."""
        if self.workspace.demo or not hasattr(self, "explorer"):
            return
        kept = kept_session.kept(self.explorer.session, self.theme, self.explorer.pane)
        states.save(self.workspace.place, kept)
        self.uses.keep()

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed):
            self._worker_failed(error.error)
            return
        super()._handle_exception(error)

    def crashed(self, error: Exception) -> None:
        """Remember the failure, and keep what is being typed."""
        super().crashed(error)
        self._keep_drafts()

    # Going on

    def _worker_failed(self, error: BaseException) -> None:
        """Show the failure of work in the background; keys go on."""
        if isinstance(error, ProxyTUIError):
            self.say(str(error), "error")
        elif not isinstance(error, WorkerCancelled):
            self.report(error, "something failed")

    # What all screens use

    @property
    def late(self) -> str:
        """The word for a write or for work that takes so long that it is to be said, else ""."""
        return self.writer.late or self.threads.late

    def quit(self) -> None:
        """End, and ask first only where something would be lost."""
        self.leaving.at_once()

    def hold_changes(self, waiting: object, seconds: float) -> None:
        """Let changes by others wait for so long, so that a question of `waiting` may come to its
        end; with 0 seconds they wait no longer."""
        if seconds:
            self._holders[waiting] = time.monotonic() + seconds
        else:
            self._holders.pop(waiting, None)

    def poll(self) -> None:
        """Take over changes that were seen, unless a question has them wait."""
        holding = any(until > time.monotonic() for until in self._holders.values())
        # While the program ends, screens are half gone.
        if self.is_running and not holding:
            self.take_changes()
        # A window that is open now would never be collected once it is closed.
        is_alone = self.screen_stack[-1:] == [self.explorer]
        if is_alone and self.keyboard.pause > _PAUSE_FOR_COLLECTING:
            collect_now()

    def take_changes(self) -> None:
        """Take over changes that were written, here or elsewhere, and show them."""
        trouble, self._trouble = self._trouble, self.watcher.trouble
        if self._trouble and self._trouble != trouble:
            self.say(self._trouble, "error")
        before, self._unreached = self._unreached, self.workspace.unreached
        if before and not self._unreached:
            self.say("The connection is there again.")
        if self.workspace.follow(_FOLLOW_SECONDS) or before != self._unreached:
            self.tell_screens()
        if self.workspace.behind and not self._catching_up:
            self._catching_up = True
            self.set_timer(_PAUSE_SECONDS, self._catch_up)
        self._warn()

    def _catch_up(self) -> None:
        self._catching_up = False
        self.poll()

    def tell_screens(self) -> None:
        """Let every screen know that records changed, also those under others."""
        for screen in self.screen_stack:
            changed: Callable[[], None] | None = getattr(screen, "store_changed", None)
            # A screen that is still being made draws the records as they are then.
            if changed is not None and is_there(screen):
                changed()

    def choose_theme(self) -> None:
        """Choose a theme; each is shown while the cursor is on it."""
        before = self.theme

        def preview(name: str) -> ThemeStyles:
            self.theme = name
            self._repaint()
            return self.palette

        def chosen(name: str | None) -> None:
            self.theme = name or before
            self._repaint()

        own = [theme.name for theme in THEMES]
        others = sorted(name for name in self.available_themes if name not in own)
        choices = [choose_one.Choice(name, name, WORDS.get(name, "")) for name in (*own, *others)]
        themes = choose_one.SelectOne("Theme", choices, self.palette, before, preview)
        self.push_screen(themes, chosen)

    def _repaint(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen) and is_there(screen):
                screen.paint_with(self.palette)

    def save_picture(self) -> None:
        """Save a picture of the screen in the working directory, and say where."""
        when = datetime.now().strftime("%Y-%m-%d-%H%M%S")
        name = f"proxytui-{texts.file_name(self.workspace.name)}-{when}.svg"
        picture = svg.captured(self, "ProxyTUI")

        def work() -> Path:
            try:
                Path(name).write_text(picture(), encoding="utf-8")
            except OSError as error:
                raise ProxyTUIError(f"Can't write {name}: {error.strerror or error}") from error
            return Path(name).resolve()

        self.writer.do(work, lambda file: self.say(f"Picture saved as {file}"))

    def get_system_commands(self, screen: object) -> list[SystemCommand]:
        """No commands of Textual's own: the table of actions has them."""
        return []


def run(
    workspace: Workspace,
    say: Callable[[str], None],
    opening: Opening,
    starting: ExitStack,
) -> tuple[int, Opening | None]:
    """Open the explorer; returns the exit code and the store to open next, raises the error that
    crashed it. `say` gets each line that the user has to know once the explorer is gone; `starting`
    is closed once the first picture is complete."""
    if not workspace.demo:
        recent_stores.remember(workspace.place.address)
    app = ProxyTUI(workspace)
    app.starting = starting
    app.greeting = opening.words
    app.guided_to = opening if opening.tour else None
    gc.freeze()
    try:
        app.run()
    finally:
        app.starting.close()
        app.keep_state()
        parting = [*app.parting, *app.writer.finish(0 if app.ending else _LAST_SECONDS)]
        parting += app.leaving.last_words()
    if app.crash is not None:
        for line in parting:
            app.crash.add_note(line)
        raise app.crash
    for line in parting:
        say(line)
    return app.return_code or 0, None if app.return_code else app.leaving.next_store
