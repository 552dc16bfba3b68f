"""Quotes in kept texts: whether the words stand there, and where; never by likeness.

Whole words only: a quote that begins or ends inside a word or number does not stand there. White
space, the ends of lines, quotation marks and dashes of different make, composed letters and
ligatures, and what the screen doesn't show make no difference. Nothing else is folded: one word
more or less, and the words are absent.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import ProxyTUIError
from proxytui.model.quote_check import QuoteCheck
from proxytui.model.records import Citation, Quote, Source
from proxytui.model.vocabulary import Check
from proxytui.reading import passages, sentences
from proxytui.reading.breaks import is_break
from proxytui.reading.folding import FoldedText, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CONTEXT = 32
"""The most code points of a prefix or suffix that `anchor` records."""


_NEAR = 4


class _Place(NamedTuple):
    """The place of words: their first sign, and their range in the text."""

    sign: int
    start: int
    end: int


class _Search:
    """A search for the whole words of a quote in a text, with the recorded words around them."""

    def __init__(self, quote: Quote, text: str) -> None:
        self.quote = quote
        self.raw = text
        self.text = folded(text)
        self.words = FoldedText(quote.exact)
        self.prefix, self.suffix = FoldedText(quote.prefix), FoldedText(quote.suffix)
        own = self.words.span(0, self.words)
        self.lead = own[0] if own and self.words.signs else 0
        """Code points of the quote before its first sign or dash."""

    def places(self) -> Iterator[_Place]:
        """The places in the order of the text: the first two, then those that may fit, for the
        nearest signs around them are the recorded ones."""
        count, last = 0, 0
        for place in islice(self._whole(self.text.places(self.words)), 2):
            count, last = count + 1, place.sign
            yield place
        if count == 2:
            before, after = self._nearest_signs()
            signs = self.text.places(self.words, last + 1, before, after)
            # To look at what is around takes a fifth of the time of the other test.
            yield from filter(self._is_whole, filter(self.fits, self._spans(signs)))

    def _nearest_signs(self) -> tuple[str, str]:
        # A mark at the start of a prefix, or one missing behind a suffix, may have been composed.
        before = self.prefix.signs
        if unicodedata.category(before[:1] or " ")[0] == "M":
            before = before[1:]
        return before[-_NEAR:], self.suffix.signs[:-1][:_NEAR]

    def _spans(self, signs: Iterable[int]) -> Iterator[_Place]:
        for sign in signs:
            span = self.text.span(sign, self.words)
            if span:
                yield _Place(sign, *span)

    def _is_whole(self, place: _Place) -> bool:
        """Whether no word is cut at either end of a place."""
        return is_break(self.text.text, place.start) and is_break(self.text.text, place.end)

    def _whole(self, signs: Iterable[int]) -> Iterator[_Place]:
        return filter(self._is_whole, self._spans(signs))

    def verbatim(self, place: _Place) -> tuple[int, int] | None:
        """The range at a place if the quote stands there as it is, with its own white space."""
        start = place.start - self.lead
        if start < 0 or not self.raw.startswith(self.quote.exact, start):
            return None
        return start, start + len(self.quote.exact)

    def fits(self, place: _Place) -> bool:
        """Whether prefix and suffix, as far as recorded, stand around the words at a place."""
        text, words, quote = self.text, self.words, self.quote
        start, end = self.verbatim(place) or place[1:]
        first, last = place.sign, place.sign + len(words.signs)
        if quote.prefix.strip() and not self.raw.endswith(quote.prefix, 0, start):
            prefix = self.prefix
            size = len(prefix.signs)
            between = text.dashes(first).removesuffix(words.dashes(0)).rstrip()
            if not self._stands(first - size, prefix) or prefix.dashes(size) != between:
                return False
            if size and not text.dashes(first - size).endswith(prefix.dashes(0)):
                return False
        if quote.suffix.strip() and not self.raw.startswith(quote.suffix, end):
            suffix = self.suffix
            size = len(suffix.signs)
            between = text.dashes(last).removeprefix(words.dashes(len(words.signs))).lstrip()
            if not self._stands(last, suffix) or suffix.dashes(0) != between:
                return False
            if size and not text.dashes(last + size).startswith(suffix.dashes(size)):
                return False
        return True

    def _stands(self, sign: int, words: FoldedText) -> bool:
        """Whether words, cut anywhere, stand at a sign."""
        text = self.text
        return sign >= 0 and text.signs.startswith(words.signs, sign) and text.reads(sign, words)

    def nearest(self, first: _Place) -> _Place:
        """The place nearest to where the quote was recorded, else the first one."""
        start = self.quote.start
        if start is None or start < 0:
            return first
        sign = self.text.sign(start)
        behind = next(self._whole(self.text.places(self.words, sign)), None)
        before = next(self._whole(self.text.places_before(self.words, sign)), None)
        near = [place for place in (before, behind) if place is not None]
        return min(near, key=lambda place: abs(place.start - start), default=first)


def check(quote: Quote, text: str | None) -> QuoteCheck:
    """Whether and where a quote stands in a text, None where the text is not here.

    Words that stand in several places and are not told apart by prefix and suffix are ambiguous;
    the range then is the place nearest to the recorded start, which itself decides nothing.
    """
    if text is None:
        return QuoteCheck(Check.NO_COPY)
    search = _Search(quote, text)
    places: list[_Place] = []
    exact: list[tuple[int, int]] = []
    alike: list[_Place] = []
    for place in search.places():
        if len(places) < 2:
            places.append(place)
        if not search.fits(place):
            continue
        if verbatim := search.verbatim(place):
            exact.append(verbatim)
            if len(exact) == 2:
                break
        if len(alike) < 2:
            alike.append(place)
            # Many places may be left, and none of them would tell.
            if len(alike) == 2 and not exact and quote.exact not in text:
                break
    if len(exact) == 1:
        return QuoteCheck(Check.EXACT, *exact[0])
    if not exact and len(alike) == 1:
        return QuoteCheck(Check.NORMALISED, *alike[0][1:])
    if not places:
        return QuoteCheck(Check.ABSENT)
    if not alike and len(places) == 1:
        return QuoteCheck(Check.MOVED, *(search.verbatim(places[0]) or places[0][1:]))
    nearest = search.nearest(alike[0] if alike else places[0])
    return QuoteCheck(Check.AMBIGUOUS, *(search.verbatim(nearest) or nearest[1:]))


def in_sentence(quote: Quote, text: str | None) -> QuoteCheck:
    """The check of a quote and, where it stands at one place, the sentence around it; where it is
    absent, the passage that is most like it."""
    result = check(quote, text)
    if text is not None and result.check is Check.ABSENT:
        passage = passages.nearest(quote.exact, text)
        return msgspec.structs.replace(result, nearest=passage.sentence if passage else "")
    if text is None or result.check not in (Check.EXACT, Check.NORMALISED, Check.MOVED):
        return result
    around = sentences.around(text, result.start, result.end)
    return msgspec.structs.replace(result, sentence=around)


def check_cited(
    citation: Citation, source: Source | None, text_of: Callable[[str], str | None]
) -> QuoteCheck:
    """The check of a citation's words against the kept text of its source, and their sentence;
    `text_of` gives a kept text by its sha256. Raises ValueError for a citation without words."""
    if citation.quote is None:
        raise ValueError("only citations with words can be checked")
    kept_text = text_for(citation, source, text_of)
    return in_sentence(citation.quote, kept_text[0] if kept_text else None)


def anchor(text: str, exact: str, near: str = "") -> Quote:
    """A quote of a text's own words, with up to 32 code points around it and where it starts.

    Where `exact` stands in several places, the one nearest to the words `near` is meant, else
    the first. Raises `ProxyTUIError` where it does not stand in the text even when folded.
    """
    search = _Search(Quote(exact), text)
    places = list(search.places())
    if not places:
        raise ProxyTUIError("the words do not stand in the text", "quote them as they stand there")
    ranges = [place[1:] for place in places]
    ranges = [span for span in map(search.verbatim, places) if span] or ranges
    start, end = ranges[0]
    around = _Search(Quote(near), text)
    meant = next(around.text.places(around.words), None)
    span = around.text.span(meant, around.words) if meant is not None else None
    if span is not None:
        first, last = span
        start, end = min(ranges, key=lambda p: max(0, first - p[0], p[1] - last))
    return anchor_at(text, start, end)


def anchor_at(text: str, start: int, end: int) -> Quote:
    """A quote of a stretch of a text, with up to 32 code points around it and where it starts."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT and not text[start - CONTEXT - 1].isspace():
        cut = re.search(r"\s", before)
        before = before[cut.end() :] if cut else before
    if end + CONTEXT < len(text) and not text[end + CONTEXT].isspace():
        blanks = [m.start() for m in re.finditer(r"\s", after)]
        after = after[: blanks[-1]] if blanks else after
    while before and unicodedata.category(before[0])[0] == "M":
        before = before[1:]
    return Quote(exact=text[start:end], prefix=before.lstrip(), suffix=after.rstrip(), start=start)


def text_for(
    citation: Citation, source: Source | None, text_of: Callable[[str], str | None]
) -> tuple[str, str] | None:
    """The kept text in which a citation's words are looked for, and its sha256; None if not here.

    It is the version from which they were taken, else the newest one that is here.
    """
    preferred = [citation.quote.text] if citation.quote and citation.quote.text else []
    newest = [document.text for document in reversed(source.documents)] if source else []
    for sha in dict.fromkeys(preferred + newest):
        text = text_of(sha)
        if text is not None:
            return text, sha
    return None


def kept(data: bytes) -> str:
    """A file's text in the form in which it is kept: line feeds, no byte-order mark.

    Raises `ProxyTUIError` where the bytes are no text in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProxyTUIError(
            f"the file is no UTF-8 text (byte {error.start + 1})", "convert it to UTF-8 first"
        ) from None
    if "\0" in text:
        raise ProxyTUIError("the file is no text: it has null bytes", "extract its text first")
    return text.replace("\r\n", "\n").replace("\r", "\n")
