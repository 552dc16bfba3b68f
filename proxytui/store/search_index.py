"""The search index: words of all records and kept texts in a derived file that may be deleted.

It is an SQLite file with an FTS5 table inside the store's own folder: it contains the notes, so
that it is kept, removed, encrypted or carried elsewhere together with that folder. It answers with
candidates, which are checked against the records themselves, so that an outdated file never shows
an outdated answer.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

from proxytui.model.record_source import LinkedSource, RecordSource
from proxytui.store import search_index_schema
from proxytui.store.folder import disk
from proxytui.store.folder.lazy_records import LazyRecords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from proxytui.model.changes import Change
    from proxytui.model.records import Json
    from proxytui.store.search_index_schema import IndexedHit, Needles

Item = TypeVar("Item")

FOLDER = ".words"
_FILE = "words.sqlite"
_DOCUMENTS = "documents"
_TEMPORARY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT})
"""SQLite's codes where a new file would not help: another window at work, and an answer that nobody
waits for any more."""
_PRIMARY = 0xFF
"""The part of SQLite's extended code that is the primary code."""

_PIECE = 200
"""How many records are compared at a time: some milliseconds, which no key press shows."""
_WRITTEN = 1000
"""How many changed records are written at a time."""
_STEPS = 20_000
"""SQLite's steps between two checks whether the answer is still needed: about a millisecond."""

Checkpoint: TypeAlias = Callable[[], None]
Words: TypeAlias = Callable[[str, str, bytes], Iterable[tuple[str, int, str]]]
"""From a record (table, id, bytes) to its words: the kind of hit, the place, the plain words."""
Kept: TypeAlias = Callable[[str], bytes | None]
"""From the sha256 of a kept text to its bytes, if they are here."""


