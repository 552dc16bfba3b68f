"""The box of a small window: as wide as its lines need, within the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

BESIDE = 7
"""Cells beside a list that the border of its box, gaps and a scrollbar take."""
_LEAST = 44
_EDGE = 8
"""With less beside the box the borders of what lies below would show as pieces."""


def fit_box(box: Widget, widest: int, cells: int) -> None:
    """Make a box as wide as a line of so many cells needs, or as wide as the screen of `cells`."""
    needed = max(_LEAST, widest + BESIDE)
    box.styles.max_width = cells
    box.styles.width = needed if needed + _EDGE <= cells else cells
