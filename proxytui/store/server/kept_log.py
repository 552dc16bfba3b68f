"""The steps of a store on a server as they were read here, for the time without a connection."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

import msgspec

from proxytui.lazy import LazyModule
from proxytui.store.folder import disk
from proxytui.store.server import steps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from proxytui.model.changes import Transaction
    from proxytui.store.server.steps import Row
else:
    sqlite3 = LazyModule("sqlite3")  # few commands look at a log

_FILE = "log.db"
_VERSION = 1
_TABLES = """
create table about (login text not null);
create table steps (place integer primary key, id text not null, row text not null);
"""
_MOST_BYTES = 64 * 1024 * 1024
"""A log that takes more is not kept."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[str | int | None]).decode


class KeptLog:
    """The steps of a store, oldest first, and the login that read them, in a file of its cache.

    What can't be written, or read again, is as if it had never been kept. Several processes may use
    one file; each call opens and closes it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / _FILE

    def save(self, log: Sequence[Transaction], login: str) -> None:
        """Keep all steps so far, of which those that are kept are not written again. Without a
        `login` the one that is kept stays."""
        if not log:
            return
        with suppress(OSError, sqlite3.Error):
            self._folder.mkdir(mode=disk.FOLDER_MODE, parents=True, exist_ok=True)
            try:
                self._write(log, login)
            except sqlite3.DatabaseError:
                # It was damaged, or made by another version.
                self._file.unlink(missing_ok=True)
                self._write(log, login)

    def _write(self, log: Sequence[Transaction], login: str) -> None:
        with closing(sqlite3.connect(self._file, isolation_level=None)) as base, base:
            base.execute("begin immediate")
            if not _version(base):
                for statement in filter(str.strip, _TABLES.split(";")):
                    base.execute(statement)
                base.execute(f"pragma user_version = {_VERSION}")
            kept = [id_ for (id_,) in base.execute("select id from steps order by place")]
            begun = len(kept)
            if kept != [step.id for step in log[:begun]]:
                base.execute("delete from steps")
                begun = 0
            if login:
                base.execute("delete from about")
                base.execute("insert into about values (?)", (login,))
            base.executemany("insert into steps values (?, ?, ?)", _rows(log, begun))
            ((size,),) = base.execute("select total(length(row)) from steps")
            if size > _MOST_BYTES:
                base.execute("delete from steps")

    def up_to(self, *last: str) -> list[Transaction] | None:
        """The steps from the first one to the ones with these ids, "" for a journal without any;
        None where they are not all known here."""
        ids = {*filter(None, last)}
        if not ids:
            return []
        with suppress(OSError, sqlite3.Error, ValueError), closing(self._opened()) as base:
            among = ", ".join("?" * len(ids))
            query = f"select count(*), max(place) from steps where id in ({among})"
            ((known, end),) = base.execute(query, [*ids])
            if known == len(ids):
                rows = base.execute("select row from steps where place <= ? order by place", (end,))
                return [steps.read(tuple(_decode(row))) for (row,) in rows]
        return None

    @property
    def login(self) -> str:
        """The login that read them; "" where it isn't known."""
        with suppress(OSError, sqlite3.Error), closing(self._opened()) as base:
            return "".join(login for (login,) in base.execute("select login from about"))
        return ""

    def _opened(self) -> sqlite3.Connection:
        if not self._file.is_file():
            raise FileNotFoundError(self._file)
        return sqlite3.connect(self._file, isolation_level=None)


def _version(base: sqlite3.Connection) -> int:
    """The version of the tables, 0 where there are none. Raises sqlite3.DatabaseError for another
    one than this program's."""
    ((version,),) = base.execute("pragma user_version")
    if version not in (0, _VERSION):
        raise sqlite3.DatabaseError("not made by this version")
    return int(version)


def _rows(log: Sequence[Transaction], begun: int) -> Iterator[tuple[int, str, str]]:
    for place, step in enumerate(log[begun:], begun + 1):
        row: Row = steps.row(place, step)
        yield place, step.id, _encode(row).decode()
