"""Drives the explorer in a test: opens it, presses keys, and reads what stands on its screen."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import keystrokes
from textual.events import MouseScrollDown, MouseScrollUp

from proxytui.tui.app import ProxyTUI
from proxytui.views.actor_order import APART

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from proxytui.tui.explorer.screen import Explorer
    from proxytui.tui.explorer.session import Session
    from proxytui.tui.widgets.rows import Rows
    from proxytui.workspace import Workspace

_NAMES = {
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "-": "minus",
    "/": "slash",
    '"': "quotation_mark",
    "?": "question_mark",
    ",": "comma",
    ".": "full_stop",
    ";": "semicolon",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    " ": "space",
    "esc": "escape",
}


def text_of(rows: Rows) -> list[str]:
    """The lines of a list as they are painted, whole, without the blanks at their ends."""
    return ["".join(span.text for span in row.line).rstrip() for row in rows.rows]


class Driver:
    """An open explorer and short ways to use it."""

    def __init__(self, app: ProxyTUI, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def explorer(self) -> Explorer:
        return self.app.explorer

    @property
    def session(self) -> Session:
        return self.app.explorer.session

    @property
    def screen(self) -> str:
        """Everything on the screen, a line a row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def header(self) -> str:
        return self.screen.split("\n")[0]

    @property
    def hints(self) -> str:
        return self.screen.split("\n")[-1]

    @property
    def said(self) -> list[str]:
        """The toasts so far, oldest first."""
        return [one.message for one in self.app._notifications]

    @property
    def top(self) -> str:
        """The kind of screen that has the keys."""
        return type(self.app.screen).__name__

    def rows(self, pane: str) -> Rows:
        return self.explorer.rows[pane]

    def lines(self, pane: str) -> list[str]:
        return text_of(self.rows(pane))

    def text(self, pane: str) -> str:
        return "\n".join(self.lines(pane))

    def words(self, pane: str) -> str:
        """The text of a pane as if it had never been wrapped."""
        return " ".join(self.text(pane).split())

    def at(self, pane: str) -> str:
        """The line under a pane's cursor."""
        return self.lines(pane)[self.rows(pane).cursor].strip()

    def title(self, pane: str) -> str:
        """The title of a pane, without the headers of its columns."""
        return str(self.rows(pane).border_title).partition("   ")[0]

    async def press(self, *keys: str) -> None:
        await keystrokes.press(self.pilot, *(_NAMES.get(key, key) for key in keys))

    async def settled(self) -> None:
        """Until all that was done is on the screen."""
        await keystrokes.settled(self.pilot)

    async def type(self, words: str) -> None:
        """Letters into the field that is open."""
        await self.press(*words)

    async def words_looked_up(self) -> None:
        """Until the search knows all its hits."""
        async with asyncio.timeout(20):
            while not self.explorer.search.complete:
                await asyncio.sleep(0.005)
        await self.settled()

    async def search(self, words: str) -> None:
        """What is typed into the search, all its hits there."""
        await self.press("s")
        await self.type(words)
        await self.words_looked_up()

    async def answer(self, words: str) -> None:
        await self.type(words)
        await self.press("enter")

    async def go(self, pane: str, key: str) -> None:
        """Focus a pane and put its cursor on the row with that key."""
        if self.explorer.pane != pane:
            await self.press({"actors": "1", "ties": "2", "detail": "3"}[pane])
        if pane == "actors" and not self.rows(pane).go_to(key):
            self.session.opened.update(APART)
            self.explorer.draw_actors()
        found = self.rows(pane).go_to(key)
        assert found, (key, [row.key for row in self.rows(pane).rows])
        await self.settled()

    async def unfold(self, group: str) -> None:
        """Unfold a group of ties where it is folded."""
        await self.go("ties", group)
        if self.at("ties").startswith("▸"):
            await self.press("l")

    async def click(self, pane: str, key: str, times: int = 1) -> None:
        """Click on the row with that key."""
        rows = self.rows(pane)
        place = next(i for i, row in enumerate(rows.rows) if row.key == key)
        y = place - rows.scroll_offset.y + rows.gutter.top
        assert await self.pilot.click(rows, offset=(6, y), times=times)
        await self.settled()

    async def wheel(self, pane: str, lines: int) -> None:
        """Turn the wheel over a pane, down for positive numbers."""
        turn = MouseScrollDown if lines > 0 else MouseScrollUp
        for _ in range(abs(lines)):
            await self.pilot._post_mouse_events([turn], self.rows(pane), offset=(4, 4), button=0)
        await self.settled()

    async def resize(self, columns: int, rows: int) -> None:
        await self.pilot.resize_terminal(columns, rows)
        await self.settled()

    def in_view(self, pane: str) -> bool:
        """Whether the row under the cursor is in the part that is shown."""
        rows = self.rows(pane)
        top = rows.scroll_offset.y
        return top <= rows.cursor < top + rows.size.height


@asynccontextmanager
async def exploring(
    workspace: Workspace,
    size: tuple[int, int] = (120, 40),
    centre: str = "ardania",
    as_of: str = "",
) -> AsyncIterator[Driver]:
    """The explorer, open on an actor and laid out."""
    app = ProxyTUI(workspace, centre=centre, as_of=as_of)
    async with app.run_test(size=size, notifications=True) as pilot:
        await keystrokes.settled(pilot)
        yield Driver(app, pilot)
