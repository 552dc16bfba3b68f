"""Loading of a store's folder: the snapshot, the journal after it, and edits made by hand."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.errors import NoStore, StoreError
from proxytui.jobs.collector import without_collector
from proxytui.lazy import LazyModule
from proxytui.model.vocabulary import TABLES
from proxytui.store.folder import (
    adopt_hand_edits,
    journal_entries,
    journal_file,
    provenance,
    snapshot,
)
from proxytui.store.folder.journal_entries import SnapshotNotice, Stamp, entry
from proxytui.store.folder.lazy_records import LazyRecords
from proxytui.store.folder.snapshot import SCHEMA, START, OtherSchema, Snapshot, Tables, Unreadable
from proxytui.store.folder.state import (
    BACKUPS,
    JOURNAL,
    SNAPSHOT,
    FolderState,
    stamp,
)
from proxytui.store.ledger import SetAsideRecord

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.store.folder import large_snapshot, unlinked_snapshot
else:
    large_snapshot = LazyModule("proxytui.store.folder.large_snapshot")
    unlinked_snapshot = LazyModule("proxytui.store.folder.unlinked_snapshot")

LEAST_BYTES_ON_DISK = 240 << 20
"""A `store.json` from this size on, some 300,000 claims, stays on the disk."""
_ATTEMPTS = 3
_PAUSE_SECONDS = 0.03


def load(
    folder: Path, oldest: int = SCHEMA, *, derive: bool = False, in_passes: bool = False
) -> FolderState:
    """Load a store from its folder; raises StoreError where there is none or it can't be read. A
    large one may `derive` a file in its folder, so that it needn't be held in memory; nor need it
    where it is only gone through `in_passes`, for which every byte of it is checked here.

    Tries again where something is wrong: an editor or a writer may have been at work. A
    `store.json` that can't be read at all is replaced by what can be replayed, for reading only.
    """
    with without_collector():
        for attempts_left in reversed(range(_ATTEMPTS)):
            try:
                state = _on_disk(folder, oldest, derive, in_passes) or _load(folder, oldest)
            except OtherSchema:
                raise
            except Unreadable as error:
                if not attempts_left:
                    rebuilt = replayed(folder, oldest)
                    if rebuilt is None:
                        raise
                    rebuilt.stamp = stamp(folder)
                    rebuilt.damage.insert(0, error.title)
                    rebuilt.warnings.insert(0, f"{error.title}; {error.hint}")
                    return rebuilt
            except StoreError:
                if not attempts_left:
                    raise
            else:
                if not attempts_left or not (state.damage or state.set_aside):
                    return state
            time.sleep(_PAUSE_SECONDS)
    raise RuntimeError("a store is looked at once at least")


def replayed(folder: Path, oldest: int = SCHEMA) -> FolderState | None:
    """A store without its `store.json`, from the copy of that file, or from nothing where the
    journal says that it began with nothing, and the journal after that; None where neither can be
    had."""
    copy = folder / BACKUPS / SNAPSHOT
    with suppress(OSError, StoreError):
        snap = snapshot.decode(copy.read_bytes(), oldest)
        if not snap.spoilt:
            reading = journal_file.read(folder / JOURNAL, snap.place)
            state = FolderState(snap.tables, snap.meta, snap.place, snap.place, (0, 0, 0))
            state.follow(reading)
            return state
    with suppress(OSError):
        reading = journal_file.read(folder / JOURNAL, START)
        first = entry(reading.lines[0]) if reading.lines else None
        begun = isinstance(first, SnapshotNotice) and reading.lines[0].start == START
        if begun and isinstance(first, SnapshotNotice) and not journal_entries.sums(first):
            tables: Tables = {table: {} for table in TABLES}
            state = FolderState(tables, {"schema": SCHEMA}, START, START, (0, 0, 0))
            state.follow(reading)
            return state
    return None


def _on_disk(folder: Path, oldest: int, derive: bool, in_passes: bool) -> FolderState | None:
    """A store whose records stay on the disk; None for one that is read whole."""
    large = None
    with suppress(OSError):
        if (folder / SNAPSHOT).stat().st_size >= LEAST_BYTES_ON_DISK:
            large = (
                unlinked_snapshot.opened(folder, oldest)
                if in_passes
                else large_snapshot.opened(folder, oldest, build=derive)
            )
    if large is None:
        return None
    snap = large.snap
    state = FolderState(snap.tables, snap.meta, snap.place, snap.place, large.stamp)
    state.last = large.notice.last
    state.follow(large.reading)
    return state


def _load(folder: Path, oldest: int) -> FolderState:
    try:
        with (folder / SNAPSHOT).open("rb") as file:
            status = os.fstat(file.fileno())
            data = file.read()
        snap, reading = _read(folder, data, oldest)
    except FileNotFoundError as error:
        raise NoStore(
            f"there is no store at {folder}", "name another folder with --store"
        ) from error
    except OSError as error:
        raise StoreError(
            f"{folder} can't be read: {error.strerror}", "check the folder's permissions"
        ) from error
    seen = (status.st_ino, status.st_size, status.st_mtime_ns)
    notice = journal_entries.written(reading.lines, snap)
    if notice is None and (ours := _ours(folder, snap, oldest, seen)) is not None:
        return ours
    cloned = notice is None and _is_clone(folder, snap)
    if cloned:
        snap, reading = snap._replace(place=START), journal_file.read(folder / JOURNAL, START)
    state = FolderState(snap.tables, snap.meta, snap.place, snap.place, seen)
    if cloned:
        state.warnings.append(f"{folder} has no journal, as a fresh clone; a change begins one")
    if notice is not None:
        line, written = notice
        state.last = written.last
        behind = tuple(later for later in reading.lines if later.start > line.start)
        touched = any(b'"origin":"file"' in later.body for later in behind)
        if touched or not (_undecoded(snap) or written.fits(data)):
            if _undecoded(snap):
                snap = snapshot.decode(data, oldest)
                state.tables = snap.tables
            adopt_hand_edits.reconcile(
                folder, state, snap, reading, journal_entries.sums(written), behind
            )
            _add_warnings(state, snap)
            return state
    elif snap.place == START:
        state.last = ""
    state.follow(reading)
    state.set_aside += (SetAsideRecord(*spoilt) for spoilt in snap.spoilt)
    _add_warnings(state, snap)
    return state


def _is_clone(folder: Path, snap: Snapshot) -> bool:
    """Whether the folder has only what git brings, or a journal that was only about to begin; a
    store that lost its journal still has the copy of its snapshot."""
    if provenance.own(snap.meta) is None or (folder / BACKUPS / SNAPSHOT).exists():
        return False
    read = journal_file.read(folder / JOURNAL, START)
    return not read.bad and all(isinstance(entry(line), SnapshotNotice) for line in read.lines)


def _ours(folder: Path, snap: Snapshot, oldest: int, seen: Stamp) -> FolderState | None:
    """The store with the news of a `store.json` from another machine; None for any other file, or
    where the records before it can't be had."""
    if provenance.own(snap.meta) is None:
        return None
    from proxytui.store.folder import (
        adopt_git_pull,  # only a file that may be from elsewhere pays for it
    )

    with suppress(OSError):
        read = journal_file.read(folder / JOURNAL, START)
        if read.bad or not adopt_git_pull.is_foreign(snap, read.lines):
            return None
        state = replayed(folder, oldest)
        if state is not None and not state.damage:
            adopt_git_pull.reconcile(state, snap, read.lines, seen[2])
            state.stamp = seen
            _add_warnings(state, snap)
            return state
    return None


