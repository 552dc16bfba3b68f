"""The few calls that make bytes durable; faults are injected here and nowhere else."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
PIECE_BYTES = 1 << 20
"""What is too large for memory is written in pieces of about this size."""

# macOS has no fdatasync; fsync does more than is needed.
_datasync = getattr(os, "fdatasync", os.fsync)


def write(fd: int, data: bytes | memoryview) -> int:
    """One write() call; returns the number of bytes written."""
    return os.write(fd, data)


def sync(fd: int) -> None:
    """Wait until the file's bytes are on the disk."""
    _datasync(fd)


def rename(old: Path, new: Path) -> None:
    """Replace a file by another, whole or not at all."""
    os.replace(old, new)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def append(path: Path, data: bytes, at: int) -> None:
    """Append `data` to a file of `at` bytes, durably; on an error none of it stays, if possible.

    One write(): a second one could fail and leave a half line that another process reads. Raises
    OSError; after that the caller must not trust the file's contents.
    """
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            if write(fd, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            sync(fd)
        except OSError:
            with suppress(OSError):
                os.ftruncate(fd, at)
            raise
    finally:
        os.close(fd)


def prepare(path: Path, data: bytes | bytearray | Iterable[bytes], ending: str = ".new") -> Path:
    """Write a file's new contents, whole or in pieces that are made meanwhile, beside it, synced;
    `install` renames it. Raises OSError."""
    beside = path.with_name(path.name + ending)
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            for piece in (data,) if isinstance(data, (bytes, bytearray)) else data:
                view = memoryview(piece)
                while view:
                    written = write(fd, view)
                    if not written:
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                    view = view[written:]
            sync(fd)
        finally:
            os.close(fd)
    except BaseException:
        discard(beside)
        raise
    return beside


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time. Raises OSError."""
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def install(beside: Path, path: Path) -> None:
    """Rename a prepared file to its place. Raises OSError."""
    try:
        rename(beside, path)
    except OSError:
        discard(beside)
        raise
    sync_folder(path.parent)


def put(path: Path, data: bytes | bytearray | Iterable[bytes]) -> None:
    """Write a file whole, or not at all. Raises OSError."""
    install(prepare(path, data), path)


def discard(beside: Path) -> None:
    """Delete a prepared file that isn't needed after all."""
    with suppress(OSError):
        beside.unlink()


def folder(path: Path) -> None:
    """Create a folder for the user alone, unless it exists."""
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)
