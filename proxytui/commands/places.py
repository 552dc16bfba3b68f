"""The places that a search may look in, by the words of `--in`."""

from __future__ import annotations

PLACES: dict[str, tuple[str, ...]] = {
    "actors": ("actor",),
    "quotes": ("quote",),
    "notes": ("note",),
    "sources": ("source", "text"),
    "events": ("event",),
    "texts": ("text",),
}
"""The words of `--in`, and the kinds of hits that each stands for."""
