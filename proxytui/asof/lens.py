"""What is looked at: a date, types of ties, and a filter on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter


class Lens(NamedTuple):
    """A date, and what is looked at: with `show_all` what is *not* too, only some types, and only
    ties that `passes` lets through."""

    as_of: Period
    show_all: bool = False
    types: frozenset[str] | None = None
    filter: Filter | None = None
