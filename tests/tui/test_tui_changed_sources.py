"""A source that is retracted or corrected shows on all that rests on it, at once, everywhere."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from tui_driver import exploring, text_of

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui_driver import Driver

    from proxytui.workspace import Workspace

    Restate = Callable[[Driver, str], Awaitable[None]]

TIE = "backs:ardania:cedar"
ROW = f"group:backs:out|{TIE}@"
REASON = "Made up."


async def in_another_process(it: Driver, status: str) -> None:
    folder = str(it.explorer.workspace.place.folder)
    words = ("--store", folder, "edit", "s-herald", f"status={status}", f"reason={REASON}")
    call = [sys.executable, "-m", "proxytui", *words]
    done = await asyncio.to_thread(subprocess.run, call, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    source = it.explorer.workspace.index.sources
    await until(it, lambda: source["s-herald"].status == status)
    await it.settled()


async def in_the_explorer(it: Driver, status: str) -> None:
    await it.search("source:herald")
    await it.press("enter", "D", {"retracted": "r", "corrected": "c"}[status])
    await it.answer(REASON)
    assert it.explorer.workspace.index.sources["s-herald"].status == status
    # Back to the actor that was there before.
    await it.press("[")
    await it.press("1")


@pytest.fixture(params=[in_another_process, in_the_explorer], ids=lambda way: way.__name__)
def restate(request: pytest.FixtureRequest) -> Restate:
    way: Restate = request.param
    return way


def view(it: Driver) -> str:
    """The list of the view that lies over the explorer."""
    return " ".join(" ".join(text_of(it.app.screen.rows)).split())


async def test_a_retracted_source_shows_on_all_that_rests_on_it(
    workspace: Workspace, restate: Restate
) -> None:
    async with exploring(workspace, size=(200, 60)) as it:
        await it.go("ties", ROW)
        for words in (it.at("ties"), it.words("detail")):
            assert "retracted" not in words
        await restate(it, "retracted")

        # The row of the tie, and the tabs of its detail.
        await it.go("ties", ROW)
        assert "retracted source" in it.at("ties")
        assert "Since retracted, and left out: “Border towns count the cost”" in it.words("detail")
        assert "because “Made up.”" in it.words("detail")
        await it.press("5")
        assert "Since retracted, and left out: “Border towns" in it.words("detail")
        await it.press("6")
        assert "said so, since retracted · two officers of the brigade" in it.words("detail")

        # A tie further down in the tree, which nobody else reports.
        await it.go("ties", ROW)
        await it.press("4", "l")
        assert "only in what is retracted" in it.text("ties")

        # The actor: its first quotes, its history, an event.
        await it.press("1", "4")
        assert "The Herald, 2 Dec 2024, retracted" in it.words("detail")
        await it.press("5")
        assert "In what is since retracted, The Herald (2 Dec 2024, retracted)" in it.words(
            "detail"
        )
        assert "this happened: Treaty of the lake" in it.words("detail")

        # The map, the paths and what the tensions and gaps rest on.
        await it.press("2", "v")
        assert "retracted · 1" in it.text("ties")
        await it.press("v", "p", *"cedar", "enter")
        assert "retracted source" in view(it)
        await it.press("esc", "V", "g")
        await until(it, lambda: not it.app.screen.working)
        assert "only in what is retracted: backs" in view(it)
        await it.press("esc")

        # The hits of a search, and the source itself.
        await it.search("rifles")
        assert "retracted · " in it.text("hits")
        await it.press("esc")
        await it.search("source:herald")
        assert "retracted · 2 Dec 2024" in it.text("hits")
        await it.press("enter")
        assert it.lines("detail")[1] == "retracted"
        assert "reason: Made up." in it.words("detail")

        # The text on the screen.
        await it.press("o")
        await until(it, lambda: it.top == "Reader")
        await it.settled()
        assert it.header.startswith(" source  retracted")


async def test_the_text_that_is_being_read_says_at_once_that_it_was_retracted(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", ROW)
        await it.press("o")
        await until(it, lambda: it.top == "Reader")
        await it.settled()
        assert "retracted" not in it.header
        await in_another_process(it, "retracted")
        await until(it, lambda: "retracted" in it.header)
        assert it.header.startswith(" source  retracted")


async def test_a_corrected_source_still_counts_and_says_so(
    workspace: Workspace, restate: Restate
) -> None:
    async with exploring(workspace, size=(200, 60)) as it:
        await restate(it, "corrected")
        await it.go("ties", ROW)
        assert "corrected source" in it.at("ties")
        assert "2 publishers" in it.words("detail")
        assert "Since corrected: “Border towns count the cost”" in it.words("detail")
        assert "because “Made up.”" in it.words("detail")
        await it.press("6")
        assert "2 publishers say so" in it.words("detail")
        assert "2 Dec 2024, corrected" in it.words("detail")
        await it.search("rifles")
        assert "corrected · " in it.text("hits")


async def test_a_copy_of_what_was_retracted_counts_no_more_and_says_why(
    workspace: Workspace,
) -> None:
    source = workspace.record("sources", "s-gazette")
    assert source is not None
    copied = Change("sources", "s-gazette", source, {**source, "copy_of": "s-herald"})
    workspace.apply([copied], "a copy")
    async with exploring(workspace, size=(200, 60)) as it:
        await in_another_process(it, "retracted")
        await it.press(":", *f"show {TIE}", "enter")
        assert "a copy of what is since retracted" in it.words("detail")
        assert "says so" not in it.words("detail").replace("publisher says so", "")


async def test_a_start_that_only_a_retracted_source_gives_is_told_in_no_pane(
    workspace: Workspace, restate: Restate
) -> None:
    async with exploring(workspace, size=(200, 60)) as it:

        async def told() -> str:
            """The row of the tie, its first tab and its history; its quotes and the bar of
            years."""
            await it.go("ties", ROW)
            tabs = [it.at("ties"), it.words("detail")]
            await it.press("5")
            return " ".join((*tabs, it.words("detail")))

        assert "2012" in await told()
        await restate(it, "retracted")
        # The quote of that source names the year still, in its own words.
        assert "2012" not in (await told()).replace("mortars since 2012”", "")
        await restate(it, "corrected")
        assert "2012" in await told()
