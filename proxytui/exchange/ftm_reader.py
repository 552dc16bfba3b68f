"""Entities of FollowTheMoney as records: who is tied to whom, and which data sets say so.

The file is gone through twice: which entities are actors, and which come in several pieces, is
known at its end.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, BinaryIO

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import json_items
from proxytui.exchange.ftm_entities import Entity, RepeatedIds, entities
from proxytui.exchange.ftm_terms import (
    EDGES,
    NAMED_ROLES,
    ORGANISATIONS,
    SIDE_CAR,
    interval,
    kind,
    told_date,
)
from proxytui.exchange.ftm_writer import actor_properties, interval_properties
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.exchange.sidecar import Carried, carried, overlaid
from proxytui.model.vocabulary import CLAIM_TYPES, COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

_LONGEST_QUOTE = 4000
_MOST_ENDS = 1000
_AUTHORITY = "authority:"
_DOUBTS = ("alleged", "suspected", "possible", "probable", "unconfirmed")
_NAMES = {
    "alias": "alias", "abbreviation": "acronym", "previousName": "former", "weakAlias": "weak"
}  # fmt: skip
_PERSONAL = ("birthDate", "deathDate")
_OF_ACTORS = (
    "name", "alias", "country", "jurisdiction", "nationality", "topics", "position", "summary",
    "description", "notes", "incorporationDate", "dissolutionDate", "sourceUrl", "publisher",
)  # fmt: skip
_OF_TIES = (
    "authority", "program", "role", "relationship", "percentage", "status", "startDate",
    "listingDate", "endDate", "date", "reason", "summary", "description", "recordId", "sourceUrl",
    "publisher",
)  # fmt: skip


class _BadEntity(ValueError):
    """An entity that can't be read, with the reason in plain words."""


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The actors, ties and sources of the entities."""
    return _Reading(file, options).rows()


class _Reading:
    def __init__(self, file: BinaryIO, options: ReadOptions) -> None:
        self._file, self._options = file, options
        self._keys: dict[str, str] = {}
        self._named: dict[str, list[str]] = {}
        self._documents: dict[str, str] = {}
        self._carried: set[tuple[str, str]] = set()
        self._pieces: dict[int, int] = {}
        self._waiting: dict[str, Entity] = {}
        self._yielded: set[tuple[str, str]] = set()

    def rows(self) -> Rows:
        self._look_through()
        for item in self._items():
            if isinstance(item, RejectedRow):
                yield item
            elif (entity := self._joined(item)) is not None:
                yield from self._rows_of(entity)
        # Where ids of different entities have one hash, the first waits for the other's pieces.
        for entity in self._waiting.values():
            yield from self._rows_of(entity)

    def _rows_of(self, entity: Entity) -> Rows:
        try:
            yield from self._read(entity)
        except _BadEntity as error:
            yield RejectedRow(entity.row, str(error), _raw(entity))

    def _items(self) -> Iterator[Entity | RejectedRow]:
        for item in json_items.items(self._file, "results"):
            if isinstance(item, RejectedRow):
                yield item
            else:
                yield from entities(item.row, item.value)

    def _look_through(self) -> None:
        pieces = RepeatedIds()
        for entity in self._items():
            if isinstance(entity, RejectedRow):
                continue
            pieces.add(entity.id)
            record = carried(entity.beside.get(SIDE_CAR))
            if record is not None:
                self._carried.add((record.table, record.id))
            if kind(entity.schema, []):
                is_ours = record is not None and record.table == "actors"
                self._keys[entity.id] = record.id if record and is_ours else entity.id
                for name in set(map(text.fold, entity.texts("name"))):
                    self._named.setdefault(name, []).append(self._keys[entity.id])
            elif entity.schema == "Document":
                is_ours = record is not None and record.table == "sources"
                self._documents[entity.id] = record.id if record and is_ours else entity.id
        if not pieces:
            raise UsageError(
                "the file has no entities of FollowTheMoney",
                "give entities with id, schema and properties, one a line",
            )
        self._pieces = pieces.counts()

    def _joined(self, entity: Entity) -> Entity | None:
        """An entity with all of its pieces, at the last of them; None before."""
        number = hash(entity.id)
        if number not in self._pieces:
            return entity
        earlier = self._waiting.get(entity.id)
        joined = earlier.with_piece(entity) if earlier else entity
        self._pieces[number] -= 1
        if self._pieces[number] > 0:
            self._waiting[entity.id] = joined
            return None
        self._waiting.pop(entity.id, None)
        return joined

    def _read(self, entity: Entity) -> Iterator[ReadRow]:
        record = carried(entity.beside.get(SIDE_CAR))
        if record is not None and record.is_whole(self._carried):
            current = self._current(record, entity)
            yield ReadRow(entity.row, record.table, record.id, current, carried=True)
        elif kind(entity.schema, []):
            yield from self._actor(entity)
        elif entity.schema in EDGES:
            yield from self._tie(entity)
        elif entity.schema == "Sanction":
            yield from self._sanction(entity)
        elif entity.schema == "Document":
            yield self._once(entity, "sources", self._documents[entity.id], _document(entity))
        else:
            raise _BadEntity(f"is no actor, tie or source ({text.line(entity.schema)[:60]})")

    def _once(self, entity: Entity, table: str, key: str, fields: Json) -> ReadRow:
        # Only these are asked for again; the key of every tie would be most of the memory.
        if table == "sources" or key.startswith(_AUTHORITY):
            self._yielded.add((table, key))
        return ReadRow(entity.row, table, key, fields)

    def _current(self, record: Carried, entity: Entity) -> Json:
        """The record that an entity carries, with what another program has changed beside it."""
        try:
            if record.table == "actors":
                ours = Entity("", "", entity.schema, actor_properties(record.record), {})
                written = ours.without_empty()
                return overlaid(record.record, self._who(entity), self._who(written))
            if record.table == "claims" and entity.schema != "Note":
                ours = Entity("", "", entity.schema, interval_properties(record.record), {})
                before = interval(ours.without_empty().properties)
                now = interval(entity.properties)
                for end, id_ in self._ends(entity):
                    before[end], now[end] = record.record[end], id_
                return overlaid(record.record, now, before)
        except (_BadEntity, KeyError, TypeError, ValueError, AttributeError):
            pass  # what is wrong with the record is told by the import
        return record.record

    # Actors

    def _actor(self, entity: Entity) -> Iterator[ReadRow]:
        fields = self._who(entity)
        source = yield from self._said_in(entity)
        start, end = (
            _PERSONAL if entity.schema == "Person" else ("incorporationDate", "dissolutionDate")
        )
        if entity.schema != "Person" or self._options.personal:
            for field, name in (("founded", start), ("dissolved", end)):
                if told := told_date(entity.texts(name)):
                    fields[field] = told
        names = (*_OF_ACTORS, *(_PERSONAL if self._options.personal else ()))
        identifiers = {"ftm": list(dict.fromkeys((entity.id, *entity.referents)))}
        for scheme, name in (("wikidata", "wikidataId"), ("lei", "leiCode")):
            if values := [v for v in entity.texts(name) if text.visible(v)]:
                identifiers[scheme] = values
        fields |= {"identifiers": identifiers, "citations": [_citation(entity, source, names)]}
        fields["citations"] += self._proofs(entity)
        yield self._once(entity, "actors", self._keys[entity.id], fields)

    def _who(self, entity: Entity) -> Json:
        """The kind, the names and the rest that is said of an actor, without who says so."""
        names: list[Json] = []
        seen = set()
        for property_, type_ in (("name", ""), *_NAMES.items()):
            for value in entity.texts(property_):
                name = " ".join(value.split())
                if text.visible(name) and name not in seen:
                    seen.add(name)
                    stated = type_ or ("alias" if names else "")
                    names.append({"text": name, "type": stated} if stated else {"text": name})
        if not names:
            raise _BadEntity("has no name")
        if names[0].get("type") == "weak":
            names[0]["type"] = "name"
        fields: Json = {"kind": kind(entity.schema, entity.texts("topics")), "names": names}
        places = entity.texts("nationality") or entity.texts("country")
        codes = dict.fromkeys(value.upper() for value in places)
        if countries := [code for code in codes if code in COUNTRIES]:
            fields["countries"] = countries
        if summary := entity.texts("summary"):
            fields["summary"] = "\n".join(summary)
        return fields

    # Ties

    def _tie(self, entity: Entity) -> Iterator[ReadRow]:
        edge = EDGES[entity.schema]
        pairs = self._pairs(entity, edge.subject, edge.object)
        stated = ", ".join(" ".join(value.split()) for value in entity.texts(edge.role))
        fields: Json = {"type": edge.type, **_dates(entity)}
        terms = list(edge.terms)
        named = stated.partition(" (")[0].partition(";")[0].casefold()
        if entity.schema in ("UnknownLink", "Membership") and named in CLAIM_TYPES:
            fields["type"], stated = named, stated.partition("; ")[2]
            terms = []
        role = stated or NAMED_ROLES.get(entity.schema, "")
        if text.visible(role):
            fields["role"] = role
        if terms:
            fields["terms"] = terms
        yield from self._claims(entity, pairs, fields)

    def _sanction(self, entity: Entity) -> Iterator[ReadRow]:
        targets = [self._end(id_, "entity") for id_ in entity.texts("entity")]
        authorities = [v for v in map(text.line, entity.texts("authority")) if text.visible(v)]
        if not authorities or not targets:
            raise _BadEntity(f"names no {'entity' if authorities else 'authority'}")
        source = yield from self._said_in(entity)
        keys = {name: self._authority(name) for name in authorities}
        for name, key in keys.items():
            if key == f"{_AUTHORITY}{name}" and ("actors", key) not in self._yielded:
                cited = _citation(entity, source, ("authority",))
                record = {"kind": "unknown", "names": [{"text": name}], "citations": [cited]}
                yield self._once(entity, "actors", key, record)
        pairs = [
            pair for pair in product(keys.values(), dict.fromkeys(targets)) if len({*pair}) > 1
        ]
        if not pairs:
            raise _BadEntity("its authority is the entity itself")
        fields: Json = {"type": "designates", "terms": ["sanctions"], **_dates(entity)}
        if programs := [p for p in map(text.line, entity.texts("program")) if text.visible(p)]:
            fields["role"] = ", ".join(programs)
        yield from self._claims(entity, pairs, fields)

    def _authority(self, name: str) -> str:
        """The key of an authority: of the one actor of the file that has its name, or its own."""
        known = list(dict.fromkeys(self._named.get(text.fold(name), ())))
        return known[0] if len(known) == 1 else f"{_AUTHORITY}{name}"

    def _pairs(self, entity: Entity, subject: str, object_: str) -> list[tuple[str, str]]:
        ends = []
        for property_ in (subject, object_):
            values = entity.texts(property_)
            if not values:
                raise _BadEntity(f"has no {property_}")
            ends.append([self._end(value, property_) for value in values])
        pairs = [(a, b) for a, b in islice(product(*ends), _MOST_ENDS) if a != b]
        if not pairs:
            raise _BadEntity("ties an entity to itself")
        return list(dict.fromkeys(pairs))

    def _end(self, id_: str, property_: str) -> str:
        if id_ not in self._keys:
            words = text.line(id_)[:60]
            raise _BadEntity(f"its {property_} is no actor of the file ({words})")
        return self._keys[id_]

    def _ends(self, entity: Entity) -> Iterator[tuple[str, str]]:
        """The actors at the ends of an entity that ties two, by the field of a claim."""
        edge = EDGES.get(entity.schema)
        if edge is not None:
            for end, name in (("subject", edge.subject), ("object", edge.object)):
                known = [self._keys[id_] for id_ in entity.texts(name) if id_ in self._keys]
                if len(known) == 1:
                    yield end, known[0]

    def _claims(
        self, entity: Entity, pairs: list[tuple[str, str]], fields: Json
    ) -> Iterator[ReadRow]:
        source = yield from self._said_in(entity)
        citation = _citation(entity, source, _ends_first(entity))
        stated = " ".join((*entity.texts("status"), *entity.texts("role"))).casefold()
        if any(word in stated for word in _DOUBTS):
            citation["flags"] = ["alleged"]
        for subject, object_ in pairs:
            key = entity.id if len(pairs) == 1 else f"{entity.id}:{subject}:{object_}"
            citations = [dict(citation), *self._proofs(entity)]
            ends = {"subject": subject, "object": object_}
            record = {**fields, **ends, "citations": citations}
            yield self._once(entity, "claims", key, record)

    # Sources

    def _said_in(self, entity: Entity) -> Generator[ReadRow, None, str]:
        """The key of the source that an entity is of: its data sets, or the file."""
        name = ", ".join(entity.datasets)
        key = f"datasets:{name}" if name else "file"
        if ("sources", key) not in self._yielded:
            title = name or text.line(self._options.name) or "a file"
            record = {"title": f"[FollowTheMoney entities of {title}]", "kind": "data set"}
            yield self._once(entity, "sources", key, record)
        return key

    def _proofs(self, entity: Entity) -> list[Json]:
        proofs = dict.fromkeys(entity.texts("proof"))
        return [{"source": self._documents[id_]} for id_ in proofs if id_ in self._documents]


def _citation(entity: Entity, source: str, names: tuple[str, ...]) -> Json:
    """A citation of an entity's own words: its decisive properties, in one line."""
    stated = [f"schema: {entity.schema}"]
    properties = entity.properties
    for name in names:
        if values := properties.get(name):
            stated.append(f"{name}: {', '.join(' '.join(value.split()) for value in values)}")
    quote = {"exact": "; ".join(stated)[:_LONGEST_QUOTE].strip()}
    return {"source": source, "quote": quote, "locator": {"paragraph": entity.id}}


