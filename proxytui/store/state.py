"""What a store's folder says: the snapshot, the journal after it, and edits made by hand."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui.errors import Conflict, StoreError
from proxytui.model.rows import Rows, Section, without_collector
from proxytui.model.values import Change, Json, Transaction
from proxytui.model.vocabulary import TABLES
from proxytui.store import changes, lines, snapshot
from proxytui.store.snapshot import (
    SCHEMA,
    START,
    OtherSchema,
    Place,
    Snapshot,
    Sums,
    Tables,
    Unreadable,
)
from proxytui.store.undo import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SNAPSHOT = "store.json"
JOURNAL = "journal"
BACKUPS = "backups"
_LOOKS = 3
_PAUSE_SECONDS = 0.03

Key = tuple[str, str]
Stamp = tuple[int, int, int]


class SetAside(NamedTuple):
    """A record that can't be read as it stands; the last sound version, if any, is shown."""

    table: str
    id: str
    reason: str


class Checkpoint(msgspec.Struct, frozen=True, omit_defaults=True):
    """The journal's line for a compaction: what the snapshot that goes on at this line holds.

    `checkpoint` and `size` are crc32 and length of the file, `last` the last transaction in it,
    `sums` a crc32 for every record; decoded only when the file is not what was written.
    `sections` says where the tables lie in the file; with it its records needn't be decoded to
    be known for sound. A line without it stands for a file that has to be read whole.
    """

    checkpoint: str
    size: int
    last: str
    time: str
    sums: msgspec.Raw
    sections: dict[str, Section] | None = None

    def fits(self, data: bytes) -> bool:
        """Whether a `store.json` is the one that was written."""
        return len(data) == self.size and f"{crc32(data):08x}" == self.checkpoint


_transaction = msgspec.json.Decoder(Transaction).decode
_checkpoint = msgspec.json.Decoder(Checkpoint).decode
_sums = msgspec.json.Decoder(Sums).decode


def entry(body: bytes) -> Transaction | Checkpoint | None:
    """A journal line's meaning; None for what this program doesn't know."""
    try:
        if body.startswith(b'{"checkpoint":'):
            return _checkpoint(body)
        return _transaction(body)
    except (ValueError, RecursionError):
        return None


@dataclass
class State:
    """A store in memory. `place` is how far the journal was read, `begins` where the snapshot
    goes on, `last` the last transaction's id, `tail` the end of the last transaction's line.

    `by_hand` are edits made in `store.json` that no journal line tells of; `damage` says why
    nothing may be written.
    """

    tables: Tables
    meta: Json
    begins: Place
    place: Place
    stamp: Stamp
    last: str | None = None
    tail: Place = START
    torn: bool = False
    by_hand: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)

    def follow(self, reading: lines.Reading) -> list[Transaction]:
        """Apply what was read of the journal; bad lines are noted, sound ones behind them count:
        each holds its records whole."""
        seen = []
        for line in reading.lines:
            match entry(line.body):
                case Transaction() as transaction:
                    if self.last is not None and transaction.prev != self.last:
                        self._damaged(line.start, "a transaction before it is missing")
                    self.put(transaction.changes)
                    self.last, self.tail = transaction.id, line.end
                    if transaction.origin == FILE:
                        known = {(c.table, c.id) for c in transaction.changes}
                        self.by_hand = [c for c in self.by_hand if (c.table, c.id) not in known]
                    seen.append(transaction)
                case Checkpoint(last=last):
                    self.last = last if self.last is None else self.last
                case None:
                    self._damaged(line.start, "the line is of a kind this program doesn't know")
        for place in reading.bad:
            self._damaged(place, "the line fails its checksum or is missing")
        self.place, self.torn = reading.end, reading.torn
        return seen

    def put(self, made: Iterable[Change]) -> None:
        """Let records be as changes leave them."""
        for change in made:
            rows = self.tables.setdefault(change.table, {})
            if change.after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.after

    def _damaged(self, place: Place, why: str) -> None:
        text = f"journal/{place.file} is damaged at byte {place.offset}: {why}"
        self.damage.append(text)
        self.warnings.append(text)


