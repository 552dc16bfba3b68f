"""The tables of a store as canonical JSON, looked up and compared without decoding records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.model.packed_changes import pack
from proxytui.model.record_source import LinkedSource, RecordSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]

MANY = 1000
"""Where more records are looked up, all of a table are read at once, if it is in memory."""


class PackedTables:
    """Records as canonical JSON; `many` says that a lot of them will be looked up."""

    def __init__(self, tables: Tables, *, many: bool) -> None:
        self._tables = tables
        self._many = many
        self._packed: dict[str, dict[str, msgspec.Raw] | None] = {}

    def get(self, table: str, id_: str) -> bytes | None:
        """A record, or None."""
        rows = self._tables.get(table, {})
        if isinstance(rows, LinkedSource) and id_ not in rows.overrides:
            return _canonical(rows.raw_record(id_))
        packed = self._all(table)
        if packed is None:
            record = pack(rows.get(id_))
            return None if record is None else bytes(record)
        return _canonical(packed.get(id_))

    def _all(self, table: str) -> Mapping[str, msgspec.Raw] | None:
        """All records of a table as they are stored; None where each is to be looked up."""
        rows = self._tables.get(table, {})
        if not self._many or isinstance(rows, LinkedSource):
            return None
        if table not in self._packed:
            self._packed[table] = rows.packed() if isinstance(rows, RecordSource) else None
        return self._packed[table]


def _canonical(raw: msgspec.Raw | memoryview | None) -> bytes | None:
    """A stored record in canonical form: what was written so is so again without its blanks."""
    return None if raw is None else msgspec.json.format(bytes(raw), indent=-1)


def without(tables: Tables, keys: Iterable[tuple[str, str]]) -> dict[str, Mapping[str, Json]]:
    """The tables without some records, given as (table, id)."""
    left_out: dict[str, dict[str, None]] = {}
    for table, id_ in keys:
        left_out.setdefault(table, {})[id_] = None
    rest = dict(tables)
    for table, ids in left_out.items():
        rows = tables.get(table, {})
        if isinstance(rows, RecordSource):
            rest[table] = rows.without(ids)
        else:
            rest[table] = {id_: record for id_, record in rows.items() if id_ not in ids}
    return rest
