"""Several processes at once, and processes killed in the middle of a save."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from contextlib import contextmanager

import pytest

from proxytui.errors import StoreError
from proxytui.store.folder import disk, lock
from proxytui.store.store import Store


@contextmanager
def child(work):
    """A forked process that runs `work(say)`; what it said can be read from the pipe."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        code = 1
        try:
            work(lambda text: os.write(into, f"{text}\n".encode()))
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(into)
    with os.fdopen(out, "rb", buffering=0) as said:
        yield pid, said


def finish(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def words(said):
    return said.read().decode().split()


def test_two_processes_that_write_at_once_lose_nothing(folder, notes):
    def writer(name):
        def work(say):
            store = Store.open(folder, origin=name)
            for number in range(40):
                notes.write(store, f"n-{name}-{number}")
                if number % 9 == 0:
                    store.compact()
            store.close()

        return work

    with child(writer("a")) as (first, _), child(writer("b")) as (second, _):
        assert [finish(first), finish(second)] == [0, 0]
    store = Store.open(folder)
    wanted = {f"n-{name}-{number}" for name in "ab" for number in range(40)} | {"n-first"}
    assert set(store.records("notes")) == wanted
    transactions = [entry.transaction for entry in store.log()]
    assert all(later.prev == t.id for later, t in itertools.pairwise(transactions))
    assert not store.warnings


def test_two_processes_that_edit_two_fields_of_one_record_keep_both(folder):
    from proxytui.model.changes import Change

    def writer(field):
        def work(say):
            store = Store.open(folder, origin=field)
            for number in range(30):
                before = store.get("actors", "north")
                after = {**before, field: f"{field} {number}"}
                store.apply([Change("actors", "north", before, after)], field)

        return work

    with child(writer("summary")) as (first, _), child(writer("extra")) as (second, _):
        assert [finish(first), finish(second)] == [0, 0]
    actor = Store.open(folder).get("actors", "north")
    assert (actor["summary"], actor["extra"]) == ("summary 29", "extra 29")


def test_a_reader_beside_a_writer_sees_every_note_once(folder, notes, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.journal_file.ROTATE_BYTES", 2000)

    def work(say):
        store = Store.open(folder, origin="writer")
        for number in range(60):
            notes.write(store, f"n-{number}")
            if number % 5 == 0:
                store.compact()
        say("done")

    reader = Store.open(folder)
    told = []
    with child(work) as (pid, said):
        while len(told) < 60:
            told += [change.id for t in reader.poll() for change in t.changes]
            assert Store.open(folder, read_only=True).warnings == ()
        assert words(said) == ["done"]
        assert finish(pid) == 0
    assert told == [f"n-{number}" for number in range(60)]


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_it_opens(folder, notes):
    chance = random.Random(20)

    def work(say):
        store = Store.open(folder)
        start = len(store.records("notes"))
        for number in range(start, start + 10_000):
            notes.write(store, f"n-{number}", "words " * 20)
            say(f"n-{number}")
            if number % 4 == 0:
                store.compact()

    acknowledged = {"n-first"}
    for _ in range(20):
        with child(work) as (pid, said):
            begun = said.read(2)
            time.sleep(chance.random() * 0.03)
            os.kill(pid, signal.SIGKILL)
            acknowledged.update((begun + said.read()).decode().split())
            assert finish(pid) == -signal.SIGKILL
        store = Store.open(folder)
        assert not store.warnings
        assert acknowledged <= set(store.records("notes"))
        notes.write(store, "n-first", "still written")
        store.close()
    assert len(acknowledged) > 20


CALLS = ("write", "sync", "rename", "sync_folder")


def _kill_at(count, where):
    """Die at the count-th call to the disk: before it, in the middle of it, or after it."""
    left = [count]

    def guard(name):
        real = getattr(disk, name)

        def call(*args):
            left[0] -= 1
            if left[0]:
                return real(*args)
            if where == "after":
                real(*args)
            elif where == "middle" and name == "write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            return os.kill(os.getpid(), signal.SIGKILL)

        return call

    for name in CALLS:
        setattr(disk, name, guard(name))


@pytest.mark.parametrize("where", ["before", "middle", "after"])
def test_killed_at_every_call_of_a_save_and_a_compaction_it_is_old_or_new(folder, notes, where):
    for count in range(1, 60):

        def work(say, count=count):
            store = Store.open(folder)
            _kill_at(count, where)
            notes.write(store, "n-new", f"words {count}")
            say("saved")
            store.compact()
            store.undo()
            say("undone")

        before = Store.open(folder).raw()
        with child(work) as (pid, said):
            told = words(said)
            code = finish(pid)
        store = Store.open(folder)
        assert not store.warnings
        text = store.raw()["notes"].get("n-new", {}).get("text")
        old = before["notes"].get("n-new", {}).get("text")
        if text == old:
            assert told != ["saved"] or store.log()[0].transaction.undoes
        else:
            assert text == f"words {count}"
            assert told != ["saved", "undone"]
        notes.write(store, "n-first", f"after {count}")
        store.close()
        assert Store.open(folder).get("notes", "n-first")["text"] == f"after {count}"
        if code == 0:
            break
    assert code == 0
    assert count > 10


def test_a_lock_of_a_killed_process_is_free_and_its_window_closed(folder, notes):
    def work(say):
        store = Store.open(folder, origin="window-1")
        notes.write(store, "n-window")
        with lock.writing(folder / ".lock"):
            say("held")
            time.sleep(60)

    with child(work) as (pid, said):
        assert said.read(5) == b"held\n"
        assert lock.is_open(folder / ".windows", "window-1")
        with (
            pytest.raises(StoreError, match="another program"),
            lock.writing(folder / ".lock", wait=0.01),
        ):
            pass
        os.kill(pid, signal.SIGKILL)
        finish(pid)
    assert not lock.is_open(folder / ".windows", "window-1")
    other = Store.open(folder, origin="window-2")
    assert other.undo().label == "undo: note n-window"


def test_a_creation_killed_at_any_call_leaves_a_whole_store_or_none(tmp_path):
    for count in range(1, 60):
        target = tmp_path / f"store-{count}"

        def work(say, target=target, count=count):
            _kill_at(count, "middle")
            Store.create(target, None)

        with child(work) as (pid, _):
            code = finish(pid)
        if target.exists():
            assert not Store.open(target).warnings
        else:
            Store.create(target, None)
        if code == 0:
            break
    assert count > 5
