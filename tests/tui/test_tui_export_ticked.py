"""Ticked rows are written to a file, by the copy menu or the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui_driver import exploring

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace

TIES = ("group:backs:out|backs:ardania:cedar@", "group:leads:in|leads:voss:ardania@")


async def test_ticked_ties_are_written_from_the_copy_menu(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "two.json"
    async with exploring(workspace, centre="ardania") as it:
        for key in TIES:
            await it.go("ties", key)
            await it.press(" ")
        await it.press("y", "x")
        assert "export --ticked" in it.screen
        await it.press(*str(file), "enter")
        await it.settled()
        assert f"wrote {file}" in it.said[-1]
    document = json.loads(file.read_text())
    ties = {(c["type"], c["subject"], c["object"]) for c in document["claims"]}
    assert ties == {("backs", "ardania", "cedar"), ("leads", "voss", "ardania")}


async def test_ticked_actors_are_written_by_the_command(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "some.graphml"
    async with exploring(workspace, centre="ardania") as it:
        await it.go("actors", "actor:cedar")
        await it.press(" ", ":", *f"export --ticked --format graphml -o {file}", "enter")
        await it.settled()
        assert f"wrote {file}" in it.said[-1]
    assert "Cedar" in file.read_text()


async def test_without_ticks_nothing_is_written(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "none.json"
    async with exploring(workspace, centre="ardania") as it:
        await it.press(":", *f"export --ticked -o {file}", "enter")
        await it.settled()
        assert it.said[-1] == "nothing is ticked; space ticks a row"
    assert not file.exists()
