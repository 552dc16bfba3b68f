"""Whether the words of a quote stand in a kept text, and where; never by likeness.

A quote is looked for as it stands, then in a folded form in which white space and hard wraps,
typographic quotes, dashes, no-break spaces and composed letters (NFC) make no difference.
Nothing else is folded: one word more or less, and the words are absent.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import ProxyTUIError
from proxytui.model.values import Citation, Quote, QuoteCheck, Source
from proxytui.model.vocabulary import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTEXT = 32
"""The most code points of a prefix or suffix that `anchor` records."""

_TYPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛‹›", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        # hyphen, no-break hyphen, figure dash, en dash, em dash, bar, minus
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
_BLANKS = re.compile(r"\s\s+|[^\S ]")


class Folded(NamedTuple):
    """A text in the folded form, and how its code points lie in the text it was made of.

    `ours[n]` (in the folded text) and `theirs[n]` (in the text) begin the same piece; pieces of
    the same length correspond point by point, others only as a whole.
    """

    text: str
    ours: tuple[int, ...]
    theirs: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range in the text of a range of the folded text."""
        n = bisect_right(self.ours, start) - 1
        first = self.theirs[n] + (start - self.ours[n] if self._even(n) else 0)
        n = bisect_left(self.ours, end) - 1
        last = self.theirs[n] + end - self.ours[n] if self._even(n) else self.theirs[n + 1]
        return first, last

    def at(self, point: int) -> int:
        """The point of the folded text at a point of the text."""
        n = bisect_right(self.theirs, point) - 1
        if n + 1 == len(self.ours):
            return self.ours[n]
        return min(self.ours[n] + point - self.theirs[n], self.ours[n + 1])

    def _even(self, n: int) -> bool:
        ours, theirs = self.ours[n : n + 2], self.theirs[n : n + 2]
        return ours[-1] - ours[0] == theirs[-1] - theirs[0]


