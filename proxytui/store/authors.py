"""The authors of notes, as far as the journal here says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.packed_changes import PackedChanges, as_held
from proxytui.model.packed_tables import MANY
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
