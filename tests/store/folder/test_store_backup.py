"""Backups are whole copies that were read again; a restore replaces all or nothing."""

from __future__ import annotations

import os
import shutil

import pytest

from proxytui.errors import StoreError
from proxytui.store.folder import backup
from proxytui.store.folder.documents import Documents
from proxytui.store.store import Store
from proxytui.workspace import Workspace


def summary(folder):
    return Store.open(folder, read_only=True).get("actors", "north").get("summary")


def named(folder):
    return sorted(p.name for p in (folder / "backups").iterdir())


@pytest.fixture
def at(monkeypatch):
    """Set the clock of backups."""
    return lambda day: monkeypatch.setattr(backup, "now", lambda: f"{day}T12:00:00.000000Z")


def test_a_backup_holds_records_history_and_documents_and_opens_as_a_store(folder, tmp_path):
    sha = Documents(folder / "documents").put(b"words")
    made = backup.make(folder, tmp_path / "copy")
    assert made.records == {"actors": 3, "claims": 1, "sources": 2}
    copy = Store.open(tmp_path / "copy")
    assert copy.raw() == Store.open(folder).raw()
    assert len(copy.log()) == 1
    assert Documents(tmp_path / "copy" / "documents").data(sha) == b"words"
    assert backup.verify(tmp_path / "copy").records == made.records


def test_changes_that_only_the_journal_has_are_in_it(folder, make, tmp_path):
    store = Store.open(folder)
    make.edit(store, "actors", "north", summary="newest")
    backup.make(folder, tmp_path / "copy")
    assert summary(tmp_path / "copy") == "newest"


@pytest.mark.parametrize("name", ["store.json", "journal/000001.jsonl"])
def test_a_backup_with_one_byte_flipped_anywhere_is_no_backup(folder, tmp_path, name):
    backup.make(folder, tmp_path / "copy")
    path = tmp_path / "copy" / name
    sound = path.read_bytes()
    for at in range(0, len(sound), 97):
        spoilt = bytearray(sound)
        spoilt[at] ^= 0x04
        path.write_bytes(spoilt)
        with pytest.raises(StoreError):
            backup.verify(tmp_path / "copy")


@pytest.mark.parametrize("damage", [b"other words", None])
def test_a_backup_with_a_document_changed_or_gone_is_no_backup(folder, tmp_path, damage):
    sha = Documents(folder / "documents").put(b"words")
    backup.make(folder, tmp_path / "copy")
    path = tmp_path / "copy" / "documents" / sha
    path.write_bytes(damage) if damage else path.unlink()
    with pytest.raises(StoreError, match=sha):
        backup.verify(tmp_path / "copy")


def test_a_damaged_document_is_left_out_and_named(folder):
    documents = Documents(folder / "documents")
    sha, bad = documents.put(b"words"), documents.put(b"other")
    (folder / "documents" / bad).write_bytes(b"spoilt")
    made = backup.make(folder)
    assert made.left_out == (bad,)
    assert Documents(made.folder / "documents").list() == (sha,)


def test_a_damaged_store_makes_no_backup_and_takes_none_away(folder, make, at):
    at("2024-12-02")
    backup.make(folder)
    make.edit_file(folder, '"south": {"kind"', '"south": "kind')
    with pytest.raises(StoreError, match="damaged"):
        backup.make(folder)
    assert backup.newest(folder).records["actors"] == 3
    assert sorted(p.name for p in (folder / "backups").iterdir()) == [
        ".putting",
        "2024-12-02",
        "store.json",
    ]


def test_the_newest_ten_days_are_kept_and_one_a_day(folder, make, at):
    for day in range(10, 25):
        at(f"2024-12-{day}")
        for number in range(2):
            store = Store.open(folder)
            make.edit(store, "actors", "north", summary=f"{day} {number}")
            store.close()
            backup.make(folder)
    days = [one.name for one in backup.daily(folder)]
    assert days == [f"2024-12-{day}" for day in range(24, 14, -1)]
    assert [summary(one) for one in backup.daily(folder)[:2]] == ["24 1", "23 1"]


def test_a_clock_that_goes_back_takes_nothing_away_that_was_just_made(folder, at):
    for day in range(10, 25):
        at(f"2024-12-{day}")
        backup.make(folder)
    at("2001-01-01")
    assert backup.make(folder).folder.is_dir()
    assert len(backup.daily(folder)) == 10


