"""Compaction of an open store: at once, or in a thread that no key press waits for."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from proxytui.errors import StoreError
from proxytui.store.folder import compaction, disk, lock
from proxytui.store.folder.journal import unwritten
from proxytui.store.folder.state import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from proxytui.store.folder.journal import JournalStorage

Result = TypeVar("Result")

_PAUSE_SECONDS = 0.01
_QUIET_SECONDS = 2.0


class BackgroundCompactor:
    """Keeps a store's journal short. `mutex` guards the storage among the threads of a process; it
    and the write lock are held for moments only, the snapshot is built without them."""

    def __init__(self, storage: JournalStorage, mutex: AbstractContextManager[bool]) -> None:
        self._storage = storage
        self._mutex = mutex
        self._thread: threading.Thread | None = None
        self._tried = 0
        self.failed: StoreError | None = None
        """The error of the last compaction in the background; None if it succeeded."""

    def compact(self, wait: float = lock.WAIT_SECONDS) -> None:
        """Write a new snapshot, unless the present one has everything. Raises StoreError."""
        storage, folder = self._storage, self._storage.folder
        with suppress(OSError):
            disk.folder(folder / JOURNAL)
        with lock.writing(folder / JOURNAL / compaction.LOCK, wait):
            view = self.briefly(storage.snapshot_input, wait)
            if view is None:
                return
            try:
                ready = compaction.prepare(folder, view)
            except OSError as error:
                raise unwritten(folder, error) from error
            try:
                self.briefly(lambda wait: storage.switch(ready, wait))
                compaction.keep(folder, ready)
            finally:
                ready.discard()

    def briefly(self, work: Callable[[float], Result], wait: float = lock.WAIT_SECONDS) -> Result:
        """Do work that needs the write lock without keeping other threads waiting for it; `work` is
        passed the seconds that it may wait for the lock. Raises lock.Busy."""
        until = time.monotonic() + wait
        while True:
            try:
                with self._mutex:
                    return work(0)
            except lock.Busy:
                if time.monotonic() >= until:
                    raise
            time.sleep(_PAUSE_SECONDS)

    def start_if_overdue(self) -> None:
        """Start a thread that compacts, if that is overdue and wasn't tried already."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._mutex:
            if not self._storage.overdue():
                self._tried = 0
                return
            waiting = self._storage.state.tail_bytes()
        if waiting < 2 * self._tried:
            return
        self._tried = waiting
        self._thread = threading.Thread(target=self._quietly, name="compaction", daemon=True)
        self._thread.start()

    def _quietly(self) -> None:
        # The journal holds every change; the next one who closes the store tries again.
        try:
            self.compact(_QUIET_SECONDS)
        except lock.Busy:
            return
        except StoreError as error:
            self.failed = error
        except OSError as error:
            self.failed = unwritten(self._storage.folder, error)
        else:
            self.failed = None

    def stop(self) -> None:
        """Wait until no thread is at work."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
