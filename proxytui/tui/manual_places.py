"""The chapter of the manual that belongs to each place of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTENTS = "manual.md"
"""The page that every other one can be reached from."""
PAGES = (
    "first-hour.md",
    "glossary.md",
    CONTENTS,
    "manual/possibly.md",
    "manual/sharing.md",
    "keys.md",
    "commands.md",
    "formats.md",
    "fields.md",
)
"""The pages in the order in which their chapters are listed."""

_CHAPTERS = {
    "line": "manual.md#writing-records",
    "command": "manual.md#the-command-line-inside-",
    "record": "manual.md#changing-records-forms",
    "reader": "manual.md#quotes-and-marks",
    "filter": "manual.md#only-some-ties-filters",
    "saved": "manual.md#places-to-come-back-to-views-bookmarks-marks",
    "notebook": "manual.md#notes",
    "path": "manual.md#from-one-to-another-path",
    "overview": "manual.md#both-sides-of-an-actor-map",
    "timeline": "manual.md#what-was-when-timeline",
    "difference": "manual.md#what-changed-diff",
    "compare": "manual.md#what-changed-diff",
    "tensions": "manual.md#sides-that-dont-go-together-tensions",
    "gaps": "manual.md#weak-spots-gaps",
    "without": "manual.md#weak-spots-gaps",
    "candidates": "manual.md#who-is-who",
    "split": "manual.md#who-is-who",
    "answer": "commands.md",
    "notes": "manual.md#notes",
    "map": "manual.md#both-sides-of-an-actor-map",
    "actors": "manual.md#the-screen",
    "ties": "manual.md#claims-and-ties",
    "detail": "manual.md#who-says-so-and-who-says-otherwise",
}
"""Those of places that lie over others come first."""


def chapter_of(places: Iterable[str]) -> str:
    """The page and the heading for whoever is at these places; the contents for none of them."""
    here = set(places)
    return next((chapter for place, chapter in _CHAPTERS.items() if place in here), CONTENTS)
