"""The quotes that records have of a text, where they stand in it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import never
from proxytui.reading import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Actor, Citation, Claim, Event, Quote
    from proxytui.model.vocabulary import Check


class QuoteOf(NamedTuple):
    """A record's citation of a source with words: `place` is its number among the citations."""

    table: str
    record: str
    place: int
    citation: Citation

    @property
    def key(self) -> str:
        """The key of the citation's row, wherever it is listed."""
        return f"quote:{self.table}/{self.record}:{self.place}"


class RecordedQuote(NamedTuple):
    """A quote where it stands in a text, and its check there."""

    start: int
    end: int
    check: Check
    of: QuoteOf


def quoting(graph: Graph, source: str) -> list[QuoteOf]:
    """The citations of a source that have words."""
    listed: list[QuoteOf] = []
    for table, id_ in graph.citing(source):
        record: Claim | Event | Actor | None
        if table == "claims":
            record = graph.claims.get(id_)
        else:
            record = (graph.events if table == "events" else graph.actors).get(id_)
        for place, citation in enumerate(record.citations if record is not None else ()):
            if citation.source == source and citation.quote is not None:
                listed.append(QuoteOf(table, id_, place, citation))
    return listed


class QuotePlaces:
    """The checks of quotes against one text, each made once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._checks: dict[Quote, QuoteCheck] = {}

    def of(self, cited: Iterable[QuoteOf], checkpoint: Checkpoint = never) -> RecordedQuotes:
        """The quotes that stand in the text; `checkpoint` is called after each."""
        return RecordedQuotes(sorted(self._placed(cited, checkpoint), key=_order))

    def _placed(self, cited: Iterable[QuoteOf], checkpoint: Checkpoint) -> Iterator[RecordedQuote]:
        for item in cited:
            quote = item.citation.quote
            if quote is None:
                continue
            check = self._checks.get(quote)
            if check is None:
                check = self._checks[quote] = quotes.check(quote, self._text)
                checkpoint()
            if check.start >= 0:
                yield RecordedQuote(check.start, check.end, check.check, item)


def _order(recorded: RecordedQuote) -> tuple[int, int, str]:
    return recorded.start, recorded.end, recorded.of.key


class RecordedQuotes:
    """Quotes in the order of their text."""

    def __init__(self, listed: Sequence[RecordedQuote] = ()) -> None:
        self.listed = listed
        self._starts = [recorded.start for recorded in listed]
        # The farthest end so far: from here on back nothing more reaches a place.
        self._ends = list(accumulate((recorded.end for recorded in listed), max))

    def between(self, start: int, end: int) -> list[RecordedQuote]:
        """Those that touch a stretch of the text."""
        number = bisect_left(self._starts, end) - 1
        touching: list[RecordedQuote] = []
        while number >= 0 and self._ends[number] > start:
            if self.listed[number].end > start:
                touching.append(self.listed[number])
            number -= 1
        return touching[::-1]

    def onward(self, place: int, step: int) -> Iterator[tuple[int, int]]:
        """The stretches that begin behind a place, or before it, the nearest first."""
        for recorded in self.listed[::step]:
            if recorded.start > place if step > 0 else recorded.start < place:
                yield recorded.start, recorded.end
