"""A setting of the whole process that several users want changed, nested or at the same time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class SharedSetting:
    """A context manager that all users of a setting share, in whatever threads.

    The first to enter calls `change`, which returns a function that restores the setting; the last
    to leave calls that.
    """

    def __init__(self, change: Callable[[], Callable[[], None]]) -> None:
        self._change = change
        self._lock = threading.Lock()
        self._users = 0
        self._restore: Callable[[], None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            if not self._users:
                self._restore = self._change()
            self._users += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users and self._restore is not None:
                self._restore()
                self._restore = None
