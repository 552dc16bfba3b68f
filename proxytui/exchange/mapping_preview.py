"""The first records of an import as they will read, in the words of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import text, wording
from proxytui.model.records import STRUCTS, Actor, Claim, Source
from proxytui.model.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.model.changes import Change

_FIRST = 5


def preview(changes: Sequence[Change], graph: Graph, most: int = _FIRST) -> Iterator[str]:
    """The first claims that changes bring, each with its quotes, else the first actors; what they
    name is looked up in the changes and in a graph."""
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    claims: list[Claim] = []
    for change in changes:
        if change.after is None or change.table not in ("actors", "claims", "sources"):
            continue
        try:
            value = msgspec.convert({**change.after, "id": change.id}, STRUCTS[change.table])
        except (msgspec.ValidationError, TypeError):
            continue
        if isinstance(value, Actor):
            actors[value.id] = value
        elif isinstance(value, Source):
            sources[value.id] = value
        elif isinstance(value, Claim) and len(claims) < most:
            claims.append(value)

    def name(id_: str) -> str:
        actor = actors.get(id_) or graph.actors.get(id_)
        return wording.label(actor, None) if actor is not None else id_

    def source(id_: str) -> Source | None:
        return sources.get(id_) or graph.sources.get(id_)

    for claim in claims:
        quotes = [c.quote.exact for c in claim.citations if c.quote is not None]
        quoted = "".join(f" “{text.line(words)}”" for words in quotes[:1])
        yield text.line(wording.claim_words(claim, name, source)) + quoted
    if not claims:
        for actor in list(actors.values())[:most]:
            others = ", ".join(text.line(item.text) for item in actor.names[1:])
            also = f", also called {others}" if others else ""
            kind = KINDS[actor.kind].label if actor.kind in KINDS else text.line(actor.kind)
            yield f"{wording.label(actor, None)}: recorded as {kind}{also}"
