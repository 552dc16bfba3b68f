"""A damaged store: said what is wrong, nothing overwritten, and two ways out."""

from __future__ import annotations

import json
import shutil

import pytest

from proxytui.errors import StoreError
from proxytui.store.folder import backup, repair
from proxytui.store.store import Store, apply_once

JOURNAL = "journal/000001.jsonl"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)


@pytest.fixture
def written(folder, make):
    """Three edits that only the journal has; what the store holds after them."""
    store = Store.open(folder)
    for number in range(3):
        make.add(store, "notes", f"n-{number}", make.note(f"note {number}", "north"))
    return store.raw()


def flip(path, word):
    data = bytearray(path.read_bytes())
    data[data.index(word)] ^= 0x04
    path.write_bytes(data)


def writable(folder, make):
    store = Store.open(folder)
    assert store.warnings == ()
    make.add(store, "notes", "n-after", make.note("after", "north"))
    store.close()
    again = Store.open(folder)
    assert again.warnings == ()
    assert again.get("notes", "n-after")
    again.undo()
    assert again.get("notes", "n-after") is None
    again.close()
    return Store.open(folder)


DAMAGES = {
    "snapshot gone": lambda folder: (folder / "store.json").unlink(),
    "snapshot empty": lambda folder: (folder / "store.json").write_bytes(b""),
    "snapshot other": lambda folder: (folder / "store.json").write_text('["x"]'),
    "snapshot cut": lambda folder: (folder / "store.json").write_bytes(b'{"_meta": {\n"1": {"n'),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_lost_snapshot_is_replayed_with_nothing_lost(folder, written, make, damage):
    DAMAGES[damage](folder)
    found = repair.survey(folder)
    assert found.damage
    assert found.replay == {t: len(rows) for t, rows in sorted(written.items()) if rows}
    accepted = repair.accept(folder, apply_once)
    store = writable(folder, make)
    assert store.raw() == written
    assert accepted.kept.is_dir()


def test_without_the_copy_too_the_journal_brings_all_from_its_beginning(folder, written, make):
    (folder / "store.json").write_bytes(b"")
    shutil.rmtree(folder / "backups")
    repair.accept(folder, apply_once)
    assert writable(folder, make).raw() == written


def test_a_lost_snapshot_is_read_and_not_written_meanwhile(folder, written, make):
    (folder / "store.json").write_bytes(b"")
    store = Store.open(folder)
    assert store.raw() == written
    assert store.damaged
    with pytest.raises(StoreError):
        make.edit(store, "actors", "north", summary="x")
    store.close()
    assert (folder / "store.json").read_bytes() == b""


def test_a_damaged_journal_line_is_set_aside_and_the_sound_ones_stay(folder, written, make):
    flip(folder / JOURNAL, b"note 1")
    spoilt = (folder / JOURNAL).read_bytes()
    accepted = repair.accept(folder, apply_once)
    assert (accepted.kept / JOURNAL).read_bytes() == spoilt
    assert b"note" in accepted.aside.read_bytes()
    assert (folder / JOURNAL).read_bytes() == spoilt
    store = writable(folder, make)
    assert set(store.records("notes")) == {"n-0", "n-2"}
    labels = [entry.transaction.label for entry in store.log()]
    assert {"add n-0", "add n-2"} <= set(labels)


@pytest.mark.parametrize("gone", ["journal", JOURNAL])
def test_without_its_journal_the_snapshot_is_taken(folder, make, gone):
    state = Store.open(folder).raw()
    path = folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert repair.survey(folder).damage
    repair.accept(folder, apply_once)
    assert writable(folder, make).raw() == state


def test_an_invalid_record_is_set_aside_with_its_words_and_its_last_version_counts(folder, make):
    before = Store.open(folder).raw()
    make.edit_file(folder, '"kind": "armed-group", "names": [{"text": "South"}]', '"kind": "gang"')
    accepted = repair.accept(folder, apply_once)
    (row,) = [json.loads(line) for line in accepted.aside.read_text().splitlines()]
    assert row["record"] == "actors/south"
    assert "gang" in row["text"]
    assert "gang" in row["reason"]
    assert writable(folder, make).raw() == before


def test_sound_edits_by_hand_beside_it_are_taken_and_undoable(folder, make):
    make.edit_file(folder, '"kind": "armed-group", "names": [{"text": "South"}]', '"kind": "gang"')
    make.edit_file(folder, "as it was", "by hand")
    repair.accept(folder, apply_once)
    store = Store.open(folder)
    assert store.get("actors", "north")["summary"] == "by hand"
    store.undo()
    assert store.get("actors", "north")["summary"] == "as it was"


def test_a_backup_replaces_a_damaged_store_and_what_was_there_is_kept(folder, written, make):
    backup.make(folder)
    (folder / "store.json").write_bytes(b"spoilt")
    flip(folder / JOURNAL, b"note 1")
    kept = repair.replace(folder, backup.newest(folder).folder)
    assert (kept / "store.json").read_bytes() == b"spoilt"
    assert writable(folder, make).raw() == written


def test_a_backup_restores_a_store_that_is_gone_with_its_history(folder, written, make, tmp_path):
    copy = backup.make(folder, tmp_path / "copy").folder
    shutil.rmtree(folder)
    assert repair.replace(folder, copy) is None
    assert not (folder / "backup.json").exists()
    store = writable(folder, make)
    assert store.raw() == written
    assert len([e for e in store.log() if e.transaction.label.startswith("add n-")]) >= 3


def test_a_switch_that_fails_changes_nothing(folder, written, make, monkeypatch):
    copy = backup.make(folder).folder
    (folder / "store.json").write_bytes(b"spoilt")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("proxytui.store.folder.disk.rename", fails)
    for way in (lambda: repair.accept(folder, apply_once), lambda: repair.replace(folder, copy)):
        with pytest.raises(StoreError, match="No space"):
            way()
        assert (folder / "store.json").read_bytes() == b"spoilt"
        assert Store.open(folder).raw() == written


def test_a_store_of_a_newer_program_is_not_damaged(folder, make):
    copy = backup.make(folder).folder
    make.edit_file(folder, '"schema": 1', '"schema": 99')
    with pytest.raises(StoreError, match="99"):
        repair.survey(folder)
    with pytest.raises(StoreError, match="99"):
        repair.replace(folder, copy)


def test_a_sound_store_has_nothing_to_accept(folder):
    assert repair.survey(folder)[:2] == ((), ())
    with pytest.raises(StoreError, match="nothing is wrong"):
        repair.accept(folder, apply_once)


def test_an_open_window_goes_on_after_a_repair(folder, written, make):
    window = Store.open(folder, "window-1")
    (folder / "store.json").write_bytes(b"")
    window.poll()
    assert window.damaged
    repair.accept(folder, apply_once)
    window.poll()
    assert not window.damaged
    make.edit(window, "actors", "north", summary="goes on")
    window.close()
    assert Store.open(folder).get("actors", "north")["summary"] == "goes on"
