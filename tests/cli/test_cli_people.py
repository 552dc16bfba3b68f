"""What people read: claims worded as claims, aligned, without colour where none is wanted."""

from __future__ import annotations

import re
import sys

import pexpect
import pytest
from rich.cells import cell_len


def test_show_groups_ties_by_heading_with_state_means_words_and_source(program):
    out = program("show", "militia", "--as-of", "2015").out
    assert out.splitlines()[0] == "People's Militia · militia"
    assert "armed group" in out
    assert "as of 2015" in out
    head, _, rest = out.partition("reported to be backed by (1)\n")
    assert rest
    assert "reported to back (2)" in head
    tie, quote = rest.splitlines()[:2]
    assert tie == "  ━ North · held as of 2015 · weapons (2), funding (1) · 2 publishers"
    assert "✓ “North has sent weapons to the militia” · in source" in quote
    assert "a report on the militia (The Paper, about 2 Dec 2024) says so" in quote
    assert "1 more quote" in quote
    assert "“leader”" in out
    assert "Agreement in the hills" in out
    assert "  Ask about the [[north]]." in out
    assert "    Second line." in out


def test_a_described_actor_stands_in_quotation_marks(program):
    assert "“northern-backed fighters”" in program("show", "militia").out
    assert program("show", "fighters").lines[0].startswith("“northern-backed fighters”")


def test_what_is_only_disputed_is_worded_as_denied(program):
    out = program("show", "south").out
    line = next(line for line in out.splitlines() if " North " in line)
    assert line.startswith("  ┅ backs North · ")
    assert line.endswith(" · not borne out")
    assert "not borne out (1)" in out
    assert "reported to back" not in out


def test_refuted_ties_show_only_when_asked_for(program):
    assert "South" not in program("show", "militia").out
    assert "recorded as refuted" in program("show", "militia", "--all").out


def test_an_alleged_tie_says_so(program):
    assert "alleged" in program("tree", "militia").out


def test_words_that_are_not_in_the_source_are_marked(program):
    out = program("tree", "militia").out + program("show", "militia").out
    assert "✗ “words that stand nowhere in it” · not in source" in out


def test_the_tree_is_drawn_with_cycles_marked(program):
    lines = program("tree", "north").lines
    assert lines[0] == "North"
    assert lines[1] == "reported to back"
    assert lines[3].startswith("└─ ━ People's Militia · held as of ")
    assert any(re.match(r"   └─ . North .*↺ stands above$", line) for line in lines)
    assert lines[-1].startswith("   └─ ")


def test_the_tree_says_through_whom_a_rolled_up_tie_comes(program):
    assert "South" in program("tree", "militia", "--roll-up").out
    assert "via The Commander" in program("tree", "militia", "--roll-up").out


def test_an_empty_tree_says_how_to_see_more(program):
    assert "--all" in program("tree", "fighters").out


def test_the_timeline_keeps_dates_and_kinds_in_columns(program):
    lines = program("timeline", "militia").lines[2:]
    assert len(lines) > 4
    kinds = [re.match(r".*?  +(?=[a-z])", line) for line in lines]
    assert len({len(match[0]) for match in kinds if match}) == 1
    assert "no date" in lines[-1]


def test_check_prints_a_line_a_problem_and_the_sum_beside_it(program):
    ended = program("check")
    assert ended.code == 1
    assert [line.split(" · ")[:2] for line in ended.lines] == [
        ["claims/c-4", "quote-absent"],
        ["claims/c-5", "quote-qualified"],
    ]
    assert "the sentence has “denies” before the quote: read it" in ended.lines[1]
    assert "1 problem and 1 hint in 6 actors" in ended.err


def test_the_sentence_of_a_quote_stands_below_it_where_the_text_is_here(program):
    lines = program("show", "militia", "--all").lines
    place = next(n for n, line in enumerate(lines) if "“North has sent weapons" in line)
    assert lines[place + 1] == "        sentence: “[…] since 2011, and money too.”"
    place = next(n for n, line in enumerate(lines) if "“ever paid by South”" in line)
    assert lines[place + 1] == "        sentence: “The militia denies that it was […]”"


@pytest.mark.parametrize(
    "words",
    [
        ("show", "evil"),
        ("tree", "evil", "--type", "opposes"),
        ("timeline", "evil"),
        ("search", "evil"),
        ("source", "list"),
        ("check",),
        ("log",),
    ],
)
def test_foreign_text_is_shown_as_text(program, words):
    ended = program(*words)
    for shown in (ended.out, ended.err):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    if "evil" in words:
        assert "[bold]Group[/bold]" in ended.out


def test_piped_lines_are_neither_wrapped_nor_coloured(program):
    ended = program.process("show", "militia", COLUMNS="40", TERM="xterm-256color", FORCE_COLOR="")
    assert max(map(len, ended.lines)) > 100
    assert "\x1b" not in ended.out


def on_a_terminal(program, *words: str, columns: int, **env: str) -> str:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "proxytui", *words],
        env={**program.env, "TERM": "xterm-256color", **env},
        dimensions=(40, columns),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("words", [("show", "militia"), ("tree", "north"), ("timeline", "militia")])
def test_on_a_terminal_no_line_is_wider_than_it(program, columns, words):
    shown = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(program, *words, columns=columns))
    assert max(cell_len(line) for line in shown.split("\r\n")) <= columns
    # What is drawn is cut to fit; what is told is not.
    told = shown.partition("\r\n\r\n")[2] if words[0] == "timeline" else shown
    assert "…" not in re.sub(r" +sentence: .*", "", told)


def test_colour_follows_no_color(program):
    colour = re.compile(r"\x1b\[[0-9;]*3[0-9]")
    assert colour.search(on_a_terminal(program, "show", "militia", columns=80))
    assert not colour.search(on_a_terminal(program, "show", "militia", columns=80, NO_COLOR="1"))


def test_the_words_of_a_quote_are_as_bright_as_the_rest(program):
    shown = on_a_terminal(program, "show", "militia", columns=200)
    assert "✓ “North has sent weapons to the militia”\x1b" in shown
