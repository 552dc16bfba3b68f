"""The words of a timeline: years that are certain, possible or open, and who says a claim."""

from __future__ import annotations

from typing import Any

import pytest

from proxytui.model.records import Citation, Claim, Source, Speaker
from proxytui.wording.timeline import claim_label, short_claim_label, undated_words, years_words

SOURCES = {
    "s-cia": Source("s-cia", "World Factbook", publisher="Central Intelligence Agency"),
    "s-paper": Source("s-paper", "[an article]"),
    "s-gone": Source("s-gone", "A report", publisher="Press", status="retracted"),
}


def claim(*cited: Citation, **more: Any) -> Claim:
    return Claim("c", "backs", "a", "b", cited, **more)


@pytest.mark.parametrize(
    ("held", "possible", "said"),
    [
        ([(1982, 2006)], [(1982, 2006)], "held in 1982–2006"),
        ([(1990, 1990)], [(1990, 1990)], "held in 1990"),
        ([(1982, 2006)], [(1982, 2011)], "held in 1982–2006, possibly until 2011"),
        ([(1982, 2006)], [(1979, 2006)], "possibly from 1979, held in 1982–2006"),
        (
            [(1982, 1985), (1990, 1991)],
            [(1982, 1991)],
            "held in 1982–1985 and 1990–1991, possibly between",
        ),
        (
            [(1982, 2006)],
            [(0, 10000)],
            "possibly before, held in 1982–2006, possibly after; no end",
        ),
        ([], [(2006, 2006)], "possibly in 2006"),
        ([], [(2006, 2008)], "possibly in 2006–2008"),
        ([], [(0, 2008)], "possibly until 2008"),
        ([], [(2006, 10000)], "possibly from 2006 on; no end given"),
        ([], [(0, 10000)], "possibly at any time; no end given"),
        ([], [], "no year given"),
    ],
)
def test_years_are_said_to_be_certain_or_possible(
    held: list[tuple[int, int]], possible: list[tuple[int, int]], said: str
) -> None:
    assert years_words(held, possible, started=True, goes_on=False).startswith(said)


def test_what_is_open_is_said_at_the_end() -> None:
    said = years_words([(2024, 2024)], [(2024, 10000)], started=False, goes_on=True)
    assert said == "held in 2024, possibly after; no start given; said to go on"


def test_a_claim_goes_by_who_says_it_and_which_means() -> None:
    said = claim(Citation("s-cia"), Citation("s-paper"), terms=("W", "F"))
    assert claim_label(said, SOURCES.get) == (
        "Central Intelligence Agency and 1 other: weapons, funding"
    )


def test_a_short_label_begins_with_what_is_claimed() -> None:
    told = claim(Citation("s-paper"), terms=("W", "F.x", "F"))
    assert (
        short_claim_label(told, SOURCES.get)
        == f"W F · {claim_label(told, SOURCES.get, means=False)}"
    )
    denied = claim(Citation("s-cia", stance="disputes"), terms=("W",))
    assert short_claim_label(denied, SOURCES.get).startswith("W · not so, according to")
    assert short_claim_label(claim(Citation("s-paper")), SOURCES.get) == "an article"


@pytest.mark.parametrize(
    ("cited", "label"),
    [
        (
            Citation("s-cia", stance="disputes"),
            "not so, according to Central Intelligence Agency: weapons",
        ),
        (
            Citation("s-cia", stance="disputes", flags=("unsupported",)),
            "no evidence found by Central Intelligence Agency",
        ),
        (
            Citation("s-cia", speaker=Speaker(text="officials"), stance="disputes"),
            "denied, according to Central Intelligence Agency",
        ),
        (Citation("s-paper", stance="mentions"), "only mentioned by an article"),
        (Citation("s-gone"), "retracted: Press"),
        (Citation("s-nowhere"), "a source that is missing"),
    ],
)
def test_a_claim_that_nobody_supports_is_not_labelled_as_a_report(
    cited: Citation, label: str
) -> None:
    assert claim_label(claim(cited, terms=("W",)), SOURCES.get).startswith(label)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "refuted"}, "recorded as refuted: at no date"),
        ({"rank": "deprecated"}, "recorded as deprecated: at no date"),
        ({"flags": ("planned",)}, "planned: at no date"),
        ({"since": "2010", "until": "2000"}, "ends before it begins"),
        ({}, "no date given"),
    ],
)
def test_a_claim_without_a_day_says_why(fields: dict[str, Any], said: str) -> None:
    assert undated_words(claim(**fields)) == said
