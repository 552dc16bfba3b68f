"""Who counts as one independent publisher."""

from __future__ import annotations

from itertools import permutations

import pytest
from wordings import SOURCES, cite, claim, source

from proxytui.model import publishers
from proxytui.model.records import Source
from proxytui.wording.phrases import named
from proxytui.wording.source import publisher_phrase


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


@pytest.mark.parametrize(
    "spellings",
    [
        ("L’Orient-Le Jour", "L'Orient-Le Jour", "L`Orient–Le Jour"),
        ("Al‑Manar", "Al-Manar", "al Manar"),
        ("Agence France-Presse", "Agence France Presse", "AGENCE FRANCE-PRESSE"),
        ("A.F.P.", "AFP"),
        ("خبرگزاری ایرنا", "خبرگزاري ايرنا"),
    ],
)
def test_a_publisher_in_two_spellings_is_one_and_is_named_once(spellings: tuple[str, ...]) -> None:
    found = {f"s{n}": Source(f"s{n}", "T", publisher=p) for n, p in enumerate(spellings)}
    cited = [cite(id_) for id_ in found]
    assert publishers.independent((claim(*cited),), found.get) == 1
    assert publisher_phrase(cited, found.get) == (named(spellings[0]), False)


def test_publishers_whose_names_differ_by_a_word_are_two() -> None:
    names = ("The Times", "Times of Iran", "Channel 1 1", "Channel 11")
    found = {f"s{n}": Source(f"s{n}", "T", publisher=p) for n, p in enumerate(names)}
    assert publishers.independent((claim(*map(cite, found)),), found.get) == 4


def test_one_speaker_in_two_spellings_is_one_voice() -> None:
    assert count(cite("article", "Gen. O’Meara"), cite("ucdp", "gen O'Meara")) == 1
