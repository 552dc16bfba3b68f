"""A new snapshot is built while others write, and put in place in a moment."""

from __future__ import annotations

import threading

import pytest

from proxytui.errors import StoreError
from proxytui.store.folder import compaction, disk, lock
from proxytui.store.folder.lazy_records import LazyRecords
from proxytui.store.folder.load import load
from proxytui.store.store import Store


@pytest.fixture
def during(monkeypatch):
    """Do something when a snapshot was built and isn't put in place yet."""

    def set_up(work):
        real = compaction.prepare

        def prepare(*args, **more):
            ready = real(*args, **more)
            monkeypatch.setattr(compaction, "prepare", real)
            work()
            return ready

        monkeypatch.setattr(compaction, "prepare", prepare)

    return set_up


def files(folder):
    return {p.name for p in folder.iterdir()} | {p.name for p in (folder / "backups").iterdir()}


def test_what_others_write_while_it_is_built_is_read_after_it(folder, store, make, during):
    other = Store.open(folder, origin="window-1")

    def work():
        make.edit(other, "actors", "north", summary="meanwhile")
        make.add(other, "notes", "n-other", make.note("meanwhile", "north"))

    make.edit(store, "actors", "south", summary="before")
    during(work)
    store.compact()
    text = (folder / "store.json").read_text()
    assert '"before"' in text
    assert "meanwhile" not in text
    again = Store.open(folder)
    assert again.raw() == other.raw() == store.raw()
    assert again.get("actors", "north")["summary"] == "meanwhile"
    assert again.warnings == ()
    assert isinstance(load(folder).tables["actors"], LazyRecords)
    assert len(again.log()) == 4
    again.undo()
    again.compact()
    assert "n-other" not in (folder / "store.json").read_text()
    assert Store.open(folder).warnings == ()
    other.close()


def test_an_edit_by_hand_after_it_meets_what_was_written_while_it_was_built(
    folder, store, make, during
):
    make.edit(store, "actors", "south", summary="before")
    during(lambda: make.edit(Store.open(folder), "actors", "north", founded="1982"))
    store.compact()
    make.edit_file(folder, '"as it was"', '"by hand"')
    again = Store.open(folder)
    north = again.get("actors", "north")
    assert (north["summary"], north["founded"]) == ("by hand", "1982")
    make.edit(again, "actors", "west", summary="x")
    again.undo()
    again.undo()
    assert again.get("actors", "north")["summary"] == "as it was"
    assert again.get("actors", "north")["founded"] == "1982"
    assert Store.open(folder).warnings == ()


def test_an_edit_by_hand_while_it_is_built_is_not_written_over(folder, store, make, during):
    make.edit(store, "actors", "south", summary="before")
    during(lambda: make.edit_file(folder, '"as it was"', '"by hand"'))
    store.compact()
    assert store.get("actors", "north")["summary"] == "by hand"
    store.compact()
    again = Store.open(folder)
    assert again.get("actors", "north")["summary"] == "by hand"
    assert again.get("actors", "south")["summary"] == "before"
    assert again.warnings == ()
    assert '"by hand"' in (folder / "store.json").read_text()


def test_an_edit_by_hand_that_is_journaled_while_it_is_built_stays(folder, store, make, during):
    make.edit(store, "actors", "south", summary="before")

    def work():
        make.edit_file(folder, '"as it was"', '"by hand"')
        make.edit(Store.open(folder), "actors", "west", summary="x")

    during(work)
    store.compact()
    again = Store.open(folder)
    assert again.get("actors", "north")["summary"] == "by hand"
    assert again.warnings == ()
    again.compact()
    assert Store.open(folder).get("actors", "north")["summary"] == "by hand"


def test_one_that_another_window_was_faster_with_is_thrown_away(folder, store, make, during):
    other = Store.open(folder, origin="window-1")
    make.edit(store, "actors", "south", summary="before")
    files_before = files(folder)

    def work():
        make.edit(other, "actors", "north", summary="newer")
        with lock.writing(folder / ".lock"):
            pass  # the lock is free while a snapshot is built
        view = other._ledger.snapshot_input()
        ready = compaction.prepare(folder, view, ".other")
        other._ledger.switch(ready)
        compaction.keep(folder, ready)
        assert '"newer"' in (folder / "store.json").read_text()

    during(work)
    store.compact()
    assert '"newer"' in (folder / "store.json").read_text()
    assert files(folder) - files_before <= {".windows"}
    assert Store.open(folder).raw() == other.raw()
    assert Store.open(folder).warnings == ()
    other.close()


def test_only_one_at_a_time_builds_one(folder, store, make):
    make.edit(store, "actors", "south", summary="before")
    before = (folder / "store.json").read_bytes()
    with lock.writing(folder / "journal" / compaction.LOCK):
        with pytest.raises(lock.Busy):
            store._ledger.upkeep.compact(wait=0)
        make.edit(store, "actors", "south", summary="still written")
    assert (folder / "store.json").read_bytes() == before
    store.compact()
    assert "still written" in (folder / "store.json").read_text()


def test_another_window_that_knows_it_all_reads_only_the_head(folder, store, make, monkeypatch):
    other = Store.open(folder, origin="window-1")
    make.edit(store, "actors", "south", summary="x" * 200_000)
    other.poll()
    store.compact()
    read = []
    monkeypatch.setattr("proxytui.store.folder.ledger.load", None)
    monkeypatch.setattr(
        "proxytui.store.folder.journal_entries.SnapshotNotice.fits",
        lambda *a: read.append("the whole file"),
    )
    assert other.poll() == ()
    assert read == []
    assert other._ledger.state.begins == store._ledger.state.begins
    assert other._ledger.state.stamp == store._ledger.state.stamp
    monkeypatch.undo()
    assert other.raw() == Store.open(folder).raw()
    other.close()


