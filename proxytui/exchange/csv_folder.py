"""Records as tables of text, each safe to open in a spreadsheet.

A row of `claims.csv` is a claim with its first quote and where that stands; `sources` has the
titles of all that it cites. A row of `ties.csv` is a tie with what its claims say together. Events
and notes have a table where there are any.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import msgspec

from proxytui import wording
from proxytui.asof.states import claim_state
from proxytui.exchange.losses import COARSENED, DROPPED, KEPT
from proxytui.exchange.table_cells import escaped
from proxytui.model import publishers
from proxytui.model.fields import FIELDS
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from proxytui.exchange.selection import Selection
    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Actor, Citation, Json

LOSSES: dict[str, str] = {
    **{f"{table}.{field.name}": DROPPED for table, fields in FIELDS.items() for field in fields},
    **{
        f"actors.{field}": KEPT
        for field in ("kind", "described", "summary", "countries", "identifiers", "founded",
                      "dissolved", "tags")
    },
    "actors.names": COARSENED,  # without language, script and dates
    **{
        f"claims.{field}": KEPT
        for field in ("type", "subject", "object", "terms", "role", "against", "since", "until",
                      "basis", "attested", "flags", "rank", "status", "reason", "summary")
    },
    **{
        f"events.{field}": KEPT
        for field in ("title", "date", "date_raw", "basis", "kind", "place", "participants",
                      "claims", "flags", "status", "summary")
    },
    **{f"notes.{field}": KEPT for field in ("about", "text", "tags", "created", "modified")},
    "events.citations": COARSENED,  # as those of claims
    "claims.citations": COARSENED,  # the first quote; of the others the titles of their sources
    # In each row those of the source that is quoted.
    **{
        f"sources.{field}": COARSENED
        for field in ("title", "author", "publisher", "publisher_parent", "published", "url",
                      "licence", "lang")
    },
}  # fmt: skip
"""What becomes of each field, for a program that reads the columns."""

_BETWEEN = "; "
_WHERE_THERE = ("events", "notes")
# By it spreadsheets know that the text is UTF-8.
_MARK = "\ufeff"
SOURCE = ("author", "publisher", "publisher_parent", "published", "url", "licence", "lang")
"""The fields of a source that a claim's row has."""
OTHER_NAMES = {"aliases": "alias", "acronyms": "acronym", "former": "former", "weak": "weak"}
"""The columns with the names of an actor behind the first, and their types."""
_CITED = ("quote", "page", "paragraph", "speaker", "stance", "source", *SOURCE, "sources")
_EVENT = ("title", "date", "date_raw", "basis", "kind", "place", "status", "summary")
_CLAIM = ("role", "since", "until", "basis", "status", "rank", "reason", "summary")


def write_folder(selection: Selection) -> dict[str, Iterator[str]]:
    """The files of the folder: the pieces of each, by its name."""
    filled = selection.tables
    return {
        f"{name}.csv": _table(rows(selection))
        for name, rows in TABLES.items()
        if name not in _WHERE_THERE or filled.get(name)
    }


