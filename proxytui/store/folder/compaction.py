"""A new `store.json` from the records in memory: built beside the old one, then put in place."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui.store.folder import disk, journal_file, provenance, snapshot
from proxytui.store.folder.journal_entries import SnapshotNotice, now, random_id
from proxytui.store.folder.snapshot import START
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proxytui.model.records import Json
    from proxytui.store.folder.journal_entries import Stamp
    from proxytui.store.folder.snapshot import JournalPlace
    from proxytui.store.folder.state import FolderState

LOCK = ".compacting"
"""In the journal's folder: who holds it may build a snapshot without holding the write lock."""

_line = msgspec.json.Encoder(order="deterministic").encode


class JournalError(OSError):
    """The journal itself could not be written: what it holds now is not known."""

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
        """What a store holds now."""
        tables = {table: copy.copy(rows) for table, rows in state.tables.items()}
        place, journal = journal_file.next_place(state.place), state.journal or random_id("j-")
        return cls(tables, state.meta, place, journal, state.last or "", state.stamp)

    @classmethod
    def first(cls, tables: Mapping[str, Mapping[str, Json]], meta: Json) -> SnapshotInput:
        """What a new store holds."""
        return cls(tables, meta, START, random_id("j-"), "")


class PreparedSnapshot(NamedTuple):
    """A snapshot on the disk that only lacks its name, its copy, and what the journal is to say."""

    view: SnapshotInput
    beside: Path
    spare: Path | None
    written: SnapshotNotice

    def discard(self) -> None:
        """Take it away again."""
        for path in (self.beside, self.spare):
            if path is not None:
                disk.discard(path)


def prepare(folder: Path, view: SnapshotInput, ending: str = ".next") -> PreparedSnapshot:
    """Write a view's snapshot beside the one that holds. Raises OSError.

    Files of the same `ending` are written over: only one may be at it at a time.
    """
    meta = provenance.with_provenance(view.meta, view.journal, view.last)
    data, sections = snapshot.lay_out(view.tables, meta, view.place)
    beside = disk.prepare(folder / SNAPSHOT, data, ending)
    try:
        found = beside.stat()
    except OSError:
        disk.discard(beside)
        raise
    spare = None
    with suppress(OSError):
        disk.folder(folder / BACKUPS)
        spare = disk.prepare(folder / BACKUPS / SNAPSHOT, data, ending)
    sums = msgspec.Raw(_line(snapshot.checksums(view.tables)))
    stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
    crc = f"{crc32(data):08x}"
    return PreparedSnapshot(
        view,
        beside,
        spare,
        SnapshotNotice(
            crc,
            len(data),
            view.last,
            now(),
            sums,
            sections,
            stamp=stamp,
            journal=view.journal,
        ),
    )


def switch(
    folder: Path, ready: PreparedSnapshot, place: JournalPlace
) -> tuple[JournalPlace, SnapshotNotice]:
    """Let a prepared snapshot be the store's, with a line of the journal at `place`; where that
    line ends, and what it says. Only under the write lock. Raises OSError, JournalError.

    The line comes before the rename: the old snapshot reads over it, the new one knows by it that
    it is as it was written, so that every moment can be the last.
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
    """Put the snapshot's copy in its place; it tells what a record was before it was edited by
    hand."""
    if ready.spare is not None:
        with suppress(OSError):
            disk.install(ready.spare, folder / BACKUPS / SNAPSHOT)


def write(folder: Path, view: SnapshotInput) -> None:
    """Do all of it at once: for a store that nobody else writes meanwhile. Raises OSError."""
    ready = prepare(folder, view, ".new")
    try:
        switch(folder, ready, view.place)
        keep(folder, ready)
    finally:
        ready.discard()
