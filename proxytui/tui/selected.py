"""A record that a key is about, and the part of it that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.editing.form import Path


class Selected(NamedTuple):
    """A record, and the part of it that is meant, () for all of it."""

    table: str
    id: str
    part: Path = ()
