"""The ticks of a list: the rows that a key acts on together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from proxytui.views.target import Target

if TYPE_CHECKING:
    from rich.style import Style

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.key_words import KeyNamer

SIGN = "◆"
"""Stands in the cell that a list leaves free beside its scrollbar."""


class Ticks(dict[str, Target]):
    """What the ticked rows are about, by their keys, in the order in which they were ticked."""

    def turn(self, key: str, target: Target) -> None:
        """Tick a row, or take its tick back."""
        if self.pop(key, None) is None:
            self[key] = target

    def words(self, key: KeyNamer) -> str:
        """How many rows are ticked, in words; "" for none."""
        return f"{len(self)} ticked, {key('close')} unticks" if self else ""


def ticked(strip: Strip, palette: ThemeStyles, base: Style) -> Strip:
    """The line of a ticked row, with a sign behind it for terminals of one colour."""
    style = palette.style("key")
    line = Strip(Segment.apply_style(strip, post_style=style), strip.cell_length)
    return Strip.join([line, Strip([Segment(SIGN, base + style)], 1)])


def below(filter_words: str, ticks: Ticks, key: KeyNamer, progress: str = "") -> str:
    """The words under a list: its filter, else what is worked out for it, and its ticks."""
    first = f"/{filter_words}  {key('close')} clears" if filter_words else progress
    return " · ".join(filter(None, (first, ticks.words(key))))
