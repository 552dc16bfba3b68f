"""Whole texts: sentences and headings, law and findings, the parser itself, the claim proposed."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from suggesting_world import RecordedParser, brief, names_in_text, read

from proxytui.errors import ProxyTUIError
from proxytui.reading.quotes import check
from proxytui.reading.suggesting.engine import suggestions
from proxytui.reading.suggesting.law import LawReading
from proxytui.reading.suggesting.proposal import proposed_claim
from proxytui.reading.suggesting.sentence_ranges import sentence_ranges

if TYPE_CHECKING:
    from pathlib import Path

needs_parser = pytest.mark.skipif(
    importlib.util.find_spec("spacy") is None, reason="the extra suggest is not installed"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text that are no headings."""
    return [text[s.start : s.end] for s in sentence_ranges(text) if not s.is_heading]


def test_a_heading_is_no_part_of_the_sentence_below_it() -> None:
    text = (
        "ASSISTANCE FROM IRAN\n\nAs we mentioned, Hamas waited.\n\n## Iran and Hamas\n\nIt went on."
    )
    assert sentences(text) == ["As we mentioned, Hamas waited.", "It went on."]


def test_bullets_numbers_and_stars_before_a_sentence_are_left_out_of_it() -> None:
    text = "* Iran armed Hamas.\n* **Hamas** fought.\n\n(2) Iran waits.\n\n§ 12. Syria waits."
    assert sentences(text) == [
        "Iran armed Hamas.",
        "Hamas** fought.",
        "Iran waits.",
        "Syria waits.",
    ]


def law(text: str) -> list[tuple[str, bool, bool]]:
    """Each sentence of a law, whether it is silent, and whether somebody finds what it says."""
    reading = LawReading()
    rows = []
    for sentence in sentence_ranges(text):
        silent, finding = reading.read(text, sentence)
        rows.append((text[sentence.start : sentence.end], silent, finding is not None))
    return rows


def test_duties_are_silent_and_findings_are_said_by_whoever_finds_them() -> None:
    text = (
        "Congress makes the following findings:\n\n(1) Iran arms Hamas.\n\n"
        "(2) Iran trains Hamas.\n\nThe President shall report on Iran.\n\n"
        "(1) Iran funds Hamas.\n\nNot later than 90 days after that, Iran is named."
    )
    assert law(text) == [
        ("Congress makes the following findings:", False, True),
        ("Iran arms Hamas.", False, True),
        ("Iran trains Hamas.", False, True),
        ("The President shall report on Iran.", True, False),
        ("Iran funds Hamas.", False, False),
        ("Not later than 90 days after that, Iran is named.", True, False),
    ]


def test_what_is_listed_under_a_condition_is_silent_with_it() -> None:
    text = "The ban ends if the President certifies that—\n\n(1) Iran has ceased arming Hamas;"
    assert law(text)[-1][1]


def test_without_a_parser_the_sentences_are_still_read_by_the_rules() -> None:
    text = "Iran armed Hamas. Hezbollah leader Hassan Nasrallah spoke."
    found = list(suggestions(text, names_in_text()))
    assert [brief(suggestion) for suggestion in found] == ["Hassan Nasrallah leads Hezbollah"]


def test_a_suggestion_becomes_a_claim_whose_quote_stands_in_the_text() -> None:
    text = "The United States accused Iran of arming the Houthis."
    suggestion = read(text, RecordedParser())[-1]
    claim = proposed_claim(suggestion, text, "s-paper", "sha", "2024-05-01")
    (citation,) = claim.citations
    assert (claim.type, claim.subject, claim.object, claim.terms) == (
        *("backs", "Iran", "Houthis"),
        ("W",),
    )
    assert claim.attested == ("2024-05-01", "2024-05-01")
    assert citation.flags == ("alleged",)
    assert citation.speaker is not None
    assert citation.speaker.actor == "United States"
    assert citation.quote is not None
    assert check(citation.quote, text).check.value == "exact"


def test_what_has_ended_ends_by_the_day_of_the_source_and_attests_nothing() -> None:
    text = "Iran no longer funds Hamas."
    claim = proposed_claim(read(text)[0], text, "s-paper", None, "2024-05-01")
    assert (claim.until, claim.attested) == ("../2024-05-01", None)


def test_what_is_denied_disputes_and_attests_nothing() -> None:
    text = "Iran does not support Hamas."
    claim = proposed_claim(read(text)[0], text, "s-paper", None, "2024-05-01")
    assert claim.citations[0].stance == "disputes"
    assert claim.attested is None


def test_what_is_planned_carries_the_flag() -> None:
    text = "Turkey plans to train the Free Syrian Army."
    claim = proposed_claim(read(text)[0], text, "s-paper", None)
    assert claim.flags == ("planned",)


@needs_parser
def test_the_parser_reads_as_it_was_recorded() -> None:
    from proxytui.reading.suggesting.spacy_parser import loaded

    text = "Iran has denied that it supplies weapons to Hezbollah."
    assert [brief(s) for s in read(text, loaded())] == [brief(s) for s in read(text)]


@needs_parser
def test_names_of_many_words_and_scripts_keep_their_places_through_the_parser() -> None:
    from proxytui.reading.suggesting.spacy_parser import loaded

    text = "“Well 😀”, said\u00a0Turkey. Qatar armed Hay'at\n   Tahrir al-Sham in 2017."
    (suggestion,) = read(text, loaded())
    parts = {clue.part: text[clue.start : clue.end] for clue in suggestion.clues}
    assert parts == {"subject": "Qatar", "backs": "armed", "object": "Hay'at\n   Tahrir al-Sham"}
    assert brief(suggestion) == "Qatar backs Hay'at Tahrir al-Sham: W; attested 2017"


def test_a_model_is_found_in_its_own_package_and_within_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.reading.suggesting import spacy_parser

    for package, folder in (("own_model", "own_model-3.8.0"), ("other_package", "_model")):
        (tmp_path / package / folder).mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
        (tmp_path / package / folder / "meta.json").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for package, folder in (("own_model", "own_model-3.8.0"), ("other_package", "_model")):
        monkeypatch.setattr(spacy_parser, "MODELS", ("no_such_package", package))
        assert spacy_parser._model() == (package, tmp_path / package / folder)


def test_without_a_model_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from proxytui.reading.suggesting import spacy_parser

    monkeypatch.setattr(spacy_parser, "MODELS", ("no_such_package",))
    assert not spacy_parser.is_installed()
    with pytest.raises(ProxyTUIError, match="no parser is installed") as raised:
        spacy_parser.loaded()
    assert "proxytui[suggest]" in raised.value.hint
