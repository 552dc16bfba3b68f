"""What is typed before a key that acts: a count, and the first of two keys."""

from __future__ import annotations

import time
from string import digits

from proxytui.tui.key_labels import key_label

SEQUENCE_SECONDS = 1.5
"""The second of two keys is waited for so long."""
_MOST_DIGITS = 3
"""So many digits are more than anybody counts; of more the last ones count."""


class KeyPrefix:
    """A count, and the first of two keys, as they were typed."""

    def __init__(self) -> None:
        self._digits = ""
        self._first = ""
        self._since = 0.0

    def __str__(self) -> str:
        """The keys as people write them, "" for none."""
        return f"{self._digits}{key_label(self.first)}"

    @property
    def first(self) -> str:
        """The first of two keys while it waits for the second, else ""."""
        waits = time.monotonic() - self._since < SEQUENCE_SECONDS
        return self._first if waits else ""

    def wait_after(self, key: str) -> None:
        """Wait for the second of two keys."""
        self._first, self._since = key, time.monotonic()

    def add_digit(self, key: str, *, is_action: bool) -> bool:
        """Add a digit to the count; False for what is none.

        A digit that does nothing else begins a count; with alt any does, as in shells.
        """
        digit = key.removeprefix("alt+")
        if len(digit) != 1 or digit not in digits or self.first:
            return False
        if not self._digits and (digit == "0" or (is_action and digit == key)):
            return False
        self._digits = f"{self._digits}{digit}"[-_MOST_DIGITS:]
        return True

    def take(self) -> tuple[int, str]:
        """The count, 0 for none, and the first of two keys; both are forgotten."""
        taken = int(self._digits or 0), self.first
        self.clear()
        return taken

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits = self._first = ""
