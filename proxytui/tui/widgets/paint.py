"""Lines as strips of cells."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from proxytui import text as texts
from proxytui.views.lines import Line, clip, closed

if TYPE_CHECKING:
    from proxytui.tui.theme import ThemeStyles


_PLAIN = Style.null()


def paint(
    line: Line,
    palette: ThemeStyles,
    under: Style | None,
    cells: int,
    base: Style = _PLAIN,
    place: int | None = None,
) -> Strip:
    """A line as a strip of exactly `cells` cells; cleaned here once more, as a last guard.

    It lies on the style `base`, and tells a mouse selection that it is the line at `place`. All
    styles are put together here, since a strip made of a strip costs as much as its line.
    """
    segments = []
    size = at = 0
    for span in closed(clip(line, cells)):
        # Turned round, a terminal's own colours would make patches of the line.
        style = base if under and palette.ansi else base + palette.style(span.role)
        if under:
            style += under
        if place is not None:
            style += _offset(at, place)
        shown = _clean(span.text)
        segments.append(Segment(shown, style))
        size += cell_len(shown)
        at += len(shown)
    if size > cells:
        return Strip(segments, size).crop(0, cells)
    if size < cells:
        style = base + under if under else base
        style = style if place is None else style + _offset(at, place)
        segments.append(Segment(" " * (cells - size), style))
    return Strip(segments, cells)


@lru_cache(maxsize=512)
def _offset(x: int, y: int) -> Style:
    """The place of a piece of text, as Textual has it from a style; to make one costs more than to
    draw the text."""
    return Style.from_meta({"offset": (x, y)})


def _clean(text: str) -> str:
    """A text cleaned, but for the marks that the program itself puts behind cells."""
    return texts.CLOSING.join(map(texts.clean, text.split(texts.CLOSING)))


def with_style(strip: Strip, part: tuple[int, int], style: Style) -> Strip:
    """A strip of which some cells have another style."""
    start, end = part
    inside = Strip(Segment.apply_style(strip.crop(start, end), post_style=style))
    return Strip.join([strip.crop(0, start), inside, strip.crop(end)])
