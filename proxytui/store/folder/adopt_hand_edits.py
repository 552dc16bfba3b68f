"""`store.json` edited by hand: what was edited is found by checksum and met by the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import Conflict, StoreError
from proxytui.model.changes import Change, Transaction
from proxytui.model.vocabulary import TABLES
from proxytui.store import merge_fields
from proxytui.store.folder import journal_file, provenance, snapshot
from proxytui.store.folder.journal_entries import entry
from proxytui.store.folder.snapshot import START, Snapshot, Sums, Tables
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT, FolderState, SetAsideRecord
from proxytui.store.history import FILE

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
    """Read a snapshot that somebody edited: the journal goes on from what was written, and the
    edits come on top, as one more writer's would.

    `sums` are those of the records as they were written, `behind` the journal's lines after the
    one that says so.
    """
    given = {table: dict(rows) for table, rows in snap.tables.items()}
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
    steps = [one for one in map(entry, behind) if isinstance(one, Transaction)]
    known = [change for step in steps if step.origin == FILE for change in step.changes]
    # An edit that was journaled is what the file was known to hold from then on.
    expected = bases | _held(bases, edited, given, known)
    for key in sorted(edited.keys() | {(change.table, change.id) for change in known}):
        table, id_ = key
        edit = given.get(table, {}).get(id_)
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
            state.warnings.append(f"{table}/{id_} {_came(state)}; what it was before is not known")
        else:
            _take(state, Change(table, id_, expected[key], edit))
    state.set_aside += (SetAsideRecord(*key, reason) for key, reason in spoilt.items())


def _held(
    bases: Mapping[Key, Json | None],
    edited: Container[Key],
    given: Mapping[str, Mapping[str, Json]],
    known: Sequence[Change],
) -> dict[Key, Json | None]:
    """What the file held when edits of it were journaled: those met what the journal had done by
    then, which the file doesn't have."""
    held: dict[Key, Json | None] = {}
    for change in known:
        key = (change.table, change.id)
        before = change.before
        if key in held:
            before = held[key]
        elif key in bases:
            before = bases[key]
        elif key not in edited:
            before = given.get(change.table, {}).get(change.id)
        try:
            held[key] = merge_fields.merge(change, before)
        except Conflict:
            held[key] = change.after
    return held


def _take(state: FolderState, edit: Change) -> None:
    """Let an edit made by hand count, if the journal leaves room for it."""
    current = state.tables.get(edit.table, {}).get(edit.id)
    try:
        result = merge_fields.merge(edit, current)
    except Conflict as conflict:
        reason = f"'{conflict.field}' {_came(state)} and changed elsewhere since"
        state.set_aside.append(SetAsideRecord(edit.table, edit.id, reason))
        return
    taken = Change(edit.table, edit.id, current, result)
    state.put([taken])
    state.by_hand.append(taken)
    state.warnings.append(f"{edit.table}/{edit.id} {_came(state)}")


def _came(state: FolderState) -> str:
    return "came in by git" if state.by_git else "was edited by hand in store.json"


def _merged(snap: Snapshot) -> bool:
    """Whether the records are those that a merge for git wrote, and nobody's hand since."""
    stated = snap.meta.get(provenance.MERGED)
    if not isinstance(stated, str) or snap.spoilt:
        return False
    return snapshot.checksum(snapshot.checksums(snap.tables)) == stated


def fault(table: str, id_: str, record: Json | None) -> str:
    """Why a record edited by hand is no record, or nothing."""
    if record is None:
        return ""
    if table not in TABLES:
        return f"a store has no table '{table}'"
    # Pydantic is imported only when a hand was at work.
    from proxytui.model import validation

    return "; ".join(validation.faults(table, id_, record))


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
        for line in journal_file.read(folder / JOURNAL, START).lines:
            transaction = entry(line)
            if isinstance(transaction, Transaction):
                for change in transaction.changes:
                    offer(change.table, change.id, change.before)
                    offer(change.table, change.id, change.after)
    return found
