"""How far long work has come, on one line of a terminal that is gone once that is over."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = TypeVar("Item")

_ROWS = 256
_SECONDS = 0.1


class Progress:
    """The number of rows that passed, on standard error where that is a terminal."""

    def __init__(self) -> None:
        self._width = 0
        self._told = 0.0

    def watched(self, rows: Iterator[Item]) -> Iterator[Item]:
        """The rows as they pass."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield from rows
            return
        told = time.monotonic()
        for number, row in enumerate(rows, 1):
            yield row
            if number % _ROWS == 0 and (now := time.monotonic()) - told > _SECONDS:
                told = now
                self._show(f"{number:,} rows read")
        if self._width:
            self._show("all rows read; checking them")

    def tell(self, words: str) -> None:
        """Show how far work has come, in words, where standard error is a terminal."""
        now = time.monotonic()
        if sys.stderr is not None and sys.stderr.isatty() and now - self._told > _SECONDS:
            self._told = now
            self._show(words)

    def clear(self) -> None:
        """Leave the line empty, for what is told next."""
        if self._width:
            self._show("")
            self._write("\r")
            self._width = 0

    def _show(self, words: str) -> None:
        self._write("\r" + words.ljust(self._width))
        self._width = len(words)

    def _write(self, words: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(words)
            sys.stderr.flush()
