"""A long question in slices: worked at for some milliseconds, then the keys have their turn."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from proxytui.jobs.task import T, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.jobs.pacing import Checkpoint


class _Stopped(BaseException):
    """Nobody waits for the answer any more."""


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
        self._thread: threading.Thread | None = None

    def step(self, seconds: float) -> bool:
        """Work for about so long; True once there is an answer."""
        if self.done:
            return True
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="question", daemon=True)
            self._thread.start()
        self._until = time.monotonic() + seconds
        self._go.release()
        self._rest.acquire()
        return self.done

    def stop(self) -> None:
        """Leave the question without an answer."""
        if self._thread is not None and not self.done:
            self._stopped = True
            self._go.release()
            self._rest.acquire()
        self._over.set()

    def _work(self) -> None:
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
