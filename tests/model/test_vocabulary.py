"""The table of claim types: what it says agrees in itself and with who reads it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from proxytui.exchange.formats import FORMATS
from proxytui.model import vocabulary
from proxytui.model.vocabulary import CLAIM_TYPES, ENDING_SUCCESSIONS, SUCCESSION, SUPPORT
from proxytui.tui.theme import _ROLES

PACKAGE = Path(vocabulary.__file__).parents[1]

# Roles of the theme are called like some types, and so are the two directions of the tree.
_COLOURS = {kind.colour for kind in CLAIM_TYPES.values()}


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


def _types_named(tree: ast.AST) -> set[str]:
    """The claim types that code names: as a word of its own, before a colon as in the id of a tie,
    and, where a role of the theme is called so too, as what something is compared with."""
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    texts = {word for word in words if isinstance(word, str)}
    compared = {
        side.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and ast.unparse(node.left) != "direction"
        for side in node.comparators
        if isinstance(side, ast.Constant)
    }
    ids = {text.partition(":")[0] for text in texts if text.endswith(":")}
    return ((texts - _COLOURS) | compared | ids) & set(CLAIM_TYPES)


def test_no_code_but_the_vocabulary_names_a_claim_type() -> None:
    naming = {
        path.relative_to(PACKAGE).as_posix(): types
        for path in PACKAGE.rglob("*.py")
        if (types := _types_named(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert set(naming.pop("model/vocabulary.py")) == set(CLAIM_TYPES) - _COLOURS
    # A claim of any type, looked at for its dates alone.
    assert naming.pop("exchange/attesting.py") == {"linked-to"}
    # The file of a format says what the words of another program are in ours.
    formats = {item.module.rpartition(".")[2].partition("_")[0] for item in FORMATS.values()}
    formats |= {"ftm", "mapping", "relations", "synonyms", "table"}
    # So do the files that say which English words claim what.
    suggesting = {place for place in naming if place.startswith("reading/suggesting/")}
    assert suggesting
    naming = {place: types for place, types in naming.items() if place not in suggesting}
    others = {place for place in naming if place.partition("/")[0] != "exchange"}
    assert others == set()
    assert {place.partition("/")[2].partition("_")[0].removesuffix(".py") for place in naming} <= (
        formats
    )
