"""SQLite files derived from a large snapshot: put in their place whole, opened where they fit."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.store.folder import disk

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.record_source import Fill

_ABOUT = "CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
_FORGOTTEN_SECONDS = 3600
"""A half built file this old was left by a program that was ended."""


def build(path: Path, fingerprint: str, fill: Fill) -> None:
    """Build a file beside its place and put it there, durable or not: it may be thrown away.

    Raises OSError or sqlite3.Error where it can't be written; nothing of it stays then.
    """
    disk.folder(path.parent)
    _remove_forgotten(path)
    beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, disk.FILE_MODE))
        base = sqlite3.connect(beside, isolation_level=None)
        try:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
                base.execute(f"PRAGMA {pragma}")
            base.execute("PRAGMA temp_store = FILE")
            fill(base)
            base.execute(_ABOUT)
            base.execute("INSERT INTO about VALUES ('fingerprint', ?)", (fingerprint,))
        finally:
            base.close()
        disk.rename(beside, path)
    except BaseException:
        disk.discard(beside)
        raise


def connect(path: Path, fingerprint: str) -> sqlite3.Connection | None:
    """A connection to a finished file, for reading, from whatever thread; None where there is none
    with this fingerprint."""
    if not path.is_file():
        return None
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with suppress(sqlite3.DatabaseError):
        base = sqlite3.connect(where, uri=True, check_same_thread=False)
        with suppress(sqlite3.DatabaseError):
            base.execute("PRAGMA cache_size = -8192")
            row = base.execute("SELECT value FROM about WHERE key = 'fingerprint'").fetchone()
            if row is not None and row[0] == fingerprint:
                return base
        base.close()
    return None


def _remove_forgotten(path: Path) -> None:
    for beside in path.parent.glob(f"{path.name}.*"):
        with suppress(OSError):
            if time.time() - beside.stat().st_mtime > _FORGOTTEN_SECONDS:
                beside.unlink()
