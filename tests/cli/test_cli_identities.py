"""Who is who from the command line: judged, shown as one, taken back, split."""

from __future__ import annotations

import re
from itertools import permutations
from typing import Any

import pytest

from proxytui.commands.edit import named, read_text, text_of
from proxytui.model.changes import Change
from proxytui.store.store import Store
from proxytui.workspace import Workspace


def stored(program) -> dict[str, Any]:
    """All records as they are stored."""
    return program("export").document


def test_two_judged_the_same_show_as_one_and_their_records_stay(program):
    before = stored(program)
    ended = program("same", "militia", "fighters", "--reason", "one and the same list")
    assert ended.code == 0
    assert "both show as militia" in ended.err
    page = program("show", "fighters").out
    assert "Recorded as 2 actors: People's Militia [militia]" in page
    assert "one and the same list" in page
    assert "1 claim between them makes no tie" in page
    shown = program("show", "militia", "--json").document
    assert [one["id"] for one in shown["actor"]["recorded_as"]] == ["militia", "fighters"]
    assert shown["actor"]["claims_between"] == ["c-3"]
    after = stored(program)
    assert after.pop("identities")
    before.pop("identities", None)
    assert after == before


def test_every_question_sees_one_actor(program):
    ties = program("stats", "--json").document["ties"]
    program("same", "north", "south")
    assert program("stats", "--json").document["ties"] < ties
    tree = program("tree", "south", "--json").document
    assert tree["actor"]["id"] == "north"
    hits = program("search", "South", "--json").document["hits"]
    assert [hit["id"] for hit in hits if hit["kind"] == "actor"][:1] == ["north"]
    assert program("path", "north", "south").code != 0


HIDDEN = {"kind": "unknown", "names": [{"text": "Qamar Cell"}], "described": True}


@pytest.fixture
def hidden(program):
    """An actor with an id unlike any name, that the militia stands for."""
    store = Store.open(program.store)
    store.apply([Change("actors", "ofac-90817", None, HIDDEN)], "another record")
    store.close()
    assert program("same", "militia", "ofac-90817").code == 0
    return program


@pytest.mark.parametrize("name", ["ofac-90817", "Qamar Cell", "qamar cell", "QAMAR-CELL"])
def test_the_id_and_the_name_of_a_record_lead_to_the_actor_that_stands_for_it(hidden, name):
    hits = hidden("search", name, "--json").document["hits"]
    assert [hit["id"] for hit in hits if hit["kind"] == "actor"][:1] == ["militia"]
    for words in (("tree", name), ("show", name), ("timeline", name)):
        assert "People's Militia" in hidden(*words).out, words
    assert hidden("path", name, "north", "--json").document["subject"]["id"] == "militia"
    assert hidden("who", name, "--json").document["decisions"]
    hidden("same", "militia", "ofac-90817", "--off")
    hits = hidden("search", name, "--json").document["hits"]
    assert [hit["id"] for hit in hits if hit["kind"] == "actor"][:1] == ["ofac-90817"]


def test_the_counts_say_how_many_records_show_as_so_many_actors(program):
    before = program("stats", "--json").document
    plain = program("stats").out
    program("same", "militia", "fighters")
    page = program("stats").out
    assert re.search(r"^actors +5 \(6 records\)$", page, re.M)
    assert re.search(r"^claims +9 \(1 between records of one actor, in no tie\)$", page, re.M)
    after = program("stats", "--json").document
    changed = {"actors": 5, "actor_records": 6, "claims_between": 1, "identities": 1}
    changed |= {"ties": before["ties"] - 1, "transactions": before["transactions"] + 1}
    assert after == before | changed
    program("same", "militia", "fighters", "--off")
    assert [line for line in program("stats").out.splitlines() if "transactions" not in line] == [
        line for line in plain.splitlines() if "transactions" not in line
    ]


def test_a_judgement_is_taken_back_by_its_own_command_and_by_undo(program):
    page = program("show", "north").out
    program("same", "north", "south")
    assert program("show", "north").out != page
    assert program("same", "South", "North", "--off").code == 0
    assert program("show", "north").out == page
    program("same", "north", "south")
    program("undo")
    assert program("show", "north").out == page


def test_a_new_judgement_takes_the_place_of_the_old_one(program):
    program("same", "north", "south", "--reason", "first")
    program("different", "south", "north", "--reason", "second")
    (decision,) = program("who", "--decided", "--json").document["decisions"]
    assert (decision["judgement"], decision["reason"]) == ("different", "second")
    assert "Recorded as" not in program("show", "north").out


@pytest.mark.parametrize("judgements", permutations(["same", "different", "unsure"]), ids="-".join)
@pytest.mark.parametrize("way", ["each by its command", "each as a line", "all in one text"])
def test_the_last_of_decisions_in_one_second_wins(program, judgements, way):
    lines = [f"{judgement} north, south" for judgement in judgements]
    if way == "each by its command":
        ended = [program(judgement, "north", "south") for judgement in judgements]
    elif way == "each as a line":
        ended = [program("add", line) for line in lines]
    else:
        ended = [program("add", *lines)]
    assert [one.code for one in ended] == [0] * len(ended)
    decisions = program("who", "--decided", "--json").document["decisions"]
    assert decisions[0]["judgement"] == judgements[-1]
    assert ("Recorded as 2" in program("show", "north").out) is (judgements[-1] == "same")


