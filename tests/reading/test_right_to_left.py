"""Right-to-left words of a PDF are kept from their beginnings to their ends, in whatever order."""

from __future__ import annotations

import pytest
from bidi.algorithm import get_display

from proxytui.reading import files
from proxytui.reading.formats.pdf_right_to_left import reads_backwards
from tests.small_pdf import lettered_pdf

ARABIC = "قالت القيادة إن المدينة التي سقطت عام 2012 عادت إلى الحكومة"
HEBREW = "הארגון קיבל 40 טילים מן המדינה השכנה לפני שנים"


def _drawn(words: str) -> list[tuple[str, int]]:
    """The letters as a reader sees them, from the left."""
    return [(char, column) for column, char in enumerate(str(get_display(words, base_dir="R")))]


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
