"""A copy in a folder and a store on a server, each brought into the other one by the explorer."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from outage import stopped
from tui_driver import exploring

from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from postgres import Postgres


def texts(workspace: Workspace) -> set[str]:
    return {note.text for note in workspace.index.notes.values()}


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the store that the server's was made from."""
    return shutil.copytree(made, tmp_path / "copy")


async def test_a_folder_is_merged_into_a_server_and_the_server_into_the_folder(
    anna: Workspace, karl: Workspace, folder: Path
) -> None:
    copy = Workspace.open(folder, origin="window-copy")
    copy.add_note(("ardania",), "written on the way")
    async with exploring(anna) as it:
        await it.press(":")
        await it.answer(f"merge {folder}")
        await until(it, lambda: it.top == "AnswerView")
        assert "conflicts none" in " ".join(it.screen.split())
        await until(it, lambda: "written on the way" in texts(anna))
        await it.press("esc")
        await until(it, lambda: "by another copy of the store" in it.words("detail"))
    karl.poll()
    karl.add_note(("borland",), "written at the desk")
    async with exploring(copy) as it:
        await it.press(":")
        await it.answer(f"merge {karl.place.address}")
        await until(it, lambda: it.top == "AnswerView")
        await until(it, lambda: "written at the desk" in texts(copy))
    assert texts(copy) == texts(karl)
    copy.close()


async def test_a_server_that_is_not_there_is_not_merged_and_the_line_says_so(
    anna: Workspace, folder: Path, server: Postgres
) -> None:
    address = anna.place.address
    copy = Workspace.open(folder, origin="window-copy")
    async with exploring(copy) as it:
        with stopped(server):
            await it.press(":")
            await it.answer(f"merge {address}")
            await until(it, lambda: any("not known as it is now" in said for said in it.said))
        assert it.top == "Explorer"
        assert all("\n" not in said for said in it.said)
        await it.press(":")
        await it.answer(f"merge {address}")
        await until(it, lambda: it.top == "AnswerView")
    copy.close()
