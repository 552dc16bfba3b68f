"""Writers at once, a server that stops, a writer that stops: nothing is lost, and nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import msgspec
import pytest
from server_writers import writer, written

from proxytui.errors import Conflict, StoreError
from proxytui.store.server import cache, setup, steps
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.link import Link
from proxytui.store.store import Store

ROUNDS = int(os.environ.get("PROXYTUI_SERVER_ROUNDS", "10"))
"""How often the server is stopped; a longer run says more."""


def test_of_eight_writers_at_once_no_edit_is_lost_and_no_number_left_out(folder, tmp_path):
    writers = [writer(folder, f"w{number}", 200, tmp_path) for number in range(8)]
    told = set().union(*map(written, writers))
    assert len(told) == 8 * 200
    store = Store.open(folder)
    assert len(store.records("notes")) == 8 * 200
    steps = [entry.transaction for entry in reversed(store.log())]
    assert [step.prev for step in steps[1:]] == [step.id for step in steps[:-1]]
    assert {step.id for step in steps} >= told
    store.close()


def test_what_was_answered_as_saved_outlives_stops_of_the_server(own_server, make, tmp_path):
    address = f"{own_server.address}#stops"
    setup.init(address)
    store = Store.open(address)
    make.add(store, "actors", "north", make.actor("North"))
    store.close()
    writers = [writer(address, f"w{number}", 100_000, tmp_path) for number in range(3)]
    for _ in range(ROUNDS):
        time.sleep(0.3)
        own_server.stop()
        own_server.start()
    (tmp_path / "own" / "end").write_text("")
    told = set().union(*map(written, writers))
    store = Store.open(address)
    ids = Counter(entry.transaction.id for entry in store.log())
    assert told <= ids.keys()
    assert set(ids.values()) == {1}
    assert len(store.records("notes")) == len(ids) - 1
    store.close()


def test_a_writer_that_is_stopped_in_its_turn_holds_nobody_up_for_long(folder, make, tmp_path):
    code = """
import sys
from pathlib import Path
from proxytui import paths
paths.server_cache = lambda known: Path(sys.argv[2]) / known
from proxytui.store.store import Store
ledger = Store.open(sys.argv[1], "window-stopped")._ledger
with ledger.writing(hold=True):
    print("holds", flush=True)
    sys.stdin.read()
