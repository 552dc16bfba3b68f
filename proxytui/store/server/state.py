"""A store on a server as it is known here: in memory, and in a folder that may be thrown away."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from proxytui.model.vocabulary import TABLES
from proxytui.store.folder import disk, snapshot
from proxytui.store.folder.lazy_records import LazyRecords, Section
from proxytui.store.ledger import SetAsideRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from proxytui.model.records import Json
    from proxytui.store.folder.snapshot import Tables

_RECORDS, _ABOUT = "records.json", "about.json"
_EMPTY = b"{}"

_SMALL_BYTES = 4 * 1024 * 1024
"""A state up to this size is saved at every closing."""
_MANY_STEPS = 50
_MINUTE_SECONDS = 60


@dataclass
class ServerState:
    """The records up to step `seq` of the journal, which has the id `last`, and up to step
    `private_seq` of the login's own journal, which has the id `private_last`.

    `followed` is when that was the newest, in seconds since 1970. `login` is whose private notes
    are among the records, None where the store keeps none. `warnings` has a sentence while there is
    no connection. `saved` is the number of steps up to which it was saved on this machine, in so
    many `bytes`.
    """

    tables: Tables
    meta: Json
    seq: int
    last: str
    followed: float
    private_seq: int = 0
    private_last: str = ""
    login: str | None = None
    saved: int = -1
    bytes: int = 0
    warnings: list[str] = field(default_factory=list)
    set_aside: list[SetAsideRecord] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """The number of steps in both journals."""
        return self.seq + self.private_seq


class _About(msgspec.Struct, frozen=True):
    """What belongs to the records of a cache: with another checksum they are not used."""

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


_about = msgspec.json.Decoder(_About).decode


def load(folder: Path, records: Iterable[tuple[str, str, str]], state: ServerState) -> None:
    """Give a state its records, given as (table, id, JSON), and save it as by `save`; what can't be
    read is set aside, and nothing is saved then."""
    rows: dict[str, dict[str, msgspec.Raw | None]] = {table: {} for table in TABLES}
    for table, id_, body in records:
        rows.setdefault(table, {})[id_] = msgspec.Raw(body.encode())
    packed: Tables = {}
    for table, items in rows.items():
        packed[table] = lazy = LazyRecords(_EMPTY, Section(0, len(_EMPTY), 0))
        lazy.put_raw(items)
    with suppress(ValueError):
        layout = snapshot.lay_out(packed, state.meta, snapshot.START)
        if layout.sections is not None:
            data = bytes(layout.data)
            state.tables = {t: LazyRecords(data, at) for t, at in layout.sections.items()}
            _put(folder, state, data, layout.sections)
            return
    for table, items in rows.items():
        state.tables[table] = {}
        for id_, raw in items.items():
            try:
                state.tables[table][id_] = msgspec.json.decode(raw or _EMPTY, type=dict)
            except ValueError:
                aside = SetAsideRecord(table, id_, "it is no JSON that this program can read")
                state.set_aside.append(aside)


def cached(folder: Path) -> ServerState | None:
    """The state as it was saved in a folder; None where there is none, or it is not whole."""
    try:
        about = _about((folder / _ABOUT).read_bytes())
        data = (folder / _RECORDS).read_bytes()
    except (OSError, ValueError):
        return None
    if len(data) != about.size or crc32(data) != about.crc:
        return None
    tables: Tables = {table: LazyRecords(data, at) for table, at in about.sections.items()}
    state = ServerState(
        tables,
        about.meta,
        about.seq,
        about.last,
        about.followed,
        about.private_seq,
        about.private_last,
        about.login,
        bytes=about.size,
    )
    state.saved = state.steps
    return state


def save(folder: Path, state: ServerState) -> None:
    """Save a state for the next opening, for this user alone; where that fails there is none."""
    layout = snapshot.lay_out(state.tables, state.meta, snapshot.START)
    if layout.sections is not None:
        _put(folder, state, layout.data, layout.sections)


def _put(
    folder: Path, state: ServerState, data: bytes | bytearray, sections: dict[str, Section]
) -> None:
    about = _About(
        state.seq,
        state.last,
        state.followed,
        state.meta,
        len(data),
        crc32(data),
        sections,
        state.private_seq,
        state.private_last,
        state.login,
    )
    with suppress(OSError):
        folder.mkdir(mode=disk.FOLDER_MODE, parents=True, exist_ok=True)
        os.chmod(folder, disk.FOLDER_MODE)
        disk.put(folder / _RECORDS, data)
        disk.put(folder / _ABOUT, msgspec.json.encode(about))
        state.saved, state.bytes = state.steps, about.size


def copied(state: ServerState) -> ServerState:
    """The same state, of which a change doesn't show in the other one."""
    tables: Tables = {table: copy(rows) for table, rows in state.tables.items()}
    return replace(
        state, tables=tables, warnings=[], set_aside=[*state.set_aside], damage=[*state.damage]
    )


def confirm(folder: Path, state: ServerState) -> None:
    """Note that a saved state was the newest until now, where the minute that is shown differs."""
    with suppress(OSError, ValueError):
        about = _about((folder / _ABOUT).read_bytes())
        known = about.seq + about.private_seq
        if known == state.steps and state.followed - about.followed > _MINUTE_SECONDS:
            about = msgspec.structs.replace(about, followed=state.followed)
            disk.put(folder / _ABOUT, msgspec.json.encode(about))


def worth_saving(state: ServerState) -> bool:
    """Whether to save a state: where that is cheap, or opening would have to follow a lot."""
    behind = state.steps - state.saved
    return behind >= (1 if state.bytes < _SMALL_BYTES else _MANY_STEPS)


def forget(folder: Path) -> None:
    """Throw a cache away."""
    shutil.rmtree(folder, ignore_errors=True)
