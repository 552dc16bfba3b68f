"""Who counts as one independent publisher behind a set of citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from proxytui.collation import identity
from proxytui.model.records import Citation, Claim, Source, Speaker

Lookup: TypeAlias = Callable[[str], Source | None]
"""A source by its id; None where the store has none."""

_Key: TypeAlias = tuple[str, str]


def original(id_: str, source: Lookup) -> Source | None:
    """The source, or the one that it is at last a copy of.

    Of sources that are copies of each other, none is the original; the smallest id stands for all.
    """
    way: list[Source] = []
    found = source(id_)
    while found is not None and found not in way:
        way.append(found)
        found = source(found.copy_of) if found.copy_of else None
    if found is None:
        return way[-1] if way else None
    return min(way[way.index(found) :], key=lambda one: one.id)


def publisher_key(id_: str, source: Lookup) -> _Key:
    """What tells publishers apart: the parent, else the publisher, else the original source."""
    found = original(id_, source)
    if found is None:
        return ("source", id_)
    for name in (found.publisher_parent, found.publisher):
        if name and identity(name):
            return ("publisher", identity(name))
    return ("source", found.id)


def speaker_key(speaker: Speaker | None) -> _Key | None:
    """What tells speakers apart; None for a source's own voice."""
    if speaker is None:
        return None
    if speaker.actor:
        return ("actor", speaker.actor)
    said = identity(speaker.text or "")
    return ("text", said) if said else None


def groups(citations: Iterable[Citation], source: Lookup) -> tuple[tuple[Citation, ...], ...]:
    """The citations by independent publisher, in the order of their first ones.

    Citations are in one group if their publisher is the same or, since one voice repeated is one
    voice, if their speaker is; so a group may name several publishers.
    """
    made: list[tuple[set[_Key], list[tuple[int, Citation]]]] = []
    for n, citation in enumerate(citations):
        said = speaker_key(citation.speaker)
        keys = {publisher_key(citation.source, source)} | ({said} if said else set())
        joined = [(n, citation)]
        apart = []
        for group in made:
            if group[0] & keys:
                keys |= group[0]
                joined += group[1]
            else:
                apart.append(group)
        made = [*apart, (keys, joined)]
    ordered = sorted(
        (sorted(group, key=lambda item: item[0]) for _, group in made), key=lambda g: g[0][0]
    )
    return tuple(tuple(citation for _, citation in group) for group in ordered)


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
    found = source(citation.source)
    if found is None or not found.copy_of:
        return found is not None and found.status == "retracted"
    first = original(found.id, source)
    return "retracted" in (found.status, first.status if first else "")


def independent(claims: Iterable[Claim], source: Lookup) -> int:
    """How many independent publishers support the claims."""
    return len(groups(supporting(claims, source), source))
