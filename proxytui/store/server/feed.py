"""The feed of a store on a server: when to ask it for steps of others."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.store.server.link import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.store.server.address import ServerAddress

_OFTEN_SECONDS = 0.1
_SELDOM_SECONDS = 2.0
"""The store is asked so often where notifications come: they may stop without a word."""
_AGAIN_SECONDS = 10.0
"""A server that can't be listened to is not tried again before."""


class Feed:
    """Listens for notifications on a connection of its own, in one thread.

    Nothing relies on them: a pooler may swallow them, a standby sends none. As long as none is
    heard the store is asked all the more often.
    """

    def __init__(self, address: ServerAddress, origin: str) -> None:
        self._link = Link(address, f"{origin} listens")
        self._channel = address.schema
        self._hears = self._heard = False
        self._asked = 0.0
        self._deaf_until = 0.0

    def wait(self, seconds: float, pause: Callable[[float], None]) -> bool:
        """Wait for a notification, so long at most; returns whether it is time to ask. `pause` is
        for what only waits."""
        self._heard = self._listen(seconds, pause)
        self._hears = self._hears or self._heard
        now = time.monotonic()
        rest = _SELDOM_SECONDS if self._hears else _OFTEN_SECONDS
        if not self._heard and now - self._asked < rest:
            return False
        self._asked = now
        return True

    def found(self) -> None:
        """Learn that there were new steps: without a notification of them, none come."""
        self._hears = self._heard

    def _listen(self, seconds: float, pause: Callable[[float], None]) -> bool:
        if time.monotonic() >= self._deaf_until:
            try:
                return self._link.hear(self._channel, seconds)
            except StoreError:
                self._hears = False
                self._deaf_until = time.monotonic() + _AGAIN_SECONDS
        pause(seconds)
        return False

    def close(self, seconds: float) -> None:
        """End the connection, and wait so long at most for who listens."""
        self._link.part(seconds)
