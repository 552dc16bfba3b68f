"""Records as JSON of which only so many stay in memory: the rest waits in a temporary file."""

from __future__ import annotations

import tempfile
import threading
import weakref
from typing import BinaryIO

import msgspec

from proxytui.errors import ProxyTUIError

MEMORY_BYTES = 32 * 1024 * 1024
"""So much of a file's records stays in memory, where it is quick."""
_WRITE_BYTES = 1 << 20
_SIZE_BITS = 32
_LARGEST = (1 << _SIZE_BITS) - 1


class SpilledJson(msgspec.Struct, frozen=True, gc=False):
    """The place of a record in a temporary file, which stays as long as somebody holds one."""

    spill: Spill
    place: int

    @classmethod
    def at(cls, spill: Spill, start: int, size: int) -> SpilledJson:
        """The place of so many bytes, in one number: there may be a million of them."""
        return cls(spill, start << _SIZE_BITS | size)

    def read(self) -> bytes:
        """The JSON. Raises ProxyTUIError where the file can't be read."""
        return self.spill.read(self.place >> _SIZE_BITS, self.place & _LARGEST)


class Spill:
    """A temporary file without a name, for the records of one import; several threads may read."""

    def __init__(self) -> None:
        self._in_memory = 0
        self._file: BinaryIO | None = None
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self._written = 0

    def keep(self, data: bytes) -> bytes | SpilledJson:
        """The JSON itself while there is little of it, else its place in the file. Raises
        ProxyTUIError where the disk is full."""
        if self._in_memory + len(data) <= MEMORY_BYTES or len(data) > _LARGEST:
            self._in_memory += len(data)
            return data
        with self._lock:
            start = self._written + len(self._waiting)
            self._waiting += data
            if len(self._waiting) >= _WRITE_BYTES:
                self._write()
        return SpilledJson.at(self, start, len(data))

    def read(self, start: int, size: int) -> bytes:
        """A piece of the file. Raises ProxyTUIError."""
        with self._lock:
            if start + size > self._written:
                self._write()
            if self._file is None:
                return b""
            try:
                self._file.seek(start)
                return self._file.read(size)
            except OSError as error:
                raise _failed(error) from error

    def _write(self) -> None:
        try:
            if self._file is None:
                self._file = _new_file(self)
            self._file.seek(self._written)
            self._file.write(self._waiting)
            self._file.flush()
        except OSError as error:
            raise _failed(error) from error
        self._written += len(self._waiting)
        self._waiting.clear()


def _new_file(owner: object) -> BinaryIO:
    """A temporary file without a name that is closed when its owner is let go."""
    file = tempfile.TemporaryFile(prefix="proxytui-")  # noqa: SIM115 (the owner closes it)
    weakref.finalize(owner, file.close)
    return file


def _failed(error: OSError) -> ProxyTUIError:
    words = f"can't use a temporary file in {tempfile.gettempdir()} ({error.strerror or error})"
    return ProxyTUIError(words, "free some space there, or name another folder in TMPDIR")
