"""A terminal that is too small says so; what was open is there again once it has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import exploring

from proxytui.tui.start_app import StartApp

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


async def test_a_terminal_that_becomes_too_small_says_so_until_it_has_room(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(80, 24)) as it:
        await it.press("i")
        await it.type("half a no")
        await it.resize(28, 24)
        assert "Too small: 28×24, needs 30×8" in " ".join(it.screen.split())
        assert "q quits" in it.screen
        await it.press("x", "f1")
        await it.resize(80, 5)
        assert "Too small: 80×5" in it.screen
        await it.resize(80, 24)
        assert it.top == "Explorer"
        await it.answer("te")
        assert "half a note" in [note.text for note in workspace.index.notes.values()]


async def test_a_terminal_that_is_too_small_from_the_start_says_so_and_can_be_left(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(20, 6)) as it:
        assert "Too small" in it.screen
        await it.press("q")
        assert not it.app.is_running or it.app._exit


async def test_the_start_screen_says_it_too() -> None:
    app = StartApp()
    async with app.run_test(size=(24, 6)) as pilot:
        await pilot.pause()
        assert type(app.screen).__name__ == "TooSmall"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert type(app.screen).__name__ == "StartScreen"
