"""What may be a name that nobody has recorded: a selection of few words that is no sentence."""

from __future__ import annotations

import pytest

from proxytui.reading.new_names import is_name
from proxytui.reading.units import Stretch, Units, paragraphs

TEXT = """\
The Red Lantern Society

Ardania withdrew. Nobody saw them again! The Society of the Lantern waited. مشى الجنود.
"""


def picked(words: str) -> bool:
    start = TEXT.index(words)
    return is_name(Units(TEXT, paragraphs(TEXT)), Stretch(start, start + len(words)))


@pytest.mark.parametrize(
    "words",
    [
        "The Red Lantern Society",
        "Red Lantern",
        "Ardania",
        "The Society of the Lantern",
        "الجنود",
    ],
)
def test_a_few_words_of_a_sentence_or_a_heading_may_be_a_name(words: str) -> None:
    assert picked(words)


@pytest.mark.parametrize(
    "words",
    ["Ardania withdrew.", "Ardania withdrew", "Nobody saw them again!", "withdrew. Nobody saw"],
)
def test_a_sentence_is_no_name_however_short_nor_are_parts_of_two(words: str) -> None:
    assert not picked(words)


def test_many_words_are_no_name() -> None:
    text = "Word " * 9 + "and more."
    assert not is_name(Units(text, paragraphs(text)), Stretch(0, 44))
