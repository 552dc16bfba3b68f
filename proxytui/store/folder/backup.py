"""Backups: whole copies of a store, read again from the disk before they count as one."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.jobs import told_progress
from proxytui.store.folder import disk, journal_file, lock, written_replica
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.journal_entries import now
from proxytui.store.folder.load import load
from proxytui.store.folder.state import BACKUPS, DOCUMENTS, JOURNAL, SNAPSHOT, FolderState
from proxytui.store.ids import random_id
from proxytui.store.ordered_records import TOLD_EVERY, canonical, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from proxytui.store.replica import Replica

ABOUT = "backup.json"
COPY = "last-good-store.json"
DAYS_KEPT = 10
LOCK = ".putting"
"""A lock in the folder of backups: its holder puts the one of a day in place."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_ASIDE = re.compile(r"\.(\d{4}-\d\d-\d\d)\.old-\w+")
_HALF_MADE = re.compile(r"\..+\.new-\w+|\.damaged-.+")
_DAY_SECONDS = 86400
_ATTEMPTS = 3

_text = msgspec.json.Encoder().encode


class BackupContents(msgspec.Struct, frozen=True):
    """The contents of a backup as its `backup.json` has them: `files` are sha256 by path, `sums` a
    crc32 over the checksums of all records as they were read back."""

    time: str
    records: dict[str, int]
    sums: str
    files: dict[str, str]
    documents: list[str]


class Backup(NamedTuple):
    """A copy that was read back and found whole; `left_out` are documents that didn't match their
    name and could not be copied."""

    folder: Path
    time: str
    records: dict[str, int]
    left_out: tuple[str, ...] = ()


Filled: TypeAlias = tuple[tuple[str, ...], BackupContents]
"""The documents left out of a copy, and its contents."""


def make(folder: Path, target: Path | None = None) -> Backup:
    """Copy a store's folder and read the copy back; without `target` as the backup of today.

    Nothing is locked: `store.json` is copied before the journal, which only grows. Raises
    StoreError; no part of the copy is left then, and an earlier backup stays.
    """
    fill = partial(_copied, folder)
    return _made_today(folder, fill) if target is None else _made(target, fill)


def make_of(replica: Replica, home: Path, target: Path | None = None) -> Backup:
    """Write the copy of a store, of whatever ledger, into a new folder with its whole history, and
    read it back; without `target` as the backup of today in `home`. Raises StoreError; no part of
    it is left then, and an earlier backup stays."""

    def fill(beside: Path) -> Filled:
        left_out = written_replica.write(beside, replica)
        return left_out, _described(beside, _sound(beside))

    if target is not None:
        return _made(target, fill)
    with suppress(OSError):  # which is told where the backup can't be made
        home.mkdir(mode=disk.FOLDER_MODE, parents=True, exist_ok=True)
    return _made_today(home, fill)


