"""Names in a file by how they are written: of a store that stays on the disk."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from proxytui.collation import identity
from proxytui.jobs import told_progress
from proxytui.jobs.pacing import never
from proxytui.text import folds

if TYPE_CHECKING:
    import sqlite3

    from proxytui.graph.filed_actors import FiledActors
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Actor

FILE = "spellings.sqlite"
VERSION = 1
_LAST = "\U0010ffff"
_CACHE_KILOBYTES = 4096

_SCHEMA = """
CREATE TABLE folded (key TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (key, actor))
    WITHOUT ROWID;
CREATE TABLE called (key TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (key, actor))
    WITHOUT ROWID;
CREATE TEMP TABLE new_folded (key, actor);
CREATE TEMP TABLE new_called (key, actor);
"""


class SpellingsFile:
    """An open file of names as they are written; any thread may ask."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._turn = threading.Lock()

    @classmethod
    def open(cls, actors: FiledActors, checkpoint: Checkpoint = never) -> SpellingsFile | None:
        """The file of these actors, which is made in some seconds where there is none that fits;
        None where it can't be written."""
        base = actors.derived(FILE, VERSION, partial(_fill, actors=actors, checkpoint=checkpoint))
        return cls(base) if base is not None else None

    def _ids(self, query: str, *values: str) -> list[str]:
        with self._turn:
            return [actor for (actor,) in self._base.execute(query, values)]

    def called(self, key: str) -> list[str]:
        """The ids of the actors with a name of this identity, in order."""
        return self._ids("SELECT actor FROM called WHERE key = ? ORDER BY actor", key)

    def spelt(self, folded: str, key: str) -> list[str]:
        """The ids of the actors with a name that is folded so, or has this identity."""
        query = (
            "SELECT actor FROM folded WHERE key = ? UNION SELECT actor FROM called WHERE key = ?"
        )
        return self._ids(query, folded, key)

    def beginning(self, folded: str) -> list[str]:
        """The ids of the actors with a name that begins so when it is folded."""
        query = "SELECT DISTINCT actor FROM folded WHERE key >= ? AND key < ?"
        return self._ids(query, folded, folded + _LAST)


def _fill(base: sqlite3.Connection, actors: FiledActors, checkpoint: Checkpoint) -> None:
    """Fill an empty file with the names of these actors."""
    told_progress.tell("reading the names of a large store for the first time")
    base.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    base.executescript(_SCHEMA)
    base.execute("BEGIN")
    for batch in actors.batches():
        _names_in(base, batch)
        checkpoint()
    for table in ("folded", "called"):
        base.execute(f"INSERT INTO {table} SELECT DISTINCT key, actor FROM new_{table} ORDER BY 1")
        checkpoint()
    base.execute("COMMIT")


def _names_in(base: sqlite3.Connection, actors: list[Actor]) -> None:
    texts = [(name.text, actor.id) for actor in actors for name in actor.names]
    folded = folds([text for text, _ in texts])
    base.executemany(
        "INSERT INTO new_folded VALUES (?, ?)",
        ((key, actor) for key, (_, actor) in zip(folded, texts, strict=True)),
    )
    base.executemany(
        "INSERT INTO new_called VALUES (?, ?)",
        ((identity(text), actor) for text, actor in texts),
    )
