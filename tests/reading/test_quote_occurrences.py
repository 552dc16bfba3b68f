"""Quotes are found by what stands where as they are by looking through the whole text."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import folding, quotes
from proxytui.reading.occurrences import Occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.quote_check import QuoteCheck


class _Through(quotes._Search):
    """A search that tries every sign of the text."""

    def _everywhere(self) -> Iterator[quotes._Place]:
        text, words = self.text, self.words
        for sign in range(len(text.signs) if words.signs else 0):
            cut = text._spells(sign) or text._spells(sign + len(words.signs))
            if text.signs.startswith(words.signs, sign) and not cut and text.reads(sign, words):
                yield from self._whole((sign,))

    def places(self) -> Iterator[quotes._Place]:
        before, after = self.prefix.signs, self.suffix.signs[:-1][:4]
        if unicodedata.category(before[:1] or " ")[0] == "M":
            before = before[1:]
        signs, size = self.text.signs, len(self.words.signs)
        for number, place in enumerate(self._everywhere()):
            around = signs.endswith(before[-4:], 0, place.sign)
            if number < 2 or (around and signs.startswith(after, place.sign + size)):
                yield place

    def nearest(self, first: quotes._Place) -> quotes._Place:
        start = self.quote.start
        if start is None or start < 0:
            return first
        sign = self.text.sign(start)
        places = list(self._everywhere())
        near = [place for place in places if place.sign < sign][-1:]
        near += [place for place in places if place.sign >= sign][:1]
        return min(near, key=lambda place: abs(place.start - start), default=first)


@contextmanager
def _searching(search: type[quotes._Search], searches: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "_Search", search)
        patch.setattr(folding, "MANY_SEARCHES", searches)
        folding.folded.cache_clear()
        yield
    folding.folded.cache_clear()


def _checked(quote: Quote, text: str) -> QuoteCheck:
    """The check of a quote, which is the same in each of the ways."""
    with _searching(_Through, 10**9):
        plain = quotes.check(quote, text)
    with _searching(quotes._Search, 10**9):
        assert quotes.check(quote, text) == plain
    with _searching(quotes._Search, 0):
        assert quotes.check(quote, text) == plain
    return plain


WORDS = [
    "ab", "ab", "ba", "Iran", "é", "e\u0301", "\u0301", "ﬁ", "12", "[1]", "“ab”", '"', "-",
    "—", "…", "\u00ad\n", "\u200b", "\u200c", "\x1b[1m", "中", "نا", "\u1100", "\u1161",
]  # fmt: skip
GAPS = ["", "", " ", " ", "\n", "\u00a0", "-\n", " — "]
ROWS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=8).map(
    lambda parts: "".join(map("".join, parts))
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text in which the same passages stand again and again."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=3))
    order = draw(st.lists(st.sampled_from(rows), min_size=1, max_size=90))
    numbered = draw(st.booleans())
    return "".join(f"[{n}]\n{row}\n" if numbered else row for n, row in enumerate(order))


@given(texts(), st.data())
@settings(deadline=None, max_examples=300)
def test_a_quote_is_found_in_the_same_place_in_every_way(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 24)))
    around = data.draw(st.sampled_from([0, 1, 3, 4, 9]))
    exact = text[start:end]
    if data.draw(st.booleans()):
        exact = " ".join(exact.split())
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    moved = data.draw(st.sampled_from([None, start, start + 7, 0, len(text) + 5]))
    quote = Quote(
        exact=unicodedata.normalize(form, exact),
        prefix=text[max(0, start - around) : start],
        suffix=text[end : end + data.draw(st.sampled_from([0, around]))],
        start=moved,
    )
    _checked(quote, text)


def test_rows_that_share_more_than_is_put_in_order_are_told_apart() -> None:
    row = "the same words again and again " * 40
    text = "".join(f"{row}row {number}. " for number in range(6))
    for number in range(6):
        check = _checked(Quote(f"{row}row {number}"), text)
        assert (check.check, check.start) == (Check.EXACT, number * (len(row) + 7))
    assert _checked(Quote(row.strip(), start=len(row)), text).check is Check.AMBIGUOUS
    assert _checked(Quote(f"{row}row 6"), text).check is Check.ABSENT


def test_equal_rows_are_told_apart_by_the_number_above_them() -> None:
    text = "".join(f"[{number}]\nname: Iran\n" for number in range(300))
    for number in (0, 7, 70, 299):
        check = _checked(Quote("name: Iran", prefix=f"[{number}]"), text)
        assert check.check is Check.EXACT
        assert text[: check.start].count("name") == number
    assert _checked(Quote("name: Iran"), text).check is Check.AMBIGUOUS


@given(st.text("ab ", max_size=300), st.text("ab", min_size=1, max_size=6), st.text("ab"))
@settings(deadline=None)
def test_occurrences_are_all_that_stand_there(signs: str, words: str, before: str) -> None:
    standing = [at for at in range(len(signs)) if signs.startswith(words, at)]
    occurrences = Occurrences(signs, range(len(signs)))
    assert list(occurrences.of(words)) == standing
    behind = [at for at in standing if signs.endswith(before, 0, at)]
    assert list(occurrences.of(words, before)) == behind


def test_of_many_equal_rows_few_are_looked_at_for_each_quote() -> None:
    text = "".join(f"[{number}]\nname: Iran\n" for number in range(2_000))
    looked_at = 0

    class Counting(quotes._Search):
        def fits(self, place: quotes._Place) -> bool:
            nonlocal looked_at
            looked_at += 1
            return super().fits(place)

    with _searching(Counting, 500):
        for number in range(2_000):
            quotes.check(Quote("name: Iran", prefix=f"[{number}]"), text)
    assert looked_at < 2_000 * 10
