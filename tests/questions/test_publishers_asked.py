"""Publishers found by name, and what rests on one, on another, on both."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from network_of import cite, claim, index_of, tables

from proxytui.errors import UnknownName
from proxytui.model.dates import period
from proxytui.questions import publishers

if TYPE_CHECKING:
    from proxytui.graph.index import Index

P = period("2010")
SOURCES: dict[str, dict[str, Any]] = {
    "s1": {"title": "Atlas", "publisher": "Central Bureau", "publisher_parent": "Government"},
    "s2": {"title": "Report", "publisher": "State Office", "publisher_parent": "Government"},
    "s3": {"title": "[a leaflet]"},
    "s4": {"title": "Copy", "publisher": "Herald", "copy_of": "s1"},
    "s5": {"title": "Daily", "publisher": "The Paper"},
}


def index(*claims: Any) -> Index:
    return index_of(*claims, sources=SOURCES)


@pytest.mark.parametrize(
    ("wanted", "name", "sources"),
    [
        ("central  bureau", "Central Bureau", {"s1", "s4"}),
        ("CB", "Central Bureau", {"s1", "s4"}),
        ("government", "Government", {"s1", "s2", "s4"}),
        ("paper", "The Paper", {"s5"}),
        ("s3", "a leaflet", {"s3"}),
        ("a leaflet", "a leaflet", {"s3"}),
    ],
)
def test_a_publisher_is_found_by_its_name_or_a_part_and_copies_are_its_originals(
    wanted: str, name: str, sources: set[str]
) -> None:
    assert publishers.find(index("a backs b"), wanted) == (name, frozenset(sources))


def test_an_unknown_publisher_is_refused_with_close_names() -> None:
    with pytest.raises(UnknownName) as caught:
        publishers.find(index("a backs b"), "Centrel Buro")
    assert caught.value.exit_code == 2
    assert "Central Bureau" in caught.value.hint
    with pytest.raises(UnknownName, match="part of 5 publishers"):
        publishers.find(index("a backs b"), "e")


def contrast(index: Index, one: str, other: str, actor: str = "") -> dict[str, list[str]]:
    first, second = (publishers.find(index, name) for name in (one, other))
    made: dict[str, list[str]] = {}
    for became in publishers.contrast(index, first, second, P, actor):
        made.setdefault(became.tie.id, []).append(became.kind)
    return made


def test_ties_rest_on_one_publisher_on_the_other_or_on_both() -> None:
    made = index(
        claim("a backs b", citations=[cite("s1")]),
        claim("a backs c", citations=[cite("s2")]),
        claim("b backs c", citations=[cite("s1"), cite("s2")]),
        claim("b backs a", citations=[cite("s5")]),
    )
    assert contrast(made, "Central Bureau", "State Office") == {
        "backs:a:b": ["only-from"],
        "backs:a:c": ["only-to"],
        "backs:b:c": ["both"],
    }
    assert set(contrast(made, "Central Bureau", "State Office", "a")) == {"backs:a:b", "backs:a:c"}


def test_where_they_differ_in_dates_means_and_disputes_it_is_told() -> None:
    made = index(
        claim("a backs b", citations=[cite("s1")], terms=["W"]),
        claim("a backs b", citations=[cite("s5")], terms=["F"], since="2004"),
        claim("a backs c", citations=[cite("s1"), cite("s5", stance="disputes")]),
    )
    assert contrast(made, "Central Bureau", "The Paper") == {
        "backs:a:b": ["both", "dates", "terms"],
        "backs:a:c": ["only-from", "disputed"],
    }
    first, second = (publishers.find(made, name) for name in ("Central Bureau", "The Paper"))
    words = {one.kind: one.words for one in publishers.contrast(made, first, second, P)}
    assert words["terms"] == (
        "Other means are reported by each. The Central Bureau reports that A backs B: weapons."
        " The Paper reports that A backs B: funding."
    )
    assert words["disputed"].endswith("It is disputed by The Paper: 2000 to 2020.")


@pytest.mark.parametrize("seed", range(300))
def test_every_tie_is_where_its_supporting_citations_put_it(seed: int) -> None:
    chance = random.Random(seed)
    claims = []
    for _ in range(chance.randint(1, 8)):
        one, other = chance.sample("abc", 2)
        cited = [
            cite(chance.choice(list(SOURCES)), stance=chance.choice(["supports", "disputes"]))
            for _ in range(chance.randint(1, 3))
        ]
        status = chance.choice(["asserted", "asserted", "refuted"])
        claims.append(claim(f"{one} backs {other}", citations=cited, status=status))
    made = index(*claims)
    rests: dict[str, set[str]] = {}
    for one in tables(*claims)["claims"].values():
        if one["status"] == "asserted":
            sides = {"s1": "x", "s4": "x", "s5": "y"}
            tie = f"backs:{one['subject']}:{one['object']}"
            supporting = [c["source"] for c in one["citations"] if c["stance"] == "supports"]
            rests.setdefault(tie, set()).update(sides[s] for s in supporting if s in sides)
    expected = {"x": "only-from", "y": "only-to", "xy": "both"}
    found = contrast(made, "Central Bureau", "The Paper")
    assert {tie: kinds[0] for tie, kinds in found.items()} == {
        tie: expected["".join(sorted(sides))] for tie, sides in rests.items() if sides
    }


def test_a_publisher_in_two_spellings_is_listed_and_found_as_one() -> None:
    sources = {
        "s1": {"title": "A", "publisher": "L’Orient-Le Jour"},
        "s2": {"title": "B", "publisher": "L'Orient-Le Jour"},
        "s3": {"title": "C", "publisher": "Łódzki Głos"},
        "s4": {"title": "D", "publisher": "Zeit"},
    }
    made = index_of("a backs b", sources=sources)
    named = [one.name for one in publishers.publishers_of(made).values()]
    assert named == ["Łódzki Głos", "L’Orient-Le Jour", "Zeit"]
    for wanted in ("l'orient-le jour", "LOrient Le Jour", "orient"):
        assert publishers.find(made, wanted).sources == {"s1", "s2"}
    assert publishers.find(made, "lodzki").name == "Łódzki Głos"
