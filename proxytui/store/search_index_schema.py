"""The SQLite file of the search index: its tables, how they are changed and queried."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

_VERSION = 3
_PATIENCE_SECONDS = 10.0
# The words are folded and have blanks between them: `ascii` takes everything else for letters.
_SCHEMA = """
CREATE TABLE records (
    number INTEGER PRIMARY KEY, tbl TEXT NOT NULL, id TEXT NOT NULL, crc INTEGER NOT NULL,
    UNIQUE (tbl, id));
CREATE TABLE places (
    number INTEGER PRIMARY KEY, record INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE INDEX places_of ON places (record);
CREATE TABLE compared (fingerprint TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (plain, kind, tokenize = 'ascii', columnsize = 0);
"""

_TABLES = ("records", "places", "compared", "words")

Needles: TypeAlias = Sequence[tuple[Sequence[str], bool]]
"""Words in a row, in each of their readings, and whether the last of them is whole."""


class IndexedCandidate(NamedTuple):
    """A place where words may be found; the table is `documents` for a kept text."""

    table: str
    id: str
    place: int


class IndexedHit(NamedTuple):
    """The best candidates, and how many there are in all."""

    candidates: tuple[IndexedCandidate, ...]
    total: int


def connect(where: str) -> sqlite3.Connection:
    """A connection to the file, with its tables; raises sqlite3.DatabaseError where the file can't
    be used."""
    base = sqlite3.connect(
        where, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        # Readers don't wait for a writer; a power cut loses at most what is written again.
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("BEGIN IMMEDIATE")
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not base.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _SCHEMA.split(";"):
                base.execute(statement)
            base.execute(f"PRAGMA user_version = {_VERSION}")
        base.execute("COMMIT")
        names = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
        if version not in (0, _VERSION) or not names.issuperset(_TABLES):
            raise sqlite3.DatabaseError("not made by this version")
    except BaseException:
        base.close()
        raise
    return base


def compared(base: sqlite3.Connection) -> str:
    """The fingerprint of the stored records that the file was compared with last, all of them; ""
    where that was never finished."""
    row = base.execute("SELECT fingerprint FROM compared").fetchone()
    return str(row[0]) if row is not None else ""


def set_compared(base: sqlite3.Connection, fingerprint: str) -> None:
    """Note which stored records the file was compared with."""
    base.execute("DELETE FROM compared")
    base.execute("INSERT INTO compared VALUES (?)", (fingerprint,))


def next_number(base: sqlite3.Connection, table: str) -> int:
    """The first number that is free, and all after it."""
    return int(base.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()[0])


def remove(base: sqlite3.Connection, table: str, id_: str) -> None:
    """Remove a record's words, if there are any."""
    row = base.execute(
        "SELECT number FROM records WHERE tbl = ? AND id = ?", (table, id_)
    ).fetchone()
    if row is not None:
        places = "SELECT number FROM places WHERE record = ?"
        base.execute(f"DELETE FROM words WHERE rowid IN ({places})", row)
        base.execute("DELETE FROM places WHERE record = ?", row)
        base.execute("DELETE FROM records WHERE number = ?", row)


def find(base: sqlite3.Connection, kind: str, needles: Needles, most: int) -> IndexedHit:
    """The candidates for words, found in steps, each of which finds more than the one before: to
    sort all of them would mean to look at every one."""
    most_readings = max(len(readings) for readings, _ in needles)
    rows = [
        " ".join(
            " ".join(readings[min(number, len(readings) - 1)].split()) for readings, _ in needles
        )
        for number in range(most_readings)
    ]
    steps = [_any(rows, True)]
    if not needles[-1][1]:
        steps.append(_any(rows, False))
    if len(needles) > 1:
        steps.append(
            " AND ".join(_any(readings, last_is_whole) for readings, last_is_whole in needles)
        )
    best: dict[IndexedCandidate, None] = {}
    more = False
    for step in steps:
        query = f"kind : {kind} AND plain : ({step})"
        places = base.execute(
            "SELECT tbl, id, place FROM words JOIN places ON places.number = words.rowid"
            " JOIN records ON records.number = places.record WHERE words MATCH ? LIMIT ?",
            (query, 2 * most),
        ).fetchall()
        best.update(dict.fromkeys(IndexedCandidate(*place) for place in places))
        # Two passages may stand at one place: a quote and its translation.
        more = len(places) == 2 * most
        if len(best) >= most:
            break
    count = len(best)
    if more or count > most:
        query = f"kind : {kind} AND plain : ({steps[-1]})"
        row = base.execute("SELECT count(*) FROM words WHERE words MATCH ?", (query,))
        count = max(count, int(row.fetchone()[0]))
    return IndexedHit(tuple(best)[:most], count)


def _any(readings: Sequence[str], last_is_whole: bool) -> str:
    """A query for the words in one of their readings."""
    phrases = [
        f'"{" ".join(words.split())}"' + ("" if last_is_whole else " *") for words in readings
    ]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"
