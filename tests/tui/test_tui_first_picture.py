"""The first picture: it is whole when it is painted, and painted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.strip import Strip
from tui_driver import exploring

from proxytui.tui.app import ProxyTUI
from proxytui.tui.explorer import screen as explorer_screen

if TYPE_CHECKING:
    from textual.screen import Screen

    from proxytui.workspace import Workspace


class Painted(list[list[Strip]]):
    """The screen as it stands after each paint of an app; `whole` counts paints of all of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.whole = 0
        self.lost = 0
        display = App._display

        def shown(app: App[None], screen: Screen[None], update: object) -> None:
            if update is not None and app._batch_count:
                self.lost += 1
            elif update is not None:
                self.whole += isinstance(update, LayoutUpdate)
                self.append(screen._compositor.render_strips())
            display(app, screen, update)  # type: ignore[arg-type]

        monkeypatch.setattr(App, "_display", shown)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("centre", ["", "ardania"])
async def test_what_is_painted_first_has_all_bars_and_the_lists(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    centre: str,
) -> None:
    painted = Painted(monkeypatch)
    async with exploring(workspace, centre=centre, size=size) as it:
        first, last = painted[0], it.app.screen._compositor.render_strips()
        assert painted.lost == 0
        assert painted.whole == 1
        assert [first[y].text for y in (0, -2, -1)] == [last[y].text for y in (0, -2, -1)]
        lists = (it.rows(pane) for pane in ("actors", "ties"))
        right = max(pane.region.right for pane in lists if pane.display)
        for before, after in zip(first[1:-3], last[1:-3], strict=True):
            assert before.crop(0, right).text == after.crop(0, right).text


async def test_in_a_large_store_the_actors_are_painted_before_the_ties_are_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer_screen, "_AT_ONCE", 0)
    painted = Painted(monkeypatch)
    async with exploring(workspace, centre="ardania") as it:
        assert painted.whole == 1
        assert any("Borland" in strip.text for strip in painted[0])
        assert "2 Ties of Ardania" in it.screen


async def test_a_key_pressed_before_there_are_handlers_acts(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        explorer = it.explorer
        made = explorer.handlers
        for name in ("handlers", "navigation", "notes"):
            del vars(explorer)[name]
        await it.press("2")
        assert explorer.pane == "ties"
        assert explorer.handlers.keys() == made.keys()
        assert explorer.notes.handlers.keys() <= explorer.handlers.keys()


async def test_a_window_opened_before_its_styles_are_read_gets_them(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = ProxyTUI.style_windows
    monkeypatch.setattr(ProxyTUI, "style_windows", lambda app: None)
    async with exploring(workspace, size=(120, 40)) as it:
        await it.press("?")
        window = it.app.screen
        before = window.styles.align_horizontal
        style(it.app)
        assert (before, window.styles.align_horizontal) == ("left", "center")
        await it.press("esc")
        await it.press("?")
        assert it.app.screen.styles.align_horizontal == "center"
