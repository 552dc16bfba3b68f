"""A large `store.json` that stays on the disk: read in pieces, never held whole for long."""

from __future__ import annotations

import mmap
import os
import weakref
from typing import TYPE_CHECKING

from proxytui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.store.folder.journal_entries import Stamp
    from proxytui.store.folder.lazy_records import Section

BLOCK_BYTES = 1 << 15
"""So much is read for one record that is looked up: some 40 lines, in 10 µs."""
PASS_BYTES = 1 << 20
"""So much is read at a time where all records are gone through."""


class SnapshotFile:
    """An open file. It is read by calls, not mapped: another program that shortens it must not end
    this one."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._closing = weakref.finalize(self, os.close, self._fd)
        self._whole: weakref.ReferenceType[mmap.mmap] | None = None
        self.path = path

    def close(self) -> None:
        """Release the file."""
        self._closing()

    @property
    def stamp(self) -> Stamp:
        """The stamp of the file as it is now."""
        status = os.fstat(self._fd)
        return status.st_ino, status.st_size, status.st_mtime_ns

    def read(self, start: int, end: int) -> bytes:
        """The bytes of a piece. Raises StoreError where they are gone or the disk fails."""
        try:
            data = os.pread(self._fd, end - start, start)
            while len(data) < end - start:
                more = os.pread(self._fd, end - start - len(data), start + len(data))
                if not more:
                    raise StoreError(f"{self.path} was cut short meanwhile", "open the store again")
                data += more
        except OSError as error:
            raise StoreError(
                f"{self.path} can't be read: {error.strerror}", "check the disk"
            ) from error
        return data

    def lines(self, section: Section, size: int = PASS_BYTES) -> Iterator[tuple[int, bytes]]:
        """The records of a table in pieces of whole lines, each with the place of its first byte;
        commas stand between the lines of a piece, and none at its end."""
        start, end = section.start + 2, section.end - 2
        carried = b""
        while start + len(carried) < end:
            more = self.read(start + len(carried), min(start + len(carried) + size, end))
            piece = carried + more
            if start + len(piece) < end:
                cut = piece.rfind(b",\n")
                if cut < 0:
                    carried = piece
                    continue
                yield start, piece[:cut]
                start, carried = start + cut + 2, piece[cut + 2 :]
            else:
                yield start, piece
                start, carried = end, b""

    def whole(self) -> mmap.mmap:
        """All bytes, in memory as long as somebody holds them."""
        held = self._whole() if self._whole is not None else None
        if held is None:
            size = os.fstat(self._fd).st_size
            held = mmap.mmap(-1, size)
            for start in range(0, size, PASS_BYTES):
                held.write(self.read(start, min(start + PASS_BYTES, size)))
            self._whole = weakref.ref(held)
        return held
