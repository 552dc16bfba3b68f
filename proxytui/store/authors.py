"""The authors of notes, as far as the journal here says."""

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
    """The login of the author, or, for a note from elsewhere, `elsewhere`: how it came."""

    by: str = ""
    elsewhere: str = ""


def of_notes(folder: Path) -> dict[str, Author]:
    """The author of each note whose creation is in the journal; takes time by the journal's size.

    Raises OSError. Notes of a step so large that its changes lie in a segment are left out.
    """
    authors: dict[str, Author] = {}
    for line in journal_file.read(folder / JOURNAL, START).lines:
        # A line of another kind is not worth reading as JSON.
        step = entry(line) if _NOTES in line.body and not line.segment else None
        if not isinstance(step, Transaction):
            continue
        author = _author(step)
        for change in step.changes:
            if change.table == "notes" and change.before is None:
                authors.setdefault(change.id, author)
    return authors


def _author(step: Transaction) -> Author:
    """The author of a step's notes. A step that takes over records is made by the user here, who is
    not the author of its notes."""
    if step.merged is not None:
        return Author(elsewhere="another copy of the store")
    if step.brought is not None:
        return Author(elsewhere="another machine")
    if step.origin == FILE:
        return Author(elsewhere="git" if "git" in step.label else "hand, in store.json")
    return Author(by=step.by)
