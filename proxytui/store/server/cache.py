"""What is known of a store on a server, in a folder of this machine that may be thrown away."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.jobs import told_progress
from proxytui.lazy import LazyModule
from proxytui.store.folder import disk, load, snapshot
from proxytui.store.folder.lazy_records import LazyRecords, Section
from proxytui.store.folder.snapshot import Layout, SortedRecords
from proxytui.store.ledger import SetAsideRecord
from proxytui.store.server.state import Base, ServerState

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from proxytui.store.folder import large_snapshot, snapshot_file
    from proxytui.store.folder.snapshot import Tables
    from proxytui.store.server.stored_tables import StoredTables
else:
    large_snapshot = LazyModule("proxytui.store.folder.large_snapshot")
    snapshot_file = LazyModule("proxytui.store.folder.snapshot_file")
    sqlite3 = LazyModule("sqlite3")  # only a large store pays for these

_RECORDS, _ABOUT = "records.json", "about.json"
_NULL = b"null"

_SMALL_BYTES = 4 * 1024 * 1024
"""Records up to this size are written anew at every closing."""
_MANY_STEPS = 50
_FEW_RECORDS = 1000
"""So many records that were set since are read in no time."""
_MANY = 20
"""Where one record in so many was set since, all are written anew."""
_MINUTE_SECONDS = 60


class _About(msgspec.Struct, frozen=True):
    """What belongs to the records of a cache: with another checksum they are not used. `news` are
    the records that were set since they were written, null for removed ones."""

    seq: int
    last: str
    followed: float
    meta: dict[str, object]
    size: int
    crc: int
    sections: dict[str, Section]
    private_seq: int = 0
    private_last: str = ""
    login: str | None = None
    news: dict[str, dict[str, msgspec.Raw]] = {}


_about = msgspec.json.Decoder(_About).decode


# Loading from a server


def load_all(folder: Path, stored: StoredTables, state: ServerState) -> None:
    """Give a state its records, and save it; what can't be read is set aside, and nothing is saved
    then. Large ones stay on the disk."""
    if _is_large(stored.bytes) and _load_to_disk(folder, stored, state):
        return
    with suppress(ValueError):
        layout = _layout(stored, state)
        data = b"".join(layout.pieces())
        if (base := _base(layout)) is not None:
            state.tables = {t: LazyRecords(data, at) for t, at in base.sections.items()}
            with suppress(OSError):
                _make(folder)
                disk.put(folder / _RECORDS, data)
                _put(folder, state, base)
            return
    for table in stored.names:
        state.tables[table] = {}
        for id_, body in stored.rows(table):
            try:
                state.tables[table][id_] = msgspec.json.decode(body, type=dict)
            except ValueError:
                aside = SetAsideRecord(table, id_, "it is no JSON that this program can read")
                state.set_aside.append(aside)


def _load_to_disk(folder: Path, stored: StoredTables, state: ServerState) -> bool:
    """Whether the records were written and are read from there."""
    with suppress(OSError, ValueError):
        layout = _layout(stored, state)
        _make(folder)
        words = "reading a large store from its server"
        disk.put(folder / _RECORDS, _told(layout, words, stored.bytes))
        base = _base(layout)
        if base is not None and (tables := _on_disk(folder, base)) is not None:
            state.tables = tables
            _put(folder, state, base)
            return True
    return False


def _layout(stored: StoredTables, state: ServerState) -> Layout:
    def pairs(table: str) -> Iterator[tuple[str, bytes]]:
        for id_, body in stored.rows(table):
            yield id_, body.encode()

    return Layout({t: SortedRecords(pairs(t)) for t in stored.names}, state.meta, snapshot.START)


def _told(layout: Layout, words: str, size: int) -> Iterator[bytes]:
    """The pieces of a layout of about so many bytes; of a large one it is told how far it is."""
    for piece in layout.pieces():
        if _is_large(size):
            told_progress.tell(f"{words}: {min(1.0, layout.size / max(1, size)):.0%}")
        yield piece


def _base(layout: Layout) -> Base | None:
    """The records that were laid out; None where they must be read at opening."""
    sections = layout.sections
    return None if sections is None else Base(layout.size, layout.crc, sections)


# The folder


def cached(folder: Path) -> ServerState | None:
    """The state as it was saved in a folder; None where there is none, or it is not whole."""
    about = _read_about(folder)
    state = _state(folder, about) if about is not None else None
    if about is None or state is None or state.base is None:
        return None
    news = sum(map(len, about.news.values()))
    if _is_large(state.base.size) and _are_many(news, state.base):
        with suppress(OSError):
            if _write_anew(folder, state):
                return cached(folder)
    return state


def _state(folder: Path, about: _About) -> ServerState | None:
    base = Base(about.size, about.crc, about.sections)
    tables = _on_disk(folder, base) if _is_large(base.size) else None
    tables = tables or _in_memory(folder, base)
    if tables is None:
        return None
    for table, records in about.news.items():
        rows = tables.get(table)
        if not isinstance(rows, LazyRecords):
            return None
        rows.put_raw({i: None if bytes(raw) == _NULL else raw for i, raw in records.items()})
    state = ServerState(
        tables,
        about.meta,
        about.seq,
        about.last,
        about.followed,
        about.private_seq,
        about.private_last,
        about.login,
        base=base,
    )
    state.saved = state.steps
    return state


def _is_large(size: int) -> bool:
    """Whether records of so many bytes stay on the disk."""
    return size >= load.LEAST_BYTES_ON_DISK


def _read_about(folder: Path) -> _About | None:
    with suppress(OSError, ValueError):
        return _about((folder / _ABOUT).read_bytes())
    return None


def _on_disk(folder: Path, base: Base) -> Tables | None:
    """The records of a large cache, each read when it is looked up; None where that can't be."""
    with suppress(OSError, StoreError, sqlite3.Error):
        file = snapshot_file.SnapshotFile(folder / _RECORDS)
        words = folder / large_snapshot.FOLDER
        checksum = f"{base.crc:08x}"
        return large_snapshot.records([file], checksum, base.sections, words, build=True)
    return None


