"""A large store on a server stays on this machine's disk, and answers as one in memory does."""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING

import msgspec
import pytest
import test_store_transactions
import test_store_undo
from test_server_contract import OF_A_FOLDER

from proxytui import paths
from proxytui.graph.filed_index import FiledIndex
from proxytui.graph.index import Index
from proxytui.jobs import told_progress
from proxytui.store.folder import load
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.folder.lazy_records import LazyRecords
from proxytui.store.server import cache, journals, setup
from proxytui.store.server import ledger as ledgers
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.link import Link
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def any_size(monkeypatch):
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)


for _module in (test_store_transactions, test_store_undo):
    for _name, _test in vars(_module).items():
        if _name.startswith("test_") and inspect.isfunction(_test) and _name not in OF_A_FOLDER:
            globals()[_name] = _test


@pytest.fixture
def bundled(database, tmp_path):
    """The address of a store with the bundled records."""
    folder = tmp_path / "bundled"
    Store.create(folder, paths.bundled_data())
    address = f"{database}#d{os.getpid()}_{id(tmp_path) % 10**8}"
    setup.init(address, folder)
    return address


def cache_of(address: str) -> Path:
    return ServerAddress.read(address).cache


def about(address: str) -> dict[str, object]:
    return msgspec.json.decode((cache_of(address) / "about.json").read_bytes())


def is_on_disk(store: Store) -> bool:
    return all(isinstance(rows, FiledRecords) for rows in store.raw().values())


def rows(store: Store) -> dict[str, dict[str, object]]:
    return {table: dict(records.items()) for table, records in store.raw().items()}


def edit(address, make, id_, **fields):
    store = Store.open(address)
    make.edit(store, "actors", id_, **fields)
    store.close()


def test_records_are_read_from_the_disk_and_are_those_of_the_server(bundled, tmp_path):
    workspace = Workspace.open(bundled)
    assert isinstance(workspace.index, FiledIndex)
    raw = {table: dict(records.items()) for table, records in workspace.raw().items()}
    assert raw == rows(Store.open(tmp_path / "bundled"))
    memory = Index.build(raw)
    for actor in sorted(memory.actor_ids()):
        assert set(workspace.index.ties_of(actor)) == set(memory.ties_of(actor))
    workspace.close()


def test_how_far_the_first_reading_is_is_told_and_the_next_opening_reads_nothing_anew(
    bundled, monkeypatch
):
    told: list[str] = []
    with told_progress.shown_by(told.append):
        Store.open(bundled).close()
    assert any("from its server" in words for words in told)
    monkeypatch.setattr(cache, "load_all", None)
    told.clear()
    with told_progress.shown_by(told.append):
        store = Store.open(bundled)
    assert is_on_disk(store)
    assert not told


def test_what_was_set_since_is_kept_beside_the_records_which_stay_as_they_are(
    folder, make, monkeypatch
):
    monkeypatch.setattr(cache, "_SMALL_BYTES", 0)
    Store.open(folder).close()
    records = cache_of(folder) / "records.json"
    before = records.stat()
    edit(folder, make, "north", summary="changed")
    store = Store.open(folder)
    make.remove(store, "sources", "s-two")
    make.add(store, "actors", "east", make.actor("East"))
    expected = rows(store)
    store.close()
    assert records.stat() == before
    assert about(folder)["news"]["sources"] == {"s-two": None}
    again = Store.open(folder)
    assert rows(again) == expected
    assert is_on_disk(again)
    assert len(again.raw()["actors"]) == len(expected["actors"])


def test_without_a_connection_the_newest_that_was_seen_is_read_from_the_disk(
    make, monkeypatch, own_server
):
    address = f"{own_server.address}#alone"
    setup.init(address)
    monkeypatch.setattr(cache, "_SMALL_BYTES", 0)
    store = Store.open(address)
    make.add(store, "actors", "north", make.actor("North"))
    store.close()
    own_server.stop()
    try:
        store = Store.open(address)
        assert store.get("actors", "north")["names"] == [{"text": "North"}]
        assert "no connection" in store.warnings[0]
        store.close()
    finally:
        own_server.start()


