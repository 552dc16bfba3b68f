"""Who wrote a note, as far as the journal here says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.changes import Transaction
from proxytui.store.folder import journal_file
from proxytui.store.folder.journal_entries import entry
from proxytui.store.folder.snapshot import START
from proxytui.store.folder.state import JOURNAL
from proxytui.store.history import FILE

if TYPE_CHECKING:
    from pathlib import Path

_NOTES = b'"notes"'


class Author(NamedTuple):
    """The login of whoever wrote it, or, where it came from elsewhere, `elsewhere`: by what."""

    by: str = ""
    elsewhere: str = ""


def of_notes(folder: Path) -> dict[str, Author]:
    """The author of each note of which a journal has the beginning; takes time by its size.

    Raises OSError. Of a step so large that its changes lie in a file of their own nothing is told.
    """
    found: dict[str, Author] = {}
    for line in journal_file.read(folder / JOURNAL, START).lines:
        # A line of another kind is not worth reading as JSON.
        step = entry(line) if _NOTES in line.body and not line.segment else None
        if not isinstance(step, Transaction):
            continue
        author = _author(step)
        for change in step.changes:
            if change.table == "notes" and change.before is None:
                found.setdefault(change.id, author)
    return found


def _author(step: Transaction) -> Author:
    """A step that takes records over is made by whoever is here, and its notes are not theirs."""
    if step.merged is not None:
        return Author(elsewhere="another copy of the store")
    if step.brought is not None:
        return Author(elsewhere="another machine")
    if step.origin == FILE:
        return Author(elsewhere="git" if "git" in step.label else "hand, in store.json")
    return Author(by=step.by)
