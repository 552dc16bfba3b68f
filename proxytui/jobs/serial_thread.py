"""One thread that does what it is handed, one piece of work after the other."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class SerialThread:
    """A daemon thread that begins with the first piece of work, and waits for the next one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._begun = False

    def do(self, work: Callable[[], None]) -> None:
        """Do this once all before it is done; it must raise nothing."""
        if not self._begun:
            self._begun = True
            threading.Thread(target=self._run, name=self._name, daemon=True).start()
        self._queue.put(work)

    def end(self) -> None:
        """Have the thread end once all that it was handed is done."""
        self._queue.put(None)

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()
