"""Changes made in a demo, which end with it, and the way to keep its notes all the same."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import paths
from proxytui import text as texts
from proxytui.commands.output_file import write
from proxytui.errors import ProxyTUIError
from proxytui.exchange.proposal import ReadFile, Row, propose
from proxytui.wording.phrases import plural
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Json
    from proxytui.workspace import LogEntry


class DemoNote(NamedTuple):
    """A note of a demo: its id and record, and what it is about in words."""

    id: str
    record: Json
    title: str


class DemoChanges(NamedTuple):
    """The difference of a demo from the bundled set: its notes, and how many other records."""

    notes: tuple[DemoNote, ...] = ()
    others: int = 0

    def __str__(self) -> str:
        """`2 notes and 1 other change`, or "" where nothing was written."""
        parts = [plural(len(self.notes), "note")] if self.notes else []
        other = "other change" if parts else "change"
        parts += [plural(self.others, other)] if self.others else []
        return " and ".join(parts)


NOTHING = DemoChanges()


def unsaved(workspace: Workspace, log: Sequence[LogEntry] | None = None) -> DemoChanges:
    """The changes that would be thrown away now; none of a store that is no demo. `log` is that of
    the store, where it was read already."""
    if not workspace.demo:
        return NOTHING
    first: dict[tuple[str, str], Json | None] = {}
    for entry in reversed(workspace.log() if log is None else log):
        for change in entry.transaction.changes:
            first.setdefault((change.table, change.id), change.before)
    raw = workspace.raw()
    notes, others = [], 0
    for (table, id_), before in first.items():
        record = raw[table].get(id_)
        if record == before:
            continue
        if table == "notes" and record is not None:
            notes.append(DemoNote(id_, record, _title(workspace, record)))
        else:
            others += 1
    return DemoChanges(tuple(notes), others)


def _title(workspace: Workspace, record: Json) -> str:
    """The names of what a note is about, with their ids."""
    index = workspace.index
    name = index.namer(workspace.default_period)
    titles = []
    for about in record.get("about", ()):
        ends = index.ends.get(about) if about in index.tie_claims else None
        known = name(about) if about in index.actors else ""
        known = f"{name(ends.subject)} › {name(ends.object)}" if ends else known
        titles.append(f"{texts.line(known)} ({texts.line(about)})" if known else texts.line(about))
    return ", ".join(titles)


def keep_notes(notes: Sequence[DemoNote]) -> str:
    """Put a demo's notes into the user's own store, in one step; says in words where they are.

    Those whose subject it doesn't have go to a file, and so do all where it can't be written.
    Takes long where another program writes there. Raises ProxyTUIError where no file can be
    written either.
    """
    rows = [Row(note.id, "notes", note.id, note.record) for note in notes]
    try:
        if not paths.default_store().exists():
            Workspace.create(paths.bundled_copy(), paths.bundled_data())
        own = Workspace.open()
    except ProxyTUIError as error:
        return _into_file(notes, f"your store can't be opened ({error.title})")
    try:
        there = own.raw()
        # A note of the bundled set that was changed here must not take the place of the user's.
        rows = [
            msgspec.structs.replace(row, id=own.fresh_id("notes"))
            if there["notes"].get(row.id, row.record) != row.record
            else row
            for row in rows
        ]
        proposal = propose(ReadFile(tuple(rows), ()), there)
        if proposal.changes:
            own.apply(proposal.changes, "keep the notes of a demo")
    except ProxyTUIError as error:
        return _into_file(notes, f"your store takes none ({error.title})")
    finally:
        own.close()
    aside = {row.row for row in proposal.set_aside}
    kept = len(notes) - len(aside)
    message = f"{plural(kept, 'note')} kept in your store at {own.place.shown}" if kept else ""
    if not aside:
        return message
    left = [note for note in notes if note.id in aside]
    why = "your store doesn't have what they are about"
    return "; ".join(part for part in (message, _into_file(left, why)) if part)


def _into_file(notes: Sequence[DemoNote], why: str) -> str:
    """Write notes to a file that a person reads; says where and why."""
    parts = ["# Notes from a demo"]
    parts += [f"## {note.title}\n\n{texts.clean(str(note.record['text']))}" for note in notes]
    data = ("\n\n".join(parts) + "\n").encode(errors="replace")
    name = f"proxytui-demo-notes-{datetime.now():%Y-%m-%d-%H%M%S}.md"
    file = Path.cwd() / name
    try:
        write(file, data)
    except ProxyTUIError:
        file = Path(tempfile.gettempdir()) / name
        write(file, data)
    return f"{plural(len(notes), 'note')} written to {file}: {why}"
