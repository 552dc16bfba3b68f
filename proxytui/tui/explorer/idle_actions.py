"""The actions that need no hint where the cursor stands, and what others are called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.tui.actions import Action
    from proxytui.tui.desk import Desk

_ON_RECORDS = frozenset(
    {"centre", "words", "source", "note", "turn", "filter", "search", "date", "edit-note"}
    | {"edit-record", "remove-record", "jump", "tick", "tick-all", "set-tags", "another"}
    | {"map", "path", "difference", "filter-ties", "saved", "views", "order"}
)
_ON_ONE_RECORD = frozenset(
    {"words", "source", "edit-record", "remove-record", "cite", "dispute", "standing"}
    | {"tick", "set-tags", "another"}
)


def idle_actions(desk: Desk) -> frozenset[str]:
    """The ids of all that act on records in a store without actors, and of those that act on one
    where the cursor stands on the store as a whole."""
    if not desk.session.centre:
        return _ON_RECORDS
    return _ON_ONE_RECORD if desk.is_on_store_alone else frozenset()


def called(actions: Iterable[Action], pane: str) -> list[Action]:
    """The actions under the names that they have in a pane: in the detail pane enter opens a
    record."""
    opens = pane == "detail"
    return [a._replace(title="open") if opens and a.id == "centre" else a for a in actions]
