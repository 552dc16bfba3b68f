"""The target of a line: the actor, tie, event or source that it stands for."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """The subject of the detail pane: kind `actor`, `tie`, `event` or `source`, and its id."""

    kind: str
    id: str


TABLES = {"actor": "actors", "event": "events", "source": "sources"}
"""The table of a target's record, by its kind; a tie has none."""
NOTHING = Target("", "")
