"""A large store that is only gone through stays on the disk, and nothing is derived from it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from proxytui import paths
from proxytui.model.changes import Change
from proxytui.store.folder import load
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.ordered_records import canonical, in_order
from proxytui.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the bundled records, and changes that only its journal has."""
    Store.create(tmp_path / "store", paths.bundled_data())
    store = Store.open(tmp_path / "store")
    iran = store.get("actors", "iran")
    assert iran is not None
    first = {"kind": "person", "names": [{"text": "A"}]}
    changes = [
        Change("actors", "iran", iran, {**iran, "summary": "changed"}),
        Change("actors", "0-first", None, first),
    ]
    store.apply(changes, "two changes")
    shutil.rmtree(tmp_path / "store" / ".words")
    return tmp_path / "store"


def in_passes(folder: Path) -> dict[str, FiledRecords]:
    tables = load.load(folder, in_passes=True).tables
    assert all(isinstance(rows, FiledRecords) for rows in tables.values())
    return tables  # type: ignore[return-value]


def test_it_has_the_records_of_one_in_memory(folder: Path) -> None:
    whole = load.load(folder).tables
    tables = in_passes(folder)
    assert not (folder / ".words").exists()
    for table, rows in tables.items():
        records = dict(whole[table].items())
        assert dict(rows.items()) == records
        assert {id_: rows[id_] for id_ in records} == records
        assert len(rows) == len(records)
        assert "no such id" not in rows


def test_records_come_in_the_order_of_their_ids_as_the_same_json(folder: Path) -> None:
    whole = load.load(folder).tables
    for table, rows in in_passes(folder).items():
        plain = dict(whole[table].items())
        listed = [(id_, canonical(raw)) for id_, raw in in_order(rows)]
        assert listed == [(id_, canonical(raw)) for id_, raw in in_order(plain)]
        assert listed == [(id_, canonical(raw)) for id_, raw in in_order(whole[table])]
        assert [id_ for id_, _ in listed] == sorted(plain)


def test_a_file_that_was_touched_is_read_whole_even_where_its_stamp_is_the_old_one(
    folder: Path,
) -> None:
    Store.open(folder).compact()
    path = folder / "store.json"
    status = path.stat()
    data = bytearray(path.read_bytes())
    at = data.index(b'"changed"') + 1
    data[at : at + 7] = b"by hand"
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    state = load.load(folder, in_passes=True)
    assert not any(isinstance(rows, FiledRecords) for rows in state.tables.values())
    assert state.tables["actors"]["iran"]["summary"] == "by hand"
    assert [change.id for change in state.by_hand] == ["iran"]


def test_nobody_learns_there_what_points_at_what(folder: Path) -> None:
    with pytest.raises(TypeError):
        in_passes(folder)["actors"].links.citing("s-one")
