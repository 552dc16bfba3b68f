"""`store.json` edited by hand: taken, named and undoable, or set aside and named."""

from __future__ import annotations

import shutil

import pytest

from proxytui.errors import StoreError
from proxytui.store.store import Store

OLD, NEW = '"summary": "as it was"', '"summary": "by hand"'


def summary(store):
    return store.get("actors", "north").get("summary")


def test_a_valid_edit_counts_and_is_named(folder, make):
    make.edit_file(folder, OLD, NEW)
    store = Store.open(folder)
    assert summary(store) == "by hand"
    assert store.warnings == ("actors/north was edited by hand in store.json",)


def test_it_is_journaled_at_the_next_write_and_undoable(folder, make):
    make.edit_file(folder, OLD, NEW)
    store = Store.open(folder)
    make.edit(store, "actors", "south", summary="x")
    assert [e.transaction.origin for e in store.log()] == ["cli", "file", "cli"]
    store.close()
    store = Store.open(folder)
    assert store.warnings == ()
    store.undo()
    store.undo()
    assert summary(store) == "as it was"
    store.close()
    assert summary(Store.open(folder)) == "as it was"


def test_it_is_journaled_once_also_without_a_compaction_in_between(folder, make):
    make.edit_file(folder, OLD, NEW)
    for number in range(3):
        store = Store.open(folder)
        make.edit(store, "actors", "south", summary=str(number))
        assert summary(store) == "by hand"
    assert [e.transaction.origin for e in store.log()].count("file") == 1


def test_undone_it_stays_undone_though_the_file_still_has_it(folder, make):
    make.edit_file(folder, OLD, NEW)
    Store.open(folder).undo()
    store = Store.open(folder)
    assert summary(store) == "as it was"
    assert store.warnings == ()


def test_a_second_edit_before_a_compaction_counts_too_and_so_does_taking_it_back(folder, make):
    make.edit_file(folder, OLD, NEW)
    make.edit(Store.open(folder), "actors", "south", summary="x")
    make.edit_file(folder, NEW, '"summary": "again"')
    store = Store.open(folder)
    assert summary(store) == "again"
    make.edit(store, "actors", "south", summary="y")
    make.edit_file(folder, '"summary": "again"', OLD)
    assert summary(Store.open(folder)) == "as it was"


def test_records_added_and_removed_by_hand_count(folder, make):
    make.edit_file(folder, '"west": {', '"east": {')
    store = Store.open(folder)
    assert {"east"} == store.records("actors").keys() - {"north", "south", "west"}
    assert store.get("actors", "west") is None
    store.undo()
    assert store.get("actors", "west") == make.actor("West")


def test_another_spelling_of_the_same_is_no_edit(folder, make):
    make.edit_file(
        folder,
        '"kind": "armed-group", "names": [{"text": "West"}]',
        '"names":[ {"text":"West"}],"kind":"armed-group"',
    )
    assert Store.open(folder).warnings == ()


def test_an_edit_meets_what_the_journal_did_since_field_by_field(folder, make):
    store = Store.open(folder)
    make.edit(store, "actors", "north", founded="1982")
    make.edit_file(folder, OLD, NEW)
    again = Store.open(folder)
    assert (summary(again), again.get("actors", "north")["founded"]) == ("by hand", "1982")


def test_an_edit_that_met_the_journal_is_no_second_edit_once_it_is_journaled(folder, make):
    make.edit(Store.open(folder), "actors", "north", founded="1982")
    make.edit_file(folder, OLD, NEW)
    make.edit(Store.open(folder), "actors", "south", summary="x")
    again = Store.open(folder)
    assert again.warnings == ()
    assert (summary(again), again.get("actors", "north")["founded"]) == ("by hand", "1982")


