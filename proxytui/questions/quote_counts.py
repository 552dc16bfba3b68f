"""How many quotes of each source stand in its text, and how many do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from proxytui.jobs import told_progress
from proxytui.model.vocabulary import Check
from proxytui.reading import quotes
from proxytui.reading.last_text import LastText
from proxytui.reading.quotes_by_text import QuotesByText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.graph.index import Index
    from proxytui.model.records import Actor, Claim, Event


def by_source(index: Index, text_of: Callable[[str], str | None]) -> dict[str, dict[str, int]]:
    """The number of quotes by the value of their check, without zeros, by the sources that they are
    from; `text_of` gives a kept text by its sha256, or None."""
    counts: defaultdict[str, Counter[Check]] = defaultdict(Counter)
    by_text = QuotesByText(index.sources.get)
    tables: dict[str, Iterator[Actor | Claim | Event]] = {
        "actors": index.iter_actors(),
        "claims": index.iter_claims(),
        "events": index.iter_events(),
    }
    for table, records in tables.items():
        for record in told_progress.counted(records, len(getattr(index, table)), f"{table} read"):
            for cited in by_text.take(record.id, record.citations):
                counts[cited.citation.source][Check.NO_COPY] += 1
    read = LastText(text_of)
    for cited in told_progress.counted(by_text, len(by_text), "quotes checked"):
        kept = quotes.text_for(cited.citation, index.sources.get(cited.citation.source), read)
        if cited.citation.quote is not None:
            checked = quotes.check(cited.citation.quote, kept[0] if kept else None).check
            counts[cited.citation.source][checked] += 1
    return {
        source: {check.value: counted[check] for check in Check if counted[check]}
        for source, counted in counts.items()
    }
