"""Who counts as one independent publisher."""

from __future__ import annotations

from itertools import permutations

from wordings import SOURCES, cite, claim, source

from proxytui.model import publishers
from proxytui.model.values import Source


def count(*citations: object) -> int:
    return publishers.independent((claim(*citations),), source)  # type: ignore[arg-type]


def test_bodies_of_one_parent_are_one_publisher() -> None:
    assert count(cite("treasury"), cite("factbook")) == 1
    assert count(cite("treasury"), cite("factbook"), cite("ucdp")) == 2


def test_a_source_without_a_publisher_stands_for_itself() -> None:
    assert count(cite("article"), cite("article"), cite("nowhere")) == 2


def test_citations_of_the_same_speaker_count_once() -> None:
    assert count(cite("article", "an envoy"), cite("ucdp", "An Envoy")) == 1
    assert count(cite("article", "an envoy"), cite("ucdp", "a general")) == 2


def test_one_voice_joins_publishers_whatever_the_order() -> None:
    cited = (cite("article"), cite("article", "an envoy"), cite("ucdp", "an envoy"), cite("state"))
    assert {count(*some) for some in permutations(cited)} == {2}


def test_only_support_from_sources_that_stand_counts() -> None:
    assert count(cite("withdrawn"), cite("ucdp", stance="disputes")) == 0
    assert count(cite("withdrawn"), cite("ucdp")) == 1


def test_a_copy_counts_with_its_original_and_falls_with_it() -> None:
    found = {
        **SOURCES,
        "copy": Source("copy", "Reprint", publisher="Daily", copy_of="ucdp"),
        "copy-of-withdrawn": Source("copy-of-withdrawn", "Reprint", copy_of="withdrawn"),
        "a": Source("a", "A", copy_of="b"),
        "b": Source("b", "B", copy_of="a"),
    }
    made = claim(cite("copy"), cite("ucdp"))
    assert publishers.independent((made,), found.get) == 1
    assert publishers.supporting((claim(cite("copy-of-withdrawn")),), found.get) == ()
    assert publishers.independent((claim(cite("a")),), found.get) == 1
