"""The program's own format: all records in one JSON document, equal records in equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.errors import UsageError
from proxytui.exchange.proposal import Reading, Row, SetAside
from proxytui.model.vocabulary import TABLES
from proxytui.text import escape_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.values import Json

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
    return (escape_json(",\n".join(parts)) + "}\n").encode()


def read(data: bytes) -> Reading:
    """The records of such a document; raises UsageError where it is none."""
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UsageError(f"the file is no JSON: {said}", "give what `export` wrote") from None
    version = document.get("proxytui") if isinstance(document, dict) else None
    if type(version) is not int or version < 1:
        raise UsageError(
            "the file is no export of this program: it has no “proxytui”",
            "give what `export --format json` wrote",
        )
    if version > VERSION:
        raise UsageError(f"the file is of a newer format ({version})", "use a newer version")
    rows: list[Row] = []
    aside: list[SetAside] = []
    for table, listed in document.items():
        if table == "proxytui":
            continue
        if table not in TABLES:
            aside.append(SetAside(table, f"there is no such table; use {', '.join(TABLES)}"))
        elif not isinstance(listed, list):
            aside.append(SetAside(table, "is no list of records"))
        else:
            for number, item in enumerate(listed, 1):
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    id_ = item.pop("id")
                    rows.append(Row(f"{table}/{id_}", table, id_, item))
                else:
                    aside.append(SetAside(f"{table} {number}", "is no record with an id"))
    return Reading(tuple(rows), tuple(aside))
