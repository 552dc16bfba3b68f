"""Records as the text that a person writes: the notation, out of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.vocabulary import TABLES
from proxytui.notation import writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json


def write(raw: Mapping[str, Mapping[str, Json]]) -> bytes:
    """All records, those of a table sorted by id, in UTF-8."""
    rows = [(table, id_, raw[table][id_]) for table in TABLES for id_ in sorted(raw.get(table, {}))]
    return writer.write(rows, dict(raw.get("actors", {}))).encode()


def is_notation(data: bytes) -> bool:
    """Whether these may be records as text: no JSON, and no null bytes."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start not in (b"{", b"[") and b"\0" not in data[:4096]
