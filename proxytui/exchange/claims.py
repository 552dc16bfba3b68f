"""Records as the text that a person writes: the notation, out of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.jobs import told_progress
from proxytui.model.record_source import in_order
from proxytui.notation import names, writer
from proxytui.notation.words import KINDS_OF_RECORDS, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.formats import Head
    from proxytui.exchange.selection import Selection, Tables


def write(selection: Selection) -> Iterator[str]:
    """All chosen records, as `document` has them."""
    return document(selection.tables)


def document(raw: Tables) -> Iterator[str]:
    """The records of all tables, sources first, those of a table sorted by id."""
    records = (
        (table, id_, record)
        for table in writer.ORDER
        for id_, record, _ in told_progress.counted(
            in_order(raw.get(table, {})), len(raw.get(table, {})), f"{table} written"
        )
    )
    return writer.pieces(records, names.NamesOfRecords(raw.get("actors", {})))


def looks(head: Head) -> int:
    """How surely a file is records as text: 0 to 100."""
    if is_notation(head.data.rpartition(b"\n")[0] or head.data):
        return 90
    return 85 if head.name.endswith(".claims") else 0


def is_notation(data: bytes) -> bool:
    """Whether this may be records as text: its first line names a kind of record, or has a verb."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    lines = (line for line in text.splitlines() if line and line[0] not in " \t#|")
    words = next(lines, "").split()
    return bool(words) and (words[0] in KINDS_OF_RECORDS or not VERBS.keys().isdisjoint(words))
