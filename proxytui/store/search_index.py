"""The words of all records and kept texts in a file that is derived and may go at any time.

It is an SQLite file with an FTS5 table inside the store's own folder: notes stand in it, and
whoever keeps or removes that folder, encrypts it or carries it elsewhere has the words with it. It
answers with candidates; whoever asks looks at the records themselves, so that a file that is
behind never shows what is no longer so.
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
_FOR_NOW = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT})
"""SQLite's codes where a new file would be no better: another window at work, and an answer that
nobody waits for any more."""
_PRIMARY = 0xFF
"""The part of a code of SQLite that says what is wrong; the rest tells more of it."""

_PIECE = 200
"""Records that are compared at a time: some milliseconds, which no key notices."""
_WRITTEN = 1000
"""Changed records that are written at a time."""
_STEPS = 20_000
"""Steps of SQLite between two looks whether the answer is still wanted: about a millisecond."""

Breathe: TypeAlias = Callable[[], None]
Words: TypeAlias = Callable[[str, str, bytes], Iterable[tuple[str, int, str]]]
"""From a record (table, id, bytes) to its words: the kind of hit, the place, what `plain` makes."""
Kept: TypeAlias = Callable[[str], bytes | None]
"""From the sha256 of a kept text to its bytes, if they are here."""


class SearchIndex:
    """The file of one store, in memory without a folder. Used from worker threads, one at a time.

    `tables` are those that have words. `sync` makes it what the records are; `note` tells of
    changes after that.
    """

    def __init__(self, store: Path | None, tables: Sequence[str], words: Words, kept: Kept) -> None:
        self._folder = store / FOLDER if store is not None else None
        self._tables = tables
        self._words = words
        self._kept = kept
        self._turn = threading.Lock()
        self._pending: deque[Change] = deque()
        self._connection: sqlite3.Connection | None = None
        self._ready = False

    @property
    def ready(self) -> bool:
        """Whether `find` answers."""
        return self._ready

    @property
    def exists(self) -> bool:
        """Whether there is a file, of whatever state; making one takes longer than one search."""
        return self._folder is not None and (self._folder / _FILE).is_file()

    def note(self, changes: Iterable[Change]) -> None:
        """Take in changes before the next answer; costs nothing here."""
        self._pending.extend(change for change in changes if change.table in self._tables)

    def close(self) -> None:
        """Let the file go."""
        with self._turn:
            self._drop()

    # Keeping it what the records are

    def sync(self, tables: Mapping[str, Mapping[str, Json]], checkpoint: Breathe) -> bool:
        """Take in what is not in the file yet, take out what is no longer there; False where that
        can't be had. `checkpoint` is called often, and may raise to stop; what was done stays."""
        for _ in range(2):
            with self._turn:
                try:
                    self._ready = False
                    for table in self._tables:
                        self._sync(table, tables.get(table, {}), checkpoint)
                    self._sync_texts(tables.get("sources", {}), checkpoint)
                    self._ready = True
                    return True
                except (sqlite3.DatabaseError, OSError) as error:
                    self._drop()
                    if _for_now(error):
                        return False
                    # Whatever is wrong with it, a new one is as good.
                    self._throw_away()
        return False

    def _sync(self, table: str, rows: Mapping[str, Json], checkpoint: Breathe) -> None:
        stale: list[tuple[str, bytes]] = []
        count = 0
        for part in _parts(_spelt(rows)):
            count += len(part)
            known = self._known(table, [id_ for id_, _ in part])
            stale += ((i, bytes(spelt)) for i, spelt in part if known.get(i) != zlib.crc32(spelt))
            checkpoint()
            if len(stale) >= _WRITTEN:
                self._write(table, stale, checkpoint)
                stale = []
        self._write(table, stale, checkpoint)
        if self._count(table) > count:
            self._forget(table, rows.__contains__, checkpoint)

    def _sync_texts(self, sources: Mapping[str, Json], checkpoint: Breathe) -> None:
        """The same of the newest text of each source; a text never changes under its name."""
        shas = {sha for record in sources.values() if (sha := _newest(record))}
        for part in _parts(iter(sorted(shas))):
            known = self._known(_DOCUMENTS, part)
            for sha in part:
                if sha not in known:
                    self._keep(sha, checkpoint)
        if self._count(_DOCUMENTS) > len(shas):
            self._forget(_DOCUMENTS, shas.__contains__, checkpoint)

    def _keep(self, sha: str, checkpoint: Breathe) -> None:
        data = self._kept(sha)
        if data is not None:
            self._write(_DOCUMENTS, [(sha, data)], checkpoint)
            checkpoint()

    def _known(self, table: str, ids: Sequence[str]) -> dict[str, int]:
        marks = ", ".join("?" * len(ids))
        asked = f"SELECT id, crc FROM records WHERE tbl = ? AND id IN ({marks})"
        return dict(self._base().execute(asked, (table, *ids)).fetchall())

    def _count(self, table: str) -> int:
        asked = self._base().execute("SELECT count(*) FROM records WHERE tbl = ?", (table,))
        return int(asked.fetchone()[0])

    def _forget(self, table: str, there: Callable[[str], bool], checkpoint: Breathe) -> None:
        """Take out the records that are not there any more."""
        asked = (
            "SELECT number, id FROM records WHERE tbl = ? AND number > ? ORDER BY number LIMIT ?"
        )
        last = -1
        while part := self._base().execute(asked, (table, last, _PIECE)).fetchall():
            last = part[-1][0]
            self._remove(table, [id_ for _, id_ in part if not there(id_)])
            checkpoint()

    def _write(self, table: str, records: Sequence[tuple[str, bytes]], checkpoint: Breathe) -> None:
        """Put records in, in the place of what is there of them."""
        made = []
        for id_, data in records:
            made.append((id_, zlib.crc32(data), list(self._words(table, id_, data))))
            if not len(made) % 100:
                checkpoint()
        if not made:
            return
        with self._writing() as base:
            # Another window may have put them in meanwhile.
            for part in _parts(iter([id_ for id_, _, _ in made])):
                for id_ in self._known(table, part):
                    search_index_schema.take_out(base, table, id_)
            first, at = (
                search_index_schema.free(base, "records"),
                search_index_schema.free(base, "places"),
            )
            records_, places, words_ = [], [], []
            for number, (id_, crc, words) in enumerate(made, first):
                records_.append((number, table, id_, crc))
                for kind, place, plain in words:
                    places.append((at, number, place))
                    words_.append((at, plain, kind))
                    at += 1
            base.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", records_)
            base.executemany("INSERT INTO places VALUES (?, ?, ?)", places)
            base.executemany("INSERT INTO words (rowid, plain, kind) VALUES (?, ?, ?)", words_)

    def _take_in_pending(self) -> None:
        # Of many changes to a record only the last one counts.
        after: dict[str, dict[str, Json | None]] = {}
        while self._pending:
            change = self._pending.popleft()
            after.setdefault(change.table, {})[change.id] = change.after
        for table, records in after.items():
            gone = [id_ for id_, record in records.items() if record is None]
            self._remove(table, gone)
            for part in _parts(_spelt({i: r for i, r in records.items() if r is not None})):
                self._write(table, [(id_, bytes(spelt)) for id_, spelt in part], _no_pause)
        for record in after.get("sources", {}).values():
            sha = _newest(record) if record is not None else ""
            if sha and not self._known(_DOCUMENTS, [sha]):
                self._keep(sha, _no_pause)

    def _remove(self, table: str, ids: Sequence[str]) -> None:
        if ids:
            with self._writing() as base:
                for id_ in ids:
                    search_index_schema.take_out(base, table, id_)

    # Answering

    def find(
        self, kind: str, needles: Needles, most: int, unwanted: Callable[[], bool] = bool
    ) -> IndexedHit | None:
        """Where words of a kind of hit may stand, the likeliest first: all in a row before apart.

        None where it can't tell, and where the answer is `unwanted` meanwhile.
        """
        with self._turn:
            try:
                if not self._ready:
                    return None
                base = self._base()
                if self._pending:
                    # What is taken in halfway is put right by the next `sync`.
                    self._ready = False
                    self._take_in_pending()
                    self._ready = True
                base.set_progress_handler(lambda: int(unwanted()), _STEPS)
                try:
                    return search_index_schema.found(base, kind, needles, most)
                finally:
                    base.set_progress_handler(None, 0)
            except (sqlite3.DatabaseError, OSError) as error:
                if not _for_now(error):
                    self._drop()
                    self._throw_away()
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
            self._connection = search_index_schema.opened(where)
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

    def _drop(self) -> None:
        self._ready = False
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _throw_away(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _for_now(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & _PRIMARY in _FOR_NOW:
        return True
    # A build of SQLite without FTS5 has no code of its own for that.
    return code == sqlite3.SQLITE_ERROR and "no such module" in str(error)


def _spelt(rows: Mapping[str, Json]) -> Iterator[tuple[str, bytes | memoryview]]:
    """The records and their bytes, as they lie in a file where they do."""
    if isinstance(rows, LazyRecords):
        yield from rows.iter_raw()
        changed = rows.overrides
    else:
        changed = rows
    for id_, record in changed.items():
        if record is not None:
            yield id_, _bytes(record)


def _newest(record: Json) -> str:
    """The sha256 of the newest text of a source; "" without any."""
    documents = record.get("documents")
    last = documents[-1] if isinstance(documents, list) and documents else None
    sha = last.get("text") if isinstance(last, dict) else None
    return sha if isinstance(sha, str) else ""


def _bytes(record: Json) -> bytes:
    return msgspec.json.encode(record)


def _parts(items: Iterator[Item]) -> Iterator[list[Item]]:
    while part := list(islice(items, _PIECE)):
        yield part


def _no_pause() -> None:
    """For one record."""
