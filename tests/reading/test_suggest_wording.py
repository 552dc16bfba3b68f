"""Suggestions however a claim is worded: set phrases, nouns for acts, references, mended parses.

The parses are recorded, so that no parser is needed; `suggesting_world.py` records them.
"""

from __future__ import annotations

import pytest
from suggesting_world import brief, read

from proxytui.reading.suggesting.actor_name import ActorName
from proxytui.reading.suggesting.masking import MaskedSentence

PHRASES = {
    "Russia has thrown its weight behind Hezbollah.": ["Russia backs Hezbollah"],
    "Turkey came to the rescue of the Free Syrian Army.": ["Turkey backs Free Syrian Army"],
    "Russia intervened at the request of Syria.": ["Russia backs Syria"],
    "Syria depends on Iran for weapons and money.": ["Iran backs Syria: W, F"],
    "Weapons from Iran reached Hezbollah.": ["Iran backs Hezbollah: W"],
    "Russia went to Syria in May.": [],
    "Hezbollah writers rely on facts about Israel.": [],
    "Letters from Iran reached Hezbollah.": [],
}
ACTS = {
    "The designation of Hezbollah by the United States came in 1997.": [
        "United States designates Hezbollah; attested 1997"
    ],
    "Israel welcomed Qatar's condemnation of Iran.": ["Qatar opposes Iran: political"],
    "Hezbollah led the capture of the town from the Free Syrian Army.": [
        "Hezbollah opposes Free Syrian Army: armed"
    ],
    "Qasem Soleimani was killed in a United States drone strike.": [
        "United States opposes Qasem Soleimani: armed"
    ],
    "The capture of the town pleased Iran and Israel.": [],
    "Lebanon's recognition of its own debts troubled Qatar.": [],
    "Qasem Soleimani died in Iran in winter.": [],
}
MENDED = {
    "The dispute turned on the issue of Russian arms sales to Syria.": ["Russia backs Syria: W"],
    "Hezbollah is armed, trained and financed by Iran.": ["Iran backs Hezbollah: W, T, F"],
    "Hamas fought troops loyal to Bashar al-Assad.": ["Hamas opposes Bashar al-Assad: armed"],
    "Israel met Iran and backed talks.": [],
    "Qatar argued to support Hamas.": [],
    "Qatar hoped to support Hamas.": [],
    "Had Iran not armed Hezbollah, Israel would have won.": [],
}
REFERENCES = {
    "Iran founded Hezbollah in 1982 and has armed the group ever since.": [
        "Iran backs Hezbollah: W"
    ],
    "Hezbollah was sustained by Iran, which gave it weapons.": ["Iran backs Hezbollah: W"],
    "Hezbollah was backed by the Iranians in 1982.": ["Iran backs Hezbollah; attested 1982"],
    "Hamas and Hezbollah met, and Iran armed the group.": [],
    "Qatar funded the Houthis, and Turkey gave it weapons.": ["Qatar backs Houthis: F"],
    "The Iranians and Israelis who live in Turkey met.": [],
    "Iranians protested against Hezbollah.": [],
}


@pytest.mark.parametrize(("sentence", "claims"), PHRASES.items())
def test_set_phrases_of_help_are_claims_and_their_words_alone_are_not(
    sentence: str, claims: list[str]
) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), ACTS.items())
def test_nouns_for_acts_need_who_does_it_and_to_whom(sentence: str, claims: list[str]) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), MENDED.items())
def test_rows_loose_prepositions_and_conditions_are_read_as_they_are_meant(
    sentence: str, claims: list[str]
) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


@pytest.mark.parametrize(("sentence", "claims"), REFERENCES.items())
def test_what_refers_back_is_the_one_actor_that_fits_and_none_of_several(
    sentence: str, claims: list[str]
) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


def test_an_acronym_in_brackets_is_one_name_with_what_it_stands_for() -> None:
    text = "The Free Syrian Army (FSA) met Iran (again)."
    names = [ActorName(4, 20, "fsa", "armed-group"), ActorName(31, 35, "iran", "state")]
    masked = MaskedSentence(text, 0, len(text), names)
    assert "FSA" not in masked.words
    assert masked.words.endswith(" (again).")