def _table(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield _MARK
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([escaped(str(cell)) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _actors(selection: Selection) -> Iterator[Iterable[object]]:
    actors = [selection.graph.actors[id_] for id_ in sorted(selection.tables.get("actors", {}))]
    schemes = sorted({scheme for actor in actors for scheme in actor.identifiers})
    yield (
        "id", "name", "kind", *OTHER_NAMES, "described", "summary",
        "countries", "founded", "dissolved", "tags", *(f"id:{scheme}" for scheme in schemes),
    )  # fmt: skip
    for actor in actors:
        first = next((n for n in actor.names if n.type == "name"), actor.names[0])
        names: dict[str, list[str]] = {type_: [] for type_ in OTHER_NAMES.values()}
        for name in actor.names:
            if name is not first:
                names["alias" if name.type == "name" else name.type].append(name.text)
        yield (
            actor.id, first.text, actor.kind, *map(_BETWEEN.join, names.values()),
            "yes" if actor.described else "", actor.summary or "", _BETWEEN.join(actor.countries),
            actor.founded or "", actor.dissolved or "", _BETWEEN.join(actor.tags),
            *(_BETWEEN.join(actor.identifiers.get(scheme, ())) for scheme in schemes),
        )  # fmt: skip


def _claims(selection: Selection) -> Iterator[Iterable[object]]:
    graph, as_of = selection.graph, selection.as_of
    yield (
        "id", "subject", "type", "object", "terms", *_CLAIM, "attested_from", "attested_to",
        "against", "flags", *_CITED, "subject_id", "subject_kind", "object_id", "object_kind",
        "against_id", "source_id", *(["state"] if as_of else []),
    )  # fmt: skip
    for id_ in sorted(selection.tables.get("claims", {})):
        claim = graph.claims[id_]
        citation = quoted(claim.citations)
        yield (
            id_, _name(graph.actors[claim.subject]), claim.type, _name(graph.actors[claim.object]),
            _BETWEEN.join(claim.terms), *(getattr(claim, field) or "" for field in _CLAIM),
            *(claim.attested or ("", "")),
            _BETWEEN.join(_name(graph.actors[other]) for other in claim.against),
            _BETWEEN.join(claim.flags), *_cited(graph, claim.citations),
            claim.subject, graph.actors[claim.subject].kind, claim.object,
            graph.actors[claim.object].kind, _BETWEEN.join(claim.against), citation.source,
            *([claim_state(graph, claim, as_of).words] if as_of else []),
        )  # fmt: skip


def _ties(selection: Selection) -> Iterator[Iterable[object]]:
    graph, as_of = selection.graph, selection.as_of
    yield (
        "subject", "type", "object", "terms", "claims", "publishers", "sources", "subject_id",
        "object_id", *(["state"] if as_of else []),
    )  # fmt: skip
    for tie, ids in selection.ties():
        type_, subject, object_ = graph.ends[tie]
        claims = [graph.claims[id_] for id_ in ids]
        terms = dict.fromkeys(term for claim in claims for term in claim.terms)
        sources = {citation.source for claim in claims for citation in claim.citations}
        state = ""
        if as_of:
            states = (claim_state(graph, claim, as_of) for claim in claims)
            state = max(states, key=lambda item: item.rank).words
        yield (
            _name(graph.actors[subject]), type_, _name(graph.actors[object_]),
            _BETWEEN.join(terms), len(claims),
            publishers.independent(claims, graph.sources.get), len(sources), subject, object_,
            *([state] if as_of else []),
        )  # fmt: skip


def _events(selection: Selection) -> Iterator[Iterable[object]]:
    graph = selection.graph
    yield (
        "id", *_EVENT, "participants", "roles", "flags", *_CITED, "participant_ids", "claim_ids",
        "source_id",
    )  # fmt: skip
    for id_ in sorted(selection.tables.get("events", {})):
        event = graph.events[id_]
        parts = event.participants
        source = quoted(event.citations).source if event.citations else ""
        yield (
            id_, *(getattr(event, field) or "" for field in _EVENT),
            _BETWEEN.join(_name(graph.actors[part.actor]) for part in parts),
            _BETWEEN.join(part.role or "–" for part in parts), _BETWEEN.join(event.flags),
            *_cited(graph, event.citations), _BETWEEN.join(part.actor for part in parts),
            _BETWEEN.join(event.claims), source,
        )  # fmt: skip


def _notes(selection: Selection) -> Iterator[Iterable[object]]:
    graph = selection.graph
    yield ("id", "about", "text", "tags", "created", "modified", "about_ids")
    for id_ in sorted(selection.tables.get("notes", {})):
        note = graph.notes[id_]
        yield (
            id_, _BETWEEN.join(_called(graph, name) for name in note.about), note.text,
            _BETWEEN.join(note.tags), note.created, note.modified, _BETWEEN.join(note.about),
        )  # fmt: skip


def _called(graph: Graph, id_: str) -> str:
    """What a record or a tie is called, as far as it has a name."""
    if id_ in graph.tie_claims:
        type_, subject, object_ = graph.ends[id_]
        ends = (_name(graph.actors[end]) for end in (subject, object_))
        return f" › {CLAIM_TYPES[type_].heading} › ".join(ends)
    if id_ in graph.actors:
        return _name(graph.actors[id_])
    titled = graph.sources.get(id_) or graph.events.get(id_)
    return titled.title if titled is not None else id_


def _cited(graph: Graph, citations: Sequence[Citation]) -> Iterator[str]:
    """The cells of the citation that stands for all, and the titles of what they cite."""
    if not citations:
        yield from ("" for _ in _CITED)
        return
    citation = quoted(citations)
    source, locator, speaker = graph.sources[citation.source], citation.locator, citation.speaker
    yield citation.quote.exact if citation.quote else ""
    yield str(locator.page or "") if locator else ""
    yield str(locator.paragraph or "") if locator else ""
    actor = graph.actors.get(speaker.actor or "") if speaker else None
    yield (speaker.text if speaker else "") or (_name(actor) if actor else "")
    yield citation.stance
    yield source.title
    yield from (getattr(source, field) or "" for field in SOURCE)
    yield _BETWEEN.join(dict.fromkeys(graph.sources[c.source].title for c in citations))


def quoted(citations: Sequence[Citation]) -> Citation:
    """The citation that stands for all: the first that supports with a quote, else the first that
    does, else the first."""
    ranks = {True: 0, False: 2}
    return min(citations, key=lambda c: ranks[c.stance == "supports"] + (c.quote is None))


def first_name(names: Sequence[Json]) -> Json:
    """The record of the name that an actor goes by in its row."""
    return next((name for name in names if name.get("type", "name") == "name"), names[0])


def _name(actor: Actor) -> str:
    """The name of an actor, without the marks that stand around a description on screens."""
    return wording.label(msgspec.structs.replace(actor, described=False), None)


TABLES: dict[str, Callable[[Selection], Iterator[Iterable[object]]]] = {
    "actors": _actors,
    "claims": _claims,
    "ties": _ties,
    "events": _events,
    "notes": _notes,
}
"""What writes the cells of each table, the header first."""
