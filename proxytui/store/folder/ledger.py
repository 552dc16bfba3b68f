"""The ledger in a folder: snapshot, journal, one writer at a time, nothing half done."""

from __future__ import annotations

import os
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

import msgspec

from proxytui.errors import StoreError
from proxytui.model.changes import Transaction, changed
from proxytui.place import Place
from proxytui.store.folder import compaction, journal_file, lock, provenance, snapshot
from proxytui.store.folder.background_compaction import BackgroundCompactor, unwritten
from proxytui.store.folder.compaction import JournalError, PreparedSnapshot, SnapshotInput
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.journal_entries import entry, listed, now, spelt
from proxytui.store.folder.load import load
from proxytui.store.folder.snapshot import START, OlderSchema
from proxytui.store.folder.state import DOCUMENTS, JOURNAL, SNAPSHOT, TailEntry, stamp
from proxytui.store.history import CLI, FILE, History, as_now
from proxytui.store.ids import random_id
from proxytui.store.ledger import WAIT_SECONDS, Busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from proxytui.model.changes import Changes

SMALL_BYTES = 4 * 1024 * 1024
"""A snapshot up to this size is written anew after every command, so that others read it."""
LONG_TAIL_BYTES = 8 * 1024 * 1024
"""A journal with this much after the snapshot makes opening slow."""

_HEAD_BYTES = 65536
"""The `_meta` of a `store.json` takes less than this."""

WINDOWS = ".windows"
_PAUSE_SECONDS = 0.01

_line = msgspec.json.Encoder(order="deterministic").encode


