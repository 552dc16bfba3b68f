"""A terminal's own colours: only the list that has the keys shows the cursor in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring

from proxytui.tui.app import ProxyTUI
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.strip import Strip

    from proxytui.workspace import Workspace


def _reversed(strip: Strip) -> bool:
    return any(segment.style is not None and segment.style.reverse for segment in strip)


@pytest.mark.parametrize("window", ["question_mark", "ctrl+p", "V"])
async def test_a_window_takes_the_cursor_from_the_list_below_it(
    workspace: Workspace, window: str
) -> None:
    app = ProxyTUI(workspace, centre="ardania")
    app.theme = "ansi-dark"
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driver(app, pilot)
        await it.settled()
        rows = it.app.focused
        assert isinstance(rows, Rows)
        y = rows.cursor - rows.scroll_offset.y
        assert _reversed(rows.render_line(y))
        await it.press(window)
        assert it.app.screen is not rows.screen
        assert not _reversed(rows.render_line(y))
        await it.press("escape")
        assert _reversed(rows.render_line(y))


async def test_a_theme_that_dims_what_is_below_a_window_leaves_its_cursor(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        rows = it.app.focused
        assert isinstance(rows, Rows)
        y = rows.cursor - rows.scroll_offset.y
        before = rows.render_line(y)
        await it.press("question_mark")
        assert rows.render_line(y) == before