def _read(folder: Path, data: bytes, oldest: int) -> tuple[Snapshot, journal_file.JournalReading]:
    """A `store.json` and the journal after it. Its records stay undecoded where length and checksum
    are as the journal says, and they were sound then."""
    with suppress(StoreError):
        head = snapshot.decode(snapshot.about(data), oldest)
        reading = journal_file.read(folder / JOURNAL, head.place)
        notice = journal_entries.written(reading.lines, head)
        sections = notice[1].sections if notice and notice[1].fits(data) else None
        if sections:
            return head._replace(
                tables={t: LazyRecords(data, at) for t, at in sections.items()}
            ), reading
    snap = snapshot.decode(data, oldest)
    return snap, journal_file.read(folder / JOURNAL, snap.place)


def _undecoded(snap: Snapshot) -> bool:
    return any(isinstance(rows, LazyRecords) for rows in snap.tables.values())


def _add_warnings(state: FolderState, snap: Snapshot) -> None:
    if snap.oddity:
        state.oddity, state.stale = snap.oddity, True
        state.warnings.append(f"{snap.oddity}; `proxytui compact` writes it anew")
    for aside in state.set_aside:
        named = f"{aside.table}/{aside.id}" if aside.id else aside.table or SNAPSHOT
        state.warnings.append(f"{named} is set aside: {aside.reason}")
