"""The program's own format: all records in one JSON document, equal records in equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange.proposal import ReadFile, RejectedRow, Row
from proxytui.model import foreign_json
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json

VERSION = 1
_encode = msgspec.json.Encoder(order="sorted").encode


def write(raw: Mapping[str, Mapping[str, Json]]) -> bytes:
    """All tables, one record a line, sorted by id, with sorted keys."""
    parts = [f'{{"proxytui": {VERSION}']
    for table in TABLES:
        rows = raw.get(table, {})
        lines = [_encode({**rows[id_], "id": id_}).decode() for id_ in sorted(rows)]
        inside = "\n" + ",\n".join(lines) + "\n" if lines else ""
        parts.append(f'"{table}": [{inside}]')
    return (text.escape_json(",\n".join(parts)) + "}\n").encode()


def read(data: bytes) -> ReadFile:
    """The records of an exported document, in any Unicode; raises UsageError for another file."""
    try:
        document, repeated = foreign_json.parse(text.utf8(data))
    except ValueError as error:
        raise UsageError(f"the file is no JSON: {error}", "give what `export` wrote") from None
    version = document.get("proxytui") if isinstance(document, dict) else None
    if not isinstance(document, dict) or type(version) is not int or version < 1:
        raise UsageError(
            "the file is no export of this program: it has no “proxytui”",
            "give what `export --format json` wrote",
        )
    if version > VERSION:
        raise UsageError(f"the file is of a newer format ({version})", "use a newer version")
    twice = {path[:2]: foreign_json.shown(path[2:]) for path in reversed(repeated)}
    rows: list[Row] = []
    aside: list[RejectedRow] = []
    for table, listed in document.items():
        if (table,) in twice:
            words = "stands in the file twice; write one of it"
            aside.append(RejectedRow(text.line(table), words))
        elif table == "proxytui":
            continue
        elif table not in TABLES:
            words = f"there is no such table; use {', '.join(TABLES)}"
            aside.append(RejectedRow(text.line(table), words))
        elif not isinstance(listed, list):
            aside.append(RejectedRow(table, "is no list of records"))
        else:
            for number, item in enumerate(listed):
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    id_ = item.pop("id")
                    name = text.line(f"{table}/{id_}")
                    if (table, number) in twice:
                        field = text.line(twice[table, number])
                        aside.append(RejectedRow(name, f"its field “{field}” stands there twice"))
                    else:
                        rows.append(Row(name, table, id_, item))
                else:
                    aside.append(RejectedRow(f"{table} {number + 1}", "is no record with an id"))
    # An export has every table, be it empty; nobody writes an empty one by hand.
    return ReadFile(tuple(rows), tuple(aside), whole=all(table in document for table in TABLES))
