"""Tags of a record, given and taken away in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from proxytui.model.records import Json

TAGGED = frozenset({"actors", "notes"})
"""The tables whose records have tags."""


def retagged(table: str, id_: str, before: Json, typed: str) -> Change | None:
    """The change that gives a record the tags of a line such as `money urgent -old`, where `-`
    takes one away; None where that changes nothing."""
    words = [word.lstrip("#") for word in typed.replace(",", " ").split()]
    kept = {str(tag): None for tag in before.get("tags", ())}
    for word in filter(None, words):
        if word.startswith("-"):
            kept.pop(word[1:].lstrip("#"), None)
        else:
            kept[word] = None
    after = {name: value for name, value in before.items() if name != "tags"}
    after |= {"tags": list(kept)} if kept else {}
    return None if after == before else Change(table, id_, before, after)
