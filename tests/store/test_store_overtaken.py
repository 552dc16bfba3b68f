"""A ledger whose appends are overtaken, as those on a server can be."""

from __future__ import annotations

import pytest

from proxytui.errors import Conflict
from proxytui.model.changes import Change
from proxytui.store.folder.ledger import FolderLedger
from proxytui.store.ledger import Overtaken
from proxytui.store.store import Store


class OvertakenLedger(FolderLedger):
    """A ledger that another writer is faster at, as often as it has something to write."""

    def __init__(self, folder, origin, read_only):
        super().__init__(folder, origin, read_only)
        self.others = []
        self.held = []

    def writing(self, wait=10.0, *, hold=False):
        self.held.append(hold)
        return super().writing(wait, hold=hold)

    def append(self, transaction):
        if self.others:
            step = self.others.pop(0)
            changes = (Change("notes", step["text"], None, step),)
            super().append(self.next_transaction("window-2", "faster", changes))
            raise Overtaken("somebody else wrote first")
        return super().append(transaction)


@pytest.fixture
def ledger(folder):
    opened = OvertakenLedger(folder, "cli", False)
    yield opened
    opened.close()


def test_a_writer_that_is_overtaken_meets_what_the_others_wrote_and_writes_then(ledger, make):
    store = Store(ledger, "cli")
    ledger.others = [make.note("n-a", "north"), make.note("n-b", "north")]
    step = make.edit(store, "actors", "north", summary="mine")
    assert [entry.transaction.label for entry in store.log()][:3] == [
        "edit north",
        "faster",
        "faster",
    ]
    assert store.log()[0].transaction == step
    assert set(store.records("notes")) == {"n-a", "n-b"}


def test_who_was_overtaken_twice_keeps_the_others_from_writing(ledger, make):
    ledger.others = [make.note(name, "north") for name in ("n-a", "n-b", "n-c")]
    make.edit(Store(ledger, "cli"), "actors", "north", summary="mine")
    assert ledger.held == [False, False, True, True]


def test_what_was_faster_may_be_in_the_way(ledger, make):
    store = Store(ledger, "cli")
    ledger.others = [make.note("n-a", "north")]
    with pytest.raises(Conflict):
        make.add(store, "notes", "n-a", make.note("another", "north"))
    assert store.get("notes", "n-a")["text"] == "n-a"


def test_after_some_seconds_it_gives_up(ledger, make, monkeypatch):
    monkeypatch.setattr("proxytui.store.store.WAIT_SECONDS", 0)
    ledger.others = [make.note("n-a", "north")]
    with pytest.raises(Overtaken, match="wrote first"):
        make.edit(Store(ledger, "cli"), "actors", "north", summary="mine")


def test_an_undo_takes_back_what_is_the_newest_by_then(ledger, make):
    store = Store(ledger, "cli")
    make.edit(store, "actors", "north", summary="mine")
    ledger.others = [make.note("n-a", "north")]
    store.undo()
    assert "n-a" not in store.records("notes")
    assert store.get("actors", "north")["summary"] == "mine"


def test_an_append_gets_one_change_of_each_record(folder, store, make):
    north = store.get("actors", "north")
    passing = make.note("passing", "north")
    step = store.apply(
        [
            Change("actors", "north", north, {**north, "summary": "first"}),
            Change("notes", "n-1", None, passing),
            Change("actors", "north", {**north, "summary": "first"}, {**north, "summary": "last"}),
            Change("notes", "n-1", passing, None),
        ],
        "two edits of one record",
    )
    assert step.changes == (Change("actors", "north", north, {**north, "summary": "last"}),)
    assert Store.open(folder).get("actors", "north")["summary"] == "last"
    store.undo()
    assert store.get("actors", "north") == north
