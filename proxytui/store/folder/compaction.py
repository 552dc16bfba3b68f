"""A new `store.json` from the records in memory: built beside the old one, then put in place."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.store.folder import disk, journal_file, provenance, snapshot
from proxytui.store.folder.journal_entries import SnapshotNotice, now
from proxytui.store.folder.snapshot import START
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT
from proxytui.store.ids import random_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proxytui.model.records import Json
    from proxytui.store.folder.journal_entries import Stamp
    from proxytui.store.folder.snapshot import JournalPlace
    from proxytui.store.folder.state import FolderState

LOCK = ".compacting"
"""A lock in the journal's folder: its holder may build a snapshot without the write lock."""

_line = msgspec.json.Encoder(order="deterministic").encode


class JournalError(OSError):
    """Raised where the journal itself could not be written: its contents are not known then."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.errno, error.strerror)


class SnapshotInput(NamedTuple):
    """The records as they were at a place of the journal, whatever is written after it; `stamp`
    is that of the `store.json` that a new one is to replace."""

    tables: Mapping[str, Mapping[str, Json]]
    meta: Json
    place: JournalPlace
    journal: str
    last: str
    stamp: Stamp = (0, 0, 0)

    @classmethod
    def of(cls, state: FolderState) -> SnapshotInput:
        """The present records of a store."""
        tables = {table: copy.copy(rows) for table, rows in state.tables.items()}
        place, journal = journal_file.next_place(state.place), state.journal or random_id("j-")
        return cls(tables, state.meta, place, journal, state.last or "", state.stamp)

    @classmethod
    def first(cls, tables: Mapping[str, Mapping[str, Json]], meta: Json) -> SnapshotInput:
        """The first records of a new store."""
        return cls(tables, meta, START, random_id("j-"), "")


class PreparedSnapshot(NamedTuple):
    """A snapshot on the disk that lacks only its name, its copy, and its line in the journal."""

    view: SnapshotInput
    beside: Path
    spare: Path | None
    written: SnapshotNotice

    def discard(self) -> None:
        """Delete the prepared files."""
        for path in (self.beside, self.spare):
            if path is not None:
                disk.discard(path)


def prepare(folder: Path, view: SnapshotInput, ending: str = ".next") -> PreparedSnapshot:
    """Write a new snapshot beside the present one. Raises OSError.

    Files of the same `ending` are overwritten: only one caller may do this at a time.
    """
    meta = provenance.with_provenance(view.meta, view.journal, view.last)
    layout = snapshot.Layout(view.tables, meta, view.place)
    beside = disk.prepare(folder / SNAPSHOT, layout.pieces(), ending)
    try:
        status = beside.stat()
    except OSError:
        disk.discard(beside)
        raise
    spare = None
    with suppress(OSError):
        disk.folder(folder / BACKUPS)
        spare = disk.prepare(folder / BACKUPS / SNAPSHOT, disk.pieces(beside), ending)
    stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
    return PreparedSnapshot(
        view,
        beside,
        spare,
        SnapshotNotice(
            f"{layout.crc:08x}",
            layout.size,
            view.last,
            now(),
            msgspec.Raw(layout.sums),
            layout.sections,
            stamp=stamp,
            journal=view.journal,
        ),
    )


def switch(
    folder: Path, ready: PreparedSnapshot, place: JournalPlace
) -> tuple[JournalPlace, SnapshotNotice]:
    """Make a prepared snapshot the store's, with a line of the journal at `place`; returns the end
    of that line, and its notice. Only under the write lock. Raises OSError, JournalError.

    The line comes before the rename: the old snapshot reads over it, and the new one is proven by
    it, so that a crash at any moment is safe.
    """
    begins = ready.view.place
    written = msgspec.structs.replace(ready.written, begins=None if begins == place else begins)
    try:
        end = journal_file.append(folder / JOURNAL, place, _line(written))
    except OSError as error:
        raise JournalError(error) from error
    disk.install(ready.beside, folder / SNAPSHOT)
    return end, written


def keep(folder: Path, ready: PreparedSnapshot) -> None:
    """Put the snapshot's copy in its place; it has the records as they were before an edit by
    hand."""
    if ready.spare is not None:
        with suppress(OSError):
            disk.install(ready.spare, folder / BACKUPS / SNAPSHOT)


def write(folder: Path, view: SnapshotInput) -> None:
    """Prepare and switch at once: for a store that nobody else writes meanwhile. Raises OSError."""
    ready = prepare(folder, view, ".new")
    try:
        switch(folder, ready, view.place)
        keep(folder, ready)
    finally:
        ready.discard()
