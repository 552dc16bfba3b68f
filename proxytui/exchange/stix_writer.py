"""Records as a bundle of STIX 2.1, each object with the record that it stands for beside it.

An actor is an identity, a claim a relationship, an event an incident. A source that is published on
a known day is a report about what cites it, any other source a note; our notes, decisions and views
are notes too. The times at which objects were created are the same in every export: the records
have none.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.exchange.sidecar import carry
from proxytui.exchange.stix_terms import (
    CLASSES,
    SECTORS,
    SIDE_CAR,
    confidence,
    object_id,
    object_id_of_all,
    span,
    written_type,
)
from proxytui.jobs import told_progress
from proxytui.model import dates
from proxytui.model.dates import Precision
from proxytui.model.record_source import in_order
from proxytui.model.references import named_ids, tie_ends
from proxytui.model.spilled_rows import SpilledRows
from proxytui.model.vocabulary import CLAIM_TYPES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.exchange.selection import Selection, Tables
    from proxytui.model.records import Json

_CREATED = "2000-01-01T00:00:00Z"
_encode = msgspec.json.Encoder(order="sorted").encode
_TYPES = {"actors": "identity", "claims": "relationship", "events": "incident"}
# Others may be cited or spoken of; these are what a note is about.
_ABOUT = ("actors", "claims", "events")


_NOTHING_MORE: tuple[None, Iterator[tuple[str, str]]] = (None, iter(()))


def write(selection: Selection) -> Iterator[str]:
    """All chosen records as one bundle, an object a line."""
    writing = _Writing(selection)
    yield f'{{"type": "bundle",\n"id": "{writing.bundle_id()}",\n"objects": ['
    for place, object_ in enumerate(writing.objects()):
        yield text.escape_json(f"{',' if place else ''}\n{_encode(object_).decode()}")
    yield "\n]}\n"


def actor_object(id_: str, record: Json) -> Json:
    """The identity of an actor, without the record beside it."""
    names = [str(name["text"]) for name in record["names"]]
    kind = str(record["kind"])
    labels = [*record.get("tags", ()), *(["described"] if record.get("described") else [])]
    return _without_empty(
        {
            **_common("identity", "actors", id_),
            "name": names[0],
            "identity_class": CLASSES.get(kind, "unknown"),
            "sectors": [SECTORS[kind]] if kind in SECTORS else [],
            "description": record.get("summary"),
            "labels": labels,
            "external_references": [
                {"source_name": scheme, "external_id": value}
                for scheme, values in sorted(record.get("identifiers", {}).items())
                for value in values
            ],
        }
    )


def claim_object(id_: str, record: Json, sources: Mapping[str, Json]) -> Json:
    """The relationship of a claim, without the record beside it."""
    status = record.get("status", "asserted")
    citations = [item for item in record["citations"] if isinstance(item, dict)]
    grades = {str(c["credibility"]) for c in citations if c.get("credibility")}
    return _without_empty(
        {
            **_common("relationship", "claims", id_),
            "relationship_type": written_type(str(record["type"])),
            "source_ref": object_id("identity", "actors", str(record["subject"])),
            "target_ref": object_id("identity", "actors", str(record["object"])),
            "description": record.get("summary"),
            **span(record.get("since"), record.get("until")),
            "confidence": confidence(grades),
            "revoked": True if status in ("refuted", "retracted") else None,
            "labels": _labels(record, citations),
            "external_references": [_reference(item, sources) for item in citations],
        }
    )


def _labels(record: Json, citations: list[Json]) -> list[str]:
    phrases = CLAIM_TYPES[record["type"]].phrases
    supporting = [c for c in citations if c.get("stance", "supports") == "supports"]
    doubted = bool(supporting) and all("alleged" in c.get("flags", ()) for c in supporting)
    status = record.get("status", "asserted")
    disputed = any(c.get("stance") == "disputes" for c in citations)
    words = [
        *(phrases.get(code, code) for code in record.get("terms", ())),
        *([record["role"]] if record.get("role") else []),
        *record.get("flags", ()),
        *(["alleged"] if doubted else []),
        *([status] if status != "asserted" else ["disputed"] if disputed else []),
        *(["deprecated"] if record.get("rank") == "deprecated" else []),
    ]
    return list(dict.fromkeys(words))


def _reference(citation: Json, sources: Mapping[str, Json]) -> Json:
    """A source as what a relationship refers to, with the words that are cited of it."""
    source = sources.get(str(citation["source"]), {})
    speaker = citation.get("speaker") or {}
    locator = citation.get("locator") or {}
    stance = citation.get("stance", "supports")
    words = [
        *([stance] if stance != "supports" else []),
        *(["alleged"] if "alleged" in citation.get("flags", ()) else []),
        *([f"citing {speaker['text']}"] if speaker.get("text") else []),
        *(f"{field} {locator[field]}" for field in ("page", "paragraph") if locator.get(field)),
    ]
    quote = (citation.get("quote") or {}).get("exact")
    stated = ": ".join(part for part in (", ".join(words), f"“{quote}”" if quote else "") if part)
    result = _of_source(str(citation["source"]), source)
    return {**result, **({"description": stated} if stated else {})}


def _of_source(id_: str, source: Json) -> Json:
    by = ", ".join(source[field] for field in ("author", "publisher") if source.get(field))
    result = {"source_name": source.get("title") or id_, "description": by}
    if source.get("url"):
        result["url"] = source["url"]
    elif not by:
        result["external_id"] = id_
    return _without_empty(result)


def _common(type_: str, table: str, id_: str) -> Json:
    return {
        "type": type_,
        "spec_version": "2.1",
        "id": object_id(type_, table, id_),
        "created": _CREATED,
        "modified": _CREATED,
    }


def _without_empty(object_: Json) -> Json:
    return {key: value for key, value in object_.items() if value not in (None, "", [])}


class _Writing:
    """One export: its objects in the order of tables and ids."""

    def __init__(self, selection: Selection) -> None:
        self._tables: Tables = selection.tables
        self._sources = selection.tables.get("sources", {})
        self._graph = selection.graph
        self._own = object_id("identity", "export")

    def bundle_id(self) -> str:
        """The id of the bundle, which the same records always have."""
        names = (f"{table}/{id_}" for table in TABLES for id_ in sorted(self._rows(table)))
        return object_id_of_all("bundle", names)

    def objects(self) -> Iterator[Json]:
        yield self._exporter()
        yield from self._licences()
        for id_, record in self._in_order("actors"):
            yield self._with(actor_object(id_, record), "actors", id_, record)
        for id_, record in self._in_order("claims"):
            object_ = claim_object(id_, record, self._sources)
            yield self._with(object_, "claims", id_, record)
        for id_, record in self._in_order("events"):
            yield self._with(self._event(id_, record), "events", id_, record)
        cited = groupby(self._cited(), itemgetter(0))
        at, about = next(cited, _NOTHING_MORE)
        for id_, record in self._in_order("sources"):
            while at is not None and at < id_:
                at, about = next(cited, _NOTHING_MORE)
            refs = [str(ref) for _, ref in about] if at == id_ else []
            object_ = self._source(id_, record, refs)
            yield self._with(object_, "sources", id_, record)
        yield from self._notes()

    def _rows(self, table: str) -> Mapping[str, Json]:
        return self._tables.get(table, {})

    def _in_order(self, table: str) -> Iterator[tuple[str, Json]]:
        rows = self._rows(table)
        for id_, record, _ in told_progress.counted(in_order(rows), len(rows), f"{table} written"):
            yield id_, record

    def _claims_of(self, tie: str) -> list[str]:
        """The chosen claims of a tie, by their ids."""
        chosen = self._rows("claims")
        return sorted(id_ for id_ in self._graph.tie_claims.get(tie) or () if id_ in chosen)

    def _with(self, object_: Json, table: str, id_: str, record: Json) -> Json:
        return {**object_, SIDE_CAR: carry(table, id_, record)}

    def _exporter(self) -> Json:
        """The program that wrote the bundle, for notes that are about nothing else in it."""
        return {
            **_common("identity", "export", ""),
            "id": self._own,
            "name": "ProxyTUI",
            "identity_class": "system",
            SIDE_CAR: {},
        }

    def _licences(self) -> Iterator[Json]:
        licences = {str(s["licence"]) for _, s in self._in_order("sources") if s.get("licence")}
        for licence in sorted(licences):
            common = _common("marking-definition", "licence", licence)
            del common["modified"]
            yield {
                **common,
                "definition_type": "statement",
                "definition": {"statement": licence},
            }

    def _event(self, id_: str, record: Json) -> Json:
        flags = [*record.get("flags", ())]
        status = record.get("status", "asserted")
        return _without_empty(
            {
                **_common("incident", "events", id_),
                "name": record["title"],
                "description": record.get("summary"),
                "revoked": True if status in ("refuted", "retracted") else None,
                "labels": flags + ([status] if status != "asserted" else []),
                "external_references": [
                    _reference(item, self._sources) for item in record.get("citations", ())
                ],
            }
        )

    def _cited(self) -> Iterator[tuple[str, str]]:
        """Each source with each object that cites it, in the order of sources and then of objects,
        on the disk where there are many."""
        cited = SpilledRows(2)
        for table in _ABOUT:
            for id_, record in self._in_order(table):
                about = object_id(_TYPES[table], table, id_)
                for source in dict.fromkeys(
                    item.id for item in named_ids(table, record) if item.table == "sources"
                ):
                    cited.add(source, about)
        return ((str(source), str(about)) for source, about in cited.in_order(1))

    def _source(self, id_: str, record: Json, about: Iterable[str]) -> Json:
        day = _day(record.get("published"))
        licence = record.get("licence")
        is_report = bool(day and about)
        common = _common("report" if is_report else "note", "sources", id_)
        stated = {"name": record["title"], "published": f"{day}T00:00:00Z"}
        return _without_empty(
            {
                **common,
                **(stated if is_report else {"content": record["title"]}),
                "authors": [record["author"]] if record.get("author") and not is_report else [],
                "object_refs": list(about) or [self._own],
                "lang": record.get("lang"),
                "revoked": True if record.get("status") == "retracted" else None,
                "external_references": [_of_source(id_, record)],
                "object_marking_refs": (
                    [object_id("marking-definition", "licence", licence)] if licence else []
                ),
            }
        )

    def _notes(self) -> Iterator[Json]:
        for id_, record in self._in_order("notes"):
            created, modified = sorted((_utc(record["created"]), _utc(record["modified"])))
            note = {
                **_common("note", "notes", id_),
                "created": created,
                "modified": modified,
                "content": record["text"] or "(empty)",
                "object_refs": self._about(record["about"]),
                "labels": list(record.get("tags", ())),
            }
            yield self._with(_without_empty(note), "notes", id_, record)
        for id_, record in self._in_order("identities"):
            reason = f": {record['reason']}" if record.get("reason") else ""
            note = {
                **_common("note", "identities", id_),
                "content": f"judgement: {record['judgement']}{reason}",
                "object_refs": self._about([record["a"], record["b"]]),
            }
            yield self._with(note, "identities", id_, record)
        for id_, record in self._in_order("views"):
            note = {
                **_common("note", "views", id_),
                "content": f"saved view: {record['name']}",
                "object_refs": self._about([record["centre"]] if record.get("centre") else []),
            }
            yield self._with(note, "views", id_, record)

    def _about(self, ids: Iterable[str]) -> list[str]:
        """The objects of records and ties, by their ids."""
        refs: dict[str, None] = {}
        for id_ in ids:
            for table in _ABOUT:
                if id_ in self._rows(table):
                    refs[object_id(_TYPES[table], table, id_)] = None
            if tie_ends(id_):
                for claim in self._claims_of(id_):
                    refs[object_id("relationship", "claims", claim)] = None
        return list(refs) or [self._own]


def _day(published: object) -> str:
    """The day of a date that gives one for certain; empty for any other."""
    if not isinstance(published, str):
        return ""
    date = dates.parse(published)
    return published if date.precision is Precision.DAY and len(published) == 10 else ""


def _utc(time: str) -> str:
    return time.replace("+00:00", "Z")