def _ends_first(entity: Entity) -> tuple[str, ...]:
    edge = EDGES.get(entity.schema)
    return (*((edge.subject, edge.object) if edge else ("entity",)), *_OF_TIES)


def _dates(entity: Entity) -> Json:
    fields = interval(entity.properties)
    for field, name in (("since", "startDate"), ("until", "endDate")):
        if field in fields and (values := entity.texts(name)):
            fields[f"{field}_raw"] = ", ".join(values)
    date = told_date(entity.texts("date"))
    if date and entity.schema == "Succession" and "since" not in fields:
        fields |= {"since": date, "since_raw": ", ".join(entity.texts("date"))}
    return fields


def _document(entity: Entity) -> Json:
    titles = [*entity.texts("title"), *entity.texts("name"), *entity.texts("fileName")]
    title = next((" ".join(value.split()) for value in titles if text.visible(value)), "")
    published = (entity.texts(name) for name in ("publishedAt", "authoredAt", "date"))
    record = {
        "title": title or f"[document {entity.id}]",
        "author": ", ".join(entity.texts("author")),
        "publisher": ", ".join(entity.texts("publisher")),
        "published": next((told for values in published if (told := told_date(values))), ""),
        "url": next(iter(entity.texts("sourceUrl")), ""),
    }
    return {field: value for field, value in record.items() if value}


def _raw(entity: Entity) -> Json:
    """What is told of an entity that is set aside: of what is no actor and no tie only what it is,
    as it may be somebody's papers or address."""
    if entity.schema in EDGES or entity.schema in ("Sanction", *ORGANISATIONS):
        return {"id": entity.id, "schema": entity.schema, "properties": entity.properties}
    return {"id": entity.id, "schema": entity.schema}
