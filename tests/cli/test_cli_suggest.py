"""`suggest`: what a text seems to claim, what is left out, and that nothing is written."""

from __future__ import annotations

import importlib.util

import pytest

from proxytui.model.changes import Change
from proxytui.reading.suggesting import spacy_parser
from proxytui.reading.suggesting.parsed import ParserFailed
from proxytui.reading.suggesting.rejections import rejection
from proxytui.reading.suggesting.suggestion import Suggestion
from proxytui.workspace import Workspace

TEXT = (
    "The North-backed People's Militia marched.\n\nPeople's Militia leader The Commander spoke.\n\n"
    "North has armed the People's Militia, and South has never armed it.\n"
)
RULES = ("--engine", "rules")
needs_parser = pytest.mark.skipif(
    importlib.util.find_spec("spacy") is None, reason="the extra suggest is not installed"
)


def suggest(program, *words: str):
    """The call for a file with the text above."""
    (program.home / "report.txt").write_text(TEXT, encoding="utf-8")
    return program("suggest", "report.txt", *words)


def test_each_suggestion_is_a_sentence_with_its_quote_and_the_words_that_led_to_it(program):
    shown = suggest(program, *RULES)
    assert "North backs the People's Militia" in shown.out
    assert "“The North-backed People's Militia marched.”" in shown.out
    assert "why  subject: North; backs: backed; object: People's Militia" in shown.out
    assert "suggestions from report.txt (rules alone); nothing was stored" in shown.err


def test_it_writes_nothing(program):
    before = program("log", "--json").out
    suggest(program, *RULES)
    assert program("log", "--json").out == before


def test_json_gives_a_claim_whose_quote_stands_where_it_says(program):
    first = suggest(program, *RULES, "--json").document["suggestions"][0]
    quote = first["claim"]["citations"][0]["quote"]
    assert TEXT[first["start"] : first["end"]] == quote["exact"]
    assert quote["start"] == first["start"]
    assert (first["claim"]["subject"], first["claim"]["object"]) == ("north", "militia")


def test_what_is_recorded_from_a_source_is_left_out_and_counted(program):
    (program.home / "report.txt").write_text(TEXT, encoding="utf-8")
    source = program("source", "add", "report.txt").out.split()[0]
    before = program("suggest", source, *RULES, "--json").document
    program("add", f'North backs militia "The North-backed People\'s Militia" {source}')
    after = program("suggest", source, *RULES, "--json").document
    assert (before["recorded"], after["recorded"]) == (0, 1)
    assert len(after["suggestions"]) == len(before["suggestions"]) - 1


def reject_first(program, source: str) -> None:
    """Remember the first suggestion for the text of a source as rejected."""
    workspace = Workspace.open(program.store)
    first = program("suggest", source, *RULES, "--json").document["suggestions"][0]
    claim = first["claim"]
    suggestion = Suggestion(
        claim["type"], claim["subject"], claim["object"], first["start"], first["end"]
    )
    sha = workspace.index.sources[source].documents[-1].text
    before = workspace.record("sources", source)
    after = {**before, "rejected": [rejection(suggestion, sha)]}
    workspace.apply([Change("sources", source, before, after)], "reject")
    workspace.close()


def test_what_was_rejected_is_left_out_and_counted_until_all_are_asked_for(program):
    (program.home / "report.txt").write_text(TEXT, encoding="utf-8")
    source = program("source", "add", "report.txt").out.split()[0]
    before = program("suggest", source, *RULES, "--json").document
    reject_first(program, source)
    after = program("suggest", source, *RULES, "--json").document
    assert (before["rejected"], after["rejected"]) == (0, 1)
    assert after["suggestions"] == before["suggestions"][1:]
    asked = program("suggest", source, *RULES, "--all", "--json").document
    marks = [entry["rejected"] for entry in asked["suggestions"]]
    assert marks == [True] + [False] * (len(before["suggestions"]) - 1)
    page = program("suggest", source, *RULES, "--all")
    assert page.out.startswith("rejected  ")
    assert "; 1 were rejected before; nothing was stored" in page.err


def test_undo_forgets_a_rejection(program):
    (program.home / "report.txt").write_text(TEXT, encoding="utf-8")
    source = program("source", "add", "report.txt").out.split()[0]
    reject_first(program, source)
    program("undo")
    assert program("suggest", source, *RULES, "--json").document["rejected"] == 0


def rejected_in_new_version(program, newer: str) -> tuple[int, int]:
    """How many suggestions of a newer version are rejected, where the first of TEXT was, and how
    many there are in all."""
    (program.home / "report.txt").write_text(TEXT, encoding="utf-8")
    source = program("source", "add", "report.txt").out.split()[0]
    reject_first(program, source)
    (program.home / "newer.txt").write_text(newer, encoding="utf-8")
    program("source", "attach", source, "newer.txt")
    asked = program("suggest", source, *RULES, "--all", "--json").document
    assert program("undo").code == 0
    assert program("suggest", source, *RULES, "--json").document["rejected"] == 1
    return asked["rejected"], len(asked["suggestions"])


@pytest.mark.parametrize(
    ("newer", "rejected"),
    [
        (f"Corrected on Monday.\n\n{TEXT}", 1),
        (TEXT.replace("Militia marched", "Militia\nmarched").replace("'", "’"), 1),
        (TEXT.replace("marched.", "marched north."), 0),
        (TEXT.replace("The North-backed", "Nobody heard of a North-backed"), 0),
        (TEXT.replace("marched.", "marched.\n\nThe North-backed People's Militia marched."), 1),
    ],
    ids=["moved", "set-otherwise", "words-added", "words-before-it", "twice-in-it"],
)
def test_a_rejection_holds_in_a_new_version_where_its_sentence_stands(program, newer, rejected):
    shown, number = rejected_in_new_version(program, newer)
    assert number > 1
    assert shown == rejected


def test_a_source_without_its_text_says_what_to_do(program):
    ended = program("suggest", "s-agency")
    assert ended.code == 2
    assert "the text of s-agency is not here; `source attach` keeps one" in ended.err


def test_a_parser_that_fails_is_told_and_the_rules_read(program, monkeypatch):
    def broken(_: str):
        raise ParserFailed("the parser ran out of memory")

    monkeypatch.setattr(spacy_parser, "chosen", broken)
    shown = suggest(program)
    assert "suggestions from report.txt (rules alone); nothing was stored" in shown.err
    assert "the parser ran out of memory; so the text was read by rules alone" in shown.err
    assert suggest(program, "--json").document["failure"] == "the parser ran out of memory"
    ended = suggest(program, "--engine", "parse")
    assert ended.code == 1
    assert "the parser ran out of memory" in ended.err


@needs_parser
def test_with_a_parser_whole_sentences_are_read(program):
    shown = program.process("suggest", "s-paper", "--engine", "parse", "--json").document
    assert shown["engine"].startswith("spaCy")
    (program.home / "report.txt").write_text(TEXT, encoding="utf-8")
    found = program("suggest", "report.txt", "--engine", "parse", "--json").document
    claims = [entry["claim"] for entry in found["suggestions"]]
    armed = [c for c in claims if c.get("terms") == ["W"] and c["subject"] == "north"]
    assert armed
