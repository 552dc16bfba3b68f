"""When a sentence says that something was so: vague dates, tenses, and what is called false.

The parses are recorded, so that no parser is needed; `suggesting_world.py` records them.
"""

from __future__ import annotations

import pytest
from suggesting_world import brief, read

from proxytui.reading.suggesting.proposal import proposed_claim

PUBLISHED = "2019-03-14"
VAGUE = {
    "Iran has armed Hezbollah since the early 1990s.": ("199X", "the early 1990s", None, None),
    "Iran funded Hamas until the late 2000s.": (None, None, "200X", "the late 2000s"),
    "The United States armed Hamas from the spring of 2011 onwards.": (
        *("2011", "the spring of 2011"),
        *(None, None),
    ),
    "Iran began to arm Hezbollah around 1982.": ("1982~", "around 1982", None, None),
    "Qatar funded Hamas from 2007 to 2012.": ("2007", None, "2012", None),
}
PAST = [
    "Iran armed Hezbollah.",
    "Hezbollah was armed by Iran.",
    "Russia, which had supplied weapons to Syria, left.",
    "Qatar funded Hamas until 2012.",
]
CURRENT = [
    "Iran is arming Hezbollah.",
    "Iran has armed Hezbollah.",
    "Iran was accused by Israel of arming Hezbollah.",
    "Iran-backed Hezbollah refused.",
]
ENDED = [
    "Qatar used to fund Hamas.",
    "Syria was once backed by Russia.",
    "Iran no longer funds Hamas.",
]
FALSE = {
    "Reports that Iran armed Hamas are false.": ["Iran backs Hamas: W; denied"],
    "The claim that Qatar funded Hezbollah was retracted.": ["Qatar backs Hezbollah: F; denied"],
    "The allegation that Turkey is arming Hamas is unfounded.": ["Turkey backs Hamas: W; denied"],
    "It is untrue that Qatar supports Hamas.": ["Qatar backs Hamas; denied"],
}
APART = {
    "Officials in Turkey denied that Iran had armed Hamas, and Iran has never funded the group, "
    "according to its spokesman.": [
        "Iran backs Hamas: W; denied; by Officials in Turkey",
        "Iran backs Hamas: F; denied; by its spokesman",
    ],
    "Iran armed Hamas in 1992 and has trained it since 2004.": [
        "Iran backs Hamas: W; attested 1992",
        "Iran backs Hamas: T; since 2004",
    ],
    "Iran trains Hamas and plans to arm it.": [
        "Iran backs Hamas: T",
        "Iran backs Hamas: W; planned",
    ],
    "Iran has funded and trained Hamas since 2004.": ["Iran backs Hamas: F, T; since 2004"],
}


def _sure(briefs: list[str]) -> list[str]:
    return [words.removesuffix("; hedged") for words in briefs]


@pytest.mark.parametrize(("sentence", "dates"), VAGUE.items())
def test_a_vague_date_is_no_narrower_than_its_words_which_stand_beside_it(
    sentence: str, dates: tuple[str | None, ...]
) -> None:
    claim = proposed_claim(read(sentence)[0], sentence, "s-paper", None, PUBLISHED)
    assert (claim.since, claim.since_raw, claim.until, claim.until_raw) == dates


def test_between_two_years_is_some_day_of_them_and_not_each() -> None:
    sentence = "Russia supplied weapons to Syria between 2003 and 2006."
    claim = proposed_claim(read(sentence)[0], sentence, "s-paper", None, PUBLISHED)
    assert (claim.since, claim.until, claim.basis) == ("2003", "2006", "within")


@pytest.mark.parametrize("sentence", PAST)
def test_what_was_so_is_not_attested_on_the_day_of_the_source(sentence: str) -> None:
    (suggestion,) = read(sentence)
    assert proposed_claim(suggestion, sentence, "s-paper", None, PUBLISHED).attested is None


@pytest.mark.parametrize("sentence", CURRENT)
def test_what_is_so_is_attested_on_the_day_of_the_source(sentence: str) -> None:
    suggestion = read(sentence)[-1]
    claim = proposed_claim(suggestion, sentence, "s-paper", None, PUBLISHED)
    assert claim.attested == (PUBLISHED, PUBLISHED)


@pytest.mark.parametrize("sentence", ENDED)
def test_what_was_once_so_has_ended(sentence: str) -> None:
    (suggestion,) = read(sentence)
    claim = proposed_claim(suggestion, sentence, "s-paper", None, PUBLISHED)
    assert (claim.until, claim.attested) == (f"../{PUBLISHED}", None)


@pytest.mark.parametrize(("sentence", "claims"), FALSE.items())
def test_what_a_sentence_calls_false_is_disputed(sentence: str, claims: list[str]) -> None:
    assert _sure([brief(suggestion) for suggestion in read(sentence)]) == claims


@pytest.mark.parametrize(("sentence", "claims"), APART.items())
def test_what_differs_in_speaker_date_or_certainty_is_not_joined(
    sentence: str, claims: list[str]
) -> None:
    assert [brief(suggestion) for suggestion in read(sentence)] == claims


def test_a_hedged_refusal_stays_hedged_and_a_denied_allegation_is_a_denial() -> None:
    assert [brief(s) for s in read("Qatar reportedly refused to fund Hamas.")] == [
        "Qatar backs Hamas: F; denied; hedged"
    ]
    assert [
        brief(s) for s in read("Turkey denied allegations of supporting the Al-Nusra Front.")
    ] == ["Turkey backs Al-Nusra Front; denied; by Turkey"]
