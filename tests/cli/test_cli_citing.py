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
        ('"and money too" s-paper, sayd by X', "1:26: “sayd”, expected more of a citation"),
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


def test_footnotes_are_printed_in_the_style_of_the_manual_a_line_each(program):
    lines = program("footnote", "backs:north:militia").lines
    assert len(lines) == 2
    assert lines[0].startswith("“North has sent weapons to the militia” – ")
    assert "Viewed as of 2024." in lines[0]
    assert "Officials, cited in " in lines[1]


def test_a_plain_footnote_is_the_one_that_the_explorer_copies(program):
    (line,) = program("footnote", "c-2", "--style", "plain").lines
    assert "Said there by officials." in line
    assert line.endswith("Viewed as of 2024.")


def test_a_footnote_as_markdown_has_its_note_below_the_words(program):
    lines = program("footnote", "c-1", "--markdown").lines
    assert lines[0] == "“North has sent weapons to the militia”[^c-1-1]"
    assert lines[1] == ""
    assert lines[2].startswith("[^c-1-1]: ")


@pytest.mark.parametrize("style", ["plain", "chicago"])
def test_a_source_as_markdown_is_a_note_whose_words_are_escaped(program, style):
    program("add", "source s-odd A *bold* [link](x); publisher An_Example")
    (line,) = program("footnote", "s-odd", "--markdown", "--style", style).lines
    assert line.startswith("[^s-odd]: ")
    assert r"A \*bold\* \[link\](x)" in line
    assert r"An\_Example" in line
    assert line.endswith(".")


def test_the_json_of_footnotes_names_their_claims_and_sources(program):
    document = program("footnote", "backs:north:militia", "--json").document
    assert document["style"] == "chicago"
    assert [(note["record"], note["source"]) for note in document["footnotes"]] == [
        ("c-1", "s-paper"),
        ("c-2", "s-agency"),
    ]


@pytest.mark.parametrize("style", ["plain", "chicago"])
def test_the_footnote_of_an_undated_source_ends_in_one_full_stop(program, style):
    program("add", "source s-odd [Untitled leaflet]")
    words = program("footnote", "s-odd", "--style", style).out.strip()
    assert words.endswith("n.d.")
    assert not words.endswith("..")
