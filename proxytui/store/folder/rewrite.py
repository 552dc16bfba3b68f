"""Replacement of the whole snapshot, which goes on in a new file of the journal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.model.changes import Transaction
from proxytui.store.folder import compaction, disk, journal_file
from proxytui.store.folder.compaction import SnapshotInput
from proxytui.store.folder.journal_entries import SnapshotNotice, entry
from proxytui.store.folder.snapshot import SCHEMA, START, JournalPlace
from proxytui.store.folder.state import JOURNAL
from proxytui.store.ids import random_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proxytui.model.records import Json


LOCK = ".lock"


def switch(folder: Path, tables: Mapping[str, Mapping[str, Json]], meta: Json) -> None:
    """Write a `store.json` with these records that goes on in a new file of the journal, behind all
    others. Only under the lock. Raises OSError; the old state holds until the final rename."""
    place, last, journal = _behind(folder)
    disk.folder(folder / JOURNAL)
    for number in range(1, int(place.file[:6])):
        # A gap would hide all that follows from the history.
        (folder / JOURNAL / f"{number:06d}.jsonl").touch(disk.FILE_MODE)
    about = dict(meta)
    about.setdefault("store", "")
    if not about["store"]:
        import uuid

        about["store"] = str(uuid.uuid4())
    about["schema"] = SCHEMA
    compaction.write(folder, SnapshotInput(tables, about, place, journal or random_id("j-"), last))


def _behind(folder: Path) -> tuple[JournalPlace, str, str]:
    """The first place of a new journal file behind all others, the last transaction's id, and the
    journal's id."""
    numbers = [0]
    with suppress(OSError):
        numbers += [
            int(p.stem) for p in (folder / JOURNAL).glob("[0-9]*.jsonl") if p.stem.isdigit()
        ]
    last, journal, file = "", "", START
    while True:
        reading = journal_file.read(folder / JOURNAL, file)
        for line in reading.lines:
            match entry(line):
                case Transaction(id=id_):
                    last = id_
                case SnapshotNotice() as notice:
                    last, journal = last or notice.last, notice.journal
        if reading.end.file >= f"{max(numbers):06d}.jsonl":
            break
        # A file is missing in between: the rest is read from the next one on.
        file = JournalPlace(f"{int(reading.end.file[:6]) + 1:06d}.jsonl", 0)
    return JournalPlace(f"{max(numbers) + 1:06d}.jsonl", 0), last, journal
