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


def opened(folder: Path, oldest: int, *, build: bool) -> LargeSnapshot | None:
    """A `store.json` that is as the journal says, left on the disk.

    None for any other, and where the derived file can't be had: there is none that fits, and it is
    not to be built, or can't be written.
    """
    with suppress(OSError, StoreError, sqlite3.Error):
        file = SnapshotFile(folder / SNAPSHOT)
        stamp = file.stamp
        head = snapshot.decode(snapshot.about(file.read(0, min(_HEAD_BYTES, stamp[1]))), oldest)
        reading = journal_file.read(folder / JOURNAL, head.place)
        written = journal_entries.written(reading.lines, head)
        if written is None or written[1].sections is None or written[1].size != stamp[1]:
            return None
        line, notice = written
        if any(
            b'"origin":"file"' in later.body for later in reading.lines if later.start > line.start
        ):
            return None
        files = [file, *_copy(folder, stamp[1])]
        sections = written[1].sections
        # Nobody edits the copy: changes made by hand to the file itself can be told from it.
        tables = records(files, notice.checkpoint, sections, folder / FOLDER, build=build)
        if tables is not None:
            return LargeSnapshot(head._replace(tables=tables), reading, notice, stamp)
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
