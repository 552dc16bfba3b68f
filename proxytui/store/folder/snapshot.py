"""`store.json`: TinyDB's JSON shape, one record a line, read by lines where a hand spoilt it."""

from __future__ import annotations

import heapq
import re
from contextlib import suppress
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui import text
from proxytui.errors import StoreError
from proxytui.model import foreign_json, records
from proxytui.model.record_source import LinkedSource
from proxytui.model.records import STRUCTS, Json
from proxytui.model.vocabulary import TABLES
from proxytui.store.folder import disk
from proxytui.store.folder.lazy_records import LazyRecords, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping

SCHEMA = 1
META = "_meta"

Tables = dict[str, "MutableMapping[str, Json]"]
Foreign = dict[str, dict[str, object]]
Sums = dict[str, dict[str, str]]

_encode = msgspec.json.Encoder(order="sorted").encode
_string = msgspec.json.Encoder().encode
_HEAD = re.compile(rb'^[{,\s]*"((?:[^"\\]|\\.)*)"\s*:\s*\{[},\s]*$')
_BRACKETS = re.compile(rb"[{},\s]*")
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_ODDITIES = {"utf-8-sig": "store.json begins with a byte-order mark"}
_RECORD = re.compile(rb'^("(?:[^"\\]|\\.)*"): ?(.*?),?$')


class JournalPlace(NamedTuple):
    """A place in the journal: a file's name and the byte offset in it."""

    file: str
    offset: int


START = JournalPlace("000001.jsonl", 0)


class UnreadableRow(NamedTuple):
    """A line of `store.json` that is no record; `id` is empty where it is unknown."""

    table: str
    id: str
    reason: str


class Unreadable(StoreError):
    """Raised for a `store.json` of which no line can be trusted."""

    def __init__(self, title: str) -> None:
        super().__init__(title, "`proxytui repair` says what can be had back")


class OtherSchema(StoreError):
    """Raised for a store of a schema that this program can't read as it is."""


class OlderSchema(OtherSchema):
    """Raised for a store of a schema that can be migrated."""


class Snapshot(NamedTuple):
    """The contents of a `store.json`; `spoilt` records are left out of `tables`.

    `oddity` says in words what is wrong with the file though all of it could be read.
    """

    tables: Tables
    meta: Json
    place: JournalPlace
    spoilt: tuple[UnreadableRow, ...] = ()
    oddity: str = ""


def canonical(record: Json) -> bytes:
    """The canonical JSON of a record, for checksums: keys sorted, no blanks."""
    return _encode(record)


def checksum(record: Json) -> str:
    """crc32 of the canonical record as 8 hex digits."""
    return f"{crc32(_encode(record)):08x}"


def checksums(tables: Mapping[str, Mapping[str, Json]]) -> Sums:
    """A checksum for every record, by table and id."""
    return {table: _sums(rows) for table, rows in tables.items() if rows}


def _sums(rows: Mapping[str, Json]) -> dict[str, str]:
    if not isinstance(rows, LazyRecords):
        return {id_: checksum(record) for id_, record in rows.items()}
    # A record of the file was written in canonical form: without its blanks it is so again.
    bare = msgspec.json.format
    sums = {id_: f"{crc32(bare(bytes(raw), indent=-1)):08x}" for id_, raw in _own(rows)}
    return sums | {id_: f"{crc32(raw):08x}" for id_, raw in rows.iter_packed()}


def _own(rows: LazyRecords) -> Iterable[tuple[str, bytes | msgspec.Raw]]:
    """The file's own records in the order of their ids; those of a large file piece by piece."""
    if isinstance(rows, LinkedSource):
        return ((id_, bytes(raw)) for id_, raw in rows.iter_raw())
    return sorted(rows.raw_records().items())


class SortedRecords(NamedTuple):
    """The records of a table by id, in the order of their ids, as canonical JSON; they may be gone
    through once only."""

    pairs: Iterable[tuple[str, bytes]]


class _Spelt(NamedTuple):
    """A record as a file has it; `bare` is its canonical JSON. It is `proven` where it was found to
    have the shape of its table before."""

    id: str
    record: bytes | msgspec.Raw
    bare: bytes
    proven: bool = False


