"""A record taken away, with all that names it and can't stand without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.references import citing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proxytui.model.records import Json

Key = tuple[str, str]
"""A record by its table and id."""


def falling(tables: Mapping[str, Mapping[str, Json]], keys: Iterable[Key]) -> tuple[Key, ...]:
    """The records that fall with some others: those that name them, those that name these, and so
    on, in the order in which they are met."""
    fallen = dict.fromkeys(keys)
    first = len(fallen)
    while more := [key for key in citing(tables, fallen) if key not in fallen]:
        fallen |= dict.fromkeys(more)
    return tuple(fallen)[first:]
