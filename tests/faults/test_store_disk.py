"""A disk that is full, fails, or may not be written: nothing is acknowledged, nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil

import pytest

from proxytui.errors import StoreError
from proxytui.store.folder import backup, disk
from proxytui.store.store import Store
from proxytui.workspace import Workspace


class Faulty:
    """Stands before the disk's calls and lets one of them fail."""

    def __init__(self, monkeypatch):
        self._monkeypatch = monkeypatch
        self._real_write = disk.write

    def full_after(self, left: int) -> None:
        """Only so many bytes more, then ENOSPC, as a file system does it: a short write first."""
        room = [left]

        def write(fd, data):
            if room[0] <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            written = self._real_write(fd, bytes(data)[: room[0]])
            room[0] -= written
            return written

        self._monkeypatch.setattr(disk, "write", write)

    def failing(self, name: str, code: int = errno.EIO, times_fine: int = 0) -> None:
        """A call that fails after it went well a few times."""
        real, fine = getattr(disk, name), [times_fine]

        def call(*args):
            if fine[0] <= 0:
                raise OSError(code, os.strerror(code))
            fine[0] -= 1
            return real(*args)

        self._monkeypatch.setattr(disk, name, call)

    def mend(self) -> None:
        self._monkeypatch.undo()


@pytest.fixture
def faulty(monkeypatch):
    return Faulty(monkeypatch)


@pytest.mark.parametrize("room", [0, 1, 50, 200])
def test_a_full_disk_refuses_the_change_and_all_later_ones_until_reopened(
    folder, notes, faulty, room
):
    store = Store.open(folder)
    before = store.raw()
    journal = (folder / "journal/000001.jsonl").read_bytes()
    faulty.full_after(room)
    with pytest.raises(StoreError, match="No space") as raised:
        notes.write(store, "n-lost", "words " * 50)
    assert raised.value.exit_code == 3
    faulty.mend()
    assert store.raw() == before
    with pytest.raises(StoreError, match="opened again"):
        notes.write(store, "n-later")
    store.close()
    assert (folder / "journal/000001.jsonl").read_bytes() == journal
    again = Store.open(folder)
    assert again.raw() == before
    notes.write(again, "n-later")


def test_a_failed_sync_acknowledges_nothing(folder, notes, faulty):
    store = Store.open(folder)
    before = store.raw()
    faulty.failing("sync")
    with pytest.raises(StoreError):
        notes.write(store, "n-lost")
    faulty.mend()
    with pytest.raises(StoreError):
        notes.write(store, "n-later")
    assert store.raw() == before
    assert Store.open(folder).raw() == before


def test_a_half_line_that_cannot_even_be_cut_off_is_cut_by_the_next_writer(
    folder, notes, faulty, monkeypatch
):
    store = Store.open(folder)
    faulty.full_after(50)
    monkeypatch.setattr(os, "ftruncate", lambda *a: (_ for _ in ()).throw(OSError(5, "I/O error")))
    with pytest.raises(StoreError):
        notes.write(store, "n-lost")
    faulty.mend()
    again = Store.open(folder)
    notes.write(again, "n-next")
    assert Store.open(folder).raw() == again.raw()
    assert not Store.open(folder).warnings


@pytest.mark.parametrize("name", ["sync", "rename", "sync_folder"])
def test_a_compaction_that_fails_loses_nothing_and_leaves_no_litter(folder, notes, faulty, name):
    store = Store.open(folder)
    notes.write(store, "n-kept")
    faulty.failing(name)
    with pytest.raises(StoreError):
        store.compact()
    faulty.mend()
    assert Store.open(folder).raw() == store.raw()
    assert not list(folder.glob("*.new"))
    store.close()
    again = Store.open(folder)
    assert again.get("notes", "n-kept")
    assert not again.warnings
    notes.write(again, "n-later")


def test_a_compaction_whose_journal_line_fails_makes_the_store_read_only(folder, notes, faulty):
    store = Store.open(folder)
    notes.write(store, "n-kept")
    faulty.failing("sync", times_fine=1)
    with pytest.raises(StoreError):
        store.compact()
    faulty.mend()
    with pytest.raises(StoreError, match="opened again"):
        notes.write(store, "n-later")
    again = Store.open(folder)
    assert again.get("notes", "n-kept")
    assert not again.warnings


def test_a_close_that_cannot_compact_is_no_error(folder, notes, faulty):
    store = Store.open(folder)
    notes.write(store, "n-kept")
    faulty.full_after(0)
    store.close()
    faulty.mend()
    assert Store.open(folder).get("notes", "n-kept")


def test_a_copy_of_the_snapshot_that_cannot_be_written_costs_nothing(folder, notes, faulty):
    store = Store.open(folder)
    notes.write(store, "n-kept")
    faulty.failing("rename", times_fine=1)
    store.compact()
    faulty.mend()
    notes.write(store, "n-later")
    assert Store.open(folder).raw() == store.raw()


def test_a_folder_that_may_not_be_written_is_read_and_refuses(folder, notes, monkeypatch):
    real = os.open

    def guarded(path, flags, mode=0o777, **more):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and str(path).startswith(str(folder)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, flags, mode, **more)

    if os.geteuid() == 0:  # permissions don't bind root
        monkeypatch.setattr(os, "open", guarded)
    else:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o500 if path.is_dir() else 0o400)
    store = Store.open(folder, origin="window-1")
    assert store.get("notes", "n-first")
    with pytest.raises(StoreError, match="Permission denied") as raised:
        notes.write(store, "n-no")
    assert raised.value.exit_code == 3
    store.close()
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_a_store_whose_folder_went_away_is_an_error_of_one_line(folder, notes):
    store = Store.open(folder)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(StoreError):
        notes.write(store, "n-no")
    with pytest.raises(StoreError):
        store.poll()
    store.close()


def test_a_folder_that_may_not_be_entered_is_not_called_missing(folder, tmp_path, monkeypatch):
    sealed = tmp_path / "sealed"
    shutil.copytree(folder, sealed)
    real = os.stat

    def guarded(path, **more):
        if str(path).startswith(f"{sealed}{os.sep}"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, **more)

    if os.geteuid() == 0:  # permissions don't bind root
        monkeypatch.setattr(os, "stat", guarded)
    else:
        sealed.chmod(0)
    with pytest.raises(StoreError, match="can't be read: Permission denied"):
        Workspace.open(sealed)
    with pytest.raises(StoreError, match=r"no backup can be made at .*: Permission denied"):
        backup.make(folder, sealed / "copy")
    monkeypatch.undo()
    sealed.chmod(0o700)
