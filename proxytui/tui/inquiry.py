"""A long question in slices: worked at for some milliseconds, then the keys have their turn."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Generic

from textual.worker import WorkerCancelled, get_current_worker

from proxytui.errors import ProxyTUIError
from proxytui.jobs.collector import without_collector
from proxytui.jobs.slices import PausableTask, T
from proxytui.tui.host import host

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint


# An answer worked out within the first of these is there at once; after it keys wait for a slice.
_AT_ONCE_SECONDS = 0.15
_SLICE_SECONDS = 0.006
_PAUSE_SECONDS = 0.002
BEGINNINGS = 2
HOLD_SECONDS = 60.0
"""A question that began again so often has changes by others wait for it, but not for longer."""


class BackgroundQuestion(Generic[T]):
    """The question that a screen has open; a newer one takes the place of an older one.

    Where the index changes between two slices, the question begins again.
    """

    def __init__(self, screen: Screen[None], index: Index) -> None:
        self._screen = screen
        self._index = index
        self._open: PausableTask[T] | None = None

    @property
    def working(self) -> bool:
        """Whether there is no answer yet."""
        return self._open is not None

    def ask(
        self,
        question: Callable[[Checkpoint], T],
        taken: Callable[[PausableTask[T]], None],
        at_once: float = _AT_ONCE_SECONDS,
    ) -> bool:
        """Work a question out and hand it to `taken`; False where that comes later, in turn with
        the keys.

        Reading the answer raises ProxyTUIError where it could not be worked out.
        """
        self.stop()
        slices = self._open = PausableTask(question)
        version = self._index.version
        if slices.step(at_once):
            self._hand_on(slices, taken)
            return True
        going_on = self._go_on(question, slices, version, taken)
        self._screen.run_worker(going_on, group="question")
        return False

    async def _go_on(
        self,
        question: Callable[[Checkpoint], T],
        slices: PausableTask[T],
        version: int,
        taken: Callable[[PausableTask[T]], None],
    ) -> None:
        begun = 1
        # The collector would walk the half-made answer again and again, a third of the time.
        with without_collector():
            while slices is self._open:
                if version != self._index.version:
                    slices.stop()
                    slices = self._open = PausableTask(question)
                    version = self._index.version
                    begun += 1
                    if begun > BEGINNINGS:
                        self._hold(HOLD_SECONDS)
                if slices.step(_SLICE_SECONDS):
                    break
                await asyncio.sleep(_PAUSE_SECONDS)
        if slices is self._open:
            self._hand_on(slices, taken)

    def _hand_on(self, slices: PausableTask[T], taken: Callable[[PausableTask[T]], None]) -> None:
        self._open = None
        self._hold(0)
        error = slices.error
        if error is not None and not isinstance(error, ProxyTUIError):
            message = host(self._screen).report(error, "this could not be worked out")
            slices.error = ProxyTUIError(message)
        taken(slices)

    def stop(self) -> None:
        """Leave the question without an answer."""
        if self._open is not None:
            self._open.stop()
            self._open = None
            self._hold(0)

    def _hold(self, seconds: float) -> None:
        host(self._screen).hold_changes(self, seconds)


_BREATH_SECONDS = 0.004


class WorkerCheckpoint:
    """Leaves other threads some time whenever it is called in a worker's thread; raises
    WorkerCancelled once the worker is cancelled."""

    def __init__(self) -> None:
        self._worker = get_current_worker()

    def __call__(self) -> None:
        time.sleep(_BREATH_SECONDS)
        if self._worker.is_cancelled:
            raise WorkerCancelled
