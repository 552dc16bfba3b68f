"""The tables of a store as JSON: looked up, and gone through without some records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.model.packed_changes import pack
from proxytui.store.folder.lazy_records import LazyRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]


class PackedTables:
    """The records as canonical JSON, of a table that is held as JSON without decoding them."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._packed: dict[str, dict[str, msgspec.Raw]] = {}

    def get(self, table: str, id_: str) -> bytes | None:
        """A record, or None."""
        rows = self._tables.get(table, {})
        if not isinstance(rows, LazyRecords):
            record = pack(rows.get(id_))
            return None if record is None else bytes(record)
        if table not in self._packed:
            self._packed[table] = rows.packed()
        raw = self._packed[table].get(id_)
        # What was written in canonical form is so again without the blanks of the file.
        return None if raw is None else msgspec.json.format(bytes(raw), indent=-1)


def without(tables: Tables, keys: Iterable[tuple[str, str]]) -> dict[str, Mapping[str, Json]]:
    """The tables without some records, given as (table, id)."""
    left_out: dict[str, dict[str, None]] = {}
    for table, id_ in keys:
        left_out.setdefault(table, {})[id_] = None
    rest = dict(tables)
    for table, ids in left_out.items():
        rows = tables.get(table, {})
        if isinstance(rows, LazyRecords):
            rest[table] = rows.without(ids)
        else:
            rest[table] = {id_: record for id_, record in rows.items() if id_ not in ids}
    return rest
