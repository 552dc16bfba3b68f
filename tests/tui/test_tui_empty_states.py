"""Where there is nothing to show, the screen says what happened and what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import exploring

from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


async def test_an_empty_store_says_how_to_begin_and_hints_at_nothing_else(tmp_path: Path) -> None:
    Store.create(tmp_path / "own", None, as_of="")
    own = Workspace.open(tmp_path / "own")
    try:
        for size in ((80, 24), (120, 40)):
            async with exploring(own, size=size, centre="") as it:
                assert "a writes one in one line" in it.screen
                assert "the tour" in it.words("actors")
                assert "a add" in it.hints
                assert "ctrl+o stores" in it.hints
                for useless in ("its quotes", "jump", "note", "map", "sort"):
                    assert useless not in it.hints
                await it.press(";")
                assert it.said[-1] == "There is no row to go to."
    finally:
        own.close()


async def test_a_filter_without_a_hit_says_so_in_every_pane(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for pane, keys in (("actors", "1"), ("detail", "3")):
            await it.press(keys, "/")
            await it.answer("qqqzzz")
            assert "these letters" in it.words(pane) or "has these words" in it.words(pane), pane
            await it.press("esc")


async def test_a_search_without_a_hit_says_what_to_try(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("qqxzqvqq")
        assert "Fewer letters find more." in it.words("hits")


async def test_a_tie_filter_that_no_actor_passes_says_how_many_it_leaves_out(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("f", "e")
        await it.answer("type:succeeds publishers:9..")
        await it.press("enter")
        assert "left out by the filter" in it.words("actors")
