"""A change is one transaction: checked, met with others' changes, durable, seen by all."""

from __future__ import annotations

import pytest

from proxytui.errors import Conflict, InvalidRecord, Refused, StoreError
from proxytui.model.changes import Change
from proxytui.store.store import Store


def test_a_change_is_there_after_reopening_without_close(folder, store, make):
    done = make.add(store, "notes", "n-1", make.note("one", "north"))
    again = Store.open(folder)
    assert again.get("notes", "n-1") == make.note("one", "north")
    assert again.log()[0].transaction == done


def test_a_change_leaves_the_snapshot_alone_and_adds_one_line(folder, store, make):
    snapshot = (folder / "store.json").read_bytes()
    journal = folder / "journal" / "000001.jsonl"
    lines = journal.read_bytes().count(b"\n")
    make.add(store, "notes", "n-1", make.note("one", "north"))
    assert (folder / "store.json").read_bytes() == snapshot
    assert journal.read_bytes().count(b"\n") == lines + 1


def test_transactions_are_chained_and_named(store, make):
    first = make.add(store, "notes", "n-1", make.note("one", "north"))
    second = make.add(store, "notes", "n-2", make.note("two", "north"))
    assert second.prev == first.id
    assert (second.origin, second.label) == ("cli", "add n-2")


def test_unknown_fields_stay(folder, store, make):
    make.edit(store, "actors", "north", future={"deep": [1, 2.5, "ü"]})
    store.close()
    assert Store.open(folder).get("actors", "north")["future"] == {"deep": [1, 2.5, "ü"]}


def test_what_the_caller_does_to_its_record_later_does_not_reach_the_store(store, make):
    record = make.note("one", "north")
    make.add(store, "notes", "n-1", record)
    record["text"] = "changed"
    assert store.get("notes", "n-1")["text"] == "one"


def test_an_invalid_record_is_refused_and_nothing_of_its_transaction_written(store, make):
    with pytest.raises(InvalidRecord, match="claims/c-2"):
        store.apply(
            [
                Change("notes", "n-1", None, make.note("one", "north")),
                Change("claims", "c-2", None, {"type": "backs"}),
            ],
            "half wrong",
        )
    assert store.get("notes", "n-1") is None
    assert len(store.log()) == 1


@pytest.mark.parametrize("id_", ["../x", "a/b", "a\\b", "..", ".hidden", "", "a b", "x" * 300])
def test_an_id_that_could_be_a_path_is_refused(store, make, id_):
    with pytest.raises(InvalidRecord):
        make.add(store, "actors", id_, make.actor("X"))


def test_half_of_a_surrogate_pair_is_refused(store, make):
    with pytest.raises(InvalidRecord):
        make.add(store, "notes", "n-1", make.note("\ud800", "north"))
    with pytest.raises(InvalidRecord):
        make.edit(store, "actors", "north", future="\ud800")


def test_an_unknown_table_is_refused(store):
    with pytest.raises(InvalidRecord, match="no table"):
        store.apply([Change("_meta", "1", None, {})], "no")


def test_a_label_stays_on_one_line(store, make):
    done = store.apply([make.change(store, "actors", "north", summary="x")], "two\nlines\x1b[31m")
    assert done.label == "two lines"


def test_a_change_that_changes_nothing_writes_nothing(store):
    record = store.get("actors", "north")
    done = store.apply([Change("actors", "north", None, record)], "again")
    assert (done.changes, done.id) == ((), "")
    assert len(store.log()) == 1


def test_edits_of_different_fields_in_two_instances_are_both_kept(folder, store, make):
    other = Store.open(folder)
    mine = make.change(store, "actors", "north", summary="mine")
    make.edit(other, "actors", "north", founded="1982")
    store.apply([mine], "mine")
    assert store.get("actors", "north")["founded"] == "1982"
    assert store.get("actors", "north")["summary"] == "mine"
    assert Store.open(folder).raw() == store.raw()


def test_edits_of_the_same_field_are_a_conflict_that_names_both(folder, store, make):
    other = Store.open(folder)
    mine = make.change(store, "actors", "north", summary="mine")
    make.edit(other, "actors", "north", summary="theirs")
    with pytest.raises(Conflict) as raised:
        store.apply([mine], "mine")
    assert (raised.value.record, raised.value.field) == ("actors/north", "summary")
    assert (raised.value.theirs, raised.value.ours) == ("theirs", "mine")
    assert store.get("actors", "north")["summary"] == "theirs"


def test_citations_added_in_two_instances_are_both_kept(folder, store, make):
    other = Store.open(folder)
    cited = store.get("claims", "c-1")["citations"]
    quoted = {"source": "s-one", "quote": {"exact": "their words"}}
    mine = make.change(store, "claims", "c-1", citations=[*cited, {"source": "s-two"}])
    make.edit(other, "claims", "c-1", citations=[*cited, quoted])
    store.apply([mine], "mine")
    assert store.get("claims", "c-1")["citations"] == [*cited, quoted, {"source": "s-two"}]


def test_two_sound_edits_that_meet_in_an_unsound_record_are_refused(folder, store, make):
    both = [{"source": "s-one"}, {"source": "s-two"}]
    make.edit(store, "claims", "c-1", citations=both)
    other = Store.open(folder)
    mine = make.change(store, "claims", "c-1", citations=both[:1])
    make.edit(other, "claims", "c-1", citations=both[1:])
    with pytest.raises(InvalidRecord):
        store.apply([mine], "mine")
    assert store.get("claims", "c-1")["citations"] == both[1:]