def test_the_first_of_several_decisions_in_one_second_says_what_a_group_is_called(program):
    for a, b in (("south", "north"), ("militia", "south"), ("commander", "militia")):
        ended = program("same", a, b)
        assert "both show as south" in ended.err


def test_unsure_joins_nothing(program):
    page = program("show", "north").out
    assert program("unsure", "north", "south").code == 0
    assert program("show", "north").out == page


def test_who_lists_what_is_open_with_reasons_and_what_is_decided(program):
    page = program("who").out
    assert "may be the same" in page
    assert "both are called “Border State”" in page
    program("different", "north", "south", "--reason", "two capitals")
    page = program("who").out
    assert "judged different" in page
    assert "two capitals" in page
    assert "Border State" not in page


def test_check_names_a_difference_that_a_chain_contradicts_and_claims_between(program):
    program("same", "north", "south")
    program("same", "south", "militia")
    program("different", "north", "militia")
    report = program("check", "--json").document
    odd = [one for one in report["problems"] if one["code"] == "same-and-different"]
    assert len(odd) == 1
    between = {one["record"] for one in report["hints"] if one["code"] == "claim-between-same"}
    assert {"claims/c-1", "claims/c-5"} <= between
    assert not [one for one in report["problems"] if one["code"] == "set-aside"]
    assert "judges them different, yet" in program("who", "--decided").out


def test_the_records_of_one_actor_are_edited_each_by_its_own_id(program):
    program("same", "north", "south")
    assert program("edit", "south", "summary=The smaller one").code == 0
    assert program("undo").code == 0
    assert program("edit", "south", "summary=The smaller one").code == 0
    actors = {one["id"]: one for one in stored(program)["actors"]}
    assert actors["south"]["summary"] == "The smaller one"
    assert "summary" not in actors["north"]
    assert "The smaller one" in program("show", "north").out


def test_claims_are_split_off_into_a_second_actor_in_one_step(program):
    before = stored(program)
    ended = program("split", "north", "c-1", "--into", "Nordland")
    assert ended.code == 0
    goal = ended.lines[0]
    after = stored(program)
    claims = {one["id"]: one for one in after["claims"]}
    assert (claims["c-1"]["subject"], claims["c-2"]["subject"]) == (goal, "north")
    actors = {one["id"]: one for one in after["actors"]}
    assert [name["text"] for name in actors[goal]["names"]] == ["Nordland"]
    assert "Nordland" not in [name["text"] for name in actors["north"]["names"]]
    (decision,) = after["identities"]
    assert decision["judgement"] == "different"
    program("undo")
    assert stored(program) == before


def test_a_split_that_would_tie_an_actor_to_itself_is_refused(program):
    before = stored(program)
    ended = program("split", "north", "c-1", "--into", "militia")
    assert ended.code == 1
    assert "ties the two to each other" in ended.err
    assert stored(program) == before


def ends(program, claim: str) -> tuple[str, str]:
    """The two actors of a claim as they are stored."""
    record = next(one for one in stored(program)["claims"] if one["id"] == claim)
    return record["subject"], record["object"]


def test_a_claim_of_any_record_of_an_actor_is_split_off(joined):
    before = stored(joined)
    ended = joined("split", "North", "c-9", "c-7", "--into", "Other Land")
    assert ended.code == 0
    assert ends(joined, "c-9") == ("evil", "other-land")
    assert ends(joined, "c-7") == ("commander", "other-land")
    judged = {(d["a"], d["b"]): d["judgement"] for d in stored(joined)["identities"]}
    assert judged["north", "other-land"] == judged["south", "other-land"] == "different"
    assert "other-land" in joined("show", "Other Land").out
    joined("undo")
    assert stored(joined) == before


def test_a_claim_goes_to_another_record_of_one_actor_without_a_new_decision(joined):
    before = stored(joined)
    page = joined("tree", "north").out
    assert joined("split", "north", "c-9", "--into", "south").code == 0
    assert ends(joined, "c-9") == ("evil", "south")
    assert stored(joined)["identities"] == before["identities"]
    assert joined("tree", "north").out == page
    joined("undo")
    assert stored(joined) == before


def test_of_a_claim_between_two_records_the_end_is_given_by_an_id(joined):
    refused = joined("split", "People's Militia", "c-8", "--into", "Other Land")
    assert refused.code == 1
    assert "give the id of the one that it leaves: south and north" in refused.err
    assert joined("split", "south", "c-8", "--into", "Other Land").code == 0
    assert ends(joined, "c-8") == ("other-land", "north")


def test_the_id_of_a_record_that_another_stands_for_splits_only_this_one(joined):
    before = stored(joined)
    refused = joined("split", "south", "c-9", "--into", "Other Land")
    assert refused.code == 1
    assert "c-9 is no claim of that actor" in refused.err
    assert stored(joined) == before