def _made_today(home: Path, fill: Callable[[Path], Filled]) -> Backup:
    """The backup of today, in the place of an earlier one of the day."""
    path = home / BACKUPS / now()[:10]
    beside = _beside(path)
    try:
        disk.folder(home / BACKUPS)
        left_out, about = fill(beside)
        with lock.writing(home / BACKUPS / LOCK):
            _tidy(home / BACKUPS)
            _put(beside, path)
    except OSError as error:
        raise _unmade(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _prune(home / BACKUPS, path)
    return Backup(path, about.time, about.records, left_out)


def _made(target: Path, fill: Callable[[Path], Filled]) -> Backup:
    """The backup in a new folder, which `fill` writes beside it: the documents left out, and the
    contents."""
    path = target.absolute()
    beside = _beside(path)
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise StoreError(f"{path} is there already", "choose another folder")
        left_out, about = fill(beside)
        _put(beside, path)
    except OSError as error:
        raise _unmade(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Backup(path, about.time, about.records, left_out)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{random_id('new-')}")


def _unmade(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"no backup can be made at {path}: {error.strerror}",
        "make room there, or choose another folder",
    )


def verify(folder: Path) -> Backup:
    """Check a backup, or any store's folder: every line, record and document against its checksum.
    Raises StoreError where something is not as it was written."""
    return _checked(folder, _sound(folder))


def daily(folder: Path) -> tuple[Path, ...]:
    """The backups by day of a store, newest first; not read. Where a program was killed while it
    put a newer one in place, that is the older one of that day."""
    by_day: dict[str, Path] = {}
    with suppress(OSError):
        for path in sorted((folder / BACKUPS).iterdir()):
            named = _DAY.fullmatch(path.name) or _ASIDE.fullmatch(path.name)
            if named and path.is_dir():
                # Names put aside begin with a dot, so that the one in place comes after them.
                by_day[named[1]] = path
    return tuple(by_day[day] for day in sorted(by_day, reverse=True))


def newest(folder: Path) -> Backup | None:
    """The newest backup by day that is sound, or None."""
    for path in daily(folder):
        with suppress(StoreError, OSError):
            return verify(path)
    return None


def preserve(folder: Path) -> Path:
    """Copy a damaged store as it is, unread, and return the copy's folder; raises OSError.

    The program never deletes such copies.
    """
    stamp = re.sub(r"[^0-9]", "", now())[:14]
    disk.folder(folder / BACKUPS)
    path = folder / BACKUPS / f"damaged-{stamp}-{random_id('')[:4]}"
    beside = path.with_name(f".{path.name}")
    try:
        _fill(folder, beside, {})
        with suppress(FileNotFoundError):
            disk.put(beside / COPY, disk.pieces(folder / BACKUPS / SNAPSHOT))
        disk.rename(beside, path)
        disk.sync_folder(path.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return path


def counted(state: FolderState) -> dict[str, int]:
    """How many records each table has, empty tables left out."""
    return {table: len(rows) for table, rows in sorted(state.tables.items()) if rows}


def digest(state: FolderState) -> str:
    """A crc32 over the checksums of all records."""
    # As JSON: {"actors":{"ID":"0123abcd",…},…}
    crc, behind = 0, b"{"
    for table in sorted(table for table, rows in state.tables.items() if rows):
        behind += _text(table) + b":{"
        for number, (id_, raw) in enumerate(in_order(state.tables[table]), 1):
            if number % TOLD_EVERY == 0:
                told_progress.tell(f"{table} checked: {number:,}")
            crc = crc32(b'%b%b:"%08x"' % (behind, _text(id_), crc32(canonical(raw))), crc)
            behind = b","
        behind = b"},"
    return f"{crc32(b'}}' if behind == b'},' else b'{}', crc):08x}"


def _sound(folder: Path) -> FolderState:
    """The state of a store without damage, of an older schema too; raises StoreError."""
    state = load(folder, oldest=0, in_passes=True)
    if state.damage or state.set_aside:
        what = state.damage[0] if state.damage else state.warnings[0]
        raise StoreError(f"{folder} is damaged: {what}", "`proxytui repair` says what can be done")
    return state


def _checked(folder: Path, state: FolderState) -> Backup:
    about = _about(folder)
    counts = counted(state)
    documents = Documents(folder / DOCUMENTS)
    names = documents.list()
    bad = [sha for sha in names if documents.data(sha) is None]
    if about is not None:
        wrong = [name for name, sha in about.files.items() if _sha(folder / name) != sha]
        missing = sorted(set(about.documents) - set(names))
        bad += missing
        if wrong or about.records != counts or about.sums != digest(state):
            named = wrong[0] if wrong else SNAPSHOT
            raise StoreError(f"{folder / named} is not what was backed up", "use another backup")
    if bad:
        raise StoreError(
            f"document {bad[0]} in {folder} is not what its name says", "use another backup"
        )
    return Backup(folder, about.time if about else "", counts)


def _copied(folder: Path, beside: Path) -> Filled:
    """Copy a store to a new folder, and read it back; returns the documents left out, and the
    contents."""
    older = daily(folder)
    linkable = {sha: older[0] / DOCUMENTS / sha for sha in _names(older[0])} if older else {}
    for attempts_left in reversed(range(_ATTEMPTS)):
        # A compaction or an editor in between can spoil a copy, but not three of them.
        shutil.rmtree(beside, ignore_errors=True)
        left_out = _fill(folder, beside, linkable)
        try:
            state = _sound(beside)
            break
        except StoreError:
            if not attempts_left:
                raise
    if state.torn:
        journal_file.truncate_torn_line(beside / JOURNAL, state.place)
    return left_out, _described(beside, state)


def _described(beside: Path, state: FolderState) -> BackupContents:
    """Describe a copy in its folder, and check it by that; returns the contents."""
    files = {
        path.relative_to(beside).as_posix(): _sha(path)
        for path in [beside / SNAPSHOT, *_files(beside / JOURNAL)]
    }
    documents = list(Documents(beside / DOCUMENTS).list())
    about = BackupContents(now(), counted(state), digest(state), files, documents)
    disk.put(beside / ABOUT, msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
    _checked(beside, state)
    return about


def _fill(folder: Path, beside: Path, linkable: dict[str, Path]) -> tuple[str, ...]:
    """Copy the files of a store's folder; documents in `linkable`, from the backup before, become
    hard links. Returns the documents left out. Raises OSError."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.mkdir(mode=disk.FOLDER_MODE)
    with suppress(FileNotFoundError):
        disk.put(beside / SNAPSHOT, disk.pieces(folder / SNAPSHOT))
    disk.folder(beside / JOURNAL)
    for path in _files(folder / JOURNAL):
        # No line names a segment that disappears meanwhile.
        with suppress(FileNotFoundError):
            disk.put(beside / JOURNAL / path.name, disk.pieces(path))
    disk.folder(beside / DOCUMENTS)
    documents, left_out = Documents(folder / DOCUMENTS), []
    for sha in documents.list():
        if (data := documents.data(sha)) is None:
            left_out.append(sha)
        elif not _linked(linkable.get(sha), beside / DOCUMENTS / sha, sha):
            disk.put(beside / DOCUMENTS / sha, data)
    return tuple(left_out)


def _linked(old: Path | None, new: Path, sha: str) -> bool:
    with suppress(OSError):
        if old is not None and _sha(old) == sha:
            os.link(old, new)
            return True
    return False


def _put(beside: Path, path: Path) -> None:
    """Give a finished copy its name; an earlier copy of that name stays until it is replaced."""
    aside = path.with_name(f".{path.name}.{random_id('old-')}")
    if path.exists():
        disk.rename(path, aside)
    try:
        disk.rename(beside, path)
    except OSError:
        if aside.exists():
            disk.rename(aside, path)
        raise
    disk.sync_folder(path.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _tidy(backups: Path) -> None:
    """Restore or delete leftovers of a killed program; a copy that is being made only when it is so
    old that nobody can be at work on it. Raises OSError."""
    for path in sorted(backups.iterdir()):
        if match := _ASIDE.fullmatch(path.name):
            if (backups / match[1]).exists():
                shutil.rmtree(path, ignore_errors=True)
            else:
                disk.rename(path, backups / match[1])
        elif _HALF_MADE.fullmatch(path.name) and _old(path):
            shutil.rmtree(path, ignore_errors=True)


def _old(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - _DAY_SECONDS


def _prune(backups: Path, newest_path: Path) -> None:
    """Delete all but the newest ten days; the one just made stays whatever the clock says."""
    days = [path for path in daily(backups.parent) if path != newest_path]
    for old in days[DAYS_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _about(folder: Path) -> BackupContents | None:
    try:
        return msgspec.json.decode((folder / ABOUT).read_bytes(), type=BackupContents)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder / ABOUT} can't be read", "use another backup") from error


def _files(folder: Path) -> Iterator[Path]:
    """The journal's lines, then the segments that existed when those had been read."""
    for ending in (".jsonl", ".json"):
        if folder.is_dir():
            yield from sorted(p for p in folder.iterdir() if p.suffix == ending)


def _names(backup: Path) -> tuple[str, ...]:
    return Documents(backup / DOCUMENTS).list()


def _sha(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
