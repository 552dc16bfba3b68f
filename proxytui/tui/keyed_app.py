"""An app with the user's keys: one at a time to the screen on top, and F1 leads to the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from proxytui import paths
from proxytui import text as texts
from proxytui.lazy import LazyModule
from proxytui.tui import keymap
from proxytui.tui.closing_screen import is_there
from proxytui.tui.host import ScreenHost
from proxytui.tui.jobs.background_work import BackgroundThreads
from proxytui.tui.key_uses import KeyUses
from proxytui.tui.keyboard import Keyboard
from proxytui.tui.keyed_screen import KeyedScreen
from proxytui.tui.themed_app import Result
from proxytui.tui.too_small import TooSmall, is_too_small

if TYPE_CHECKING:
    from textual.geometry import Size

    from proxytui import crash
    from proxytui.tui import clipboard, news, open_manual
else:
    crash = LazyModule("proxytui.crash")
    clipboard = LazyModule("proxytui.tui.clipboard")
    news = LazyModule("proxytui.tui.news")
    open_manual = LazyModule("proxytui.tui.open_manual")


class KeyedApp(ScreenHost[Result]):
    """An app with the user's keys, toasts, a clipboard, threads and the manual.

    The key of the manual works on every screen and in every window, over a field too.
    """

    threads: BackgroundThreads

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.threads = BackgroundThreads(self)
        self.keyboard = Keyboard(self, self._act_on, self._a_moment)
        self.keymap, self.trouble_with_keys = keymap.of_settings(paths.config_file())
        self.uses = KeyUses()

    def on_unmount(self) -> None:
        """What is being read is of no interest any more."""
        self.threads.stop()

    # A terminal that is too small

    def on_ready(self) -> None:
        """Look at the size once there is a screen to lie over."""
        self._look_at_size(self.size)

    def on_resize(self, event: events.Resize) -> None:
        """Look at the size that the terminal has now."""
        if self.screen_stack:
            self._look_at_size(event.size)

    def _look_at_size(self, size: Size) -> None:
        """Say in place of everything that there is too little room, while there is."""
        shown = isinstance(self.screen, TooSmall)
        if is_too_small(size) and not shown:
            self.push_screen(TooSmall())
        elif shown and not is_too_small(size):
            self.pop_screen()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Hand keys and pastes to the keyboard; all else is Textual's."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self.keyboard.take(event)
        else:
            await super().on_event(event)

    async def _act_on(self, event: events.Key | events.Paste) -> None:
        """Act on a key: it opens the manual, or is for the screen on top."""
        if isinstance(event, events.Key) and self._is_for_manual(event):
            self._open_manual()
        else:
            await super().on_event(event)

    def _is_for_manual(self, event: events.Key) -> bool:
        """Whether a key means the manual; a screen that waits for an action's key knows its own."""
        screen = self.screen
        if isinstance(screen, TooSmall):
            return False
        waits = isinstance(screen, KeyedScreen) and not screen.is_typed_into
        return not waits and not event.is_printable and event.key in self.keymap.keys["manual"]

    def _open_manual(self) -> None:
        if isinstance(self.screen, KeyedScreen):
            self.screen.action_run("manual")
        else:
            open_manual.open_manual(self)

    async def _a_moment(self) -> None:
        """A moment for what a key began to read."""
        await self.threads.a_moment()

    # What all screens use

    def say(self, message: str, severity: str = "information") -> None:
        """Show a toast; foreign text in it stays text."""
        news.tell(self, texts.clean(paths.from_home(message)), severity)

    def report(self, error: BaseException, what: str) -> str:
        """Keep the traceback of a failure in a file while the program goes on; shows and returns
        `what` it was and where that is kept."""
        message = crash.keep_traceback(error, what)
        self.say(message, "error")
        return message

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text from a field of Textual, without a toast."""
        self.copy(text, "")

    def copy(self, text: str, what: str) -> None:
        """Copy a text, and say how far it came; `what` names it, "" says nothing."""
        self._clipboard = text
        clipboard.copy(self, text, what)

    def show_hints(self) -> None:
        """Draw the line at the bottom again, where it also says that something is being saved."""
        for screen in self.screen_stack[-1:]:
            if isinstance(screen, KeyedScreen) and is_there(screen) and self.is_running:
                screen.draw_hints()

    def show_keys(self, contexts: frozenset[str]) -> None:
        """Show the keys that work in these contexts, in a window."""
        from proxytui.tui.dialogs.keys import KeysHelp
        from proxytui.tui.key_list import KeyList

        self.push_screen(KeysHelp(KeyList(self.keymap, contexts), self.palette))
