"""TinyDB's storage over a folder: snapshot, journal, one writer at a time, nothing half done."""

from __future__ import annotations

import base64
import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn, cast
from zlib import crc32

import msgspec
from tinydb.storages import Storage

from proxytui.errors import StoreError
from proxytui.model.values import Change, Json, Transaction
from proxytui.store import disk, lines, lock, snapshot
from proxytui.store.snapshot import START
from proxytui.store.state import (
    BACKUPS,
    JOURNAL,
    SNAPSHOT,
    Checkpoint,
    State,
    entry,
    load,
    stamp,
)
from proxytui.store.undo import FILE, History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

SMALL_BYTES = 4 * 1024 * 1024
"""A snapshot up to this size is written anew after every command, so that others read it."""
LONG_TAIL_BYTES = 8 * 1024 * 1024
"""A journal with this much after the snapshot makes opening slow."""

_line = msgspec.json.Encoder(order="deterministic").encode


def now() -> str:
    """The time for a journal line: RFC 3339, UTC, microseconds; nothing relies on its order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def random_id(prefix: str) -> str:
    """A prefix and 80 random bits."""
    return prefix + base64.b32encode(os.urandom(10)).decode().lower()


def found(folder: Path, tables: Mapping[str, Mapping[str, Json]], meta: Json) -> None:
    """Write the first snapshot of a store into an empty folder. Raises OSError."""
    state = State({t: dict(rows) for t, rows in tables.items()}, meta, START, START, (0, 0, 0), "")
    _write_snapshot(folder, state)


def _write_snapshot(folder: Path, state: State) -> None:
    """Write `state` as the snapshot. Raises OSError.

    First the new file beside the old one, then the journal's line about it, then the rename: the
    old snapshot reads over the line, the new one begins at it, so that every moment can be the
    last. The copy that follows tells what a record was before it was edited by hand.
    """
    place = lines.following(state.place)
    data, sections = snapshot.lay_out(state.tables, state.meta, place)
    beside = disk.prepare(folder / SNAPSHOT, data)
    sums = msgspec.Raw(_line(snapshot.checksums(state.tables)))
    size, crc = len(data), f"{crc32(data):08x}"
    written = Checkpoint(crc, size, state.last or "", now(), sums, sections)
    try:
        state.place = lines.append(folder / JOURNAL, place, _line(written))
    except OSError as error:
        disk.discard(beside)
        raise JournalError(error) from error
    disk.install(beside, folder / SNAPSHOT)
    state.begins, state.stamp = place, stamp(folder)
    with suppress(OSError):
        disk.folder(folder / BACKUPS)
        disk.put(folder / BACKUPS / SNAPSHOT, data)


class JournalError(OSError):
    """The journal itself could not be written: what it holds now is not known."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.errno, error.strerror)


