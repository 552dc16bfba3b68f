"""A store in memory: its records, how far its journal was read, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.model.changes import Change, Transaction, apply
from proxytui.store.folder.journal_entries import SnapshotNotice, Stamp, entry
from proxytui.store.history import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from proxytui.model.changes import PulledSnapshot
    from proxytui.model.records import Json
    from proxytui.store.folder import journal_file
    from proxytui.store.folder.snapshot import JournalPlace, Tables

SNAPSHOT = "store.json"
JOURNAL = "journal"
BACKUPS = "backups"


class SetAsideRecord(NamedTuple):
    """A record that can't be read as it stands; the last sound version, if any, is shown."""

    table: str
    id: str
    reason: str


class TailEntry(NamedTuple):
    """Where the line of a transaction ends, and how many bytes it is, its segment counted."""

    end: JournalPlace
    size: int


@dataclass
class FolderState:
    """A store in memory. `place` is how far the journal was read, `begins` where the snapshot
    goes on, `last` the last transaction's id, `tail` the transactions read behind `begins`,
    `written` the newest snapshot that the journal tells of, with where it goes on.

    `journal` is the journal's id, empty where it has none yet. `by_hand` are edits made in
    `store.json` that no journal line tells of; where they come from another machine's, `brought`
    is as with transactions, and that file is `stale` where it lacks what is here; where a merge
    for git wrote them, `by_git` is set. `damage` says why nothing may be written; `oddity` what is
    wrong with the file though all of it was read.
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
        """Apply what was read of the journal; bad lines are noted, sound ones behind them count:
        each holds its records whole."""
        seen = []
        for place, why in reading.bad:
            self._damaged(place, why)
        for line in reading.lines:
            match entry(line):
                case Transaction() as transaction:
                    if self.last is not None and transaction.prev != self.last:
                        self._damaged(line.start, "a transaction before it is missing")
                    self.put(transaction.changes)
                    self.last = transaction.id
                    self.tail.append(TailEntry(line.end, len(line.body) + len(line.segment)))
                    if transaction.origin == FILE:
                        known = {(c.table, c.id) for c in transaction.changes}
                        self.by_hand = [c for c in self.by_hand if (c.table, c.id) not in known]
                    seen.append(transaction)
                case SnapshotNotice() as written:
                    self.last = written.last if self.last is None else self.last
                    self.tells(line.start, written)
                case None:
                    self._damaged(line.start, "the line is of a kind this program doesn't know")
        self.place, self.torn = reading.end, reading.torn
        return seen

    def tells(self, start: JournalPlace, written: SnapshotNotice) -> None:
        """Remember the word of a snapshot, but for the checksums, which are many."""
        short = msgspec.structs.replace(written, sums=msgspec.Raw(b"{}"))
        self.written = (written.begins or start, short)
        self.journal = written.journal

    def goes_on(self, place: JournalPlace, stamp: Stamp) -> None:
        """Let a newer `store.json` be the one that holds all up to `place`."""
        self.begins, self.stamp, self.stale, self.oddity = place, stamp, False, ""
        self.tail = [one for one in self.tail if one.end > place]

    def tail_bytes(self) -> int:
        """How much the snapshot doesn't hold yet, as the journal spells it."""
        return sum(one.size for one in self.tail)

    def put(self, changes: Iterable[Change]) -> None:
        """Set the records to what changes leave."""
        apply(self.tables, changes)

    def _damaged(self, place: JournalPlace, why: str) -> None:
        text = f"journal/{place.file} is damaged at byte {place.offset}: {why}"
        self.damage.append(text)
        self.warnings.append(text)


def stamp(folder: Path) -> Stamp:
    """By what a change of `store.json` shows without reading it. Raises OSError."""
    found = (folder / SNAPSHOT).stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
