"""The actions that have nothing to act on where the cursor stands, and need no hint there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxytui.tui.desk import Desk

_ON_RECORDS = frozenset(
    {"centre", "words", "source", "note", "turn", "filter", "search", "date", "edit-note"}
    | {"edit-record", "remove-record", "jump"}
    | {"map", "path", "difference", "filter-ties", "saved", "views"}
)
_ON_ONE_RECORD = frozenset(
    {"words", "source", "edit-record", "remove-record", "cite", "dispute", "standing"}
)


def idle_actions(desk: Desk) -> frozenset[str]:
    """The ids of all that act on records in a store without actors, and of those that act on one
    where the cursor stands on the store as a whole."""
    if not desk.session.centre:
        return _ON_RECORDS
    return _ON_ONE_RECORD if desk.is_on_store_alone else frozenset()
