"""The chapter of the manual that belongs to each place of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTENTS = "manual.md"
"""The page that lists all others."""
_CHAPTERS = {
    "line": "writing",
    "command": "command-line",
    "columns": "tables",
    "stores": "own-store",
    "repair": "backups",
    "record": "forms",
    "reader": "reading",
    "deciding": "suggest",
    "filter": "filters",
    "saved": "places",
    "notebook": "notes",
    "sources": "sources",
    "path": "path",
    "overview": "map",
    "timeline": "timeline",
    "difference": "diff",
    "compare": "diff",
    "tensions": "tensions",
    "gaps": "gaps",
    "without": "gaps",
    "candidates": "who-is-who",
    "split": "who-is-who",
    "answer": "command-line",
    "notes": "notes",
    "map": "map",
    "actors": "screen",
    "ties": "ties",
    "detail": "who-says-so",
}
"""Those of places that lie over others come first."""


def chapter_of(places: Iterable[str]) -> str:
    """The page for whoever is at these places; the contents for none of them."""
    here = set(places)
    chapter = next((chapter for place, chapter in _CHAPTERS.items() if place in here), "")
    return f"manual/{chapter}.md" if chapter else CONTENTS
