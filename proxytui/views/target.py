"""The target of a line: the actor, tie, event or source that it stands for."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """The subject of the detail pane: kind `actor`, `tie`, `event` or `source`, and its id; of the
    store as a whole `store`."""

    kind: str
    id: str


TABLES = {"actor": "actors", "event": "events", "source": "sources"}
"""The table of a target's record, by its kind; a tie has none."""
NOTHING = Target("", "")
STORE = Target("store", "")


def of_key(key: str) -> Target:
    """The target of a row whose key is its kind and its id; NOTHING for any other key."""
    kind, _, id_ = key.partition(":")
    return Target(kind, id_) if kind in _KINDS and id_ else NOTHING


_KINDS = (*TABLES, "tie")
