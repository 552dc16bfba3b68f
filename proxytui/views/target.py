"""What a line stands for: an actor, a tie, an event or a source."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """What the detail pane is about: kind `actor`, `tie`, `event` or `source`, and its id."""

    kind: str
    id: str


NOTHING = Target("", "")
