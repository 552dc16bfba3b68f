"""Quotes that wait for the texts that they are from."""

from __future__ import annotations

from proxytui.model.records import Citation, Document, Quote, Source
from proxytui.reading.quotes_by_text import CitedQuote, QuotesByText

SHA = "a" * 64
SOURCES = {
    "s-kept": Source("s-kept", "T", documents=(Document(SHA, added="2024-12-02T00:00:00Z"),)),
    "s-bare": Source("s-bare", "U"),
}


def citing(source: str, words: str, **fields: str) -> Citation:
    return Citation(source, quote=Quote(words, **fields))  # type: ignore[arg-type]


def test_quotes_of_one_text_come_together_in_the_order_of_records() -> None:
    waiting = QuotesByText(SOURCES.get)
    cited = [citing("s-kept", "one"), citing("s-bare", "two", text=SHA), citing("s-kept", "three")]
    assert list(waiting.take("claims/c-2", cited)) == []
    assert list(waiting.take("claims/c-1", cited[:1])) == []
    assert list(waiting) == [
        CitedQuote("claims/c-2", 1, cited[1]),
        CitedQuote("claims/c-1", 0, cited[0]),
        CitedQuote("claims/c-2", 0, cited[0]),
        CitedQuote("claims/c-2", 2, cited[2]),
    ]


def test_a_quote_of_which_no_text_can_be_here_does_not_wait() -> None:
    waiting = QuotesByText(SOURCES.get)
    bare, unknown = citing("s-bare", "one"), citing("s-nowhere", "two")
    taken = list(waiting.take("events/e-1", [bare, Citation("s-kept"), unknown]))
    assert taken == [CitedQuote("events/e-1", 0, bare), CitedQuote("events/e-1", 2, unknown)]
    assert len(waiting) == 0


def test_a_citation_comes_out_as_it_was_taken_in() -> None:
    waiting = QuotesByText(SOURCES.get)
    whole = citing("s-kept", "“wörds” \U0001f600", prefix="before", suffix="after", lang="en")
    list(waiting.take("actors/a", [whole]))
    assert [cited.citation for cited in waiting] == [whole]
