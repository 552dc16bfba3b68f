"""A piece of slow work: whether it is over, its answer, or the error that it ended with."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Task(Generic[T]):
    """Holds what became of the work; the work itself is done by a subclass or by a thread."""

    def __init__(self) -> None:
        self._answer: list[T] = []
        self._over = threading.Event()
        self.error: Exception | None = None
        """The exception that the work raised."""

    @property
    def done(self) -> bool:
        """Whether the work is over: answered, failed, or left without an answer."""
        return self._over.is_set()

    @property
    def answer(self) -> T:
        """The value that the work returned; raises the exception that it raised."""
        if self.error is not None:
            raise self.error
        return self._answer[0]

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the work, in another thread; False where that takes longer."""
        return self._over.wait(seconds)

    def run(self, work: Callable[[], T]) -> None:
        """Do the work in the thread that calls this, and keep what it returns or raises."""
        try:
            self._answer.append(work())
        except Exception as error:
            self.error = error
        finally:
            self._over.set()
