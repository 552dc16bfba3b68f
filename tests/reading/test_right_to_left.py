"""Right-to-left words of a PDF are kept from their beginnings to their ends, in whatever order."""

from __future__ import annotations

import re

import pytest
from bidi.algorithm import get_display

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import files, quotes
from proxytui.reading.formats.pdf_right_to_left import mended, reads_backwards
from proxytui.reading.mentions import KnownNames
from tests.small_pdf import lettered_pdf

ARABIC = "قالت القيادة إن المدينة التي سقطت عام 2012 عادت إلى الحكومة"
HEBREW = "הארגון קיבל 40 טילים מן המדינה השכנה לפני שנים"


def _drawn(words: str) -> list[tuple[str, int]]:
    """The letters as a reader sees them, from the left."""
    return [(char, column) for column, char in enumerate(str(get_display(words, base_dir="R")))]


def _signs(words: str) -> list[str]:
    """The signs that words are set in: lam with an alef is one."""
    return re.findall("\u0644[\u0627\u0623\u0625\u0622]|.", words, re.DOTALL)


def _set(words: str) -> list[tuple[str, int]]:
    """The signs in their places from the left, as programs that shape letters write them: letters
    from the right, what is within a number or a Latin word from the left, brackets turned."""
    stand_ins = {sign: chr(0xE000 + n) for n, sign in enumerate(_signs(words)) if len(sign) > 1}
    plain = "".join(stand_ins.get(sign, sign) for sign in _signs(words))
    # A private letter has no direction: among those that have one it is of theirs.
    shown = str(get_display(plain, base_dir="R"))
    signs = {letter: sign for sign, letter in stand_ins.items()}
    return [(signs.get(char, char), column) for column, char in enumerate(shown)]


def _backwards(words: str) -> list[tuple[str, int]]:
    """The letters as a faulty file has them: drawn from the left, in the order of reading."""
    return [(char, column) for column, char in enumerate(words)]


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_a_page_is_read_from_right_to_left_numbers_too(words: str):
    extracted = files.read_bytes(lettered_pdf([_drawn(words)]), "a.pdf").extracted
    assert extracted.text.strip() == words
    assert "pdfminer" not in extracted.extractor
    assert extracted.unsure == ()


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_a_page_that_comes_out_backwards_is_read_in_the_order_of_the_file(words: str):
    extracted = files.read_bytes(lettered_pdf([_backwards(words)]), "a.pdf").extracted
    assert extracted.text.strip() == words
    assert "pdfminer.six" in extracted.extractor


def test_words_that_stay_backwards_are_said_to():
    reversed_words = _backwards(ARABIC[::-1])
    drawn = [(char, len(reversed_words) - column) for char, column in reversed_words]
    extracted = files.read_bytes(lettered_pdf([drawn]), "a.pdf").extracted
    assert reads_backwards(extracted.text)
    assert extracted.unsure == ("words may stand from end to beginning on page 1",)


@pytest.mark.parametrize("words", [ARABIC, HEBREW, "Latin words", "لا إله إلا الله"])
def test_words_in_their_order_are_not_taken_for_backwards(words: str):
    assert not reads_backwards(words)


PAGES = {
    "Arabic": (
        "أعلنت وزارة الدفاع في إيران أن حزب الله تسلّم شحنة من الأسلحة في آذار 2019، ونفى",
        "المتحدث ذلك. وقالت حماس إن إطلاق النار استمر حتى عام 2021.",
    ),
    "Hebrew": (
        "משרד הביטחון של איראן הודיע כי חיזבאללה קיבל משלוח נשק במרץ 2019, ודובר",
        "הארגון הכחיש זאת. חמאס (HTS) אמר כי קיבל 1,200 טילים.",
    ),
}
NAMES = {
    "Arabic": {"إيران", "حزب الله", "حماس"},
    "Hebrew": {"איראן", "חיזבאללה", "חמאס"},
}


@pytest.mark.parametrize("script", PAGES)
def test_in_a_page_of_real_sentences_names_are_found_and_quotes_verify(script: str):
    lines = PAGES[script]
    text = files.read_bytes(lettered_pdf([_set(line) for line in lines]), "a.pdf").extracted.text
    assert text.split() == " ".join(lines).split()
    for words in (*lines, " ".join(lines), *" ".join(lines).split(". ")):
        assert quotes.check(Quote(words), text).check in (Check.EXACT, Check.NORMALISED)
    names = ((name, "name", name) for name in NAMES[script])
    found = {text[m.start : m.end] for m in KnownNames(names).mentions(text)}
    assert found == NAMES[script]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("במרץ ,2019 ודובר", "במרץ 2019, ודובר"),
        ("آذار ،2019 ونفى", "آذار 2019، ونفى"),
        ("(HTS( של", "(HTS) של"),
        ("של )HTS)", "של (HTS)"),
        ("חמאס (HTS (אמר", "חמאס (HTS) אמר"),
        ("فورا( HTS( ذلك", "فورا (HTS) ذلك"),
        ("של (HTS) אש", "של (HTS) אש"),
        ("קיבל 1,200 טילים", "קיבל 1,200 טילים"),
        ("בין 2019, 2020", "בין 2019, 2020"),
    ],
)
def test_signs_beside_numbers_and_brackets_come_to_their_places(read: str, meant: str):
    assert mended(read) == meant
