"""What changed cells of our own tables do to the records of the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.exchange import csv_folder
from proxytui.exchange.proposal import Row
from proxytui.exchange.table_dates import BadCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.proposal import Tables
    from proxytui.exchange.resolving import KnownActors
    from proxytui.exchange.table_columns import Columns
    from proxytui.exchange.three_way import Earlier
    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Json

_CLAIM_FIELDS = {
    **{field: field for field in ("type", "terms", "role", "since", "until", "basis", "status",
                                  "rank", "reason", "summary", "flags")},
    "attested_from": "attested",
    "attested_to": "attested",
}  # fmt: skip
_ACTOR_FIELDS = ("kind", "described", "summary", "countries", "founded", "dissolved", "tags")
_SOURCE_FIELDS = {"source": "title", **{field: field for field in csv_folder.SOURCE}}
_SCHEME = "id:"


class Store(NamedTuple):
    """The store that a table comes back to, and what was done with its records `earlier`."""

    graph: Graph
    raw: Tables
    actors: KnownActors
    earlier: Earlier


class Cells(NamedTuple):
    """The cells of a row by their columns, those that would be written now, and the columns in
    which they differ."""

    given: Mapping[str, str]
    current: Mapping[str, str]
    changed: frozenset[str]

    def line(self, column: str) -> str:
        """A cell in one line, "" where there is no such column."""
        return text.line(self.given.get(column, ""))


def claim(id_: str, cells: Cells, parsed: Json, store: Store) -> Json:
    """The record of a claim with the changes of its row; `parsed` is what the row reads as. Raises
    BadCell."""
    record = dict(store.raw["claims"][id_])
    for column, field in _CLAIM_FIELDS.items():
        if column in cells.changed:
            _set(record, field, parsed.get(field))
    if {"subject", "subject_id", "object", "object_id", "type"} & cells.changed:
        ends = [_end(end, cells, store) for end in ("subject", "object")]
        if parsed["subject"] == f"id {cells.line('object_id')}":
            ends.reverse()
        record["subject"], record["object"] = ends
    if {"against", "against_id"} & cells.changed:
        _set(record, "against", _against(cells, store))
    if {"quote", "page", "paragraph", "speaker", "stance", "source_id"} & cells.changed:
        claim_ = store.graph.claims[id_]
        place = claim_.citations.index(csv_folder.quoted(claim_.citations))
        citations = list(record["citations"])
        citations[place] = _citation(citations[place], cells, parsed, store)
        record["citations"] = citations
    return record


def actor(record: Json, cells: Cells, parsed: Json) -> Json:
    """The record of an actor with the changes of its row."""
    record = dict(record)
    for field in _ACTOR_FIELDS:
        if field in cells.changed:
            _set(record, field, parsed.get(field))
    names = [dict(name) for name in record["names"]]
    if "name" in cells.changed:
        csv_folder.first_name(names)["text"] = cells.line("name")
    for column, type_ in csv_folder.OTHER_NAMES.items():
        if column in cells.changed:
            names = _with_names(names, type_, cells.current[column], cells.given[column])
    if names != record["names"]:
        record["names"] = names
    schemes = {scheme: list(values) for scheme, values in record.get("identifiers", {}).items()}
    for column in cells.changed:
        if column.startswith(_SCHEME):
            scheme = column.removeprefix(_SCHEME)
            _set(schemes, scheme, parsed.get("identifiers", {}).get(scheme))
    _set(record, "identifiers", schemes)
    return record


class SourceEdits:
    """The changes of sources, whose cells stand in the row of each claim that quotes them."""

    def __init__(self, store: Store, columns: Columns) -> None:
        self._raw, self._columns = store.raw.get("sources", {}), columns
        self._edits: dict[str, dict[str, tuple[str, str]]] = {}

    def take_in(self, row: str, cells: Cells) -> None:
        """Take in what a row says otherwise of its source; raises BadCell."""
        id_ = cells.line("source_id")
        # The cells of a row that was given another source are still those of the old one.
        columns = () if "source_id" in cells.changed else cells.changed & _SOURCE_FIELDS.keys()
        edits = self._edits.setdefault(id_, {}) if columns else {}
        for column in sorted(columns):
            words = cells.line(column)
            if column == "published" and words:
                words = self._columns.date("published", words)
            if column == "source" and not words:
                raise BadCell("source is empty")
            field = _SOURCE_FIELDS[column]
            other, where = edits.setdefault(field, (words, row))
            if other != words:
                raise BadCell(f"{column}: {where} has other words for the same source")

    def rows(self) -> Iterator[Row]:
        """The sources that are changed."""
        for id_, edits in self._edits.items():
            record = dict(self._raw[id_])
            for field, (words, _) in edits.items():
                _set(record, field, words)
            row = next((row for _, row in edits.values()), "row 1")
            yield Row.of(row, "sources", id_, record)


def _set(record: Json, field: str, value: object) -> None:
    if value:
        record[field] = value
    else:
        record.pop(field, None)


def _end(end: str, cells: Cells, store: Store) -> str:
    """The id of the actor at an end of a claim, by its id or its name."""
    id_, name = cells.line(f"{end}_id"), cells.line(end)
    if id_ and f"{end}_id" in cells.changed:
        if id_ not in store.raw["actors"]:
            raise BadCell(f"{end}_id: there is no actor “{id_[:60]}”")
        return id_
    return _called(end, name, id_, store)


def _called(column: str, name: str, id_: str, store: Store) -> str:
    """The actor with an id where the name is one of its names, else the one that is called so."""
    known = store.graph.actors.get(id_)
    if known is not None and text.fold(name) in {text.fold(item.text) for item in known.names}:
        return id_
    same = [other.id for other in store.actors.called(name)]
    if len(same) != 1:
        words = "several actors are" if same else "no actor is"
        raise BadCell(f"{column}: {words} called “{name[:60]}”; write the id under {column}_id")
    return same[0]


def _against(cells: Cells, store: Store) -> list[str]:
    names, ids = _listed(cells.line("against")), _listed(cells.line("against_id"))
    if "against_id" in cells.changed:
        for id_ in ids:
            if id_ not in store.raw["actors"]:
                raise BadCell(f"against_id: there is no actor “{id_[:60]}”")
        return ids
    # Names that were taken out or put in leave the ids beside them in their old places.
    by_name = dict(zip(_listed(cells.current["against"]), ids, strict=False))
    return [_called("against", name, by_name.get(name, ""), store) for name in names]


def _citation(citation: Json, cells: Cells, parsed: Json, store: Store) -> Json:
    citation = dict(citation)
    if "source_id" in cells.changed:
        citation["source"] = source = cells.line("source_id")
        if source not in store.raw.get("sources", {}):
            raise BadCell(f"source_id: there is no source “{source[:60]}”")
    if {"quote", "source_id"} & cells.changed:
        # Where the old words stood says nothing of the new ones, or of another source.
        words = cells.line("quote")
        kept = {k: v for k, v in citation.get("quote", {}).items() if k in ("lang", "translation")}
        _set(citation, "quote", {"exact": words, **kept} if words else None)
    locator = dict(citation.get("locator", {}))
    for field in ("page", "paragraph"):
        if field in cells.changed:
            _set(locator, field, cells.line(field))
    _set(citation, "locator", locator)
    if "speaker" in cells.changed:
        speaker = cells.line("speaker")
        _set(citation, "speaker", {"text": speaker} if speaker else None)
    if "stance" in cells.changed:
        _set(citation, "stance", parsed["citations"][0].get("stance"))
    return citation


def _with_names(names: list[Json], type_: str, current: str, given: str) -> list[Json]:
    """The names without those that were taken out of a cell, and with those that were put in."""
    before, after = _listed(current), _listed(given)
    out = set(before).difference(after)
    first = csv_folder.first_name(names)
    types = ("name", "alias") if type_ == "alias" else (type_,)
    kept = [
        name
        for name in names
        if name is first
        or name.get("type", "name") not in types
        or out.isdisjoint(_listed(name["text"]))
    ]
    return [*kept, *({"text": words, "type": type_} for words in after if words not in before)]


def _listed(cell: str) -> list[str]:
    """The values of a cell, parted as they are written and read."""
    return [words for part in re.split(r"[;|\n]", cell) if (words := text.line(part))]
