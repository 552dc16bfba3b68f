"""Jump mode: the rows in view have letters, and typing those puts the cursor there."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from proxytui.tui.closing_screen import Window
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult
    from textual.screen import Screen

    from proxytui.tui.theme import ThemeStyles

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


class JumpTarget(NamedTuple):
    """A place on the screen in cells, and what goes there."""

    x: int
    y: int
    go: Callable[[], None]


def targets_of(screen: Screen[None]) -> list[JumpTarget]:
    """The rows and spots in view of all lists of a screen, those of the list with the keys
    first."""
    lists = [rows for rows in screen.query(Rows) if rows.is_on_screen and rows.region.area]
    lists.sort(key=lambda rows: not rows.has_focus)
    targets: list[JumpTarget] = []
    for rows in lists:
        region = rows.scrollable_content_region
        for x, y, go in rows.in_view():
            if 0 <= x < region.width and 0 <= y < region.height:
                targets.append(JumpTarget(region.x + x, region.y + y, _going(rows, go)))
    return targets


def _going(rows: Rows, go: Callable[[], object]) -> Callable[[], None]:
    def act() -> None:
        rows.focus(scroll_visible=False)
        go()

    return act


def labels(count: int) -> list[str]:
    """So many labels, none the beginning of another; the first ones are the shortest."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    # Of the letters at the end each begins a label of two.
    firsts = min(len(_LETTERS), -(-(count - len(_LETTERS)) // (len(_LETTERS) - 1)))
    single = list(_LETTERS[: len(_LETTERS) - firsts])
    double = ["".join(pair) for pair in product(_LETTERS[len(_LETTERS) - firsts :], _LETTERS)]
    return [*single, *double][:count]


class JumpPicture(Widget):
    """The screen as it was, with the labels that go on with what is typed."""

    def __init__(
        self, lines: Sequence[Strip], labelled: dict[str, JumpTarget], style: Style
    ) -> None:
        super().__init__(id="jump")
        self._lines = lines
        self._labelled = labelled
        self._style = style
        self.typed = ""

    def render_line(self, y: int) -> Strip:
        """Draw a line with its labels."""
        strip = self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)
        for label, target in self._labelled.items():
            if target.y == y and label.startswith(self.typed):
                shown = label[len(self.typed) :]
                end = target.x + len(shown)
                mark = Strip([Segment(shown, self._style)])
                strip = Strip.join([strip.crop(0, target.x), mark, strip.crop(end)])
        return strip


class JumpScreen(Window[str]):
    """Dismissed with the label that was typed, "" for any other key."""

    def __init__(
        self, lines: Sequence[Strip], labelled: dict[str, JumpTarget], palette: ThemeStyles
    ) -> None:
        super().__init__()
        self._picture = JumpPicture(lines, labelled, palette.style("jump"))
        self._labels = frozenset(labelled)

    def compose(self) -> ComposeResult:
        """Yield the picture."""
        yield self._picture

    def on_resize(self, event: events.Resize) -> None:
        """Leave where the screen is of another size than its picture."""
        if self._picture.size and event.size != self._picture.size:
            self.dismiss("")

    def on_key(self, event: events.Key) -> None:
        """Go on with a letter, or leave."""
        event.stop()
        typed = self._picture.typed + event.key
        if typed in self._labels:
            self.dismiss(typed)
        elif any(label.startswith(typed) for label in self._labels):
            self._picture.typed = typed
            self._picture.refresh()
        else:
            self.dismiss("")

    def on_click(self) -> None:
        """Leave for the mouse."""
        self.dismiss("")


def begin(screen: Screen[None], palette: ThemeStyles) -> bool:
    """Label all that is in view; False where nothing is."""
    targets = targets_of(screen)
    labelled = dict(zip(labels(len(targets)), targets, strict=False))
    if not labelled:
        return False

    def typed(label: str | None) -> None:
        if label:
            labelled[label].go()

    lines = screen._compositor.render_strips()
    screen.app.push_screen(JumpScreen(lines, labelled, palette), typed)
    return True
