"""Paths between two actors and the two-sided view, from real processes."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from test_cli_people import on_a_terminal

from proxytui.wording.phrases import plural

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
    assert [path["together"] for path in found["paths"]] == ["held", "possibly", "possibly"]
    assert all(set(hop) == TIE_AND_WAY for path in found["paths"] for hop in path["hops"])
    denied = found["paths"][1]["hops"][0]["tie"]
    assert denied["state"] == "possibly"
    assert denied["words"].startswith(
        "According to The Paper (about 2 Dec 2024), it is not so that South"
    )


def test_over_all_time_a_tie_says_so_and_gives_the_publishers_of_any_date(program):
    (path, *_) = program("path", "north", "militia", "--type", "backs", "--json").document["paths"]
    tie = path["hops"][0]["tie"]
    assert (tie["state"], tie["publishers"], path["together"]) == ("held", 2, "held")
    assert "By the dates given: held at some time." in tie["words"]


def test_a_date_types_direction_and_numbers_narrow_the_answer(program):
    early = program("path", "north", "militia", "--as-of", "2005", "--json")
    assert early.code == 0
    assert early.document["as_of"] == "2005"
    assert [len(path["hops"]) for path in early.document["paths"]] == [1]
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
    assert "earliest start given: 2011 (1); latest end given:" in lines[4]
    assert "weapons (2), funding (1) · 2 publishers" in lines[4]
    assert lines[5].startswith("       ✓ “North has sent weapons to the militia” · in source")
    assert "reported to be backed by › People's Militia" in lines[8]
    assert "✗ “words that stand nowhere in it”" in lines[9]


def test_a_hop_is_worded_the_way_it_is_passed(program):
    out = program("path", "militia", "south", "-k", "2").out
    assert "People's Militia › recorded as led by › The Commander · " in out
    assert "The Commander › reported to back › South · " in out
    assert "North › not borne out: is backed by › South · " in out
    assert "possibly, no start given · not borne out" in out


def test_the_map_gives_both_sides_with_what_leads_further_on(program):
    found = program("map", "north", "--as-of", "2015", "--json").document
    assert (found["actor"]["name"], found["as_of"], found["hops"]) == ("North", "2015", 1)
    left = [(one["actor"]["id"], one["tie"]["type"], one["further"]) for one in found["left"]]
    assert left == [("militia", "backs", 0), ("evil", "opposes", 0)]
    assert [(one["actor"]["id"], one["further"]) for one in found["right"]] == [("militia", 1)]
    assert set(found["left"][0]) == {"actor", "tie", "hop", "further"}
    two = program("map", "north", "--as-of", "2015", "--hops", "2", "--json").document
    assert [(one["actor"]["id"], one["hop"]) for one in two["right"]] == [
        ("militia", 1),
        ("fighters", 2),
    ]


def test_the_drawn_map_says_what_it_leaves_out_and_fits_80_columns(program):
    lines = program("map", "north", "--as-of", "2015").lines
    assert any("reported to be backed by (1)" in line for line in lines)
    assert not any("South" in line for line in lines)
    assert "left out: 1 denied or not borne out; --all shows them" in lines
    assert any("├━━ People's Militia  2 · +1" in line for line in lines)
    assert max(map(cell_len, lines[:-1])) <= 80


def test_the_overview_has_layers_of_actors_and_their_ties(program):
    found = program("map", "--json", "--as-of", "2015").document
    actors = {one["id"] for layer in found["layers"] for one in layer}
    assert {"north", "militia"} <= actors
    assert found["left_out"] == 0
    assert {tie["type"] for tie in found["ties"]} == {"backs"}
    for tie in found["ties"]:
        assert {tie["subject"]["id"], tie["object"]["id"]} <= actors
    drawn = program("map", "north", "--overview", "--as-of", "2015")
    assert "▼" in drawn.out
    assert "an arrow leads from whoever is said to back to whom" in drawn.out
    everyone = {*actors, *(one["id"] for one in found["not_drawn"])}
    everyone |= {a["id"] for one in found["others"] for layer in one["layers"] for a in layer}
    assert len(everyone) + found["without_tie"] == 6
    left = plural(found["without_tie"], "actor")
    assert f"{left} without a reported tie of backing then" in drawn.out
    off = program("map", "--hops", "2")
    assert off.code == 2


def test_the_map_marks_what_changed_since_another_date(program):
    lines = program("map", "north", "--as-of", "2015", "--since", "2000").lines
    assert lines[0] == "as of 2015; changes since 2000, by the dates given"
    assert any("new · 1  People's Militia ━━┤" in line for line in lines)
    off = program("map", "north", "--since", "soon")
    assert off.code == 2


@pytest.mark.parametrize("columns", [30, 60, 80, 132])
def test_on_a_terminal_no_line_of_either_is_wider_than_it(program, columns):
    for words in (("map", "north", "--hops", "3"), ("path", "north", "south")):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(program, *words, columns=columns))
        assert max(cell_len(line) for line in shown.split("\r\n")) <= columns
