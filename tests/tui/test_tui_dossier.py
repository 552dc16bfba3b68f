"""A dossier written from the explorer: of whom, as it is seen, to which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui.model import filters

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace


async def saved(it: Driver, file: str) -> str:
    """The text of a file once it is there."""
    for _ in range(200):
        if Path(file).exists() and any(file in said.replace("\n", "") for said in it.said):
            return Path(file).read_text(encoding="utf-8")
        await it.pilot.pause(0.02)
    raise AssertionError(it.said)


async def to(it: Driver, file: str) -> None:
    """Give another name in the place of the proposed one."""
    await it.press("ctrl+u")
    await it.answer(file)


def proposed(it: Driver) -> str:
    return it.explorer.prompt.field.value


async def test_r_writes_the_centre_as_it_is_seen(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await it.press("t")
        await it.answer("2020")
        await it.press("R")
        assert proposed(it) == "dossier-cedar-2020.html"
        await it.press("enter")
        text = await saved(it, "dossier-cedar-2020.html")
        assert '<time datetime="2020">2020</time>' in text
        assert "<h1><bdi>Cedar Brigade</bdi></h1>" in text
        assert "The words stand in the copy that is kept." in text


async def test_the_filter_holds_in_the_dossier_too(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        it.session.filter = filters.read("type:opposes")
        await it.press("R")
        await to(it, "opposed.md")
        text = await saved(it, "opposed.md")
        assert "**Reported ties, as of 2 Dec 2024; only opposition**" in text
        assert "# Reported to back" not in text


async def test_from_the_detail_pane_a_tie_is_written_as_a_pair(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await it.go("ties", "group:backs:in|backs:borland:cedar@")
        await it.press("3", "R")
        assert proposed(it).startswith("dossier-borland-cedar-")
        await to(it, "pair.md")
        text = await saved(it, "pair.md")
        assert text.startswith("# Borland and Cedar Brigade\n")


async def test_a_path_is_written_with_its_two_ends(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        it.explorer.open_views.open_path("ardania", "gunmen")
        await it.settled()
        await it.press("R")
        await to(it, "path.md")
        text = await saved(it, "path.md")
        assert "Paths between them over others" in text


async def test_a_path_over_some_types_is_written_over_these(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        it.explorer.open_views.open_path("ardania", "gunmen")
        await it.settled()
        it.app.screen.question.types = frozenset({"opposes"})
        it.session.filter = filters.read("state:held")
        await it.press("R")
        await to(it, "opposed.md")
        text = await saved(it, "opposed.md")
        assert "; only opposition" in text.split("\n", 3)[2]
        assert "reported to back" not in text.lower()


async def test_no_dossier_is_written_over_types_that_the_filter_keeps_out(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="ardania") as it:
        it.explorer.open_views.open_path("ardania", "gunmen")
        await it.settled()
        it.app.screen.question.types = frozenset({"opposes"})
        it.session.filter = filters.read("type:backs")
        await it.press("R")
        assert it.said[-1] == "The filter lets no tie of these types through: there is no path."


async def test_a_file_that_is_there_is_replaced_only_after_a_yes(workspace: Workspace) -> None:
    Path("there.html").write_text("mine", encoding="utf-8")
    async with exploring(workspace, centre="cedar") as it:
        await it.press("R")
        await to(it, "there.html")
        assert "there.html exists" in it.screen
        await it.press("n")
        assert Path("there.html").read_text(encoding="utf-8") == "mine"
        await it.press("R")
        await to(it, "there.html")
        await it.press("y")
        assert "Cedar Brigade" in await saved(it, "there.html")


@pytest.mark.parametrize("name", ["dossier.txt", "dossier"])
async def test_a_name_of_no_format_is_refused(workspace: Workspace, name: str) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await it.press("R")
        await to(it, name)
        assert "is neither .html nor .md" in it.said[-1]
        assert not Path(name).exists()


async def test_a_stores_own_file_is_never_written_over(workspace: Workspace) -> None:
    own = workspace.place.folder / "documents" / "own.html"
    async with exploring(workspace, centre="cedar") as it:
        await it.press("R")
        await to(it, str(own))
        for _ in range(100):
            if it.said:
                break
            await it.pilot.pause(0.02)
        assert "belongs to the store" in it.said[-1]
        assert not own.exists()
