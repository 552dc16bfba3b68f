"""A text on the screen, line by line as it scrolls into view, with a cursor that moves in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, overload

from textual.geometry import Size
from textual.message import Message

from proxytui import text as texts
from proxytui.reading.units import Stretch
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import Line, Row, Span, closed, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.selection import Selection

    from proxytui.views.document import Mark, WrappedText

MARGIN = 3
"""Cells before each line for what is recorded of it."""
_AROUND = 2
"""Lines that stay in view above and below the cursor."""

_CLAIM_LINES = 12
"""Lines that the line of a claim takes, with what it says above it."""


class _Lines(Sequence[Row]):
    """Lines made when they are drawn; a list's cursor rests on none."""

    def __init__(self, size: int, make: Callable[[int], Line]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._size))]
        if not 0 <= place < self._size:
            raise IndexError(place)
        return Row("", partial(self._make, place), stop=False)


class TextView(Rows):
    """The lines of a wrapped text; `decorate` gives for a stretch of it what stands in the margin
    and what is marked.

    To show another text or other marks costs what the lines in view cost, however long it is.
    """

    class Clicked(Message):
        """A place of the text was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(
        self,
        decorate: Callable[[int, int], tuple[Line, Sequence[Mark]]],
        *,
        id: str,  # noqa: A002  (Textual's own name for it)
    ) -> None:
        super().__init__(id=id)
        self._decorate = decorate
        self.wrapped: WrappedText | None = None

    def show_text(self, wrapped: WrappedText) -> None:
        """Show a text; the place of the scrollbar stays."""
        self.wrapped = wrapped
        self._shown = True
        self.rows = _Lines(len(wrapped), self._line)
        self.cursor = 0
        self.virtual_size = Size(0, len(wrapped))
        self._refresh_changed()

    def show_words(self, rows: Sequence[Row]) -> None:
        """Show words that stand for the text."""
        self.wrapped = None
        self.show(rows)

    def redraw(self) -> None:
        """Draw the lines in view that look different now."""
        self._refresh_changed()

    def _line(self, number: int) -> Line:
        wrapped = self.wrapped
        if wrapped is None:
            return ()
        start, end = wrapped.stretch(number)
        if start == end:
            return (Span(" " * MARGIN), *wrapped.line(number))
        margin, marks = self._decorate(start, end)
        blank = Span(" " * (MARGIN - width(margin)))
        line = wrapped.line(number, marks)
        # Where the words run from the right, the margin still stays on the left.
        edge = (Span(texts.CLOSING),) if closed(line) != line else ()
        return (*margin, blank, *edge, *line)

    # Where it stands

    def into_view(self, start: int, end: int | None = None, *, third: bool = False) -> None:
        """Scroll as little as is needed to show a place and, where that fits, what lies up to
        `end`; with `third` a place that is not in view comes to a third of the height."""
        wrapped, height = self.wrapped, self.size.height
        if wrapped is None or not height:
            return
        line = wrapped.line_at(start)
        last = line if end is None else max(line, wrapped.line_at(max(start, end - 1)))
        top, around = self.scroll_offset.y, min(_AROUND, (height - 1) // 2)
        if third and not top <= line < top + height:
            self.scroll_to(y=max(0, line - height // 3), animate=False, force=True)
        elif line < top + around:
            self.scroll_to(y=max(0, line - around), animate=False, force=True)
        elif last >= top + height - around:
            goal = min(line - around, last - height + 1 + around)
            self.scroll_to(
                y=max(goal, top if last < top + height else goal), animate=False, force=True
            )

    def whole_into_view(self, start: int, end: int, core: Stretch | None = None) -> None:
        """Scroll to a stretch, with as much before it, up to a third of the height, as leaves all
        of it in view; of one that is too long the beginning, or the part that matters most."""
        wrapped, height = self.wrapped, self.size.height
        if wrapped is None or not height:
            return
        line, last = wrapped.line_at(start), wrapped.line_at(max(start, end - 1))
        if core is not None and last - line >= height:
            line = wrapped.line_at(core.start)
            last = wrapped.line_at(max(core.start, core.end - 1))
        top = line - max(0, min(height // 3, height - (last - line + 1)))
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def clear_of_line(self, start: int, end: int) -> None:
        """Scroll a stretch to the top where the line of a claim, which comes from below, would lie
        over it."""
        wrapped, height = self.wrapped, self.size.height
        if wrapped is None or not height:
            return
        last = wrapped.line_at(max(start, end - 1))
        if last - self.scroll_offset.y >= height - _CLAIM_LINES:
            self.scroll_to(y=max(0, wrapped.line_at(start) - 1), animate=False, force=True)

    def place_below(self, place: int, lines: int) -> int:
        """The place so many lines of words below another one, at about the same cell."""
        wrapped = self.wrapped
        if wrapped is None or not len(wrapped):
            return place
        line = wrapped.line_at(place)
        start, _ = wrapped.stretch(line)
        goal = max(0, min(len(wrapped) - 1, line + lines))
        step = 1 if lines > 0 else -1
        while 0 <= goal < len(wrapped) and wrapped.stretch(goal)[0] == wrapped.stretch(goal)[1]:
            goal += step
        if not 0 <= goal < len(wrapped):
            return place
        first, last = wrapped.stretch(goal)
        return min(first + place - start, last - 1)

    @property
    def top_place(self) -> int:
        """The place of the text at the top of the view."""
        wrapped = self.wrapped
        if wrapped is None or not len(wrapped):
            return 0
        return wrapped.stretch(min(self.scroll_offset.y, len(wrapped) - 1))[0]

    # The mouse

    def _text_place(self, x: int, y: int) -> int | None:
        wrapped = self.wrapped
        if wrapped is None or not 0 <= y < len(wrapped):
            return None
        edge = sum(len(span.text) for span in self._line(y)[:-1] if span.text == texts.CLOSING)
        return wrapped.place_in_line(y, max(0, x - MARGIN - edge))

    def selected_stretch(self) -> Stretch | None:
        """What is selected with the mouse; None for nothing."""
        selection, wrapped = self.text_selection, self.wrapped
        if selection is None or wrapped is None or not len(wrapped):
            return None
        start = end = None
        if selection.start is not None:
            start = self._text_place(selection.start.x, selection.start.y)
        if selection.end is not None:
            end = self._text_place(max(0, selection.end.x - 1), selection.end.y)
        first = start if start is not None else 0
        last = end + 1 if end is not None else len(wrapped.text)
        return Stretch(first, last) if first < last else None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words of the text under a mouse selection."""
        stretch = self.selected_stretch()
        if self.wrapped is None or stretch is None:
            return super().get_selection(selection)
        return texts.clean(self.wrapped.text[slice(*stretch)]), "\n"

    def on_click(self, event: events.Click) -> None:
        """Say which place of the text is clicked."""
        inside = event.get_content_offset(self)
        if inside is None or self.wrapped is None:
            return
        place = self._text_place(inside.x, inside.y + self.scroll_offset.y)
        if place is not None:
            self.post_message(self.Clicked(place))
