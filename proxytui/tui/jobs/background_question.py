"""A long question in slices: worked at for some milliseconds, then the keys have their turn."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from proxytui.jobs.collector import keep_lasting, without_collector
from proxytui.jobs.slices import PausableTask
from proxytui.jobs.task import T
from proxytui.tui.closing_screen import is_closing
from proxytui.tui.host import host
from proxytui.tui.jobs.results import hand_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.errors import ProxyTUIError
    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint


# What is worked out in the first of these is there at once; after that keys wait for one slice.
AT_ONCE_SECONDS = 0.02
SLICE_SECONDS = 0.006
_PAUSE_SECONDS = 0.002
_PAINT_SECONDS = 0.1
"""A screen that is not shown, or covered, is not painted."""
_BEGINNINGS = 2
_HOLD_SECONDS = 60.0
"""A question that began anew so often has what others write wait for it, but not for longer."""


class _Request(NamedTuple, Generic[T]):
    """A question, and what is called with its answer, its error, and between two slices."""

    question: Callable[[Checkpoint], T]
    done: Callable[[T], None]
    failed: Callable[[ProxyTUIError], None] | None
    between: Callable[[], None] | None


class BackgroundQuestion(Generic[T]):
    """The question that a screen has open; a newer one takes the place of an older one.

    It is worked out from an index that changes between two slices: then it begins anew. With
    `notes` it does so after changes to notes too. Without an index nothing that it is worked out
    from can change.
    """

    def __init__(self, screen: Screen[Any], index: Index | None, *, notes: bool = False) -> None:
        self._screen = screen
        self._index = index
        self._notes = notes
        self._open: PausableTask[T] | None = None

    @property
    def working(self) -> bool:
        """Whether there is no answer yet."""
        return self._open is not None

    def ask(
        self,
        question: Callable[[Checkpoint], T],
        done: Callable[[T], None],
        failed: Callable[[ProxyTUIError], None] | None = None,
        at_once: float = AT_ONCE_SECONDS,
        between: Callable[[], None] | None = None,
        after: float = 0.0,
    ) -> bool:
        """Work it out and hand it on; False where that comes later, in turn with the keys.

        Without `failed` an error is a toast. `between` is called after each slice that is not the
        last one. With `after` it is begun only after so many seconds.
        """
        self.stop()
        request = _Request(question, done, failed, between)
        slices = self._open = PausableTask(question)
        version = self._version
        if not after and slices.step(at_once):
            self._end(slices, request)
            return True
        # As a worker of the screen it ends with the screen.
        group = "question" if not after else "question later"
        self._screen.run_worker(self._go_on(request, slices, version, after), group=group)
        return False

    async def _go_on(
        self, request: _Request[T], slices: PausableTask[T], version: int, after: float
    ) -> None:
        await asyncio.sleep(after)
        await self._painted()
        begun = 1
        # What is gathered would be walked again and again, a third of the time.
        with without_collector():
            while slices is self._open and not is_closing(self._screen):
                if version != self._version:
                    slices.stop()
                    slices = self._open = PausableTask(request.question)
                    version = self._version
                    begun += 1
                    if begun > _BEGINNINGS:
                        self._hold(_HOLD_SECONDS)
                if slices.step(SLICE_SECONDS):
                    break
                if request.between is not None:
                    request.between()
                await asyncio.sleep(_PAUSE_SECONDS)
            keep_lasting()
        if slices is not self._open:
            return
        if is_closing(self._screen):
            self.stop()
        else:
            self._end(slices, request)

    async def _painted(self) -> None:
        """Let the screen be painted as it stands: its timer is late while slices follow on each
        other."""
        end = time.monotonic() + _PAINT_SECONDS
        while self._screen.app._batch_count and time.monotonic() < end:
            await asyncio.sleep(_PAUSE_SECONDS)
        painted = asyncio.Event()
        self._screen.call_after_refresh(painted.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), _PAINT_SECONDS)

    @property
    def _version(self) -> int:
        if self._index is None:
            return 0
        return self._index.changes if self._notes else self._index.version

    def _end(self, slices: PausableTask[T], request: _Request[T]) -> None:
        self._open = None
        self._hold(0)
        app = host(self._screen)
        hand_on(app, slices, request.done, request.failed, "this could not be worked out")

    def stop(self) -> None:
        """Leave the question without an answer."""
        if self._open is not None:
            self._open.stop()
            self._open = None
            self._hold(0)

    def _hold(self, seconds: float) -> None:
        host(self._screen).hold_changes(self, seconds)
