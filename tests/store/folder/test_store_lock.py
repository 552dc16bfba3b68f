"""Where two writers could not be kept apart, nobody writes; who reads waits for none."""

from __future__ import annotations

import errno
import fcntl
import threading

import pytest

from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.folder import lock
from proxytui.store.store import Store


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_that_cannot_lock_is_named_and_not_written(tmp_path, monkeypatch, number):
    folder = tmp_path / "store"
    Store.create(folder, None)
    store = Store.open(folder)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def refuse(fd, operation):
        raise OSError(number, "no")

    monkeypatch.setattr(fcntl, "flock", refuse)
    change = Change("sources", "s-1", None, {"title": "One"})
    with pytest.raises(StoreError, match="can't lock files"):
        store.apply([change], "x")
    assert {p: before.get(p) for p in before} == {p: p.read_bytes() for p in before}
    assert store.get("sources", "s-1") is None


def test_who_reads_does_not_wait_for_a_writer_that_waits_for_another_program(folder, make):
    store = Store.open(folder)
    written, read = [], []
    change = make.change(store, "actors", "north", summary="after")

    def look() -> None:
        read.append((store.get("actors", "north"), len(store.raw()["actors"])))

    with lock.writing(folder / ".lock"):
        writer = threading.Thread(target=lambda: written.append(store.apply([change], "edit")))
        writer.start()
        readers = [threading.Thread(target=look) for _ in range(20)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(8)
        assert [(record["summary"], count) for record, count in read] == [("as it was", 3)] * 20
        assert written == []
    writer.join(20)
    assert len(written) == 1
    assert store.get("actors", "north")["summary"] == "after"
