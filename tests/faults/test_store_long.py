"""Many kills, every cut, every flipped byte, full disks: FAULTS=long runs it all.

Without it each test takes a sample, the same each time.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest
from test_store_disk import Faulty
from test_store_processes import CALLS, _kill_at, child, finish, words

from proxytui.cli import main
from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.store import Store

LONG = os.environ.get("FAULTS") == "long"
JOURNAL = "journal/000001.jsonl"
TIME = "2024-12-02T00:00:00Z"
IMPORTED = 40
"""Actors in the file that is imported; all of them are there afterwards, or none."""


def _sample(whole, count):
    """All of it in the long form, else a few spread over it, the last one among them."""
    found = list(whole)
    if LONG or len(found) <= count:
        return found
    return [*found[:: -(-len(found) // count)], found[-1]]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    """A damaged store is looked at again after a pause, in case somebody is at work on it."""
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)


# Killed


@pytest.fixture
def given(tmp_path):
    """A file to import."""
    name = tmp_path / "given.json"
    actors = [
        {"id": f"given-{n}", "kind": "armed-group", "names": [{"text": f"Given {n}"}]}
        for n in range(IMPORTED)
    ]
    name.write_text(json.dumps({"proxytui": 1, "actors": actors}), encoding="utf-8")
    return name


def _import(folder, given, say):
    """The command of that name, in a process that may die at any time."""
    sys.stdout = sys.stderr = io.TextIOWrapper(io.BytesIO())
    say("began")
    code = main.run(["--store", str(folder), "import", str(given)])
    say(f"ended{code}")


def _count(store):
    return sum(id_.startswith("given-") for id_ in store.records("actors"))


@pytest.mark.parametrize("where", ["before", "middle", "after"] if LONG else ["middle"])
def test_an_import_killed_at_any_call_is_there_whole_or_not_at_all(
    folder, notes, given, tmp_path, where
):
    for count in range(1, 60):
        copy = tmp_path / f"copy-{count}"
        shutil.copytree(folder, copy)

        def work(say, copy=copy, count=count):
            _kill_at(count, where)
            _import(copy, given, say)

        with child(work) as (pid, said):
            told = words(said)
            code = finish(pid)
        store = Store.open(copy)
        assert not store.warnings
        assert _count(store) in (0, IMPORTED)
        if "ended0" in told:
            assert _count(store) == IMPORTED
        notes.write(store, "n-after")
        store.close()
        again = Store.open(copy)
        assert again.get("notes", "n-after")
        assert not again.warnings
        if code == 0:
            break
    assert code == 0
    assert count > len(CALLS)


def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all(
    folder, notes, given, tmp_path
):
    chance = random.Random(21)
    ends = set()
    for number in range(80 if LONG else 4):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(folder, copy)
        with child(lambda say, copy=copy: _import(copy, given, say)) as (pid, said):
            assert said.read(6) == b"began\n"
            time.sleep(chance.random() * 0.06)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            told = words(said)
            finish(pid)
        store = Store.open(copy)
        assert not store.warnings
        assert _count(store) in (0, IMPORTED)
        assert "ended0" not in told or _count(store) == IMPORTED
        ends.add(_count(store))
        notes.write(store, "n-after")
        store.close()
        shutil.rmtree(copy)
    assert ends <= {0, IMPORTED}


def test_killed_again_and_again_nothing_acknowledged_is_lost(folder, notes):
    chance = random.Random(22)
    acknowledged = {"n-first"}

    def work(say):
        store = Store.open(folder)
        start = len(store.records("notes"))
        for number in range(start, start + 10_000):
            notes.write(store, f"n-{number}", "words " * 20)
            say(f"n-{number}")
            if number % 3 == 0:
                store.compact()

    for _ in range(120 if LONG else 4):
        with child(work) as (pid, said):
            begun = said.read(2)
            time.sleep(chance.random() * 0.02)
            os.kill(pid, signal.SIGKILL)
            acknowledged.update((begun + said.read()).decode().split())
            assert finish(pid) == -signal.SIGKILL
        store = Store.open(folder)
        assert not store.warnings
        assert acknowledged <= set(store.records("notes"))
        transactions = [entry.transaction for entry in store.log()]
        assert all(later.prev == t.id for later, t in itertools.pairwise(transactions))


# Cut and flipped


@pytest.mark.parametrize("last", ["a change", "a compaction"])
def test_cut_at_every_byte_of_the_last_two_lines(folder, notes, tmp_path, last):
    store = Store.open(folder)
    states, ends = [store.raw()], [(folder / JOURNAL).stat().st_size]
    notes.write(store, "n-one", "ü\n" * 20)
    states.append(store.raw())
    ends.append((folder / JOURNAL).stat().st_size)
    before = (folder / "store.json").read_bytes()
    if last == "a change":
        notes.write(store, "n-two", "words")
    else:
        store.compact()
    states.append(store.raw())
    ends.append((folder / JOURNAL).stat().st_size)
    whole = (folder / JOURNAL).read_bytes()
    # A compaction is cut off before its snapshot is there: the line comes first.
    (folder / "store.json").write_bytes(before)
    for cut in _sample(range(ends[0], ends[2] + 1), 60):
        copy = tmp_path / "cut"
        shutil.copytree(folder, copy)
        (copy / JOURNAL).write_bytes(whole[:cut])
        held = max(n for n, end in enumerate(ends) if end <= cut)
        opened = Store.open(copy)
        assert opened.raw() == states[held], cut
        assert not opened.warnings, cut
        notes.write(opened, "n-after")
        opened.close()
        again = Store.open(copy)
        assert again.raw() == {**states[held], "notes": again.raw()["notes"]}, cut
        assert set(again.raw()["notes"]) == {*states[held]["notes"], "n-after"}, cut
        assert not again.warnings, cut
        shutil.rmtree(copy)


def _full(tables):
    """Without tables that hold nothing: their names say nothing."""
    return {table: rows for table, rows in tables.items() if rows}


def _opened(folder):
    """The store, or None where it is refused."""
    with suppress(StoreError):
        return Store.open(folder)
    return None


_MASKS = (0x01, 0x20, 0x80) if LONG else (0x01,)


@pytest.mark.parametrize("mask", _MASKS)
def test_a_byte_flipped_anywhere_in_the_snapshot_is_never_taken_silently(folder, tmp_path, mask):
    sound = _full(Store.open(folder).raw())
    whole = (folder / "store.json").read_bytes()
    tables = whole.index(b'"actors"')
    for at in _sample(range(tables, len(whole)), 60):
        copy = tmp_path / "flipped"
        shutil.copytree(folder, copy)
        spoilt = bytearray(whole)
        spoilt[at] ^= mask
        (copy / "store.json").write_bytes(spoilt)
        opened = _opened(copy)
        if opened is not None and _full(opened.raw()) != sound:
            assert opened.warnings, (at, bytes(spoilt[max(0, at - 20) : at + 20]))
            _undone_or_refused(opened, sound, at)
        shutil.rmtree(copy)


def _undone_or_refused(opened, sound, at):
    """What was taken as an edit can be undone; what was set aside keeps the store unwritten."""
    record = {"about": [], "text": "words", "created": TIME, "modified": TIME}
    try:
        opened.apply([Change("notes", "n-after", None, record)], "a note")
    except StoreError:
        assert opened.set_aside or opened.warnings, at
        return
    edited = [e.transaction for e in opened.log() if e.transaction.origin == "file"]
    assert len(edited) == 1, at
    opened.undo()
    opened.undo()
    assert _full(opened.raw()) == sound, at


@pytest.mark.parametrize("mask", _MASKS)
def test_a_byte_flipped_anywhere_in_the_journal_is_never_taken_silently(
    folder, notes, tmp_path, mask
):
    store = Store.open(folder)
    begins = (folder / JOURNAL).stat().st_size
    notes.write(store, "n-two")
    notes.write(store, "n-three")
    sound, whole = store.raw(), (folder / JOURNAL).read_bytes()
    for at in _sample(range(len(whole)), 60):
        copy = tmp_path / "flipped"
        shutil.copytree(folder, copy)
        spoilt = bytearray(whole)
        spoilt[at] ^= mask
        (copy / JOURNAL).write_bytes(spoilt)
        opened = _opened(copy)
        if opened is not None:
            opened.log()
            if opened.raw() != sound or at >= begins:
                assert opened.warnings, at
                with pytest.raises(StoreError):
                    notes.write(opened, "n-after")
                assert (copy / JOURNAL).read_bytes() == bytes(spoilt), at
        shutil.rmtree(copy)


# The disk


@contextmanager
def _small_disk(folder, kilobytes):
    """A file system of its own that is soon full; skips where mounting is not allowed."""
    folder.mkdir()
    size = f"size={kilobytes}k"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _small_store(folder, notes):
    Store.create(folder, None)
    store = Store.open(folder)
    actor = {"kind": "armed-group", "names": [{"text": "North"}]}
    store.apply([Change("actors", "north", None, actor)], "the actor")
    notes.write(store, "n-first")
    return store


def _fill(store, notes, turn, acknowledged):
    """Write, and compact now and then, until it fails."""
    for number in range(10_000):
        notes.write(store, f"n-{turn}-{number}", "words " * 60)
        acknowledged.add(f"n-{turn}-{number}")
        if number % 3 == turn % 3:
            store.compact()


def test_a_disk_that_fills_up_loses_nothing_and_is_written_again_once_there_is_room(
    tmp_path, notes, monkeypatch
):
    with _small_disk(tmp_path / "disk", 256) as mounted:
        folder = tmp_path / "disk" / "store"
        faulty = Faulty(monkeypatch)
        rounds = 12 if LONG else 2
        store = _small_store(folder, notes)
        filler = tmp_path / "disk" / "filler"
        acknowledged = {"n-first"}
        for turn in range(rounds):
            if mounted:
                with suppress(OSError), filler.open("wb", buffering=0) as out:
                    while out.write(b"x" * (1000 + 517 * turn)):
                        pass
            else:
                faulty.full_after(1500 + 301 * turn)
            with pytest.raises(StoreError) as raised:
                _fill(store, notes, turn, acknowledged)
            assert raised.value.exit_code == 3
            with suppress(StoreError):
                store.compact()
            store.close()
            full = Store.open(folder)
            assert acknowledged <= set(full.records("notes"))
            full.close()
            if mounted:
                filler.unlink(missing_ok=True)
            else:
                faulty.mend()
            store = Store.open(folder)
            assert acknowledged <= set(store.records("notes"))
            assert not store.warnings
            for id_ in sorted(acknowledged - {"n-first"}):
                store.apply([Change("notes", id_, store.get("notes", id_), None)], "make room")
            acknowledged = {"n-first"}
            store.compact()
        store.close()


def test_a_disk_that_is_read_only_is_read_and_named(tmp_path, notes, monkeypatch, capsys):
    with _small_disk(tmp_path / "disk", 512) as mounted:
        folder = tmp_path / "disk" / "store"
        _small_store(folder, notes).close()
        disk_ = str(tmp_path / "disk")
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", disk_], check=True)
        else:
            _refuse_writes(monkeypatch, disk_)
        store = Store.open(folder, origin="window-1")
        assert store.get("notes", "n-first")
        with pytest.raises(StoreError) as raised:
            notes.write(store, "n-no")
        assert raised.value.exit_code == 3
        store.close()
        for command in (["show", "north"], ["check"], ["log"], ["note", "list"]):
            assert main.run(["--store", str(folder), *command]) == 0
        capsys.readouterr()
        assert main.run(["--store", str(folder), "note", "add", "north", "word"]) == 3
        assert capsys.readouterr().err.startswith("proxytui: ")


def _refuse_writes(monkeypatch, folder):
    real = os.open

    def guarded(path, flags, mode=0o777, **more):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and str(path).startswith(folder):
            raise OSError(30, os.strerror(30), str(path))
        return real(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", guarded)
