"""Vowel signs of right-to-left words in a PDF stand behind their letters, in whole lines."""

from __future__ import annotations

from unicodedata import combining

import pytest

from proxytui.reading.formats.pdf_right_to_left import Box, Part, whole_lines

WORDS = [
    "أنها تدعم حزب الله دعمًا كبيرًا جدًا",
    "شكرًا جزيلًا لكم جميعًا",
    "قَالَ مُحَمَّدٌ إِنَّ الْحُكُومَةَ تَدْعَمُ الْحِزْبَ",
    "שָׁלוֹם לָכֶם",
]
_WIDTH, _HEIGHT, _RIGHT = 10.0, 14.0, 1000.0


class Page:
    """Letters of one width from the right, each with its marks over its left half; a sign is known
    by its place in the words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.boxes: list[Box] = []
        right = _RIGHT
        for sign in words:
            if combining(sign):
                letter = next(box for box in reversed(self.boxes) if box.top < 2 * _HEIGHT)
                middle = letter.left + _WIDTH * 0.3
                self.boxes.append(Box(middle - 2, 2 * _HEIGHT, middle + 2, 2 * _HEIGHT + 3))
            else:
                self.boxes.append(Box(right - _WIDTH, 0.0, right, _HEIGHT))
                right -= _WIDTH

    def __call__(self, place: int, *, loose: bool = False) -> Box:
        box = self.boxes[place]
        return box._replace(bottom=0.0, top=_HEIGHT) if loose else box

    def part(self, places: list[int], blanks: tuple[int, ...] = ()) -> Part:
        """The signs at these places, with a blank that is none before some of them."""
        signs: list[str] = []
        known: list[int] = []
        for place in places:
            signs += [" ", self.words[place]] if place in blanks else [self.words[place]]
            known += [place, place] if place in blanks else [place]
        return Part(signs, known, broken=False)

    def marks_first(self) -> list[int]:
        """The places, with the marks of a letter before it."""
        order: list[int] = []
        for place, sign in enumerate(self.words):
            order.insert(len(order) - 1 if combining(sign) else len(order), place)
        return order


def _lines(parts: list[Part], page: Page) -> list[str]:
    return ["".join(line.signs).strip() for line in whole_lines(parts, page)]


def _is_mark(page: Page, place: int) -> bool:
    return bool(combining(page.words[place]))


@pytest.mark.parametrize("words", WORDS)
def test_marks_in_their_places_stay_there(words: str):
    page = Page(words)
    assert _lines([page.part(list(range(len(words))))], page) == [words]


@pytest.mark.parametrize("words", WORDS)
def test_a_mark_that_comes_before_its_letter_goes_behind_it(words: str):
    page = Page(words)
    order = page.marks_first()
    assert _lines([page.part(order)], page) == [words]


@pytest.mark.parametrize("words", WORDS)
def test_a_blank_that_a_mark_made_inside_a_word_goes(words: str):
    page = Page(words)
    order = page.marks_first()
    marks = tuple(place for place in order if _is_mark(page, place))
    assert _lines([page.part(order, marks)], page) == [words]


@pytest.mark.parametrize("words", WORDS)
def test_a_line_that_ends_at_its_marks_and_begins_with_its_end_is_made_whole(words: str):
    page = Page(words)
    parts: list[list[int]] = [[]]
    for place in page.marks_first():
        if _is_mark(page, place) and parts[-1] and not _is_mark(page, parts[-1][-1]):
            parts.append([])
        parts[-1].append(place)
    assert len(parts) > 2
    assert _lines([page.part(part) for part in reversed(parts)], page) == [words]


@pytest.mark.parametrize("words", WORDS)
def test_a_mark_on_a_line_of_its_own_comes_to_its_letter(words: str):
    page = Page(words)
    first = next(place for place in page.marks_first() if _is_mark(page, place))
    order = page.marks_first()
    at = order.index(first)
    parts = [order[at + 1 :], [first], order[:at]]
    assert _lines([page.part(part) for part in parts if part], page) == [words]


def test_a_blank_that_a_mark_took_away_comes_back():
    words = "جزيلٌ لكم"
    page = Page(words)
    without = [place for place, sign in enumerate(words) if sign != " "]
    assert _lines([page.part(without)], page) == [words]


def test_columns_and_lines_apart_stay_lines_of_their_own():
    words = "دعمًا               كبيرًا"
    page = Page(words)
    right = list(range(5))
    left = [place for place in range(5, len(words)) if words[place] != " "]
    assert _lines([page.part(left), page.part(right)], page) == ["كبيرًا", "دعمًا"]
    assert _lines([page.part(right), page.part(left)], page) == ["دعمًا", "كبيرًا"]


def test_words_from_the_left_are_left_as_they_are():
    words = "cafe\u0301 au lait"
    page = Page(words)
    parts = [page.part(list(range(6, len(words)))), page.part(list(range(6)))]
    assert _lines(parts, page) == ["au lait", "cafe\u0301"]
