"""The jobs that are under way: whether there are any, and whether one takes long."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator


class OpenJob(Protocol):
    """A job: its beginning in seconds of `time.monotonic`, and the word for it on the screen."""

    @property
    def begun(self) -> float: ...
    @property
    def word(self) -> str: ...


Job = TypeVar("Job", bound=OpenJob)

# A disk that is well takes less; what is written or read by then stands on the screen when the
# next key acts, and nobody notices the wait.
_MOMENT_SECONDS = 0.1
LATE_SECONDS = 0.15
"""Jobs that take longer are named on the screen."""


class OpenJobs(Generic[Job]):
    """Jobs in the order in which they were begun; used by the explorer's thread alone."""

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()
        self._idle: asyncio.Event | None = None

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def __iter__(self) -> Iterator[Job]:
        return iter(self._jobs)

    @property
    def late(self) -> str:
        """The word of the oldest job where it takes so long that it is to be said, else ""."""
        slow = self._jobs and time.monotonic() - self._jobs[0].begun >= LATE_SECONDS
        return self._jobs[0].word if slow else ""

    def add(self, job: Job) -> None:
        """Add a job that is begun."""
        self._jobs.append(job)
        if self._idle is None:
            self._idle = asyncio.Event()
        self._idle.clear()

    def remove(self, job: Job) -> None:
        """Remove a job that is done and shown, or that nobody wants any more."""
        with suppress(ValueError):
            self._jobs.remove(job)

    def settle(self) -> None:
        """End the wait for a moment, where nothing is left to be done."""
        if not self._jobs and self._idle is not None:
            self._idle.set()

    def clear(self) -> None:
        """Forget all jobs."""
        self._jobs.clear()

    async def a_moment(self) -> None:
        """Wait until all is done, but no longer than a moment after the oldest job was begun."""
        while self._jobs and self._idle is not None:
            left = self._jobs[0].begun + _MOMENT_SECONDS - time.monotonic()
            if left <= 0:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), left)
