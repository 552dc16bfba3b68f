"""Sentences that name keys: an action's id in braces stands for the key that it has now."""

from __future__ import annotations

import re
from collections.abc import Callable

KeyNamer = Callable[[str], str]
"""The key of an action as people write it, by the action's id."""
_ID = re.compile(r"\{([a-z0-9-]+)\}")


def with_keys(words: str, key: KeyNamer) -> str:
    """`{search} searches` as `s searches`, with the user's own key where there is one."""
    return _ID.sub(lambda found: key(found[1]), words)
