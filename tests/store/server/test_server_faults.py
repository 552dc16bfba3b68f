"""Writers at once, a server that stops, a writer that stops: nothing is lost, and nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from proxytui.errors import StoreError
from proxytui.store.server import setup
from proxytui.store.server import state as states
from proxytui.store.server.address import ServerAddress
from proxytui.store.store import Store

ROUNDS = int(os.environ.get("PROXYTUI_SERVER_ROUNDS", "10"))
"""How often the server is stopped; a longer run says more."""

WRITER = """
import sys
from proxytui import paths
from pathlib import Path
address, name, count, caches = sys.argv[1:]
paths.server_cache = lambda known: Path(caches) / name / known
from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.store import Store
while True:
    try:
        store = Store.open(address, f"window-{name}")
        break
    except StoreError:
        pass
end = Path(caches) / "end"
for number in range(int(count)):
    if end.exists():
        break
    record = {"about": ["north"], "text": f"{name} {number}",
              "created": "2024-12-02T00:00:00Z", "modified": "2024-12-02T00:00:00Z"}
    try:
        step = store.apply([Change("notes", f"n-{name}-{number}", None, record)], "a note")
    except StoreError as error:
        print("refused", number, error, flush=True)
        continue
    print("written", number, step.id, flush=True)
"""


def writer(address, name, count, tmp_path):
    words = [sys.executable, "-c", WRITER, address, name, str(count), str(tmp_path / "own")]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def written(process):
    """The ids of the steps that a writer was told are durable, after its end."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return {words[2] for words in map(str.split, out.splitlines()) if words[0] == "written"}


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

    def durable(query, values):
        rows = heard(query, values)
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
        with pytest.raises(StoreError, match="no server listens there") as refused:
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
    assert states.cached(ServerAddress.read(folder).cache).followed == later


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
