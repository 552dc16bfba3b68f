"""The title in the border over a list, with the headers of its columns at the right end."""

from __future__ import annotations

from textual.content import Content

from proxytui import text as texts


def over_columns(title: str, headers: str, cells: int) -> Content:
    """A title in the border of a list so wide, the headers of its columns at the right end; where
    both find no room, the title alone."""
    # The title begins a cell further right than the lines, and ends with them.
    shown = texts.closed(title)
    gap = cells - 1 - Content(shown).cell_length - len(headers)
    return Content(shown + " " * gap + headers if gap > 0 else shown)
