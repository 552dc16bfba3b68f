"""The program's own format: all records in one JSON document, equal records in equal bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange.rows import ReadOptions, ReadRow, RejectedRow, Rows, WholeCopy
from proxytui.model import foreign_json
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from proxytui.exchange.formats import Head
    from proxytui.exchange.selection import Selection, Tables
    from proxytui.model.records import Json

VERSION = 1
_HEAD = 200
_META = "_meta"
_LONGEST = 16 * 1024 * 1024
_STORE_FILE = re.compile(
    rb'\{\s*"_meta"\s*:\s*\{\s*"1"\s*:\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*"schema"'
)
_STORE_SCHEMA = 1
_encode = msgspec.json.Encoder(order="sorted").encode


def write(selection: Selection) -> Iterator[str]:
    """All chosen records, as `document` has them."""
    return document(selection.tables)


def document(tables: Tables) -> Iterator[str]:
    """The records of all tables: one a line, sorted by id, with sorted keys."""
    yield f'{{"proxytui": {VERSION}'
    for table in TABLES:
        rows = tables.get(table, {})
        yield f',\n"{table}": ['
        for place, id_ in enumerate(sorted(rows)):
            line = _encode({**rows[id_], "id": id_}).decode()
            yield text.escape_json(f"{',' if place else ''}\n{line}")
        yield "\n]" if rows else "]"
    yield "}\n"


def looks(head: Head) -> int:
    """How surely a file is an export of this program, or the file of a store: 0 to 100."""
    try:
        start = text.utf8(head.data).lstrip()
    except ValueError:
        return 0
    if _STORE_FILE.match(start):
        return 95
    if not start.startswith(b"{") or b'"proxytui"' not in start:
        return 0
    return 95 if b'"proxytui"' in start[:_HEAD] else 40


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The records of an exported document, in any Unicode, under their own ids; one at a time where
    each has a line of its own, as `document` writes them, else with the whole file in memory. The
    `store.json` of a store is read too, without the journal that lies beside it. Raises UsageError
    for another file."""
    if _has_lines(file):
        file.seek(0)
        yield from _by_line(file)
        return
    file.seek(0)
    document, repeated = _document(file.read())
    twice = {path[:2]: foreign_json.shown(path[2:]) for path in reversed(repeated)}
    for table, listed in document.items():
        if (table,) in twice:
            words = "stands in the file twice; write one of it"
            yield RejectedRow(text.line(table), words)
        elif table in ("proxytui", _META):
            continue
        elif table not in TABLES:
            words = f"there is no such table; use {', '.join(TABLES)}"
            yield RejectedRow(text.line(table), words)
        elif not isinstance(listed, list):
            yield RejectedRow(table, "is no list of records")
        else:
            for number, item in enumerate(listed):
                id_ = str(item.get("id")) if isinstance(item, dict) else ""
                yield _row(table, number, item, twice.get((table, number), twice.get((table, id_))))
    # An export has every table, be it empty; nobody writes an empty one by hand.
    if all(table in document for table in TABLES):
        yield WholeCopy()


class _Record(msgspec.Struct):
    """What every record has."""

    id: str


_is_record = msgspec.json.Decoder(_Record).decode
_FIRST = b'{"proxytui": %d,\n' % VERSION
_TABLE = re.compile(rb'"(\w+)": \[\n?')
_EMPTY = re.compile(rb'"(\w+)": \[\],?\n')


def _has_lines(file: BinaryIO) -> bool:
    """Whether a file is laid out as `document` does it, every table once, every line sound."""
    if file.readline(_LONGEST) != _FIRST:
        return False
    seen: set[bytes] = set()
    inside = False
    last = b""
    while line := file.readline(_LONGEST):
        last = line
        try:
            if inside and line.startswith(b"{"):
                _is_record(line.removesuffix(b"\n").removesuffix(b","))
                continue
        except (ValueError, RecursionError):
            return False
        table = None if inside else _TABLE.fullmatch(line) or _EMPTY.fullmatch(line)
        if inside and line in (b"],\n", b"]}\n"):
            inside = False
        elif table and table[1] not in seen and table[1].decode() in TABLES:
            seen.add(table[1])
            inside = line.endswith(b"[\n")
        else:
            return False
    return not inside and last.endswith(b"]}\n")


def _by_line(file: BinaryIO) -> Rows:
    tables: set[str] = set()
    table, number = "", 0
    for line in file:
        if head := _TABLE.match(line):
            table, number = head[1].decode(), 0
            tables.add(table)
        elif line.startswith(b"{") and line != _FIRST:
            try:
                item, repeated = foreign_json.parse(line.removesuffix(b"\n").removesuffix(b","))
            except ValueError as error:
                words = f"a line of {table} is no JSON: {error}"
                raise UsageError(words, "give what `export` wrote") from None
            yield _row(table, number, item, foreign_json.shown(repeated[0]) if repeated else None)
            number += 1
    if tables == set(TABLES):
        yield WholeCopy()


def _document(data: bytes) -> tuple[Json, tuple[foreign_json.Path, ...]]:
    try:
        document, repeated = foreign_json.parse(text.utf8(data))
    except ValueError as error:
        raise UsageError(f"the file is no JSON: {error}", "give what `export` wrote") from None
    version = document.get("proxytui") if isinstance(document, dict) else None
    if version is None and isinstance(document, dict) and _META in document:
        return _of_store(document), repeated
    if not isinstance(document, dict) or type(version) is not int or version < 1:
        raise UsageError(
            "the file is no export of this program: it has no “proxytui”",
            "give what `export --format json` wrote",
        )
    if version > VERSION:
        raise UsageError(f"the file is of a newer format ({version})", "use a newer version")
    return document, repeated


def _of_store(document: Json) -> Json:
    """The tables of a store's file as an export has them: a list of records, each with its id."""
    _refuse_newer(document[_META])
    tables = {table: document.get(table, {}) for table in (*TABLES, *document)}
    return {
        table: [
            {**record, "id": id_} if isinstance(record, dict) else record
            for id_, record in records.items()
        ]
        if isinstance(records, dict)
        else records
        for table, records in tables.items()
    }


def _refuse_newer(meta: object) -> None:
    """Raise UsageError for the file of a store that a newer version wrote."""
    first = meta.get("1") if isinstance(meta, dict) else None
    schema = first.get("schema") if isinstance(first, dict) else None
    if type(schema) is not int or schema < 1:
        raise UsageError("the file names no schema of a store", "give what `export` wrote")
    if schema > _STORE_SCHEMA:
        raise UsageError(f"the store is of a newer schema ({schema})", "use a newer version")


def _row(table: str, number: int, item: object, twice: str | None) -> ReadRow | RejectedRow:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return RejectedRow(f"{table} {number + 1}", "is no record with an id", {"record": item})
    name = text.line(f"{table}/{item['id']}")
    if twice is not None:
        words = f"its field “{text.line(twice)}” stands there twice"
        if not twice:
            words = "stands in the file twice; write one of it"
        return RejectedRow(name, words, item)
    id_ = item.pop("id")
    return ReadRow(name, table, id_, item)
