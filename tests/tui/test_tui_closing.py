"""A screen may be closed at any time, also before it is made, and whatever is on its way to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui.model import dates
from proxytui.tui.asked import CompareQuestion, DifferenceQuestion, PathQuestion
from proxytui.tui.view_kinds import VIEW_KINDS
from proxytui.views.target import Target

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

_TURNS = (0, 1, 2, 3, 5, 8, 13, 30)
"""So many turns of the loop after a screen was opened it is closed."""
_AFTER = 12
_THEN = dates.period("2000")
_ABOUT: dict[str, tuple[object, ...]] = {
    "overview": ("ardania",),
    "timeline": (Target("actor", "ardania"),),
    "path": (PathQuestion("ardania", "cedar"),),
    "difference": (DifferenceQuestion(actor="ardania", other=_THEN),),
    "compare": (CompareQuestion("ardania", "ardania", _THEN),),
    "without": ("The Lake Almanac",),
}
_OWN = ("filter", "saved", "answer", "split")
"""Views that open from more than a question."""
_WINDOWS = (
    *("views", "theme", "copy", "help", "command", "add", "judge", "path", "publishers"),
    *("manual", "filter-ties", "saved", "stores", "compare", "jump", "edit-record", "tensions"),
)


def _poke(driver: Driver) -> None:
    """Call what calls back from outside a screen, at any time."""
    driver.explorer.detail_pane.quotes_checked()
    driver.app.tell_screens()
    driver.app.show_hints()
    driver.app._repaint()
    driver.explorer.date_changed()
    driver.app._keep_drafts()


async def _close_soon(driver: Driver, turns: int) -> None:
    """Close what was opened after some turns of the loop, with calls before and after that."""
    screen = driver.app.screen
    for _ in range(turns):
        _poke(driver)
        await asyncio.sleep(0)
    _poke(driver)
    if screen is not driver.explorer and driver.app.screen is screen:
        driver.app.pop_screen()
    for _ in range(_AFTER):
        _poke(driver)
        await asyncio.sleep(0)
    await driver.pilot.pause()
    assert driver.app._exception is None
    while driver.app.screen is not driver.explorer:
        driver.app.pop_screen()
        await driver.pilot.pause()


@pytest.mark.parametrize("kind", [kind for kind in VIEW_KINDS if kind not in _OWN])
async def test_a_view_is_closed_at_any_time_after_it_was_opened(
    workspace: Workspace, kind: str
) -> None:
    async with exploring(workspace, size=(120, 40)) as driver:
        for turns in _TURNS:
            driver.explorer.open_view(kind, *_ABOUT.get(kind, ()))
            await _close_soon(driver, turns)
        assert "Ardania" in driver.screen


@pytest.mark.parametrize("action", _WINDOWS)
async def test_a_window_is_closed_at_any_time_after_it_was_opened(
    workspace: Workspace, action: str
) -> None:
    async with exploring(workspace, size=(120, 40)) as driver:
        for turns in _TURNS:
            driver.explorer.action_run(action)
            await _close_soon(driver, turns)
            driver.explorer.leave_question()
        assert "Ardania" in driver.screen


async def test_a_window_keeps_its_place_and_frame(workspace: Workspace) -> None:
    async with exploring(workspace, size=(60, 20)) as driver:
        await driver.press("V")
        box = driver.app.screen.query_one(".box")
        assert box.region.x > 0 or box.region.width == 60
        assert "Views of Ardania" in driver.screen
        assert "enter chooses" in driver.screen


@pytest.mark.parametrize("keys", [("f1", "esc"), ("V", "t", "f1", "esc", "esc"), ("?", "esc")])
async def test_a_key_that_closes_a_screen_waits_for_no_answer_of_what_is_gone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr("proxytui.tui.keyboard._PATIENCE_SECONDS", 3600)
    async with exploring(workspace) as it:
        async with asyncio.timeout(60):
            await it.press(*keys)
        assert it.top == "Explorer"
