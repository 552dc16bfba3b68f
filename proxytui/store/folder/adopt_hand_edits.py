"""Adoption of edits made by hand in `store.json`: found by checksum, merged with the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import Conflict, StoreError
from proxytui.model.changes import Change, Transaction
from proxytui.model.vocabulary import TABLES
from proxytui.store import merge_fields
from proxytui.store.folder import journal_file, provenance, snapshot
from proxytui.store.folder.journal_entries import entry
from proxytui.store.folder.snapshot import START, Snapshot, Sums, Tables
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT, FolderState
from proxytui.store.history import FILE
from proxytui.store.ledger import SetAsideRecord

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from proxytui.model.records import Json

Key = tuple[str, str]


def reconcile(
    folder: Path,
    state: FolderState,
    snap: Snapshot,
    reading: journal_file.JournalReading,
    sums: Sums,
    behind: Sequence[journal_file.JournalLine],
) -> None:
    """Read a snapshot that somebody edited: the journal goes on from the records that were written,
    and the edits come on top, as another writer's would.

    `sums` are the checksums of the records as they were written, `behind` the journal's lines after
    the one that has them.
    """
    edited_tables = {table: dict(rows) for table, rows in snap.tables.items()}
    state.by_git = _merged(snap)
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
    state.follow(reading)
    steps = [step for step in map(entry, behind) if isinstance(step, Transaction)]
    journaled = [change for step in steps if step.origin == FILE for change in step.changes]
    # From a journaled edit on, the file is known to hold it.
    expected = bases | _contents_when_journaled(bases, edited, edited_tables, journaled)
    for key in sorted(edited.keys() | {(change.table, change.id) for change in journaled}):
        table, id_ = key
        edit = edited_tables.get(table, {}).get(id_)
        if key in expected and merge_fields.same(expected[key], edit):
            continue
        if edit is None and recovered:
            reason = spoilt.pop(key, "its line in store.json can't be read")
            state.set_aside.append(SetAsideRecord(table, id_, reason))
        elif reason := fault(table, id_, edit):
            state.set_aside.append(SetAsideRecord(table, id_, reason))
            if key not in expected:
                state.tables[table].pop(id_, None)
        elif key not in expected:
            state.warnings.append(
                f"{table}/{id_} {_how_it_came(state)}; what it was before is not known"
            )
        else:
            _apply_edit(state, Change(table, id_, expected[key], edit))
    state.set_aside += (SetAsideRecord(*key, reason) for key, reason in spoilt.items())


def _contents_when_journaled(
    bases: Mapping[Key, Json | None],
    edited: Container[Key],
    edited_tables: Mapping[str, Mapping[str, Json]],
    journaled: Sequence[Change],
) -> dict[Key, Json | None]:
    """The file's contents when edits of it were journaled, reconstructed so that an edit can be
    compared with the records its author saw: journaled edits were merged with changes that the file
    doesn't have."""
    contents: dict[Key, Json | None] = {}
    for change in journaled:
        key = (change.table, change.id)
        before = change.before
        if key in contents:
            before = contents[key]
        elif key in bases:
            before = bases[key]
        elif key not in edited:
            before = edited_tables.get(change.table, {}).get(change.id)
        try:
            contents[key] = merge_fields.merge(change, before)
        except Conflict:
            contents[key] = change.after
    return contents


def _apply_edit(state: FolderState, edit: Change) -> None:
    """Apply an edit made by hand, if it doesn't conflict with the journal."""
    current = state.tables.get(edit.table, {}).get(edit.id)
    try:
        result = merge_fields.merge(edit, current)
    except Conflict as conflict:
        reason = f"'{conflict.field}' {_how_it_came(state)} and changed elsewhere since"
        state.set_aside.append(SetAsideRecord(edit.table, edit.id, reason))
        return
    taken = Change(edit.table, edit.id, current, result)
    state.put([taken])
    state.by_hand.append(taken)
    state.warnings.append(f"{edit.table}/{edit.id} {_how_it_came(state)}")


def _how_it_came(state: FolderState) -> str:
    return "came in by git" if state.by_git else "was edited by hand in store.json"


def _merged(snap: Snapshot) -> bool:
    """Whether the records are those that a merge for git wrote, unedited since."""
    stated = snap.meta.get(provenance.MERGED)
    if not isinstance(stated, str) or snap.spoilt:
        return False
    return snapshot.checksum(snapshot.checksums(snap.tables)) == stated


def fault(table: str, id_: str, record: Json | None) -> str:
    """The reasons why a record edited by hand is invalid; "" for a valid one."""
    if record is None:
        return ""
    if table not in TABLES:
        return f"a store has no table '{table}'"
    # Pydantic is imported only for edits by hand.
    from proxytui.model import validation

    return "; ".join(validation.faults(table, id_, record))


def _sum(tables: Tables, table: str, id_: str) -> str | None:
    record = tables.get(table, {}).get(id_)
    return None if record is None else snapshot.checksum(record)


def _bases(folder: Path, checksums: dict[Key, str | None]) -> dict[Key, Json | None]:
    """Edited records as they were when they were written: found by their checksum in the copy of
    the last snapshot or in the journal; a record that can't be found is left out."""
    bases: dict[Key, Json | None] = {key: None for key, crc in checksums.items() if crc is None}

    def offer(table: str, id_: str, record: Json | None) -> None:
        key = (table, id_)
        if key not in checksums or key in bases or record is None:
            return
        if snapshot.checksum(record) == checksums[key]:
            bases[key] = record

    try:
        copy = snapshot.decode((folder / BACKUPS / SNAPSHOT).read_bytes()).tables
    except (OSError, StoreError):
        copy = {}
    for table, id_ in checksums:
        offer(table, id_, copy.get(table, {}).get(id_))
    if len(bases) < len(checksums):
        for line in journal_file.read(folder / JOURNAL, START).lines:
            transaction = entry(line)
            if isinstance(transaction, Transaction):
                for change in transaction.changes:
                    offer(change.table, change.id, change.before)
                    offer(change.table, change.id, change.after)
    return bases
