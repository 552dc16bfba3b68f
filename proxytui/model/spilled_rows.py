"""Rows that are put in order on the disk, so that memory doesn't grow with their number."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from proxytui.errors import ProxyTUIError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
else:
    sqlite3 = LazyModule("sqlite3")  # 5 ms, which only many rows pay

Cell: TypeAlias = str | int | bytes
Row: TypeAlias = tuple[Cell, ...]

_AT_ONCE = 4096
"""So many rows are in memory at a time."""
_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16384", "temp_store = FILE")


class SpilledRows:
    """Rows of so many cells each, in a temporary file without a name once there are many.

    One thread at a time may use them. Everything raises ProxyTUIError where the disk is full.
    """

    def __init__(self, cells: int) -> None:
        self._names = [f"cell{number}" for number in range(cells)]
        self._waiting: list[Row] = []
        self._count = 0
        self._base: sqlite3.Connection | None = None

    def __len__(self) -> int:
        return self._count

    def add(self, *row: Cell) -> None:
        """Take in a row."""
        self._count += 1
        self._waiting.append(row)
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def in_order(self, by: int) -> Iterator[Row]:
        """The rows in the order of so many first cells, numbers before texts, these by their code
        points; equal ones in the order in which they came."""
        if self._base is None:
            yield from sorted(self._waiting, key=lambda row: [*map(_place, row[:by])])
            return
        self._write()
        order = ", ".join([*self._names[:by], "rowid"])
        with _failing_in_words():
            rows = self._base.execute(f"SELECT * FROM spilled ORDER BY {order}")
            while listed := list(islice(rows, _AT_ONCE)):
                yield from listed

    def counts(self) -> dict[Cell, int]:
        """How many rows have each value in the first cell."""
        if self._base is None:
            return dict(Counter(row[0] for row in self._waiting))
        self._write()
        with _failing_in_words():
            query = "SELECT cell0, count(*) FROM spilled GROUP BY cell0"
            return dict(self._base.execute(query).fetchall())

    def _write(self) -> None:
        if not self._waiting:
            return
        with _failing_in_words():
            if self._base is None:
                self._base = self._file()
            places = ", ".join("?" * len(self._names))
            self._base.executemany(f"INSERT INTO spilled VALUES ({places})", self._waiting)
        self._waiting.clear()

    def _file(self) -> sqlite3.Connection:
        base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            base.execute(f"PRAGMA {pragma}")
        base.execute(f"CREATE TABLE spilled ({', '.join(self._names)})")
        base.execute("BEGIN")
        return base


def _place(cell: Cell) -> tuple[int, Cell]:
    """The place of a cell among those of other kinds, as in a file."""
    return (int, str, bytes).index(type(cell)), cell


@contextmanager
def _failing_in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        words = f"can't put what was found in order in a temporary file ({error})"
        hint = "free some space in /var/tmp, or name another folder in TMPDIR"
        raise ProxyTUIError(words, hint) from error
