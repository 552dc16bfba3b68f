"""The view of paths: how it is asked for, what it draws, and what its keys change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_store import GUARD
from test_tui_views import at, listed, opened, settled, view
from tui_driver import Driver, exploring

from proxytui.questions import paths
from proxytui.views import path as present

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


async def to_guard(it: Driver) -> None:
    await it.press("2", "p")
    await it.answer("ndele")
    await settled(it)


async def test_the_other_end_is_found_in_any_spelling(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "p")
        assert it.top == "PickByTyping"
        await it.type("eastern un")
        assert "東方連合" in it.screen
        await it.press("enter")
        await settled(it)
        assert "path › Ardania › 東方連合" in it.header


async def test_a_path_is_drawn_as_a_line_of_hops_and_hop_by_hop(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await to_guard(it)
        shown = listed(it)
        assert "1. 2 hops · by the dates given, all hops held on 2 Dec 2024" in shown
        line = f"Ardania ━━ reported to back ━━▸ Cedar Brigade ━━ reported to back ━━▸ {GUARD}"
        assert line in shown
        assert f"━ Cedar Brigade › reported to back › {GUARD}" in shown
        assert "start given: 2016 (1)" in shown
        assert "weapons (1), materiel (1) · 1 publisher" in shown
        assert "✓ “feeds and arms the smaller Ndele Guard”" in shown
        assert "sources graded C at worst" in shown


async def test_an_arrow_points_to_whom_is_backed_whichever_way_the_path_goes(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await to_guard(it)
        assert f"Cedar Brigade ◂┅┅ reported to be backed by ┅┅ {GUARD}" in listed(it)
        await it.press("x")
        await settled(it)
        assert f"path › {GUARD} › Ardania" in it.header
        assert f"{GUARD} ◂━━ reported to be backed by ━━ Cedar Brigade" in listed(it)


async def test_direction_and_types_narrow_the_ways(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await to_guard(it)
        await opened(it, "d")
        assert "one direction only" in it.screen
        assert "reported to be backed by" not in listed(it)
        await it.press("f")
        assert it.top == "MultiSelect"
        await it.press("j", "space", "enter")
        await settled(it)
        assert "said to oppose, one direction only" in it.screen
        assert "No path is recorded" in listed(it)
        assert "f asks for ties of other types." in listed(it)


async def test_esc_in_the_types_changes_nothing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await to_guard(it)
        before = listed(it)
        await it.press("f", "space", "esc")
        await settled(it)
        assert listed(it) == before


async def test_more_and_fewer_paths(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await to_guard(it)
        assert "3. " in listed(it)
        await opened(it, "_")
        assert "3. " not in listed(it)
        await opened(it, "_", "_", "_", "_")
        assert "1. " in listed(it)
        assert "2. " not in listed(it)
        await opened(it, "d", "+", "+", "+", "+")
        assert it.said[-1] == "There are no more paths."


async def test_at_another_date_other_ways_are_there_and_all_time_has_them_all(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, as_of="2013") as it:
        await to_guard(it)
        assert f"reported to back ━━▸ {GUARD}" not in listed(it)
        await opened(it, "a")
        assert "Over all time" in it.screen
        assert "over all time" in it.header
        assert "as of" not in it.header
        assert "held on the same day, 31 Dec 2016 being the first" in listed(it)
        await opened(it, ">")
        assert "As of 2014" in it.screen, "stepping the date asks for a date again"


async def test_enter_leads_to_the_tie_of_a_hop(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await to_guard(it)
        await it.press("j", "j")
        assert at(it).startswith(f"━ Cedar Brigade › reported to back › {GUARD}")
        await it.press("enter")
        assert it.top == "Explorer"
        assert it.session.pinned.id == "backs:cedar:guard"
        await opened(it, "V", "V")
        assert at(it).startswith(f"━ Cedar Brigade › reported to back › {GUARD}")


async def test_where_nobody_is_tied_it_says_so(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.press("2", "p")
        await it.answer("borland")
        await settled(it)
        assert "No path is recorded from Tomas Ur to Borland" in listed(it)
        assert "a asks over all time." in listed(it)
        await it.press("enter", '"', "o", "y", "esc", "j")
        assert it.top == "PathView"


@pytest.mark.parametrize("cells", [30, 60, 118])
def test_no_line_of_a_path_is_wider_than_the_list(workspace: Workspace, cells: int) -> None:
    from proxytui.asof.lens import Lens
    from proxytui.views.lines import width
    from proxytui.views.scene import Scene

    index, period = workspace.index, workspace.default_period
    scene = Scene(index, Lens(period), index.namer(period), workspace.check_quote)
    found = paths.shortest(index, "voss", "guard", None, k=9)
    assert found
    for path in found:
        for line in present.chain_lines(scene, path, cells):
            actors = sum(span.role == "strong" for span in line)
            assert width(line) <= cells or actors <= 1, line


async def test_a_long_name_and_a_small_screen_are_no_trouble(workspace: Workspace) -> None:
    async with exploring(workspace, size=(40, 12)) as it:
        await it.press("2", "p")
        await it.answer("committee")
        await settled(it)
        assert view(it).rows.rows
        await it.press("j", "j", "k", "a", "x")
        await settled(it)
        assert it.top == "PathView"
