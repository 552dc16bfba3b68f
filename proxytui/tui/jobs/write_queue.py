"""Writes, which wait for a lock or a disk, done in order in one thread while keys go on."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic

from proxytui.jobs.serial_thread import SerialThread
from proxytui.jobs.task import T, Task
from proxytui.lazy import LazyModule
from proxytui.tui.jobs.open_jobs import LATE_SECONDS, OpenJobs
from proxytui.tui.jobs.results import hand_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui import crash
    from proxytui.errors import ProxyTUIError
    from proxytui.tui.host import Host
else:
    crash = LazyModule("proxytui.crash")


@dataclass(eq=False)
class _Write(Generic[T]):
    """A write, who hears how it went, and the text that would be lost with it; one that is not
    `worked_out` can't begin yet."""

    work: Callable[[], T]
    done: Callable[[T], None]
    failed: Callable[[ProxyTUIError], None] | None
    text: str
    word: str
    begun: float = field(default_factory=time.monotonic)
    task: Task[T] = field(default_factory=Task)
    worked_out: bool = True


class WriteQueue:
    """Writes one after the other.

    The work must not touch the index or the screen, which belong to the explorer's thread; `done`
    and `failed` are called there, once the screens show what the work changed.
    """

    def __init__(self, app: Host) -> None:
        self._app = app
        self._thread = SerialThread("writer")
        self._open: OpenJobs[_Write[Any]] = OpenJobs()
        self._when_idle: Callable[[], None] | None = None
        self.a_moment = self._open.a_moment

    @property
    def busy(self) -> bool:
        """Whether anything was handed on that is not done and shown yet."""
        return bool(self._open)

    @property
    def late(self) -> str:
        """The word for the oldest write where it takes long, to be shown; else ""."""
        return self._open.late

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        text: str = "",
        word: str = "saving",
    ) -> None:
        """Do the work once all before it is done.

        Without `failed` an error is a toast. Where the program ends before `work` did, `text` goes
        to a file. `word` says what is done where that takes long.
        """
        write = _Write(work, done, failed, text, word)
        self._open.add(write)
        self._thread.do(partial(self._run, write))
        self._app.set_timer(LATE_SECONDS, self._app.show_hints)

    def expect(self, text: str) -> Callable[[], None]:
        """Count a text that is still being worked out as a write, so that the program doesn't end
        without it; what is returned is to be called once it is handed on, or given up."""
        write = _Write[None](lambda: None, lambda _: None, None, text, "saving", worked_out=False)
        self._open.add(write)
        self._app.set_timer(LATE_SECONDS, self._app.show_hints)

        def over() -> None:
            self._open.remove(write)
            self._rest()

        return over

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call `then` once all is done."""
        self._when_idle = then

    def finish(self, seconds: float) -> list[str]:
        """After the explorer is gone: wait so long for what is being done; returns what the user
        has to be told of what was not, each text in a file by then."""
        until = time.monotonic() + seconds
        unsaved = []
        for write in self._open:
            over = write.worked_out and write.task.wait(max(0.0, until - time.monotonic()))
            if over and write.task.error is None:
                continue
            why = write.task.error or "it was still being written when the program ended"
            file = crash.keep_text(write.text) if write.text else None
            unsaved.append(f"not saved: {why}" + (f"; what you wrote is in {file}" if file else ""))
        self._open.clear()
        self._thread.end()
        return unsaved

    def _run(self, write: _Write[Any]) -> None:
        """In the thread: do the work, and have the explorer hear of it."""
        write.task.run(write.work)
        # Where the explorer is gone, `finish` looks at how it went.
        with suppress(RuntimeError):
            self._app.call_later(self._hear, write)

    def _hear(self, write: _Write[Any]) -> None:
        """In the explorer's thread: show what was changed, and say how it went."""
        if not self._app.is_running:
            return  # `finish` looks at how it went.
        self._open.remove(write)
        self._app.take_changes()
        hand_on(self._app, write.task, write.done, write.failed)
        self._rest()

    def _rest(self) -> None:
        """Where nothing is left, let those know who wait for that."""
        if self._open:
            return
        self._app.show_hints()
        self._open.settle()
        if self._when_idle is not None:
            then, self._when_idle = self._when_idle, None
            then()
