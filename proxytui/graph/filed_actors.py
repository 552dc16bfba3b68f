"""The actors of a file, for what is derived from all of them and kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from proxytui.graph.filed_table import FiledTable
    from proxytui.model.record_source import Fill, LinkedSource
    from proxytui.model.records import Actor


class FiledActors:
    """The actors as a file has them, whatever changed since."""

    def __init__(self, table: FiledTable[Actor], source: LinkedSource) -> None:
        self._table, self._source = table, source

    def derived(self, name: str, version: int, fill: Fill) -> sqlite3.Connection | None:
        """A file of this name derived from the stored actors, made by `fill` where there is none
        that fits; None where it can't be written."""
        return self._source.derived(name, version, fill)

    def batches(self) -> Iterator[list[Actor]]:
        """The actors as they are stored, some hundred at a time, in the order of their ids."""
        return self._table.stored_batches()

    def changed(self) -> set[str]:
        """The ids of the actors that are not as they are stored."""
        return self._table.changed_ids()
