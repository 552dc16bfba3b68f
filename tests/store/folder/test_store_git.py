"""A store.json that git brings from another machine comes in as one step, with nothing lost."""

from __future__ import annotations

import random
import shutil

import pytest
from clones import change, git, noted, pull, push, sound

from proxytui.store.store import Store
from proxytui.workspace import Workspace

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def test_a_pull_under_a_local_journal_comes_in_as_one_step_and_local_changes_stay(machines, make):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    noted(there, make, "n-theirs")
    make.remove(Store.open(there), "actors", "west")
    push(there)
    change(here, make, "actors", "north", founded="1982")
    noted(here, make, "n-ours")
    before = sound(here).raw()
    pull(here)
    store = sound(here)
    assert [w.partition(":")[0] for w in store.warnings] == ["store.json came from another machine"]
    assert "3 records" in store.warnings[0]
    assert store.set_aside == ()
    north = store.get("actors", "north")
    assert (north["summary"], north["founded"]) == ("theirs", "1982")
    assert set(store.records("notes")) == {"n-ours", "n-theirs"}
    assert store.get("actors", "west") is None
    after = store.raw()
    make.edit(store, "actors", "south", summary="next")
    labels = [entry.transaction.label for entry in store.log()]
    assert labels[:2] == ["edit south", "taken over from store.json of another machine"]
    again = sound(here)
    assert again.warnings == ()
    again.undo()
    assert sound(here).raw() == after
    again.undo()
    assert sound(here).raw() == before
    again.redo()
    again.compact()
    assert sound(here).raw() == after


def test_it_goes_back_the_same_way(machines, make):
    here, there = machines
    for number in range(3):
        change(there, make, "actors", "north", summary=f"theirs {number}")
        push(there)
        noted(here, make, f"n-{number}")
        pull(here)
        push(here)
        assert sound(here).get("actors", "north")["summary"] == f"theirs {number}"
        pull(there)
        assert f"n-{number}" in sound(there).records("notes")
        assert sound(there).raw() == sound(here).raw()
    push(there)
    pull(here)
    assert sound(here).warnings == ()


def test_who_only_reads_takes_one_version_after_the_other(machines, make):
    here, there = machines
    for number in range(3):
        change(there, make, "actors", "north", summary=f"theirs {number}")
        push(there)
        pull(here)
        store = sound(here)
        assert "both kept" not in "".join(store.warnings)
        assert store.get("actors", "north")["summary"] == f"theirs {number}"
        change(here, make, "actors", "south", summary=f"only here {number}")
        assert sound(here).get("actors", "north")["summary"] == f"theirs {number}"
    assert sound(here).records("notes") == {}


def test_an_undo_on_the_other_machine_comes_too(machines, make):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    pull(here)
    noted(here, make, "n-ours")
    Store.open(there).undo()
    push(there)
    pull(here)
    assert sound(here).get("actors", "north")["summary"] == "as it was"
    assert "n-ours" in sound(here).records("notes")


def test_what_was_taken_over_can_be_edited_and_undone_before_the_next_compaction(machines, make):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    noted(there, make, "n-theirs")
    push(there)
    pull(here)
    change(here, make, "actors", "north", summary="and ours on top")
    assert sound(here).get("actors", "north")["summary"] == "and ours on top"
    assert sound(here).warnings == ()
    store = sound(here)
    store.undo()
    store.undo()
    assert sound(here).get("actors", "north")["summary"] == "as it was"
    assert sound(here).warnings == ()
    store.compact()
    assert sound(here).get("notes", "n-theirs") is None


def test_both_changed_one_field_and_both_are_kept(machines, make):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    change(here, make, "actors", "north", summary="ours")
    pull(here)
    store = sound(here)
    assert "both kept: actors/north" in store.warnings[0]
    assert store.get("actors", "north")["summary"] == "ours"
    (note,) = store.records("notes").values()
    assert "theirs" in note["text"]
    noted(here, make, "n-more")
    assert len(sound(here).records("notes")) == 2
    push(here)
    pull(there)
    assert sound(there).get("actors", "north")["summary"] == "ours"


def test_what_was_settled_here_is_not_raised_again_by_a_newer_version(machines, make):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    noted(there, make, "n-theirs")
    push(there)
    change(here, make, "actors", "north", summary="ours")
    pull(here)
    store = sound(here)
    (beside,) = store.records("notes").keys() - {"n-theirs"}
    make.remove(store, "notes", beside)
    make.remove(Store.open(there), "notes", "n-theirs")
    change(there, make, "actors", "south", summary="newer")
    push(there)
    assert sound(here).warnings == ()
    pull(here)
    store = sound(here)
    assert store.records("notes") == {}
    assert store.get("actors", "south")["summary"] == "newer"
    assert store.get("actors", "north")["summary"] == "ours"
    assert "both kept" not in store.warnings[0]