def test_an_edit_of_what_was_removed_elsewhere_is_a_conflict(folder, store, make):
    make.add(store, "notes", "n-1", make.note("one", "north"))
    other = Store.open(folder)
    mine = make.change(store, "notes", "n-1", text="mine")
    make.remove(other, "notes", "n-1")
    with pytest.raises(Conflict):
        store.apply([mine], "mine")


def test_a_removal_of_what_was_edited_elsewhere_is_a_conflict(folder, store, make):
    make.add(store, "notes", "n-1", make.note("one", "north"))
    other = Store.open(folder)
    mine = Change("notes", "n-1", store.get("notes", "n-1"), None)
    make.edit(other, "notes", "n-1", text="theirs")
    with pytest.raises(Conflict, match="text"):
        store.apply([mine], "mine")


def test_the_same_id_taken_in_two_instances_is_a_conflict(folder, store, make):
    other = Store.open(folder)
    make.add(other, "actors", "east", make.actor("East"))
    with pytest.raises(Conflict):
        make.add(store, "actors", "east", make.actor("Another East"))


def test_a_record_that_others_rest_on_is_not_removed(store, make):
    assert store.referencing("actors", "north") == (("claims", "c-1"),)
    with pytest.raises(Refused, match="claims/c-1"):
        make.remove(store, "actors", "north")
    with pytest.raises(Refused, match="claims/c-1"):
        make.remove(store, "sources", "s-one")
    make.remove(store, "actors", "west")


def test_it_is_removed_together_with_what_rests_on_it(store):
    gone = [("actors", "north"), ("claims", "c-1")]
    store.apply([Change(t, i, store.get(t, i), None) for t, i in gone], "both")
    assert store.get("actors", "north") is None
    assert store.get("claims", "c-1") is None


def test_a_change_in_the_same_step_that_still_names_it_does_not_help(store, make):
    with pytest.raises(InvalidRecord, match="north"):
        store.apply(
            [
                Change("actors", "north", store.get("actors", "north"), None),
                make.change(store, "claims", "c-1", summary="still here"),
            ],
            "no",
        )


@pytest.mark.parametrize("about", ["north", "backs:west:north", "c-1"])
def test_a_note_keeps_what_it_is_about_or_the_actors_of_its_tie(store, make, about):
    make.add(store, "notes", "n-1", make.note("one", about))
    table = "claims" if about == "c-1" else "actors"
    assert ("notes", "n-1") in store.referencing(table, about.split(":")[-1])


def test_a_reference_to_nothing_is_refused_but_not_an_old_one(folder, store, make):
    with pytest.raises(InvalidRecord, match="nobody"):
        make.add(store, "claims", "c-2", make.claim("north", "nobody"))
    store.close()
    make.edit_file(folder, '"south": {', '"gone": {')
    again = Store.open(folder)
    make.edit(again, "claims", "c-1", summary="x")
    assert again.get("claims", "c-1")["summary"] == "x"


def test_poll_tells_what_others_wrote_once(folder, store, make):
    other = Store.open(folder)
    assert store.poll() == ()
    done = make.add(other, "notes", "n-1", make.note("one", "north"))
    assert store.poll() == (done,)
    assert store.poll() == ()
    assert store.get("notes", "n-1") == make.note("one", "north")


def test_poll_does_not_tell_our_own_changes(store, make):
    make.add(store, "notes", "n-1", make.note("one", "north"))
    assert store.poll() == ()


def test_what_others_wrote_before_our_change_is_told_as_it_is_now(folder, store, make):
    other = Store.open(folder)
    mine = make.change(store, "actors", "north", summary="mine")
    make.edit(other, "actors", "north", founded="1982")
    store.apply([mine], "mine")
    (told,) = store.poll()
    assert told.changes[0].after == store.get("actors", "north")


def test_records_are_live(folder, store, make):
    notes = store.records("notes")
    make.add(Store.open(folder), "notes", "n-1", make.note("one", "north"))
    store.poll()
    assert list(notes) == ["n-1"]
    with pytest.raises(TypeError):
        notes["n-2"] = {}


def test_a_clock_that_goes_backwards_does_not_matter(folder, store, make, monkeypatch):
    times = iter(["2030-01-01T00:00:00Z", "2001-01-01T00:00:00Z"])
    monkeypatch.setattr("proxytui.store.folder.ledger.now", lambda: next(times))
    make.edit(store, "actors", "north", summary="first")
    make.edit(store, "actors", "north", summary="second")
    monkeypatch.undo()
    again = Store.open(folder)
    assert [e.transaction.time[:4] for e in again.log()][:2] == ["2001", "2030"]
    again.undo()
    assert again.get("actors", "north")["summary"] == "first"


def test_fresh_ids_are_slugs_for_actors_and_random_for_the_rest(store):
    assert store.fresh_id("actors", "Hizb Allah") == "hizb-allah"
    assert store.fresh_id("actors", "North!") == "north-2"
    first, second = store.fresh_id("claims"), store.fresh_id("claims")
    assert first != second
    assert first.startswith("c-")
    assert len(first) == 18


def test_a_store_open_for_reading_refuses_to_write(folder, make):
    store = Store.open(folder, read_only=True)
    with pytest.raises(StoreError):
        make.edit(store, "actors", "north", summary="x")
