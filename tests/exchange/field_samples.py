"""A small store in which one field of one record is set: what a format makes of that field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proxytui.model.fields import FIELDS
from tests.network_of import cite, claim, tables

if TYPE_CHECKING:
    from proxytui.model.records import Json

_TIME = "2024-12-02T15:04:05Z"
SAMPLES: dict[str, dict[str, Any]] = {
    "actors": {
        "kind": "person", "names": [{"text": "Other"}], "described": True, "countries": ["IR"],
        "founded": "1990", "dissolved": "2010", "tags": ["x"],
        "identifiers": {"ucdp": ["7"], "wikidata": ["Q7"]}, "summary": "in short",
        "citations": [cite("s1")],
    },
    "claims": {
        "type": "opposes", "terms": ["W"], "role": "envoy", "against": ["b2"], "since": "2001",
        "since_raw": "then", "until": "2002-05", "until_raw": "then", "basis": "within",
        "attested": ["2002", "2002"], "flags": ["elements"], "status": "refuted",
        "rank": "deprecated", "reason": "why", "summary": "in short", "subject": "b2",
        "object": "b2", "citations": [cite("s1", quote={"exact": "so"})],
    },
    "events": {
        "title": "Other", "date": "2001", "date_raw": "then", "kind": "strike", "place": "there",
        "summary": "in short", "participants": [{"actor": "a"}], "claims": ["c1"],
        "flags": ["alleged"], "status": "refuted", "citations": [cite("s1")], "basis": "within",
    },
    "sources": {
        "title": "Other", "short": "Oth", "author": "X", "publisher": "Y", "publisher_parent": "Z",
        "published": "2001-01-02", "published_raw": "then", "accessed": "2002", "url": "http://x",
        "archive_url": "http://y", "licence": "CC0", "lang": "en", "reliability": "A",
        "status": "retracted", "reason": "why", "copy_of": "s2", "kind": "book",
        "documents": [{"text": "0" * 64, "added": _TIME}],
        "rejected": [f"{'0' * 64} 10-40 backs:a:b"],
    },
    "notes": {
        "about": ["b2"], "text": "Other", "created": "2020-12-02T15:04:05Z",
        "modified": "2025-12-02T15:04:05Z", "tags": ["x"],
    },
    "identities": {
        "a": "b2", "b": "b2", "judgement": "same", "reason": "why", "made": _TIME,
    },
    "views": {"name": "Other", "lens": {"x": 1}, "centre": "b2", "layout": {"x": 1}},
}  # fmt: skip


def store_with(table: str = "", field: str = "") -> dict[str, dict[str, Json]]:
    """A store with a record of each table; one of them has this field."""
    stored = dict(tables(claim("a backs b")))
    b2 = {"kind": "armed-group", "names": [{"text": "B2"}]}
    stored["actors"] = {**stored["actors"], "b2": b2}
    stored["sources"] = {**stored["sources"], "s2": {"title": "s2"}}
    stored["events"] = {"e": {"title": "E"}}
    note = {"about": ["a"], "text": "t", "created": "2024-01-02T00:00:00Z"}
    stored["notes"] = {"n": {**note, "modified": "2024-01-03T00:00:00Z"}}
    stored["identities"] = {"i": {"a": "a", "b": "b", "judgement": "unsure"}}
    stored["views"] = {"v": {"name": "V"}}
    ids = {"actors": "a", "claims": "c1", "events": "e", "sources": "s1"}
    if table:
        id_ = ids.get(table, table[0])
        record = {**stored[table][id_], field: SAMPLES[table][field]}
        stored[table] = {**stored[table], id_: record}
    return stored


EVERY = [(table, field.name) for table, fields in FIELDS.items() for field in fields]
"""Every field of every table."""
