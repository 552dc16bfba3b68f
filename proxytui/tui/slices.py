"""A long question in slices: worked at for some milliseconds, then the keys have their turn."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from proxytui.errors import ProxyTUIError
from proxytui.model.rows import without_collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.network.index import Index
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
        self.error: Exception | None = None
        """What the question raised."""
        self._thread: threading.Thread | None = None
        self.done = False

    @property
    def answer(self) -> T:
        """What was asked for; raises what the question raised."""
        if self.error is not None:
            raise self.error
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
            self.error = error
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
BEGINNINGS = 2
HOLD_SECONDS = 60.0
"""A question that began anew so often has what others write wait for it, but not for longer."""


class Inquiry(Generic[T]):
    """The question that a screen has open; a newer one takes the place of an older one.

    It is worked out from an index that changes between two slices: then it begins anew.
    """

    def __init__(self, screen: Screen[None], index: Index) -> None:
        self._screen = screen
        self._index = index
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
        """Work it out and hand it on; False where that comes later, in turn with the keys.

        To take the answer raises ProxyTUIError where it could not be worked out.
        """
        self.stop()
        slices = self._open = Slices(question)
        version = self._index.version
        if slices.step(at_once):
            self._hand_on(slices, taken)
            return True
        going_on = self._go_on(question, slices, version, taken)
        self._screen.run_worker(going_on, group="question")
        return False

    async def _go_on(
        self,
        question: Callable[[Breathe], T],
        slices: Slices[T],
        version: int,
        taken: Callable[[Slices[T]], None],
    ) -> None:
        begun = 1
        # What is gathered would be walked again and again, a third of the time.
        with without_collector():
            while slices is self._open:
                if version != self._index.version:
                    slices.stop()
                    slices = self._open = Slices(question)
                    version = self._index.version
                    begun += 1
                    if begun > BEGINNINGS:
                        self._hold(HOLD_SECONDS)
                if slices.step(_SLICE_SECONDS):
                    break
                await asyncio.sleep(_PAUSE_SECONDS)
        if slices is self._open:
            self._hand_on(slices, taken)

    def _hand_on(self, slices: Slices[T], taken: Callable[[Slices[T]], None]) -> None:
        self._open = None
        self._hold(0)
        error = slices.error
        if error is not None and not isinstance(error, ProxyTUIError):
            told = self._screen.app.report(  # type: ignore[attr-defined]
                error, "this could not be worked out"
            )
            slices.error = ProxyTUIError(told)
        taken(slices)

    def stop(self) -> None:
        """Leave the question without an answer."""
        if self._open is not None:
            self._open.stop()
            self._open = None
            self._hold(0)

    def _hold(self, seconds: float) -> None:
        self._screen.app.hold_changes(self, seconds)  # type: ignore[attr-defined]
