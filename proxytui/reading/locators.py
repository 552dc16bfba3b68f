"""Where in a kept text a place is: its page, or its paragraph.

A kept text parts its pages with a form feed. A text without pages has its paragraphs counted: each
line of one that keeps a paragraph a line, else what stands between blank lines.
"""

from __future__ import annotations

from functools import lru_cache

from proxytui.model.records import Locator
from proxytui.reading.units import PAGE_END, Units, paragraphs


def page_at(text: str, place: int) -> int:
    """The number of the page, from 1, on which a place of a text stands; 0 in one without pages."""
    return text.count(PAGE_END, 0, place) + 1 if PAGE_END in text else 0


def locator(units: Units, place: int) -> Locator:
    """The page of a place, or the paragraph, each counted from 1."""
    if page := page_at(units.text, place):
        return Locator(page=str(page))
    return Locator(paragraph=str(units.paragraph_number(place) + 1))


def of_text(text: str, place: int) -> Locator:
    """The page or paragraph of a place in a text, whose paragraphs are remembered for the next."""
    return locator(_units(text), place)


@lru_cache(maxsize=4)
def _units(text: str) -> Units:
    return Units(text, paragraphs(text))


def words(locator: Locator) -> str:
    """A locator as people write it: `p. 12`, `¶41`; "" for none."""
    if locator.page is not None:
        return f"p. {locator.page}"
    return f"¶{locator.paragraph}" if locator.paragraph is not None else ""