class SearchIndex:
    """The search index of one store, in memory without a folder. Used from worker threads, one at a
    time.

    `tables` are those that have words. `sync` brings it up to date with the records; `note` hands
    it changes after that.
    """

    def __init__(
        self, store: Path | None, tables: Sequence[str], words: Words, document: Kept
    ) -> None:
        self._folder = store / FOLDER if store is not None else None
        self._tables = tables
        self._words = words
        self._document = document
        self._lock = threading.Lock()
        self._pending: deque[Change] = deque()
        self._connection: sqlite3.Connection | None = None
        self._ready = self._lacks_text = False

    @property
    def ready(self) -> bool:
        """Whether `find` answers."""
        return self._ready

    @property
    def exists(self) -> bool:
        """Whether there is a file, in whatever state; making one takes longer than one search."""
        return self._folder is not None and (self._folder / _FILE).is_file()

    def note(self, changes: Iterable[Change]) -> None:
        """Queue changes, which are taken in before the next answer; costs nothing here."""
        self._pending.extend(change for change in changes if change.table in self._tables)

    def ask_again(self) -> None:
        """Have texts that could not be read before asked for again by the next `sync`, which is
        due then."""
        if self._lacks_text:
            self._ready = False

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._disconnect()

    # Keeping it what the records are

    def sync(self, tables: Mapping[str, Mapping[str, Json]], checkpoint: Checkpoint) -> bool:
        """Add the records that are missing from the file and remove those that are gone; False
        where that can't be done. `checkpoint` is called often, and may raise to stop; finished work
        stays."""
        for _ in range(2):
            with self._lock:
                try:
                    self._ready = self._lacks_text = False
                    self._sync_records(tables, checkpoint)
                    self._sync_texts(tables.get("sources", {}), checkpoint)
                    self._ready = True
                    return True
                except (sqlite3.DatabaseError, OSError) as error:
                    self._disconnect()
                    if _is_temporary(error):
                        return False
                    # Whatever is wrong with the file, a new one is as good.
                    self._delete_file()
        return False

    def _sync_records(
        self, tables: Mapping[str, Mapping[str, Json]], checkpoint: Checkpoint
    ) -> None:
        """Compare all records; of stored ones that were compared before, only what was set
        since."""
        fingerprint = _fingerprint([tables.get(table, {}) for table in self._tables])
        if fingerprint and search_index_schema.compared(self._base()) == fingerprint:
            for table in self._tables:
                self._sync_overrides(table, tables[table], checkpoint)
            return
        for table in self._tables:
            self._sync(table, tables.get(table, {}), checkpoint)
        if fingerprint:
            with self._writing() as base:
                search_index_schema.set_compared(base, fingerprint)

    def _sync_overrides(self, table: str, rows: Mapping[str, Json], checkpoint: Checkpoint) -> None:
        overrides = rows.overrides if isinstance(rows, RecordSource) else {}
        removed = [id_ for id_, record in overrides.items() if record is None]
        for batch in _batches(iter(removed)):
            self._remove(table, list(self._checksums(table, batch)))
        set_ = {id_: record for id_, record in overrides.items() if record is not None}
        for records in _batches(_spelt(set_)):
            self._write(table, self._stale(table, records), checkpoint)

    def _stale(
        self, table: str, batch: Sequence[tuple[str, bytes | memoryview]]
    ) -> list[tuple[str, bytes]]:
        """Those of a few records whose words are not in the file as they are now."""
        indexed = self._checksums(table, [id_ for id_, _ in batch])
        return [(i, bytes(spelt)) for i, spelt in batch if indexed.get(i) != zlib.crc32(spelt)]

    def _sync(self, table: str, rows: Mapping[str, Json], checkpoint: Checkpoint) -> None:
        stale: list[tuple[str, bytes]] = []
        count = 0
        for batch in _batches(_spelt(rows)):
            count += len(batch)
            stale += self._stale(table, batch)
            checkpoint()
            if len(stale) >= _WRITTEN:
                self._write(table, stale, checkpoint)
                stale = []
        self._write(table, stale, checkpoint)
        if self._count(table) > count:
            self._forget(table, rows.__contains__, checkpoint)

    def _sync_texts(self, sources: Mapping[str, Json], checkpoint: Checkpoint) -> None:
        """Add and remove texts by the newest one of each source; a text never changes under its
        name."""
        shas = {sha for record in sources.values() if (sha := _newest(record))}
        for batch in _batches(iter(sorted(shas))):
            indexed = self._checksums(_DOCUMENTS, batch)
            for sha in batch:
                if sha not in indexed:
                    self._add_text(sha, checkpoint)
        if self._count(_DOCUMENTS) > len(shas):
            self._forget(_DOCUMENTS, shas.__contains__, checkpoint)

    def _add_text(self, sha: str, checkpoint: Checkpoint) -> None:
        data = self._document(sha)
        if data is None:
            self._lacks_text = True
        else:
            self._write(_DOCUMENTS, [(sha, data)], checkpoint)
            checkpoint()

    def _checksums(self, table: str, ids: Sequence[str]) -> dict[str, int]:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT id, crc FROM records WHERE tbl = ? AND id IN ({marks})"
        return dict(self._base().execute(query, (table, *ids)).fetchall())

    def _count(self, table: str) -> int:
        cursor = self._base().execute("SELECT count(*) FROM records WHERE tbl = ?", (table,))
        return int(cursor.fetchone()[0])

    def _forget(self, table: str, exists: Callable[[str], bool], checkpoint: Checkpoint) -> None:
        """Remove the records that no longer exist."""
        query = (
            "SELECT number, id FROM records WHERE tbl = ? AND number > ? ORDER BY number LIMIT ?"
        )
        last = -1
        while batch := self._base().execute(query, (table, last, _PIECE)).fetchall():
            last = batch[-1][0]
            self._remove(table, [id_ for _, id_ in batch if not exists(id_)])
            checkpoint()

    def _write(
        self, table: str, records: Sequence[tuple[str, bytes]], checkpoint: Checkpoint
    ) -> None:
        """Write records, replacing what is there of them."""
        indexed = []
        for id_, data in records:
            indexed.append((id_, zlib.crc32(data), list(self._words(table, id_, data))))
            if not len(indexed) % 100:
                checkpoint()
        if not indexed:
            return
        with self._writing() as base:
            # Another window may have written them meanwhile.
            for batch in _batches(iter([id_ for id_, _, _ in indexed])):
                for id_ in self._checksums(table, batch):
                    search_index_schema.remove(base, table, id_)
            first, at = (
                search_index_schema.next_number(base, "records"),
                search_index_schema.next_number(base, "places"),
            )
            records_, places, words_ = [], [], []
            for number, (id_, crc, words) in enumerate(indexed, first):
                records_.append((number, table, id_, crc))
                for kind, place, plain in words:
                    places.append((at, number, place))
                    words_.append((at, plain, kind))
                    at += 1
            base.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", records_)
            base.executemany("INSERT INTO places VALUES (?, ?, ?)", places)
            base.executemany("INSERT INTO words (rowid, plain, kind) VALUES (?, ?, ?)", words_)

    def _apply_pending(self) -> None:
        # Of many changes to a record only the last one counts.
        after: dict[str, dict[str, Json | None]] = {}
        while self._pending:
            change = self._pending.popleft()
            after.setdefault(change.table, {})[change.id] = change.after
        for table, records in after.items():
            removed = [id_ for id_, record in records.items() if record is None]
            self._remove(table, removed)
            for batch in _batches(_spelt({i: r for i, r in records.items() if r is not None})):
                self._write(table, [(id_, bytes(spelt)) for id_, spelt in batch], _no_checkpoint)
        for record in after.get("sources", {}).values():
            sha = _newest(record) if record is not None else ""
            if sha and not self._checksums(_DOCUMENTS, [sha]):
                self._add_text(sha, _no_checkpoint)

    def _remove(self, table: str, ids: Sequence[str]) -> None:
        if ids:
            with self._writing() as base:
                for id_ in ids:
                    search_index_schema.remove(base, table, id_)

    # Answering

    def find(
        self, kind: str, needles: Needles, most: int, cancelled: Callable[[], bool] = bool
    ) -> IndexedHit | None:
        """Places where words of a kind of hit may stand, the likeliest first: all words in a row
        before apart.

        None where the index can't tell, or the search was `cancelled` meanwhile.
        """
        with self._lock:
            try:
                if not self._ready:
                    return None
                base = self._base()
                if self._pending:
                    # Changes that are taken in halfway are completed by the next `sync`.
                    self._ready = False
                    self._apply_pending()
                    self._ready = True
                base.set_progress_handler(lambda: int(cancelled()), _STEPS)
                try:
                    return search_index_schema.find(base, kind, needles, most)
                finally:
                    base.set_progress_handler(None, 0)
            except (sqlite3.DatabaseError, OSError) as error:
                if not _is_temporary(error):
                    self._disconnect()
                    self._delete_file()
                return None

    # The file

    def _base(self) -> sqlite3.Connection:
        if self._connection is None:
            where = ":memory:"
            if self._folder is not None:
                disk.folder(self._folder)
                where = str(self._folder / _FILE)
                # SQLite gives the files beside it the same mode.
                os.close(os.open(where, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, disk.FILE_MODE))
            self._connection = search_index_schema.connect(where)
        return self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        base = self._base()
        base.execute("BEGIN IMMEDIATE")
        try:
            yield base
        except BaseException:
            with suppress(sqlite3.Error):
                base.execute("ROLLBACK")
            raise
        base.execute("COMMIT")

    def _disconnect(self) -> None:
        self._ready = False
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _delete_file(self) -> None:
        if self._folder is None:
            return
        # Other files that are made of the records lie beside it, and may have taken longer.
        for path in self._folder.glob(f"{_FILE}*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def _is_temporary(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & _PRIMARY in _TEMPORARY:
        return True
    # A build of SQLite without FTS5 has no code of its own for that.
    return code == sqlite3.SQLITE_ERROR and "no such module" in str(error)


def _spelt(rows: Mapping[str, Json]) -> Iterator[tuple[str, bytes | memoryview]]:
    """The records and their bytes, as they are stored where they come from a file."""
    if isinstance(rows, LazyRecords):
        yield from rows.iter_raw()
        changed = rows.overrides
    else:
        changed = rows
    for id_, record in changed.items():
        if record is not None:
            yield id_, _bytes(record)


def _fingerprint(tables: Iterable[Mapping[str, Json]]) -> str:
    """What tells the stored records of all tables from any others; "" where nothing does."""
    prints = {t.fingerprint if isinstance(t, LinkedSource) else "" for t in tables}
    return prints.pop() if len(prints) == 1 else ""


def _newest(record: Json) -> str:
    """The sha256 of the newest text of a source; "" without any."""
    documents = record.get("documents")
    last = documents[-1] if isinstance(documents, list) and documents else None
    sha = last.get("text") if isinstance(last, dict) else None
    return sha if isinstance(sha, str) else ""


def _bytes(record: Json) -> bytes:
    return msgspec.json.encode(record)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(items, _PIECE)):
        yield batch


def _no_checkpoint() -> None:
    """A checkpoint for a single record, which does nothing."""
