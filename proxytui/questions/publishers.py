"""Publishers by name, their sources, and ties as only one of them has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import text, wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.asof.states import strongest
from proxytui.collation import Typed, identity, sort_key
from proxytui.errors import UnknownName
from proxytui.jobs import told_progress
from proxytui.jobs.pacing import CLAIMS, never, with_checkpoints
from proxytui.model import claim_status, publishers
from proxytui.model.dates import State
from proxytui.model.told_dates import as_told
from proxytui.questions.difference import TieChange, lazy_words, sort_changes
from proxytui.wording.phrases import shortened

if TYPE_CHECKING:
    from collections.abc import Collection

    from proxytui.graph.index import Index
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.dates import Period
    from proxytui.model.records import Claim, Source
    from proxytui.model.tie import Tie

_CANDIDATES = 5


class Publisher(NamedTuple):
    """A publisher, or an owner of publishers, and the ids of its sources, copies counted in.

    A source that names no publisher stands for itself, by its short name.
    """

    name: str
    sources: frozenset[str]


def publishers_of(index: Index, checkpoint: Checkpoint = never) -> dict[str, Publisher]:
    """All publishers by the `identity` of their names: publishers, their parents, and lone
    sources."""
    names: dict[str, str] = {}
    source_ids: dict[str, set[str]] = {}
    for source in with_checkpoints(index.iter_sources(), checkpoint):
        for name in _names(index, publishers.original(source.id, index.sources.get) or source):
            key = identity(name)
            names.setdefault(key, text.line(name))
            source_ids.setdefault(key, set()).add(source.id)
    ordered = sorted(source_ids, key=lambda key: (sort_key(names[key]), key))
    return {key: Publisher(names[key], frozenset(source_ids[key])) for key in ordered}


def citations_of(index: Index, checkpoint: Checkpoint = never) -> dict[str, int]:
    """The number of claims that cite a source of each publisher, by its name, most first."""
    listed = publishers_of(index, checkpoint).values()
    named: dict[str, set[str]] = {}
    for publisher in listed:
        for source in publisher.sources:
            named.setdefault(source, set()).add(publisher.name)
    counts = dict.fromkeys((publisher.name for publisher in listed), 0)
    claims = with_checkpoints(index.iter_claims(), checkpoint, CLAIMS)
    for claim in told_progress.counted(claims, len(index.claims), "claims read"):
        for name in set().union(*(named.get(cited.source, ()) for cited in claim.citations)):
            counts[name] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], sort_key(pair[0]), pair[0])))


def _names(index: Index, source: Source) -> list[str]:
    names = [name for name in (source.publisher, source.publisher_parent) if identity(name or "")]
    return [name for name in names if name] or [index.source_names.name(source.id)]


def find(index: Index, query: str) -> Publisher:
    """The publisher that a name means: its own, the id of a source that names no publisher, or
    initials or a part that only one name has. Raises UnknownName with close names."""
    known, key = publishers_of(index), identity(query)
    if key in known:
        return known[key]
    source = index.sources.get(query.strip())
    if source is not None and not (source.publisher or source.publisher_parent):
        return known[
            identity(_names(index, publishers.original(source.id, index.sources.get) or source)[0])
        ]
    part = Typed(query)
    holding = [name for name, publisher in known.items() if _initials(publisher.name) == key]
    holding = holding or [
        name for name, publisher in known.items() if part and part.within(publisher.name)
    ]
    if len(holding) == 1:
        return known[holding[0]]
    from difflib import get_close_matches  # only a wrong name pays for it

    close = holding or get_close_matches(key, known, _CANDIDATES, 0.3)
    shown = text.line(query)
    title = f"no publisher is named “{shortened(shown)}”"
    if len(holding) > 1:
        title = f"“{shortened(shown)}” is part of {len(holding)} publishers' names"
    named = [known[name].name for name in close[:_CANDIDATES]]
    listed = "; ".join(shortened(name) for name in named)
    hint = f"give the name of one of: {listed}" if named else "`source list` names them all"
    raise UnknownName(title, hint, tuple((name, name) for name in named))


def _initials(name: str) -> str:
    return identity("".join(word[0] for word in name.split() if word[0].isupper()))


def as_said_by(tie: Tie, sources: Collection[str], index: Index) -> Tie | None:
    """The tie as if only these sources spoke of it, at whatever date; None where none does, or
    where all that they speak of is refuted, retracted or deprecated."""
    claims = tuple(
        as_told(msgspec.structs.replace(index.claims[claim.id], citations=cited), index.sources.get)
        for claim in tie.live
        if (cited := tuple(citation for citation in claim.citations if citation.source in sources))
    )
    if not claims:
        return None
    states = (State.HELD,) * len(claims)
    support = tuple(claim_status.support(claim, index.sources) for claim in claims)
    return msgspec.structs.replace(
        tie,
        state=State.HELD,
        status=claim_status.status(claims, states, index.sources),
        standing=strongest(states, support)[1],
        terms=ties.terms(index, tie.type, claims, [claim.id for claim in claims]),
        claims=claims,
        states=states,
        support=support,
        live=claims,
        publishers=publishers.independent(claims, index.sources.get),
        disputed_terms=ties.disputed_terms(index, claims, states),
    )


def contrast(
    index: Index,
    first: Publisher,
    second: Publisher,
    period: Period,
    actor: str = "",
    checkpoint: Checkpoint = never,
) -> tuple[TieChange, ...]:
    """The ties that rest on one of two publishers, on the other or on both, and where they differ.

    Kinds as in `wording.CONTRASTS`; over all time, each tie as it stands at the period. A tie
    rests on a publisher whose sources support one of its claims. With `actor` only its ties.
    """
    name, source = index.namer(period), index.source_names.get
    both = first.sources | second.sources
    changes = []
    for tie_id in with_checkpoints(ties_citing(index, both, actor, checkpoint), checkpoint, CLAIMS):
        whole = ties.tie(index, tie_id, Lens(period))
        first_tie, second_tie = (as_said_by(whole, side.sources, index) for side in (first, second))
        for kind in wording.contrast_kinds(first_tie, second_tie, source):
            names = (first.name, second.name)
            tell = lazy_words(
                wording.contrast_words, kind, first_tie, second_tie, names, period, name, source
            )
            changes.append(TieChange(kind, whole, period, tell))
    return sort_changes(changes, wording.CONTRASTS, name, checkpoint)


def ties_citing(
    index: Index, sources: Collection[str], actor: str = "", checkpoint: Checkpoint = never
) -> list[str]:
    """The ids of the ties, of the actor if one is given, that cite one of the sources."""

    def cites(claim: Claim) -> bool:
        return any(citation.source in sources for citation in claim.citations)

    return [
        tie_id
        for tie_id in with_checkpoints(
            index.ties_of(actor) if actor else index.iter_ties(), checkpoint, CLAIMS
        )
        if any(cites(index.claims[claim_id]) for claim_id in index.tie_claims[tie_id])
    ]
