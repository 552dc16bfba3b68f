"""Sources in the notes style of the Chicago Manual, whatever is known of them."""

from __future__ import annotations

from typing import Any

import pytest

from proxytui.model import dates
from proxytui.model.records import Citation, Claim, Locator, Quote, Source, Speaker
from proxytui.model.vocabulary import Check
from proxytui.wording.chicago import chicago_date
from proxytui.wording.footnote import CitedWords, Style, footnote, markdown_footnote, reference

NAMES = {"north": "North", "militia": "Hillmen", "envoy": "Ada Envoy"}
AS_OF = dates.period("2024-12-02")
CLAIM = Claim("c-1", "backs", "north", "militia", (), terms=("W",))
ARTICLE: dict[str, Any] = {
    "author": "Lena Marsh",
    "title": "Border Towns Count the Cost",
    "publisher": "The Herald",
    "published": "2024-12-02",
    "url": "https://example.org/border",
}


def source(**fields: Any) -> Source:
    return Source("s", **{**ARTICLE, **fields})


def note(origin: Source | None, **fields: Any) -> str:
    citation = Citation("s", fields.pop("quote", Quote("arms the brigade")), **fields)
    cited = CitedWords(citation, CLAIM, origin, Check.EXACT if citation.quote else None)
    return footnote(cited, NAMES.__getitem__, AS_OF, Style.CHICAGO)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {},
            "Lena Marsh, “Border Towns Count the Cost,” The Herald, December 2, 2024,"
            " https://example.org/border",
        ),
        ({"url": None}, "Lena Marsh, “Border Towns Count the Cost,” The Herald, December 2, 2024"),
        # Nobody is named as the author: the note begins with the title.
        (
            {"author": None, "url": None},
            "“Border Towns Count the Cost,” The Herald, December 2, 2024",
        ),
        # A body that publishes its own words is named once.
        (
            {"author": "Ministry of Trade", "publisher": "ministry of trade", "url": None},
            "Ministry of Trade, “Border Towns Count the Cost,” December 2, 2024",
        ),
        ({"author": "A. One; B. Two", "url": None, "title": "T"},
         "A. One and B. Two, “T,” The Herald, December 2, 2024"),
        ({"author": "A. One; B. Two; C. Three", "url": None, "title": "T"},
         "A. One et al., “T,” The Herald, December 2, 2024"),
        ({"author": "Ministry of Trade and Industry", "url": None, "title": "T"},
         "Ministry of Trade and Industry, “T,” The Herald, December 2, 2024"),
        # Without a date the day on which it was read finds it again.
        ({"published": None, "accessed": "2026-11-23T10:00:00Z"},
         "Lena Marsh, “Border Towns Count the Cost,” The Herald, n.d., accessed November 23, 2026,"
         " https://example.org/border"),
        ({"published": "2024", "accessed": "2026-11-23", "url": None, "title": "T"},
         "Lena Marsh, “T,” The Herald, 2024"),
        # A description of a source without a title stands in no quotation marks.
        ({"author": None, "publisher": None, "title": "[news analysis]", "url": None},
         "News analysis, December 2, 2024"),
        ({"title": "", "url": None}, "Lena Marsh, untitled, The Herald, December 2, 2024"),
        ({"title": "Who Pays?", "url": None},
         "Lena Marsh, “Who Pays?,” The Herald, December 2, 2024"),
        ({"title": 'The "Elder Brother" of “the Guard”', "url": None},
         "Lena Marsh, “The ‘Elder Brother’ of ‘the Guard,’” The Herald, December 2, 2024"),
        ({"kind": "report", "published": "2020-05-02", "url": None},
         "Lena Marsh, Border Towns Count the Cost (The Herald, 2020)"),
        ({"kind": "book", "published": None, "publisher": None, "author": None, "url": None},
         "Border Towns Count the Cost (n.d.)"),
        ({"status": "retracted", "url": None},
         "Lena Marsh, “Border Towns Count the Cost,” The Herald, December 2, 2024"
         " (retracted since)"),
        ({"archive_url": "https://archive.example/1"},
         "Lena Marsh, “Border Towns Count the Cost,” The Herald, December 2, 2024,"
         " https://example.org/border, archived at https://archive.example/1"),
    ],
)  # fmt: skip
def test_a_source_is_named_as_the_manual_has_it(fields: dict[str, Any], words: str) -> None:
    assert reference(source(**fields), Style.CHICAGO) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-12-02", "December 2, 2024"),
        ("2024-12", "December 2024"),
        ("2024", "2024"),
        ("2024-12-02~", "ca. December 2, 2024"),
        ("2012?", "2012?"),
        ("2012%", "ca. 2012?"),
        ("198X", "1980s"),
        ("2012/2015-03", "between 2012 and March 2015"),
    ],
)
def test_dates_are_those_of_american_english(edtf: str, words: str) -> None:
    assert chicago_date(edtf) == words


@pytest.mark.parametrize(
    "edtf", ["../1982", "2012/..", "", "spring", "2012-13", "/", "2012/spring"]
)
def test_a_date_of_another_form_is_still_in_words(edtf: str) -> None:
    assert chicago_date(edtf)


def test_a_note_has_the_place_the_check_and_the_date_of_the_view() -> None:
    assert note(source(url=None), locator=Locator(page=3, paragraph="41")) == (
        "“arms the brigade” – Lena Marsh, “Border Towns Count the Cost,” The Herald,"
        " December 2, 2024, 3, para. 41. The words stand in the copy that is kept."
        " Viewed as of December 2, 2024."
    )


def test_whoever_speaks_in_the_source_is_cited_in_it() -> None:
    spoken = note(source(url=None), speaker=Speaker(text="a customs officer"))
    assert "– A customs officer, cited in Lena Marsh, “Border Towns" in spoken
    assert "said there by" not in spoken
    silent = note(source(url=None), quote=None, speaker=Speaker(actor="envoy"))
    assert silent.startswith("Ada Envoy, cited in Lena Marsh, “Border Towns")


def test_what_is_cited_against_a_claim_says_so() -> None:
    words = note(source(), stance="disputes")
    assert "Cited as disputing that North backs Hillmen: weapons." in words


def test_a_source_that_is_missing_is_named_as_missing() -> None:
    assert note(None).startswith("“arms the brigade” – A source that is missing here.")


def test_as_markdown_no_sign_of_a_title_is_taken_for_markup() -> None:
    cited = CitedWords(Citation("s", Quote("x")), CLAIM, source(title="*Who* pays [a] lot"), None)
    words = markdown_footnote(cited, NAMES.__getitem__, None, "c-1", Style.CHICAGO)
    assert r"“\*Who\* pays \[a\] lot,”" in words