def _spelt(rows: Mapping[str, Json] | SortedRecords) -> Iterator[_Spelt]:
    """Every record, by its id; those from the file as they are stored there."""
    spelt = msgspec.json.format
    if isinstance(rows, LazyRecords):
        own = (_Spelt(i, raw, spelt(bytes(raw), indent=-1), True) for i, raw in _own(rows))
        over = (_Spelt(i, spelt(bytes(raw), indent=0), bytes(raw)) for i, raw in rows.iter_packed())
        yield from heapq.merge(own, over, key=itemgetter(0))
        return
    packed = (
        rows.pairs
        if isinstance(rows, SortedRecords)
        else ((id_, _encode(rows[id_])) for id_ in sorted(rows))
    )
    for id_, bare in packed:
        yield _Spelt(id_, spelt(bare, indent=0), bare)


class EncodedSnapshot(NamedTuple):
    """The bytes of a `store.json`, and the sections of its tables.

    `sections` is None where a record has a wrong shape, or an id that can't be looked up by its
    bytes: then all records must be read at opening.
    """

    data: bytes
    sections: dict[str, Section] | None


def _fits(table: str, record: _Spelt) -> bool:
    """Whether a record has the shape of its table, and an id that can be looked up by its bytes."""
    if record.proven:
        return True
    kind = STRUCTS.get(table)
    try:
        if kind is not None:
            records.decode_packed(kind, record.id, msgspec.Raw(record.bare))  # type: ignore[type-var]
    except msgspec.ValidationError:
        return False
    return not _UNFIT.search(record.id)


def encode(tables: Mapping[str, Mapping[str, Json]], meta: Json, place: JournalPlace) -> bytes:
    """The bytes of a `store.json` that goes on at `place` of the journal."""
    return bytes(lay_out(tables, meta, place).data)


