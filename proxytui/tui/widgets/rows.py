"""The one line-drawn list and tree: draws the rows in view, and costs the same for any number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip

from proxytui import text as texts
from proxytui.tui.widgets.kept_lines import FramedLines, FrameWords
from proxytui.tui.widgets.kept_styles import KeptStyles
from proxytui.tui.widgets.paint import paint, with_style
from proxytui.tui.widgets.scrollbar import KeptScrollBar
from proxytui.tui.widgets.ticks import Ticks, ticked
from proxytui.views.lines import Line, Listing, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.filter import LineFilter
    from textual.scrollbar import ScrollBar
    from textual.selection import Selection

    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.target import Target


_MOST_STRIPS = 96
"""Painted lines that are kept, some screens of them."""


class _Look(NamedTuple):
    """All that a painted line depends on, where width and styles stay: `under` lies under its
    `part`, or under all of it; `selected` are its cells under a mouse selection."""

    line: Line
    place: int
    under: Style | None = None
    part: tuple[int, int] | None = None
    selected: tuple[int, int] | None = None
    ticked: bool = False


_UNSEEN = _Look((), -1)


class Rows(KeptStyles, can_focus=True):
    """A list of rows with a cursor; posts `Moved` and `Chosen` with the key of a row.

    It keeps the lines that it painted, and paints only those again that look different.
    """

    ALLOW_SELECT = True
    border_title = FrameWords()
    border_subtitle = FrameWords(below=True)

    # For another number of rows Textual lays the whole screen out anew and paints all of it; here
    # only the scrollbar is concerned, which asks for a layout itself where it comes or goes.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False, repaint=False)

    class Moved(Message):
        """The cursor rests on another row."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            """The list that sends it."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Only the newest place of a moving cursor matters."""
            return isinstance(message, Rows.Moved) and message.rows is self.rows

    class Chosen(Message):
        """The row under the cursor was chosen with the mouse; with ctrl to be ticked."""

        def __init__(self, rows: Rows, key: str, *, ctrl: bool = False) -> None:
            super().__init__()
            self.rows = rows
            self.key = key
            self.ctrl = ctrl

    class TitleClicked(Message):
        """The border above the rows was clicked, `x` cells from its left end."""

        def __init__(self, rows: Rows, x: int) -> None:
            super().__init__()
            self.rows = rows
            self.x = x

    class Resized(Message):
        """The width changed; the rows are to be drawn again."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        # Until the cursor is moved, a list that was shown from its top stays there.
        self._roving = True
        self.ticks = Ticks()
        self.palette: ThemeStyles | None = None
        self._base = Style.null()
        self._cells = 0
        self._selection: Selection | None = None
        self._shown = False
        self._styles_cache = FramedLines()
        self._top = 0
        self._strips: dict[_Look, Strip] = {}
        # To compare a look with the last one of its line takes less than to look it up by its hash.
        self._last: dict[int, tuple[_Look, Strip]] = {}
        self._painted: dict[int, _Look | None] = {}
        self._painted_with: tuple[object, ...] = ()

    def show(self, rows: Sequence[Row], at: str | None = None) -> None:
        """Show other rows; the cursor stays on its key, or goes to `at`, which "" makes the top."""
        key = at if at is not None else self.key
        place = self._place(key, rows)
        if place is None and at is None:
            place = min(self.cursor, max(0, len(rows) - 1))
        self._shown = True
        self.rows = rows
        self.cursor = self._stop_from(place or 0, 1)
        self.virtual_size = Size(0, len(rows))
        if at == "":
            self._roving = False
            self.scroll_to(y=0, animate=False)
        elif self._roving or at:
            self._into_view()
        self._refresh_changed()

    @staticmethod
    def _place(key: str, rows: Sequence[Row]) -> int | None:
        if isinstance(rows, Listing):
            return rows.place(key)
        return next((i for i, row in enumerate(rows) if row.key == key and row.stop), None)

    def watch_virtual_size(self, size: Size) -> None:
        """Let the scrollbar stand for that many rows."""
        self._scroll_update(size)
        if self.styles.is_auto_height:
            self.refresh(layout=True)

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Keep the scrollbar once there was more than fits, blank where all is in view: each time
        that it comes or goes the whole screen is laid out and painted."""
        if shown:
            self.styles.overflow_y = "scroll"

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first needed."""
        bar = self._vertical_scrollbar
        if bar is None:
            bar = self._vertical_scrollbar = KeptScrollBar(self)
            bar.display = False
            self.app._start_widget(self, bar)
        return bar

    @property
    def cells(self) -> int:
        """The cells that a line may take, the scrollbar's place and a blank before that left out; 0
        before the layout."""
        return max(0, self.scrollable_content_region.width - 1)

    @property
    def key(self) -> str:
        """The key of the row under the cursor, or "" in an empty list."""
        return self.rows[self.cursor].key if self.cursor < len(self.rows) else ""

    def tick(self, key: str, target: Target) -> None:
        """Tick the row with a key, or take its tick back."""
        self.ticks.turn(key, target)
        self._refresh_changed()

    def tick_only(self, targets: Mapping[str, Target]) -> None:
        """Have these rows ticked, and no others."""
        self.ticks.clear()
        self.ticks.update(targets)
        self._refresh_changed()

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with that key; False where there is none."""
        place = self._place(key, self.rows)
        if place is None:
            return False
        self._rest_on(place)
        return True

    def in_view(self) -> list[tuple[int, int, Callable[[], object]]]:
        """The cells of the rows in view that the cursor rests on, from the corner of the list, and
        what puts it there."""
        top = self.scroll_offset.y
        shown = range(top, min(len(self.rows), top + self.size.height))
        return [
            (0, place - top, partial(self._rest_on, place))
            for place in shown
            if self.rows[place].stop
        ]

    def move(self, step: int) -> None:
        """Move the cursor to the next row it can rest on; without one in reach, scroll."""
        place = self.cursor + step
        while 0 <= place < len(self.rows) and not self.rows[place].stop:
            place += 1 if step > 0 else -1
        inside = 0 <= place < len(self.rows)
        if inside and abs(place - self.cursor) <= max(1, self.size.height - 2):
            self._rest_on(place)
        else:
            self.scroll_relative(y=step, animate=False)
            if inside and self._visible(place):
                self._rest_on(place)

    def leap(self, step: int) -> None:
        """Move by about `step` rows, to where the cursor can rest."""
        goal = max(0, min(len(self.rows) - 1, self.cursor + step))
        place = self._stop_from(goal, 1 if step > 0 else -1)
        if not self.rows or place == self.cursor or not self.rows[place].stop:
            self.scroll_relative(y=step, animate=False)
        else:
            self._rest_on(place)

    def to_end(self, last: bool) -> None:
        """Go to the first or the last row."""
        if not self.rows:
            return
        self._rest_on(self._stop_from(len(self.rows) - 1 if last else 0, -1 if last else 1))
        self.scroll_to(y=len(self.rows) if last else 0, animate=False)

    def _stop_from(self, place: int, step: int) -> int:
        for direction in (step, -step):
            i = place
            while 0 <= i < len(self.rows):
                if self.rows[i].stop:
                    return i
                i += direction
        return place if 0 <= place < len(self.rows) else 0

    def _rest_on(self, place: int) -> None:
        self._roving = True
        # Where the list scrolls all lines are drawn anyway; else only these two look different.
        self.refresh_line(self.cursor)
        if place != self.cursor:
            self.cursor = place
            self.refresh_line(place)
            self.post_message(self.Moved(self, self.key))
        self._into_view()

    def _visible(self, place: int) -> bool:
        top = self.scroll_offset.y
        return top <= place < top + self.size.height

    def _into_view(self) -> None:
        height = self.size.height
        if not height or not self.rows:
            return
        top = self.scroll_offset.y
        # The lines that belong to the row, up to the next stop, are shown with it where they fit.
        last = self.cursor
        while last + 1 < len(self.rows) and not self.rows[last + 1].stop:
            last += 1
        last = min(last, self.cursor + height - 1)
        if self.cursor < top:
            first = self.cursor
            while first > 0 and not self.rows[first - 1].stop and self.cursor - first < 2:
                first -= 1
            self.scroll_to(y=first, animate=False)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False)

    def on_resize(self) -> None:
        """Keep the cursor in view, and ask for rows that fit."""
        if self._roving:
            self._into_view()
        self.post_message(self.Resized(self))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint the lines that are others now, and the scrollbar."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self._refresh_changed()

    def _refresh_changed(self) -> None:
        """Have the lines painted that look different from what is painted of them."""
        width, height = self.size
        self._selection, self._top = self.text_selection, self.scroll_offset.y
        changed = [y for y in range(height) if self._look(y) != self._painted.get(y, _UNSEEN)]
        if not height or len(changed) == height:
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def show_focus(self) -> None:
        """Paint the cursor anew where a window over the list came or went."""
        if self.palette is not None and self.palette.ansi:
            self._refresh_changed()

    def _look(self, y: int) -> _Look | None:
        """How a line in view looks; None for a blank one below the last."""
        place = y + self._top
        palette = self.palette
        if palette is None or place >= len(self.rows):
            return None
        row = self.rows[place]
        under, part = None, None
        if place == self.cursor and row.stop:
            # A terminal's own colours aren't dimmed under a window: the cursor there gives way.
            keys_here = self.has_focus and not (palette.ansi and not self.screen.is_active)
            under = palette.cursor if keys_here else palette.idle
            part = self._cursor_cells()
        selected = None if self._selection is None else self._selection.get_span(place)
        return _Look(row.line, place, under, part, selected, row.key in self.ticks)

    def _cursor_cells(self) -> tuple[int, int] | None:
        """The cells of its line that the cursor covers; None for the whole line."""
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in view; style, width and selection, which all share, are worked out once,
        as that takes as long as to draw one line."""
        self._base, self._cells = self.rich_style, self.cells
        self._selection, self._top = self.text_selection, self.scroll_offset.y
        if not self._shown:
            # Without its border an empty list costs nothing, which the first paint gains.
            return [Strip.blank(crop.width, self._base)] * crop.height
        painted_with = (self._base, self._cells, self.palette)
        if painted_with != self._painted_with:
            self._painted_with = painted_with
            self._strips.clear()
            self._last.clear()
        return super().render_lines(crop)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of the app, without that for a terminal's own colours where the theme has
        none: it goes through each part of each line."""
        filters = self.app.get_line_filters()
        if self.palette is None or self.palette.ansi:
            return filters
        return [known for known in filters if not isinstance(known, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        """Draw a line in view."""
        look = self._painted[y] = self._look(y)
        if look is None or self.palette is None:
            return Strip.blank(self._cells, self._base)
        last = self._last.get(y)
        if last is not None and last[0] == look:
            return last[1]
        strip = self._strips.get(look)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[look] = self._drawn(look, self.palette)
        self._last[y] = look, strip
        return strip

    def _drawn(self, look: _Look, palette: ThemeStyles) -> Strip:
        cells = self._cells
        whole = look.under if look.part is None else None
        strip = paint(look.line, palette, whole, cells, self._base, look.place)
        if look.part is not None and look.under is not None:
            strip = with_style(strip, look.part, look.under)
        if look.selected is not None:
            start, end = look.selected
            mark = self.screen.get_component_rich_style("screen--selection")
            strip = with_style(strip, (start, cells if end == -1 else min(end, cells)), mark)
        return ticked(strip, palette, self._base) if look.ticked else strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text under a mouse selection."""
        lines = ["".join(span.text for span in row.line) for row in self.rows]
        return selection.extract("\n".join(texts.clean(line) for line in lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Repaint the selection."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Rest on the row under the mouse; a second click chooses it, one with ctrl ticks it."""
        inside = event.get_content_offset(self)
        if inside is None:
            if event.y == 0:
                self.post_message(self.TitleClicked(self, event.x))
            return
        place = inside.y + self.scroll_offset.y
        if not (0 <= place < len(self.rows)) or not self.rows[place].stop:
            return
        chosen = event.ctrl or (place == self.cursor and event.chain > 1)
        self._rest_on(place)
        if chosen:
            self.post_message(self.Chosen(self, self.key, ctrl=event.ctrl))
