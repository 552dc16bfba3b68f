"""Which records name which, read from plain records: what rests on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.model.records import Json


class Reference(NamedTuple):
    """A field that names a record; `table` is empty where it may be of any table."""

    field: str
    table: str
    id: str


_PLAIN = {
    "claims": (("subject", "actors"), ("object", "actors")),
    "sources": (("copy_of", "sources"),),
    "identities": (("a", "actors"), ("b", "actors")),
}
_LISTS = {
    "claims": (("against", "actors"),),
    "events": (("claims", "claims"),),
}
_NAMED_BY = {
    "actors": ("actors", "claims", "events", "notes", "identities"),
    "sources": ("actors", "claims", "events", "sources", "notes"),
    "claims": ("events", "notes"),
}
"""Where to look for what names a record of a table; notes may name any record."""


def references(table: str, record: Json) -> Iterator[Reference]:
    """What a record rests on. A saved view is no such record: it may name what is gone."""
    for field, target in _PLAIN.get(table, ()):
        if isinstance(id_ := record.get(field), str):
            yield Reference(field, target, id_)
    for field, target in _LISTS.get(table, ()):
        for id_ in _strings(record.get(field)):
            yield Reference(field, target, id_)
    for citation in _objects(record.get("citations")):
        if isinstance(id_ := citation.get("source"), str):
            yield Reference("citations", "sources", id_)
        speaker = citation.get("speaker")
        if isinstance(speaker, dict) and isinstance(id_ := speaker.get("actor"), str):
            yield Reference("citations", "actors", id_)
    for participant in _objects(record.get("participants")):
        if isinstance(id_ := participant.get("actor"), str):
            yield Reference("participants", "actors", id_)
    if table == "notes":
        for id_ in _strings(record.get("about")):
            parts = id_.split(":")
            if len(parts) == 3 and parts[0] in CLAIM_TYPES:
                yield Reference("about", "actors", parts[1])
                yield Reference("about", "actors", parts[2])
            else:
                yield Reference("about", "", id_)


def citing(
    tables: Mapping[str, Mapping[str, Json]], targets: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The records, as (table, id), that name one of `targets`; one pass over their tables."""
    wanted = set(targets)
    ids = {id_ for _, id_ in wanted}
    places = {place for table, _ in wanted for place in _NAMED_BY.get(table, ("notes",))}
    return tuple(
        (table, id_)
        for table, rows in tables.items()
        if table in places
        for id_, record in rows.items()
        if any(
            ref.id in ids and (not ref.table or (ref.table, ref.id) in wanted)
            for ref in references(table, record)
        )
    )


def _strings(given: object) -> list[str]:
    return [item for item in given if isinstance(item, str)] if isinstance(given, list) else []


def _objects(given: object) -> list[Json]:
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
