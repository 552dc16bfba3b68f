"""A store in memory: its records, how far its journal was read, and its damage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model.changes import Change, Transaction
from proxytui.store.folder.journal_entries import SnapshotNotice, Stamp, entry
from proxytui.store.folder.lazy_records import put
from proxytui.store.history import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.changes import Changes, PulledSnapshot
    from proxytui.model.records import Json
    from proxytui.store.folder import journal_file
    from proxytui.store.folder.snapshot import JournalPlace, Tables
    from proxytui.store.ledger import SetAsideRecord

SNAPSHOT = "store.json"
JOURNAL = "journal"
BACKUPS = "backups"
DOCUMENTS = "documents"


class TailEntry(NamedTuple):
    """The end of a transaction's line, and its size in bytes with its segment."""

    end: JournalPlace
    size: int


@dataclass
class FolderState:
    """A store in memory.

    `place` is how far the journal was read, `begins` where the snapshot goes on, `last` the last
    transaction's id, `tail` the transactions read behind `begins`, `written` the newest snapshot
    that the journal names, with where it goes on. `journal` is the journal's id, empty where it has
    none yet. `by_hand` are edits made in `store.json` that are not journaled; where they come from
    another machine's file, `brought` is as in transactions, and that file is `stale` where it lacks
    records of this store; where a merge for git wrote them, `by_git` is set. `damage` says why
    nothing may be written; `oddity` what is wrong with the file though all of it was read.
    """

    tables: Tables
    meta: Json
    begins: JournalPlace
    place: JournalPlace
    stamp: Stamp
    last: str | None = None
    tail: list[TailEntry] = field(default_factory=list)
    written: tuple[JournalPlace, SnapshotNotice] | None = None
    torn: bool = False
    journal: str = ""
    by_hand: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    set_aside: list[SetAsideRecord] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    brought: PulledSnapshot | None = None
    stale: bool = False
    by_git: bool = False
    oddity: str = ""

    def follow(self, reading: journal_file.JournalReading) -> list[Transaction]:
        """Apply a reading of the journal, and return its transactions. Bad lines are noted, and
        sound ones behind them count: each holds whole records."""
        seen = []
        for place, reason in reading.bad:
            self._damaged(place, reason)
        for line in reading.lines:
            match entry(line):
                case Transaction() as transaction:
                    if self.last is not None and transaction.prev != self.last:
                        self._damaged(line.start, "a transaction before it is missing")
                    self.put(transaction.changes)
                    self.last = transaction.id
                    self.tail.append(TailEntry(line.end, len(line.body) + len(line.segment)))
                    if transaction.origin == FILE:
                        journaled = {(c.table, c.id) for c in transaction.changes}
                        self.by_hand = [c for c in self.by_hand if (c.table, c.id) not in journaled]
                    seen.append(transaction)
                case SnapshotNotice() as notice:
                    self.last = notice.last if self.last is None else self.last
                    self.note_snapshot(line.start, notice)
                case None:
                    self._damaged(line.start, "the line is of a kind this program doesn't know")
        self.place, self.torn = reading.end, reading.torn
        return seen

    def note_snapshot(self, start: JournalPlace, notice: SnapshotNotice) -> None:
        """Remember where the snapshot of a notice was written, without its checksums: there is one
        for each record."""
        short = msgspec.structs.replace(notice, sums=msgspec.Raw(b"{}"))
        self.written = (notice.begins or start, short)
        self.journal = notice.journal

    def use_snapshot(self, place: JournalPlace, stamp: Stamp) -> None:
        """Take a newer `store.json` for the one that holds everything up to `place`."""
        self.begins, self.stamp, self.stale, self.oddity = place, stamp, False, ""
        self.tail = [entry_ for entry_ in self.tail if entry_.end > place]

    def tail_bytes(self) -> int:
        """How many bytes of the journal the snapshot doesn't hold yet."""
        return sum(entry_.size for entry_ in self.tail)

    def put(self, changes: Changes) -> None:
        """Set the records to what changes leave."""
        put(self.tables, changes)

    def _damaged(self, place: JournalPlace, why: str) -> None:
        text = f"journal/{place.file} is damaged at byte {place.offset}: {why}"
        self.damage.append(text)
        self.warnings.append(text)


def stamp(folder: Path) -> Stamp:
    """The stamp of `store.json`, by which a change of it shows without reading it. Raises
    OSError."""
    status = (folder / SNAPSHOT).stat()
    return status.st_ino, status.st_size, status.st_mtime_ns