@pytest.mark.parametrize("way", ["same", "split"])
def test_records_are_byte_equal_after_undo_in_another_process(program, way):
    folder = program.store
    raw = (folder / "store.json").read_bytes()
    program("compact")
    raw = (folder / "store.json").read_bytes()
    if way == "same":
        program.process("same", "north", "south", "--reason", "one")
    else:
        program.process("split", "north", "c-1", "c-2", "--into", "Other North")
    program.process("undo")
    store = Store.open(folder)
    store.compact()
    store.close()

    def records(data: bytes) -> list[bytes]:
        return [line for line in data.splitlines() if b'"journal"' not in line]

    assert records((folder / "store.json").read_bytes()) == records(raw)


def test_records_of_one_actor_come_back_as_they_were_from_their_text(program):
    program("same", "militia", "fighters")
    program("same", "north", "south")
    workspace = Workspace.open(program.store)
    for name in ("militia", "north", "south"):
        keys = named(workspace, name)
        edit = read_text(workspace, text_of(workspace, keys), shown=keys)
        assert edit.faults == ()
        assert [change for change in edit.changes if change.before != change.after] == []
    assert {id_ for _, id_ in named(workspace, "militia")} >= {"militia", "fighters", "c-1", "c-3"}
    assert {id_ for _, id_ in named(workspace, "south")} == {"south", "c-5", "c-7", "c-8"}
    workspace.close()


def test_a_view_of_an_actor_that_another_stands_for_is_saved_again_and_renamed(program):
    program("view", "save", "Kept", "--centre", "south")
    program("same", "north", "south")
    assert program("view", "rename", "Kept", "Other").code == 0
    assert program("view", "save", "Other", "--centre", "militia").code == 0
    assert [view["centre"] for view in stored(program)["views"]] == ["militia"]


def test_a_tie_is_known_by_the_ids_of_either_actor(program):
    program("same", "north", "south")
    assert program("note", "add", "backs:south:militia", "on both").code == 0
    assert stored(program)["notes"][-1]["about"] == ["backs:north:militia"]


def test_a_difference_that_a_chain_contradicts_is_told_on_the_spot(program):
    program("same", "militia", "fighters")
    program("same", "fighters", "north")
    ended = program("different", "militia", "north")
    assert "they still show as one by other decisions: militia = fighters and fighters = north" in (
        ended.err
    )
    ended = program("same", "militia", "north", "--off")
    assert ended.code == 1
    assert "joined by militia and fighters, fighters and north" in ended.err
    program("same", "north", "militia")
    assert "they still show as one" in program("same", "north", "militia", "--off").err


def test_notes_of_one_actor_are_listed_by_the_name_and_id_of_each_record(program):
    program("same", "militia", "fighters")
    program("note", "add", "fighters", "who commands?")
    for name in ("militia", "fighters"):
        notes = program("note", "list", name, "--json").document["notes"]
        assert [note["text"] for note in notes][-1:] == ["who commands?"], name


@pytest.fixture
def joined(program):
    """South, north and the militia as one actor, over two decisions."""
    assert program("same", "north", "south").code == 0
    assert program("same", "militia", "north").code == 0
    return program


def test_notes_are_listed_under_each_id_and_name_of_merged_actors(joined):
    made = joined("note", "add", "militia", "kept under one record").out.strip()
    for name in ("north", "south", "militia", "People's Militia"):
        notes = joined("note", "list", name, "--json").document["notes"]
        assert made in [note["id"] for note in notes]
        assert made in joined("note", "list", name).out


def test_notes_of_a_tie_are_listed_under_the_ids_of_each_end(program):
    tie = program("show", "north", "--json").document["ties"][0]["id"]
    made = program("note", "add", tie, "on the tie").out.strip()
    program("same", "south", "north")
    notes = program("note", "list", tie, "--json").document["notes"]
    assert made in [note["id"] for note in notes]


def test_a_judgement_that_others_contradict_names_them_at_once(joined):
    told = joined("different", "south", "militia")
    assert told.code == 0
    assert "they still show as one by other decisions: " in told.err
    assert "north = south" in told.err
    assert "militia = north" in told.err
    assert "still show as one" in joined("unsure", "south", "militia").err


def test_a_link_that_contradicts_an_earlier_decision_says_so_at_once(program):
    program("different", "south", "militia")
    assert "show as one now" not in program("same", "north", "south").err
    told = program("same", "militia", "north")
    assert "south and militia are judged different, yet they show as one now: " in told.err


def test_taking_back_what_only_others_say_names_those(joined):
    refused = joined("same", "south", "militia", "--off")
    assert refused.code != 0
    assert "joined by north and south, militia and north" in refused.err
    joined("same", "south", "militia")
    taken = joined("same", "south", "militia", "--off")
    assert taken.code == 0
    assert "still show as one" in taken.err
    assert "still show" not in joined("same", "militia", "north", "--off").err
