"""The file derived from a large snapshot, opened: where a record lies, and what points at what."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from bisect import bisect_right
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.store.folder import derived_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.model.record_source import Fill
    from proxytui.store.folder.graph_file_schema import Fingerprint
    from proxytui.store.folder.lazy_records import Section

_TIES = """
SELECT e.type, e.inward, o.id, e.claim FROM edges e JOIN ids o ON o.number = e.other
WHERE e.actor = (SELECT number FROM ids WHERE id = ?)
"""


class GraphFile:
    """An open file that fits its snapshot; any thread may ask."""

    def __init__(self, base: sqlite3.Connection, path: Path, fingerprint: str) -> None:
        self._base, self._path = base, path
        self.fingerprint = fingerprint
        """What tells the snapshot from any other."""
        self._turn = threading.Lock()
        self._blocks: dict[str, tuple[list[str], array[int]]] = {}
        for section, id_, start in base.execute("SELECT * FROM blocks ORDER BY rowid"):
            ids, starts = self._blocks.setdefault(section, ([], array("Q")))
            ids.append(id_)
            starts.append(start)

    @classmethod
    def open(cls, path: Path, fingerprint: Fingerprint) -> GraphFile | None:
        """The file at a path; None where there is none that fits."""
        base = derived_file.connect(path, fingerprint.spelt())
        if base is not None:
            with suppress(sqlite3.DatabaseError):
                return cls(base, path, fingerprint.spelt())
            base.close()
        return None

    def derived(self, name: str, version: int, fill: Fill) -> sqlite3.Connection | None:
        """Another file derived from the same snapshot, made by `fill` where there is none that
        fits; None where it can't be written."""
        path = self._path.with_name(name)
        fingerprint = f"{version} {self.fingerprint}"
        base = derived_file.connect(path, fingerprint)
        if base is None:
            with suppress(OSError, sqlite3.Error):
                derived_file.build(path, fingerprint, fill)
                base = derived_file.connect(path, fingerprint)
        return base

    def block(self, table: str, section: Section, id_: str) -> tuple[int, int] | None:
        """The piece of a table's section in which a record stands if there is one."""
        ids, starts = self._blocks.get(table, ((), array("Q")))
        place = bisect_right(ids, id_) - 1
        if place < 0:
            return None
        return starts[place], starts[place + 1] if place + 1 < len(starts) else section.end - 2

    def _rows(self, query: str, *values: object) -> list[tuple[str, ...]]:
        with self._turn:
            return self._base.execute(query, values).fetchall()

    def _column(self, query: str, *values: object) -> list[str]:
        return [row[0] for row in self._rows(query, *values)]

    # Ties

    def ties_at(self, actor: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """The ties at an actor: type, subject, object and the ids of their claims, in order."""
        rows = self._rows(_TIES, actor)
        last = len(rows) - 1
        begun = 0
        # Nearly all ties have one claim, so that grouping each would take most of the time.
        for place, (type_, inward, other, claim) in enumerate(rows):
            after = rows[place + 1] if place < last else None
            if after and after[2] == other and after[:2] == (type_, inward):
                continue
            claims = (
                (claim,) if begun == place else tuple(row[3] for row in rows[begun : place + 1])
            )
            begun = place + 1
            yield (type_, other, actor, claims) if inward else (type_, actor, other, claims)

    def actors_by_ties(self) -> Iterator[tuple[str, int]]:
        """The actors that have ties, with their number, those with most ties first; of equal ones
        the smaller id."""
        query = (
            "SELECT i.id, d.ties, d.actor FROM degrees d JOIN ids i ON i.number = d.actor"
            " ORDER BY d.ties DESC, d.actor LIMIT 64 OFFSET ?"
        )
        offset = 0
        while rows := self._rows(query, offset):
            yield from ((row[0], int(row[1])) for row in rows)
            offset += len(rows)

    def ties(self) -> int:
        """How many ties there are."""
        return int(self._column("SELECT sum(ties) / 2 FROM degrees")[0] or 0)

    def degree(self, actor: str) -> int:
        """How many ties an actor has."""
        query = "SELECT ties FROM degrees WHERE actor = (SELECT number FROM ids WHERE id = ?)"
        return int(next(iter(self._column(query, actor)), 0))

    def claims_into(self, type_: str, actor: str) -> list[str]:
        """The ids of the claims of a type with two directions of which an actor is the object, in
        the order of their ties."""
        query = (
            "SELECT claim FROM edges WHERE actor = (SELECT number FROM ids WHERE id = ?)"
            " AND type = ? AND inward = 1"
        )
        return self._column(query, actor, type_)

    def unfit(self) -> list[str]:
        """The ids of the claims that stand in no tie."""
        return self._column("SELECT claim FROM unfit")

    # Records by what they hold

    def named(self, text: str) -> list[str]:
        """The ids of the actors with a name of just this text."""
        query = (
            "SELECT i.id FROM names n JOIN ids i ON i.number = n.actor WHERE n.text = ? ORDER BY 1"
        )
        return self._column(query, text)

    def citing(self, source: str) -> list[tuple[str, str]]:
        """The records with a citation of a source, as (table, id)."""
        query = "SELECT section, id FROM cited WHERE source = (SELECT number FROM ids WHERE id = ?)"
        return [(row[0], row[1]) for row in self._rows(query, source)]

    def copies(self, source: str) -> list[str]:
        """The ids of the sources that are copies of one."""
        return self._column("SELECT copy FROM copies WHERE source = ?", source)

    def events_at(self, actor: str) -> list[str]:
        """The ids of the events in which an actor takes part."""
        return self._column("SELECT event FROM events_at WHERE actor = ?", actor)

    def events_about(self, claim: str) -> list[str]:
        """The ids of the events that name a claim."""
        return self._column("SELECT event FROM events_about WHERE claim = ?", claim)
