"""Known names in texts: which are marked, where they begin and end, what is no name."""

from __future__ import annotations

import random

import pytest

from proxytui.reading.mentions import KnownNames

NAMES = (
    ("Iran", "name", "iran"),
    ("Islamic Republic of Iran", "alias", "iran"),
    ("إيران", "name", "iran"),
    ("איראן", "name", "iran"),
    ("Иран", "name", "iran"),
    ("İran", "name", "iran"),
    ("伊朗", "name", "iran"),
    ("Hezbollah", "name", "hezbollah"),
    ("حزب الله", "name", "hezbollah"),
    ("חיזבאללה", "name", "hezbollah"),
    ("Хезболла", "name", "hezbollah"),
    ("Hizbullah", "name", "hezbollah"),
    ("United States", "name", "us"),
    ("US", "acronym", "us"),
    ("Россия", "name", "russia"),
    ("Исламское государство", "name", "is"),
    ("Islamic State", "name", "is"),
    ("IS", "acronym", "is"),
    ("al-Qaeda", "name", "qaeda"),
    ("Free Syrian Army", "name", "fsa"),
    ("Ba'ath Party", "name", "baath"),
    ("الجيش السوري", "name", "syrian-army"),
    ("حماس", "name", "hamas"),
    ('צה"ל', "acronym", "idf"),
    ("May", "name", "may"),
    ("Will", "name", "will"),
    ("The Houthis", "name", "houthis"),
    ("HIZBALLAH BRIGADES", "name", "brigades"),
    ("Abu Ali", "weak", "somebody"),
)


def marked(text: str, *names: tuple[str, str, str]) -> list[tuple[str, str]]:
    """The words that are mentions, each with the ids of its actors."""
    known = KnownNames(names or NAMES)
    return [(text[m.start : m.end], " ".join(m.actors)) for m in known.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran’s arms for Hezbollah's men.", ["Iran", "Hezbollah"]),
        ("The Islamic Republic of Iran", ["Islamic Republic of Iran"]),
        ("Iranian Irans iran", []),
        ("IRAN ARMS HEZBOLLAH\n\nBoth deny it.", ["IRAN", "HEZBOLLAH"]),
        ("the Free\n      Syrian Army", ["Free\n      Syrian Army"]),
        ("the Free Syrian\n\nArmy", []),
        ("al Qaeda, Al-Qaeda, al‑Qā‘ida", ["al Qaeda", "Al-Qaeda"]),
        ("Iranian-\nbacked, Hezbol-\nlah", ["Hezbol-\nlah"]),
        ("Hezbollah-\naffiliated men", ["Hezbollah"]),
        ("the Baath Party and the Ba’ath party", ["Baath Party", "Ba’ath party"]),
        ("told us; the US, the U.S. and a bus", ["US", "U.S"]),
        ("it is so, and IS said", ["IS"]),
        ("WHO IS IN CHARGE", []),
        ("Houthis, _Iran_, “Iran”", ["Houthis", "Iran", "Iran"]),
        ("Hizballah Brigades", ["Hizballah Brigades"]),
        ("Abu Ali came", []),
        ("United States.Iran", ["United States", "Iran"]),
    ],
)
def test_a_name_is_marked_whole_and_never_inside_a_word(text: str, expected: list[str]) -> None:
    """Possessives, hyphens, wrapped lines and headings don't hide a name."""
    assert [words for words, _ in marked(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "May 2015 was calm.",
        "on 5 May it ended",
        "May the force leave.",
        "Will the army go? Will it?",
        "THE MAY OFFENSIVE",
        "you may, and you will",
    ],
)
def test_a_name_that_is_a_word_too_is_no_name_where_it_may_be_the_word(text: str) -> None:
    """A month, a verb at the start of a sentence, a heading in capitals."""
    assert marked(text) == []


