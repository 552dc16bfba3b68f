"""The few calls that make bytes durable; faults are injected here and nowhere else."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700

# macOS has no fdatasync; fsync does more than is asked for.
_datasync = getattr(os, "fdatasync", os.fsync)


def write(fd: int, data: bytes | memoryview) -> int:
    """One write() call; how many bytes went."""
    return os.write(fd, data)


def sync(fd: int) -> None:
    """Return when the file's bytes are on the disk."""
    _datasync(fd)


def rename(old: Path, new: Path) -> None:
    """Put a file in another's place, whole or not at all."""
    os.replace(old, new)


def sync_folder(folder: Path) -> None:
    """Return when the folder's names are on the disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def append(path: Path, data: bytes, at: int) -> None:
    """Add `data` to a file of `at` bytes, durably; on an error none of it stays if that can be had.

    One write(): a second one could fail and leave a half line that another process reads. Raises
    OSError; after that the caller must not trust what the file holds.
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


def prepare(path: Path, data: bytes, ending: str = ".new") -> Path:
    """Write a file's new contents beside it, synced; `install` puts them in. Raises OSError."""
    beside = path.with_name(path.name + ending)
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            view = memoryview(data)
            while view:
                written = write(fd, view)
                if not written:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                view = view[written:]
            sync(fd)
        finally:
            os.close(fd)
    except OSError:
        discard(beside)
        raise
    return beside


def install(beside: Path, path: Path) -> None:
    """Put a prepared file in its place by one rename. Raises OSError."""
    try:
        rename(beside, path)
    except OSError:
        discard(beside)
        raise
    sync_folder(path.parent)


def put(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all. Raises OSError."""
    install(prepare(path, data), path)


def discard(beside: Path) -> None:
    """Take away a prepared file that is not wanted after all."""
    with suppress(OSError):
        beside.unlink()


def folder(path: Path) -> None:
    """Make a folder for the user alone, unless it is there."""
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)
