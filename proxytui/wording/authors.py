"""Who recorded something, in words."""

from __future__ import annotations


def recorded(first: str, last: str = "") -> str:
    """`recorded by karl, changed by you`; what isn't known, or is the same, is left out."""
    words = [f"recorded by {first}"] if first else []
    if last and last != first:
        words.append(f"changed by {last}")
    return ", ".join(words)


def by(first: str, last: str = "") -> str:
    """The same behind a text that is somebody's: `by karl, changed by you`."""
    return recorded(first, last).removeprefix("recorded ")
