"""A long question in slices: worked at for some milliseconds, then the keys have their turn."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from proxytui.jobs.task import T, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.jobs.pacing import Checkpoint


A = TypeVar("A")


class _Stopped(BaseException):
    """Nobody waits for the answer any more."""


class _Current(threading.local):
    """The task whose question this thread works out, if it is such a thread."""

    task: PausableTask[object] | None = None


_current = _Current()


def aside(work: Callable[[], A]) -> A:
    """Do what waits for a disk, in the middle of a question, without holding the keys up.

    In the thread of a `PausableTask` it runs beside the thread that takes the steps, so that it
    must not read what belongs to that one; anywhere else it is a plain call.
    """
    task = _current.task
    return work() if task is None else task.aside(work)


class PausableTask(Task[T]):
    """Works out what `ask` returns, only while `step` runs.

    A thread of its own has the question, but it and the caller never run at the same time: what
    only one thread may read stays so. `ask` calls what it is given where it can be interrupted.
    """

    def __init__(self, ask: Callable[[Checkpoint], T]) -> None:
        super().__init__()
        self._ask = ask
        self._go = threading.Semaphore(0)
        self._rest = threading.Semaphore(0)
        self._until = 0.0
        self._stopped = False
        self._here = threading.Event()
        self._here.set()
        self._thread: threading.Thread | None = None

    def step(self, seconds: float) -> bool:
        """Work for about so long; True once there is an answer."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="question", daemon=True)
            self._thread.start()
        self._until = time.monotonic() + seconds
        while not self.done and self._here.wait(max(0.0, self._until - time.monotonic())):
            self._go.release()
            self._rest.acquire()
            if self._here.is_set():
                break
        return self.done

    def stop(self) -> None:
        """Leave the question without an answer."""
        if self._thread is not None and not self.done:
            self._stopped = True
            here = self._here.is_set()
            self._go.release()
            if here:
                self._rest.acquire()
        self._over.set()

    def aside(self, work: Callable[[], A]) -> A:
        """In the thread of the question: end the slice, do this meanwhile, and go on with the next
        slice after it."""
        self._here.clear()
        self._rest.release()
        try:
            return work()
        finally:
            self._here.set()
            self._go.acquire()
            if self._stopped:
                raise _Stopped

    def _work(self) -> None:
        _current.task = self  # type: ignore[assignment]  # the answer's type is of no interest there
        self._go.acquire()
        try:
            self.run(partial(self._ask, self._checkpoint))
        except _Stopped:
            pass
        finally:
            self._rest.release()

    def _checkpoint(self) -> None:
        if self._stopped or time.monotonic() >= self._until:
            if not self._stopped:
                self._rest.release()
                self._go.acquire()
            if self._stopped:
                raise _Stopped
