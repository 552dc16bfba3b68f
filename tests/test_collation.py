"""Names that differ by their signs are the same; others are not; all stand in one order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui import character_folding
from proxytui.collation import Typed, identity, readings, sort_key
from proxytui.text import fold, folds

FOREIGN = st.text(
    st.sampled_from("aBz -‑'’ʼ`´\"״.&1٢۳\n\t\x1b\u200c\u200d\u0301\ufe0fıİøŁßæşیىكةـ한Ω人ﬁǅ"),
    max_size=16,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Seán O’Meara", "Sean O'Meara", "SEÁN O´MEARA", "Sean Oʼmeara", "Sean OMeara"),
        ("L’Orient-Le Jour", "L'Orient-Le Jour", "L`Orient – Le Jour", "LOrient Le Jour"),
        ("Al-Manar", "Al‑Manar", "Al−Manar", "al manar", "AlManar"),
        ("A.F.P.", "AFP", "afp"),
        ("“Wagner” Group", "«Wagner» Group", "Wagner group"),
        ("Işık", "ISIK", "isik", "ışık"),
        ("Łódź", "Lodz"),
        ("Æthelþryð", "AETHELTHRYD"),
        ("کریمی", "كريمي"),
        ("خامنه‌ای", "خامنه ای", "خامنهای"),
        ("کتيبة ۲۳", "كتيبه 23"),
        ("צה״ל", 'צה"ל', "צהל"),
        ("Group [A]", "group a"),
    ],
)
def test_spellings_that_differ_by_signs_are_the_same_name(spellings: tuple[str, ...]) -> None:
    assert len({identity(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unit 1 1", "Unit 11"),
        ("AT&T", "ATT"),
        ("C++ Weekly", "C Weekly"),
        ("The Times", "Times"),
        ("Reuters", "Router"),
        ("Гвардия", "Gvardiya"),
        ("...", "!"),
    ],
)
def test_what_differs_by_more_than_signs_is_another_name(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("iran", "l’Iran"),
        ("l'iran", "l’Iran"),
        ("omeara", "Seán O’Meara"),
        ("o’meara", "Sean OMeara"),
        ("quran", "Qur’an Front"),
        ("qur'an", "Quran Front"),
        ("taziya", "ta‘ziya"),
        ("ışık", "Işık"),
        ("ISIK", "Işık"),
        ("kizil", "Kızıl Ordu"),
        ("al manar", "Al‑Manar TV"),
        ("almanar", "Al-Manar TV"),
        ("lorient le jour", "L’Orient-Le Jour"),
        ("us army", "U.S. Army"),
        ("كريمي", "کریمی"),
        ("خامنهای", "علی خامنه‌ای"),
        ("خامنه ای", "علی خامنه‌ای"),
        ("(renewed", "Front (Renewed)"),
        ("&", "AT&T"),
        ("?", "what? (F1)"),
    ],
)
def test_a_filter_lets_through_what_may_be_written_so(typed: str, name: str) -> None:
    assert Typed(typed).within(name)
    assert Typed(typed).among(readings(name))


@pytest.mark.parametrize(
    ("typed", "name"), [("na", "Iran Army"), ("omara", "O’Meara"), ("?", "what"), ("-", "al")]
)
def test_a_filter_keeps_back_what_is_not_written_so(typed: str, name: str) -> None:
    assert not Typed(typed).within(name)


def test_nothing_wanted_lets_all_through() -> None:
    assert not Typed(" ")
    assert Typed("").within("anything")


def test_letters_with_strokes_stand_beside_those_without_and_other_scripts_come_last() -> None:
    names = (
        *("Abel", "Ælfric", "al-Bab", "Al Cham", "Đặng", "Dune", "éclair", "Ibis", "ısı", "Ivan"),
        *("«Luca»", "Łuk", "Lyon", "Ost", "Øst II", "Sofia", "Straße", "Stratum", "þing", "Zeta"),
        *("Афина", "Вагнер", "صدر", "人民"),
    )
    assert tuple(sorted(set(names), key=sort_key)) == names


@given(st.lists(FOREIGN, max_size=8))
def test_many_names_are_compared_as_each_alone(texts: list[str]) -> None:
    assert folds(texts) == [fold(text) for text in texts]


@given(FOREIGN)
def test_what_is_compared_once_compares_the_same_again(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert identity(fold(text)) == identity(text)
    assert sort_key(text) or not fold(text)
    assert Typed(text).within(text)


@given(st.characters(codec="utf-8"))
def test_the_form_of_a_form_is_itself(char: str) -> None:
    form = character_folding.letter(char)
    assert "".join(map(character_folding.letter, form)) == form
