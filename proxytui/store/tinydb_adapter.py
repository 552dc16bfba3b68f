"""TinyDB over a ledger, with string ids: an update costs its records, not the store."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, cast

from tinydb import JSONStorage, TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from proxytui.model.changes import Change, changed
from proxytui.model.records import Json
from proxytui.store.ids import PREFIXES, random_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.store.ledger import Ledger

_META = "_meta"


class TrackedTable(MutableMapping[str, Json]):
    """A table for TinyDB's updaters, which edit in place: a record is copied when it is touched,
    and the copies show afterwards what changed."""

    def __init__(self, rows: Mapping[str, Json]) -> None:
        self._rows = rows
        self._copies: dict[str, Json | None] = {}

    def __getitem__(self, id_: str) -> Json:
        if id_ not in self._copies:
            self._copies[id_] = copy.deepcopy(self._rows[id_])
        record = self._copies[id_]
        if record is None:
            raise KeyError(id_)
        return record

    def __setitem__(self, id_: str, record: Json) -> None:
        self._copies[id_] = record

    def __delitem__(self, id_: str) -> None:
        if id_ not in self:
            raise KeyError(id_)
        self._copies[id_] = None

    def __contains__(self, id_: object) -> bool:
        if id_ in self._copies:
            return self._copies[id_] is not None
        return id_ in self._rows

    def __iter__(self) -> Iterator[str]:
        yield from (id_ for id_ in self._rows if id_ in self)
        yield from (id_ for id_ in self._copies if id_ not in self._rows and id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self, table: str) -> list[Change]:
        """The changes made to the table."""
        return [
            Change(table, id_, self._rows.get(id_), record)
            for id_, record in self._copies.items()
            if record != self._rows.get(id_)
        ]


class RecordStorage(Storage):
    """The records of a ledger in TinyDB's shape. What TinyDB writes is handed to `commit`, which
    makes it a transaction like every other change."""

    def __init__(self, ledger: Ledger, commit: Callable[[Sequence[Change], str], object]) -> None:
        self._ledger = ledger
        self.commit = commit

    def read(self) -> dict[str, dict[str, Json]]:
        """All tables in TinyDB's shape; the records are not copies."""
        state = self._ledger.state
        tables = cast("dict[str, dict[str, Json]]", state.tables)
        return {_META: {"1": state.meta}, **tables}

    def write(self, data: dict[str, dict[str, Json]]) -> None:
        """Replace all tables by `data`: TinyDB's way of dropping tables."""
        tables = {table: rows for table, rows in data.items() if table != _META}
        self.commit(tuple(changed(self._ledger.state.tables, tables)), "TinyDB")


class RecordTable(Table):
    """One kind of record; every write is a transaction of the store."""

    document_id_class = cast("type[int]", str)

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        # No cache of queries: another instance's changes would not empty it.
        super().__init__(storage, name, cache_size, persist_empty)

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        storage = cast("RecordStorage", self._storage)
        touched = TrackedTable(storage.read().get(self.name, {}))
        updater(cast("dict[int, Mapping[Any, Any]]", touched))
        if changes := touched.changes(self.name):
            storage.commit(changes, f"TinyDB: {self.name}")

    def _get_next_id(self) -> int:
        return cast("int", random_id(PREFIXES.get(self.name, "x-")))


class Database(TinyDB):
    """A TinyDB over a ledger: `Database(ledger, commit)`."""

    table_class = RecordTable
    default_storage_class = cast("type[JSONStorage]", RecordStorage)
