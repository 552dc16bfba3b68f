"""Work for a screen that waits for a disk or another program, each in a thread of its own."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic

from proxytui.jobs.priority import keys_first
from proxytui.jobs.task import T
from proxytui.jobs.thread_task import ThreadTask
from proxytui.tui.closing_screen import is_closing
from proxytui.tui.host import host
from proxytui.tui.jobs.open_jobs import LATE_SECONDS, OpenJobs
from proxytui.tui.jobs.results import hand_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.tui.host import ScreenHost

_PATIENCE_SECONDS = 2.0
"""At the end of the program threads are waited for so long; one that hangs is left."""


@dataclass(eq=False)
class _Job(Generic[T]):
    """A task in a thread, and who hears how it went."""

    task: ThreadTask[T]
    done: Callable[[T], None]
    failed: Callable[[ProxyTUIError], None] | None
    word: str
    begun: float = field(default_factory=time.monotonic)


class BackgroundThreads:
    """All threads that work for the screens of an application.

    None waits for another one or for a write. The work must not touch the index or the screen,
    which belong to the explorer's thread; `done` and `failed` are called there.
    """

    def __init__(self, app: ScreenHost[Any]) -> None:
        self._app = app
        self._jobs: set[_Job[Any]] = set()
        self._awaited: OpenJobs[_Job[Any]] = OpenJobs()
        self.a_moment = self._awaited.a_moment

    @property
    def late(self) -> str:
        """The word for the oldest awaited job where it takes long, to be shown; else ""."""
        return self._awaited.late

    def start(
        self,
        work: Callable[[Checkpoint], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        *,
        name: str,
        word: str = "",
    ) -> ThreadTask[T]:
        """Begin; the task that is returned can be left with `cancel`.

        Without `failed` an error is a toast. With a `word` for what is done the next key waits a
        moment for it, and where it takes longer the word is shown.
        """

        def behind_keys(checkpoint: Checkpoint) -> T:
            with keys_first():
                return work(checkpoint)

        task = ThreadTask(behind_keys, name)
        job = _Job(task, done, failed, word)
        self._jobs.add(job)
        if word:
            self._awaited.add(job)
            self._app.set_timer(LATE_SECONDS, self._app.show_hints)

        def ended() -> None:
            # Where the explorer is gone, nobody waits for it.
            with suppress(RuntimeError):
                self._app.call_later(self._hear, job)

        task.start(ended)
        return task

    @property
    def working(self) -> bool:
        """Whether any work is under way."""
        return bool(self._jobs)

    def cancel(self, task: ThreadTask[T]) -> None:
        """Leave a task: nobody hears how it went."""
        task.cancel()
        for job in [job for job in self._jobs if job.task is task]:
            self._forget(job)

    def reword(self, task: ThreadTask[T], word: str) -> None:
        """Show another word for a task that goes on, such as how far it has come."""
        for job in self._jobs:
            if job.task is task and job.word and job.word != word:
                job.word = word
                self._app.show_hints()

    def settle(self, task: ThreadTask[T], seconds: float) -> bool:
        """Wait for a task with the keys, so that what is short is there at once; False where it
        takes longer."""
        if not task.wait(seconds):
            return False
        for job in [job for job in self._jobs if job.task is task]:
            self._hear(job)
        return True

    def stop(self) -> None:
        """Leave all that is under way, for the end of the program."""
        until = time.monotonic() + _PATIENCE_SECONDS
        for job in self._jobs:
            job.task.cancel()
        for job in self._jobs:
            job.task.wait(max(0.0, until - time.monotonic()))
        self._jobs.clear()
        self._awaited.clear()

    def _hear(self, job: _Job[Any]) -> None:
        """In the explorer's thread: say how it went."""
        if job not in self._jobs or not self._app.is_running:
            return
        self._jobs.discard(job)
        self._awaited.remove(job)
        try:
            hand_on(self._app, job.task, job.done, job.failed)
        finally:
            self._forget(job)

    def _forget(self, job: _Job[Any]) -> None:
        self._jobs.discard(job)
        self._awaited.remove(job)
        self._awaited.settle()
        if job.word and self._app.is_running:
            self._app.show_hints()


class BackgroundWork(Generic[T]):
    """The work that a screen waits for; a newer piece takes the place of an older one."""

    def __init__(self, screen: Screen[Any], name: str) -> None:
        self._screen = screen
        self._name = name
        self._open: ThreadTask[T] | None = None

    @property
    def working(self) -> bool:
        """Whether there is no answer yet."""
        return self._open is not None

    def ask(
        self,
        work: Callable[[Checkpoint], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        word: str = "",
        at_once: float = 0.0,
    ) -> bool:
        """Have this done in a thread, and hear of it; False where that comes later.

        Without `failed` an error is a toast. With a `word` for what is done the next key waits a
        moment for it. The first `at_once` seconds are waited for here: no more than a blink.
        """
        self.stop()

        def answered(answer: T) -> None:
            self._open = None
            if not is_closing(self._screen):
                done(answer)

        def refused(error: ProxyTUIError) -> None:
            self._open = None
            if is_closing(self._screen):
                return
            if failed is not None:
                failed(error)
            else:
                host(self._screen).say(str(error), "error")

        threads = host(self._screen).threads
        task = self._open = threads.start(work, answered, refused, name=self._name, word=word)
        return at_once > 0 and threads.settle(task, at_once)

    def reword(self, word: str) -> None:
        """Show another word for the work that goes on."""
        if self._open is not None:
            host(self._screen).threads.reword(self._open, word)

    def stop(self) -> None:
        """Leave the work without an answer."""
        if self._open is not None:
            task, self._open = self._open, None
            host(self._screen).threads.cancel(task)
