"""Importing a file again: what was changed here since stays, what is new in the file comes in."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from proxytui.exchange import rejected_rows


def exported(program) -> dict[str, Any]:
    document: dict[str, Any] = program("export").document
    return document


def imported(program, document: dict[str, Any], *words: str):
    file = program.home / "again.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return program("import", str(file), "--json", *words)


def test_an_older_export_takes_back_no_later_edit(program):
    before = exported(program)
    assert program("edit", "north", "summary=By hand").code == 0
    now = exported(program)
    ended = imported(program, before)
    assert ended.code == 0
    assert ended.document["changed"]["actors"] == 0
    assert ended.document["kept"] == [{"record": "actors/north", "field": "summary"}]
    assert exported(program) == now


def test_what_somebody_wrote_into_an_export_comes_in(program):
    document = exported(program)
    for actor in document["actors"]:
        if actor["id"] == "north":
            actor["summary"] = "Written into the file"
    ended = imported(program, document)
    assert ended.document["changed"]["actors"] == 1
    assert program("show", "north", "--json").document["actor"]["summary"] == (
        "Written into the file"
    )


def test_what_was_removed_here_stays_removed(program):
    before = exported(program)
    note = before["notes"][0]["id"]
    assert program("note", "remove", note).code == 0
    ended = imported(program, before)
    assert ended.document["removed_here"] == [f"notes/{note}"]
    assert exported(program)["notes"] == []


def test_an_import_that_was_taken_back_can_be_made_again(program, empty):
    document = exported(program)
    file = program.home / "again.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    program("--store", str(empty), "import", str(file))
    start = program("--store", str(empty), "export").raw
    program("--store", str(empty), "undo")
    again = program("--store", str(empty), "import", str(file), "--json").document
    assert again["added"]["actors"] == len(document["actors"])
    assert again["removed_here"] == []
    assert program("--store", str(empty), "export").raw == start


def entities(program, **properties: list[str]) -> str:
    """A file of another program on an actor that the store has."""
    entity = {
        "id": "n",
        "schema": "Organization",
        "properties": {"name": ["People's Militia"], **properties},
    }
    file = program.home / "entities.ftm.json"
    file.write_text(json.dumps(entity) + "\n", encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("steps", [("undo",), ("undo", "redo", "undo")], ids=" ".join)
def test_a_file_that_was_taken_back_changes_records_again_as_it_did_first(program, steps):
    before, file = exported(program), entities(program)
    assert program("import", file).code == 0
    once = exported(program)
    for step in steps:
        assert program(step).code == 0
    assert exported(program) == before != once
    ended = program("import", file, "--json")
    assert (ended.document["changed"]["actors"], ended.document["kept"]) == (1, [])
    after = exported(program)
    assert after["actors"] == once["actors"]


def test_another_file_after_one_that_was_taken_back_is_no_conflict(program):
    assert program("import", entities(program)).code == 0
    assert program("undo").code == 0
    stix = {"type": "identity", "id": "identity--00000001-0000-4000-8000-000000000000"}
    stix |= {"name": "People's Militia", "identity_class": "organization", "spec_version": "2.1"}
    bundle = {"type": "bundle", "id": "bundle--00000001-0000-4000-8000-000000000000"}
    file = program.home / "bundle.json"
    file.write_text(json.dumps({**bundle, "objects": [stix]}), encoding="utf-8")
    ended = program("import", str(file), "--json")
    assert (ended.document["conflicts"], ended.document["changed"]["actors"]) == ([], 1)


def test_an_edit_that_was_taken_back_does_not_outlive_the_file(program):
    document = exported(program)
    for actor in document["actors"]:
        if actor["id"] == "north":
            actor["summary"] = "Of the file"
    imported(program, document)
    assert program("edit", "north", "summary=By hand").code == 0
    assert program("undo").code == 0
    ended = imported(program, document)
    assert (ended.document["kept"], ended.document["changed"]["actors"]) == ([], 0)


def test_a_trial_into_a_folder_that_is_not_there_leaves_it_so(program):
    file = program.home / "again.json"
    file.write_bytes(program("export").raw)
    folder = program.home / "nowhere"
    ended = program("--store", str(folder), "import", str(file), "--dry-run", "--json")
    assert ended.code == 0
    assert ended.document["added"]["actors"] > 0
    assert not folder.exists()
    folder.mkdir()
    program("--store", str(folder), "import", str(file), "--dry-run")
    assert list(folder.iterdir()) == []


def test_a_packed_file_reads_as_the_file_in_it(program, empty):
    import gzip

    file = program.home / "again.json.gz"
    file.write_bytes(gzip.compress(program("export").raw))
    ended = program("--store", str(empty), "import", str(file), "--json")
    assert ended.code == 0
    assert program("--store", str(empty), "export").raw == program("export").raw
    file.write_bytes(file.read_bytes()[:-40])
    ended = program("--store", str(empty), "import", str(file))
    assert (ended.code, ended.err.count("\n")) == (2, 1)


def test_rows_set_aside_stand_in_a_file_with_their_reason(program):
    document = {"proxytui": 1, "actors": [{"id": "odd", "kind": "dragon", "names": []}]}
    ended = imported(program, document)
    assert ended.code == 1
    lines = Path(ended.document["aside_file"]).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["odd"]
    assert "dragon" in json.loads(lines[0])["reason"]


def test_of_more_rows_than_are_held_every_one_set_aside_is_told_and_written(program, monkeypatch):
    monkeypatch.setattr(rejected_rows, "IN_MEMORY", 3)
    file = program.home / "many.ftm.jsonl"
    group = {"id": "g", "schema": "Organization", "properties": {"name": ["A Group"]}}
    ships = [{"id": f"s{n}", "schema": "Vessel", "properties": {"flag": ["x"]}} for n in range(9)]
    file.write_text("".join(f"{json.dumps(item)}\n" for item in (group, *ships)))
    ended = program("import", str(file), "--json")
    assert [row["row"] for row in ended.document["set_aside"]] == [
        f"line {n}" for n in range(2, 11)
    ]
    assert ended.document["added"]["actors"] == 1
    lines = Path(ended.document["aside_file"]).read_text(encoding="utf-8").splitlines()
    cells = list(csv.DictReader(lines))
    assert [row["id"] for row in cells] == [f"s{n}" for n in range(9)]
    assert {row["schema"] for row in cells} == {"Vessel"}
