"""What is painted of a widget, kept for as long as it looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import _BorderTitle

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text
    from textual.color import Color
    from textual.content import Content, ContentType
    from textual.css.styles import StylesBase
    from textual.geometry import Size
    from textual.widget import Widget

_MOST = 128
"""Lines of a widget that are kept framed: some screens, each in two colours of the frame."""
_MOST_LOOKS = 16
"""Colours and sizes of a widget of which the framed lines are kept."""


class _Frame(NamedTuple):
    """What stands left and right of a line, and the style of blanks inside."""

    left: list[Segment]
    right: list[Segment]
    inside: Style


class FramedLines(StylesCache):
    """Textual's lines of a widget, of which those that were framed before are taken as they are.

    Textual frames all lines again where the frame gets another colour or the list scrolls by one.
    That costs more than it seems, as a strip keeps how it is cut, filtered and written: of a new
    strip all of this is worked out again. What stands left and right of a line is asked of Textual
    once for all lines.
    """

    def __init__(self) -> None:
        super().__init__()
        self._looks: dict[tuple[object, ...], int] = {}
        self._look = 0
        self._rows = range(0)
        self._top = 0
        self._frames: dict[int, _Frame] = {}
        self._framed: dict[tuple[int, int], tuple[Strip, Strip]] = {}

    def render(
        self,
        styles: StylesBase,
        size: Size,
        base_background: Color,
        background: Color,
        *rest: Any,
        **options: Any,
    ) -> list[Strip]:
        """The lines that are asked for; what all share is looked up once."""
        content: Size = options["content_size"]
        self._top = styles.gutter.top
        # On the first and on the last line the frame may be another one.
        self._rows = range(max(1, self._top), min(size.height - 1, self._top + content.height))
        key = (
            (size.width, content.width, options["padding"], styles.border),
            (base_background, background),
            (styles.tint, styles.text_opacity, options["opacity"]),
        )
        # All of that is hashed once here, not once a line.
        if len(self._looks) >= _MOST_LOOKS:
            self._looks.clear()
            self._frames.clear()
            self._framed.clear()
        self._look = self._looks.setdefault(key, len(self._looks))
        return super().render(styles, size, base_background, background, *rest, **options)

    def render_line(self, styles: StylesBase, y: int, size: Size, *rest: Any) -> Strip:
        """A line with its frame; `rest` is what Textual's own method takes."""
        if y not in self._rows:
            return super().render_line(styles, y, size, *rest)
        content: Strip = rest[4](y - self._top)
        key = (id(content), self._look)
        framed = self._framed.get(key)
        if framed is None:
            if len(self._framed) >= _MOST:
                self._framed.clear()
            frame = self._frames.get(self._look)
            if frame is None:
                frame = self._frames[self._look] = self._framing(styles, y, size, *rest)
            line = list(content)
            room = rest[0].width - content.cell_length
            if room > 0:
                # A list leaves a place for its scrollbar.
                line.append(Segment(" " * room, frame.inside))
            elif room < 0:
                line = list(content.crop(0, rest[0].width))
            strip = Strip([*frame.left, *line, *frame.right], size.width)
            # The content is kept beside it, so that no other strip gets its id.
            framed = self._framed[key] = content, strip
        return framed[1]

    def _framing(self, styles: StylesBase, y: int, size: Size, *rest: Any) -> _Frame:
        """What Textual puts around any line."""
        blank = Strip.blank(rest[0].width)
        (middle,) = blank
        shown = (*rest[:4], lambda _: blank, *rest[5:])
        line = list(super().render_line(styles, y, size, *shown))
        place = next(i for i, segment in enumerate(line) if segment is middle)
        inner, _ = self.get_inner_outer(rest[2], rest[3])
        return _Frame(line[:place], line[place + 1 :], inner.rich_style)


class FrameWords(_BorderTitle):
    """The words in the frame of a widget; only their line is painted again for other ones."""

    def __init__(self, *, below: bool = False) -> None:
        self._below = below

    def __set__(self, obj: Widget, title: Text | ContentType | None) -> None:
        """Put other words into the frame."""
        before: Content | None = getattr(obj, self._internal_name, None)
        words = None
        if title is not None:
            words = obj.render_str(title).expand_tabs(4).split()[0]  # type: ignore[arg-type]
        if words is before or (words is not None and before is not None and words.is_same(before)):
            return
        setattr(obj, self._internal_name, words)
        width, height = obj.outer_size
        if not height:
            obj.refresh()
            return
        left, top = obj.content_offset
        obj.refresh(Region(-left, (height - 1 if self._below else 0) - top, width, 1))
