"""The JSON shapes of the contract, from real processes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from proxytui.commands.table import COMMANDS

# How each command with a JSON shape is called, and the keys of its document.
CALLS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "show": (("militia",), {"actor", "as_of", "ties", "events", "notes"}),
    "tree": (("north",), {"actor", "direction", "as_of", "left_out", "children"}),
    "path": (("north", "south"), {"subject", "object", "paths"}),
    "map": (("north",), {"actor", "as_of", "hops", "left", "right"}),
    "timeline": (("militia",), {"actor", "entries"}),
    "diff": (("2000", "2020"), {"from", "to", "changes"}),
    "gaps": ((), {"findings"}),
    "tensions": ((), {"as_of", "balance", "findings"}),
    "search": (("militia",), {"query", "hits"}),
    "who": ((), {"decisions", "contradictions", "candidates"}),
    "note list": ((), {"notes"}),
    "view list": ((), {"views"}),
    "source list": ((), {"sources"}),
    "source verify": ((), {"problems", "hints", "copies", "quotes", "records"}),
    "suggest": (
        ("s-paper", "--engine", "rules"),
        {"source", "engine", "recorded", "rejected", "suggestions"},
    ),
    "check": ((), {"problems", "hints", "copies", "quotes", "records"}),
    "import": (
        ("export.json",),
        {
            *("format", "read", "added", "changed", "unchanged"),
            *("set_aside", "attested", "unknown_fields", "problems"),
            *("kept", "removed_here", "conflicts", "matched", "gone"),
        },
    ),
    "log": ((), {"transactions"}),
    "stats": (
        (),
        {
            "actors",
            "claims",
            "events",
            "sources",
            "notes",
            "identities",
            "views",
            "ties",
            "citations",
            "quotes",
            "documents",
            "transactions",
        },
    ),
    "locate": (
        (),
        {
            *("store", "documents", "journal", "backups", "bundled"),
            *("config", "state", "crashes", "drafts"),
        },
    ),
    "add": (("North backs South from s-agency",), {"added", "changed", "removed", "transaction"}),
    "edit": (("s-agency", "author=A"), {"added", "changed", "removed", "transaction"}),
    "cite": (("c-1", "from s-agency"), {"added", "changed", "removed", "transaction"}),
    "footnote": (("c-1",), {"style", "footnotes"}),
    "remove": (("n-1",), {"added", "changed", "removed", "transaction"}),
    "merge": (("copy",), {"added", "changed", "unchanged", "private_stayed", "conflicts"}),
    "repair": ((), {"damage", "set_aside", "replay"}),
}
TIE = {
    "id",
    "type",
    "subject",
    "object",
    "terms",
    "disputed_terms",
    "state",
    "spoken_of",
    "standing",
    "status",
    "intervals",
    "attested",
    "claims",
    "publishers",
    "words",
    "quotes",
}


def test_every_command_with_a_json_shape_has_a_test_of_it():
    assert set(CALLS) == {name for name, command in COMMANDS.items() if command.json}


def nulls(value: Any) -> bool:
    if isinstance(value, dict):
        return any(nulls(one) for one in value.values())
    if isinstance(value, list):
        return any(nulls(one) for one in value)
    return value is None


@pytest.mark.parametrize("name", CALLS)
def test_prints_one_json_document_with_these_keys_and_no_nulls(program, name):
    (program.home / "export.json").write_bytes(program("export").raw)
    words, keys = CALLS[name]
    program("backup", "copy")
    ended = program(*name.split(), *words, "--json")
    assert set(ended.document) == keys
    assert not nulls(ended.document)


def test_show_gives_the_record_its_ties_events_and_notes(program):
    found = program("show", "militia", "--as-of", "2015", "--json").document
    assert found["actor"]["id"] == "militia"
    assert found["actor"]["names"][0] == {"text": "Old Militia", "until": "2009"}
    assert found["as_of"] == "2015"
    assert [event["id"] for event in found["events"]] == ["e-1"]
    assert [note["id"] for note in found["notes"]] == ["n-1"]
    ties = {tie["id"]: tie for tie in found["ties"]}
    assert "backs:south:militia" not in ties
    tie = ties["backs:north:militia"]
    assert set(tie) == TIE
    assert tie["subject"] == {"id": "north", "name": "North"}
    assert tie["object"] == {"id": "militia", "name": "People's Militia"}
    assert (tie["state"], tie["status"], tie["publishers"]) == ("held", "asserted", 2)
    assert tie["terms"] == ["W", "F"]
    assert tie["claims"] == ["c-1", "c-2"]
    assert tie["attested"] == ["2011", "2024"]
    assert tie["intervals"] == [
        {"since": "2011", "state": "held", "terms": ["W", "F"]},
        {"until": "2015/2030", "state": "possibly", "terms": ["W"]},
    ]
    assert tie["quotes"] == [
        {
            "exact": "North has sent weapons to the militia",
            "source": "s-paper",
            "stance": "supports",
            "check": "exact",
            "sentence": "North has sent weapons to the militia since 2011, and money too.",
        },
        {
            "exact": "arms for the militia",
            "source": "s-agency",
            "speaker": {"text": "officials"},
            "stance": "supports",
            "check": "no-copy",
        },
    ]
    assert "weapons (2), funding (1)" in tie["words"]
    assert tie["words"].startswith("2 publishers")
    assert "report that North backs the People's Militia" in tie["words"]


def test_show_calls_an_actor_as_it_was_called_at_the_date(program):
    found = program("show", "north", "--as-of", "2005", "--all", "--json").document
    names = {tie["object"]["name"] for tie in found["ties"] if tie["object"]["id"] == "militia"}
    assert names == {"Old Militia"}


def test_show_of_a_tie_or_of_a_claim_gives_what_is_asserted_and_who_says_so(program):
    shown = program("show", "backs:north:militia", "--json").document
    assert set(shown) == {"tie", "as_of", "assertions", "notes"}
    assert set(shown["tie"]) == TIE
    assert program("show", "c-2", "--json").document == shown
    first = shown["assertions"][0]
    assert set(first) == {"words", "support", "claims", "citations"}
    assert first["words"].startswith("The claim that North backs the People's Militia")
    assert first["claims"] == [{"id": "c-1", "rank": "normal", "status": "asserted"}]
    paper, agency = (cited for group in shown["assertions"] for cited in group["citations"])
    assert (paper["claim"], paper["stance"], paper["supports"]) == ("c-1", "supports", True)
    assert (paper["check"], paper["source_status"]) == ("exact", "current")
    assert (agency["claim"], agency["speaker"]) == ("c-2", {"text": "officials"})


def test_all_shows_refuted_ties_with_their_status(program):
    found = program("show", "militia", "--all", "--json").document
    refuted = {tie["id"]: tie for tie in found["ties"]}["backs:south:militia"]
    assert (refuted["state"], refuted["status"]) == ("not", "refuted")
    assert refuted["intervals"] == []
    assert refuted["words"].startswith("Recorded as refuted")


def test_show_keeps_fields_of_newer_versions(program):
    assert program("show", "south", "--json").document["actor"]["later-field"] == {"kept": 1}


def test_tree_marks_cycles_and_those_unfolded_elsewhere(program):
    found = program("tree", "north", "--json").document
    assert found["actor"] == {"id": "north", "name": "North"}
    assert found["direction"] == "backs"
    (militia,) = found["children"]
    below = {child["actor"]["id"]: child for child in militia["children"]}
    assert below["north"]["cycle"] is True
    assert below["north"]["children"] == []
    assert below["fighters"]["cycle"] is False
    assert set(militia) == {"tie", "actor", "cycle", "seen", "children"}


def test_tree_goes_upwards_as_deep_as_asked_and_over_several_types(program):
    up = program("tree", "militia", "--direction", "backed-by", "--depth", "1", "--json").document
    assert [child["actor"]["id"] for child in up["children"]] == ["north"]
    assert up["children"][0]["children"] == []
    words = ("tree", "militia", "--direction", "backed-by", "--type", "backs", "--type", "leads")
    both = program(*words, "--json").document
    assert {child["actor"]["id"] for child in both["children"]} == {"north", "commander"}


def test_roll_up_marks_through_whom_a_tie_comes(program):
    found = program("tree", "militia", "--roll-up", "--json").document
    via = {child["tie"]["id"]: child["tie"].get("via") for child in found["children"]}
    assert via["backs:commander:south"] == {"id": "commander", "name": "The Commander"}
    assert via["backs:militia:fighters"] is None


def test_timeline_gives_dates_as_recorded_and_plain_ids(program):
    entries = program("timeline", "militia", "--json").document["entries"]
    assert {"claim-start", "event", "name", "office"} <= {entry["kind"] for entry in entries}
    event = next(entry for entry in entries if entry["kind"] == "event")
    assert (event["date"], event["records"]) == ("2012-05", ["e-1"])
    assert any("date" not in entry for entry in entries)


def test_search_answers_with_the_best_first_and_exit_1_without_a_hit(program):
    found = program("search", "Peoples Militia", "--json").document
    assert found["hits"][0]["kind"] == "actor"
    assert found["hits"][0]["id"] == "militia"
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    nothing = program("search", "zzzzqqqq", "--json")
    assert nothing.code == 1
    assert nothing.document == {"query": "zzzzqqqq", "hits": []}


@pytest.mark.parametrize(
    ("place", "query", "kind", "id_"),
    [
        ("quotes", "sent weapons", "quote", "c-1"),
        ("notes", "SECOND line", "note", "n-1"),
        ("sources", "agency", "source", "s-agency"),
        ("events", "agreement hills", "event", "e-1"),
        ("actors", "Nordland", "actor", "north"),
    ],
)
def test_search_looks_only_where_it_is_told(program, place, query, kind, id_):
    hits = program("search", query, "--in", place, "--json").document["hits"]
    assert (hits[0]["kind"], hits[0]["id"]) == (kind, id_)
    assert {hit["kind"] for hit in hits} == {kind}


def test_source_list_counts_the_checks_of_its_quotes(program):
    listed = {one["id"]: one for one in program("source", "list", "--json").document["sources"]}
    assert listed["s-paper"]["quotes"] == {"exact": 2, "absent": 1}
    assert listed["s-agency"]["quotes"] == {"no-copy": 2}
    assert listed["s-paper"]["publisher"] == "The Paper"


def test_check_names_the_record_and_counts_quotes_and_records(program):
    ended = program("check", "--json")
    assert ended.code == 1
    found = ended.document
    assert [(p["code"], p["record"]) for p in found["problems"]] == [("quote-absent", "claims/c-4")]
    assert [(h["code"], h["record"]) for h in found["hints"]] == [("quote-qualified", "claims/c-5")]
    assert found["quotes"] == {
        "exact": 2,
        "normalised": 0,
        "ambiguous": 0,
        "moved": 0,
        "absent": 1,
        "no-copy": 2,
    }
    assert found["records"]["claims"] == 9


def test_a_missing_copy_alone_is_no_problem(program):
    program("import", str(_without_absent_words(program)))
    ended = program("source", "verify", "--json")
    assert ended.code == 0
    assert ended.document["problems"] == []
    assert len(ended.document["hints"]) == 1
    assert ended.document["quotes"]["no-copy"] == 2


def _without_absent_words(program: Any) -> Path:
    document = program("export").document
    for claim in document["claims"]:
        if claim["id"] == "c-4":
            del claim["citations"][0]["quote"]
    file = program.home / "changed.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return Path(file)


def test_log_lists_what_was_changed_newest_first(program):
    program("note", "add", "north", "one")
    made = program("note", "add", "north", "two").out.strip()
    program("undo")
    steps = program("log", "--json").document["transactions"]
    assert [step["label"] for step in steps] == [
        "undo: add a note",
        "add a note",
        "add a note",
        "the first records",
    ]
    assert [step["undone"] for step in steps] == [False, True, False, False]
    assert steps[1]["records"] == [made]
    assert set(steps[0]) == {"id", "time", "by", "label", "records", "undone"}


def test_nothing_a_terminal_acts_on_is_printed_raw(program):
    for words in (("show", "evil"), ("search", "evil"), ("source", "verify"), ("timeline", "evil")):
        raw = program(*words, "--json").out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", raw)
    name = program("show", "evil", "--json").document["actor"]["names"][0]["text"]
    assert "\x1b]0;owned" in name
    assert "\u202e" in name


def test_an_error_prints_no_json_at_all(program):
    ended = program("show", "nobody at all", "--json")
    assert (ended.code, ended.out) == (2, "")