def _composing(text: str) -> str:
    """A pattern for the stretches of a text that NFC may change; empty if it changes none."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return ""
    letters = set(text)
    # Whatever composes with a letter before it is a mark or a Hangul vowel or final.
    joining = [c for c in letters if unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff"]
    alone = [c for c in letters if unicodedata.normalize("NFC", c) != c]
    joins, singles = ("".join(map(re.escape, sorted(some))) for some in (joining, alone))
    patterns = [rf"[^\s{joins}]?[{joins}]+"] if joining else []
    return "|".join([*patterns, f"[{singles}]"] if alone else patterns)


@lru_cache(maxsize=8)
def folded(text: str) -> Folded:
    """The folded form of a text; kept for the last few texts (0.1 to 0.5 s for 1 MB)."""
    composing = _composing(text)
    pattern = re.compile(rf"\s\s+|[^\S ]|{composing}") if composing else _BLANKS
    parts: list[str] = []
    ours, theirs = [0], [0]
    here = there = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        piece = match.group()
        made = " " if piece.isspace() else unicodedata.normalize("NFC", piece)
        parts += (text[there:start], made)
        here += start - there
        there = end
        if len(made) != end - start:
            if here != ours[-1]:
                ours.append(here)
                theirs.append(start)
            ours.append(here + len(made))
            theirs.append(end)
        here += len(made)
    parts.append(text[there:])
    here += len(text) - there
    if here != ours[-1]:
        ours.append(here)
        theirs.append(len(text))
    return Folded("".join(parts).translate(_TYPED), tuple(ours), tuple(theirs))


def _fold(words: str) -> str:
    composed = unicodedata.normalize("NFC", words)
    return _BLANKS.sub(" ", composed).translate(_TYPED).strip()


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


class _Context:
    """What stands before and after a quote, compared in the folded form."""

    def __init__(self, quote: Quote, text: str) -> None:
        self.raw = (quote.prefix, quote.suffix)
        self.prefix, self.suffix = _fold(quote.prefix), _fold(quote.suffix)
        self.text = text
        self.folded = folded(text)

    def fits(self, start: int, end: int) -> bool:
        """Whether prefix and suffix, as far as given, surround a range of the text."""
        prefix, suffix = self.prefix, self.suffix
        whole = self.folded.text
        if prefix and not (self.raw[0] and self.text.endswith(self.raw[0], 0, start)):
            at = self.folded.at(start)
            if not whole[max(0, at - len(prefix) - 1) : at].rstrip().endswith(prefix):
                return False
        if suffix and not self.text.startswith(self.raw[1], end):
            at = self.folded.at(end)
            if not whole[at : at + len(suffix) + 1].lstrip().startswith(suffix):
                return False
        return True


def check(quote: Quote, text: str | None) -> QuoteCheck:
    """Whether and where a quote stands in a text, None where the text is not here.

    Words that stand in several places and are not told apart by prefix and suffix are ambiguous;
    the range then is the place nearest to the recorded start, which itself decides nothing.
    """
    if text is None:
        return QuoteCheck(Check.NO_COPY)
    words = _fold(quote.exact)
    if not words:
        return QuoteCheck(Check.ABSENT)
    context = _Context(quote, text)
    verbatim = ((at, at + len(quote.exact)) for at in _places(text, quote.exact))
    form = folded(text)
    loose = (form.place(at, at + len(words)) for at in _places(form.text, words))
    elsewhere: list[tuple[int, int]] = []
    for result, places in ((Check.EXACT, verbatim), (Check.NORMALISED, loose)):
        fitting: list[tuple[int, int]] = []
        found: list[tuple[int, int]] = []
        for place in places:
            if len(found) < 2:
                found.append(place)
            if context.fits(*place):
                fitting.append(place)
                if len(fitting) == 2:
                    return QuoteCheck(Check.AMBIGUOUS, *_nearest(quote, words, form, fitting[0]))
        if fitting:
            return QuoteCheck(result, *fitting[0])
        elsewhere = found or elsewhere
    if not elsewhere:
        return QuoteCheck(Check.ABSENT)
    if len(elsewhere) == 1:
        return QuoteCheck(Check.MOVED, *elsewhere[0])
    return QuoteCheck(Check.AMBIGUOUS, *_nearest(quote, words, form, elsewhere[0]))


def _nearest(quote: Quote, words: str, form: Folded, first: tuple[int, int]) -> tuple[int, int]:
    """The place nearest to where a quote was recorded, else the first one."""
    if quote.start is None or quote.start < 0:
        return first
    at = form.at(quote.start)
    near = [form.text.rfind(words, 0, at + len(words)), form.text.find(words, at)]
    hits = [n for n in near if n >= 0]
    if not hits:
        return first
    best = min(hits, key=lambda n: abs(n - at))
    return form.place(best, best + len(words))


def anchor(text: str, exact: str, near: str = "") -> Quote:
    """A quote of a text's own words, with up to 32 code points around it and where it starts.

    Where `exact` stands in several places, the one nearest to the words `near` is meant, else
    the first. Raises `ProxyTUIError` where it does not stand in the text even when folded.
    """
    words = _fold(exact)
    form = folded(text)
    places = [(at, at + len(exact)) for at in _places(text, exact)] if words else []
    if words and not places:
        places = [form.place(at, at + len(words)) for at in _places(form.text, words)]
    if not places:
        raise ProxyTUIError("the words do not stand in the text", "quote them as they stand there")
    around = form.text.find(_fold(near)) if near.strip() else -1
    start, end = places[0]
    if around >= 0:
        first, last = form.place(around, around + len(_fold(near)))
        start, end = min(places, key=lambda p: max(0, first - p[0], p[1] - last))
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
    """The kept text that a citation's words are looked for in, and its sha256; None if not here.

    That is the version that they were taken from, else the newest one that is here.
    """
    wanted = [citation.quote.text] if citation.quote and citation.quote.text else []
    newest = [document.text for document in reversed(source.documents)] if source else []
    for sha in dict.fromkeys(wanted + newest):
        found = text_of(sha)
        if found is not None:
            return found, sha
    return None


def kept(data: bytes) -> str:
    """A file's text as it is kept: UTF-8, line feeds, no byte-order mark.

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