def stamp(folder: Path) -> Stamp:
    """By what a change of `store.json` shows without reading it. Raises OSError."""
    found = (folder / SNAPSHOT).stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def load(folder: Path, oldest: int = SCHEMA) -> State:
    """Read a store from its folder; raises StoreError where there is none or it can't be read.

    Looks again where something is wrong: an editor or a writer may have been at work. A
    `store.json` that can't be read at all is replaced by what can be replayed, for reading only.
    """
    with without_collector():
        for left in reversed(range(_LOOKS)):
            try:
                state = _load(folder, oldest)
            except OtherSchema:
                raise
            except Unreadable as error:
                if not left:
                    rebuilt = replayed(folder, oldest)
                    if rebuilt is None:
                        raise
                    rebuilt.stamp = stamp(folder)
                    rebuilt.damage.insert(0, error.title)
                    rebuilt.warnings.insert(0, f"{error.title}; {error.hint}")
                    return rebuilt
            except StoreError:
                if not left:
                    raise
            else:
                if not left or not (state.damage or state.set_aside):
                    return state
            time.sleep(_PAUSE_SECONDS)
    raise AssertionError


def replayed(folder: Path, oldest: int = SCHEMA) -> State | None:
    """A store without its `store.json`: the copy of it, or nothing where the journal tells that
    it began with nothing, and the journal after that; None where neither is to be had."""
    copy = folder / BACKUPS / SNAPSHOT
    with suppress(OSError, StoreError):
        snap = snapshot.decode(copy.read_bytes(), oldest)
        if not snap.spoilt:
            reading = lines.read(folder / JOURNAL, snap.place)
            state = State(snap.tables, snap.meta, snap.place, snap.place, (0, 0, 0))
            state.tail = snap.place
            state.follow(reading)
            return state
    with suppress(OSError):
        reading = lines.read(folder / JOURNAL, START)
        first = entry(reading.lines[0].body) if reading.lines else None
        begun = isinstance(first, Checkpoint) and reading.lines[0].start == START
        if begun and isinstance(first, Checkpoint) and not _sums(first.sums):
            tables: Tables = {table: {} for table in TABLES}
            state = State(tables, {"schema": SCHEMA}, START, START, (0, 0, 0))
            state.follow(reading)
            return state
    return None


def _load(folder: Path, oldest: int) -> State:
    try:
        with (folder / SNAPSHOT).open("rb") as file:
            found = os.fstat(file.fileno())
            data = file.read()
        snap = _proven(folder, data, oldest) or snapshot.decode(data, oldest)
        reading = lines.read(folder / JOURNAL, snap.place)
    except FileNotFoundError as error:
        raise StoreError(
            f"there is no store at {folder}", "name another folder with --store"
        ) from error
    except OSError as error:
        raise StoreError(
            f"{folder} can't be read: {error.strerror}", "check the folder's permissions"
        ) from error
    seen = (found.st_ino, found.st_size, found.st_mtime_ns)
    state = State(snap.tables, snap.meta, snap.place, snap.place, seen, tail=snap.place)
    first = reading.lines[0] if reading.lines else None
    written = entry(first.body) if first and first.start == snap.place else None
    if snap.place == START and not isinstance(written, Checkpoint):
        state.last = ""
    touched = any(b'"origin":"file"' in line.body for line in reading.lines)
    if isinstance(written, Checkpoint) and (
        touched or not (_undecoded(snap) or written.fits(data))
    ):
        if _undecoded(snap):
            snap = snapshot.decode(data, oldest)
            state.tables = snap.tables
        _meet(folder, state, snap, reading, _sums(written.sums))
    else:
        state.follow(reading)
        state.set_aside += (SetAside(*spoilt) for spoilt in snap.spoilt)
    state.warnings += (_told(aside) for aside in state.set_aside)
    return state


def _proven(folder: Path, data: bytes, oldest: int) -> Snapshot | None:
    """A `store.json` that is, by length and checksum, what the journal says was written, its
    records undecoded; None where it isn't, or where they have to be read to be known for sound."""
    try:
        snap = snapshot.decode(snapshot.about(data), oldest)
    except StoreError:
        return None
    line = lines.first(folder / JOURNAL, snap.place)
    written = entry(line) if line else None
    if not isinstance(written, Checkpoint) or not written.sections or not written.fits(data):
        return None
    return snap._replace(tables={t: Rows(data, at) for t, at in written.sections.items()})


def _undecoded(snap: Snapshot) -> bool:
    return any(isinstance(rows, Rows) for rows in snap.tables.values())


