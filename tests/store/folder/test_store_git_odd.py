"""A store.json from git may be odd: older, cut, spoilt, or of a past that is unknown here."""

from __future__ import annotations

import json
import shutil

import pytest
from clones import change, git, noted, pull, push, sound

from proxytui.errors import StoreError
from proxytui.store.folder import backup, repair
from proxytui.store.store import Store, apply_once

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def test_a_compaction_writes_what_only_the_journal_here_has_over_an_older_file(machines, make):
    here, there = machines
    noted(here, make, "n-ours")
    Store.open(here).compact()
    git(here, "fetch", "origin")
    shutil.copy(there / "store.json", here / "store.json")
    assert sound(here).warnings == ()
    sound(here).compact()
    assert "n-ours" in (here / "store.json").read_text()
    once = (here / "store.json").read_bytes()
    sound(here).compact()
    assert (here / "store.json").read_bytes() == once


def test_a_folder_copied_with_its_journal_that_went_on_differently(folder, make, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    noted(other, make, "n-theirs")
    make.edit(Store.open(other), "actors", "north", summary="theirs")
    Store.open(other).compact()
    for number in range(5):
        noted(folder, make, f"n-{number}")
    shutil.copy(other / "store.json", folder / "store.json")
    store = sound(folder)
    assert {"n-theirs", *(f"n-{number}" for number in range(5))} <= set(store.records("notes"))
    assert "theirs" in str(store.raw()["notes"].values()) + store.get("actors", "north")["summary"]


def test_what_a_third_machine_did_not_have_is_not_taken_for_taken_back(machines, make, tmp_path):
    here, there = machines
    git(tmp_path, "clone", str(tmp_path / "hub.git"), "third")
    third = tmp_path / "third"
    change(third, make, "actors", "west", summary="third")
    Store.open(third).compact()
    change(there, make, "actors", "north", summary="theirs")
    Store.open(there).compact()
    shutil.copy(there / "store.json", here / "store.json")
    noted(here, make, "n-ours")
    shutil.copy(third / "store.json", here / "store.json")
    store = sound(here)
    assert store.get("actors", "north")["summary"] == "theirs"
    assert store.get("actors", "west")["summary"] == "third"
    assert "n-ours" in store.records("notes")


def test_a_backup_made_before_it_was_written_down_is_whole(machines, make, tmp_path):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    noted(here, make, "n-ours")
    pull(here)
    made = backup.make(here, tmp_path / "made")
    assert made.records == {k: len(v) for k, v in sound(here).raw().items() if v}
    assert Store.open(made.folder, read_only=True).raw() == sound(here).raw()


def test_without_the_copy_of_what_was_here_it_is_named_and_nothing_is_written(machines, make):
    here, there = machines
    change(here, make, "actors", "north", summary="ours")
    push(here)
    noted(there, make, "n-theirs")
    pull(there)
    shutil.rmtree(there / "backups")
    store = Store.open(there)
    assert store.damaged
    with pytest.raises(StoreError):
        noted(there, make, "n-no")


@pytest.mark.parametrize(
    "record", ['{"kind": "gang"}', "7", '{"kind": "armed-group", "names": [{"text"']
)
def test_a_record_in_it_that_is_none_is_set_aside_and_named(machines, make, record):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    pull(here)
    path = here / "store.json"
    rows = path.read_text().split("\n")
    at = next(n for n, row in enumerate(rows) if row.startswith('"south": {'))
    rows[at] = f'"south": {record},'
    path.write_text("\n".join(rows))
    store = Store.open(here)
    assert store.damaged
    assert store.get("actors", "south") == make.actor("South")
    assert any("actors/south" in warning for warning in store.warnings)
    done = repair.accept(here, apply_once)
    assert done.set_aside >= 1
    assert sound(here).get("actors", "north")["summary"] == "theirs"


@pytest.mark.parametrize(
    "seen",
    [7, [], {"x": 7}, {"x": {"file": "../x", "offset": 1}}, {"x": {"file": "000001.jsonl"}}, None],
)
def test_what_a_file_says_of_other_journals_is_read_with_care(machines, make, seen):
    here, there = machines
    change(there, make, "actors", "north", summary="theirs")
    push(there)
    noted(here, make, "n-ours")
    pull(here)
    document = json.loads((here / "store.json").read_text())
    document["_meta"]["1"]["seen"] = seen
    (here / "store.json").write_text(json.dumps(document))
    store = sound(here)
    # Nobody knows what they had of ours: theirs is kept beside it.
    assert "both kept: actors/north" in store.warnings[0]
    assert "“theirs”" in str(store.records("notes"))
    assert "n-ours" in store.records("notes")


def test_a_journal_that_lost_its_end_is_still_damage(machines, make):
    here, _ = machines
    noted(here, make, "n-ours")
    Store.open(here).compact()
    newest = max((here / "journal").glob("*.jsonl"))
    newest.write_bytes(b"".join(newest.read_bytes().splitlines(keepends=True)[:2]))
    assert Store.open(here).damaged
