"""The table of claim types: what it says agrees in itself and with who reads it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from proxytui.model import vocabulary
from proxytui.model.vocabulary import CLAIM_TYPES, ENDING_SUCCESSIONS, SUCCESSION, SUPPORT
from proxytui.tui.theme import _ROLES

PACKAGE = Path(vocabulary.__file__).parents[1]

# A role of the theme that is called like a type, a direction of the tree, a claim that is looked at
# for its dates alone.
_OTHERWISE_MEANT = {
    "cli/page.py",
    "commands/show.py",
    "commands/table.py",
    "drawing/layered.py",
    "exchange/attesting.py",
    "questions/tree.py",
    "tui/frame.py",
    "tui/theme.py",
    "views/history.py",
    "views/quotes.py",
    "views/timeline.py",
    "views/timeline_columns.py",
}


@pytest.mark.parametrize("code", CLAIM_TYPES)
def test_a_claim_type_agrees_with_itself(code: str) -> None:
    kind = CLAIM_TYPES[code]
    assert kind.code == code
    assert all((kind.verb, kind.inverse, kind.heading, kind.inverse_heading, kind.noun))
    assert len(kind.line) == len(kind.faint) == 1
    assert kind.symmetric == (kind.heading == kind.inverse_heading)
    assert kind.means == (kind.terms == tuple(SUPPORT))
    assert kind.sign in (-1, 0, 1)
    assert kind.sign == 1 or not kind.backing
    assert not (kind.backing and kind.symmetric), "a chain has a direction"
    assert kind.persons in ("", "subject", "both")
    assert kind.outlasts in ("", "object", "both")
    assert kind.rolls_up in ("", "leader", "part")


@pytest.mark.parametrize("code", CLAIM_TYPES)
def test_the_theme_has_the_colour_of_a_claim_type(code: str) -> None:
    colour = CLAIM_TYPES[code].colour
    assert {colour, f"{colour}-head"} <= set(_ROLES)


def test_places_on_the_map_are_counted_from_one() -> None:
    places = sorted(kind.map_place for kind in CLAIM_TYPES.values() if kind.map_place)
    assert places == list(range(1, len(places) + 1))


def test_what_ends_by_a_succession_is_a_term_of_it() -> None:
    assert set(ENDING_SUCCESSIONS) <= set(CLAIM_TYPES[SUCCESSION].terms)


def test_no_code_but_the_vocabulary_names_a_claim_type() -> None:
    naming = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in CLAIM_TYPES
    }
    assert naming - _OTHERWISE_MEANT == {"model/vocabulary.py"}