@pytest.mark.parametrize("last", ["new", "written on"])
def test_a_clone_says_that_it_has_no_journal_and_a_change_begins_one(folder, make, tmp_path, last):
    old = tmp_path / "old"
    if last == "new":
        Store.create(old, folder)
    else:
        shutil.copytree(folder, old)
    shutil.rmtree(old / "journal")
    shutil.rmtree(old / "backups")
    store = Store.open(old)
    assert "fresh clone" in store.warnings[0]
    assert store.raw() == Store.open(folder).raw()
    noted(old, make, "n-ours")
    first = next(iter((old / "journal" / "000001.jsonl").read_bytes().splitlines()))
    assert b'"checkpoint"' in first
    store = sound(old)
    assert store.warnings == ()
    assert len(store.log()) == 1
    shutil.rmtree(old / "backups")
    make.edit_file(old, '"as it was"', '"by hand"')
    assert sound(old).get("actors", "north")["summary"] == "by hand"


def test_a_record_removed_there_and_changed_here_stays(machines, make):
    here, there = machines
    make.remove(Store.open(there), "actors", "west")
    push(there)
    change(here, make, "actors", "west", summary="ours")
    pull(here)
    assert sound(here).get("actors", "west")["summary"] == "ours"


def test_a_running_window_takes_it_over_by_polling(machines, make):
    here, there = machines
    window = Workspace.open(here, origin="window-1")
    window.add_note(("north",), "ours")
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    pull(here)
    changes = window.poll()
    assert [(c.table, c.id) for c in changes] == [("actors", "north")]
    assert window.index.actors["north"].summary == "theirs"
    assert [n["text"] for n in window.raw()["notes"].values()] == ["ours"]
    assert any("another machine" in w for w in window.warnings)
    assert window.poll() == ()
    window.add_note(("south",), "more")
    other = sound(here)
    assert other.raw() == window.raw()
    assert other.warnings == ()
    window.undo()
    window.undo()
    assert len(window.raw()["notes"]) == 0
    window.undo()
    assert window.index.actors["north"].summary != "theirs"
    window.close()
    assert sound(here).raw() == window.raw()


def test_two_running_windows_take_it_over_once(machines, make):
    here, there = machines
    before = len(sound(here).log())
    one, two = (Workspace.open(here, origin=f"window-{n}") for n in (1, 2))
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    pull(here)
    one.poll()
    two.poll()
    one.add_note(("south",), "one")
    two.poll()
    two.add_note(("south",), "two")
    one.poll()
    assert one.raw() == two.raw() == sound(here).raw()
    steps = [entry.transaction for entry in sound(here).log()][:-before]
    assert sorted(step.origin for step in steps) == ["file", "window-1", "window-2"]
    one.close()
    two.close()
    assert len(sound(here).records("notes")) == 2


def test_changes_that_were_written_into_a_file_thrown_away_by_git_stay(machines, make):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    noted(here, make, "n-ours")
    change(here, make, "actors", "south", summary="ours")
    Store.open(here).compact()
    git(here, "fetch", "origin")
    git(here, "reset", "--hard", "origin/main")
    store = sound(here)
    assert store.get("actors", "north")["summary"] == "theirs"
    assert store.get("actors", "south")["summary"] == "ours"
    assert "n-ours" in store.records("notes")


def test_an_older_version_of_the_own_file_takes_nothing_back(machines, make):
    here, _ = machines
    change(here, make, "actors", "north", summary="ours")
    push(here)
    git(here, "checkout", "HEAD~1", "--", "store.json")
    assert sound(here).get("actors", "north")["summary"] == "ours"
    assert sound(here).warnings == ()


def test_a_third_machine_that_knows_both(machines, make, tmp_path):
    here, there = machines
    git(tmp_path, "clone", str(tmp_path / "hub.git"), "third")
    third = tmp_path / "third"
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    pull(here)
    change(here, make, "actors", "west", summary="only here")
    pull(third)
    change(third, make, "actors", "south", summary="third")
    push(third)
    pull(here)
    store = sound(here)
    found = {id_: store.get("actors", id_).get("summary") for id_ in ("north", "south", "west")}
    assert found == {"north": "theirs", "south": "third", "west": "only here"}
    assert store.records("notes") == {}


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_lost_whatever_the_order(machines, make, seed):
    chance = random.Random(seed)
    wanted = set()
    for number in range(14):
        folder, other = chance.sample(machines, 2)
        what = chance.choice(["note", "note", "edit", "compact", "exchange", "exchange"])
        if what == "note":
            noted(folder, make, f"n-{number}")
            wanted.add(f"n-{number}")
        elif what == "edit":
            change(folder, make, "actors", chance.choice(["north", "south"]), summary=str(number))
        elif what == "compact":
            sound(folder).compact()
        else:
            git(folder, "fetch", "origin")
            git(folder, "reset", "--hard", "origin/main")
            push(folder)
        for one in (folder, other):
            assert not sound(one).damaged
    for folder in (*machines, machines[0]):
        git(folder, "fetch", "origin")
        git(folder, "reset", "--hard", "origin/main")
        push(folder)
    assert wanted <= set(sound(machines[0]).records("notes"))
    one, two = ({t: dict(r) for t, r in sound(m).raw().items()} for m in machines)
    assert one == two
