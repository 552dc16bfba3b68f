"""Another copy of a store: what it holds, and what both had in common when they parted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import StoreError
from proxytui.model.changes import Change, Transaction, apply, invert
from proxytui.model.records import Json
from proxytui.store.folder import journal_file, provenance, snapshot
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.journal_entries import entry
from proxytui.store.folder.load import load
from proxytui.store.folder.migrations import migrated
from proxytui.store.folder.snapshot import START, JournalPlace
from proxytui.store.folder.state import JOURNAL, FolderState
from proxytui.store.history import History
from proxytui.store.merge_stores import MergedStores, three_way

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Tables = dict[str, dict[str, Json]]


class Replica(NamedTuple):
    """A copy of a store, read and not opened: records, transactions in order, those of them taken
    back, edits by hand after them, the journal's first line, its texts."""

    tables: Tables
    steps: tuple[Transaction, ...]
    undone: frozenset[str]
    by_hand: tuple[Change, ...]
    begun: bytes
    documents: Documents

    @classmethod
    def of(cls, state: FolderState, folder: Path) -> Replica:
        """The copy that was read as a state."""
        read = journal_file.read(folder / JOURNAL, START).lines
        found = map(entry, read)
        steps = tuple(one for one in found if isinstance(one, Transaction))
        undone = frozenset(one.id for one, gone in History(steps).newest_first() if gone)
        tables = {table: dict(rows) for table, rows in state.tables.items()}
        documents, by_hand = Documents(folder / "documents"), tuple(state.by_hand)
        return cls(tables, steps, undone, by_hand, read[0].body if read else b"", documents)

    @property
    def last(self) -> str:
        """The newest transaction's id, if there is any."""
        return self.steps[-1].id if self.steps else ""

    def at(self, number: int) -> Tables:
        """The records as they were after so many of its transactions."""
        tables = {table: dict(rows) for table, rows in self.tables.items()}
        apply(tables, invert(self.by_hand))
        for step in reversed(self.steps[number:]):
            apply(tables, invert(step.changes))
        return tables


def read(folder: Path) -> Replica:
    """Read a store's folder; raises StoreError where it is damaged or none."""
    state = load(folder)
    if state.damage or state.set_aside:
        what = state.damage[0] if state.damage else state.warnings[0]
        raise StoreError(f"{folder} is damaged: {what}", "repair it first")
    return Replica.of(state, folder)


def common(ours: Replica, theirs: Replica) -> Tables:
    """What both had when they parted, or when one was last merged into the other; no records
    where neither is known."""
    here = {step.id: number for number, step in enumerate(ours.steps, 1)}
    there = {step.id: number for number, step in enumerate(theirs.steps, 1)}
    # Theirs up to `taken` is in ours, ours up to `given` in theirs.
    taken = _merged(ours, there) or (0, 0)
    given = _merged(theirs, here) or (0, 0)
    shared = max(((n, there[id_]) for id_, n in here.items() if id_ in there), default=(0, 0))
    if given[0] > shared[0] and given[0] >= taken[1]:
        return ours.at(given[0])
    if taken[0] > shared[1]:
        return theirs.at(taken[0])
    known = shared[1] or (ours.begun and ours.begun == theirs.begun)
    return theirs.at(shared[1]) if known else {}


def _merged(copy: Replica, other: Mapping[str, int]) -> tuple[int, int] | None:
    """How far the other copy was brought into this one, and by which transaction, both counted
    from 1; a merge that was taken back doesn't count."""
    found = [
        (other[step.merged], number)
        for number, step in enumerate(copy.steps, 1)
        if step.merged and step.merged in other and step.id not in copy.undone
    ]
    return max(found, default=None)


def merged_file(base: bytes, ours: bytes, theirs: bytes, time: str) -> tuple[bytes, MergedStores]:
    """Three versions of a `store.json` as one, which goes on in our journal; an empty base is no
    base. Raises StoreError where one can't be read."""
    (old, _, _), (here, meta, place), (there, other, _) = map(_version, (base, ours, theirs))
    merged = three_way(old, here, there, time)
    apply(here, merged.changes)
    if (own := provenance.own(meta)) is not None:
        meta = provenance.with_provenance(meta, own[0], own[1].last, provenance.marks(other))
        meta[provenance.MERGED] = snapshot.checksum(snapshot.checksums(here))
    return snapshot.encode(here, meta, place), merged


def _version(data: bytes) -> tuple[Tables, Json, JournalPlace]:
    if not data.strip():
        return {}, {}, START
    read = snapshot.decode(data, oldest=0)
    if read.spoilt:
        raise StoreError(f"store.json can't be merged: {read.spoilt[0].reason}", "mend it first")
    tables, meta = migrated(read.tables, read.meta)
    return tables, meta, read.place
