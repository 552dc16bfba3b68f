"""Undo and redo: whose change goes, when it is refused, and that nothing is left of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import Conflict, InvalidRecord, Refused
from proxytui.store.store import Store


def test_undo_and_redo_work_across_restarts(folder, make):
    start = Store.open(folder).raw()
    store = Store.open(folder)
    make.edit(store, "actors", "north", summary="changed")
    store.close()
    store = Store.open(folder)
    undone = store.undo()
    assert undone.undoes == store.log()[1].transaction.id
    assert store.log()[1].undone
    store.close()
    assert Store.open(folder).raw() == start
    store = Store.open(folder)
    store.redo()
    store.close()
    assert Store.open(folder).get("actors", "north")["summary"] == "changed"
    assert not Store.open(folder).log()[2].undone


def test_undo_goes_on_backwards_and_redo_forwards(store, make):
    for text in ("one", "two", "three"):
        make.edit(store, "actors", "north", summary=text)
    seen = []
    for step in (store.undo, store.undo, store.redo, store.undo, store.undo, store.redo):
        step()
        seen.append(store.get("actors", "north")["summary"])
    assert seen == ["two", "one", "two", "one", "as it was", "one"]


def test_undo_ends_and_says_so(store, make):
    store.undo()
    assert not any(store.raw().values())
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo()


def test_a_new_change_clears_redo_for_its_origin_only(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(window, "actors", "north", summary="one")
    make.edit(other, "actors", "south", summary="two")
    window.undo()
    other.undo()
    make.edit(other, "actors", "south", summary="three")
    with pytest.raises(Refused, match="nothing to redo"):
        other.redo()
    window.redo()
    assert window.get("actors", "north")["summary"] == "one"


def test_a_window_takes_back_its_own_before_a_newer_one_of_an_open_window(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(window, "actors", "north", summary="mine")
    make.edit(other, "actors", "south", summary="theirs")
    window.undo()
    assert window.get("actors", "north")["summary"] == "as it was"
    assert window.get("actors", "south")["summary"] == "theirs"


def test_then_those_of_closed_windows_and_of_the_command_line_but_no_open_ones(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(Store.open(folder), "actors", "north", founded="1982")
    make.edit(other, "actors", "south", summary="theirs")
    window.undo()
    assert "founded" not in window.get("actors", "north")
    assert window.get("actors", "south")["summary"] == "theirs"
    other.close()
    window.undo()
    assert "summary" not in window.get("actors", "south")


def test_the_command_line_takes_back_the_newest_of_the_store(folder, make):
    window = Store.open(folder, "window-1")
    make.edit(Store.open(folder), "actors", "north", summary="cli")
    make.edit(window, "actors", "south", summary="window")
    cli = Store.open(folder)
    assert cli.undo().label == "undo: edit south"
    assert cli.undo().label == "undo: edit north"


def test_undo_is_refused_with_the_reason_where_a_later_change_builds_on_it(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(window, "actors", "north", summary="mine")
    other.poll()
    make.edit(other, "actors", "north", summary="theirs")
    with pytest.raises(Refused, match="window-2 changed it since: edit north"):
        window.undo()
    assert window.get("actors", "north")["summary"] == "theirs"


def test_undo_of_a_record_that_others_rest_on_by_now_is_refused(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.add(window, "actors", "east", make.actor("East"))
    make.add(other, "notes", "n-1", make.note("theirs", "east"))
    with pytest.raises(Refused, match="notes/n-1"):
        window.undo()


def test_undo_of_a_removal_is_refused_where_what_it_rested_on_is_gone(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.remove(window, "claims", "c-1")
    make.remove(other, "actors", "south")
    with pytest.raises(Refused, match="south"):
        window.undo()


def test_undo_of_what_later_changes_took_away_again_is_refused(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.remove(window, "claims", "c-1")
    with pytest.raises(Refused, match="window-1 changed it since: remove c-1"):
        other.undo()


def test_undo_under_later_changes_that_add_up_to_nothing_is_refused(folder, make):
    make.add(Store.open(folder), "actors", "east", make.actor("East"))
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.add(window, "claims", "c-2", make.claim("east", "west"))
    make.remove(window, "claims", "c-2")
    with pytest.raises(Refused, match="window-1 built on it since"):
        other.undo()


def test_undo_leaves_what_others_changed_in_the_same_record(folder, make):
    window, other = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(window, "actors", "north", summary="mine", tags=["mine"])
    make.edit(other, "actors", "north", founded="1982", tags=["mine", "theirs"])
    window.undo()
    assert window.get("actors", "north") == make.actor(
        "North", summary="as it was", founded="1982", tags=["theirs"]
    )


def test_several_changes_of_one_record_in_a_transaction_are_taken_back_together(store, make):
    from proxytui.model.changes import Change

    first, second = make.actor("East"), make.actor("East", summary="x")
    store.apply(
        [Change("actors", "east", None, first), Change("actors", "east", first, second)], "twice"
    )
    assert store.get("actors", "east") == second
    store.undo()
    assert store.get("actors", "east") is None
    store.redo()
    assert store.get("actors", "east") == second


def test_undo_outlives_a_compaction_and_a_new_journal_file(folder, store, make, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.journal_file.ROTATE_BYTES", 400)
    for number in range(6):
        make.edit(store, "actors", "north", summary=str(number))
        store.compact()
    assert len(list((folder / "journal").iterdir())) > 3
    again = Store.open(folder)
    for _ in range(6):
        again.undo()
    assert again.get("actors", "north")["summary"] == "as it was"


texts = st.sampled_from(["", "a", "b", "c"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("summary"), st.sampled_from(["north", "south", "east"]), texts),
        st.tuples(
            st.just("tags"),
            st.sampled_from(["north", "south", "east"]),
            st.lists(texts.filter(bool), unique=True),
        ),
        st.tuples(st.just("claim"), st.sampled_from(["c-1", "c-2"]), st.booleans()),
        st.tuples(st.sampled_from(["add", "remove", "undo", "redo", "reopen", "compact"])),
    ),
    max_size=14,
)


def _step(store, make, step):
    """One step; a refusal is an answer too."""
    try:
        match step:
            case ("summary", id_, text):
                make.edit(store, "actors", id_, summary=text or None)
            case ("tags", id_, tags):
                make.edit(store, "actors", id_, tags=tags or None)
            case ("claim", id_, True):
                make.add(store, "claims", id_, make.claim("west", "east"))
            case ("claim", id_, False):
                make.remove(store, "claims", id_)
            case ("add",):
                make.add(store, "actors", "east", make.actor("East"))
            case ("remove",):
                make.remove(store, "actors", "east")
            case ("undo",):
                store.undo()
            case ("redo",):
                store.redo()
            case ("compact",):
                store.compact()
    except (Refused, InvalidRecord, Conflict):
        return


def _undo_all(store):
    while any(not e.undone and e.transaction.undoes is None for e in store.log()):
        store.undo()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_is_done_undoing_all_of_it_gives_the_start_and_reopening_the_same(make, done):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        Store.create(folder, None)
        store = Store.open(folder)
        start = store.raw()
        for id_ in ("north", "south", "west"):
            make.add(store, "actors", id_, make.actor(id_))
        make.add(store, "sources", "s-one", {"title": "One"})
        for step in done:
            if step == ("reopen",):
                store.close()
                store = Store.open(folder)
            _step(store, make, step)
            assert Store.open(folder, read_only=True).raw() == store.raw()
        _undo_all(store)
        assert store.raw() == start


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.booleans(), steps.map(lambda s: s[:1])), max_size=14))
def test_two_windows_see_the_same_and_the_command_line_can_undo_both(folder, make, done):
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "store"
        shutil.copytree(folder, copy)
        windows = Store.open(copy, "window-1"), Store.open(copy, "window-2")
        for second, step in done:
            for one in step:
                _step(windows[second], make, one)
        for window in windows:
            window.poll()
        assert windows[0].raw() == windows[1].raw() == Store.open(copy).raw()
        cli = Store.open(copy)
        _undo_all(cli)
        assert not any(cli.raw().values())


def _to_and_fro(make, window, text, back):
    window.poll()
    make.edit(window, "actors", "south", summary=text)
    make.edit(window, "actors", "south", summary=back)


def test_records_that_others_edited_to_and_fro_since_are_not_removed_beneath_these_edits(
    folder, make
):
    first, second = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    _to_and_fro(make, second, "a", None)
    with pytest.raises(Refused, match="window-2 changed it since: edit south"):
        first.undo()
    cli = Store.open(folder)
    _undo_all(cli)
    assert not any(cli.raw().values())


def test_a_field_that_others_edited_to_and_fro_since_is_not_set_back_beneath_these_edits(
    folder, make
):
    first, second = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(first, "actors", "south", summary="mine")
    _to_and_fro(make, second, "a", "mine")
    with pytest.raises(Refused, match="window-2 changed it since: edit south"):
        first.undo()
    second.undo()
    second.undo()
    first.undo()
    assert "summary" not in Store.open(folder).get("actors", "south")


def test_what_others_edited_to_and_fro_meanwhile_is_not_redone_beneath_these_edits(folder, make):
    first, second = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(first, "actors", "south", summary="mine")
    first.undo()
    _to_and_fro(make, second, "a", None)
    with pytest.raises(Refused, match="window-2 changed it since"):
        first.redo()
    cli = Store.open(folder)
    _undo_all(cli)
    assert not any(cli.raw().values())


def test_an_item_of_a_list_is_taken_back_though_others_added_and_removed_theirs_since(folder, make):
    first, second = Store.open(folder, "window-1"), Store.open(folder, "window-2")
    make.edit(first, "actors", "south", tags=["mine"])
    make.edit(second, "actors", "south", tags=["mine", "theirs"])
    make.edit(second, "actors", "south", tags=["mine"])
    first.undo()
    cli = Store.open(folder)
    assert "tags" not in cli.get("actors", "south")
    _undo_all(cli)
    assert not any(cli.raw().values())


def test_redo_says_where_what_others_undid_can_be_redone(folder, make):
    window, cli = Store.open(folder, "window-1"), Store.open(folder)
    make.edit(window, "actors", "north", summary="mine")
    window.undo()
    with pytest.raises(Refused, match="nothing to redo") as refused:
        cli.redo()
    assert "a window undid something; its redo brings that back" in str(refused.value)
    window.redo()
    cli.undo()
    with pytest.raises(Refused, match="the command `redo` brings that back"):
        window.redo()
    cli.redo()
    window.undo()
    window.close()
    with pytest.raises(Refused, match="a window that is closed undid something"):
        cli.redo()
