"""Killed at any call to the file system: what was acknowledged is there, and all that is, is whole.

FAULTS=long takes every call, else a few of each.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from kills import moments, run

from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.folder import backup, compaction, repair, segments
from proxytui.store.folder.documents import Documents
from proxytui.store.store import Store, apply_once
from proxytui.workspace import Workspace

OLD = Path(__file__).parents[1] / "store" / "folder" / "fixtures" / "schema-0"
TIME = "2024-12-02T00:00:00Z"


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)
    monkeypatch.setattr(segments, "LIMIT_BYTES", 2000)


def noted(folder, id_, text="words"):
    store = Store.open(folder)
    record = {"about": [], "text": text, "created": TIME, "modified": TIME}
    store.apply([Change("notes", id_, store.get("notes", id_), record)], f"note {id_}")
    return store


def many(name="many"):
    record = {"about": [], "text": "words " * 30, "created": TIME, "modified": TIME}
    return [Change("notes", f"n-{name}-{n}", None, record) for n in range(12)]


def notes(folder):
    """The notes of a store that opens without a word."""
    store = Store.open(folder)
    assert store.warnings == ()
    return set(store.records("notes"))


def goes_on(folder):
    """A store that opens, is written, compacted, and found the same again; every backup by day
    is whole."""
    store = noted(folder, "n-after")
    raw = store.raw()
    store.compact()
    store.apply([Change("notes", "n-last", None, raw["notes"]["n-after"])], "the last")
    raw = store.raw()
    store.close()
    again = Store.open(folder)
    assert again.warnings == ()
    assert again.raw() == raw
    again.log()
    for one in backup.daily(folder):
        backup.verify(one)
    assert not list((folder / "journal").glob("*.json.new"))


@contextmanager
def copied(folder, tmp_path, number):
    copy = tmp_path / f"copy-{number}"
    shutil.copytree(folder, copy, copy_function=shutil.copy2)
    yield copy
    shutil.rmtree(copy)


def each(folder, tmp_path, work):
    """For each moment a copy of the folder in which `work(copy, say)` was killed then, and what
    it had said."""
    with copied(folder, tmp_path, 0) as first:
        found = moments(lambda say: work(first, say))
    for number, (at, where) in enumerate(found, 1):
        with copied(folder, tmp_path, number) as copy:
            heard, ended = run(lambda say, copy=copy: work(copy, say), at, where)
            assert not ended or where == "middle"
            yield copy, heard


def test_a_compaction_beside_another_writer(folder, tmp_path):
    noted(folder, "n-before")

    def work(copy, say):
        store = Store.open(copy, origin="window-1")
        real = compaction.prepare

        def prepare(*args):
            ready = real(*args)
            noted(copy, "n-meanwhile")
            say("written")
            return ready

        compaction.prepare = prepare
        store.compact()
        say("compacted")
        compaction.prepare = real
        noted(copy, "n-behind")
        say("behind")
        store.close()

    for copy, heard in each(folder, tmp_path, work):
        found = notes(copy)
        assert {"n-first", "n-before"} <= found
        assert "written" not in heard or "n-meanwhile" in found
        assert "behind" not in heard or "n-behind" in found
        goes_on(copy)


def test_many_changes_at_once_and_their_undo(folder, tmp_path):
    whole = {change.id for change in many()}

    def work(copy, say):
        store = Store.open(copy)
        store.apply(many(), "many")
        say("written")
        store.undo()
        say("undone")
        store.redo()
        say("redone")

    for copy, heard in each(folder, tmp_path, work):
        found = notes(copy) - {"n-first"}
        assert found in (set(), whole)
        if heard in (["written", "undone", "redone"],):
            assert found == whole
        assert heard != [] or len(Store.open(copy).log()) <= 3
        goes_on(copy)


def test_a_backup_and_the_one_of_that_day_that_it_replaces(folder, tmp_path):
    Documents(folder / "documents").put(b"words")
    first = backup.make(folder)
    noted(folder, "n-new")

    def work(copy, say):
        noted(copy, "n-newer")
        say("noted")
        backup.make(copy)
        say("made")

    for copy, heard in each(folder, tmp_path, work):
        assert "noted" not in heard or "n-newer" in notes(copy)
        newest = backup.newest(copy)
        assert newest is not None
        assert newest.records["notes"] in (first.records["notes"], 3)
        assert "made" not in heard or newest.records["notes"] == 3
        goes_on(copy)
        backup.make(copy)
        assert backup.newest(copy).records["notes"] >= 4
        assert not [p for p in (copy / "backups").iterdir() if ".old-" in p.name]


def test_a_backup_to_a_named_folder(folder, tmp_path):
    def work(copy, say):
        backup.make(copy, copy / "named")
        say("made")

    for copy, heard in each(folder, tmp_path, work):
        if heard or (copy / "named").exists():
            assert backup.verify(copy / "named").records["notes"] == 1
        notes(copy)


def test_a_migration(tmp_path):
    old = json.loads((OLD / "store.json").read_text())
    shutil.copytree(OLD, tmp_path / "old")

    def work(copy, say):
        Store.open(copy)
        say("migrated")

    for copy, _ in each(tmp_path / "old", tmp_path, work):
        for kept in (copy / "backups").glob("schema-0-*"):
            backup.verify(kept)
        store = Store.open(copy)
        assert store.warnings == ()
        assert set(store.records("actors")) == set(old["actors"])
        assert store.get("actors", "north")["names"][0] == {"text": "North"}
        assert list((copy / "backups").glob("schema-0-*"))
        goes_on(copy)


def test_a_restore(folder, tmp_path):
    Documents(folder / "documents").put(b"words")
    wanted = tmp_path / "wanted"
    Store.open(folder).apply(many(), "many")
    backup.make(folder, wanted)
    Store.open(folder).undo()
    noted(folder, "n-since")
    whole = {change.id for change in many()} | {"n-first"}

    def work(copy, say):
        Workspace.open(copy).restore(wanted)
        say("restored")

    for copy, heard in each(folder, tmp_path, work):
        found = notes(copy)
        assert found in ({"n-first", "n-since"}, whole)
        assert not heard or found == whole
        backup.verify(wanted)
        goes_on(copy)


def test_a_merge(folder, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    Store.open(other).apply(many("theirs"), "many")
    Documents(other / "documents").put(b"theirs")
    noted(folder, "n-ours")
    whole = {change.id for change in many("theirs")} | {"n-first", "n-ours"}

    def work(copy, say):
        workspace = Workspace.open(copy)
        workspace.merge(other)
        say("merged")
        workspace.close()

    for copy, heard in each(folder, tmp_path, work):
        found = notes(copy)
        assert found in ({"n-first", "n-ours"}, whole)
        assert not heard or found == whole
        if found == whole:
            assert Documents(copy / "documents").list()
        workspace = Workspace.open(copy)
        workspace.merge(other)
        workspace.close()
        assert notes(copy) == whole
        goes_on(copy)


def test_a_repair_that_accepts_what_is_sound(folder, tmp_path):
    noted(folder, "n-lost")
    noted(folder, "n-sound")
    journal = folder / "journal" / "000001.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"note n-lost", b"note n-list"))

    def work(copy, say):
        repair.accept(copy, apply_once)
        say("accepted")

    for copy, heard in each(folder, tmp_path, work):
        store = Store.open(copy)
        assert {"n-first", "n-sound"} <= set(store.records("notes"))
        if store.warnings:
            assert not heard
            assert "000001.jsonl is damaged" in store.warnings[0]
            repair.accept(copy, apply_once)
        assert list((copy / "backups").glob("damaged-*[0-9a-z]"))
        goes_on(copy)


def test_a_backup_put_in_the_place_of_a_damaged_store(folder, tmp_path):
    wanted = tmp_path / "wanted"
    backup.make(folder, wanted)
    noted(folder, "n-since")
    (folder / "store.json").write_bytes(b"{}")
    (folder / "backups" / "store.json").unlink()

    def work(copy, say):
        repair.replace(copy, wanted)
        say("replaced")

    for copy, heard in each(folder, tmp_path, work):
        try:
            found = notes(copy)
        except (StoreError, AssertionError):
            assert not heard
            assert (copy / "store.json").read_bytes() == b"{}"
            repair.replace(copy, wanted)
            found = notes(copy)
        assert found == {"n-first"}
        assert list((copy / "backups").glob("damaged-*"))
        goes_on(copy)


def test_a_store_made_from_another_one(folder, tmp_path):
    Documents(folder / "documents").put(b"words")
    empty = tmp_path / "empty"
    empty.mkdir()

    def work(copy, say):
        Store.create(copy / "made", folder)
        say("made")

    for copy, heard in each(empty, tmp_path, work):
        if not (copy / "made").exists():
            assert not heard
            Store.create(copy / "made", folder)
        assert notes(copy / "made") == {"n-first"}
        assert Documents(copy / "made" / "documents").list()
        goes_on(copy / "made")


@pytest.fixture
def clone(folder, tmp_path):
    """What git brings of a store: no journal, no copies."""
    clone = tmp_path / "clone"
    shutil.copytree(folder, clone)
    shutil.rmtree(clone / "journal")
    shutil.rmtree(clone / "backups")
    return clone


def test_a_file_from_another_machine_that_is_taken_over(folder, clone, tmp_path):
    noted(clone, "n-theirs").compact()
    noted(folder, "n-ours")
    shutil.copy(clone / "store.json", folder / "store.json")
    known = {"n-first", "n-ours", "n-theirs"}

    def work(copy, say):
        store = noted(copy, "n-more")
        say("noted")
        store.undo()
        store.compact()
        noted(copy, "n-again")
        say("again")

    for copy, heard in each(folder, tmp_path, work):
        store = Store.open(copy)
        assert not store.damaged
        found = set(store.records("notes"))
        assert known <= found <= known | {"n-more", "n-again"}
        assert heard != ["noted", "again"] or "n-again" in found
        noted(copy, "n-next")
        assert Store.open(copy).warnings == ()
        goes_on(copy)


def test_a_clone_that_begins_its_journal(clone, tmp_path):
    def work(copy, say):
        noted(copy, "n-ours").compact()
        say("noted")

    for copy, heard in each(clone, tmp_path, work):
        store = Store.open(copy)
        assert not store.damaged
        assert {"n-first"} <= set(store.records("notes")) <= {"n-first", "n-ours"}
        assert not heard or "n-ours" in store.records("notes")
        noted(copy, "n-next")
        assert Store.open(copy).warnings == ()
        goes_on(copy)
