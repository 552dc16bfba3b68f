"""The cells of a terminal as the paints of an explorer leave them, and as all painted anew has
them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from rich.cells import split_graphemes
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._styles_cache import StylesCache
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from proxytui.tui.shown_parts import PartsUpdate, WholeUpdate
from proxytui.tui.widgets.bar import Bar
from proxytui.tui.widgets.rows import Rows
from proxytui.tui.widgets.scrollbar import KeptScrollBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen
    from tui_driver import Driver

Cell: TypeAlias = tuple[str, str]
"""The character in a cell, "" behind a wide one, and its look without what Textual keeps in it."""


class TerminalCells:
    """Takes every paint of an explorer as a terminal does: what isn't painted stays as it was."""

    def __init__(self, it: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        self._it = it
        strips = it.app.screen._compositor.render_strips()
        self._lines = [_cells([strip]) for strip in strips]
        self.lines_painted: set[int] = set()
        self.written: set[tuple[int, int]] = set()
        display = it.app._display

        def shown(screen: Screen[object], update: object) -> None:
            if not it.app._batch_count and screen is it.app.screen:
                self._take(update)
            display(screen, update)  # type: ignore[arg-type]

        monkeypatch.setattr(it.app, "_display", shown)

    def _take(self, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            self._lines = [_cells(strips) for strips in update.strips]
            self.lines_painted.update(range(len(self._lines)))
            if isinstance(update, WholeUpdate):
                update.show()
        elif isinstance(update, PartsUpdate):
            for x, y, segments in update.pieces():
                self.lines_painted.add(y)
                cells = _cells([Strip(segments)])
                self.written.update((place, y) for place in range(x, x + len(cells)))
                self._lines[y][x : x + len(cells)] = cells
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                self.lines_painted.add(y)
                pairs = zip(update.chop_ends[y], update.chops[y].items(), strict=False)
                for after, (x, strip) in pairs:
                    if strip is None or x > end or after <= start:
                        continue
                    whole = start <= x and after <= end
                    cells = _cells([strip if whole else strip.crop(0, min(after, end) - x)])
                    self._lines[y][x : x + len(cells)] = cells

    @property
    def painted(self) -> list[list[Cell]]:
        """The cells that the terminal shows."""
        return self._lines

    def anew(self) -> list[list[Cell]]:
        """The cells of the same screen painted by Textual's own means, with nothing kept."""
        screen = self._it.app.screen
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(KeptScrollBar, "render_line", ScrollBar.render_line)
            for widget in screen.walk_children(with_self=True):
                patch.setattr(widget, "_styles_cache", StylesCache())
                if isinstance(widget, KeptScrollBar):
                    widget._render_content()
                if isinstance(widget, Rows):
                    widget._strips.clear()
                    widget._last.clear()
                if isinstance(widget, (Rows, Bar)):
                    widget._rich_style_cache.clear()
            painted_before = {rows: dict(rows._painted) for rows in screen.query(Rows)}
            strips = Compositor.render_strips(screen._compositor)
            for rows, painted in painted_before.items():
                rows._painted = painted
        return [_cells([strip]) for strip in strips]


def _cells(strips: Iterable[Strip | None]) -> list[Cell]:
    cells: list[Cell] = []
    for strip in strips:
        for text, style, _ in strip or ():
            look = str(style.without_color) + f"{style.color}{style.bgcolor}" if style else ""
            graphemes, _ = split_graphemes(text)
            for start, stop, width in graphemes:
                # A mark of direction has no cell of its own.
                if width:
                    cells += [(text[start:stop], look), *[("", look)] * (width - 1)]
    return cells
