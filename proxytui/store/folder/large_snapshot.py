"""The opening of a snapshot that is too large for memory, with the file derived from it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import StoreError
from proxytui.jobs import told_progress
from proxytui.store.folder import graph_file_build, journal_entries, journal_file, snapshot
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.folder.graph_file import GraphFile
from proxytui.store.folder.graph_file_schema import Fingerprint
from proxytui.store.folder.snapshot_file import SnapshotFile
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proxytui.store.folder.journal_entries import SnapshotNotice, Stamp
    from proxytui.store.folder.lazy_records import Section
    from proxytui.store.folder.snapshot import Snapshot

FOLDER = ".words"
_FILE = "graph.sqlite"
_HEAD_BYTES = 1 << 16


class LargeSnapshot(NamedTuple):
    """A snapshot on the disk, the journal after it, its notice there, and the file's stamp."""

    snap: Snapshot
    reading: journal_file.JournalReading
    notice: SnapshotNotice
    stamp: Stamp


class NotedFile(NamedTuple):
    """A `store.json` of the size that the journal notes and no edit by hand in the journal since:
    its file, the stamp before it was read, what it says of itself, the journal after it, and its
    notice and sections there."""

    file: SnapshotFile
    stamp: Stamp
    head: Snapshot
    reading: journal_file.JournalReading
    notice: SnapshotNotice
    sections: dict[str, Section]

    def with_records(self, tables: snapshot.Tables) -> LargeSnapshot:
        """The snapshot with these records."""
        head = self.head._replace(tables=tables)
        return LargeSnapshot(head, self.reading, self.notice, self.stamp)


def noted(folder: Path, oldest: int) -> NotedFile | None:
    """The `store.json` of a folder; None for any other. Raises OSError, StoreError."""
    file = SnapshotFile(folder / SNAPSHOT)
    stamp = file.stamp
    size = stamp[1]
    head = snapshot.decode(snapshot.about(file.read(0, min(_HEAD_BYTES, size))), oldest)
    reading = journal_file.read(folder / JOURNAL, head.place)
    written = journal_entries.written(reading.lines, head)
    if written is None or written[1].sections is None or written[1].size != size:
        return None
    line, notice = written
    behind = (later.body for later in reading.lines if later.start > line.start)
    if any(b'"origin":"file"' in body for body in behind):
        return None
    return NotedFile(file, stamp, head, reading, notice, written[1].sections)


def opened(folder: Path, oldest: int, *, build: bool) -> LargeSnapshot | None:
    """A `store.json` that is as the journal says, left on the disk.

    None for any other, and where the derived file can't be had: there is none that fits, and it is
    not to be built, or can't be written.
    """
    with suppress(OSError, StoreError, sqlite3.Error):
        whole = noted(folder, oldest)
        if whole is None:
            return None
        # Nobody edits the copy: changes made by hand to the file itself can be told from it.
        files = [whole.file, *_copy(folder, whole.stamp[1])]
        words, checkpoint = folder / FOLDER, whole.notice.checkpoint
        tables = records(files, checkpoint, whole.sections, words, build=build)
        return None if tables is None else whole.with_records(tables)
    return None


def records(
    files: list[SnapshotFile],
    checkpoint: str,
    sections: Mapping[str, Section],
    folder: Path,
    *,
    build: bool,
) -> snapshot.Tables | None:
    """The records of the last of these files, which has the checksum `checkpoint`; the file derived
    from it lies in `folder`.

    One of two that has another checksum is taken off the files. None where the first one has, and
    where the derived file is not there and not to be built. Raises OSError, StoreError or
    sqlite3.Error where it can't be.
    """
    graph = _graph(folder / _FILE, files, checkpoint, sections, build=build)
    if graph is None:
        return None
    return {
        table: FiledRecords(files[-1], graph, table, section) for table, section in sections.items()
    }


def _copy(folder: Path, size: int) -> list[SnapshotFile]:
    """The copy of a snapshot that lies among the backups, where there is one."""
    with suppress(OSError):
        copy = SnapshotFile(folder / BACKUPS / SNAPSHOT)
        if copy.stamp[1] == size:
            return [copy]
    return []


def _graph(
    path: Path,
    files: list[SnapshotFile],
    checkpoint: str,
    sections: Mapping[str, Section],
    *,
    build: bool,
) -> GraphFile | None:
    """The derived file; a copy of the snapshot that is another one is taken off the files."""
    size = files[0].stamp[1]
    fingerprint = Fingerprint.of(checkpoint, size, tuple(file.stamp for file in files))
    graph = GraphFile.open(path, fingerprint)
    if graph is not None or not build:
        return graph
    if graph_file_build.checkpoint_of(files[0]) != checkpoint:
        return None
    if len(files) > 1 and graph_file_build.checkpoint_of(files[1]) != checkpoint:
        files.pop().close()
        fingerprint = Fingerprint.of(checkpoint, size, (files[0].stamp,))
        graph = GraphFile.open(path, fingerprint)
        if graph is not None:
            return graph
    told_progress.tell("reading a large store for the first time")
    graph_file_build.build(path, files[-1], sections, fingerprint, _tell)
    return GraphFile.open(path, fingerprint)


def _tell(share: float) -> None:
    told_progress.tell(f"reading a large store for the first time: {share:.0%}")
