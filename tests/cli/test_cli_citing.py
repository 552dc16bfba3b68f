"""Another source is cited for a claim or against it; rank, status and reason are changed."""

from __future__ import annotations

import json

import pytest


def records(program) -> dict:
    return json.loads(program("export").raw)


def record(program, table: str, id_: str) -> dict:
    return next(row for row in records(program)[table] if row["id"] == id_)


def test_a_citation_is_added_for_a_claim_and_taken_back_byte_by_byte(program):
    before = program("export").raw
    line = '"and money too" s-paper ¶2, said by +A Clerk, alleged'
    ended = program("cite", "c-1", line)
    assert ended.code == 0, ended.err
    assert "citing A Clerk" in ended.out
    cited = record(program, "claims", "c-1")["citations"][-1]
    assert cited["speaker"] == {"actor": "a-clerk"}
    assert cited["locator"] == {"paragraph": "2"}
    assert cited["flags"] == ["alleged"]
    assert cited["quote"]["start"] > 0
    assert "stance" not in cited
    assert program("undo").code == 0
    assert program("export").raw == before


def test_a_citation_against_a_claim_makes_its_tie_disputed(program):
    assert program("cite", "c-1", "from s-agency, said by South", "--disputes").code == 0
    assert record(program, "claims", "c-1")["citations"][-1]["stance"] == "disputes"
    shown = program("show", "c-1").out
    assert "reported to back (disputed)" in shown
    assert "1 publisher says so · 1 disputes it" in shown


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"words that nobody wrote down" s-paper', "1:1: these words do not stand in the text"),
        ('"North has sent weapons to the militia" s-paper', "this is cited already"),
        ("since 2010", "only a citation can stand here"),
        ('"and money too" s-paper, sayd by X', "1:25: “sayd”, expected more of a citation"),
        ('"and money too" s-papers', "1:17: no source is called “s-papers”"),
        ("nonsense", "1:1: “nonsense”, expected a quote and its source"),
        ("", "a quote and its source are expected"),
    ],
)
def test_what_is_no_citation_is_refused_with_its_place(program, line, message):
    before = program("export").raw
    ended = program("cite", "c-1", line)
    assert ended.code == 2
    assert message in ended.err
    assert "nothing was written" in ended.err
    assert program("export").raw == before


def test_of_a_tie_with_several_claims_one_has_to_be_named(program):
    ended = program("cite", "backs:north:militia", "from s-agency")
    assert ended.code == 2
    assert "has several claims: c-1, c-2; name one of them" in ended.err


@pytest.mark.parametrize(
    ("id_", "fields", "back"),
    [
        ("c-1", ("rank=deprecated", "reason=an older version"), ("rank=", "reason=")),
        ("c-1", ("status=refuted", "reason=it was forged"), ("status=", "reason=")),
        ("s-paper", ("status=retracted", "reason=it was made up"), ("status=", "reason=")),
        ("s-paper", ("status=corrected", "reason=a wrong date"), ("status=", "reason=")),
    ],
)
def test_rank_and_status_are_changed_with_a_reason_and_back(program, id_, fields, back):
    before = program("export").raw
    table = "claims" if id_ == "c-1" else "sources"
    assert program("edit", id_, *fields).code == 0
    changed = record(program, table, id_)
    for field in fields:
        name, _, value = field.partition("=")
        assert changed[name] == value
    assert program("edit", id_, *back).code == 0
    assert json.loads(program("export").raw) == json.loads(before)
    program("undo")
    program("undo")
    assert program("export").raw == before
