"""Words are found whatever their case, accents, script and signs, and marked where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.search.matching import excerpt, marks, needle, score, searchable, surely_without
from proxytui.text import line

LETTERS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40
) | st.text(alphabet="ab é'-.\u0301الحزب真主党ไทÀß\n", max_size=40)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("WEAPONS", "sent weapons and trainers"),
        ("weap", "sent weapons"),
        ("cafe", "the Café’s owner"),
        ("straße", "die Strasse"),
        ("baath", "the Ba'ath Party"),
        ("حزب", "قال الحزب إن"),
        ("الحزب", "حزب"),
        ("علي", "علی خامنه‌ای"),
        ("主党", "真主党的武器"),
        ("真主", "关于真主党"),
        ("отряд", "Отряды «Вагнер»"),
        ("θεσσαλονικη", "στη Θεσσαλονίκη"),
        ("iran backed", "the Iran-backed militia"),
        ("İzmir", "izmir"),
        ("Iran", "le soutien de l’Iran au front"),
        ("l'Iran", "le soutien de l’Iran au front"),
        ("Iran au front", "le soutien de l’Iran au front"),
        ("assad", "les hommes d`Assad"),
        ("lega", "il capo dell’Lega"),
        ("oronte", "jusqu’à l'Oronte"),
        ("quran", "the Qurʼan"),
        ("qur'an", "the Quran"),
        ("ndjamena", "à N’Djamena"),
        ("n'djamena", "in Ndjamena"),
        ("O'Brien", "OBrien"),
        ("taziya", "ta‘ziya"),
        ("al manar", "Al‑Manar TV"),
        ("almanar", "Al–Manar TV"),
        ("al-manar", "on Almanar"),
        ("U.S.", "the US Army"),
        ("us army", "the U.S. Army"),
        ("Işık", "ISIK"),
        ("isik", "Işık"),
        ("ميخواهم", "می‌خواهم"),
        ("می خواهم", "می‌خواهم"),
        ("2011", "۲۰۱۱"),
        ("Lodz", "w Łodzi"),
    ],
)
def test_words_are_found_in_any_case_script_and_with_or_without_signs(
    typed: str, text: str
) -> None:
    assert needle(typed).within(searchable(text))
    assert marks(text, [needle(typed)])


@pytest.mark.parametrize(
    ("typed", "text"), [("eapon", "weapons"), ("党主", "真主党"), ("two words", "words two")]
)
def test_what_stands_inside_a_word_or_in_another_order_is_not_found(typed: str, text: str) -> None:
    assert not needle(typed).within(searchable(text))
    assert not marks(text, [needle(typed)])


def test_a_phrase_is_found_whole_only() -> None:
    phrase = needle("two word", whole=True)
    assert not phrase.within(searchable("two words"))
    assert phrase.within(searchable("in two “word” classes"))
    for text in ("the two word’s fighters", "pour l’two word"):
        assert phrase.within(searchable(text))


def test_words_in_a_row_score_before_words_apart_and_whole_ones_before_beginnings() -> None:
    needles = [needle("red"), needle("army")]
    alone, whole, begun, apart, missing = (
        score(needles, searchable(text))
        for text in ("Red Army", "the red army", "the red armyman", "army of red", "red")
    )
    assert alone == 100 > whole > begun > apart > missing == 0


def test_what_is_marked_is_what_was_typed() -> None:
    assert [("Cafés"[a:b]) for a, b in marks("Cafés", [needle("cafe")])] == ["Café"]
    text = "der Kriegś, der krieg"
    assert [text[a:b] for a, b in marks(text, [needle("krieg")])] == ["Krieg", "krieg"]


def test_an_excerpt_shows_where_all_words_stand_in_a_row() -> None:
    text = "force " * 60 + "the Quds Force did " + "force " * 60
    piece = excerpt(text, [needle("quds"), needle("force")], 60)
    assert "Quds Force" in piece.text
    assert len(piece.text) < 70
    assert {piece.text[a:b].casefold() for a, b in piece.marks} <= {"quds", "force"}
    assert piece.text.startswith("… ")


def test_an_excerpt_of_a_megabyte_is_made_at_once() -> None:
    piece = excerpt("x" * 1_000_000 + " needle", [needle("needle")], 80)
    assert "needle" in piece.text


@given(LETTERS, LETTERS)
def test_a_word_is_marked_wherever_it_is_found(text: str, typed: str) -> None:
    sought, words = needle(typed), line(text)
    if sought.words and not surely_without([sought], words):
        assert not sought.within(searchable(words)) or marks(words, [sought])


@given(LETTERS, LETTERS)
def test_a_short_look_never_passes_over_a_word(text: str, typed: str) -> None:
    sought = needle(typed)
    if sought.words and surely_without([sought], text):
        assert not sought.within(searchable(text))


@given(LETTERS, LETTERS, st.integers(8, 30))
def test_the_marks_of_an_excerpt_lie_in_it_in_order(text: str, typed: str, size: int) -> None:
    piece = excerpt(text, [needle(typed)] if needle(typed).words else [], size)
    at = 0
    for start, end in piece.marks:
        assert at <= start < end <= len(piece.text)
        at = end
