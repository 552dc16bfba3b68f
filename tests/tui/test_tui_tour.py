"""The tour: nine steps over the bundled data, each by one key; any of them can be left."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import keystrokes
import pytest
from tui_driver import Driver

from proxytui import paths
from proxytui.commands import demo
from proxytui.commands.opening import Opening
from proxytui.tui.app import ProxyTUI
from proxytui.tui.tour import STEPS, TourStrip
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

KEYS = ("enter", "j", '"', "o", "q", "<", "T", "v", "i")


@pytest.fixture
def bundled() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


@asynccontextmanager
async def touring(
    workspace: Workspace, size: tuple[int, int] = (80, 24), then: Opening | None = None
) -> AsyncIterator[Driver]:
    app = ProxyTUI(workspace)
    app.guided_to = Opening(None, tour=True, then=then)
    async with app.run_test(size=size, notifications=True) as pilot:
        await keystrokes.settled(pilot)
        yield Driver(app, pilot)


def strip(it: Driver) -> str:
    shown = it.app.screen.query_one(TourStrip)
    assert shown.region.bottom <= it.app.size.height
    return f"{shown.border_title} | {shown.content} | {shown.border_subtitle}"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
async def test_each_key_acts_and_is_told_of(bundled: Workspace, size: tuple[int, int]) -> None:
    async with touring(bundled, size) as it:
        for number, (key, step) in enumerate(zip(KEYS, STEPS, strict=True), 1):
            assert f"Tour · {number} of 9" in strip(it)
            assert f"Press {key}" in strip(it)
            await it.press(key)
            assert step.shown in strip(it)
            if key == '"':
                assert it.session.tab == "quotes"
            if key == "o":
                assert it.top == "Reader"
                assert "support from Iran (2024)" in " ".join(it.screen.replace("│", " ").split())
            if key == "<":
                assert it.session.period.text == "2023-12-02"
            if key == "v":
                assert it.session.mapped
            if key == "i":
                assert it.explorer.prompt.question is not None
            await it.press("x")
        assert it.top == "Explorer"
        assert it.explorer.prompt.question is None
        assert not it.app.screen.query(TourStrip)
        await it.press("v")
        assert not it.session.mapped, "keys are the explorer's again"


async def test_the_tour_writes_nothing(bundled: Workspace) -> None:
    async with touring(bundled) as it:
        for key in KEYS:
            await it.press(key, "x")
        assert not str(demo.unsaved(bundled))


async def test_another_key_does_nothing_and_space_does_it(bundled: Workspace) -> None:
    async with touring(bundled) as it:
        await it.press("d", "q", "1")
        assert "Tour · 1 of 9" in strip(it)
        for step in STEPS:
            await it.press("space")
            assert step.shown in strip(it)
            await it.press("space")
        assert not it.app.screen.query(TourStrip)


async def test_esc_leaves_at_any_step(bundled: Workspace) -> None:
    for number in range(3):
        async with touring(bundled) as it:
            for key in KEYS[:number]:
                await it.press(key, "x")
            await it.press("esc")
            assert it.app._exit
            assert it.app.leaving.next_store is None


async def test_esc_leads_back_to_the_store_that_was_open(
    bundled: Workspace, tmp_path: Path
) -> None:
    back = Opening(tmp_path)
    async with touring(bundled, then=back) as it:
        await it.press("enter", "esc")
        assert it.app._exit
        assert it.app.leaving.next_store == back


async def test_from_a_demo_esc_stays_in_the_demo(bundled: Workspace) -> None:
    async with touring(bundled, then=Opening(None)) as it:
        await it.press("esc")
        assert not it.app._exit
        assert not it.app.screen.query(TourStrip)


async def test_the_command_line_leads_to_the_tour_and_back(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "own", paths.bundled_data())
    own = Workspace.open(tmp_path / "own")
    app = ProxyTUI(own)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await keystrokes.settled(pilot)
        it = Driver(app, pilot)
        await it.press("colon")
        await it.answer("tour")
        assert app._exit
        assert app.leaving.next_store == Opening(None, tour=True, then=Opening(tmp_path / "own"))
    own.close()


async def test_a_key_of_ones_own_is_the_one_it_asks_for(
    bundled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\ncentre = 'f9'\n")
    monkeypatch.setattr("proxytui.paths.config_file", lambda: file)
    async with touring(bundled) as it:
        assert "Press F9" in strip(it)
        await it.press("f9")
        assert STEPS[0].shown in strip(it)
