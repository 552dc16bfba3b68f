"""The copy of a store of another ledger, written into a folder with its whole history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.store.folder import compaction, disk, journal_file
from proxytui.store.folder.compaction import SnapshotInput
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.journal_entries import spelt
from proxytui.store.folder.load import load
from proxytui.store.folder.provenance import HISTORY
from proxytui.store.folder.snapshot import SCHEMA, START, JournalPlace
from proxytui.store.folder.state import DOCUMENTS, JOURNAL
from proxytui.store.ids import random_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proxytui.model.changes import Transaction
    from proxytui.store.replica import Replica


def write(folder: Path, replica: Replica) -> tuple[str, ...]:
    """Write a copy into a folder that isn't there yet: the records as they began, every step, and
    what they came to. Returns the documents that are damaged and left out. Raises OSError,
    StoreError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=disk.FOLDER_MODE)
    meta = {name: value for name, value in replica.meta.items() if name not in HISTORY}
    before = replica.steps[0].prev if replica.steps else ""
    first = SnapshotInput(replica.at(0), meta | {"schema": SCHEMA}, START, random_id("j-"), before)
    compaction.write(folder, first)
    _write_steps(folder / JOURNAL, replica.steps)
    disk.folder(folder / DOCUMENTS)
    documents, left_out = Documents(folder / DOCUMENTS), []
    for sha in replica.documents.list():
        data = replica.documents.data(sha)
        if data is None:
            left_out.append(sha)
        else:
            documents.put(data)
    compaction.write(folder, SnapshotInput.of(load(folder, in_passes=True)))
    return tuple(left_out)


def _write_steps(journal: Path, steps: Sequence[Transaction]) -> None:
    """Write transactions behind the journal's end as they are, each file of it in one go."""
    begun = end = journal_file.read(journal, START).end
    lines = bytearray()
    for step in steps:
        place = journal_file.next_place(end)
        if place.file != begun.file:
            disk.append(journal / begun.file, bytes(lines), begun.offset)
            begun, lines = place, bytearray()
        body, _ = spelt(step, journal, place)
        line = journal_file.seal(body)
        lines += line
        end = JournalPlace(place.file, place.offset + len(line))
    if lines:
        disk.append(journal / begun.file, bytes(lines), begun.offset)
    disk.sync_folder(journal)
