"""The list of keys: what is special in a place comes first, all is wrapped, words and keys find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring, text_of

from proxytui.tui.actions import ACTIONS
from proxytui.tui.key_list import KeyList
from proxytui.tui.keymap import build
from proxytui.tui.widgets.rows import Rows
from proxytui.views.lines import width

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

TIES = frozenset({"any", "ties", "selected", "claims"})


def listed(it: Driver) -> str:
    return "\n".join(text_of(it.app.screen.query_one("#keys", Rows)))


def text(keys: KeyList, typed: str, cells: int = 90) -> str:
    return "\n".join("".join(s.text for s in row.line) for row in keys.rows(typed, cells))


async def test_what_is_special_in_this_place_comes_first(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "?")
        lines = listed(it).split("\n")
        assert lines[0] == "Special in the ties, on ties and their quotes"
        assert any("disputes the claim" in line for line in lines[1:8])
        await it.press("esc", "V", "l", "?")
        lines = listed(it).split("\n")
        assert lines[0] == "Special in timeline"
        assert any("fewer days a cell" in line for line in lines[1:8])


@pytest.mark.parametrize("cells", [20, 36, 60, 74, 110, 190])
def test_no_help_is_cut_at_any_width(cells: int) -> None:
    keys = KeyList(build({}), TIES)
    shown = " ".join(text(keys, "", cells).split())
    for row in keys.rows("", cells):
        assert width(row.line) <= cells, row
    if cells >= 36:
        for action in ACTIONS:
            if TIES.intersection(action.where):
                for word in action.help.split():
                    assert word in shown


async def test_a_key_typed_finds_what_it_does(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("?", "x")
        assert listed(it).split("\n")[0] == "The key x"
        assert "whom it backs, who backs it" in listed(it)
        assert "Move down" not in listed(it)


async def test_a_key_that_types_nothing_is_found_by_pressing_it(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("?", "ctrl+r")
        assert listed(it).split("\n")[0] == "The key ctrl+r"
        assert "Redo" in listed(it)
        await it.press("f12")
        assert "Save a picture" in listed(it)


async def test_words_find_in_any_order(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("?")
        await it.type("date year")
        assert "No key here does that." in listed(it)
        await it.press("ctrl+u")
        await it.type("back year")
        assert "A year back" in listed(it)


def test_a_key_of_another_place_says_where_it_works() -> None:
    keys = KeyList(build({}), TIES)
    assert "The key J does nothing here" in text(keys, "J")
    assert "in the form of a record: Move the item down" in text(keys, "J")


def test_what_keys_without_an_action_do_is_told() -> None:
    keys = KeyList(build({}), TIES)
    assert "The key U does nothing." in text(keys, "U")
    assert "They do nothing, and say so." in text(keys, "")
    assert " U" in text(keys, "").split("Free here:")[1]


async def test_the_menu_of_views_cuts_no_description(workspace: Workspace) -> None:
    for size in ((60, 20), (80, 24), (120, 40)):
        async with exploring(workspace, size=size) as it:
            await it.press("V")
            shown = " ".join(" ".join(text_of(it.app.screen.query_one("#choices", Rows))).split())
            for action in ACTIONS:
                if action.view:
                    assert set(action.help.split()) <= set(shown.split()), (size, action.id)


async def test_the_titles_of_tabs_stay_the_same_whichever_is_open(workspace: Workspace) -> None:
    for size in ((60, 20), (80, 24), (120, 40), (200, 60)):
        async with exploring(workspace, size=size) as it:
            titles = set()
            for key in "456789":
                await it.press(key)
                titles.add(it.explorer.detail_pane.title(it.explorer.target).plain)
            assert len(titles) == 1, size


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)], ids=str)
async def test_a_message_lies_over_the_bar_of_years_and_over_no_row(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with exploring(workspace, size=size) as it:
        before = it.screen.split("\n")
        await it.press("U")
        lines = it.screen.split("\n")
        shown = " ".join(" ".join(lines[-5:-1]).split())
        assert "does nothing here" in shown
        assert shown.count("quits.") == 1, "to its end"
        last = next(place for place in range(size[1]) if "╰" in before[place])
        assert lines[:last] == before[:last], "the panes"
        assert lines[-1] == before[-1], "the hints"
