"""`store.json`: TinyDB's JSON shape, one record a line, read by lines where a hand spoilt it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.model.values import Change, Json
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA = 1
META = "_meta"

Tables = dict[str, dict[str, Json]]
Sums = dict[str, dict[str, str]]

_encode = msgspec.json.Encoder(order="sorted").encode
_text = msgspec.json.Encoder().encode
_HEAD = re.compile(rb'^\{?"((?:[^"\\]|\\.)*)": ?\{(\}\}?,?)?$')
_RECORD = re.compile(rb'^("(?:[^"\\]|\\.)*"): ?(.*?),?$')


class Place(NamedTuple):
    """A place in the journal: a file's name and how many bytes of it lie before."""

    file: str
    offset: int


START = Place("000001.jsonl", 0)


class Spoilt(NamedTuple):
    """A line of `store.json` that is no record; `id` is empty where it can't be told."""

    table: str
    id: str
    reason: str


class Snapshot(NamedTuple):
    """What a `store.json` holds; `spoilt` lines are left out of `tables`."""

    tables: Tables
    meta: Json
    place: Place
    spoilt: tuple[Spoilt, ...] = ()


def canonical(record: Json) -> bytes:
    """A record's one spelling, for checksums: keys sorted, no blanks."""
    return _encode(record)


def checksum(record: Json) -> str:
    """crc32 of the canonical record as 8 hex digits."""
    return f"{crc32(_encode(record)):08x}"


def checksums(tables: Mapping[str, Mapping[str, Json]]) -> Sums:
    """A checksum for every record."""
    return {t: {i: checksum(r) for i, r in rows.items()} for t, rows in tables.items() if rows}


def encode(tables: Mapping[str, Mapping[str, Json]], meta: Json, place: Place) -> bytes:
    """The bytes of a `store.json` that goes on at `place` of the journal."""
    about = {**meta, "journal": place._asdict()}
    parts = [b'{"_meta": {\n"1": ', msgspec.json.format(_encode(about), indent=0), b"\n}"]
    for table in [*TABLES, *sorted(tables.keys() - set(TABLES))]:
        parts.append(b",\n%b: {" % _text(table))
        rows = tables.get(table, {})
        lines = [
            b"\n%b: %b" % (_text(id_), msgspec.json.format(_encode(rows[id_]), indent=0))
            for id_ in sorted(rows)
        ]
        parts.append(b",".join(lines))
        parts.append(b"\n}" if lines else b"}")
    parts.append(b"}\n")
    return b"".join(parts)


def decode(data: bytes) -> Snapshot:
    """Read a `store.json`, line by line where it is no JSON; raises StoreError for no store at all.

    A schema newer than this program's is refused.
    """
    spoilt: list[Spoilt] = []
    try:
        given: object = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        given = _by_line(data, spoilt)
    if not isinstance(given, dict):
        raise StoreError("store.json holds no tables", "put back the copy in backups/")
    metas = given.pop(META, None)
    meta = metas.get("1") if isinstance(metas, dict) else None
    if not isinstance(meta, dict):
        raise StoreError("store.json says nothing about itself", "put back the copy in backups/")
    schema = meta.get("schema")
    if not isinstance(schema, int) or schema < 1:
        raise StoreError(f"store.json names no schema: {schema!r}", "put back the copy in backups/")
    if schema > SCHEMA:
        raise StoreError(
            f"the store has schema {schema}, this program reads up to {SCHEMA}",
            "update ProxyTUI to open it",
        )
    tables: Tables = {table: {} for table in TABLES}
    for table, rows in given.items():
        tables[table] = {}
        if not isinstance(rows, dict):
            spoilt.append(Spoilt(table, "", "is no table"))
            continue
        for id_, record in rows.items():
            if isinstance(record, dict):
                tables[table][id_] = record
            else:
                spoilt.append(Spoilt(table, id_, "is no record"))
    return Snapshot(tables, meta, place_of(meta), tuple(spoilt))


def place_of(meta: Json) -> Place:
    """Where the journal goes on after a snapshot; raises StoreError where it doesn't say."""
    given = meta.get("journal")
    if given is None:
        return START
    if isinstance(given, dict):
        file, offset = given.get("file"), given.get("offset")
        named = isinstance(file, str) and re.fullmatch(r"\d{6}\.jsonl", file)
        if named and isinstance(offset, int) and offset >= 0:
            return Place(str(file), offset)
    raise StoreError("store.json names no place in the journal", "put back the copy in backups/")


def _by_line(data: bytes, spoilt: list[Spoilt]) -> dict[str, dict[str, object]]:
    """The tables of a file that is no JSON: every line that still is a record."""
    tables: dict[str, dict[str, object]] = {}
    table = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line in (b"", b"}", b"},", b"}}"):
            continue
        if head := _HEAD.match(line):
            table = head[1].decode(errors="replace")
            tables.setdefault(table, {})
            continue
        id_ = ""
        try:
            if (row := _RECORD.match(line)) is None:
                raise ValueError
            id_ = msgspec.json.decode(row[1], type=str)
            tables[table][id_] = msgspec.json.decode(row[2])
        except (ValueError, KeyError, RecursionError):
            spoilt.append(Spoilt(table, id_, f"line {number} of store.json is no JSON"))
    return tables


def changed(
    before: Mapping[str, Mapping[str, Json]], after: Mapping[str, Mapping[str, Json]]
) -> Iterator[Change]:
    """The records in which two sets of tables differ, in order."""
    for table in [*TABLES, *sorted((before.keys() | after.keys()) - set(TABLES))]:
        old, new = before.get(table, {}), after.get(table, {})
        for id_ in sorted(old.keys() | new.keys()):
            if old.get(id_) != new.get(id_):
                yield Change(table, id_, old.get(id_), new.get(id_))
