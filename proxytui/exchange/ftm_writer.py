"""Records as entities of FollowTheMoney, a line each, with the record itself beside each.

Where a schema ties two entities in the same sense as a claim, and takes the two, the claim is of
that schema; otherwise it is an UnknownLink with the type and the means as its role. A source is a
Document, which proves what cites it. What nobody holds true (refuted, retracted, planned) and what
is no tie (notes, decisions, views) is a Note: no other program shows it as a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.exchange.ftm_terms import (
    EDGES,
    ORGANISATIONS,
    SCHEMAS,
    SIDE_CAR,
    TOPICS,
    entity_id,
    prefix_date,
)
from proxytui.exchange.sidecar import carry
from proxytui.jobs import told_progress
from proxytui.model.record_source import in_order
from proxytui.model.references import named_ids, tie_ends
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proxytui.exchange.selection import Selection, Tables
    from proxytui.model.records import Json

_encode = msgspec.json.Encoder(order="sorted").encode
_BY_TYPE = {edge.type: schema for schema, edge in EDGES.items() if edge.role == "role"}
_NAMES = {"former": "previousName", "weak": "weakAlias"}
# States that are gone, and what ISO 3166 leaves to everybody, but for Kosovo.
_NO_CODES = (
    "AN",
    "BU",
    "CS",
    "SU",
    "TP",
    "YD",
    "YU",
    *(f"X{c}" for c in "ABCDEFGHIJLMNOPQRSTUVWXYZ"),
)
_NOT_HELD = ("refuted", "retracted")


def write(selection: Selection) -> Iterator[str]:
    """All chosen records, an entity a line."""
    writing = _Writing(selection.tables)
    tables: tuple[tuple[str, Callable[[str, Json], Json]], ...] = (
        ("sources", writing.source),
        ("actors", writing.actor),
        ("claims", writing.claim),
        ("events", writing.event),
        ("notes", writing.note),
        ("identities", writing.decision),
        ("views", writing.view),
    )
    for table, entity in tables:
        rows = selection.tables.get(table, {})
        for id_, record, _ in told_progress.counted(in_order(rows), len(rows), f"{table} written"):
            object_ = {"id": entity_id(table, id_), **entity(id_, record)}
            object_[SIDE_CAR] = carry(table, id_, record)
            yield text.escape_json(f"{_encode(object_).decode()}\n")


def actor_properties(record: Json) -> Json:
    """The properties of an actor, but for what proves them."""
    kind = str(record["kind"])
    names: dict[str, list[str]] = {"name": [str(record["names"][0]["text"])]}
    for name in record["names"][1:]:
        names.setdefault(_NAMES.get(name.get("type", "name"), "alias"), []).append(name["text"])
    start, end = (
        ("birthDate", "deathDate") if kind == "person" else ("incorporationDate", "dissolutionDate")
    )
    has_dates = kind == "person" or SCHEMAS.get(kind) != "Thing"
    return {
        **names,
        "country": [c.lower() for c in record.get("countries", ()) if c not in _NO_CODES],
        "topics": [TOPICS[kind]] if kind in TOPICS else [],
        "summary": [record.get("summary", "")],
        "keywords": list(record.get("tags", ())),
        "notes": ["known only by a source's description"] if record.get("described") else [],
        start: [prefix_date(record.get("founded"))] if has_dates else [],
        end: [prefix_date(record.get("dissolved"))] if has_dates else [],
        "wikidataId": [
            value
            for value in record.get("identifiers", {}).get("wikidata", ())
            if value[:1] == "Q" and value[1:].isascii() and value[1:].isdigit()
        ],
    }


def interval_properties(record: Json) -> Json:
    """The dates and the summary of a claim as properties."""
    return {
        "startDate": [prefix_date(record.get("since"))],
        "endDate": [prefix_date(record.get("until"))],
        "summary": [record.get("summary", "")],
    }


class _Writing:
    """One export: what the entities need of the records that they name."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._actors = tables.get("actors", {})
        self._sources = tables.get("sources", {})

    def actor(self, id_: str, record: Json) -> Json:
        schema = SCHEMAS.get(str(record["kind"]), "LegalEntity")
        return _entity(schema, {**actor_properties(record), "proof": self._proof("actors", record)})

    def claim(self, id_: str, record: Json) -> Json:
        stated = {
            **interval_properties(record),
            "description": [self._quoted(item) for item in record["citations"]],
            "proof": self._proof("claims", record),
        }
        subject, object_ = (str(record[end]) for end in ("subject", "object"))
        type_, ends = str(record["type"]), (entity_id("actors", e) for e in (subject, object_))
        doubts = _doubts(record)
        if record.get("status") in _NOT_HELD or "planned" in record.get("flags", ()):
            names = [f"{', '.join(doubts)}: {self._sentence(record)}"]
            summary = {"summary": stated["summary"], "description": stated["description"]}
            return _entity("Note", {"name": names, "entity": list(ends), **summary})
        if type_ == "designates" and "sanctions" in record.get("terms", ()):
            own = {"authority": [self._name(subject)], "program": [record.get("role", "")]}
            target = [entity_id("actors", object_)]
            return _entity("Sanction", {**stated, "entity": target, "status": doubts, **own})
        schema = self._schema(record, subject, object_)
        edge = EDGES[schema]
        own = dict(zip((edge.subject, edge.object), ([id_] for id_ in ends), strict=True))
        if edge.role == "role":
            own |= {"role": [_role(record, schema)], "status": doubts}
        else:
            own["relationship"] = [", ".join(filter(None, (record.get("role"), *doubts)))]
        return _entity(schema, {**stated, **own})

    def _schema(self, record: Json, subject: str, object_: str) -> str:
        """The schema of a claim, as far as it takes the actors at its ends."""
        type_, terms = record["type"], record.get("terms", ())
        schema = "Membership" if type_ == "part-of" else _BY_TYPE.get(type_, "UnknownLink")
        first, second = (self._schema_of(id_) for id_ in (subject, object_))
        if type_ == "related-to" and first == second == "Person" and len(terms) == 1:
            return "Family" if terms[0] == "family" else "Associate"
        if EDGES[schema].object == "organization" and second not in ORGANISATIONS:
            return "UnknownLink"
        return "UnknownLink" if schema in ("Ownership", "Employment") else schema

    def _schema_of(self, actor: str) -> str:
        return SCHEMAS.get(str(self._actors.get(actor, {}).get("kind")), "LegalEntity")

    def event(self, id_: str, record: Json) -> Json:
        involved = [entity_id("actors", item["actor"]) for item in record.get("participants", ())]
        return _entity(
            "Event",
            {
                "name": [record["title"]],
                "date": [prefix_date(record.get("date"))],
                "summary": [record.get("summary", "")],
                "location": [record.get("place", "")],
                "keywords": [record.get("kind", ""), *_doubts(record)],
                "involved": list(dict.fromkeys(involved)),
                "description": [self._quoted(item) for item in record.get("citations", ())],
                "proof": self._proof("events", record),
            },
        )

    def source(self, id_: str, record: Json) -> Json:
        return _entity(
            "Document",
            {
                "fileName": [record["title"]],
                "title": [record["title"]],
                "author": [record.get("author", "")],
                "publisher": [record.get("publisher", "")],
                "publishedAt": [prefix_date(record.get("published"))],
                "sourceUrl": [_url(record.get("url", ""))],
                "notes": [f"licence: {record['licence']}"] if record.get("licence") else [],
                "keywords": [record["status"]] if record.get("status", "current") != "current" else
                [],
            },
        )  # fmt: skip

    def note(self, id_: str, record: Json) -> Json:
        about: list[str] = []
        for name in record["about"]:
            ends = tie_ends(name)
            about += ends or ([name] if name in self._actors else [])
        return _entity(
            "Note",
            {
                "name": ["Note"],
                "description": [record["text"]],
                "entity": [entity_id("actors", name) for name in dict.fromkeys(about)],
                "keywords": list(record.get("tags", ())),
                "createdAt": [record["created"][:10]],
                "modifiedAt": [record["modified"][:10]],
            },
        )

    def decision(self, id_: str, record: Json) -> Json:
        return _entity(
            "Note",
            {
                "name": [f"judgement: {record['judgement']}"],
                "description": [record.get("reason", "")],
                "entity": [entity_id("actors", record[end]) for end in ("a", "b")],
            },
        )

    def view(self, id_: str, record: Json) -> Json:
        centre = record.get("centre")
        about = [entity_id("actors", centre)] if centre else []
        return _entity("Note", {"name": [f"saved view: {record['name']}"], "entity": about})

    def _proof(self, table: str, record: Json) -> list[str]:
        cited = (item.id for item in named_ids(table, record) if item.table == "sources")
        return [entity_id("sources", id_) for id_ in dict.fromkeys(cited)]

    def _quoted(self, citation: Json) -> str:
        """The words that are cited, with who says them and where."""
        id_ = str(citation["source"])
        stance = citation.get("stance", "supports")
        speaker = (citation.get("speaker") or {}).get("text")
        words = [
            *([stance] if stance != "supports" else []),
            *(["alleged"] if "alleged" in citation.get("flags", ()) else []),
            self._sources.get(id_, {}).get("title") or id_,
            *([f"citing {speaker}"] if speaker else []),
        ]
        quote = (citation.get("quote") or {}).get("exact")
        return f"{', '.join(words)}: “{quote}”" if quote else ", ".join(words)

    def _name(self, actor: str) -> str:
        names = self._actors.get(actor, {}).get("names") or [{"text": actor}]
        return str(names[0]["text"])

    def _sentence(self, record: Json) -> str:
        verb = CLAIM_TYPES[record["type"]].verb
        return f"{self._name(str(record['subject']))} {verb} {self._name(str(record['object']))}"


