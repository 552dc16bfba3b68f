"""Rolling up what takes long leaves the keys alone, shows what is known, and can be left."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui_driver import exploring

from proxytui.asof import ranking
from proxytui.jobs.slices import PausableTask
from proxytui.tui.explorer import rollup

if TYPE_CHECKING:
    import pytest

    from proxytui.workspace import Workspace


async def test_ties_rolled_up_bit_by_bit_are_those_rolled_up_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "r")
        at_once = it.lines("ties")
        await it.press("r")
        alone = it.lines("ties")
        assert alone != at_once
        workspace.index.memo.clear()
        monkeypatch.setattr(ranking, "CLAIMS", 1)
        monkeypatch.setattr(rollup, "_AT_ONCE_SECONDS", 0.0)
        await it.press("r")
        for _ in range(200):
            if "rolled up" in it.title("ties"):
                break
            await asyncio.sleep(0.02)
        await it.settled()
        assert it.lines("ties") == at_once


async def test_esc_leaves_what_is_not_rolled_up_yet(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g")
        alone = it.lines("ties")
        monkeypatch.setattr(PausableTask, "step", lambda self, seconds: False)
        await it.press("r")
        assert "rolling up" in str(it.rows("ties").border_subtitle)
        assert it.lines("ties") == alone, "the ties of the centre itself meanwhile"
        before = it.rows("ties").cursor
        await it.press("j", "j")
        assert it.rows("ties").cursor == before + 2
        await it.press("esc")
        assert "roll" not in it.title("ties") + str(it.rows("ties").border_subtitle)
        assert not it.session.roll_up
        assert it.explorer.pane == "ties", "esc did nothing else"


async def test_another_date_asks_anew_while_it_is_rolled_up(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "<", "r")
        wanted = it.lines("ties")
        await it.press("r", ">")
        workspace.index.memo.clear()
        with monkeypatch.context() as patch:
            patch.setattr(PausableTask, "step", lambda self, seconds: False)
            await it.press("r")
            assert "rolling up" in str(it.rows("ties").border_subtitle)
        await it.press("<")
        assert "rolled up" in it.title("ties")
        assert it.lines("ties") == wanted
