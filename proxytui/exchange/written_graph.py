"""The chosen actors and ties as nodes and edges, as the formats of graphs write them.

An edge is a tie, so that ties of different types between two actors stay parallel edges. It says
what the program says of the tie, at the chosen date or of all time, in the program's own words.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text, wording
from proxytui.asof import all_time, ties
from proxytui.asof.lens import Lens
from proxytui.exchange.graph_rows import OWN
from proxytui.exchange.losses import COARSENED, DROPPED, KEPT
from proxytui.model import claim_status, dates, nearness
from proxytui.model.claim_status import SINGLE_ACT
from proxytui.model.dates import MAX_DAY, MIN_DAY
from proxytui.model.fields import FIELDS
from proxytui.model.references import named_ids
from proxytui.model.vocabulary import CLAIM_TYPES, Status, term_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from proxytui.exchange.selection import Selection
    from proxytui.model.records import Actor, Claim
    from proxytui.model.tie import Tie

LOSSES: dict[str, str] = {
    **{f"{table}.{field.name}": DROPPED for table, fields in FIELDS.items() for field in fields},
    **{f"actors.{field}": KEPT for field in ("kind", "described", "summary", "founded")},
    **{f"actors.{field}": KEPT for field in ("dissolved", "countries", "identifiers", "tags")},
    "actors.names": COARSENED,  # without their types, languages and dates
    **{f"claims.{field.name}": COARSENED for field in FIELDS["claims"]},
    **{
        f"sources.{field}": COARSENED
        for field in ("title", "short", "author", "publisher", "published", "status")
    },
}
LOSSES |= {f"claims.{field}": KEPT for field in ("type", "subject", "object")}
LOSSES |= {f"claims.{field}": DROPPED for field in ("since_raw", "until_raw", "summary")}
"""What becomes of each field, for a program that reads nodes, edges and their attributes."""

NODE_ATTRIBUTES = (
    "kind", "names", "described", "summary", "countries", "identifiers", "founded", "dissolved",
    "tags", OWN,
)  # fmt: skip
"""The attributes of nodes beside the label, in their order."""
EDGE_ATTRIBUTES = (
    "type", "symmetric", "state", "status", "terms", "publishers", "since", "until", "attested",
    "dated", "words", "quotes", OWN,
)  # fmt: skip
"""The attributes of edges beside the label, in their order."""
NUMBERS = ("publishers",)
"""The attributes that are whole numbers; the others are text."""


class WrittenNode(NamedTuple):
    """A node by the actor's id; attributes that say nothing aren't there."""

    id: str
    label: str
    attributes: dict[str, str]


class WrittenEdge(NamedTuple):
    """An edge by the tie's id; `spells` are the first and last days of times at which it is drawn,
    None for an end that is open; `counts` is False for a tie that holds at no date whatsoever."""

    id: str
    source: str
    target: str
    label: str
    type: str
    attributes: dict[str, str]
    spells: tuple[tuple[int | None, int | None], ...]
    counts: bool

    @property
    def is_symmetric(self) -> bool:
        """Whether it is the same seen from both ends."""
        return CLAIM_TYPES[self.type].symmetric


def nodes(
    selection: Selection, claims: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Iterator[WrittenNode]:
    """The chosen actors by their ids; of those that were merged the one that stands for them.
    `claims` are, by the ids of actors, those that no edge has and that their nodes carry along."""
    graph = selection.graph
    chosen = {graph.merged.standing(id_) for id_ in selection.tables.get("actors", {})}
    for id_ in sorted(chosen):
        actor = graph.actors.get(id_)
        if actor is not None:
            label = wording.label(actor, selection.as_of)
            own = carried(
                selection,
                {"actors": graph.merged.records(id_), "claims": claims.get(id_, ())},
            )
            yield WrittenNode(id_, label, _present({**_of_actor(actor), OWN: own}))


def edges(selection: Selection) -> Iterator[WrittenEdge]:
    """The chosen ties by their ids."""
    graph = selection.graph
    name = graph.namer(selection.as_of)
    for id_, claims in selection.ties():
        period = selection.as_of
        tie = ties.tie(graph, id_, Lens(period)) if period else all_time.tie(graph, id_)
        told = [graph.told(claim) for claim in claims]
        spells, dated = _spells(selection, claims)
        attributes = {
            "type": tie.type,
            "symmetric": "yes" if CLAIM_TYPES[tie.type].symmetric else "",
            "state": tie.state.value,
            "status": tie.status.value,
            "terms": ", ".join(term_phrase(tie.type, term.code) for term in tie.terms),
            "publishers": str(tie.publishers),
            **_dates(told, tie),
            "dated": dated,
            "words": wording.tie_words(tie, period, name, graph.source_names.get),
            "quotes": " | ".join(_quotes(told, selection, name)),
            OWN: carried(selection, {"claims": claims}),
        }
        yield WrittenEdge(
            id_, tie.subject, tie.object, _label(tie), tie.type, _present(attributes), spells,
            _counts(told),
        )  # fmt: skip


def not_counted(selection: Selection) -> dict[str, list[str]]:
    """The claims of ties that hold at no date whatsoever, by the ids of their subjects."""
    graph = selection.graph
    claims: dict[str, list[str]] = {}
    for tie, ids in selection.ties():
        if not _counts(map(graph.told, ids)):
            claims.setdefault(graph.ends[tie][1], []).extend(ids)
    return claims


def _counts(told: Iterable[Claim]) -> bool:
    return any(claim_status.live(claim) and not claim_status.planned(claim) for claim in told)


def _present(attributes: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}


def _label(tie: Tie) -> str:
    """The words of a tie, with its status, which an edge must not be without."""
    words = wording.relation(tie)
    return words if tie.status is Status.ASSERTED else f"{words} ({tie.status.value})"


def _of_actor(actor: Actor) -> dict[str, str]:
    identifiers = (f"{s}:{i}" for s, ids in sorted(actor.identifiers.items()) for i in ids)
    return {
        "kind": actor.kind,
        "names": " | ".join(text.line(name.text) for name in actor.names),
        "described": "yes" if actor.described else "",
        "summary": text.clean(actor.summary or ""),
        "countries": ", ".join(actor.countries),
        "identifiers": ", ".join(map(text.line, identifiers)),
        "founded": actor.founded or "",
        "dissolved": actor.dissolved or "",
        "tags": ", ".join(map(text.line, actor.tags)),
    }


def _dates(told: Iterable[Claim], tie: Tie) -> dict[str, str]:
    """The earliest start and the latest end that are given for a tie, and when it is attested."""
    counted = [claim for claim in told if claim_status.live(claim)]
    since = [claim.since for claim in counted if claim.since]
    until = [claim.until for claim in counted if claim.until and not dates.is_open(claim.until)]
    attested = tie.attested or ()
    return {
        "since": min(since, key=_first, default=""),
        "until": max(until, key=_last, default="") if len(until) == len(counted) else "",
        "attested": " to ".join(dict.fromkeys(attested)),
    }


def _first(date: str) -> int:
    try:
        return dates.parse(date).first
    except dates.DateError:
        return MAX_DAY


def _last(date: str) -> int:
    try:
        return dates.parse(date).last
    except dates.DateError:
        return MIN_DAY


def _quotes(
    told: Iterable[Claim], selection: Selection, name: Callable[[str], str]
) -> Iterator[str]:
    """What sources say, with who says it and what that does for the claim."""
    for claim in told:
        for citation in claim.citations:
            words = wording.citation_words(
                citation, name, selection.graph.source_names.get, in_full=True
            )
            exact = text.line(citation.quote.exact) if citation.quote else ""
            yield f"{words}: “{exact}”" if exact else words


# Times


def _spells(
    selection: Selection, claims: Iterable[str]
) -> tuple[tuple[tuple[int | None, int | None], ...], str]:
    """The times at which claims are held; where none ever is, those at which they are spoken of;
    and which of the two these are."""
    held, possible = [], []
    for id_ in claims:
        graph = selection.graph
        span = graph.span(id_)
        if span is None:
            continue
        if span is not SINGLE_ACT and span.held_from <= span.held_to:
            held.append((span.held_from, span.held_to))
        elif (reach := graph.reach(id_)) != nearness.NEVER:
            possible.append(reach)
    spells = tuple(_joined(held or possible))
    return spells, "held" if held else "possibly" if possible else "undated"


def _joined(spells: list[tuple[int, int]]) -> Iterator[tuple[int | None, int | None]]:
    """Times that meet or follow one another as one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spells):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    for first, last in merged:
        yield (first if first > MIN_DAY else None), (last if last < MAX_DAY else None)


# The records themselves


def carried(selection: Selection, ids: Mapping[str, Iterable[str]]) -> str:
    """Records as they are stored, by their tables and ids, with the sources that they cite: as JSON
    in ASCII, "" for none."""
    stored = selection.tables
    records = {
        table: {id_: stored[table][id_] for id_ in some if id_ in stored.get(table, {})}
        for table, some in ids.items()
    }
    sources = records.setdefault("sources", {})
    waiting = [(table, record) for table, some in records.items() for record in some.values()]
    while waiting:
        for item in named_ids(*waiting.pop()):
            source = stored.get("sources", {}).get(item.id)
            if item.table == "sources" and source is not None and item.id not in sources:
                sources[item.id] = source
                waiting.append(("sources", source))
    present = {table: some for table, some in records.items() if some}
    return json.dumps(present, sort_keys=True, separators=(",", ":")) if present else ""
