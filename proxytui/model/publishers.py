"""Independent publishers behind a set of citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from proxytui.collation import identity
from proxytui.model.records import Citation, Claim, Source, Speaker

Lookup: TypeAlias = Callable[[str], Source | None]
"""A look-up of a source by its id; None where the store has none."""

_Key: TypeAlias = tuple[str, str]


def original(id_: str, source: Lookup) -> Source | None:
    """The source at the end of a chain of copies, or the source itself where it is no copy.

    Where sources are copies of each other, the one with the smallest id stands for all.
    """
    current = source(id_)
    if current is None or not current.copy_of:
        return current
    chain: list[Source] = []
    while current is not None and current not in chain:
        chain.append(current)
        current = source(current.copy_of) if current.copy_of else None
    if current is None:
        return chain[-1] if chain else None
    return min(chain[chain.index(current) :], key=lambda member: member.id)


def publisher_key(id_: str, source: Lookup) -> _Key:
    """A key for the publisher of a source: its parent, else the publisher, else the original
    source."""
    first = original(id_, source)
    if first is None:
        return ("source", id_)
    for name in (first.publisher_parent, first.publisher):
        if name and identity(name):
            return ("publisher", identity(name))
    return ("source", first.id)


def speaker_key(speaker: Speaker | None) -> _Key | None:
    """A key for a speaker; None for a source's own voice."""
    if speaker is None:
        return None
    if speaker.actor:
        return ("actor", speaker.actor)
    name = identity(speaker.text or "")
    return ("text", name) if name else None


def groups(citations: Iterable[Citation], source: Lookup) -> tuple[tuple[Citation, ...], ...]:
    """The citations by independent publisher, in the order of their first ones.

    Citations are in one group if their publisher is the same or, since one voice repeated is one
    voice, if their speaker is; so a group may name several publishers.
    """
    group_of: dict[_Key, list[tuple[int, Citation]]] = {}
    publisher_of: dict[str, _Key] = {}
    for place, citation in enumerate(citations):
        # Thousands of citations are of a few sources.
        publisher = publisher_of.get(citation.source)
        if publisher is None:
            publisher = publisher_of[citation.source] = publisher_key(citation.source, source)
        speaker = speaker_key(citation.speaker)
        keys = (publisher,) if speaker is None else (publisher, speaker)
        group = next((group_of[key] for key in keys if key in group_of), [])
        group.append((place, citation))
        for key in keys:
            other = group_of.get(key, group)
            group_of[key] = group
            if other is not group:
                group += other
                group_of |= {known: group for known, held in group_of.items() if held is other}
    distinct = {id(group): sorted(group, key=_place) for group in group_of.values()}
    ordered = sorted(distinct.values(), key=lambda group: group[0][0])
    return tuple(tuple(citation for _, citation in group) for group in ordered)


def _place(item: tuple[int, Citation]) -> int:
    return item[0]


def supporting(claims: Iterable[Claim], source: Lookup) -> tuple[Citation, ...]:
    """The citations that support one of the claims; those of a retracted source support nothing."""
    return tuple(
        citation
        for claim in claims
        for citation in claim.citations
        if citation.stance == "supports" and not retracted(citation, source)
    )


def retracted(citation: Citation, source: Lookup) -> bool:
    """Whether the citation's source, or the original it copies, was retracted."""
    cited = source(citation.source)
    if cited is None or not cited.copy_of:
        return cited is not None and cited.status == "retracted"
    first = original(cited.id, source)
    return "retracted" in (cited.status, first.status if first else "")


def source_status(citation: Citation, source: Lookup) -> str:
    """The status of a citation's source, or of the original it copies: `retracted` where either is,
    else `corrected` where either is, else `current`."""
    if retracted(citation, source):
        return "retracted"
    cited = source(citation.source)
    if cited is None:
        return "current"
    first = original(cited.id, source) if cited.copy_of else None
    is_corrected = "corrected" in (cited.status, first.status if first else "")
    return "corrected" if is_corrected else "current"


def changed_sources(claims: Iterable[Claim], source: Lookup) -> dict[str, tuple[str, ...]]:
    """The ids of the sources of claims that are retracted or corrected, by that status; only of
    those there are, `retracted` first."""
    by_status: dict[str, dict[str, None]] = {"retracted": {}, "corrected": {}}
    for claim in claims:
        for citation in claim.citations:
            status = source_status(citation, source)
            if status in by_status:
                by_status[status][citation.source] = None
    return {status: tuple(ids) for status, ids in by_status.items() if ids}


def independent(claims: Iterable[Claim], source: Lookup) -> int:
    """How many independent publishers support the claims."""
    citations = supporting(claims, source)
    if any(citation.speaker is not None for citation in citations):
        return len(groups(citations, source))
    # Without speakers, as for most, nothing joins groups: a third of the time.
    cited = {citation.source for citation in citations}
    return len(cited) if len(cited) < 2 else len({publisher_key(id_, source) for id_ in cited})