class JournalStorage(Storage):
    """The store's records in memory and their folder. Raises StoreError where that fails.

    `commit` makes changes a transaction; the Store sets it, so that TinyDB's own insert, update
    and remove are journaled like every other change.
    """

    def __init__(self, folder: Path, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self.commit: Callable[[Sequence[Change], str], object] = self._refuse
        self.state = load(folder)
        self._failed = ""
        self._history: History | None = None
        self._seen: list[Transaction] = []

    def read(self) -> dict[str, dict[str, Json]]:
        """All tables, as TinyDB wants them; the records are not copies."""
        tables = cast("dict[str, dict[str, Json]]", self.state.tables)
        return {snapshot.META: {"1": self.state.meta}, **tables}

    def write(self, data: dict[str, dict[str, Json]]) -> None:
        """Make the tables be `data`: TinyDB's way of dropping tables."""
        rest = {table: rows for table, rows in data.items() if table != snapshot.META}
        self.commit(tuple(snapshot.changed(self.state.tables, rest)), "TinyDB")

    def _refuse(self, changes: Sequence[Change], label: str) -> object:
        raise StoreError(f"{self.folder} is not open for writing", "open it as a store")

    # Reading

    def history(self) -> History:
        """The journal's transactions from its beginning; read at the first call."""
        if self._history is None:
            read = lines.read(self.folder / JOURNAL, START)
            entries = (entry(line.body) for line in read.lines if line.start < self.state.place)
            self._history = History(e for e in entries if isinstance(e, Transaction))
        return self._history

    def catch_up(self) -> None:
        """Follow what other instances wrote; `take_seen` tells what that was."""
        state = self.state
        try:
            if lines.grown(self.folder / JOURNAL, state.place):
                reading = lines.read(self.folder / JOURNAL, state.place)
                first = next(iter(reading.lines), None)
                step = entry(first.body) if first else None
                astray = isinstance(step, Transaction) and state.last not in (None, step.prev)
                if reading.bad or astray:
                    return self._reload()
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
            raise StoreError(f"{self.folder} can't be read: {error.strerror}", "") from error
        return None

    def take_seen(self) -> tuple[Transaction, ...]:
        """What `catch_up` met since the last call, oldest first. The last change of a record
        leaves it as it is now: our own changes may have come in between."""
        latest: dict[tuple[str, str], Change] = {}
        for transaction in reversed(self._seen):
            for change in reversed(transaction.changes):
                latest.setdefault((change.table, change.id), change)
        seen = tuple(
            msgspec.structs.replace(
                transaction,
                changes=tuple(
                    msgspec.structs.replace(change, after=self._current(change))
                    if latest[change.table, change.id] is change
                    else change
                    for change in transaction.changes
                ),
            )
            for transaction in self._seen
        )
        self._seen.clear()
        return seen

    def _current(self, change: Change) -> Json | None:
        return self.state.tables.get(change.table, {}).get(change.id)

    def _compacted_elsewhere(self) -> bool:
        """Whether `store.json` changed because another instance wrote what we know anyway."""
        if self.state.by_hand or self.state.set_aside or self.state.damage:
            return False
        at = stamp(self.folder)
        data = (self.folder / SNAPSHOT).read_bytes()
        try:
            head = snapshot.decode(snapshot.about(data))
        except StoreError:
            return False
        place = head.place
        line = lines.first(self.folder / JOURNAL, place)
        written = entry(line) if line else None
        if place > self.state.place or not isinstance(written, Checkpoint):
            return False
        if not written.fits(data):
            return False
        self.state.begins, self.state.meta, self.state.stamp = place, head.meta, at
        return True

    def _reload(self) -> None:
        """Read everything again and tell the difference as one transaction that has no line."""
        old, new = self.state, load(self.folder)
        made = tuple(snapshot.changed(old.tables, new.tables))
        old.put(made)
        new.tables = old.tables
        self.state, self._history = new, None
        if made:
            label = "edited by hand in store.json"
            self._seen.append(Transaction("", new.last or "", FILE, "", now(), label, made))

    # Writing

    @contextmanager
    def writing(self, wait: float = lock.WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock, know everything that was written, and leave nothing half done behind."""
        if self.read_only:
            raise StoreError(f"{self.folder} is open for reading only", "open it for writing")
        if self._failed:
            raise self._failure()
        with lock.writing(self.folder / ".lock", wait):
            self.catch_up()
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
                    lines.cut(self.folder / JOURNAL, state.place)
                except OSError as error:
                    self._fail(error)
                state.torn = False
            if state.by_hand:
                edits = tuple(state.by_hand)
                self.append(self.next(FILE, "edited by hand in store.json", edits))
                state.by_hand.clear()
            yield

    def next(
        self, origin: str, label: str, changes: tuple[Change, ...], undoes: str | None = None
    ) -> Transaction:
        """The transaction that may be appended now."""
        by = os.environ.get("USER") or os.environ.get("LOGNAME") or ""
        by = by.encode(errors="replace").decode()
        id_, last = random_id("t-"), self.state.last or ""
        return Transaction(id_, last, origin, by, now(), label, changes, undoes)

    def append(self, transaction: Transaction) -> None:
        """Make a transaction durable, then true. Only inside `writing`."""
        history = self._history
        state = self.state
        place = lines.following(state.place)
        try:
            state.place = lines.append(self.folder / JOURNAL, place, _line(transaction))
        except OSError as error:
            self._fail(error)
        state.tail, state.last = state.place, transaction.id
        state.put(transaction.changes)
        if history is not None:
            history.add(transaction)

    def compact(self, wait: float = lock.WAIT_SECONDS) -> None:
        """Write a new snapshot, unless the one there says everything."""
        with self.writing(wait):
            if not self._has_tail():
                return
            try:
                _write_snapshot(self.folder, self.state)
            except JournalError as error:
                self._fail(error)
            except OSError as error:
                raise StoreError(
                    f"{self.folder / SNAPSHOT} can't be written: {error.strerror}",
                    "nothing is lost: the journal holds every change",
                ) from error

    def close(self) -> None:
        """Leave a new snapshot behind where it is cheap or overdue; the journal has it anyway."""
        state = self.state
        if self.read_only or self._failed or state.damage or state.set_aside:
            return
        tail = lines.size_between(self.folder / JOURNAL, state.begins, state.place)
        if self._has_tail() and (state.stamp[1] < SMALL_BYTES or tail > LONG_TAIL_BYTES):
            try:
                self.compact(wait=1.0)
            except StoreError:
                return

    def _has_tail(self) -> bool:
        return self.state.tail > self.state.begins

    def _fail(self, error: OSError) -> NoReturn:
        self._failed = error.strerror or str(error)
        raise self._failure() from error

    def _failure(self) -> StoreError:
        return StoreError(
            f"a change could not be saved: {self._failed}",
            "nothing more is written until the store is opened again; "
            "free some space or check the disk first",
        )
