"""The list of what a link may lead to while it is typed into a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import note_text
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proxytui.editing.note_links import LinkOption

BEGINS_LINK = "ctrl+l"
"""The key that types the two brackets: many keyboards have those with AltGr only."""
_BRACKETS = "[["
_STEPS = {"down": 1, "up": -1}
_TAKES = ("tab", "enter")


class LinkSource(NamedTuple):
    """The records that fit what is typed of a link, and the whole link to one of them."""

    options: Callable[[str], Sequence[LinkOption]]
    written: Callable[[LinkOption], str]


class LinkList(Rows, can_focus=False):
    """Hidden, but while the text before the cursor has a link that is begun and something fits."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self._source: LinkSource | None = None
        self._options: Sequence[LinkOption] = ()
        self._typed: str | None = None
        self._left: str | None = None

    def begin(self, source: LinkSource | None) -> None:
        """List from another source; None for no links at all."""
        self._source, self._left = source, None
        self.follow("")

    def follow(self, before: str) -> None:
        """List what fits the text before the cursor."""
        typed = note_text.begun_link(before) if self._source is not None else None
        if typed == self._typed:
            return
        if self._left is not None and (typed is None or not typed.startswith(self._left)):
            self._left = None
        self._typed = typed
        self._options, self.rows, self.cursor = (), (), 0
        if self._source is not None and typed is not None and self._left is None:
            self._options = self._source.options(typed)
        self.display = bool(self._options)
        if self._options:
            self.styles.height = len(self._options)
        self.draw(at="")

    def draw(self, at: str | None = None) -> None:
        """Draw the list for its width."""
        if self._options and self.cells:
            from proxytui.views import choices  # not needed before the first paint

            self.show(choices.records(self._options, self.cells), at)

    def press(self, key: str, take: Callable[[int, str], None]) -> bool:
        """Act on a key: the arrows move, tab and enter hand on how much was typed and the link that
        takes its place, esc closes the list; without one a key begins a link. False for any other
        key."""
        if key == BEGINS_LINK and self._source is not None:
            if self._typed is None:
                take(0, _BRACKETS)
            return True
        if not self._options or self._source is None or self._typed is None:
            return False
        if key in _STEPS:
            self.move(_STEPS[key])
        elif key in _TAKES:
            take(len(self._typed) + 2, self._source.written(self._options[self.cursor]))
        elif key == "escape":
            self._left, self._options, self.display = self._typed, (), False
        else:
            return False
        return True