def _in_memory(folder: Path, base: Base) -> Tables | None:
    try:
        data = (folder / _RECORDS).read_bytes()
    except OSError:
        return None
    if len(data) != base.size or crc32(data) != base.crc:
        return None
    return {table: LazyRecords(data, at) for table, at in base.sections.items()}


def save(folder: Path, state: ServerState) -> None:
    """Save a state for the next opening, for this user alone; where that fails there is none.

    Of large records only those that were set since are written, as long as they are few.
    """
    news, saved, base = _news(state), _read_about(folder), state.base
    if news is not None and base is not None and base.size >= _SMALL_BYTES:
        count = sum(map(len, news.values()))
        is_base = saved is not None and (saved.size, saved.crc) == (base.size, base.crc)
        large = _is_large(base.size)
        if saved is not None and saved.login == state.login and not is_base and large:
            return  # another window wrote all of them meanwhile, which takes long
        if is_base and (count <= _FEW_RECORDS or (large and not _are_many(count, base, 2))):
            _put(folder, state, base, news)
            return
        if large:
            return  # the next opening says that it reads all from the server
    with suppress(OSError):
        _write_anew(folder, state)


def _write_anew(folder: Path, state: ServerState) -> bool:
    """Whether all records were written. Raises OSError."""
    layout = Layout(state.tables, state.meta, snapshot.START)
    _make(folder)
    words = "putting the changes of a large store in order"
    size = state.base.size if state.base is not None else 0
    beside = disk.prepare(folder / _RECORDS, _told(layout, words, size))
    base = _base(layout)
    if base is None:
        disk.discard(beside)
        return False
    disk.install(beside, folder / _RECORDS)
    _put(folder, state, base)
    return True


def _news(state: ServerState) -> dict[str, dict[str, msgspec.Raw]] | None:
    """The records that were set since the file was written; None where a table isn't of one."""
    news = {}
    for table, rows in state.tables.items():
        if not isinstance(rows, LazyRecords):
            return None
        if rows.overrides:
            removed = dict.fromkeys(rows.overrides, msgspec.Raw(_NULL))
            news[table] = removed | dict(rows.iter_packed())
    return news


def _are_many(count: int, base: Base, times: int = 1) -> bool:
    records = sum(section.records for section in base.sections.values())
    return count > max(_FEW_RECORDS, times * records // _MANY)


def _put(
    folder: Path,
    state: ServerState,
    base: Base,
    news: Mapping[str, dict[str, msgspec.Raw]] | None = None,
) -> None:
    """Write what belongs to the records of a file that is there."""
    about = _About(
        state.seq,
        state.last,
        state.followed,
        state.meta,
        base.size,
        base.crc,
        base.sections,
        state.private_seq,
        state.private_last,
        state.login,
        dict(news or {}),
    )
    with suppress(OSError):
        disk.put(folder / _ABOUT, msgspec.json.encode(about))
        state.saved, state.base = state.steps, base


def _make(folder: Path) -> None:
    folder.mkdir(mode=disk.FOLDER_MODE, parents=True, exist_ok=True)
    os.chmod(folder, disk.FOLDER_MODE)


def confirm(folder: Path, state: ServerState) -> None:
    """Note that a saved state was the newest until now, where the minute that is shown differs."""
    about = _read_about(folder)
    if about is None or about.seq + about.private_seq != state.steps:
        return
    if state.followed - about.followed > _MINUTE_SECONDS:
        about = msgspec.structs.replace(about, followed=state.followed)
        with suppress(OSError):
            disk.put(folder / _ABOUT, msgspec.json.encode(about))


def worth_saving(state: ServerState) -> bool:
    """Whether to save a state: where that is cheap, or opening would have to follow a lot."""
    news = sum(len(t.overrides) for t in state.tables.values() if isinstance(t, LazyRecords))
    cheap = state.base is None or state.base.size < _SMALL_BYTES or news <= _FEW_RECORDS
    return state.steps - state.saved >= (1 if cheap else _MANY_STEPS)


def forget(folder: Path) -> None:
    """Throw a cache away."""
    shutil.rmtree(folder, ignore_errors=True)