def test_many_records_set_since_are_put_in_order_at_the_next_opening(folder, make, monkeypatch):
    monkeypatch.setattr(cache, "_SMALL_BYTES", 0)
    Store.open(folder).close()
    store = Store.open(folder)
    for number in range(12):
        make.add(store, "actors", f"more-{number}", make.actor(f"More {number}"))
    store.close()
    assert about(folder)["news"]
    monkeypatch.setattr(cache, "_FEW_RECORDS", 5)
    told: list[str] = []
    with told_progress.shown_by(told.append):
        store = Store.open(folder)
    assert any("putting the changes of a large store in order" in words for words in told)
    assert not about(folder)["news"]
    assert is_on_disk(store)
    assert store.get("actors", "more-11") is not None


def test_a_window_that_knows_other_records_leaves_those_that_are_there(folder, make, monkeypatch):
    monkeypatch.setattr(cache, "_SMALL_BYTES", 0)
    first = Store.open(folder)
    make.add(first, "actors", "east", make.actor("East"))
    cache.forget(cache_of(folder))
    Store.open(folder).close()
    anew = (cache_of(folder) / "about.json").read_bytes()
    first.close()
    assert (cache_of(folder) / "about.json").read_bytes() == anew
    assert Store.open(folder).get("actors", "east") is not None


@pytest.mark.parametrize("file", ["records.json", "about.json", ".words/graph.sqlite"])
def test_a_cache_that_is_damaged_is_read_anew(folder, file):
    Store.open(folder).close()
    path = cache_of(folder) / file
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = b"#" * 40
    path.write_bytes(bytes(data))
    store = Store.open(folder)
    assert store.get("actors", "north")["summary"] == "as it was"
    assert is_on_disk(store)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_where_nothing_can_be_written_all_is_read_into_memory(folder):
    cache_of(folder).mkdir(parents=True, mode=0o500)
    store = Store.open(folder)
    assert all(type(records) is LazyRecords for records in store.raw().values())
    assert store.get("actors", "north")["summary"] == "as it was"


def test_all_is_read_anew_where_following_would_read_more(folder, make, monkeypatch):
    Store.open(folder).close()
    monkeypatch.setattr(ledgers, "_FAR_BYTES", 10)
    edit_elsewhere(folder, make)
    told: list[str] = []
    with told_progress.shown_by(told.append):
        store = Store.open(folder)
    assert any("from its server" in words for words in told)
    assert store.get("actors", "north")["summary"] == "much longer than ten bytes"


def edit_elsewhere(address, make):
    """A change that the cache of this machine doesn't know."""
    kept = cache_of(address).rename(cache_of(address).with_name("kept"))
    edit(address, make, "north", summary="much longer than ten bytes")
    cache.forget(cache_of(address))
    kept.rename(cache_of(address))


def test_a_record_that_is_no_json_is_set_aside_and_the_rest_is_there(folder):
    address = ServerAddress.read(folder)
    link = Link(address, "test")
    link.rows(f"update {address.schema}.records set body = 'no' where id = 'west'")
    link.close()
    cache.forget(cache_of(folder))
    store = Store.open(folder)
    assert [aside.id for aside in store.set_aside] == ["west"]
    assert store.get("actors", "north") is not None


def test_a_table_that_this_program_does_not_know_is_kept(folder):
    address = ServerAddress.read(folder)
    link = Link(address, "test")
    link.rows(f"insert into {address.schema}.records values ('zebras', 'z-1', '{{\"a\": 1}}')")
    assert [name for (name,) in link.rows(journals.tables(address.schema))][-1] == "zebras"
    link.close()
    cache.forget(cache_of(folder))
    store = Store.open(folder)
    assert store.raw()["zebras"]["z-1"] == {"a": 1}
