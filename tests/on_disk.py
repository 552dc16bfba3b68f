"""Graphs over records that stay on the disk, for tests of what holds of those in memory as well."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from proxytui.graph import filed_index
from proxytui.graph.index import Index
from proxytui.model.record_source import RecordSource
from proxytui.model.records import STRUCTS
from proxytui.store.folder import graph_file_build, snapshot
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.folder.graph_file import GraphFile
from proxytui.store.folder.graph_file_schema import Fingerprint
from proxytui.store.folder.snapshot import START
from proxytui.store.folder.snapshot_file import SnapshotFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json

_in_memory = Index.build
_numbers = count()


def filed(raw: Mapping[str, Mapping[str, Json]], folder: Path) -> dict[str, FiledRecords] | None:
    """Tables as they lie in a large file; None where the file has a record of a wrong shape."""
    tables = {table: raw.get(table, {}) for table in STRUCTS}
    laid_out = snapshot.lay_out(tables, {"schema": 1}, START)
    if laid_out.sections is None:
        return None
    number = next(_numbers)
    (folder / f"{number}.json").write_bytes(laid_out.data)
    file = SnapshotFile(folder / f"{number}.json")
    fingerprint = Fingerprint(1, "", len(laid_out.data), (file.stamp,))
    path = folder / f"{number}.sqlite"
    graph_file_build.build(path, file, laid_out.sections, fingerprint, lambda _: None)
    graph = GraphFile.open(path, fingerprint)
    assert graph is not None
    return {table: FiledRecords(file, graph, table, laid_out.sections[table]) for table in STRUCTS}


@contextmanager
def graphs_on_disk() -> Iterator[None]:
    """Have every graph of plain tables built over a file."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:

        def build(raw: Mapping[str, Mapping[str, Json]]) -> Index:
            is_plain = not any(isinstance(rows, RecordSource) for rows in raw.values())
            tables = filed(raw, Path(name)) if is_plain else None
            return _in_memory(raw) if tables is None else filed_index.build(tables)

        patch.setattr(Index, "build", staticmethod(build))
        yield
