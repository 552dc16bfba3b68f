"""What stands on the screen while a store takes its time to open, with a way to leave it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from proxytui import text as texts
from proxytui.tui.keyed_app import KeyedApp
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Row, Span, clip, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from proxytui.jobs.task import T
    from proxytui.jobs.thread_task import ThreadTask

_LOOK_SECONDS = 0.05
_LEAVING = ("escape", "q", "ctrl+c")


class OpeningApp(KeyedApp[bool]):
    """Shows that a store is being opened; ends with True once `is_over` says that it is, or can't
    be, with False where the user leaves. `shown` names the store, `progress` gives how far it has
    come, in words."""

    TITLE = "ProxyTUI"
    CSS_PATH: ClassVar = ["styles/explorer.tcss", "styles/windows.tcss"]
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #opening { height: 1fr; }
    #hints { dock: bottom; }
    """
    manual_places = frozenset({"stores"})
    BINDINGS: ClassVar = [("ctrl+q", "leave", "")]

    def __init__(
        self, is_over: Callable[[], bool], shown: str, progress: Callable[[], str]
    ) -> None:
        super().__init__()
        self._is_over = is_over
        self._shown = texts.line(shown)
        self._progress = progress
        self._drawn: tuple[str, int] | None = None
        self.wear("")

    def compose(self) -> ComposeResult:
        """A line on what is opened, and the hints."""
        yield Bar(id="header")
        yield Rows(id="opening")
        yield Bar(id="hints")

    def on_mount(self) -> None:
        """Set colours, and look again and again whether the store is open."""
        palette = self.palette
        for widget in (*self.query(Bar), *self.query(Rows)):
            widget.palette = palette
        self.set_interval(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        if self._is_over():
            self.exit(True)
        else:
            with suppress(LookupError):
                self._draw(self.query_one("#opening", Rows))

    def on_bar_resized(self) -> None:
        """Draw header and hints for the new width."""
        width = self.size.width - 2
        self.query_one("#header", Bar).show([clip((Span("ProxyTUI", "strong"),), width)])
        manual = self.keymap.labels("manual")[:1]
        hints: list[Span] = []
        for key, does in (("esc", "leaves"), *((key, "manual") for key in manual)):
            hints += [Span(key, "key"), Span(f" {does}  ", "dim")]
        self.query_one("#hints", Bar).show([clip(tuple(hints), width)])

    def on_rows_resized(self, message: Rows.Resized) -> None:
        """Wrap the line for the new width."""
        self._draw(message.rows)

    def _draw(self, rows: Rows) -> None:
        progress = texts.line(self._progress())
        if not rows.cells or self._drawn == (progress, rows.cells):
            return
        self._drawn = progress, rows.cells
        lines = paragraph(f"opening {self._shown} …", rows.cells)
        lines += paragraph(progress, rows.cells, "dim") if progress else []
        rows.show([Row("", line, stop=False) for line in lines])

    def on_key(self, event: events.Key) -> None:
        """Leave."""
        event.stop()
        if event.key in _LEAVING:
            self.quit()

    def action_leave(self) -> None:
        """Leave, over the manual too."""
        self.quit()

    def quit(self) -> None:
        """Leave the store unopened."""
        self.exit(False)


def waited_for(task: ThreadTask[T], shown: str, progress: Callable[[], str]) -> bool:
    """Show that a store is being opened until the task is over; False where the user leaves."""
    app = OpeningApp(lambda: task.done, shown, progress)
    over = app.run()
    if app.crash is not None:
        raise app.crash
    return bool(over)
