"""A coded data set that comes in again: only what differs, and never over what a person wrote."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.exchange.ucdp_rows import coded, written

if TYPE_CHECKING:
    from pathlib import Path

FIRST = [coded(year, "114", "WF") for year in range(1990, 1996)]
SECOND = [*FIRST, *(coded(year, "114,118", "WWF") for year in range(1996, 1999))]


def brought(program, store: Path, rows: list[dict[str, object]], *words: str) -> dict[str, Any]:
    file = program.home / "esd.csv"
    file.write_bytes(written(rows))
    document: dict[str, Any] = program(
        "--store", str(store), "import", str(file), "--json", *words
    ).document
    return document


def records(program, store: Path) -> dict[str, Any]:
    document: dict[str, Any] = program("--store", str(store), "export").document
    return document


def claim(program, store: Path, type_: str = "backs") -> dict[str, Any]:
    chosen = [c for c in records(program, store)["claims"] if c["type"] == type_]
    return min(chosen, key=lambda c: str(c["since"]))


def test_the_same_file_again_changes_nothing(program, empty):
    assert brought(program, empty, FIRST)["added"]["claims"] > 0
    before = records(program, empty)
    again = brought(program, empty, FIRST)
    assert not any(again["added"].values())
    assert not any(again["changed"].values())
    assert records(program, empty) == before


def test_a_field_edited_by_hand_outlives_the_same_file(program, empty):
    brought(program, empty, FIRST)
    chosen = claim(program, empty)
    assert program("--store", str(empty), "edit", chosen["id"], "summary=Read by hand").code == 0
    program("--store", str(empty), "edit", chosen["id"], "since=1989")
    before = records(program, empty)
    again = brought(program, empty, FIRST)
    assert not any(again["changed"].values())
    assert {"record": f"claims/{chosen['id']}", "field": "since"} in again["kept"]
    assert records(program, empty) == before


def test_a_later_edition_brings_its_differences_and_a_third_time_none(program, empty):
    brought(program, empty, FIRST)
    start = program("--store", str(empty), "export").raw
    ended = brought(program, empty, SECOND)
    assert ended["added"]["actors"] == 1
    assert sum(ended["added"].values()) + sum(ended["changed"].values()) < 12
    after = records(program, empty)
    again = brought(program, empty, SECOND)
    assert not any(again["added"].values())
    assert not any(again["changed"].values())
    assert records(program, empty) == after
    program("--store", str(empty), "undo")
    assert program("--store", str(empty), "export").raw == start
    program("--store", str(empty), "undo")
    assert records(program, empty)["claims"] == []


def test_what_a_person_and_the_new_edition_both_changed_is_told_and_stays(program, empty):
    brought(program, empty, FIRST)
    chosen = claim(program, empty)
    program("--store", str(empty), "edit", chosen["id"], "since=1988")
    ended = brought(program, empty, [coded(1989, "114", "WF"), *FIRST])
    clashes = [item for item in ended["conflicts"] if item["field"] == "since"]
    assert [(item["here"], item["there"]) for item in clashes] == [("1988", "../1989")]
    assert claim(program, empty)["since"] == "1988"
    assert claim(program, empty)["attested"] == ["1989", "1995"]


def test_what_a_new_edition_has_no_more_stays_with_the_words_of_the_old_one(program, empty):
    brought(program, empty, SECOND)
    ended = brought(program, empty, FIRST)
    assert ended["gone"]
    left = {c["id"]: c for c in records(program, empty)["claims"]}
    assert set(ended["gone"]) <= left.keys()
    verified = program("--store", str(empty), "source", "verify", "--json").document
    assert verified["quotes"]["absent"] == 0
    again = brought(program, empty, FIRST)
    assert not any(again["changed"].values())


def test_a_trial_names_the_actors_that_the_store_has(program, empty):
    file = program.home / "own.json"
    hezbollah = {"id": "hizb", "kind": "armed-group", "names": [{"text": "Hezbollah"}]}
    file.write_text(json.dumps({"proxytui": 1, "actors": [hezbollah]}), encoding="utf-8")
    program("--store", str(empty), "import", str(file))
    ended = brought(program, empty, FIRST, "--dry-run")
    assert [item["id"] for item in ended["matched"]] == ["hizb"]
    assert records(program, empty)["claims"] == []
    brought(program, empty, FIRST)
    actor = next(a for a in records(program, empty)["actors"] if a["id"] == "hizb")
    assert actor["identifiers"] == {"ucdp": ["366"]}


def test_a_name_that_two_actors_have_makes_a_third_and_a_question(program, empty):
    file = program.home / "own.json"
    both = [
        {"id": f"h{n}", "kind": "armed-group", "names": [{"text": "Hezbollah"}]} for n in (1, 2)
    ]
    file.write_text(json.dumps({"proxytui": 1, "actors": both}), encoding="utf-8")
    program("--store", str(empty), "import", str(file))
    ended = brought(program, empty, FIRST)
    assert ended["added"]["identities"] == 2
    decisions = records(program, empty)["identities"]
    assert {d["judgement"] for d in decisions} == {"unsure"}
    assert {d["b"] for d in decisions} == {"h1", "h2"}
