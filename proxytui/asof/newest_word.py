"""The newest day on which a source that speaks of an actor was published."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.told_dates import read

if TYPE_CHECKING:
    from proxytui.graph.protocol import Graph


class NewestWord(NamedTuple):
    """The last day of a publication date, and the date as it is recorded; 0 without any."""

    day: int = 0
    date: str = ""


def newest_word(index: Graph, actor: str) -> NewestWord:
    """The newest publication date among the sources of an actor's ties."""
    cited = {
        citation.source
        for tie in index.ties_of(actor)
        for claim in index.tie_claims[tie]
        for citation in index.claims[claim].citations
    }
    sources = (index.sources.get(id_) for id_ in cited)
    return max((_published(source.published) for source in sources if source), default=_UNDATED)


_UNDATED = NewestWord()


@lru_cache(4096)
def _published(date: str | None) -> NewestWord:
    known = read(date)
    return NewestWord(known.last, known.text) if known is not None else _UNDATED
