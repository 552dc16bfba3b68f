"""The page and paragraph of a place in a kept text by their numbers, and back from a number."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from proxytui.reading.locators import page_at
from proxytui.reading.units import PAGE_END, Stretch, paragraphs


class Numbers(NamedTuple):
    """The numbers of a place, from 1: its page, 0 in a text without pages, and its paragraph."""

    page: int
    paragraph: int

    @property
    def words(self) -> str:
        """`p. 12, ¶41`."""
        page = f"p. {self.page}, " if self.page else ""
        return f"{page}¶{self.paragraph}"


def numbers(text: str, point: int) -> Numbers:
    """The numbers of the code point `point`; paragraphs are counted from the text's beginning."""
    pieces = paragraphs(text)
    paragraph = bisect_right(pieces, point, key=lambda piece: piece.start)
    page = page_at(text, point)
    return Numbers(page, max(1, paragraph))


def stretch(text: str, *, page: int = 0, paragraph: int = 0) -> Stretch | None:
    """The stretch of a text that a paragraph's number names, else that a page's does; None where
    there is none."""
    if paragraph:
        pieces = paragraphs(text)
        return pieces[paragraph - 1] if 0 < paragraph <= len(pieces) else None
    pages = text.split(PAGE_END)
    if not 0 < page <= len(pages) or len(pages) == 1:
        return None
    start = sum(len(before) + 1 for before in pages[: page - 1])
    return Stretch(start, start + len(pages[page - 1]))
