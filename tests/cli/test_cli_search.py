"""The search language on the command line."""

from __future__ import annotations

import pytest


def found(program, query, *more):
    answer = program("search", query, "--json", *more)
    return [(hit["kind"], hit["id"]) for hit in answer.document["hits"]]


def test_fields_phrases_and_negations_narrow_what_is_found(program):
    everywhere = {kind for kind, _ in found(program, "weapons")}
    assert "quote" in everywhere
    assert {kind for kind, _ in found(program, "quote:weapons")} == {"quote"}
    assert found(program, '"weapons sent"') == []
    assert ("quote", "c-1") in found(program, '"sent weapons"')
    assert ("quote", "c-1") not in found(program, "quote:weapons -sent")


def test_conditions_list_the_actors_that_fulfil_them(program):
    listed = found(program, "name: kind:armed-group")
    assert ("actor", "militia") in listed
    assert {kind for kind, _ in listed} == {"actor"}
    assert ("actor", "north") not in listed
    assert found(program, "name: kind:armed-group -kind:armed-group") == []


def test_words_in_a_kept_text_are_a_hit_of_its_source(program):
    hits = found(program, "text:weapons")
    assert hits
    assert {kind for kind, _ in hits} == {"source"}
    assert found(program, "weapons", "--in", "texts") == hits


@pytest.mark.parametrize("query", ["kind:dragon x", "since:never", "in:Lebanon"])
def test_a_value_that_makes_no_sense_is_told_on_one_line(program, query):
    answer = program("search", query)
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert query.split()[0] in answer.err


def test_a_field_and_a_place_that_don_t_meet_find_nothing(program):
    assert found(program, "note:weapons", "--in", "quotes") == []


def test_hits_are_printed_under_a_heading_for_each_kind(program):
    printed = program("search", "weapons").out
    assert "Quotes (" in printed
    assert "“" in printed


def test_a_file_of_words_that_is_there_gives_the_same_answer(program):
    from proxytui.workspace import Workspace

    before = [program("search", words, "--json").out for words in ("weapons", "second", "the")]
    workspace = Workspace.open(program.store)
    assert workspace.gather()(lambda: None)
    workspace.close()
    assert (program.store / ".words").is_dir()
    after = [program("search", words, "--json").out for words in ("weapons", "second", "the")]
    assert after == before
    program("note", "add", "militia", "a second weapons cache")
    assert "note" in {kind for kind, _ in found(program, "weapons cache")}


def test_the_first_search_in_a_large_store_files_its_words_and_gives_the_same_answer(
    program, monkeypatch
):
    from proxytui.store.folder import load

    program("compact")
    before = [program("search", words, "--json").out for words in ("weapons", "second", "the")]
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)
    after = [program("search", words, "--json").out for words in ("weapons", "second", "the")]
    assert (program.store / ".words" / "words.sqlite").is_file()
    assert after == before
