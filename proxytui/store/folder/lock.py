"""Advisory locks on small files, for writing and to mark open windows."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.store.folder import disk
from proxytui.store.ledger import WAIT_SECONDS, Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS})
"""The errors of a file system that can't keep two writers apart."""
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def _take(path: Path, flags: int) -> int | None:
    """The descriptor of a file with its lock held, or None while another holder has it.

    The only function that knows the platform's call. The kernel drops the lock with the process, so
    that a killed writer never leaves a store locked. A new descriptor each time keeps two stores of
    one process apart as well.
    """
    fd = os.open(path, flags | os.O_CLOEXEC, disk.FILE_MODE)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        return None
    except BaseException:
        os.close(fd)
        raise
    return fd


@contextmanager
def writing(path: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the store's write lock; raises StoreError after `wait` seconds."""
    until = time.monotonic() + wait
    pause = 0.002
    while True:
        try:
            fd = _take(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise StoreError(
                    f"{path.parent} lies on a file system that can't lock files",
                    "nothing is written there; copy the store to a local disk",
                ) from error
            raise StoreError(
                f"{path.parent} can't be written: {error.strerror}",
                "check the folder's permissions, or copy the store elsewhere",
            ) from error
        if fd is not None:
            break
        if time.monotonic() >= until:
            raise Busy(
                f"{path.parent} is being written by another program",
                "try again when it has finished",
            )
        time.sleep(pause)
        pause = min(pause * 2, 0.05)
    try:
        yield
    finally:
        os.close(fd)


class OpenMarker:
    """A mark that a window of an origin is open, for as long as the process lives and `close` isn't
    called."""

    def __init__(self, folder: Path, origin: str) -> None:
        self._fd: int | None = None
        self._path = _mark(folder, origin)
        # Without a mark, in a folder that can't be written, others think the window is closed.
        with suppress(OSError):
            disk.folder(folder)
            self._fd = _take(self._path, os.O_RDWR | os.O_CREAT)

    def close(self) -> None:
        """Remove the mark: other windows may now undo this one's changes."""
        if self._fd is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._fd)
            self._fd = None


def is_open(folder: Path, origin: str) -> bool:
    """Whether a window of that origin is open somewhere."""
    path = _mark(folder, origin)
    try:
        fd = _take(path, os.O_RDWR)
    except OSError:
        return False
    if fd is None:
        return True
    # Its process was killed; the mark goes too.
    with suppress(OSError):
        path.unlink()
    os.close(fd)
    return False


def _mark(folder: Path, origin: str) -> Path:
    """The mark file of a window; the origin comes from a journal, so only plain characters reach
    the name."""
    return folder / f"{_UNSAFE.sub('_', origin)[:80]}.open"
