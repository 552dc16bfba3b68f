"""The folder's shape: what others read in it, how it is made, compacted and rotated."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from zlib import crc32

import pytest

from proxytui.errors import StoreError
from proxytui.model.vocabulary import TABLES
from proxytui.store.store import Store

STOCK = """
import json, sys, tinydb
tinydb.table.Table.document_id_class = str
db = tinydb.TinyDB(sys.argv[1], access_mode="r")
print(json.dumps({t: {d.doc_id: d for d in db.table(t)} for t in db.tables()}))
"""


def test_stock_tinydb_reads_every_table_and_the_newest_state_after_close(folder, store, make):
    make.add(store, "notes", "n-1", make.note("ünï ✓", "north"))
    store.close()
    call = [sys.executable, "-c", STOCK, str(folder / "store.json")]
    told = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    assert told.pop("_meta")["1"]["schema"] == 1
    assert told == Store.open(folder).raw()
    assert set(told) == set(TABLES)


def test_a_snapshot_has_a_record_a_line_sorted_and_readable(folder, store, make):
    make.add(store, "actors", "a-first", make.actor("حزب الله"))
    store.close()
    lines = (folder / "store.json").read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"_meta": {'
    assert lines[3] == '"actors": {'
    assert [line.split('"')[1] for line in lines[4:8]] == ["a-first", "north", "south", "west"]
    assert '"kind": "armed-group", "names": [{"text": "حزب الله"}]' in lines[4]


def test_the_same_records_give_the_same_bytes(folder, make):
    store = Store.open(folder)
    store.compact()
    before = (folder / "store.json").read_bytes()
    make.edit(store, "actors", "north", summary="x")
    store.compact()
    store.undo()
    store.close()
    after = (folder / "store.json").read_bytes()
    assert [x for x in before.split(b"\n") if b"offset" not in x] == [
        x for x in after.split(b"\n") if b"offset" not in x
    ]


def test_every_journal_line_proves_itself(folder, store, make):
    make.edit(store, "actors", "north", summary="x")
    for line in (folder / "journal" / "000001.jsonl").read_bytes().splitlines():
        assert int(line[:8], 16) == crc32(line[9:])
        json.loads(line[9:])


def test_a_compaction_writes_a_checksum_for_every_record(folder, store, make):
    make.edit(store, "actors", "north", summary="x")
    store.compact()
    last = (folder / "journal" / "000001.jsonl").read_bytes().splitlines()[-1]
    sums = json.loads(last[9:])["sums"]
    assert {t: set(rows) for t, rows in sums.items()} == {
        t: set(rows) for t, rows in store.raw().items() if rows
    }


def test_a_journal_only_grows(folder, store, make):
    path = folder / "journal" / "000001.jsonl"
    before = path.read_bytes()
    make.edit(store, "actors", "north", summary="x")
    store.compact()
    store.undo()
    store.close()
    assert path.read_bytes().startswith(before)


def test_files_and_folder_are_for_the_user_alone(folder, store, make):
    old = os.umask(0)
    try:
        make.edit(store, "actors", "north", summary="x")
        store.close()
    finally:
        os.umask(old)
    assert folder.stat().st_mode & 0o777 == 0o700
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_reading_writes_nothing(folder):
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    store = Store.open(folder)
    store.log()
    store.poll()
    store.close()
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before


def test_close_leaves_a_large_snapshot_alone(folder, store, make, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.ledger.SMALL_BYTES", 10)
    before = (folder / "store.json").read_bytes()
    make.edit(store, "actors", "north", summary="x")
    store.close()
    assert (folder / "store.json").read_bytes() == before
    monkeypatch.setattr("proxytui.store.folder.ledger.LONG_TAIL_BYTES", 10)
    store.close()
    assert (folder / "store.json").read_bytes() != before


def test_a_reader_follows_compactions_and_new_journal_files(folder, store, make, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.journal_file.ROTATE_BYTES", 600)
    other = Store.open(folder)
    told = []
    for number in range(12):
        make.edit(other, "actors", "north", summary=str(number))
        if number % 3 == 0:
            other.compact()
        if number % 5 == 0:
            told += store.poll()
    told += store.poll()
    assert [t.changes[0].after["summary"] for t in told] == [str(n) for n in range(12)]
    assert store.raw() == other.raw()
    assert [e.transaction.id for e in store.log()] == [e.transaction.id for e in other.log()]
    make.edit(store, "actors", "north", founded="1982")
    assert Store.open(folder).raw() == store.raw()


def test_a_compaction_elsewhere_is_no_reason_to_read_everything_again(
    folder, store, make, monkeypatch
):
    other = Store.open(folder)
    make.edit(other, "actors", "north", summary="x")
    other.compact()

    def load(folder):
        raise AssertionError("the store was loaded again")

    monkeypatch.setattr("proxytui.store.folder.ledger.load", load)
    assert len(store.poll()) == 1
    store.close()
    assert store.poll() == ()


def test_a_newer_schema_is_refused_naming_both(folder, make):
    make.edit_file(folder, '"schema": 1', '"schema": 7')
    with pytest.raises(StoreError, match=r"schema 7.*up to 1"):
        Store.open(folder)


def test_no_store_is_named(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path / "none")


def test_a_copy_has_records_documents_and_name_but_its_own_id_and_no_history(
    folder, store, make, tmp_path
):
    from proxytui.store.folder.documents import Documents

    make.edit(store, "actors", "north", summary="not yet compacted")
    sha = Documents(folder / "documents").put(b"words")
    Store.create(tmp_path / "copy", folder)
    copy = Store.open(tmp_path / "copy")
    assert copy.raw() == store.raw()
    assert (copy.name, copy.log(), copy.warnings) == ("test", (), ())
    assert Documents(tmp_path / "copy" / "documents").text(sha) == "words"
    ids = [
        json.loads((f / "store.json").read_text())["_meta"]["1"]["store"]
        for f in (folder, tmp_path / "copy")
    ]
    assert ids[0] != ids[1]


def test_a_template_without_a_journal_opens_for_reading_where_it_lies(folder, make, tmp_path):
    template = tmp_path / "template"
    template.mkdir()
    text = (folder / "store.json").read_text()
    about = json.loads(text)["_meta"]["1"]
    del about["journal"]
    lines = text.splitlines()
    lines[1] = f'"1": {json.dumps(about)}'
    (template / "store.json").write_text("\n".join(lines))
    store = Store.open(template, read_only=True)
    assert store.raw() == Store.open(folder).raw()
    assert store.warnings == ()
    store.close()
    assert [p.name for p in template.iterdir()] == ["store.json"]
    Store.create(tmp_path / "made", template, "own name")
    assert Store.open(tmp_path / "made").name == "own name"


def test_nothing_is_made_where_something_is(folder, tmp_path):
    before = (folder / "store.json").read_bytes()
    with pytest.raises(StoreError, match="already"):
        Store.create(folder, None)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="already"):
        Store.create(tmp_path / "file", None)
    assert (folder / "store.json").read_bytes() == before
    (tmp_path / "empty").mkdir()
    Store.create(tmp_path / "empty", None)
    Store.open(tmp_path / "empty")


def test_a_failed_creation_leaves_nothing(tmp_path, monkeypatch):
    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("proxytui.store.folder.disk.write", fail)
    with pytest.raises(StoreError, match="No space"):
        Store.create(tmp_path / "new", None)
    assert list(tmp_path.iterdir()) == []


def test_a_store_behind_a_symbolic_link_is_a_store(folder, make, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    store = Store.open(tmp_path / "link")
    make.edit(store, "actors", "north", summary="x")
    store.close()
    assert Store.open(folder).get("actors", "north")["summary"] == "x"
