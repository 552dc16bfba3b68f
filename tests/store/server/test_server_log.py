"""The log of a store on a server without a connection: as it was read here before."""

from __future__ import annotations

import itertools

import pytest

from proxytui.errors import StoreError
from proxytui.model.changes import Change, Transaction
from proxytui.store.server import kept_log, setup
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.kept_log import KeptLog
from proxytui.store.store import Store

_numbers = itertools.count(1)


@pytest.fixture
def address(own_server, make):
    """The address of a store with two steps, on a server that may be stopped."""
    address = f"{own_server.address}#log{next(_numbers)}"
    setup.init(address)
    store = Store.open(address)
    make.add(store, "actors", "north", make.actor("North"))
    make.edit(store, "actors", "north", summary="as it was")
    store.close()
    return address


@pytest.fixture
def without_server(own_server):
    """Calls something while the server is gone."""

    def call(work):
        own_server.stop()
        try:
            return work()
        finally:
            own_server.start()

    return call


def step(id_, prev):
    change = Change("actors", id_, None, {"kind": "person", "names": [{"text": id_}]})
    return Transaction(id_, prev, "cli", "anna", "2026-01-01T00:00:00Z", id_, (change,))


def labels(store):
    return [(entry.transaction.label, entry.undone) for entry in store.log()]


def read_without_connection(address):
    store = Store.open(address)
    assert store.unreached
    try:
        return labels(store)
    finally:
        store.close()


def kept(address):
    return KeptLog(ServerAddress.read(address).cache)


def watch(store):
    """What the watcher of an explorer does again and again."""
    store.news(0.0, lambda seconds: None)
    store.poll()


def test_an_explorer_keeps_the_log_that_nobody_asked_for(address, make, without_server):
    window = Store.open(address, "window-1")
    watch(window)
    make.edit(window, "actors", "north", summary="mine")
    window.undo()
    known = labels(window)
    window.close()
    assert known[1][1]
    assert without_server(lambda: read_without_connection(address)) == known


def test_a_window_that_loses_its_connection_still_has_its_log(address, make, without_server):
    window, other = Store.open(address, "window-1"), Store.open(address)
    watch(window)
    make.edit(other, "actors", "north", summary="theirs")
    other.close()
    watch(window)

    def read():
        watch(window)
        assert window.unreached
        return labels(window)

    assert without_server(read) == labels(window)
    assert len(labels(window)) == 3
    window.close()


def test_a_log_that_was_not_read_here_is_refused_in_one_line(address, make, without_server):
    Store.open(address).close()
    with pytest.raises(StoreError) as refused:
        without_server(lambda: read_without_connection(address))
    assert "the log was not read here before" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_log_ends_with_the_records_that_are_known(address, make, without_server):
    store = Store.open(address)
    known = labels(store)
    store.close()
    other = KeptLog(ServerAddress.read(address).cache)
    steps = [entry.transaction for entry in reversed(store.log())]
    other.save([*steps, step("t-later", steps[-1].id)], "anna")
    assert without_server(lambda: read_without_connection(address)) == known


def test_nothing_is_undone_by_a_log_that_is_only_known(address, without_server):
    store = Store.open(address)
    store.log()
    store.close()

    def undo():
        offline = Store.open(address)
        try:
            offline.undo()
        finally:
            offline.close()

    with pytest.raises(StoreError, match="not saved: no connection") as refused:
        without_server(undo)
    assert "\n" not in str(refused.value)


def test_steps_of_a_server_that_was_set_back_are_kept_no_longer(address):
    log = kept(address)
    steps = [step(f"t-{number}", f"t-{number - 1}") for number in range(1, 4)]
    log.save(steps, "anna")
    assert [step.id for step in log.up_to("t-2")] == ["t-1", "t-2"]
    log.save([steps[0], step("t-other", "t-1")], "")
    assert log.up_to("t-3") is None
    assert [step.id for step in log.up_to("t-other")] == ["t-1", "t-other"]
    assert log.login == "anna"


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4096])
def test_a_damaged_file_is_as_none_and_written_anew(address, damage):
    log = kept(address)
    steps = [step("t-1", "")]
    log.save(steps, "anna")
    (file,) = ServerAddress.read(address).cache.glob("log.db")
    file.write_bytes(damage)
    assert (log.up_to("t-1"), log.login) == (None, "")
    log.save(steps, "anna")
    assert log.up_to("t-1") == steps
    assert log.login == "anna"


def test_a_file_of_another_version_is_written_anew(address, monkeypatch):
    log = kept(address)
    monkeypatch.setattr(kept_log, "_VERSION", 99)
    log.save([step("t-1", "")], "anna")
    monkeypatch.undo()
    log.save([step("t-2", "")], "karl")
    assert log.up_to("t-1") is None
    assert log.login == "karl"


def test_a_log_that_is_too_large_is_not_kept(address, monkeypatch):
    monkeypatch.setattr(kept_log, "_MOST_BYTES", 100)
    kept(address).save([step("t-1", "")], "anna")
    assert kept(address).up_to("t-1") is None


def test_a_kept_step_is_what_was_read(address):
    store = Store.open(address)
    steps = [entry.transaction for entry in reversed(store.log())]
    store.close()
    assert kept(address).up_to(steps[-1].id) == steps
