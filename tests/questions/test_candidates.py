"""Actors that may be the same, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from network_of import Tables, tables

from proxytui.graph.merged_records import graph_of
from proxytui.questions import candidates as questions
from proxytui.questions.candidates import Candidate, candidates, candidates_of

if TYPE_CHECKING:
    import pytest


def actor(*names: str, kind: str = "armed-group", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "names": [{"text": name} for name in names], **fields}


def found(*claims: str, **others: Any) -> dict[str, Candidate]:
    given: Tables = tables(*claims, **others)
    return {f"{c.a} {c.b}": c for c in candidates(graph_of(given))}


def codes(candidate: Candidate) -> list[str]:
    return [reason.code for reason in candidate.reasons]


def test_one_identifier_makes_two_a_candidate() -> None:
    actors = {
        "a": actor("Cedar", identifiers={"wikidata": ["Q1"]}),
        "b": actor("Zephyr", identifiers={"wikidata": ["Q1", "Q2"]}),
        "c": actor("Maple", identifiers={"ucdp": ["Q1"]}),
    }
    pairs = found(actors=actors)
    assert list(pairs) == ["a b"]
    assert pairs["a b"].reasons[0].texts == ("wikidata", "Q1")


def test_names_are_compared_over_case_signs_and_scripts() -> None:
    actors = {
        "a": actor("Al-Nusra Front"),
        "b": actor("al nusra front"),
        "c": actor("Hezbollah"),
        "d": actor("حزب الله"),
        "e": actor("Хезболла"),
    }
    pairs = found(actors=actors)
    assert codes(pairs["a b"]) == ["name"]
    assert {"c d", "c e"} <= set(pairs)
    assert codes(pairs["c d"]) == ["like"]


def test_neighbours_alone_are_no_reason_but_with_a_rare_word_they_are() -> None:
    ties = ("x backs a", "y backs a", "x backs b", "y backs b", "x backs c", "y backs c")
    actors = {"a": actor("Cedar Brigade"), "b": actor("Cedar Regiment"), "c": actor("Maple")}
    pairs = found(*ties, actors=actors)
    assert list(pairs) == ["a b"]
    assert codes(pairs["a b"]) == ["word", "neighbours"]
    assert pairs["a b"].reasons[1].texts == ("x", "y")


def test_what_speaks_against_it_is_said_too() -> None:
    actors = {
        "a": actor("Cedar Brigade", identifiers={"ucdp": ["1"]}),
        "b": actor("Cedar brigade", kind="party", identifiers={"ucdp": ["2"], "cow": ["9"]}),
        "c": actor("Oak Movement", identifiers={"cow": ["9"]}),
    }
    pairs = found("a part-of b", "c part-of b", actors=actors)
    assert "a b" not in pairs, "more speaks against it than for it"
    assert codes(pairs["b c"]) == ["identifier", "tied", "kinds"]


def test_descriptions_persons_beside_groups_and_two_countries_are_no_candidates() -> None:
    actors = {
        "a": actor("Cedar Brigade"),
        "b": actor("Cedar Brigade", described=True),
        "c": actor("Cedar Brigade", kind="person"),
        "d": actor("Guinea State", kind="state", countries=["GN"]),
        "e": actor("Guinea State", kind="state", countries=["GQ"]),
    }
    assert found(actors=actors) == {}


def test_pairs_on_which_something_is_decided_are_not_asked_again() -> None:
    actors = {id_: actor("Cedar Brigade") for id_ in "abcd"}
    decided = {
        "i1": {"a": "a", "b": "b", "judgement": "same"},
        "i2": {"a": "c", "b": "b", "judgement": "different"},
        "i3": {"a": "d", "b": "c", "judgement": "unsure"},
    }
    # a and b are one by now; that c is another one was said of b.
    assert list(found(actors=actors, identities=decided)) == ["a d"]


def test_the_one_with_more_ties_stands_first() -> None:
    actors = {"a": actor("Cedar Brigade"), "b": actor("Cedar Brigade")}
    assert list(found("x backs b", actors=actors)) == ["b a"]


def test_a_crowd_of_one_name_is_compared_with_its_first_alone() -> None:
    crowd = {f"a{number:02}": actor("Cedar Brigade") for number in range(30)}
    pairs = found(actors=crowd)
    assert len(pairs) == 29
    assert all("a00" in pair for pair in pairs)


def test_the_candidates_of_one_actor_are_those_with_it() -> None:
    actors = {"a": actor("Cedar"), "b": actor("Cedar"), "c": actor("Oak"), "d": actor("Oak")}
    index = graph_of(tables(actors=actors))
    assert [(c.a, c.b) for c in candidates_of(index, "c")] == [("c", "d")]


def test_it_makes_no_difference_how_many_actors_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Cedar Brigade", "Cedar Brigades", "cedar brigade", "Maple Guard", "Mapel Guard")
    actors = {f"a{n}": actor(name, f"Union {n % 3}") for n, name in enumerate(names * 4)}
    ties = [f"a{n} backs a{(n * 7 + 1) % 20}" for n in range(20)]
    usual = found(*ties, actors=actors)
    monkeypatch.setattr(questions, "_KEPT", 1)
    monkeypatch.setattr(questions, "_BATCH", 1)
    assert found(*ties, actors=actors) == usual
    assert len(usual) > 20
