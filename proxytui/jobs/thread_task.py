"""Work in a daemon thread of its own, which ends early once nobody wants it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from proxytui.jobs.task import T, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.jobs.pacing import Checkpoint

_BREATH_SECONDS = 0.004
"""The time that a thread leaves to the others at each checkpoint."""


class Cancelled(BaseException):
    """Nobody wants the work any more; raised at its next checkpoint."""


class ThreadTask(Task[T]):
    """A thread for one piece of work, which must not touch what only one thread may use.

    A daemon, for a disk that hangs must not keep the program from ending. `work` gets a checkpoint
    to call where it can be interrupted: that leaves the others some time.
    """

    def __init__(self, work: Callable[[Checkpoint], T], name: str) -> None:
        super().__init__()
        self._work = work
        self._name = name
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the work any more."""
        return self._cancelled.is_set()

    def start(self, ended: Callable[[], object] | None = None) -> None:
        """Begin; `ended` is called in the thread once the work is over."""
        run = partial(self._run, ended)
        threading.Thread(target=run, name=self._name, daemon=True).start()

    def cancel(self) -> None:
        """Have the work end at its next checkpoint, or have its answer be of no interest."""
        self._cancelled.set()

    def pause(self, seconds: float) -> None:
        """Wait, in the thread of the work; raises Cancelled as soon as nobody wants it."""
        if self._cancelled.wait(seconds):
            raise Cancelled

    def _run(self, ended: Callable[[], object] | None) -> None:
        try:
            self.run(partial(self._work, partial(self.pause, _BREATH_SECONDS)))
        except Cancelled:
            return
        if ended is not None:
            ended()
