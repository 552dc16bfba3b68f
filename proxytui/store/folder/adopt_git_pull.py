"""Adoption of a `store.json` that git brings from another machine, under this one's journal.

Its news come in as one step; changes that only the journal here has stay.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proxytui.errors import Conflict
from proxytui.model.changes import Change, PulledSnapshot, Transaction, apply, changed, invert
from proxytui.store.folder import provenance
from proxytui.store.folder.adopt_hand_edits import fault
from proxytui.store.folder.journal_entries import SnapshotNotice, entry
from proxytui.store.folder.snapshot import JournalPlace, checksum
from proxytui.store.ledger import SetAsideRecord
from proxytui.store.merge_fields import merge, same
from proxytui.store.merge_stores import three_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Json
    from proxytui.store.folder import journal_file
    from proxytui.store.folder.snapshot import Snapshot
    from proxytui.store.folder.state import FolderState

    Tables = dict[str, dict[str, Json]]

_NAMED = 5


def is_foreign(snap: Snapshot, lines: Sequence[journal_file.JournalLine]) -> bool:
    """Whether a file goes on in a journal that none of this one's lines names, or in a copy of this
    one that went on differently."""
    own = provenance.own(snap.meta)
    if own is None or not lines:
        return False
    journal, (place, last) = own
    steps = list(map(entry, lines))
    if journal not in {step.journal for step in steps if isinstance(step, SnapshotNotice)}:
        return True
    before = [
        step.id
        for line, step in zip(lines, steps, strict=True)
        if isinstance(step, Transaction) and line.start < place
    ]
    return lines[-1].end >= place and before[-1:] != [last]


def reconcile(
    state: FolderState, snap: Snapshot, lines: Sequence[journal_file.JournalLine], time_ns: int
) -> None:
    """Merge a foreign file into the store as its own snapshot and journal make it, three ways from
    the records that both had when they parted. `time_ns` is when the file was written."""
    own = provenance.own(snap.meta)
    if own is None:
        raise ValueError("only a file that names its store and journal can be brought in")
    marks = provenance.marks(snap.meta)
    theirs = {table: dict(rows) for table, rows in snap.tables.items()}
    base = _common(state, theirs, lines, marks)
    for table, rows in theirs.items():
        for id_, record in list(rows.items()):
            old = base.get(table, {}).get(id_)
            if not same(record, old) and (reason := fault(table, id_, record)):
                state.set_aside.append(SetAsideRecord(table, id_, reason))
                rows[id_] = old or {}
                if old is None:
                    del rows[id_]
    if snap.spoilt:
        # Records that can't be read are not removed.
        for table, rows in base.items():
            theirs[table] = {**rows, **theirs.get(table, {})}
    state.set_aside += (SetAsideRecord(*spoilt) for spoilt in snap.spoilt)
    time = datetime.fromtimestamp(time_ns // 10**9, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    merged = three_way(base, state.tables, theirs, time)
    state.put(merged.changes)
    state.by_hand = list(merged.changes)
    touched = {(change.table, change.id) for change in merged.changes}
    for conflict in merged.conflicts:
        table, _, id_ = conflict.record.partition("/")
        touched.add((table, id_))
    differing = {}
    for table, id_ in sorted(touched):
        their_record = theirs.get(table, {}).get(id_)
        if not same(state.tables.get(table, {}).get(id_), their_record):
            differing[f"{table}/{id_}"] = _sum(their_record)
    state.stale = any(changed(theirs, state.tables))
    state.brought = PulledSnapshot(own[0], *own[1].place, differing)
    state.meta = provenance.with_provenance(
        {**snap.meta, **{name: state.meta[name] for name in ("store",) if name in state.meta}},
        state.journal,
        state.last or "",
        provenance.marks(state.meta),
    )
    if merged.changes:
        state.warnings.append(
            _warning(merged.changes, [conflict.record for conflict in merged.conflicts])
        )


def _warning(changes: Sequence[Change], conflicts: Sequence[str]) -> str:
    count = len(changes)
    records = "1 record" if count == 1 else f"{count:,} records"
    text = f"store.json came from another machine: {records} taken over as one step"
    if conflicts:
        named = list(dict.fromkeys(conflicts))
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        text += f"; changed on both sides, both kept: {', '.join(named[:_NAMED])}{more}"
    return text


def _common(
    state: FolderState,
    theirs: Tables,
    lines: Sequence[journal_file.JournalLine],
    marks: dict[str, provenance.FileProvenance],
) -> Tables:
    """The common ancestor: the records here when the other side last knew them, with those that
    came from there since.

    Where it isn't known what the other side knew, it counts as having known nothing of this
    journal, so that nothing done here is mistaken for undone there.
    """
    steps = [(line.start, step) for line in lines if isinstance(step := entry(line), Transaction)]
    mine, count = marks.get(state.journal), 0
    if mine is not None:
        count = sum(start < mine.place for start, _ in steps)
        if (steps[count - 1][1].id if count else "") != mine.last:
            count = 0  # a journal that was copied and went on differently
    tables: Tables = {table: dict(rows) for table, rows in state.tables.items()}
    since = [step for _, step in steps[count:]]
    for step in reversed(since):
        apply(tables, invert(step.changes))
    for step in since:
        if step.brought is not None:
            place = JournalPlace(step.brought.file, step.brought.offset)
            mark = marks.get(step.brought.journal)
            if mark is not None and place <= mark.place:
                _add_adopted(tables, theirs, step, step.brought.held)
    return tables


def _add_adopted(
    tables: Tables, theirs: Tables, step: Transaction, differing: dict[str, str]
) -> None:
    """Count the records of a file that was adopted as known on both sides."""
    for change in step.changes:
        if f"{change.table}/{change.id}" not in differing or change.before is not None:
            with suppress(Conflict):
                old = tables.get(change.table, {}).get(change.id)
                apply(tables, (Change(change.table, change.id, old, merge(change, old)),))
    for key, crc in differing.items():
        table, _, id_ = key.partition("/")
        their_record = theirs.get(table, {}).get(id_)
        if _sum(their_record) == crc:
            apply(tables, (Change(table, id_, None, their_record),))


def _sum(record: Json | None) -> str:
    return "" if record is None else checksum(record)
