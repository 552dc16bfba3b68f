"""The rows that an import leaves out, however many: past a number they wait in a file."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, overload

import msgspec

from proxytui.exchange.rows import RejectedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

IN_MEMORY = 10_000
"""So many rows are held as they are; of a gigabyte of lines that nobody reads, all would take
twice its size."""

_BLOCK = 1 << 20
_as_came = b"null\n"
_packed = msgspec.json.Encoder().encode
_unpacked = msgspec.json.Decoder(tuple[str, str, dict[str, object] | None] | None).decode


class RejectedRows(Sequence[RejectedRow]):
    """Rows as a sequence: the first of them in memory, more in a file, the last in memory."""

    def __init__(
        self, first: Sequence[RejectedRow], spilled: _Spilled, last: Sequence[RejectedRow] = ()
    ) -> None:
        self._first, self._spilled, self._last = first, spilled, last

    def __len__(self) -> int:
        return len(self._first) + self._spilled.count + len(self._last)

    def __iter__(self) -> Iterator[RejectedRow]:
        return chain(self._first, self._spilled.rows(), self._last)

    @overload
    def __getitem__(self, index: int) -> RejectedRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RejectedRow]: ...
    def __getitem__(self, index: int | slice) -> RejectedRow | Sequence[RejectedRow]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step > 0:
                return tuple(islice(self, start, stop, step))
            return tuple(self)[index]
        place = index + len(self) if index < 0 else index
        for row in islice(self, place, None) if place >= 0 else ():
            return row
        raise IndexError(index)

    def followed_by(self, rows: Sequence[RejectedRow]) -> RejectedRows:
        """These rows, and others behind them."""
        return RejectedRows(self._first, self._spilled, (*self._last, *rows))


class RejectedRowsBuilder:
    """Takes rows one at a time, and gives them as a sequence."""

    def __init__(self) -> None:
        self._first: list[RejectedRow] = []
        self._spilled: _Spilled | None = None

    def append(self, row: RejectedRow) -> None:
        """Take a row."""
        if self._spilled is None and len(self._first) < IN_MEMORY:
            self._first.append(row)
            return
        if self._spilled is None:
            self._spilled = _Spilled()
        self._spilled.append(row)

    def rows(self) -> Sequence[RejectedRow]:
        """The rows in the order in which they came; no more may be taken then."""
        first = tuple(self._first)
        return first if self._spilled is None else RejectedRows(first, self._spilled)


def joined(rows: Sequence[RejectedRow], more: Iterable[RejectedRow]) -> Sequence[RejectedRow]:
    """Rows, and others behind them."""
    others = tuple(more)
    if isinstance(rows, RejectedRows):
        return rows.followed_by(others) if others else rows
    return (*rows, *others)


class _Spilled:
    """Rows in a file without a name, a line of JSON each; where JSON would not give a row back, it
    is kept as it came, and its line is empty of words."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._kept: list[RejectedRow] = []
        self.count = 0

    def append(self, row: RejectedRow) -> None:
        """Take a row, behind the others."""
        self.count += 1
        try:
            line = _packed(row)
            if _unpacked(line) == row:
                self._file.write(line + b"\n")
                return
        except (ValueError, TypeError, RecursionError, OverflowError):
            pass
        self._kept.append(row)
        self._file.write(_as_came)

    def rows(self) -> Iterator[RejectedRow]:
        """The rows; several may go through them at a time, each from the beginning."""
        kept = iter(self._kept)
        place = 0
        while True:
            self._file.seek(place)
            lines = self._file.readlines(_BLOCK)
            if not lines:
                return
            place = self._file.tell()
            for line in lines:
                parts = _unpacked(line)
                yield next(kept) if parts is None else RejectedRow(*parts)
