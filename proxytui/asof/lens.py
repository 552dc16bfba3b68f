"""The lens through which ties are seen: a date, types of ties, and a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter


class Lens(NamedTuple):
    """A date and what shows at it: with `show_all` ties that are *not* as well, only ties of
    `types` if any are given, and only those that `filter` lets through."""

    as_of: Period
    show_all: bool = False
    types: frozenset[str] | None = None
    filter: Filter | None = None