"""
    words = [sys.executable, "-c", code, folder, str(tmp_path / "stopped")]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "holds\n"
        store = Store.open(folder)
        process.send_signal(signal.SIGSTOP)
        step = make.edit(store, "actors", "north", summary="mine")
        assert store.log()[0].transaction == step
        store.close()
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.communicate()


def test_the_server_waits_less_than_a_second_for_a_writer_in_its_turn(folder):
    store = Store.open(folder)
    ledger, limit = store._ledger, "select current_setting('idle_in_transaction_session_timeout')"
    with ledger.writing(hold=True):
        assert ledger._link.rows(limit) == [("800ms",)]
    assert ledger._link.rows(limit) == [("0",)]
    store.close()


def test_a_writer_at_work_in_its_turn_is_not_taken_for_a_stopped_one(folder, make):
    store = Store.open(folder)
    with store._ledger.writing(hold=True):
        time.sleep(1.2)
        step = store._ledger.next_transaction(
            "cli", "slow", (make.change(store, "actors", "north", summary="mine"),)
        )
        store._ledger.append(step)
    assert store.log()[0].transaction.id == step.id
    store.close()


def test_an_answer_that_is_lost_is_asked_for_again_and_written_once(folder, make, monkeypatch):
    store = Store.open(folder)
    link = store._ledger._link
    heard, lost = link.durable, []

    def durable(query, values, end):
        rows = heard(query, values, end)
        if not lost:
            lost.append(rows)
            link._connection.close()
            from proxytui.store.server.link import ConnectionLost

            raise ConnectionLost("the connection was lost")
        return rows

    monkeypatch.setattr(link, "durable", durable)
    step = make.edit(store, "actors", "north", summary="mine")
    assert [entry.transaction.id for entry in store.log()].count(step.id) == 1
    assert len(store.log()) == 2
    store.close()


def test_a_step_whose_connection_is_lost_at_its_commit_is_written_once(folder, make, monkeypatch):
    store, other = Store.open(folder), Link(ServerAddress.read(folder), "window-other")
    ledger = store._ledger
    close, cut = ledger._held.close, []

    def cut_off():
        if not cut:
            cut.append(ledger._link.rows("select pg_backend_pid()")[0])
            other.rows("select pg_terminate_backend(%s, 5000)", cut[0])
        close()

    monkeypatch.setattr(ledger._held, "close", cut_off)
    with ledger.writing(hold=True):
        changes = (make.change(store, "actors", "north", summary="mine"),)
        ledger.append(ledger.next_transaction("cli", "an edit", changes))
    assert cut
    again = Store.open(folder)
    assert again.log() == store.log()
    assert len(again.log()) == 2
    assert again.get("actors", "north") == store.get("actors", "north")
    for opened in (store, again, other):
        opened.close()


def test_a_window_over_a_server_that_was_set_back_begins_anew_and_overwrites_nothing(folder, make):
    window = Store.open(folder, "window-1")
    begun = window.log()[0].transaction.id
    lost = make.edit(window, "actors", "north", summary="lost")
    link = Link(ServerAddress.read(folder), "cli")
    schema = link.address.schema
    set_back(link, schema, begun, [lost])
    other = Store.open(folder, "window-2")
    kept = make.edit(other, "actors", "north", summary="of the other")
    with pytest.raises(Conflict):
        make.edit(window, "actors", "north", summary="over it")
    assert window.get("actors", "north")["summary"] == "of the other"
    assert [seen.changes[-1].after["summary"] for seen in window.poll()] == ["of the other"]
    assert [entry.transaction.id for entry in window.log()] == [kept.id, begun]
    for opened in (window, other, link):
        opened.close()


def set_back(link, schema, begun, gone):
    """Make the store what it was before some steps, as a copy of an earlier day does."""
    for step in reversed(gone):
        link.rows(f"delete from {schema}.journal where id = %s", [step.id])
        for change in step.changes:
            body = msgspec.json.encode(change.before).decode()
            query = f"update {schema}.records set body = %s where kind = %s and id = %s"
            link.rows(query, [body, change.table, change.id])
    link.rows(f"update {schema}.head set seq = seq - %s, last = %s", [len(gone), begun])


def test_without_a_connection_a_store_is_read_as_it_was_and_nothing_is_written(own_server, make):
    address = f"{own_server.address}#offline"
    setup.init(address)
    store = Store.open(address)
    make.add(store, "actors", "north", make.actor("North"))
    store.close()
    Store.open(address).close()
    window = Store.open(address, "window-1")
    own_server.stop()
    try:
        window.poll()
        assert window.warnings[0].startswith("no connection, as of ")
        with pytest.raises(
            StoreError, match=r"no server listens there|broke the connection off"
        ) as refused:
            make.edit(window, "actors", "north", summary="mine")
        assert "\n" not in str(refused.value)
        offline = Store.open(address)
        assert offline.warnings[0].startswith("no connection, as of ")
        with pytest.raises(StoreError):
            make.edit(offline, "actors", "north", summary="mine")
        offline.close()
    finally:
        own_server.start()
    step = make.edit(window, "actors", "north", summary="again")
    assert window.warnings == ()
    assert window.log()[0].transaction == step
    window.close()


def test_a_store_without_a_connection_says_when_it_was_known_last_though_nothing_changed(
    folder, monkeypatch
):
    Store.open(folder).close()
    later = time.time() + 86_400
    monkeypatch.setattr("proxytui.store.server.ledger.time.time", lambda: later)
    Store.open(folder).close()
    assert cache.cached(ServerAddress.read(folder).cache).followed == later


def test_two_windows_see_what_the_other_wrote(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    step = make.edit(window, "actors", "north", summary="mine")
    assert [seen.id for seen in other.poll()] == [step.id]
    assert other.get("actors", "north")["summary"] == "mine"
    for opened in (window, other):
        opened.close()


def test_several_threads_of_one_window_write_and_read_at_once(folder, make):
    store = Store.open(folder, "window-1")

    def write(name):
        for number in range(10):
            make.add(store, "notes", f"n-{name}-{number}", make.note("words", "north"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        store.poll()
        store.raw()
    assert len(store.records("notes")) == 30
    store.close()


def test_more_than_a_server_takes_in_one_step_is_told_in_a_line_and_nothing_is_written(
    folder, make, monkeypatch
):
    monkeypatch.setattr(steps, "_MOST_CHARS", 1000)
    store = Store.open(folder)
    with pytest.raises(StoreError, match="more than a server takes in one step") as refused:
        make.edit(store, "actors", "north", summary="x" * 2000)
    assert "server init ADDRESS --from DIR" in str(refused.value)
    make.edit(store, "actors", "north", summary="short")
    assert Store.open(folder).get("actors", "north")["summary"] == "short"


def test_a_value_that_a_server_finds_too_large_is_told_in_the_same_line(folder):
    link = Link(ServerAddress.read(folder), "test")
    with pytest.raises(StoreError, match="more than a server takes in one step"):
        link.rows(
            "select length(string_agg(repeat('x', 100000000), '')) from generate_series(1, 12)"
        )
    link.close()