class FolderLedger:
    """A ledger in a folder; made by `open`. Raises StoreError where the folder fails."""

    unreached = ""

    def __init__(self, folder: Path, origin: str, read_only: bool, in_passes: bool = False) -> None:
        self.folder = folder
        self.place = Place.of_folder(folder, read_only=read_only)
        self.read_only = read_only
        self.state = load(folder, derive=not read_only, in_passes=in_passes)
        self.documents = Documents(folder / DOCUMENTS)
        self.guard = threading.RLock()
        self._origin = origin
        self._turns = threading.RLock()
        self._failed = ""
        self._writing = ""
        self._history: History | None = None
        self._seen: list[Transaction] = []
        self._window: lock.OpenMarker | None = None
        if origin != CLI and not read_only:
            self._window = lock.OpenMarker(folder / WINDOWS, origin)
        self.upkeep = BackgroundCompactor(self)

    @classmethod
    def to_copy(cls, folder: Path, origin: str) -> FolderLedger:
        """Open a folder for its records to be gone through; nothing is written to it, and a large
        one stays on the disk. Raises StoreError."""
        return cls(folder.absolute(), origin, read_only=True, in_passes=True)

    @classmethod
    def open(cls, folder: Path, origin: str, read_only: bool) -> FolderLedger:
        """Open a folder; it is written to only to migrate an older schema to this program's. Raises
        StoreError."""
        folder = folder.absolute()
        try:
            return cls(folder, origin, read_only)
        except OlderSchema:
            if read_only:
                raise
            from proxytui.store.folder import migrations  # only an old store pays for it

            migrations.migrate(folder)
            return cls(folder, origin, read_only)

    @property
    def login(self) -> str:
        """The login of the user here."""
        return os.environ.get("USER") or os.environ.get("LOGNAME") or ""

    def outline(self) -> History:
        """The transactions so far."""
        return self.history()

    def news(self, seconds: float, pause: Callable[[float], None]) -> bool:
        """Wait so long; looking for a change of others costs next to nothing."""
        pause(seconds)
        return True

    @property
    def steps(self) -> int:
        """The number of transactions up to now; the journal is read at the first call."""
        return len(self.history())

    def beside(self) -> FolderLedger:
        """A second opening by the same origin, for another thread."""
        other = FolderLedger(self.folder, self._origin, self.read_only)
        other.upkeep.failed = self.upkeep.failed
        return other

    def is_open(self, origin: str) -> bool:
        """Whether a window of that origin is open somewhere."""
        return lock.is_open(self.folder / WINDOWS, origin)

    def close(self) -> None:
        """End the use of it; where cheap or overdue, `store.json` becomes the newest state."""
        self.upkeep.stop()
        if self.worth_compacting():
            with suppress(StoreError):  # the journal has it anyway
                self.upkeep.compact(wait=1.0)
        with self._turns:
            if self._window is not None:
                self._window.close()

    # Reading

    def history(self) -> History:
        """The transactions from the beginning up to now; the journal is read at the first call."""
        with self._turns:
            if self._history is None:
                folder = self.folder / JOURNAL
                lines = journal_file.read(folder, START, whole=False).lines
                steps = (listed(line, folder) for line in lines if line.start < self.state.place)
                self._history = History(step for step in steps if step is not None)
            return self._history.copy()

    def catch_up(self) -> None:
        """Follow the changes of other instances; at once, without a look, while a thread of this
        process writes."""
        if not self._turns.acquire(blocking=False):
            return
        try:
            self._catch_up()
        finally:
            self._turns.release()

    def _catch_up(self) -> None:
        state = self.state
        try:
            if journal_file.has_new_bytes(self.folder / JOURNAL, state.place):
                reading = journal_file.read(self.folder / JOURNAL, state.place)
                first = next(iter(reading.lines), None)
                step = entry(first) if first else None
                astray = isinstance(step, Transaction) and state.last not in (None, step.prev)
                if reading.bad or astray:
                    return self._reload()
                with self.guard:
                    seen = state.follow(reading)
                    self._seen += seen
                if self._history is not None:
                    for transaction in seen:
                        self._history.add(transaction)
            if stamp(self.folder) != state.stamp and not self._compacted_elsewhere():
                self._reload()
        except FileNotFoundError as error:
            raise StoreError(f"the store at {self.folder} is gone", "") from error
        except OSError as error:
            raise StoreError(
                f"{self.folder} can't be read: {error.strerror}", "check the folder's permissions"
            ) from error
        return None

    def take_seen(self) -> tuple[Transaction, ...]:
        """The transactions that were followed since the last call, oldest first; the last change of
        each record has the present record as `after`."""
        with self.guard:
            seen = as_now(self._seen, self.state.tables)
            self._seen.clear()
        return seen

    def _compacted_elsewhere(self) -> bool:
        """Whether `store.json` changed because another instance wrote records that we know anyway;
        of a file that is as the journal says, only the head is read."""
        state = self.state
        if state.by_hand or state.set_aside or state.damage:
            return False
        with (self.folder / SNAPSHOT).open("rb") as file:
            status = os.fstat(file.fileno())
            stamp_ = (status.st_ino, status.st_size, status.st_mtime_ns)
            data = file.read(_HEAD_BYTES)
            if state.written is None or state.written[1].stamp != stamp_:
                data += file.read()
        try:
            head = snapshot.decode(snapshot.about(data))
        except StoreError:
            return False
        if state.written is None or head.place != state.written[0]:
            return False
        written = state.written[1]
        if written.stamp != stamp_ and not written.fits(data):
            return False
        with self.guard:
            state.meta = head.meta
            state.use_snapshot(head.place, stamp_)
        return True

    def _reload(self) -> None:
        """Read everything again and report the difference as one transaction without a line."""
        old, new = self.state, load(self.folder, derive=not self.read_only)
        changes = tuple(changed(old.tables, new.tables))
        with self.guard:
            old.put(changes)
            new.tables = old.tables
            self.state, self._history = new, None
            if changes:
                by, label = "", self._label()
                self._seen.append(Transaction("", new.last or "", FILE, by, now(), label, changes))

    def _label(self) -> str:
        if self.state.brought:
            return "taken over from store.json of another machine"
        if self.state.by_git:
            return "brought by git into store.json"
        return "edited by hand in store.json"

    # Writing

    @contextmanager
    def writing(self, wait: float = WAIT_SECONDS, *, hold: bool = False) -> Iterator[None]:
        """Hold the lock, with or without `hold`; catch up with everything written, and leave
        nothing half done behind. Raises Busy."""
        if self.read_only:
            raise StoreError(f"{self.folder} is open for reading only", "open it for writing")
        if self._failed:
            raise self._failure()
        with self._turn(wait):
            self._prepare()
            yield

    def _turn(self, wait: float) -> ExitStack:
        """The turn of this thread in its process, and of the process among others, to be closed.
        Other threads don't wait for a thread that waits for another process."""
        until = time.monotonic() + wait
        while True:
            with ExitStack() as turn:
                turn.enter_context(self._turns)
                try:
                    turn.enter_context(lock.writing(self.folder / ".lock", 0))
                    return turn.pop_all()
                except Busy:
                    if time.monotonic() >= until:
                        raise
            time.sleep(_PAUSE_SECONDS)

    def _prepare(self) -> None:
        """Catch up, and see to it that a line can follow; raises StoreError."""
        self._catch_up()
        if self.state.damage or self.state.set_aside:
            self._reload()  # it may have been mended since
        state = self.state
        broken = [*state.damage, *(f"{a.table}/{a.id}: {a.reason}" for a in state.set_aside)]
        if broken:
            raise StoreError(
                f"nothing is written while the store is damaged: {broken[0]}",
                "`proxytui repair` says what can be had back",
            )
        if state.torn:
            try:
                journal_file.truncate_torn_line(self.folder / JOURNAL, state.place)
            except OSError as error:
                self._fail(error)
            state.torn = False
        if (own := provenance.own(state.meta)) is not None and own[0] != state.journal:
            self._begin_journal()
            state = self.state
        if state.by_hand:
            step = self.next_transaction(FILE, self._label(), tuple(state.by_hand))
            self.append(msgspec.structs.replace(step, brought=state.brought))
            state.by_hand.clear()

    def _begin_journal(self) -> None:
        """Give a file that was cloned without its journal one of its own, which begins with the
        file's records."""
        try:
            compaction.write(self.folder, SnapshotInput.of(self.state))
        except OSError as error:
            raise unwritten(self.folder, error) from error
        self._reload()

    def next_transaction(
        self, origin: str, label: str, changes: Changes, undoes: str | None = None
    ) -> Transaction:
        """The next transaction, to be appended now."""
        by = self.login.encode(errors="replace").decode()
        id_, last = random_id("t-"), self.state.last or ""
        return Transaction(id_, last, origin, by, now(), label, changes, undoes)

    def append(self, transaction: Transaction) -> Transaction:
        """Make a transaction durable, then apply it; returns it. Only inside `writing`."""
        state = self.state
        place = journal_file.next_place(state.place)
        body, size = spelt(transaction, self.folder / JOURNAL, place)
        self._writing = transaction.id
        try:
            end = journal_file.append(self.folder / JOURNAL, place, body)
        except OSError as error:
            self._fail(error)
        with self.guard:
            state.place, state.last = end, transaction.id
            state.tail.append(TailEntry(end, size))
            state.put(transaction.changes)
        if self._history is not None:
            self._history.add(transaction)
        return transaction

    def last_written(self) -> str:
        """The id of the transaction that `append` wrote last, or was cut off at, if the journal has
        it; "" otherwise."""
        id_, state, folder = self._writing, self.state, self.folder / JOURNAL
        if not id_ or state.last == id_:
            return id_
        lines = journal_file.read(folder, state.place, whole=False).lines
        steps = (listed(line, folder) for line in lines)
        return id_ if any(step is not None and step.id == id_ for step in steps) else ""

    # Compaction

    def snapshot_input(self, wait: float = WAIT_SECONDS) -> SnapshotInput | None:
        """The input of a new snapshot; None where the present one has everything."""
        with self.writing(wait):
            if not self.state.tail_bytes() and not self.state.stale:
                return None
            journal_file.remove_orphan_segments(self.folder / JOURNAL)
            return SnapshotInput.of(self.state)

    def switch(self, ready: PreparedSnapshot) -> None:
        """Make a prepared snapshot the store's, unless `store.json` was replaced meanwhile. The
        lock is held for one line and one rename."""
        with self.writing():
            state = self.state
            if state.stamp != ready.view.stamp:
                return
            try:
                place = journal_file.next_place(state.place)
                end, written = compaction.switch(self.folder, ready, place)
                with self.guard:
                    state.place = end
                    state.note_snapshot(place, written)
                stamp_ = stamp(self.folder)
                with self.guard:
                    state.use_snapshot(ready.view.place, stamp_)
            except JournalError as error:
                self._fail(error)
            except OSError as error:
                raise unwritten(self.folder, error) from error

    def overdue(self) -> bool:
        """Whether the journal after the snapshot is so long that opening is slow."""
        with self.guard:
            return not self._broken() and self.state.tail_bytes() > LONG_TAIL_BYTES

    def worth_compacting(self) -> bool:
        """Whether to leave a new snapshot behind: where it is cheap, or overdue."""
        with self.guard:
            small = self.state.stamp[1] < SMALL_BYTES and self.state.tail_bytes() > 0
            return not self._broken() and (small or self.overdue())

    def _broken(self) -> bool:
        state = self.state
        return bool(self.read_only or self._failed or state.damage or state.set_aside)

    def _fail(self, error: OSError) -> NoReturn:
        self._failed = error.strerror or str(error)
        raise self._failure() from error

    def _failure(self) -> StoreError:
        return StoreError(
            f"a change could not be saved: {self._failed}",
            "nothing more is written until the store is opened again; "
            "free some space or check the disk first",
        )
