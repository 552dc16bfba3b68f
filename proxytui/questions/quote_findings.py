"""What a check finds in quotes: words that their texts don't hold, or that others may turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model.vocabulary import Check
from proxytui.reading import qualifiers, quotes
from proxytui.reading.last_text import LastText
from proxytui.wording import gap
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation, Source
    from proxytui.reading.quotes_by_text import CitedQuote

CODES: dict[str, str] = {
    "quote-absent": "the words do not stand in the kept text",
    "quote-ambiguous": "the words stand at several places, and nothing tells which is meant",
    "quote-moved": "the words stand elsewhere than their prefix and suffix say",
}
"""Every code of a problem of a quote, and what it means."""

HINTS: dict[str, str] = {
    "quote-qualified": "a word stands before the quote in its sentence that may turn or weaken it",
}
"""The code of a hint on a quote, and what it means."""

_CODES = {
    Check.ABSENT: "quote-absent",
    Check.AMBIGUOUS: "quote-ambiguous",
    Check.MOVED: "quote-moved",
}


def checked(
    by_text: Iterable[CitedQuote],
    source: Callable[[str], Source | None],
    text_of: Callable[[str], str | None],
) -> Iterator[tuple[CitedQuote, QuoteCheck]]:
    """Quotes, those of one text together, each with its check; `source` looks a source up by its
    id, `text_of` a kept text by its sha256."""
    read = LastText(text_of)
    latest: tuple[str, str] | None = None
    kept: tuple[str, str] | None = None
    for cited in by_text:
        quote = cited.citation.quote
        if quote is None:
            continue
        key = cited.citation.source, quote.text or ""
        if latest != key:
            latest = key
            kept = quotes.text_for(cited.citation, source(key[0]), read)
        yield cited, quotes.in_sentence(quote, kept[0] if kept else None)


def problem(cited: CitedQuote, check: QuoteCheck) -> tuple[str, str] | None:
    """The code and the words of what is wrong with a quote; None where nothing is."""
    code = _CODES.get(check.check)
    if code is None:
        return None
    words = f"citations.{cited.place}.quote: {CODES[code]}: {_quote_and_source(cited.citation)}"
    return code, f"{words}; {check.nearest}" if check.nearest else words


def hint(cited: CitedQuote, check: QuoteCheck) -> tuple[str, str] | None:
    """The code and the words of a hint on a supporting quote that a word before it in its sentence
    may turn or weaken; None without one."""
    word = qualifiers.before_quote(check) if cited.citation.stance == "supports" else ""
    if not word:
        return None
    words = f"{gap.qualified_words(word)}: {_quote_and_source(cited.citation)}"
    return "quote-qualified", f"citations.{cited.place}.quote: {words}"


def _quote_and_source(citation: Citation) -> str:
    """The first words of a quote, and its source."""
    words = text.line(citation.quote.exact) if citation.quote is not None else ""
    return f"“{shortened(words)}” ({citation.source})"
