"""What a retracted or corrected source leaves behind is told by every command, and in JSON."""

from __future__ import annotations

import pytest

RETRACT = ("edit", "s-paper", "status=retracted", "reason=It was made up.")
CORRECT = ("edit", "s-paper", "status=corrected", "reason=A wrong date.")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "north", "--all"),
        ("show", "backs:north:militia"),
        ("tree", "north"),
        ("path", "north", "militia"),
        ("map", "north"),
        ("timeline", "north"),
        ("source", "list"),
        ("search", "sent weapons"),
        ("search", "source:paper"),
    ],
    ids=" ".join,
)
def test_every_command_says_that_a_source_was_retracted(program, words):
    assert "retracted" not in program(*words).out
    assert program(*RETRACT).code == 0
    assert "retracted" in program(*words).out


def test_the_reason_stands_with_what_rests_on_the_source(program):
    program(*RETRACT)
    shown = program("show", "c-1").out
    assert "“It was made up.”" in shown
    assert "“It was made up.”" in program("source", "list").out


def test_what_is_corrected_counts_still_and_is_marked(program):
    before = program("show", "backs:north:militia", "--json").document["tie"]["publishers"]
    program(*CORRECT)
    tie = program("show", "backs:north:militia", "--json").document["tie"]
    assert tie["publishers"] == before
    assert "Since corrected: " in tie["words"]
    assert "corrected source" in program("tree", "north").out


def test_the_json_of_a_tie_its_quotes_and_hits_names_the_sources_that_changed(program):
    before = program("tree", "north", "--json").document["children"][0]["tie"]
    assert "changed_sources" not in before
    assert all("source_status" not in quote for quote in before["quotes"])
    program(*RETRACT)
    for words in (("tree", "north"), ("show", "north", "--all")):
        document = program(*words, "--json").document
        ties = [child["tie"] for child in document.get("children", ())] + document.get("ties", [])
        tie = next(tie for tie in ties if tie["id"] == "backs:north:militia")
        assert tie["changed_sources"] == {"retracted": ["s-paper"]}
        statuses = {quote["source"]: quote.get("source_status") for quote in tie["quotes"]}
        assert statuses == {"s-paper": "retracted", "s-agency": None}
    hits = program("search", "sent weapons", "--json").document["hits"]
    assert [hit["source_status"] for hit in hits if hit["id"] == "c-1"] == ["retracted"]
    listed = program("source", "list", "--json").document["sources"]
    paper = next(source for source in listed if source["id"] == "s-paper")
    assert (paper["status"], paper["reason"]) == ("retracted", "It was made up.")
