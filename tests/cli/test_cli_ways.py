"""Paths between two actors and the two-sided view, from real processes."""

from __future__ import annotations

TIE_AND_WAY = {"tie", "reversed"}


def test_paths_come_with_their_hops_and_whether_these_held_together(program):
    found = program("path", "south", "militia", "--json").document
    assert found["subject"] == {"id": "south", "name": "South"}
    assert found["object"] == {"id": "militia", "name": "People's Militia"}
    assert "as_of" not in found
    ways = [[hop["tie"]["id"] for hop in path["hops"]] for path in found["paths"]]
    assert ways == [
        ["backs:commander:south", "leads:commander:militia"],
        ["backs:south:north", "backs:militia:north"],
        ["backs:south:north", "backs:north:militia"],
    ]
    assert [hop["reversed"] for hop in found["paths"][0]["hops"]] == [True, False]
    assert [path["together"] for path in found["paths"]] == ["possibly"] * 3
    assert all(set(hop) == TIE_AND_WAY for path in found["paths"] for hop in path["hops"])
    denied = found["paths"][1]["hops"][0]["tie"]
    assert denied["state"] == "possibly"
    assert denied["words"].startswith("It is denied by The Paper (about 2 Dec 2024) that South")


def test_over_all_time_a_tie_says_so_and_gives_the_publishers_of_any_date(program):
    (path, *_) = program("path", "north", "militia", "--type", "backs", "--json").document["paths"]
    tie = path["hops"][0]["tie"]
    assert (tie["state"], tie["publishers"], path["together"]) == ("held", 2, "held")
    assert "By the dates given: held at some time." in tie["words"]


def test_a_date_types_direction_and_numbers_narrow_the_answer(program):
    early = program("path", "north", "militia", "--as-of", "2005", "--json")
    assert early.code == 0
    assert early.document["as_of"] == "2005"
    assert [len(path["hops"]) for path in early.document["paths"]] == [1, 3]
    assert early.document["paths"][0]["hops"][0]["tie"]["object"]["name"] == "Old Militia"
    directed = ("path", "militia", "south", "--directed")
    assert program(*directed, "--json").code == 1
    assert len(program("path", "north", "militia", "-k", "1", "--json").document["paths"]) == 1
    short = program("path", "north", "militia", "-k", "9", "--max-hops", "2", "--json").document
    assert [len(path["hops"]) for path in short["paths"]] == [1, 1]


def test_no_path_is_an_answer_with_exit_1(program):
    ended = program("path", "fighters", "evil", "--max-hops", "2")
    assert ended.code == 1
    assert ended.err.startswith("proxytui: no path is recorded from “northern-backed fighters” to")
    ended = program("path", "fighters", "evil", "--max-hops", "2", "--json")
    assert (ended.code, ended.document["paths"]) == (1, [])


def test_each_hop_stands_on_a_line_with_its_quote_below(program):
    lines = program("path", "north", "militia", "--type", "backs", "-k", "2").lines
    assert lines[:4] == [
        "North › People's Militia",
        "over all time, reported to back, either direction",
        "",
        "1. 1 hop · by the dates given, held on a day, 31 Dec 2011 being the first",
    ]
    assert lines[4].startswith("   ━ North › reported to back › People's Militia · ")
    assert "earliest start given: 2011 (1); last attested 2024" in lines[4]
    assert "weapons (2), funding (1) · 2 publishers" in lines[4]
    assert lines[5].startswith("       ✓ “North has sent weapons to the militia” · in source")
    assert "reported to be backed by › People's Militia" in lines[8]
    assert "✗ “words that stand nowhere in it”" in lines[9]


def test_a_hop_is_worded_the_way_it_is_passed(program):
    out = program("path", "militia", "south", "-k", "2").out
    assert "People's Militia › recorded as led by › The Commander · " in out
    assert "The Commander › reported to back › South · " in out
    assert "North › reported to be backed by › South · " in out
    assert "possibly, no start given, is denied" in out