def _role(record: Json, schema: str) -> str:
    """The words of a claim's role: of an unknown link with its type and its means before them."""
    type_, role = str(record["type"]), record.get("role", "")
    phrases = CLAIM_TYPES[type_].phrases
    terms = ", ".join(phrases.get(code, code) for code in record.get("terms", ()))
    is_said = schema == _BY_TYPE.get(type_) and type_ != "linked-to"
    named = "" if is_said or (type_ == "linked-to" and (role or terms)) else type_
    stated = " ".join(filter(None, (named, f"({terms})" if terms else "")))
    return "; ".join(filter(None, (stated, role)))


def _doubts(record: Json) -> list[str]:
    """What says of a claim or event that it is less than stated."""
    citations = record.get("citations", ())
    supporting = [c for c in citations if c.get("stance", "supports") == "supports"]
    doubted = bool(supporting) and all("alleged" in c.get("flags", ()) for c in supporting)
    status = record.get("status", "asserted")
    disputed = any(c.get("stance") == "disputes" for c in citations)
    words = [
        *([status] if status != "asserted" else ["disputed"] if disputed else []),
        *record.get("flags", ()),
        *(["alleged"] if doubted else []),
        *(["deprecated"] if record.get("rank") == "deprecated" else []),
    ]
    return list(dict.fromkeys(words))


def _url(value: str) -> str:
    is_web = value.startswith(("http://", "https://")) and not any(c.isspace() for c in value)
    return value if is_web else ""


def _entity(schema: str, properties: Mapping[str, Iterable[str]]) -> Json:
    stated = {name: [v for v in values if v and v.strip()] for name, values in properties.items()}
    return {
        "schema": schema,
        "properties": {name: values for name, values in stated.items() if values},
    }
