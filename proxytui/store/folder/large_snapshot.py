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
        graph = _graph(folder / FOLDER, files, notice, sections, build=build)
        if graph is None:
            return None
        # Nobody edits the copy: changes made by hand to the file itself can be told from it.
        tables: snapshot.Tables = {
            table: FiledRecords(files[-1], graph, table, section)
            for table, section in sections.items()
        }
        return LargeSnapshot(head._replace(tables=tables), reading, notice, stamp)
    return None


def _copy(folder: Path, size: int) -> list[SnapshotFile]:
    """The copy of a snapshot that lies among the backups, where there is one."""
    with suppress(OSError):
        copy = SnapshotFile(folder / BACKUPS / SNAPSHOT)
        if copy.stamp[1] == size:
            return [copy]
    return []


def _graph(
    folder: Path,
    files: list[SnapshotFile],
    notice: SnapshotNotice,
    sections: dict[str, Section],
    *,
    build: bool,
) -> GraphFile | None:
    """The derived file; a copy of the snapshot that is another one is taken off the files."""
    fingerprint = Fingerprint.of(notice, tuple(file.stamp for file in files))
    graph = GraphFile.open(folder / _FILE, fingerprint)
    if graph is not None or not build:
        return graph
    if graph_file_build.checkpoint_of(files[0]) != notice.checkpoint:
        return None
    if len(files) > 1 and graph_file_build.checkpoint_of(files[1]) != notice.checkpoint:
        files.pop().close()
        fingerprint = Fingerprint.of(notice, (files[0].stamp,))
        graph = GraphFile.open(folder / _FILE, fingerprint)
        if graph is not None:
            return graph
    told_progress.tell("reading a large store for the first time")
    graph_file_build.build(folder / _FILE, files[-1], sections, fingerprint, _tell)
    return GraphFile.open(folder / _FILE, fingerprint)


def _tell(share: float) -> None:
    told_progress.tell(f"reading a large store for the first time: {share:.0%}")
