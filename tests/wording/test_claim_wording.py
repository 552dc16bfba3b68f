"""The wording of claims, citations, sources and events: who says it, where and how."""

from __future__ import annotations

from typing import Any

import pytest
from wordings import SOURCES, cite, claim, name, source

from proxytui import wording
from proxytui.model.records import Event, Locator, Participant, Speaker


def test_a_claim_names_its_sources_speakers_dates_and_their_own_words() -> None:
    made = claim(
        cite("article", "Syrian Army sources"),
        subject="militias",
        terms=("X",),
        against=("hts",),
        since="2024-12-01",
        since_raw="on Sunday night",
        basis="within",
        attested=("2024-12-01", "2024-12-02"),
    )
    assert wording.claim_words(made, name, source) == (
        "According to the news analysis (about 2 Dec 2024), citing Syrian Army sources, "
        "“Iranian-backed militias” back Hezbollah: troops as a warring party, "
        "in a conflict with Hayat Tahrir al-Sham. Start given: 1 Dec 2024 (“on Sunday night”); "
        "last attested 2 Dec 2024; on some day in that time."
    )


def test_a_claim_without_support_says_what_there_is_instead() -> None:
    denied = claim(cite("ucdp", stance="disputes"))
    assert wording.claim_words(denied, name, source) == (
        "According to UCDP (2020), it is not so that Iran backs Hezbollah."
    )
    assert wording.claim_words(claim(cite("gone")), name, source).startswith(
        "According to a source that is missing here, Iran backs Hezbollah."
    )


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (cite("article"), "the news analysis (about 2 Dec 2024) says so"),
        (
            cite("ucdp", "an envoy", locator=Locator(page=61, paragraph="9")),
            "said by an envoy, according to “External Support” (UCDP, 2020), p. 61, ¶9",
        ),
        (
            cite("state", "Iran’s envoy", "disputes"),
            "denied by Iran’s envoy, according to “Country Reports” (the Department of State, "
            "2022)",
        ),
        (cite("withdrawn", stance="mentions"), "“A mistake” (Herald, retracted) mentioned it"),
        (
            cite("article", flags=("alleged",)),
            "the news analysis (about 2 Dec 2024) says so; hedged by the source",
        ),
    ],
)
def test_a_citation_says_who_speaks_where_and_how(citation: Any, said: str) -> None:
    assert wording.citation_words(citation, name, source) == said


def test_a_speaker_may_be_an_actor_and_the_words_for_it() -> None:
    made = cite("article", speaker="")
    made = type(made)("article", speaker=Speaker(actor="khamenei", text="Khamenei.ir"))
    assert wording.citation_words(made, name, source).startswith(
        "said by Ali Khamenei (“Khamenei.ir”), according to"
    )


def test_sources_are_short_and_dated() -> None:
    assert [wording.source_words(SOURCES[s]) for s in ("article", "treasury", "withdrawn")] == [
        "News analysis, about 2 Dec 2024",
        "Sanctions, no date given",
        "A mistake, no date given, retracted",
    ]


def test_an_event_is_said_by_somebody() -> None:
    made = Event(
        "e-1",
        "Militias enter Syria",
        "2024-12-01",
        date_raw="Sunday night",
        place="Al Bukamal",
        participants=(Participant("hezbollah", "party"), Participant("hts")),
        citations=(cite("article", "Syrian Army sources"),),
    )
    assert wording.event_words(made, name, source) == (
        "According to the news analysis (about 2 Dec 2024), citing Syrian Army sources: "
        "Militias enter Syria. Date given: 1 Dec 2024 (“Sunday night”). "
        "Place given: Al Bukamal. Said to take part: Hezbollah (party) and Hayat Tahrir al-Sham."
    )
    assert wording.event_words(Event("e", "Talks"), name, source) == (
        "No source is recorded for the claim that this happened: Talks. No date given."
    )
