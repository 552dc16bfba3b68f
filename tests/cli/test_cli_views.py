"""Filters and saved views on the command line."""

from __future__ import annotations

import json

import pytest


def _ties(document: dict) -> list[str]:
    return [tie["id"] for tie in document["ties"]]


def test_show_says_the_filter_and_lists_only_what_passes(program):
    done = program("show", "militia", "--filter", "type:backs support:W")
    assert done.code == 0
    assert done.lines[0] == "only backing, weapons"
    assert "North" in done.out
    assert "The Commander" not in done.out
    found = program("show", "militia", "--filter", "type:backs support:W", "--json").document
    assert _ties(found) == ["backs:north:militia"]
    assert found["filter"] == "type:backs support:W"
    assert found["hidden"] == len(_ties(program("show", "militia", "--json").document)) - 1
    assert f"the filter hides {found['hidden']} ties" in done.out
    assert "no tie passes the filter" in program("tree", "north", "--filter", "in:ZW").out
    assert "filter" not in program("show", "militia", "--json").document


def test_a_filter_reaches_tree_path_map_timeline_and_differences(program):
    def asked(*words):
        return program(*words, "--json").document

    tree = asked("tree", "north", "--filter", "kind:state")
    assert tree["children"] == []
    tree = asked("tree", "north", "--filter", "kind:armed-group")
    assert [one["tie"]["id"] for one in tree["children"]] == ["backs:north:militia"]
    assert len(asked("path", "north", "commander")["paths"]) == 3
    way = asked("path", "north", "commander", "--filter=-type:leads")
    assert all(hop["tie"]["type"] != "leads" for one in way["paths"] for hop in one["hops"])
    assert program("path", "north", "commander", "--filter", "type:leads").code == 1
    sides = asked("map", "north", "--filter", "type:opposes")
    assert [one["tie"]["type"] for side in ("left", "right") for one in sides[side]] == ["opposes"]
    entries = asked("timeline", "militia", "--filter", "type:leads")["entries"]
    assert {one["records"][0] for one in entries if one["kind"] == "office"} == {"c-6"}
    assert not [one for one in entries if one["kind"].startswith("claim")]
    changes = asked("diff", "2005", "2013", "--filter", "support:W")["changes"]
    assert {one["tie"]["id"] for one in changes} == {"backs:north:militia"}
    assert asked("diff", "2005", "2013", "--filter", "type:leads")["changes"] == []
    held = asked("tensions", "--filter", "type:opposes")
    assert held["findings"] == []


@pytest.mark.parametrize("wrong", ["weapons", "support:Q", "publishers:0", "type:"])
def test_a_wrong_filter_is_one_line_and_ends_with_2(program, wrong):
    done = program("show", "militia", "--filter", wrong)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("proxytui: ")


def test_a_view_is_saved_used_renamed_and_removed(program):
    saved = program("view", "save", "arms 2013", "--filter", "support:W", "--as-of", "2013",
                    "--centre", "militia")  # fmt: skip
    assert saved.code == 0
    id_ = saved.lines[0]
    listed = program("view", "list")
    assert listed.lines == ["arms 2013  People's Militia · as of 2013 · only weapons"]
    found = program("view", "list", "--json").document["views"]
    assert found == [
        {
            "id": id_,
            "name": "arms 2013",
            "lens": {"as_of": "2013", "filter": "support:W"},
            "centre": "militia",
            "words": "People's Militia · as of 2013 · only weapons",
        }
    ]
    through = program("show", "militia", "--view", "ARMS", "--json").document
    assert (through["as_of"], through["filter"]) == ("2013", "support:W")
    over = program("show", "militia", "--view", "arms 2013", "--as-of", "2012", "--json").document
    assert over["as_of"] == "2012"
    assert (
        program("path", "north", "militia", "--view", "arms", "--json").document["as_of"] == "2013"
    )
    assert program("view", "rename", "arms 2013", "weapons").lines == [id_]
    assert program("view", "list").lines[0].startswith("weapons ")
    assert program("view", "remove", "weapons").code == 0
    assert program("view", "list").lines == []
    assert program("undo").code == 0
    assert program("view", "list").lines[0].startswith("weapons ")


def test_the_same_name_replaces_a_view(program):
    first = program("view", "save", "Mine", "--filter", "support:W").lines
    again = program("view", "save", "mine", "--as-of", "2010")
    assert again.lines == first
    assert "replaced mine" in again.err
    (one,) = program("view", "list", "--json").document["views"]
    assert (one["name"], one["lens"]) == ("mine", {"as_of": "2010"})


def test_unknown_and_ambiguous_views_are_named(program):
    nothing = program("show", "militia", "--view", "none")
    assert nothing.code == 2
    assert "no view is named “none”; `view save NAME` makes one" in nothing.err
    for name in ("arms north", "arms south"):
        program("view", "save", name, "--filter", "support:W")
    two = program("show", "militia", "--view", "arms")
    assert two.code == 2
    assert "2 views begin with “arms”; give the name of one of: arms north; arms south" in two.err
    taken = program("view", "rename", "arms north", "Arms South")
    assert taken.code == 2
    assert "already" in taken.err
    assert program("view", "save", " \t").code == 2


def test_views_are_exported_and_imported(program, empty, tmp_path):
    program("view", "save", "arms", "--filter", "support:W", "--centre", "militia")
    exported = program("export")
    views = json.loads(exported.out)["views"]
    assert [one["name"] for one in views] == ["arms"]
    file = tmp_path / "all.json"
    file.write_bytes(exported.raw)
    into = ("--store", str(empty))
    assert program(*into, "import", str(file)).code == 0
    listed = program(*into, "view", "list", "--json").document["views"]
    assert listed[0]["lens"] == {"filter": "support:W"}
    assert program(*into, "export").raw == exported.raw


def test_a_view_made_by_hand_that_cannot_be_read_says_so(program, tmp_path):
    document = json.loads(program("export").out)
    document["views"] = [
        {"id": "v-odd", "name": "odd", "lens": {"filter": "support:Q", "later": 1}},
        {"id": "v-new", "name": "new", "lens": {"later": [1]}, "layout": {"pane": 3}},
    ]
    file = tmp_path / "odd.json"
    file.write_text(json.dumps(document))
    assert program("import", str(file)).code == 0
    assert "can't be read" in program("view", "list").out
    done = program("show", "militia", "--view", "odd")
    assert done.code == 2
    assert "the view “odd” can't be read: support: doesn't know “Q”" in done.err
    assert program("show", "militia", "--view", "new").code == 0
