"""The pages of the manual as files: which there are, what stands in one, where a link leads."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from proxytui import paths
from proxytui.tui.manual_places import CONTENTS
from proxytui.views import manual_page


class Place(NamedTuple):
    """A page, the heading to begin at or "", and how far it was scrolled when it was left."""

    page: str
    anchor: str
    top: int | None = None


def pages() -> list[str]:
    """The contents, and the pages that they list."""
    return [CONTENTS, *manual_page.pages(text_of(CONTENTS) or "")]


def place_of(address: str, page: str) -> Place:
    """The place that a link on a page leads to."""
    name, _, anchor = address.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), name)) if name else page
    return Place(path, anchor)


def text_of(name: str) -> str | None:
    """The text of a page; None for one that isn't among the manual's files."""
    if name.startswith("..") or not name.endswith(".md"):
        return None
    try:
        return (paths.manual_dir() / name).read_text(encoding="utf-8")
    except OSError:
        return None