def _told(aside: SetAside) -> str:
    named = f"{aside.table}/{aside.id}" if aside.id else aside.table or SNAPSHOT
    return f"{named} is set aside: {aside.reason}"


def _meet(folder: Path, state: State, snap: Snapshot, reading: lines.Reading, sums: Sums) -> None:
    """Read a snapshot that somebody edited: the journal goes on from what was written, and the
    edits come on top, as one more writer's would."""
    given = {table: dict(rows) for table, rows in snap.tables.items()}
    spoilt = {(s.table, s.id): s.reason for s in snap.spoilt}
    recovered = bool(spoilt)
    edited = {
        (table, id_): sums.get(table, {}).get(id_)
        for table in sorted(snap.tables.keys() | sums.keys())
        for id_ in sorted(snap.tables.get(table, {}).keys() | sums.get(table, {}).keys())
        if _sum(snap.tables, table, id_) != sums.get(table, {}).get(id_)
    }
    bases = _bases(folder, edited)
    for (table, id_), base in bases.items():
        state.put([Change(table, id_, None, base)])
    known = {
        (change.table, change.id): change.after
        for transaction in state.follow(reading)
        if transaction.origin == FILE
        for change in transaction.changes
    }
    # An edit that was journaled is what the file was known to hold from then on.
    expected = bases | known
    for key in sorted(edited.keys() | known.keys()):
        table, id_ = key
        edit = given.get(table, {}).get(id_)
        if key in expected and changes.same(expected[key], edit):
            continue
        if edit is None and recovered:
            reason = spoilt.pop(key, "its line in store.json can't be read")
            state.set_aside.append(SetAside(table, id_, reason))
        elif reason := _fault(table, id_, edit):
            state.set_aside.append(SetAside(table, id_, reason))
            if key not in expected:
                state.tables[table].pop(id_, None)
        elif key not in expected:
            state.warnings.append(
                f"{table}/{id_} was edited by hand in store.json; what it was before is not known"
            )
        else:
            _take(state, Change(table, id_, expected[key], edit))
    state.set_aside += (SetAside(*key, reason) for key, reason in spoilt.items())


def _take(state: State, edit: Change) -> None:
    """Let an edit made by hand count, if the journal leaves room for it."""
    current = state.tables.get(edit.table, {}).get(edit.id)
    try:
        result = changes.merge(edit, current)
    except Conflict as conflict:
        reason = f"'{conflict.field}' was edited by hand in store.json and changed elsewhere since"
        state.set_aside.append(SetAside(edit.table, edit.id, reason))
        return
    taken = Change(edit.table, edit.id, current, result)
    state.put([taken])
    state.by_hand.append(taken)
    state.warnings.append(f"{edit.table}/{edit.id} was edited by hand in store.json")


def _fault(table: str, id_: str, record: Json | None) -> str:
    """Why a record edited by hand is no record, or nothing."""
    if record is None:
        return ""
    if table not in TABLES:
        return f"a store has no table '{table}'"
    # Pydantic is imported only when a hand was at work.
    from proxytui.model import records

    return "; ".join(records.faults(table, id_, record))


def _sum(tables: Tables, table: str, id_: str) -> str | None:
    record = tables.get(table, {}).get(id_)
    return None if record is None else snapshot.checksum(record)


def _bases(folder: Path, wanted: dict[Key, str | None]) -> dict[Key, Json | None]:
    """What edited records were when they were written: found by their checksum in the copy of
    the last snapshot or in the journal; a record that can't be found is left out."""
    found: dict[Key, Json | None] = {key: None for key, crc in wanted.items() if crc is None}

    def offer(table: str, id_: str, record: Json | None) -> None:
        key = (table, id_)
        if key not in wanted or key in found or record is None:
            return
        if snapshot.checksum(record) == wanted[key]:
            found[key] = record

    try:
        copy = snapshot.decode((folder / BACKUPS / SNAPSHOT).read_bytes()).tables
    except (OSError, StoreError):
        copy = {}
    for table, id_ in wanted:
        offer(table, id_, copy.get(table, {}).get(id_))
    if len(found) < len(wanted):
        for line in lines.read(folder / JOURNAL, START).lines:
            transaction = entry(line.body)
            if isinstance(transaction, Transaction):
                for change in transaction.changes:
                    offer(change.table, change.id, change.before)
                    offer(change.table, change.id, change.after)
    return found
