"""Backups: whole copies of a store, read again from the disk before they count as one."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.store.folder import disk, journal_file, lock, snapshot
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.journal_entries import now, random_id
from proxytui.store.folder.load import load
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT, FolderState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENTS = "documents"
ABOUT = "backup.json"
COPY = "last-good-store.json"
DAYS_KEPT = 10
LOCK = ".putting"
"""In the folder of backups: who holds it puts the one of a day in place."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_ASIDE = re.compile(r"\.(\d{4}-\d\d-\d\d)\.old-\w+")
_HALF_MADE = re.compile(r"\..+\.new-\w+|\.damaged-.+")
_DAY_SECONDS = 86400
_LOOKS = 3


class BackupContents(msgspec.Struct, frozen=True):
    """What a backup says of itself in `backup.json`: `files` are sha256 by path, `sums` a crc32
    over the checksums of all records as they were read back."""

    time: str
    records: dict[str, int]
    sums: str
    files: dict[str, str]
    documents: list[str]


class Backup(NamedTuple):
    """A copy that was read again and found whole; `left_out` are documents that were not what
    their name says and could not be copied."""

    folder: Path
    time: str
    records: dict[str, int]
    left_out: tuple[str, ...] = ()


def make(folder: Path, target: Path | None = None) -> Backup:
    """Copy a store's folder and read the copy again; without `target` as the backup of today.

    Nothing is locked: `store.json` is copied before the journal, which only grows. Raises
    StoreError; nothing is left behind then, and the backup that was there stays.
    """
    wanted = target.absolute() if target else folder / BACKUPS / now()[:10]
    if target and wanted.exists() and (not wanted.is_dir() or any(wanted.iterdir())):
        raise StoreError(f"{wanted} is there already", "choose another folder")
    beside = wanted.with_name(f".{wanted.name}.{random_id('new-')}")
    try:
        if target is None:
            disk.folder(folder / BACKUPS)
        left_out, about = _copied(folder, beside)
        if target is None:
            with lock.writing(folder / BACKUPS / LOCK):
                _tidy(folder / BACKUPS)
                _put(beside, wanted)
        else:
            _put(beside, wanted)
    except OSError as error:
        raise StoreError(
            f"no backup can be made at {wanted}: {error.strerror}", "check the space left"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    if target is None:
        _prune(folder / BACKUPS, wanted)
    return Backup(wanted, about.time, about.records, left_out)


def verify(folder: Path) -> Backup:
    """Read a backup, or any store's folder, whole: every line, record and document against its
    checksum. Raises StoreError where it is not what was written."""
    return _checked(folder, _sound(folder))


def daily(folder: Path) -> tuple[Path, ...]:
    """The backups by day of a store, newest first; unread. Where a program was killed while it
    put a newer one in place, that is the older one of that day."""
    found: dict[str, Path] = {}
    with suppress(OSError):
        for path in sorted((folder / BACKUPS).iterdir()):
            named = _DAY.fullmatch(path.name) or _ASIDE.fullmatch(path.name)
            if named and path.is_dir():
                # Those put aside begin with a dot, so that one in place comes after them.
                found[named[1]] = path
    return tuple(found[day] for day in sorted(found, reverse=True))


def newest(folder: Path) -> Backup | None:
    """The newest backup by day that is whole, or None."""
    for one in daily(folder):
        with suppress(StoreError, OSError):
            return verify(one)
    return None


def preserve(folder: Path) -> Path:
    """Copy a damaged store as it lies, unread, and tell where; raises OSError.

    Such copies are never taken away by the program.
    """
    stamp = re.sub(r"[^0-9]", "", now())[:14]
    disk.folder(folder / BACKUPS)
    wanted = folder / BACKUPS / f"damaged-{stamp}-{random_id('')[:4]}"
    beside = wanted.with_name(f".{wanted.name}")
    try:
        _fill(folder, beside, {})
        with suppress(FileNotFoundError):
            disk.put(beside / COPY, (folder / BACKUPS / SNAPSHOT).read_bytes())
        disk.rename(beside, wanted)
        disk.sync_folder(wanted.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return wanted


def counted(state: FolderState) -> dict[str, int]:
    """How many records each table has, empty tables left out."""
    return {table: len(rows) for table, rows in sorted(state.tables.items()) if rows}


def digest(state: FolderState) -> str:
    """A crc32 over the checksums of all records."""
    sums = snapshot.checksums(state.tables)
    return f"{crc32(msgspec.json.encode(sums, order='sorted')):08x}"


def _sound(folder: Path) -> FolderState:
    """A store's state, if nothing of it is damaged; a store of an older schema is one too."""
    state = load(folder, oldest=0)
    if state.damage or state.set_aside:
        what = state.damage[0] if state.damage else state.warnings[0]
        raise StoreError(f"{folder} is damaged: {what}", "`proxytui repair` says what can be done")
    return state


def _checked(folder: Path, state: FolderState) -> Backup:
    about = _about(folder)
    counts = counted(state)
    documents = Documents(folder / DOCUMENTS)
    kept = documents.list()
    bad = [sha for sha in kept if documents.data(sha) is None]
    if about is not None:
        wrong = [name for name, sha in about.files.items() if _sha(folder / name) != sha]
        missing = sorted(set(about.documents) - set(kept))
        bad += missing
        if wrong or about.records != counts or about.sums != digest(state):
            named = wrong[0] if wrong else SNAPSHOT
            raise StoreError(f"{folder / named} is not what was backed up", "use another backup")
    if bad:
        raise StoreError(
            f"document {bad[0]} in {folder} is not what its name says", "use another backup"
        )
    return Backup(folder, about.time if about else "", counts)


def _copied(folder: Path, beside: Path) -> tuple[tuple[str, ...], BackupContents]:
    """Copy a store to a new folder, and read it again; what was left out, and what it holds."""
    older = daily(folder)
    kept = {sha: older[0] / DOCUMENTS / sha for sha in _names(older[0])} if older else {}
    for left in reversed(range(_LOOKS)):
        # What a compaction or an editor does in between can spoil a copy, but not three of them.
        shutil.rmtree(beside, ignore_errors=True)
        left_out = _fill(folder, beside, kept)
        try:
            state = _sound(beside)
            break
        except StoreError:
            if not left:
                raise
    if state.torn:
        journal_file.truncate_torn_line(beside / JOURNAL, state.place)
    files = {
        path.relative_to(beside).as_posix(): _sha(path)
        for path in [beside / SNAPSHOT, *_files(beside / JOURNAL)]
    }
    documents = list(Documents(beside / DOCUMENTS).list())
    about = BackupContents(now(), counted(state), digest(state), files, documents)
    disk.put(beside / ABOUT, msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
    _checked(beside, state)
    return left_out, about


def _fill(folder: Path, beside: Path, kept: dict[str, Path]) -> tuple[str, ...]:
    """Copy what is in a store's folder; documents that `kept` has from the backup before are one
    file with those there. Returns the documents left out. Raises OSError."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.mkdir(mode=disk.FOLDER_MODE)
    with suppress(FileNotFoundError):
        disk.put(beside / SNAPSHOT, (folder / SNAPSHOT).read_bytes())
    disk.folder(beside / JOURNAL)
    for path in _files(folder / JOURNAL):
        # A segment that goes away meanwhile is one that no line names.
        with suppress(FileNotFoundError):
            disk.put(beside / JOURNAL / path.name, path.read_bytes())
    disk.folder(beside / DOCUMENTS)
    documents, left_out = Documents(folder / DOCUMENTS), []
    for sha in documents.list():
        if (data := documents.data(sha)) is None:
            left_out.append(sha)
        elif not _linked(kept.get(sha), beside / DOCUMENTS / sha, sha):
            disk.put(beside / DOCUMENTS / sha, data)
    return tuple(left_out)


def _linked(old: Path | None, new: Path, sha: str) -> bool:
    with suppress(OSError):
        if old is not None and _sha(old) == sha:
            os.link(old, new)
            return True
    return False


def _put(beside: Path, wanted: Path) -> None:
    """Give a finished copy its name; what had that name before is there until it is replaced."""
    aside = wanted.with_name(f".{wanted.name}.{random_id('old-')}")
    if wanted.exists():
        disk.rename(wanted, aside)
    try:
        disk.rename(beside, wanted)
    except OSError:
        if aside.exists():
            disk.rename(aside, wanted)
        raise
    disk.sync_folder(wanted.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _tidy(backups: Path) -> None:
    """Put back, or take away, what a killed program left; a copy that is being made, only when it
    is so old that nobody can be at work on it. Raises OSError."""
    for path in sorted(backups.iterdir()):
        if found := _ASIDE.fullmatch(path.name):
            if (backups / found[1]).exists():
                shutil.rmtree(path, ignore_errors=True)
            else:
                disk.rename(path, backups / found[1])
        elif _HALF_MADE.fullmatch(path.name) and _old(path):
            shutil.rmtree(path, ignore_errors=True)


def _old(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - _DAY_SECONDS


def _prune(backups: Path, made: Path) -> None:
    """Let the newest ten days stay, the one just made among them whatever the clock says."""
    days = [one for one in daily(backups.parent) if one != made]
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
    """The journal's lines, then the segments that were there when those had been read."""
    for ending in (".jsonl", ".json"):
        if folder.is_dir():
            yield from sorted(p for p in folder.iterdir() if p.suffix == ending)


def _names(backup: Path) -> tuple[str, ...]:
    return Documents(backup / DOCUMENTS).list()


def _sha(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
