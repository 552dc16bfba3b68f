"""Whose year a date has, how long an event lasted, and dates short enough for a column."""

from __future__ import annotations

import pytest

from proxytui import wording
from proxytui.model.records import Citation, Claim, Event, Quote, Source, Speaker
from proxytui.model.validation import faults
from proxytui.wording.phrases import is_plural, short_date, speaker_phrase

SOURCES = {
    "wire": Source("wire", "Wire", publisher="Lake Gazette", published="2024-12-02"),
    "book": Source("book", "[Yearbook]"),
}


def said(source: str, words: str, stance: str = "supports") -> Citation:
    return Citation(source, Quote(words), stance=stance)


def claim_words(*citations: Citation, **fields: str) -> str:
    claim = Claim("c", "backs", "a", "b", citations, **fields)  # type: ignore[arg-type]
    return wording.claim_words(claim, str.upper, SOURCES.get)


@pytest.mark.parametrize(
    ("date", "raw", "cited", "lent", "named"),
    [
        ("2023-10-07/..", "after October 7", "since", "on 7 October 2023", "year by the yearbook"),
        ("1980/1988", "during the war", "in the war", "the war of 1980–88", "years"),
        ("1988", "the last year of the war", "in it", "٧ - ١٩٨٨", "year by the yearbook"),
        ("198X", "in that decade", "then", "in 1984", "year by the yearbook"),
        ("2006/2007", "in 2006", "won", "and fought in 2007", "2007 by the yearbook"),
    ],
)
def test_a_year_that_only_another_source_gives_is_said_to_be_its(
    date: str, raw: str, cited: str, lent: str, named: str
) -> None:
    told = claim_words(
        said("wire", cited), said("book", lent, "mentions"), since=date, since_raw=raw
    )
    assert f"(“{raw}”, {named.replace('years', 'year by the yearbook')})" in told


@pytest.mark.parametrize(
    ("date", "raw", "cited", "lent"),
    [
        ("1990", "the war of 1975–90", "it ended", "in 1990"),
        ("1984", "in that year", "in 1984, it said", "in 1984"),
        ("2024-12-01", "on Sunday", "yesterday", "1 December 2024"),
        ("1984", "in that year", "then", "some years later"),
        ("1984", "", "then", "in 1984"),
    ],
)
def test_a_year_that_the_source_gives_itself_or_nobody_does_is_nobody_elses(
    date: str, raw: str, cited: str, lent: str
) -> None:
    told = claim_words(
        said("wire", cited), said("book", lent, "mentions"), since=date, since_raw=raw
    )
    assert "yearbook" not in told


def test_the_recorders_summary_stands_behind_a_claim_in_quotation_marks() -> None:
    told = claim_words(said("wire", "then"), summary="The year is of the report.")
    assert told.endswith("The recorder's summary: “The year is of the report.”")


@pytest.mark.parametrize(
    ("kind", "basis", "when"),
    [
        ("war", None, "from 1980 to 1988"),
        ("deployment", None, "from 1980 to 1988"),
        ("agreement", None, "some day from 1980 to 1988"),
        (None, None, "some day from 1980 to 1988"),
        ("agreement", "throughout", "from 1980 to 1988"),
        ("war", "within", "some day from 1980 to 1988"),
    ],
)
def test_what_lasts_is_told_as_a_span_and_an_act_as_a_day_of_it(
    kind: str | None, basis: str | None, when: str
) -> None:
    event = Event("e", "It", date="1980/1988", kind=kind, basis=basis)
    assert f"Date given: {when}." in wording.event_words(event, str, SOURCES.get)


def test_an_open_interval_is_no_span_whatever_the_kind() -> None:
    event = Event("e", "It", date="2023-10-07/..", kind="war")
    assert "Date given: not before 7 Oct 2023." in wording.event_words(event, str, SOURCES.get)


def test_an_alleged_event_says_so_once() -> None:
    cited = Citation("wire", speaker=Speaker(text="Officials"))
    event = Event("e", "A raid", citations=(cited,), flags=("alleged",))
    told = wording.event_words(event, str, SOURCES.get)
    assert told.startswith(
        "According to “Wire” (Lake Gazette, 2 Dec 2024), citing officials, it is alleged that this "
        "happened: A raid."
    )
    assert told.endswith("Alleged: passed on by the source, not confirmed.")


def test_a_date_that_is_too_wide_for_its_column_loses_its_days_before_its_months() -> None:
    given = "2023-10-08/2024-12-02~"
    shown = [short_date(given, cells) for cells in (30, 22, 13, 10)]
    assert shown == [
        "8 Oct 2023–c. 2 Dec 2024",
        "Oct 2023–c. Dec 2024",
        "2023–c. 2024",
        "2023–c. 2024",
    ]
    assert short_date("2024-12-12~", 13) == "c. Dec 2024"
    assert short_date("2024-12-02/2024-12-05", 13) == "Dec 2024"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../1994-01", "by Jan 1994"),
        ("2011/..", "from 2011"),
        ("1980/1988", "1980–1988"),
        ("2024-12-02~", "c. 2 Dec 2024"),
        ("2012?", "2012?"),
        ("2012-05%", "c. May 2012?"),
        ("198X", "1980s"),
        ("2012-XX", "2012"),
        ("2024-12", "Dec 2024"),
        ("", "no date"),
        (None, "no date"),
        ("back then", "back then"),
    ],
)
def test_a_date_in_a_column_is_no_code(given: str | None, shown: str) -> None:
    assert short_date(given) == shown


@pytest.mark.parametrize(
    ("label", "plural"),
    [
        ("“Saudi and other financiers associated with the Chain”", True),
        ("“the warlords battling the army”", True),
        ("“tribal and regionally based forces in Yemen”", True),
        ("“the mujahideen”", True),
        ("“Maronite militiamen”", True),
        ("“a group of sheikhs located in Herat”", False),
        ("“one of the main factions”", False),
        ("“axis of resistance”", False),
        ("“an armed faction, formerly rebels”", False),
        ("Afghan Taliban", True),
        ("Islamic Jihad", False),
    ],
)
def test_a_description_takes_the_verb_of_its_noun(label: str, plural: bool) -> None:
    assert is_plural(label) is plural


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("The reports", "the reports"),
        ("Sources", "sources"),
        ("Some in the army", "some in the army"),
        ("many", "“many”"),
        ("Others", "“others”"),
        ("Syrian Army sources", "Syrian Army sources"),
    ],
)
def test_a_speaker_stands_within_a_sentence(given: str, shown: str) -> None:
    assert speaker_phrase(Speaker(text=given), str) == shown


def test_the_flag_of_a_finding_of_no_evidence_is_one_of_citations_alone() -> None:
    cited = {"source": "s", "stance": "disputes", "flags": ["unsupported"]}
    claim = {"type": "backs", "subject": "a", "object": "b", "citations": [cited]}
    assert faults("claims", "c", claim) == ()
    assert faults("claims", "c", {**claim, "flags": ["unsupported"]})
    assert faults("events", "e", {"title": "It", "date": "1980/1988", "basis": "throughout"}) == ()
    assert faults("events", "e", {"title": "It", "basis": "always"})