def test_an_edit_by_hand_right_after_it_is_still_noticed(folder, store, make):
    other = Store.open(folder, origin="window-1")
    make.edit(store, "actors", "south", summary="x")
    other.poll()
    store.compact()
    make.edit_file(folder, '"as it was"', '"by hand"')
    (seen,) = other.poll()
    assert [change.id for change in seen.changes] == ["north"]
    other.close()


@pytest.fixture
def overdue(monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.ledger.SMALL_BYTES", 10)
    monkeypatch.setattr("proxytui.store.folder.ledger.LONG_TAIL_BYTES", 1000)


def test_a_window_compacts_a_long_journal_in_a_thread_while_it_writes_and_reads_on(
    folder, make, overdue, monkeypatch
):
    built, go_on = threading.Event(), threading.Event()
    real = compaction.prepare

    def prepare(*args):
        ready = real(*args)
        built.set()
        assert go_on.wait(20)
        return ready

    monkeypatch.setattr(compaction, "prepare", prepare)
    window = Store.open(folder, origin="window-1")
    make.edit(window, "actors", "north", summary="x" * 100)
    window.poll()
    assert not built.is_set()
    make.edit(window, "actors", "north", summary="y" * 2000)
    before = (folder / "store.json").read_bytes()
    window.poll()
    assert built.wait(20)
    make.edit(window, "actors", "south", summary="while it is built")
    make.edit(Store.open(folder), "actors", "west", summary="by another one")
    assert [t.label for t in window.poll()] == ["edit west"]
    assert (folder / "store.json").read_bytes() == before
    go_on.set()
    window.close()
    text = (folder / "store.json").read_text()
    assert "yyy" in text
    assert "while it is built" not in text
    again = Store.open(folder)
    assert again.get("actors", "south")["summary"] == "while it is built"
    assert again.get("actors", "west")["summary"] == "by another one"
    assert again.warnings == ()


def test_a_command_starts_no_thread(folder, store, make, overdue):
    make.edit(store, "actors", "north", summary="y" * 2000)
    store.poll()
    assert store._ledger.upkeep._thread is None


def test_one_that_fails_in_the_thread_is_tried_again_when_the_journal_has_doubled(
    folder, make, overdue, monkeypatch
):
    tried = []

    def prepare(*args):
        tried.append(1)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compaction, "prepare", prepare)
    window = Store.open(folder, origin="window-1")
    for size, wanted in ((2500, 1), (2000, 1), (3000, 2)):
        make.add(window, "notes", f"n-{size}", make.note("x" * size, "north"))
        window.poll()
        window._ledger.upkeep.stop()
        window.poll()
        window._ledger.upkeep.stop()
        assert len(tried) == wanted, size
    with pytest.raises(StoreError, match="No space"):
        window.compact()
    window.close()
    assert len(Store.open(folder).records("notes")) == 3


def test_a_journal_of_large_steps_counts_as_long(folder, make, overdue, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.segments.LIMIT_BYTES", 500)
    window = Store.open(folder, origin="window-1")
    make.edit(window, "actors", "north", summary="y" * 2000)
    assert window._ledger.overdue()
    assert Store.open(folder)._ledger.overdue()
    window.compact()
    assert not window._ledger.overdue()
    assert not Store.open(folder)._ledger.overdue()
    window.close()


def test_the_lock_is_free_while_the_snapshot_is_written(folder, store, make, monkeypatch):
    free = []
    real = disk.prepare

    def prepare(path, *args):
        with lock.writing(folder / ".lock", wait=0):
            free.append(path.name)
        return real(path, *args)

    make.edit(store, "actors", "south", summary="x")
    monkeypatch.setattr(disk, "prepare", prepare)
    store.compact()
    assert free == ["store.json", "store.json"]


def test_one_that_fails_in_the_thread_is_told_of_until_one_succeeds(
    folder, make, overdue, monkeypatch
):
    real = compaction.prepare
    full = OSError(28, "No space left on device")

    def prepare(*args):
        raise full

    monkeypatch.setattr(compaction, "prepare", prepare)
    window = Store.open(folder, origin="window-1")
    assert window.uncompacted == ""
    make.add(window, "notes", "n-1", make.note("x" * 2500, "north"))
    window.poll()
    window._ledger.upkeep.stop()
    assert "No space left on device" in window.uncompacted
    assert window.uncompacted in window.warnings
    other = window.beside()
    assert other.uncompacted == window.uncompacted
    other.close()
    monkeypatch.setattr(compaction, "prepare", real)
    make.add(window, "notes", "n-2", make.note("x" * 5000, "north"))
    window.poll()
    window._ledger.upkeep.stop()
    assert window.uncompacted == ""
    assert window.warnings == ()
    window.close()


def test_a_writer_that_waits_for_the_lock_keeps_no_other_thread_waiting(folder, make):
    window, other = Store.open(folder, origin="window-1"), Store.open(folder)
    waiting = threading.Thread(
        target=lambda: make.edit(window, "actors", "north", summary="kept waiting")
    )
    with other._ledger.writing():
        waiting.start()
        while not waiting.is_alive():
            pass
        # Whoever reads the history, or looks for others' changes, gets an answer meanwhile.
        for _ in range(20):
            window.log()
            window.poll()
        assert window.get("actors", "north").get("summary") != "kept waiting"
    waiting.join(20)
    assert window.get("actors", "north")["summary"] == "kept waiting"
