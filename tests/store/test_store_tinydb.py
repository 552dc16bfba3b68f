"""The TinyDB way in: queries and writes with string ids, each write a transaction."""

from __future__ import annotations

import pytest
from tinydb import where
from tinydb.table import Document

from proxytui.errors import InvalidRecord
from proxytui.store.store import Store


def test_queries_find_records_by_their_string_ids(store):
    actors = store.table("actors")
    assert actors.get(where("summary") == "as it was").doc_id == "north"
    assert actors.get(doc_id="south")["kind"] == "armed-group"
    assert len(actors) == 3


def test_queries_see_what_another_instance_wrote(folder, store, make):
    query = where("summary") == "theirs"
    assert store.table("actors").search(query) == []
    make.edit(Store.open(folder), "actors", "north", summary="theirs")
    store.poll()
    assert [found.doc_id for found in store.table("actors").search(query)] == ["north"]


def test_an_update_is_a_transaction_of_its_record_alone(folder, store):
    store.table("actors").update({"founded": "1982"}, where("summary") == "as it was")
    newest = store.log()[0].transaction
    assert [(c.table, c.id) for c in newest.changes] == [("actors", "north")]
    assert Store.open(folder).get("actors", "north")["founded"] == "1982"
    store.undo()
    assert "founded" not in store.get("actors", "north")


def test_insert_upsert_and_remove(store, make):
    notes = store.table("notes")
    id_ = notes.insert(make.note("one", "north"))
    assert id_.startswith("n-")
    notes.insert(Document(make.note("two", "north"), doc_id="n-two"))
    assert notes.upsert({"text": "new"}, where("text") == "two") == ["n-two"]
    assert notes.remove(where("text") == "one") == [id_]
    assert {i: r["text"] for i, r in store.records("notes").items()} == {"n-two": "new"}
    notes.truncate()
    assert not store.records("notes")


def test_a_write_is_checked_like_every_other(store):
    with pytest.raises(InvalidRecord):
        store.table("actors").insert({"kind": "gang"})


def test_dropping_a_table_is_a_transaction_too(folder, store, make):
    make.add(store, "notes", "n-1", make.note("one", "north"))
    store._database.drop_table("notes")
    assert not store.records("notes")
    store.undo()
    assert store.get("notes", "n-1")["text"] == "one"
