"""The reading room as its keys, its search and what is copied of it know it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from proxytui.tui.keyed_screen import StoreScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.model.records import Source
    from proxytui.tui.reading.room_text import RoomText
    from proxytui.tui.reading.text_view import TextView
    from proxytui.tui.theme import ThemeStyles
    from proxytui.views.copies import Copy


class OpenText(NamedTuple):
    """A kept text, and the stretch of it that is cited or was found, as code points from the first
    to behind the last; without a `text` it is still being read. `key` is that of the row of the
    citation that it was opened for, if it was for one; `sha` names the version of the text."""

    source: Source | None
    text: str | None
    mark: tuple[int, int] | None = None
    key: str = ""
    sha: str = ""


class ReadingRoom(StoreScreen):
    """A text on the screen; `room` is what is known of it, None while it is still read or wrapped.

    `copies` is what can be copied besides its words.
    """

    opened: OpenText
    room: RoomText | None
    view: TextView
    palette: ThemeStyles
    copies: Callable[[OpenText], Sequence[Copy]]

    @property
    def height(self) -> int:
        """Lines of text in view."""
        return max(2, self.view.size.height)

    @property
    @abstractmethod
    def hit(self) -> tuple[int, int] | None:
        """The hit of a search that one is at; None without any."""

    @abstractmethod
    def go_to(self, place: int) -> None:
        """Put the cursor on the word at a place, and show it."""

    @abstractmethod
    def redraw(self) -> None:
        """Draw what depends on the cursor, the selection and the records."""

    @abstractmethod
    def draw_frame(self) -> None:
        """Draw title, hints and what stands below the text."""

    @abstractmethod
    def look_up_quotes(self) -> None:
        """Look up which words of the text are recorded, as it is now."""
