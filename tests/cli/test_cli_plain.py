"""What is printed in words alone, for a screen reader: nothing drawn, no columns, a line each."""

from __future__ import annotations

import re

import pytest
from test_cli_imports import READING

from proxytui.views.lines import Span
from proxytui.views.page_lines import PageLine
from proxytui.views.spoken import spoken

PRINTING = sorted(set(READING) - {"export"})
DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff✓✗≈•≤≥↺·›]")
MORE = {
    "map": [("map", "north", "--hops", "2"), ("map", "--overview", "north")],
    "show": [("show", "militia"), ("show", "backs:north:militia")],
    "tree": [("tree", "north", "--depth", "3", "--all")],
}


def _calls() -> list[tuple[str, ...]]:
    calls = [(*name.split(), *READING[name]) for name in PRINTING]
    return calls + [call for several in MORE.values() for call in several]


@pytest.mark.parametrize("words", _calls(), ids=" ".join)
def test_no_drawn_sign_and_no_column_is_left(program, words):
    told = program(*words, "--plain")
    assert told.code == program(*words).code
    quoted = re.sub("“[^”]*”", "", told.out)
    assert not DRAWN.search(quoted), quoted
    assert not re.search(r"\S {2,}\S", told.out)


def test_every_name_that_is_drawn_is_told(program):
    for words in (("map", "militia"), ("tree", "north", "--all"), ("map", "--overview", "north")):
        drawn, told = program(*words).out, program("--plain", *words).out
        for name in ("North", "People's Militia", "South", "The Commander"):
            assert (name in told) == (name in drawn), (words, name)


def test_a_map_is_a_list_of_each_side_with_the_words_beside_each_name(program):
    lines = program("map", "militia", "--plain").lines
    heading = next(line for line in lines if line.startswith("reported to be backed by ("))
    first = lines[lines.index(heading) + 1]
    assert first.startswith("North, ")
    assert "publisher" in first


def test_a_tree_tells_the_level_of_each_tie(program):
    lines = program("tree", "north", "--all", "--plain").lines
    assert any(line.startswith("level 1: People's Militia") for line in lines)


def test_json_is_the_same_with_and_without(program):
    told = program("show", "north", "--json", "--plain")
    assert told.raw == program("show", "north", "--json").raw


def test_the_explorer_itself_has_no_words_alone(program):
    ended = program("--plain")
    assert ended.code == 2
    assert "proxytui show NAME --plain" in ended.err


@pytest.mark.parametrize(
    ("lead", "body", "words"),
    [
        ("├─ ━ ", [("Hamas", "text"), (" · ", "dim"), ("held", "dim")], "level 1: Hamas, held"),
        ("│  └─ ┅ ", [("Hamas", "text")], "level 2: Hamas"),
        ("      ✓ ", [("“a · b → c”", "quote"), (" · ", "dim"), ("in source", "dim")],
         "quote: “a · b → c”, in source"),
        ("", [("since ≤ 2021", "date")], "since 2021 or before"),
        ("", [("until ≤ ~2 Dec 2024", "date")], "until about 2 Dec 2024 or before"),
        ("names: ", [("Iran", "text")], "names: Iran"),
    ],
)  # fmt: skip
def test_signs_become_the_words_they_stand_for(lead, body, words):
    line = PageLine(tuple(Span(*part) for part in body), (Span(lead),))
    assert spoken(line) == words
