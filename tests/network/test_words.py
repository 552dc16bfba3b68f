"""Words are found whatever their case, accents, script and signs, and marked where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.network.words import Needle, excerpt, marks, plain, score, surely_without
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
    ],
)
def test_words_are_found_in_any_case_script_and_with_or_without_signs(
    typed: str, text: str
) -> None:
    assert Needle(plain(typed)).within(plain(text))
    assert marks(text, [Needle(plain(typed))])


@pytest.mark.parametrize(
    ("typed", "text"), [("eapon", "weapons"), ("党主", "真主党"), ("two words", "words two")]
)
def test_what_stands_inside_a_word_or_in_another_order_is_not_found(typed: str, text: str) -> None:
    assert not Needle(plain(typed)).within(plain(text))
    assert not marks(text, [Needle(plain(typed))])


def test_a_phrase_is_found_whole_only() -> None:
    phrase = Needle(plain("two word"), whole=True)
    assert not phrase.within(plain("two words"))
    assert phrase.within(plain("in two “word” classes"))


def test_words_in_a_row_score_before_words_apart_and_whole_ones_before_beginnings() -> None:
    needles = [Needle(plain("red")), Needle(plain("army"))]
    alone, whole, begun, apart, missing = (
        score(needles, plain(text))
        for text in ("Red Army", "the red army", "the red armyman", "army of red", "red")
    )
    assert alone == 100 > whole > begun > apart > missing == 0


def test_what_is_marked_is_what_was_typed() -> None:
    assert [("Cafés"[a:b]) for a, b in marks("Cafés", [Needle(plain("cafe"))])] == ["Café"]
    text = "der Kriegś, der krieg"
    assert [text[a:b] for a, b in marks(text, [Needle(plain("krieg"))])] == ["Krieg", "krieg"]


def test_an_excerpt_shows_where_all_words_stand_in_a_row() -> None:
    text = "force " * 60 + "the Quds Force did " + "force " * 60
    piece = excerpt(text, [Needle(plain("quds")), Needle(plain("force"))], 60)
    assert "Quds Force" in piece.text
    assert len(piece.text) < 70
    assert {piece.text[a:b].casefold() for a, b in piece.marks} <= {"quds", "force"}
    assert piece.text.startswith("… ")


def test_an_excerpt_of_a_megabyte_is_made_at_once() -> None:
    piece = excerpt("x" * 1_000_000 + " needle", [Needle(plain("needle"))], 80)
    assert "needle" in piece.text


@given(LETTERS, LETTERS)
def test_a_word_is_marked_wherever_it_is_found(text: str, typed: str) -> None:
    needle = Needle(plain(typed))
    words = line(text)
    if needle.words and not surely_without(needle.words.split(), words):
        found = needle.within(plain(words))
        assert not found or marks(words, [needle])


@given(LETTERS, LETTERS)
def test_a_short_look_never_passes_over_a_word(text: str, typed: str) -> None:
    needle = Needle(plain(typed))
    if needle.words and surely_without(needle.words.split(), text):
        assert not needle.within(plain(text))


@given(LETTERS, LETTERS, st.integers(8, 30))
def test_the_marks_of_an_excerpt_lie_in_it_in_order(text: str, typed: str, size: int) -> None:
    piece = excerpt(text, [Needle(plain(typed))] if plain(typed) else [], size)
    at = 0
    for start, end in piece.marks:
        assert at <= start < end <= len(piece.text)
        at = end
