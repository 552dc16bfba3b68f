"""Compaction of an open store: at once, or in a thread that no key press waits for."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from proxytui.errors import StoreError
from proxytui.store.folder import compaction, disk, lock
from proxytui.store.folder.state import JOURNAL, SNAPSHOT
from proxytui.store.ledger import WAIT_SECONDS, Busy

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from proxytui.store.folder.compaction import PreparedSnapshot, SnapshotInput
    from proxytui.store.folder.state import FolderState
    from proxytui.store.ledger import Damage

_QUIET_SECONDS = 2.0


def unwritten(folder: Path, error: OSError) -> StoreError:
    """The error where no new snapshot can be written."""
    return StoreError(
        f"{folder / SNAPSHOT} can't be written: {error.strerror}",
        "nothing is lost: the journal holds every change",
    )


class GrowingJournal(Protocol):
    """The journal of an open ledger; `guard` is held for moments, while `state` changes."""

    folder: Path
    state: FolderState

    @property
    def guard(self) -> AbstractContextManager[object]: ...

    def overdue(self) -> bool:
        """Whether it is so long that opening is slow."""

    def snapshot_input(self, wait: float) -> SnapshotInput | None:
        """The input of a new snapshot; None where the present one has everything."""

    def switch(self, ready: PreparedSnapshot) -> None:
        """Make a prepared snapshot the store's, unless somebody else was faster."""


class BackgroundCompactor:
    """Keeps the journal of a ledger short: the write lock is held for moments only, the snapshot is
    built without it."""

    def __init__(self, ledger: GrowingJournal) -> None:
        self._ledger = ledger
        self._thread: threading.Thread | None = None
        self._tried = 0
        self.failed: StoreError | None = None
        """The error of the last compaction in the background; None if it succeeded."""

    def compact(self, wait: float = WAIT_SECONDS) -> None:
        """Write a new snapshot, unless the present one has everything. Raises StoreError."""
        ledger, folder = self._ledger, self._ledger.folder
        with suppress(OSError):
            disk.folder(folder / JOURNAL)
        with lock.writing(folder / JOURNAL / compaction.LOCK, wait):
            view = ledger.snapshot_input(wait)
            if view is None:
                return
            try:
                ready = compaction.prepare(folder, view)
            except OSError as error:
                raise unwritten(folder, error) from error
            try:
                ledger.switch(ready)
                compaction.keep(folder, ready)
            finally:
                ready.discard()

    def start_if_overdue(self) -> None:
        """Start a thread that compacts, if that is overdue and wasn't tried already."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._ledger.guard:
            if not self._ledger.overdue():
                self._tried = 0
                return
            waiting = self._ledger.state.tail_bytes()
        if waiting < 2 * self._tried:
            return
        self._tried = waiting
        self._thread = threading.Thread(target=self._quietly, name="compaction", daemon=True)
        self._thread.start()

    def _quietly(self) -> None:
        # The journal holds every change; the next one who closes the store tries again.
        try:
            self.compact(_QUIET_SECONDS)
        except Busy:
            return
        except StoreError as error:
            self.failed = error
        except OSError as error:
            self.failed = unwritten(self._ledger.folder, error)
        else:
            self.failed = None

    def damages(self) -> tuple[Damage, ...]:
        """All damage of the files; kept texts are not looked at. Raises StoreError."""
        from proxytui.store.folder import damage  # only a check of the whole store pays for it

        return tuple(damage.of(self._ledger.folder, self._ledger.state))

    def stop(self) -> None:
        """Wait until no thread is at work."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
