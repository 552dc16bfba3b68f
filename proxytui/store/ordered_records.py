"""The records of a table in the order of their ids, as JSON, never all in memory for it."""

from __future__ import annotations

import heapq
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from proxytui.store.folder.lazy_records import LazyRecords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.model.records import Json

_encode = msgspec.json.Encoder(order="sorted").encode


def in_order(rows: Mapping[str, Json]) -> Iterator[tuple[str, bytes]]:
    """Every record with its id, as JSON that is canonical but for blanks."""
    if not isinstance(rows, LazyRecords):
        return ((id_, _encode(rows[id_])) for id_ in sorted(rows))
    own = ((id_, bytes(raw)) for id_, raw in rows.iter_raw())
    if not rows.overrides:
        return own
    over = ((id_, bytes(raw)) for id_, raw in rows.iter_packed())
    return heapq.merge(own, over, key=itemgetter(0))


def canonical(raw: bytes) -> bytes:
    """The canonical JSON of a record in `in_order`: keys sorted, no blanks."""
    return msgspec.json.format(raw, indent=-1)
