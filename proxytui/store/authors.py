"""The authors of records, as far as the journal says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.packed_changes import PackedChanges, as_held
from proxytui.model.packed_tables import MANY
from proxytui.model.private_notes import of_private
from proxytui.store.history import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.changes import Transaction


class Author(NamedTuple):
    """The login of the author, or, for a note from elsewhere, `elsewhere`: how it came."""

    by: str = ""
    elsewhere: str = ""


def of_notes(steps: Iterable[Transaction]) -> dict[str, Author]:
    """The author of each note whose creation is among the steps of a journal, oldest first.

    Raises StoreError. Notes of a step with more than a thousand changes are left out.
    """
    authors: dict[str, Author] = {}
    for step in steps:
        changes = step.changes
        if isinstance(changes, PackedChanges) and changes.records > MANY:
            continue
        author = _author(step)
        for change in as_held(changes):
            if change.table == "notes" and change.before is None:
                authors.setdefault(change.id, author)
    return authors


class RecordAuthors:
    """Who recorded the records of a store, and who changed them last.

    Steps come in any order, and more than once: their times say which was first. Those with more
    than a thousand changes are left out, and so are private notes, which can only be the reader's.
    `reader` is the login of whoever asks; it is `complete` once all steps so far were added.
    """

    TABLES = ("actors", "claims", "events", "notes", "sources")

    def __init__(self) -> None:
        self.reader = ""
        self.complete = False
        self._first: dict[tuple[str, str], tuple[str, Author]] = {}
        self._last: dict[tuple[str, str], tuple[str, Author]] = {}
        self._writers: set[Author] = set()

    def add(self, step: Transaction) -> None:
        """Take the changes of a step into account."""
        changes = step.changes
        if isinstance(changes, PackedChanges) and changes.records > MANY:
            return
        author = _author(step)
        self._writers.add(author)
        for change in as_held(changes):
            if change.table not in self.TABLES or of_private(change):
                continue
            key = (change.table, change.id)
            if change.before is None and step.time < self._first.get(key, ("~", author))[0]:
                self._first[key] = (step.time, author)
            if change.before is not None and step.time >= self._last.get(key, ("", author))[0]:
                self._last[key] = (step.time, author)

    @property
    def several(self) -> bool:
        """Whether somebody else than the reader has written to the store."""
        return bool(self._writers - {Author(self.reader)})

    def first(self, table: str, id_: str) -> Author | None:
        """Who recorded a record; None where that isn't known."""
        return self._first[table, id_][1] if (table, id_) in self._first else None

    def last(self, table: str, id_: str) -> Author | None:
        """Who changed a record last; None where nobody did, or that isn't known."""
        return self._last[table, id_][1] if (table, id_) in self._last else None


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
