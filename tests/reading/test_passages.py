"""The passage most like an absent quote is shown with its place and differences, never taken."""

from __future__ import annotations

import pytest

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import passages, quotes
from proxytui.reading.paragraphs import Numbers, numbers, stretch

TEXT = (
    "A report.\n\nThe ministry has sent rifles to the Guard since 2011.\n\n\f\n"
    "Nothing else was sent.\n\nIt denies that it paid anybody at all.\n\n\f\nThe end.\n"
)


@pytest.mark.parametrize(
    ("exact", "sentence"),
    [
        (
            "The ministry has sent money to the Guard",
            "nearest is “The ministry has sent rifles to the Guard” (p. 1, ¶2):"
            " “rifles” for “money”",
        ),
        (
            "It denies it paid anybody at all.",
            "nearest is “It denies that it paid anybody at all.” (p. 2, ¶4): with “that”",
        ),
    ],
)
def test_it_says_where_the_nearest_passage_stands_and_how_it_differs(exact, sentence):
    result = quotes.in_sentence(Quote(exact), TEXT)
    assert result.check is Check.ABSENT
    assert (result.start, result.sentence) == (-1, None)
    assert result.nearest == sentence


@pytest.mark.parametrize("exact", ["Quite another matter is told of here", "sent gold", ""])
def test_nothing_is_shown_for_a_quote_that_nothing_is_like(exact):
    assert passages.nearest(exact, TEXT) is None


@pytest.mark.parametrize("words", ["A report", "has sent", "Nothing else", "denies", "The end"])
def test_the_numbers_of_a_place_lead_back_to_where_it_stands(words):
    start = TEXT.index(words)
    page, paragraph = numbers(TEXT, start)
    for piece in (stretch(TEXT, page=page), stretch(TEXT, paragraph=paragraph)):
        assert piece is not None
        assert piece.start <= start < piece.end


def test_pages_and_paragraphs_are_counted_from_one():
    assert numbers(TEXT, 0) == (1, 1)
    assert numbers(TEXT, TEXT.index("denies")) == (2, 4)
    assert numbers(TEXT, len(TEXT)).words == "p. 3, ¶5"
    assert numbers("One.\n\nTwo.", 6) == (0, 2)
    assert Numbers(0, 2).words == "¶2"


def test_a_number_that_there_is_not_leads_nowhere():
    assert stretch(TEXT, page=4) is None
    assert stretch(TEXT, paragraph=6) is None
    assert stretch("One.", page=1) is None
    assert stretch(TEXT) is None
