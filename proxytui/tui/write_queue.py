"""A queue of work that waits for a lock or a disk, done in order in a thread while keys go on."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from proxytui import crash
from proxytui.errors import ProxyTUIError

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.tui.host import Host

T = TypeVar("T")

# A disk that is well takes less; what is written by then stands on the screen when the next key
# acts, and nobody notices the wait.
_MOMENT_SECONDS = 0.1
_SAVING_SECONDS = 0.15


@dataclass(eq=False)
class _Job(Generic[T]):
    """A piece of work, the functions that hear how it went, and the text that would be lost."""

    work: Callable[[], T]
    done: Callable[[T], None]
    failed: Callable[[ProxyTUIError], None] | None
    text: str
    word: str
    queued_at: float = field(default_factory=time.monotonic)
    result: list[T] = field(default_factory=list)
    error: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)


class WriteQueue:
    """A thread that does work in the order in which it is queued.

    The work must not touch the index or the screen, which belong to the explorer's thread; `done`
    and `failed` are called there, once the screens show the changes made by the work.
    """

    def __init__(self, app: Host) -> None:
        self._app = app
        self._queue: SimpleQueue[_Job[Any]] = SimpleQueue()
        self._open: deque[_Job[Any]] = deque()
        self._thread: threading.Thread | None = None
        self._idle: asyncio.Event | None = None
        self._when_idle: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether any work is not done and shown yet."""
        return bool(self._open)

    @property
    def late(self) -> str:
        """The word for work that takes so long that the user should know: `saving`, or ""."""
        slow = self.busy and time.monotonic() - self._open[0].queued_at >= _SAVING_SECONDS
        return self._open[0].word if slow else ""

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        text: str = "",
        word: str = "saving",
    ) -> None:
        """Queue work.

        Without `failed` an error is a toast. Where the program ends before `work` did, `text` goes
        to a file. `word` is shown where the work takes long.
        """
        job = _Job(work, done, failed, text, word)
        self._open.append(job)
        if self._idle is None:
            self._idle = asyncio.Event()
        self._idle.clear()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()
        self._queue.put(job)
        self._app.set_timer(_SAVING_SECONDS, self._app.show_hints)

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call a function once all work is done."""
        self._when_idle = then

    async def a_moment(self) -> None:
        """Wait until all work is done, but no longer than a moment after the oldest was queued."""
        while self._open and self._idle is not None:
            left = self._open[0].queued_at + _MOMENT_SECONDS - time.monotonic()
            if left <= 0:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), left)

    def finish(self, seconds: float) -> list[str]:
        """After the explorer is gone, wait so long for work that goes on; returns a line for each
        that was not done, whose text is in a file by then."""
        until = time.monotonic() + seconds
        lines = []
        for job in self._open:
            job.over.wait(max(0.0, until - time.monotonic()))
            if job.over.is_set() and job.error is None:
                continue
            why = job.error or "it was still being written when the program ended"
            file = crash.keep_text(job.text) if job.text else None
            lines.append(f"not saved: {why}" + (f"; what you wrote is in {file}" if file else ""))
        self._open.clear()
        return lines

    # In the thread

    def _run(self) -> None:
        while True:
            job = self._queue.get()
            try:
                job.result.append(job.work())
            except Exception as error:
                job.error = error
            job.over.set()
            # Where the explorer is gone, `finish` looks at how it went.
            with suppress(RuntimeError):
                self._app.call_later(self._hear, job)

    # In the explorer's thread

    def _hear(self, job: _Job[Any]) -> None:
        if not self._app.is_running:
            return  # `finish` looks at how it went.
        self._open.remove(job)
        self._app.take_changes()
        if job.error is None:
            job.done(job.result[0])
        elif not isinstance(job.error, ProxyTUIError):
            error = ProxyTUIError(self._app.report(job.error, "this could not be done"))
            if job.failed is not None:
                job.failed(error)
        elif job.failed is not None:
            job.failed(job.error)
        else:
            self._app.say(str(job.error), "error")
        if self._open:
            return
        self._app.show_hints()
        if self._idle is not None:
            self._idle.set()
        if self._when_idle is not None:
            then, self._when_idle = self._when_idle, None
            then()