def test_a_name_that_is_a_word_too_is_marked_inside_a_sentence() -> None:
    """Its capital then is its own."""
    assert [words for words, _ in marked("They say that May met Will there.")] == ["May", "Will"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وإيران تدعم حزب الله", ["إيران", "حزب الله"]),
        ("دعم لإيران ولحزب الله وبحماس", ["إيران", "حزب الله", "حماس"]),
        ("وَإِيران", ["إِيران"]),
        ("ايران و حزب‌الله", ["ايران", "حزب‌الله"]),
        ("إيـــران", ["إيـــران"]),
        ("للجيش السوري", ["لجيش السوري"]),
        ("والجيش السوري", ["الجيش السوري"]),
        ("ואיראן ושחיזבאללה", ["איראן", "חיזבאללה"]),
        ("באיראן ומחיזבאללה", ["איראן", "חיזבאללה"]),
        ("בצה״ל", ["צה״ל"]),
        ("إيرانيون", []),
    ],
)
def test_clitics_before_an_arabic_or_hebrew_name_are_left_out(
    text: str, expected: list[str]
) -> None:
    """The stretch is that of the name alone, with its own marks."""
    assert [words for words, _ in marked(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Связи Ирана с Хезболлой, Россией и России", ["Ирана", "Хезболлой", "Россией", "России"]),
        ("боевики Исламского государства", ["Исламского государства"]),
        ("в иранском городе", []),
        ("İran'ın, Hizbullah’a ve İranın desteği; şu ağır", ["İran", "Hizbullah", "İranın"]),
        ("Iranin text in English", []),
        ("伊朗支持真主党", ["伊朗"]),
    ],
)
def test_endings_of_russian_and_turkish_belong_to_the_name(text: str, expected: list[str]) -> None:
    """Scripts without blanks between words are looked through letter by letter."""
    assert [words for words, _ in marked(text)] == expected


def test_a_name_of_several_actors_leads_to_all_of_them() -> None:
    """Which of them is meant is the reader's to say."""
    names = (("Ansar", "name", "a"), ("Ansar", "alias", "b"), ("ANSAR", "acronym", "c"))
    assert marked("Ansar, ANSAR", *names) == [("Ansar", "a b"), ("ANSAR", "c")]


def test_names_follow_changes() -> None:
    """An actor whose names are forgotten is not marked any more; others stay."""
    known = KnownNames([*NAMES, ("Iran", "alias", "tehran")])
    known.remove("iran")
    assert known.mentions("Iran and Ирана")[0].actors == ("tehran",)
    known.remove("tehran")
    assert known.mentions("Iran, Ирана, Hezbollah") == [(13, 22, ("hezbollah",))]
    known.add("Persia", "former", "iran")
    assert known.mentions("Persia")[0].actors == ("iran",)


def test_slices_of_a_text_give_the_same_mentions_as_the_whole() -> None:
    """A name over the border of two slices belongs to that in which it begins."""
    known = KnownNames(NAMES)
    text = "Iran armed the Free Syrian Army, al-Qaeda and the Islamic State. وإيران " * 20
    whole = known.mentions(text)
    for size in (7, 50, 333):
        parts = [
            mention
            for start in range(0, len(text), size)
            for mention in known.mentions(text, start, start + size)
        ]
        assert {m.start for m in whole} <= {m.start for m in parts}
    assert known.mentions(text, 0, 4) == [(0, 4, ("iran",))]


def test_mentions_are_in_order_and_name_what_stands_there() -> None:
    """Whatever signs a text is made of."""
    random_ = random.Random(7)
    signs = ["Iran", "حزب الله", "\n", " ", "-", "'", "و", "\u200f", "\u00ad", "é", "US", ".", "国"]
    known = KnownNames(NAMES)
    for _ in range(300):
        text = "".join(random_.choices(signs, k=40))
        end = 0
        for mention in known.mentions(text):
            assert end <= mention.start < mention.end <= len(text)
            assert mention.actors
            end = mention.end
