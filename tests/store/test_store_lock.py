"""Where two writers could not be kept apart, nobody writes."""

from __future__ import annotations

import errno
import fcntl

import pytest

from proxytui.errors import StoreError
from proxytui.model.values import Change
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
