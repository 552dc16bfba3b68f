"""Words, sentences and paragraphs of a text, and what is said of the places in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import locators, quotes, speaker_words
from proxytui.reading.breaks import is_break
from proxytui.reading.mentions import KnownNames
from proxytui.reading.new_names import capitalised, names_onward, new_names
from proxytui.reading.text_marks import TextMentions, unrecorded
from proxytui.reading.units import Stretch, Units, paragraphs

TEXT = """\
A HEADING

Iran’s men met Mr. Smith in Beirut. They gave
him 2,500 rifles, he said.

The Iranian-backed guard of the Red Lantern Society left.
"""
PAGES = "One page.\n\f\nTwo pages.\n\nMore.\n\f\nThree."


def units_of(text: str) -> Units:
    return Units(text, paragraphs(text))


def words(text: str, stretch: Stretch | None) -> str:
    return " ".join(text[slice(*stretch)].split()) if stretch is not None else ""


def at(units: Units, word: str) -> int:
    return units.text.index(word)


@pytest.mark.parametrize(
    ("place", "word", "sentence"),
    [
        ("Smith", "Smith", "Iran’s men met Mr. Smith in Beirut."),
        ("Iran’s", "Iran’s", "Iran’s men met Mr. Smith in Beirut."),
        ("2,500", "2,500", "They gave him 2,500 rifles, he said."),
        ("backed", "Iranian-backed", "The Iranian-backed guard of the Red Lantern Society left."),
        ("HEADING", "HEADING", "A HEADING"),
    ],
)
def test_a_place_is_in_a_word_and_a_sentence(place: str, word: str, sentence: str) -> None:
    units = units_of(TEXT)
    point = at(units, place)
    assert words(TEXT, units.word(point)) == word
    assert words(TEXT, units.sentence(point)) == sentence


def test_units_follow_one_another_to_the_ends_of_the_text() -> None:
    units = units_of(TEXT)
    first = units.word(0)
    assert units.previous_word(first) == first
    last = units.word(len(TEXT))
    assert words(TEXT, last) == "left"
    assert units.next_word(last) == last
    assert words(TEXT, units.sentence(at(units, "They"), -1)).startswith("Iran’s men")
    assert words(TEXT, units.sentence(at(units, "They"), 1)).startswith("The Iranian")
    assert units.sentence(at(units, "left"), 1) == units.sentence(at(units, "left"))
    assert words(TEXT, units.paragraph(at(units, "They"), -1)) == "A HEADING"


@given(st.text(st.sampled_from([*"ab é.’-\n\f東'1,"]), max_size=60), st.integers(0, 60))
def test_any_text_has_units_at_any_place_and_a_word_verifies(text: str, place: int) -> None:
    units = units_of(text)
    word = units.word(min(place, len(text)))
    assert 0 <= word.start <= word.end <= len(text)
    assert 0 <= units.sentence(place).start <= len(text)
    if word.end > word.start:
        quote = quotes.anchor_at(text, *word)
        assert quotes.check(quote, text).check in (Check.EXACT, Check.AMBIGUOUS)


def test_a_place_has_the_number_of_its_page_else_of_its_paragraph() -> None:
    units = units_of(PAGES)
    pages = [locators.words(locators.locator(units, at(units, w))) for w in ("One", "More", "Thr")]
    assert pages == ["p. 1", "p. 2", "p. 3"]
    units = units_of(TEXT)
    assert locators.words(locators.locator(units, at(units, "rifles"))) == "¶2"


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Iran armed them, two officers said.", "Iran armed them", "two officers"),
        ("According to the U.N. panel, Iran armed them.", "Iran armed", "the U.N. panel"),
        ("The minister told us that Iran armed them.", "Iran armed", "The minister"),
        ("He said that Iran armed them.", "Iran armed", ""),
        ("Iran armed them. The minister denied it.", "Iran armed them", ""),
        ("Iran armed them.", "Iran", ""),
    ],
)
def test_who_may_say_a_passage_is_guessed_from_its_own_sentence(
    text: str, quote: str, speaker: str
) -> None:
    start = text.index(quote)
    guess = speaker_words.guess(units_of(text), start, start + len(quote))
    assert words(text, guess) == speaker


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Lantern", "Red Lantern Society"),
        ("Smith", "Smith"),
        ("Beirut", "Beirut"),
        ("guard", ""),
    ],
)
def test_capitals_in_a_row_may_be_a_name(place: str, name: str) -> None:
    units = units_of(TEXT)
    assert words(TEXT, capitalised(units, at(units, place))) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At noon they met. Nobody was at home.", ""),
        ("They met. “Talks” began; more talks came.", ""),
        ("Nobody came. Talks At Noon began at noon.", "Talks At Noon"),
        ("Iran armed them. Airanian is no word.", "Iran"),
        ("They saw Turkey with a turkey.", "Turkey"),
    ],
)
def test_a_capital_that_only_begins_a_sentence_makes_no_name(text: str, name: str) -> None:
    units = units_of(text)
    word = next(word for word in ("Talks", "Turkey", "Iran", "At") if word in text)
    assert words(text, capitalised(units, at(units, word))) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met Valley and Upper Land in March.", ["Valley", "Upper Land"]),
        ("An Agency of Roads and Mines spoke.", ["Agency of Roads and Mines"]),
        ("The Guard of the North armed Hayat Tahrir al-Sham.",
         ["Guard of the North", "Hayat Tahrir al-Sham"]),
        ("Dozens of Valley Guards left. Guard of Roads left.", ["Valley Guards", "Guard of Roads"]),
        ("Some Zenda-backed men saw al Qaeda’s Ilan Voss.", ["al Qaeda", "Ilan Voss"]),
        ("They said: “The Valley-backed men came.” But nobody came.", []),
        ("Lashkar-e-Tayyiba met Jaysh-al-Adl on Monday.", ["Lashkar-e-Tayyiba", "Jaysh-al-Adl"]),
        ("Nobody came. Then I left. A mine was there.", []),
        ("Мария Иванова уехала.", ["Мария Иванова"]),
        ("تدعم أردانيا لواء الأرز.", []),
    ],
)  # fmt: skip
def test_new_names_are_runs_of_capitals_without_what_only_begins_a_sentence(
    text: str, names: list[str]
) -> None:
    units = units_of(text)
    listed = new_names(units, TextMentions(units), Stretch(0, len(text)))
    assert [words(text, name) for name in listed] == names


def test_new_names_are_gone_through_both_ways() -> None:
    text = "Valley met Upper Land.\n\nNobody came.\n\nThen Borland came."
    units = units_of(text)

    def onward(place: int, step: int) -> list[str]:
        return [words(text, name) for name in names_onward(units, TextMentions(units), place, step)]

    assert onward(0, 1) == ["Upper Land", "Borland"]
    assert onward(len(text), -1) == ["Borland", "Upper Land", "Valley"]


def test_mentions_are_gone_through_part_by_part_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxytui.reading.text_marks._PART", 20)
    text = "\n\n".join(f"Iran and number {number}." for number in range(30))
    units = units_of(text)
    mentions = TextMentions(units)
    assert list(mentions.onward(-1, 1)) == []
    mentions.know(KnownNames([("Iran", "name", "iran")]))
    onward = list(mentions.onward(-1, 1))
    assert len(onward) == 30
    assert list(mentions.onward(len(text), -1)) == onward[::-1]
    assert [m.start for m in mentions.between(0, len(text))] == [place.start for place in onward]


def test_sentences_that_name_two_actors_and_are_not_recorded_are_gone_through() -> None:
    text = "Iran arms Hamas. Iran is large. Hamas met Iran.\n\nIran, Iran. Hamas thanked Iran."
    units = units_of(text)
    mentions = TextMentions(units)
    mentions.know(KnownNames([("Iran", "name", "iran"), ("Hamas", "name", "hamas")]))

    def recorded(sentence: Stretch) -> bool:
        return "met" in text[slice(*sentence)]

    listed = [words(text, s) for s in unrecorded(units, mentions, recorded, -1, 1)]
    assert listed == ["Iran arms Hamas.", "Hamas thanked Iran."]
    back = [words(text, s) for s in unrecorded(units, mentions, recorded, len(text), -1)]
    assert back == listed[::-1]


_SIGNS = st.sampled_from([*"aB12--\n\n .,;'&\f东。%", "e\u0301"])


@given(st.lists(_SIGNS, max_size=30).map("".join))
@example("1,-0-\n2,end.\n\nA half-\n\nway house. Another one.\n")
@example("1。\u0301")
def test_a_unit_has_the_whole_of_a_word_that_goes_on_over_its_end(text: str) -> None:
    units = units_of(text)
    for place in range(len(text)):
        for unit in (units.sentence(place), units.paragraph(place)):
            words = text[slice(*unit)]
            if any(map(str.isalnum, words)):
                assert is_break(text, unit.start)
                assert is_break(text, unit.end)
                assert quotes.check(Quote(words), text).check is not Check.ABSENT
