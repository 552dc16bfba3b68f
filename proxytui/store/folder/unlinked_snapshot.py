"""A large snapshot that is only gone through: proven by its checksum, nothing derived from it."""

from __future__ import annotations

from array import array
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from proxytui.errors import StoreError
from proxytui.store.folder import graph_file_build, large_snapshot, snapshot
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.folder.graph_file import GraphFile
from proxytui.store.folder.snapshot_file import SnapshotFile
from proxytui.store.folder.state import BACKUPS, SNAPSHOT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from proxytui.model.record_source import Fill
    from proxytui.store.folder.large_snapshot import LargeSnapshot
    from proxytui.store.folder.lazy_records import Section


class Blocks(GraphFile):
    """Where the records of a file lie, noted in one pass when the first is looked up; nobody may
    ask what points at what."""

    def __init__(
        self, file: SnapshotFile, sections: Mapping[str, Section], fingerprint: str
    ) -> None:
        self._snapshot, self._sections = file, sections
        self.fingerprint = fingerprint

    @cached_property
    def _blocks(self) -> dict[str, tuple[list[str], array[int]]]:  # type: ignore[override]
        blocks = {}
        for table, section in self._sections.items():
            ids, starts = [], array("Q")
            for start, piece in self._snapshot.lines(section):
                for id_, at in graph_file_build.blocks(start, piece):
                    ids.append(id_)
                    starts.append(at)
            blocks[table] = ids, starts
        return blocks

    def derived(self, name: str, version: int, fill: Fill) -> sqlite3.Connection | None:
        """None: nothing is kept."""
        return None

    def _rows(self, query: str, *values: object) -> NoReturn:
        raise TypeError("these records are only gone through")


def opened(folder: Path, oldest: int) -> LargeSnapshot | None:
    """A `store.json` that is as the journal says, byte for byte, left on the disk; None for any
    other."""
    with suppress(OSError, StoreError):
        whole = large_snapshot.noted(folder, oldest)
        if whole is None:
            return None
        checkpoint = whole.notice.checkpoint
        if graph_file_build.checkpoint_of(whole.file) != checkpoint:
            return None
        file = _copy(folder, checkpoint) or whole.file
        blocks = Blocks(file, whole.sections, checkpoint)
        tables: snapshot.Tables = {
            table: FiledRecords(file, blocks, table, section)
            for table, section in whole.sections.items()
        }
        return whole.with_records(tables)
    return None


def _copy(folder: Path, checkpoint: str) -> SnapshotFile | None:
    """The copy among the backups, which nobody edits meanwhile, where it is the same."""
    with suppress(OSError, StoreError):
        copy = SnapshotFile(folder / BACKUPS / SNAPSHOT)
        if graph_file_build.checkpoint_of(copy) == checkpoint:
            return copy
    return None
