"""Quotes put where they stand in a kept text, with the page or paragraph of their words."""

from __future__ import annotations

import pytest

from proxytui.editing.anchors import anchored

PARAGRAPHS = "One arms Two.\n\nThree leads Four.\n\nOne arms Two again.\n"
PAGES = "One arms Two.\n\fThree leads Four.\n"


def placed(text: str, citation: dict[str, object]) -> dict[str, object]:
    """A new citation as it is kept."""
    cited = {"source": "s1", **citation}
    return anchored([cited], (), lambda _: (text, "0" * 64)).citations[0]


@pytest.mark.parametrize(
    ("text", "exact", "locator"),
    [
        (PARAGRAPHS, "Three leads Four", {"paragraph": "2"}),
        (PARAGRAPHS, "arms Two again", {"paragraph": "3"}),
        (PAGES, "Three leads", {"page": "2"}),
        (PAGES, "One arms", {"page": "1"}),
    ],
)
def test_a_quote_is_kept_with_the_page_or_paragraph_that_it_stands_in(text, exact, locator):
    assert placed(text, {"quote": {"exact": exact}})["locator"] == locator


def test_a_place_that_the_citation_names_stays():
    own = {"paragraph": "41"}
    assert placed(PAGES, {"quote": {"exact": "Three leads"}, "locator": own})["locator"] == own


def test_words_that_stand_nowhere_or_are_not_quoted_have_no_place():
    assert "locator" not in placed(PAGES, {"quote": {"exact": "Five leads"}})
    assert "locator" not in placed(PAGES, {})


def test_a_known_citation_stays_as_it_is():
    known = {"source": "s1", "quote": {"exact": "One arms"}}
    kept = anchored([known], [known], lambda _: (PAGES, "0" * 64))
    assert kept.citations == [known]
