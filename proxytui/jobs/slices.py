"""A long task in slices: some milliseconds of work, then the keys have their turn."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.jobs.pacing import Checkpoint


T = TypeVar("T")


class _Stopped(BaseException):
    """Raised in the task's thread when nobody waits for the answer any more."""


class PausableTask(Generic[T]):
    """A task that runs only while `step` does.

    `ask` runs in a thread of its own, but never at the same time as the caller, so that it may read
    what only one thread may. It is handed a checkpoint to call where it can be interrupted.
    """

    def __init__(self, ask: Callable[[Checkpoint], T]) -> None:
        self._ask = ask
        self._resume = threading.Semaphore(0)
        self._paused = threading.Semaphore(0)
        self._until = 0.0
        self._stopped = False
        self._answer: list[T] = []
        self.error: Exception | None = None
        """The exception that `ask` raised."""
        self._thread: threading.Thread | None = None
        self.done = False

    @property
    def answer(self) -> T:
        """The result of `ask`; raises what `ask` raised."""
        if self.error is not None:
            raise self.error
        return self._answer[0]

    def step(self, seconds: float) -> bool:
        """Work for about so many seconds; True once the task is done."""
        if self.done:
            return True
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="question", daemon=True)
            self._thread.start()
        self._until = time.monotonic() + seconds
        self._resume.release()
        self._paused.acquire()
        return self.done

    def stop(self) -> None:
        """Abandon the task without an answer."""
        if self._thread is not None and not self.done:
            self._stopped = True
            self._resume.release()
            self._paused.acquire()
        self.done = True

    def _work(self) -> None:
        self._resume.acquire()
        try:
            self._answer.append(self._ask(self._checkpoint))
        except _Stopped:
            pass
        except Exception as error:
            self.error = error
        finally:
            self.done = True
            self._paused.release()

    def _checkpoint(self) -> None:
        if self._stopped or time.monotonic() >= self._until:
            if not self._stopped:
                self._paused.release()
                self._resume.acquire()
            if self._stopped:
                raise _Stopped
