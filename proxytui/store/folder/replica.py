"""Another copy of a store: its records, and those that both had when they parted."""

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
from proxytui.store.folder.state import DOCUMENTS, JOURNAL, FolderState
from proxytui.store.history import History
from proxytui.store.merge_stores import MergedStores, three_way

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Tables = dict[str, dict[str, Json]]


class Replica(NamedTuple):
    """A copy of a store, read and not opened: records, transactions in order, the ids of undone
    ones, edits by hand after them, the journal's first line, the kept texts."""

    tables: Tables
    steps: tuple[Transaction, ...]
    undone: frozenset[str]
    by_hand: tuple[Change, ...]
    begun: bytes
    documents: Documents

    @classmethod
    def of(cls, state: FolderState, folder: Path) -> Replica:
        """The copy in a folder whose state was loaded."""
        lines = journal_file.read(folder / JOURNAL, START).lines
        entries = map(entry, lines)
        steps = tuple(step for step in entries if isinstance(step, Transaction))
        undone = frozenset(
            step.id for step, is_undone in History(steps).newest_first() if is_undone
        )
        tables = {table: dict(rows) for table, rows in state.tables.items()}
        documents, by_hand = Documents(folder / DOCUMENTS), tuple(state.by_hand)
        return cls(tables, steps, undone, by_hand, lines[0].body if lines else b"", documents)

    @property
    def last(self) -> str:
        """The newest transaction's id, if there is any."""
        return self.steps[-1].id if self.steps else ""

    def at(self, number: int) -> Tables:
        """The records as they were after its first `number` transactions."""
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
    """The records that both had when they parted, or when one was last merged into the other; no
    records where neither is known."""
    our_numbers = {step.id: number for number, step in enumerate(ours.steps, 1)}
    their_numbers = {step.id: number for number, step in enumerate(theirs.steps, 1)}
    # Theirs up to `taken` is in ours, ours up to `passed_on` in theirs.
    taken = _merged(ours, their_numbers) or (0, 0)
    passed_on = _merged(theirs, our_numbers) or (0, 0)
    shared = max(
        ((n, their_numbers[id_]) for id_, n in our_numbers.items() if id_ in their_numbers),
        default=(0, 0),
    )
    if passed_on[0] > shared[0] and passed_on[0] >= taken[1]:
        return ours.at(passed_on[0])
    if taken[0] > shared[1]:
        return theirs.at(taken[0])
    is_shared = shared[1] or (ours.begun and ours.begun == theirs.begun)
    return theirs.at(shared[1]) if is_shared else {}


def _merged(copy: Replica, other: Mapping[str, int]) -> tuple[int, int] | None:
    """The last transaction of the other copy that was merged into this one, and the one that merged
    it, both counted from 1; an undone merge doesn't count."""
    merges = [
        (other[step.merged], number)
        for number, step in enumerate(copy.steps, 1)
        if step.merged and step.merged in other and step.id not in copy.undone
    ]
    return max(merges, default=None)


def merged_file(base: bytes, ours: bytes, theirs: bytes, time: str) -> tuple[bytes, MergedStores]:
    """Three versions of a `store.json` merged into one that goes on in our journal; an empty base
    is no base. Raises StoreError where one can't be read."""
    (old, _, _), (our_tables, meta, place), (their_tables, other, _) = map(
        _version, (base, ours, theirs)
    )
    merged = three_way(old, our_tables, their_tables, time)
    apply(our_tables, merged.changes)
    if (own := provenance.own(meta)) is not None:
        meta = provenance.with_provenance(meta, own[0], own[1].last, provenance.marks(other))
        meta[provenance.MERGED] = snapshot.checksum(snapshot.checksums(our_tables))
    return snapshot.encode(our_tables, meta, place), merged


def _version(data: bytes) -> tuple[Tables, Json, JournalPlace]:
    if not data.strip():
        return {}, {}, START
    read = snapshot.decode(data, oldest=0)
    if read.spoilt:
        raise StoreError(f"store.json can't be merged: {read.spoilt[0].reason}", "mend it first")
    tables, meta = migrated(read.tables, read.meta)
    return tables, meta, read.place