class Layout:
    """A `store.json` that goes on at `place` of the journal, as its pieces are made one by one.

    Behind the last piece `sections` are those of its tables, as in `EncodedSnapshot`, `size` and
    `crc` those of the file, and `sums` is the JSON of `checksums`.
    """

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, Json] | SortedRecords],
        meta: Json,
        place: JournalPlace,
    ) -> None:
        history = meta.get("journal")
        at = {**(history if isinstance(history, dict) else {}), **place._asdict()}
        self._about = msgspec.json.format(_encode({**meta, "journal": at}), indent=0)
        self._tables = tables
        self._sections: dict[str, Section] = {}
        self._shaped = True
        self._sums: dict[str, bytes] = {}
        self.size = 0
        self.crc = 0

    @property
    def sections(self) -> dict[str, Section] | None:
        """The sections of the tables; None where records must be read at opening."""
        return self._sections if self._shaped else None

    @property
    def sums(self) -> bytes:
        """A checksum for every record, by table and id, as JSON with its keys in order."""
        sums = (b"%b:{%b}" % (_string(t), self._sums[t]) for t in sorted(self._sums))
        return b"{%b}" % b",".join(sums)

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file, about a megabyte at a time; to be gone through once."""
        for piece in self._pieces():
            self.size, self.crc = self.size + len(piece), crc32(piece, self.crc)
            yield piece

    def _pieces(self) -> Iterator[bytes]:
        data = bytearray(b'{"_meta": {\n"1": %b\n}' % self._about)
        passed = 0
        for table in [*TABLES, *sorted(self._tables.keys() - set(TABLES))]:
            rows = self._tables.get(table, {})
            data += b",\n%b: {" % _string(table)
            start, count = passed + len(data) - 1, 0
            sums = bytearray()
            for count, spelt in enumerate(_spelt(rows), 1):
                self._shaped = self._shaped and _fits(table, spelt)
                comma, id_ = b"," if count > 1 else b"", _string(spelt.id)
                data += b"%b\n%b: %b" % (comma, id_, spelt.record)
                sums += b'%b%b:"%08x"' % (comma, id_, crc32(spelt.bare))
                if len(data) >= disk.PIECE_BYTES:
                    yield bytes(data)
                    passed += len(data)
                    data.clear()
            data += b"\n}" if count else b"}"
            self._sections[table] = Section(start, passed + len(data), count)
            if count:
                self._sums[table] = bytes(sums)
        yield bytes(data + b"}\n")


def lay_out(
    tables: Mapping[str, Mapping[str, Json] | SortedRecords], meta: Json, place: JournalPlace
) -> EncodedSnapshot:
    """The bytes of a `store.json` that goes on at `place` of the journal, with the sections of its
    tables."""
    layout = Layout(tables, meta, place)
    data = b"".join(layout.pieces())
    return EncodedSnapshot(data, layout.sections)


def about(data: bytes) -> bytes:
    """A `store.json` reduced to its `_meta`, to be decoded."""
    line = data[: data.find(b"\n", 16)].partition(b"\n")[2]
    return b'{"_meta": {%b}}' % line


def decode(data: bytes, oldest: int = SCHEMA) -> Snapshot:
    """Read a `store.json`, line by line where it is no JSON; raises StoreError where it is no store
    at all.

    A schema newer than this program's raises OtherSchema, one before `oldest` OlderSchema.
    """
    spoilt: list[UnreadableRow] = []
    oddity = ""
    name = text.encoding(data)
    with suppress(ValueError):
        data = text.utf8(data)
    if name != "utf-8":
        oddity = _ODDITIES.get(name, f"store.json is in {name[:6].upper()}")
    try:
        document, repeated = foreign_json.parse(data)
    except ValueError:
        document, repeated = _by_line(data, spoilt), ()
        if not spoilt:
            line = foreign_json.broken_line(data)
            oddity = f"store.json is no JSON at line {line}, though every record can be read"
    if not isinstance(document, dict):
        raise Unreadable("store.json holds no tables")
    metas = document.pop(META, None)
    meta = metas.get("1") if isinstance(metas, dict) else None
    if not isinstance(meta, dict):
        raise Unreadable("store.json says nothing about itself")
    schema = meta.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise Unreadable(f"store.json names no schema: {schema!r}")
    if schema > SCHEMA:
        raise OtherSchema(
            "the store was written by a newer ProxyTUI"
            f" (schema {schema}; this one reads up to {SCHEMA})",
            "update this program to open it",
        )
    if schema < oldest:
        raise OlderSchema(
            f"the store has schema {schema}, this program writes {SCHEMA}", "open it once"
        )
    tables: Tables = {table: {} for table in TABLES}
    for table, rows in document.items():
        tables[table] = {}
        if not isinstance(rows, dict):
            spoilt.append(UnreadableRow(table, "", "is no table"))
            continue
        for id_, record in rows.items():
            if not isinstance(record, dict):
                spoilt.append(UnreadableRow(table, id_, "is no record"))
            elif not foreign_json.is_text((id_, record)):
                spoilt.append(
                    UnreadableRow(table, id_, "it holds half a character, or bytes of no UTF-8")
                )
            else:
                tables[table][id_] = record
    for path in repeated:
        _remove_repeated(path, tables, spoilt)
    return Snapshot(tables, meta, place_of(meta), tuple(spoilt), oddity)


def _remove_repeated(
    path: foreign_json.Path, tables: Tables | Foreign, spoilt: list[UnreadableRow]
) -> None:
    """Remove a record or field that occurs twice in the file, since nobody can say which is meant.
    Of `_meta` the last one stays, without which nothing could be read."""
    table, id_ = str(path[0]), str(path[1]) if len(path) > 1 else ""
    what = ("the table", "the record", f"its field “{foreign_json.shown(path[2:])}”")
    spoilt.append(
        UnreadableRow(table, id_, f"{what[min(len(path), 3) - 1]} stands in store.json twice")
    )
    if table != META:
        tables.get(table, {}).pop(id_, None)


def place_of(meta: Json) -> JournalPlace:
    """The place in the journal at which a snapshot goes on; raises StoreError where `_meta` names
    none."""
    stated = meta.get("journal")
    if stated is None:
        return START
    if isinstance(stated, dict):
        file, offset = stated.get("file"), stated.get("offset")
        named = isinstance(file, str) and re.fullmatch(r"\d{6}\.jsonl", file)
        if named and isinstance(offset, int) and offset >= 0:
            return JournalPlace(str(file), offset)
    raise Unreadable("store.json names no place in the journal")


def _by_line(data: bytes, spoilt: list[UnreadableRow]) -> Foreign:
    """The tables of a file that is no JSON: every line that still is a record."""
    tables: Foreign = {}
    twice: dict[foreign_json.Path, None] = {}
    table = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        line = line.removesuffix(b"\r")
        if _BRACKETS.fullmatch(line):
            continue
        if head := _HEAD.match(line):
            table = head[1].decode(errors="replace")
            if table in tables:
                twice[(table,)] = None
            tables.setdefault(table, {})
            continue
        id_ = ""
        try:
            if (row := _RECORD.match(line)) is None:
                raise ValueError
            id_ = msgspec.json.decode(row[1], type=str)
            record, repeated = foreign_json.parse(row[2])
            rows = tables[table]
            twice |= dict.fromkeys((table, id_, *path) for path in repeated)
            if id_ in rows:
                twice[table, id_] = None
            rows[id_] = record
        except (ValueError, KeyError):
            spoilt.append(UnreadableRow(table, id_, f"line {number} of store.json is no JSON"))
    for path in twice:
        _remove_repeated(path, tables, spoilt)
    return tables
