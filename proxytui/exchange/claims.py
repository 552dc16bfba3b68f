"""Records as the text that a person writes: the notation, out of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.vocabulary import TABLES
from proxytui.notation import names, writer
from proxytui.notation.words import KINDS_OF_RECORDS, VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json


def write(raw: Mapping[str, Mapping[str, Json]]) -> bytes:
    """All records, those of a table sorted by id, in UTF-8."""
    rows = [(table, id_, raw[table][id_]) for table in TABLES for id_ in sorted(raw.get(table, {}))]
    return writer.write(rows, names.NamesOfRecords(dict(raw.get("actors", {})))).encode()


def is_notation(data: bytes) -> bool:
    """Whether this may be records as text: its first line names a kind of record, or has a verb."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    lines = (line for line in text.splitlines() if line and line[0] not in " \t#|")
    words = next(lines, "").split()
    return bool(words) and (words[0] in KINDS_OF_RECORDS or not VERBS.keys().isdisjoint(words))
