"""The actors of a passage in the line of a claim, pair by pair, whatever else was typed."""

from __future__ import annotations

import pytest

from proxytui.editing.passage import ActorPair, Passage, PassageLine
from proxytui.model.records import Source

NAMES = ("North", "Hill", "Hill Guard")
PAIRS = tuple(
    ActorPair(f"{subject} ", f" {object_}", None)
    for subject in NAMES
    for object_ in NAMES
    if subject != object_
)
QUOTE = '"North met Hill Guard and Hill" s1'
BEGUN = PassageLine(
    Passage(Source("s1", "s1"), "0" * 64, "", 0, 0), "North ", f" Hill; {QUOTE}", pairs=PAIRS
)


def head(line: str) -> str:
    """The line without its quote, which must be untouched."""
    assert line.endswith(QUOTE)
    return line.removesuffix(f"; {QUOTE}")


def test_the_pairs_come_in_turn_and_begin_anew_while_the_quote_stays():
    line, seen = BEGUN.line, []
    for _ in PAIRS:
        seen.append(head(line))
        turned = BEGUN.turned(line)
        assert turned is not None
        line = turned[0]
    assert line == BEGUN.line
    assert seen == [first + second for first, second, _ in PAIRS]


@pytest.mark.parametrize("typed", ["backs", "opposes", "b"])
def test_the_verb_and_what_follows_the_object_stay_and_the_cursor_stands_behind_the_verb(typed):
    line, cursor = BEGUN.turned(f"North {typed} Hill: weapons; since 2010; {QUOTE}") or ("", 0)
    assert line == f"North {typed} Hill Guard: weapons; since 2010; {QUOTE}"
    assert line[:cursor] == f"North {typed}"


@pytest.mark.parametrize("line", ["", "East backs Hill", "North backs East; Hill", "North"])
def test_a_line_of_other_actors_is_left_alone(line):
    assert BEGUN.turned(f"{line}; {QUOTE}") is None
