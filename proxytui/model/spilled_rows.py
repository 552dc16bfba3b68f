"""Rows that are put in order on the disk, so that memory doesn't grow with their number."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from proxytui.errors import ProxyTUIError

if TYPE_CHECKING:
    from collections.abc import Iterator

Cell: TypeAlias = str | int | bytes
Row: TypeAlias = tuple[Cell, ...]

_AT_ONCE = 256
"""So many rows are handed over together."""
_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16384", "temp_store = FILE")


class SpilledRows:
    """Rows of so many cells each, in a temporary file without a name once there are many.

    One thread at a time may use them. Everything raises ProxyTUIError where the disk is full.
    """

    def __init__(self, cells: int) -> None:
        import sqlite3  # 5 ms, which only questions to the whole store pay

        self._error = sqlite3.Error
        with self._failing_in_words():
            self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            for pragma in _PRAGMAS:
                self._base.execute(f"PRAGMA {pragma}")
            self._names = [f"cell{number}" for number in range(cells)]
            self._base.execute(f"CREATE TABLE spilled ({', '.join(self._names)})")
            self._base.execute("BEGIN")
        self._insert = f"INSERT INTO spilled VALUES ({', '.join('?' * cells)})"
        self._waiting: list[Row] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, *row: Cell) -> None:
        """Take in a row."""
        self._count += 1
        self._waiting.append(row)
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def in_order(self, by: int) -> Iterator[Row]:
        """The rows in the order of so many first cells, texts by their code points; equal ones in
        the order in which they came."""
        self._write()
        order = ", ".join([*self._names[:by], "rowid"])
        with self._failing_in_words():
            rows = self._base.execute(f"SELECT * FROM spilled ORDER BY {order}")
            while listed := list(islice(rows, _AT_ONCE)):
                yield from listed

    def counts(self) -> dict[Cell, int]:
        """How many rows have each value in the first cell."""
        self._write()
        with self._failing_in_words():
            query = "SELECT cell0, count(*) FROM spilled GROUP BY cell0"
            return dict(self._base.execute(query).fetchall())

    def _write(self) -> None:
        if self._waiting:
            with self._failing_in_words():
                self._base.executemany(self._insert, self._waiting)
            self._waiting.clear()

    @contextmanager
    def _failing_in_words(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            words = f"can't put what was found in order in a temporary file ({error})"
            hint = "free some space in /var/tmp, or name another folder in TMPDIR"
            raise ProxyTUIError(words, hint) from error
