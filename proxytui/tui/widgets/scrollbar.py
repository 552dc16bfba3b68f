"""The scrollbar of a list, of which only the cells that differ are painted."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple, Self

from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual.color import Color
    from textual.widget import Widget


class _BarLook(NamedTuple):
    """All that a scrollbar's look depends on."""

    height: int
    window: int
    virtual: int
    position: float
    background: Color
    colour: Color


class KeptScrollBar(ScrollBar):
    """Textual's scrollbar, but for what is painted: it is as high as its list, and each of its
    lines has the lines of all lists beside it painted."""

    def __init__(self, of: Widget) -> None:
        super().__init__(vertical=True, name="vertical", thickness=of.scrollbar_size_vertical)
        self._list = of
        self._look: _BarLook | None = None
        self._cells: list[Segment] = []
        self._strips: dict[Segment, Strip] = {}
        self._painted: dict[int, Segment] = {}

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have the cells painted that differ from those that are."""
        if not (self.is_attached and self._painted) or regions or layout or recompose:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        cells = self._drawn()
        changed = [y for y, cell in enumerate(cells) if self._painted.get(y) != cell]
        return super().refresh(*(Region(0, y, 1, 1) for y in changed)) if changed else self

    def render_line(self, y: int) -> Strip:
        """Draw a cell of the bar."""
        cells = self._drawn()
        if y >= len(cells):
            return Strip.blank(self.size.width)
        cell = self._painted[y] = cells[y]
        strip = self._strips.get(cell)
        if strip is None:
            strip = self._strips[cell] = Strip([cell], 1).apply_style(self.rich_style)
        return strip

    def notify_style_update(self) -> None:
        """Draw all cells anew in other styles."""
        self._strips.clear()
        super().notify_style_update()

    def _drawn(self) -> list[Segment]:
        """All cells of the bar, drawn anew only where they may differ."""
        look = self._current_look()
        if look != self._look:
            bar = ScrollBarRender.render_bar(
                size=look.height,
                window_size=look.window,
                virtual_size=look.virtual,
                position=look.position,
                back_color=look.background.rich_color,
                bar_color=look.colour.rich_color,
            )
            self._look, self._cells = look, list(bar.segments)
            self._strips.clear()
        return self._cells

    def _current_look(self) -> _BarLook:
        styles = self._list.styles
        background, colour = styles.scrollbar_background, styles.scrollbar_color
        if self.grabbed:
            background = styles.scrollbar_background_active
            colour = styles.scrollbar_color_active
        elif self.mouse_over:
            background = styles.scrollbar_background_hover
            colour = styles.scrollbar_color_hover
        if background.a < 1:
            background = self._list.background_colors[0] + background
        window = self.window_size if self.window_size < self.window_virtual_size else 0
        return _BarLook(
            self.size.height,
            ceil(window),
            ceil(self.window_virtual_size),
            self.position,
            background,
            background + colour,
        )
