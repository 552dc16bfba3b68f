"""Plain data that a record can hold: text, finite numbers, lists and objects, at any depth."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURROGATE = re.compile("[\ud800-\udfff]")


def echo(value: object) -> str:
    """A value as an error shows it: at most 60 characters, all of them visible."""
    words = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return words if len(words) <= 60 else words[:59] + "…"


def unstorable(value: object, path: str = "") -> Iterator[str]:
    """The faults of what no record can hold, at any depth, in unknown fields too."""
    here = path or "record"
    if isinstance(value, str):
        if _SURROGATE.search(value):
            yield f"{here}: {echo(value)} has a lone surrogate; use whole characters"
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or _SURROGATE.search(key):
                yield f"{here}: {echo(key)} is no field name; use text"
            else:
                yield from unstorable(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value):
            yield from unstorable(item, f"{path}.{n}")
    elif value is None:
        # What a saved view keeps of the screen is its own affair.
        if path.partition(".")[0] not in ("lens", "layout"):
            yield f"{here}: null is not accepted; leave the field out"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield f"{here}: {value} is no number; leave the field out"
    elif not isinstance(value, bool | int):
        yield f"{here}: {type(value).__name__} is not accepted; use plain data"
