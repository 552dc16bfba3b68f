"""A long question in slices: worked at for some milliseconds, then the keys have their turn."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from proxytui.model.rows import without_collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.network.pace import Breathe

T = TypeVar("T")


class _Stopped(BaseException):
    """Nobody waits for the answer any more."""


class Slices(Generic[T]):
    """Works out what `ask` returns, only while `step` runs.

    A thread of its own has the question, but it and the caller never run at the same time: what
    only one thread may read stays so. `ask` calls what it is given where it can be interrupted.
    """

    def __init__(self, ask: Callable[[Breathe], T]) -> None:
        self._ask = ask
        self._go = threading.Semaphore(0)
        self._rest = threading.Semaphore(0)
        self._until = 0.0
        self._stopped = False
        self._answer: list[T] = []
        self._error: Exception | None = None
        self._thread: threading.Thread | None = None
        self.done = False

    @property
    def answer(self) -> T:
        """What was asked for; raises what the question raised."""
        if self._error is not None:
            raise self._error
        return self._answer[0]

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
        self.done = True

    def _work(self) -> None:
        self._go.acquire()
        try:
            self._answer.append(self._ask(self._breathe))
        except _Stopped:
            pass
        except Exception as error:
            self._error = error
        finally:
            self.done = True
            self._rest.release()

    def _breathe(self) -> None:
        if self._stopped or time.monotonic() >= self._until:
            if not self._stopped:
                self._rest.release()
                self._go.acquire()
            if self._stopped:
                raise _Stopped


# What is worked out in the first of these is there at once; after that keys wait for one slice.
_AT_ONCE_SECONDS = 0.15
_SLICE_SECONDS = 0.006
_PAUSE_SECONDS = 0.002


class Inquiry(Generic[T]):
    """The question that a screen has open; a newer one takes the place of an older one."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._open: Slices[T] | None = None

    @property
    def working(self) -> bool:
        """Whether there is no answer yet."""
        return self._open is not None

    def ask(
        self,
        question: Callable[[Breathe], T],
        taken: Callable[[Slices[T]], None],
        at_once: float = _AT_ONCE_SECONDS,
    ) -> bool:
        """Work it out and hand it on; False where that comes later, in turn with the keys."""
        self.stop()
        slices = self._open = Slices(question)
        if slices.step(at_once):
            self._open = None
            taken(slices)
            return True
        self._screen.run_worker(self._go_on(slices, taken), group="question")
        return False

    async def _go_on(self, slices: Slices[T], taken: Callable[[Slices[T]], None]) -> None:
        # What is gathered would be walked again and again, a third of the time and 0.8 s at once;
        # it goes when the screen lets go of it.
        with without_collector():
            while slices is self._open and not slices.step(_SLICE_SECONDS):
                await asyncio.sleep(_PAUSE_SECONDS)
            gc.freeze()
        if slices is self._open:
            self._open = None
            taken(slices)

    def stop(self) -> None:
        """Leave the question without an answer."""
        if self._open is not None:
            self._open.stop()
            self._open = None