def test_an_edit_of_a_field_changed_since_is_set_aside_and_named(folder, make):
    store = Store.open(folder)
    make.edit(store, "actors", "north", summary="journaled")
    make.edit_file(folder, OLD, NEW)
    again = Store.open(folder)
    assert summary(again) == "journaled"
    assert again.set_aside[0][:2] == ("actors", "north")
    with pytest.raises(StoreError, match="actors/north"):
        make.edit(again, "actors", "south", summary="x")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind": "armed-group", "names": [{"text": "South"}]', '"kind": "gang"'),
        ('"south": {"kind"', '"south": "kind'),
        ('"south": {"kind": "armed-group", "names": [{"text": "South"}]}', '"south": 7'),
    ],
)
def test_an_invalid_edit_is_set_aside_and_named_and_nothing_is_written(folder, make, old, new):
    make.edit_file(folder, old, new)
    file = (folder / "store.json").read_bytes()
    store = Store.open(folder)
    assert [(a.table, a.id) for a in store.set_aside] == [("actors", "south")]
    assert any("actors/south" in warning for warning in store.warnings)
    assert store.get("actors", "south") == make.actor("South")
    assert summary(store) == "as it was"
    with pytest.raises(StoreError, match="actors/south"):
        make.edit(store, "actors", "north", summary="x")
    store.close()
    assert (folder / "store.json").read_bytes() == file
    make.edit_file(folder, new, old)
    make.edit(store, "actors", "north", summary="now it works")
    assert store.set_aside == ()


def test_a_stray_comma_spoils_no_record(folder, make):
    make.edit_file(folder, '"west": {', ',\n"west": {')
    store = Store.open(folder)
    assert set(store.records("actors")) == {"north", "south", "west"}
    assert store.set_aside == ()
    assert "no JSON at line" in store.warnings[0]


def test_a_file_without_its_head_is_read_from_the_copy_and_not_written(folder, make):
    (folder / "store.json").write_text("{}")
    store = Store.open(folder)
    assert summary(store) == "as it was"
    assert "repair" in store.warnings[0]
    with pytest.raises(StoreError, match="says nothing about itself"):
        make.edit(store, "actors", "north", summary="x")
    store.close()
    assert (folder / "store.json").read_text() == "{}"
    shutil.copy(folder / "backups" / "store.json", folder / "store.json")
    assert summary(Store.open(folder)) == "as it was"


def test_an_open_window_notices_an_edit_and_does_not_write_over_it(folder, make):
    store = Store.open(folder)
    make.edit_file(folder, OLD, NEW)
    (told,) = store.poll()
    assert (told.origin, told.id) == ("file", "")
    assert told.changes[0].after["summary"] == "by hand"
    assert store.poll() == ()
    make.edit(store, "actors", "south", summary="x")
    store.close()
    again = Store.open(folder)
    assert (summary(again), again.get("actors", "south")["summary"]) == ("by hand", "x")


def test_an_edit_between_two_writes_of_a_window_is_kept(folder, make):
    store = Store.open(folder)
    make.edit(store, "actors", "south", summary="x")
    make.edit_file(folder, OLD, NEW)
    make.edit(store, "actors", "south", summary="y")
    store.close()
    assert summary(Store.open(folder)) == "by hand"


def test_an_editor_that_saves_an_old_file_over_a_newer_one_takes_nothing_back(folder, make):
    old = (folder / "store.json").read_text()
    store = Store.open(folder)
    make.edit(store, "actors", "south", summary="newer")
    store.close()
    (folder / "store.json").write_text(old.replace(OLD, NEW))
    again = Store.open(folder)
    assert (summary(again), again.get("actors", "south")["summary"]) == ("by hand", "newer")


def test_an_edit_without_the_copy_to_compare_is_found_in_the_journal(folder, make):
    shutil.rmtree(folder / "backups")
    make.edit_file(folder, OLD, NEW)
    store = Store.open(folder)
    store.undo()
    assert summary(store) == "as it was"


def test_stock_tinydb_that_wrote_the_file_made_an_edit_by_hand(folder, make, monkeypatch):
    import tinydb

    monkeypatch.setattr(tinydb.table.Table, "document_id_class", str)
    with tinydb.TinyDB(folder / "store.json") as stock:
        stock.table("actors").update({"summary": "stock"}, doc_ids=["north"])
    store = Store.open(folder)
    assert summary(store) == "stock"
    assert len(store.warnings) == 1


def test_a_date_set_by_hand_counts(folder, make):
    make.edit_file(folder, '"schema": 1', '"as_of": "2024-12-02", "schema": 1')
    store = Store.open(folder)
    assert store.as_of == "2024-12-02"
    make.edit(store, "actors", "north", summary="x")
    store.close()
    assert Store.open(folder).as_of == "2024-12-02"
