"""How often the key of each action was used: a hint goes once its key is known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from proxytui import paths
from proxytui.tui.saved_state import write_state

if TYPE_CHECKING:
    from pathlib import Path

ENOUGH = 3
"""Whoever used a key so often knows it."""
_LASTING = frozenset({"help", "close", "leave"})
"""What leads to all keys, and back, is always hinted at."""


def _file() -> Path:
    return paths.state_dir() / "keys.json"


class KeyUses:
    """Counts the uses of keys by action; `keep` has the next start of the explorer know them."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def load(self) -> None:
        """Take up what was kept; a missing or broken file is as if nothing was used yet."""
        try:
            self._times.update(msgspec.json.decode(_file().read_bytes(), type=dict[str, int]))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return

    def keep(self) -> None:
        """Keep the counts, as far as they matter."""
        if self._times:
            kept = {id_: min(times, ENOUGH) for id_, times in sorted(self._times.items())}
            write_state(_file(), msgspec.json.encode(kept))

    def add(self, id_: str) -> None:
        """Count a use of an action's key."""
        self._times[id_] += 1

    def needs_hint(self, id_: str) -> bool:
        """Whether the key of an action is still to be learnt."""
        return id_ in _LASTING or self._times[id_] < ENOUGH