def test_documents_of_two_days_are_one_file_and_not_that_of_the_store(folder, at):
    sha = Documents(folder / "documents").put(b"words")
    at("2024-12-01")
    first = backup.make(folder).folder / "documents" / sha
    at("2024-12-02")
    second = backup.make(folder).folder / "documents" / sha
    assert first.samefile(second)
    assert not first.samefile(folder / "documents" / sha)


def test_a_backup_goes_only_into_a_new_folder(folder, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("x")
    with pytest.raises(StoreError, match="there already"):
        backup.make(folder, tmp_path / "full")
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine"]


def test_a_full_disk_leaves_no_half_backup_and_the_one_that_was_there(folder, monkeypatch, at):
    at("2024-12-02")
    backup.make(folder)
    before = backup.newest(folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.disk, "write", full)
    with pytest.raises(StoreError, match="No space"):
        backup.make(folder)
    assert backup.newest(folder) == before
    assert sorted(p.name for p in (folder / "backups").iterdir()) == [
        ".putting",
        "2024-12-02",
        "store.json",
    ]


def test_a_restore_is_one_step_after_a_backup_and_can_be_undone(folder, make, tmp_path):
    sha = Documents(folder / "documents").put(b"words")
    copy = backup.make(folder, tmp_path / "copy").folder
    store = Store.open(folder)
    make.edit(store, "actors", "north", summary="newer")
    make.add(store, "notes", "n-1", make.note("a note", "north"))
    store.close()
    (folder / "documents" / sha).unlink()
    workspace = Workspace.open(folder)
    newer = workspace.raw()
    workspace.restore(copy)
    assert workspace.raw() == Store.open(copy).raw()
    assert not workspace.index.notes
    assert workspace.text_of(sha) == "words"
    assert Store.open(backup.newest(folder).folder).get("notes", "n-1")
    workspace.undo()
    assert workspace.raw() == newer
    workspace.close()


def test_the_backup_of_today_is_not_replaced_by_what_it_is_to_replace(folder, make):
    today = backup.make(folder).folder
    workspace = Workspace.open(folder)
    for number in range(2):
        make.edit(Store.open(folder), "actors", "north", summary=f"newer {number}")
        workspace.restore(today)
        assert workspace.raw()["actors"]["north"]["summary"] == "as it was"
    assert summary(today) == "as it was"
    kept = sorted((folder / "backups").glob("before-restore-*"))
    assert summary(kept[-1]).startswith("newer")
    workspace.close()


def test_a_spoilt_backup_is_not_restored(folder, make, tmp_path):
    copy = backup.make(folder, tmp_path / "copy").folder
    path = copy / "store.json"
    path.write_text(path.read_text().replace("as it was", "as it wasn't"))
    workspace = Workspace.open(folder)
    before = (folder / "store.json").read_bytes()
    with pytest.raises(StoreError, match="not what was backed up"):
        workspace.restore(copy)
    assert (folder / "store.json").read_bytes() == before
    assert len(workspace.log()) == 1


def test_another_window_sees_a_restore_as_a_change(folder, make, tmp_path):
    copy = backup.make(folder, tmp_path / "copy").folder
    workspace = Workspace.open(folder)
    make.edit(Store.open(folder), "actors", "north", summary="newer")
    window = Store.open(folder, "window-1")
    workspace.restore(copy)
    (seen,) = window.poll()
    assert seen.changes[0].after["summary"] == "as it was"
    window.close()
    workspace.close()


def test_what_a_killed_program_left_among_the_backups_is_put_back_or_taken_away(folder):
    made = backup.make(folder)
    backups = folder / "backups"
    aside = backups / f".{made.folder.name}.old-aaaa"
    made.folder.rename(aside)
    assert backup.daily(folder) == (aside,)
    assert backup.newest(folder).records == made.records
    half, old_half = backups / ".2024-01-01.new-aaaa", backups / ".2024-01-02.new-aaaa"
    other = backups / ".2024-01-03.old-aaaa"
    mine = backups / ".mine"
    for path in (half, old_half, mine):
        path.mkdir()
    os.utime(old_half, (0, 0))
    os.utime(mine, (0, 0))
    shutil.copytree(aside, other)
    backup.make(folder)
    assert not aside.exists()
    assert not old_half.exists()
    assert half.exists()
    assert mine.exists()
    assert backup.daily(folder) == (made.folder, backups / "2024-01-03")
