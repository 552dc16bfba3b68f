"""Other writers, newer schemas, a store moved or edited while it is open, a clock set back."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from contextlib import contextmanager, suppress

import pytest
from test_store_processes import child, finish

from proxytui.errors import Conflict, ProxyTUIError, Refused, StoreError
from proxytui.model.changes import Change
from proxytui.store.store import Store

LONG = os.environ.get("FAULTS") == "long"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    """A damaged store is looked at again after a pause, in case somebody is at work on it."""
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)


# Other people


@pytest.mark.parametrize("writers", [2, 4])
def test_several_writers_lose_no_update_and_never_share_an_id(folder, notes, writers):
    each = 60 if LONG else 12

    def writer(name):
        def work(say):
            store = Store.open(folder, origin=name)
            made = 0
            while made < each:
                id_ = store.fresh_id("actors", "Same Name")
                actor = {"kind": "person", "names": [{"text": "Same Name"}]}
                actor["summary"] = f"{name} {made}"
                try:
                    store.apply([Change("actors", id_, None, actor)], "an actor")
                except Conflict:
                    continue  # another one took the id; the loser is told and asks again
                before = store.get("actors", "north")
                store.apply(
                    [Change("actors", "north", before, {**before, f"x-{name}": made})], "a field"
                )
                made += 1
                if made % 7 == 0:
                    store.compact()
            store.close()

        return work

    names = [f"w{number}" for number in range(writers)]
    with _children([writer(name) for name in names]) as pids:
        assert [finish(pid) for pid in pids] == [0] * writers
    store = Store.open(folder)
    said = {actor.get("summary") for actor in store.records("actors").values()}
    assert said - {None} == {f"{name} {number}" for name in names for number in range(each)}
    assert all(store.get("actors", "north")[f"x-{name}"] == each - 1 for name in names)
    transactions = [entry.transaction for entry in store.log()]
    assert len({t.id for t in transactions}) == len(transactions)
    assert all(later.prev == t.id for later, t in itertools.pairwise(transactions))
    assert not store.warnings


@contextmanager
def _children(works, pids=()):
    if not works:
        yield pids
        return
    with child(works[0]) as (pid, _), _children(works[1:], (*pids, pid)) as all_:
        yield all_


def _with_meta(folder, **fields):
    path = folder / "store.json"
    data = path.read_bytes()
    document = json.loads(data)
    document["_meta"]["1"] |= fields
    path.write_text(json.dumps(document), encoding="utf-8")


def _files(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def test_a_newer_schema_is_refused_and_left_alone_even_when_it_comes_while_open(folder, notes):
    store = Store.open(folder)
    _with_meta(folder, schema=99)
    files = _files(folder)
    with pytest.raises(StoreError) as raised:
        Store.open(folder)
    assert raised.value.exit_code == 3
    with pytest.raises(StoreError):
        store.poll()
    with pytest.raises(StoreError):
        notes.write(store, "n-no")
    store.close()
    assert _files(folder) == files


def test_a_store_deleted_while_open_is_not_made_again(folder, notes):
    store = Store.open(folder, origin="window-1")
    shutil.rmtree(folder)
    with pytest.raises(StoreError):
        store.poll()
    with pytest.raises(StoreError):
        notes.write(store, "n-no")
    store.close()
    assert not folder.exists()


@pytest.mark.parametrize("how", ["renamed over", "copied over"])
def test_a_store_replaced_while_open_is_followed_or_refused_but_not_mixed(
    folder, notes, tmp_path, how
):
    other = tmp_path / "other"
    Store.create(other, None)
    made = Store.open(other)
    actor = {"kind": "armed-group", "names": [{"text": "Other"}]}
    made.apply([Change("actors", "other", None, actor)], "another actor")
    made.close()
    expected = Store.open(other).raw()
    store = Store.open(folder, origin="window-1")
    if how == "renamed over":
        folder.rename(tmp_path / "old")
        shutil.copytree(other, folder)
    else:
        shutil.rmtree(folder)
        shutil.copytree(other, folder)
    with suppress(ProxyTUIError):
        store.poll()
    with suppress(ProxyTUIError):
        notes.write(store, "n-after")  # its actor is not in the store that is there now
    store.close()
    again = Store.open(folder)
    assert not again.warnings
    assert again.raw() == expected


def test_a_record_edited_by_hand_while_open_is_named_and_can_be_undone(folder, notes):
    store = Store.open(folder, origin="window-1")
    path = folder / "store.json"
    for turn in range(20 if LONG else 3):
        before = store.raw()
        text = path.read_text(encoding="utf-8")
        assert text.count('"text": "North"') == 1
        path.write_text(text.replace('"text": "North"', f'"text": "North{turn}"'), encoding="utf-8")
        seen = store.poll()
        assert [change.id for t in seen for change in t.changes] == ["north"], turn
        assert any("actors/north was edited by hand" in w for w in store.warnings)
        notes.write(store, f"n-{turn}")
        store.undo()
        other = Store.open(folder)
        other.undo()
        other.close()
        store.poll()
        assert store.raw() == before
        store.compact()


def test_a_clock_that_goes_backwards_changes_no_order(folder, notes, monkeypatch):
    times = iter([*(f"{year}-01-01T00:00:00.000000Z" for year in range(2024, 1994, -1))] * 20)
    monkeypatch.setattr("proxytui.store.folder.ledger.now", lambda: next(times))
    store, other = Store.open(folder), Store.open(folder, origin="window-2")
    for number in range(12):
        notes.write(store if number % 2 else other, f"n-{number}")
        if number % 5 == 4:
            store.compact()
    again = Store.open(folder)
    assert not again.warnings
    labels = [e.transaction.label for e in again.log() if e.transaction.label.startswith("note n-")]
    assert labels[:12] == [f"note n-{number}" for number in reversed(range(12))]
    assert again.undo().label == "undo: note n-11"
    assert again.redo().label == "redo: note n-11"
    with pytest.raises(Refused):
        again.redo()
