"""The tables of a store as its server has them, read one after the other."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from proxytui.model.vocabulary import TABLES
from proxytui.store.server import journals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.store.server.link import Link


class StoredTables:
    """The tables of one moment, with a login's own notes where it keeps any; only inside that
    moment of the link."""

    def __init__(self, link: Link, *, private: bool) -> None:
        schema = link.address.schema
        self._link, self._schema, self._private = link, schema, private
        there = {table for (table,) in link.rows(journals.tables(schema))}
        self.names = sorted(there.union(TABLES))
        """The names of the tables; those of this program in any case."""
        ((size,),) = link.rows(journals.extent(schema))
        self.bytes = int(size)
        """How many bytes the server needs for them."""
        self._open: Iterator[tuple[str, str]] = iter(())

    def rows(self, table: str) -> Iterator[tuple[str, str]]:
        """The records of a table as (id, JSON), in the order of their ids."""
        # What was left off in the middle would keep the connection.
        deque(self._open, maxlen=0)
        query = journals.records(self._schema, table, private=self._private)
        self._open = self._link.copy_out(query)
        return self._open
