"""The records of tables in the order of their ids, as JSON, never all in memory for it."""

from __future__ import annotations

import heapq
from copy import copy
from operator import itemgetter
from typing import TYPE_CHECKING, cast

import msgspec

from proxytui.jobs import told_progress
from proxytui.model.changes import Change
from proxytui.model.vocabulary import TABLES
from proxytui.store.folder.lazy_records import LazyRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping

    from proxytui.model.records import Json

    Rows = Mapping[str, Json]
    Tables = Mapping[str, Rows]

TOLD_EVERY = 4096
"""After so many records it is told how far a pass has come."""

_encode = msgspec.json.Encoder(order="sorted").encode
_record = msgspec.json.Decoder(dict).decode


def in_order(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """Every record with its id, as JSON that is canonical but for blanks."""
    if not isinstance(rows, LazyRecords):
        return ((id_, _encode(rows[id_])) for id_ in sorted(rows))
    own = ((id_, bytes(raw)) for id_, raw in rows.iter_raw())
    if not rows.overrides:
        return own
    over = ((id_, bytes(raw)) for id_, raw in rows.iter_packed())
    return heapq.merge(own, over, key=itemgetter(0))


def side_by_side(
    table: str, versions: Iterable[Tables]
) -> Iterator[tuple[str, list[bytes | None]]]:
    """Every id of a table in several versions of a store, with its record in each, as by
    `in_order`, or None."""
    passes = [in_order(version.get(table, {})) for version in versions]
    heads = [next(records, None) for records in passes]
    passed = 0
    while waiting := [head[0] for head in heads if head is not None]:
        id_ = min(waiting)
        row: list[bytes | None] = []
        for number, head in enumerate(heads):
            if head is None or head[0] != id_:
                row.append(None)
            else:
                row.append(head[1])
                heads[number] = next(passes[number], None)
        yield id_, row
        passed += 1
        if passed % TOLD_EVERY == 0:
            told_progress.tell(f"{table} compared: {passed:,}")


def differing(before: Tables, after: Tables) -> Iterator[Change]:
    """The changes from one set of tables to another, in order, as by `changed`."""
    for table in either_has(before, after):
        for id_, (old, new) in side_by_side(table, (before, after)):
            if old != new:
                change = Change(table, id_, decoded(old), decoded(new))
                if change.before != change.after:
                    yield change


def either_has(one: Tables, other: Tables) -> list[str]:
    """The names of the tables that either has, and of all known ones, in the order of changes."""
    return [*TABLES, *sorted((one.keys() | other.keys()) - set(TABLES))]


def copied(tables: Tables) -> dict[str, MutableMapping[str, Json]]:
    """The same tables, of which a change doesn't show in these. Of records that lie in a file it
    holds no more than what was set since."""
    return {table: cast("MutableMapping[str, Json]", copy(rows)) for table, rows in tables.items()}


def canonical(raw: bytes) -> bytes:
    """The canonical JSON of a record in `in_order`: keys sorted, no blanks."""
    return msgspec.json.format(raw, indent=-1)


def decoded(raw: bytes | None) -> Json | None:
    """The record of JSON in `in_order`."""
    return None if raw is None else _record(raw)
