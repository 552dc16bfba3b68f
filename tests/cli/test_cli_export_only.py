"""Some records written to a file: named each, with what they name and nothing else."""

from __future__ import annotations

import pytest


def ids(document, table):
    return {record["id"] for record in document[table]}


def test_a_tie_is_written_with_its_claims_their_actors_and_sources(program):
    document = program("export", "--only", "backs:north:militia").document
    whole = program("export").document
    claims = [
        claim
        for claim in whole["claims"]
        if (claim["type"], claim["subject"], claim["object"]) == ("backs", "north", "militia")
    ]
    assert claims
    assert document["claims"] == claims
    assert {"north", "militia"} <= ids(document, "actors")
    cited = {citation["source"] for claim in claims for citation in claim["citations"]}
    assert cited <= ids(document, "sources")
    assert document["notes"] == document["views"] == []


def test_several_records_are_written_once_and_an_actor_with_its_ties(program):
    twice = program("export", "--only", "militia", "--only", "militia").document
    assert twice == program("export", "--only", "militia").document
    assert twice["claims"]
    for claim in twice["claims"]:
        assert "militia" in (claim["subject"], claim["object"])


def test_what_is_written_can_be_brought_into_an_empty_store(program, empty):
    file = program.home / "some.json"
    program("export", "--only", "backs:north:militia", "-o", str(file))
    ended = program("--store", str(empty), "import", str(file))
    assert ended.code == 0
    assert program("--store", str(empty), "check").code == program("check").code


def test_notes_come_where_they_are_asked_for(program):
    without = program("export", "--only", "militia").document
    assert without["notes"] == []
    assert program("export", "--only", "militia", "--notes").document["notes"]


@pytest.mark.parametrize("name", ["graphml", "gexf", "md", "claims", "stix", "ftm"])
def test_every_kind_of_file_can_hold_some_records(program, name):
    ended = program("export", "--format", name, "--only", "backs:north:militia")
    assert ended.code == 0
    assert "North" in ended.out
    assert "South" not in ended.out


def test_a_document_of_some_ties_is_not_called_one_of_all(program):
    lines = program("export", "--format", "md", "--only", "backs:north:militia").lines
    assert lines[0] == "# Some ties"


@pytest.mark.parametrize(
    "more", [("militia",), ("--filter", "type:backs"), ("--as-of", "2012")], ids=lambda m: m[0]
)
def test_what_else_would_choose_records_is_refused_beside_it(program, more):
    ended = program("export", "--only", "militia", *more)
    assert ended.code == 2
    assert "exclude each other" in ended.err


def test_ticks_are_for_the_explorer(program):
    ended = program("export", "--ticked")
    assert ended.code == 2
    assert "--only" in ended.err


def test_a_record_that_is_not_there_is_named(program):
    ended = program("export", "--only", "nobody-at-all")
    assert ended.code == 2
    assert "nobody-at-all" in ended.err
