"""What is quoted from a source, and which of it is absent from another text: a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs.pacing import never
from proxytui.model.vocabulary import Check
from proxytui.reading import quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Citation


class Rechecked(NamedTuple):
    """The number of a source's quotes, and the ids of the records whose quotes are absent, one for
    each such quote."""

    total: int
    absent: tuple[str, ...]


def cited(index: Index, source: str) -> Iterator[tuple[str, Citation]]:
    """The citations of a source, each with the id of the record that it stands in."""
    for table, id_ in index.citing(source):
        if table == "actors":
            citations = index.actors[id_].citations
        elif table == "claims":
            citations = index.claims[id_].citations
        else:
            citations = index.events[id_].citations
        yield from ((id_, citation) for citation in citations if citation.source == source)


def recheck(
    citations: list[tuple[str, Citation]], text: str, checkpoint: Checkpoint = never
) -> Rechecked:
    """The quotes held against a text, whichever version they were taken from."""
    count, absent = 0, []
    for id_, citation in citations:
        if citation.quote is not None:
            count += 1
            if quotes.check(citation.quote, text).check is Check.ABSENT:
                absent.append(id_)
            checkpoint()
    return Rechecked(count, tuple(absent))
