"""Moving: panes, rows, folds, the centre and the way back do what the table of actions says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


async def test_tab_goes_round_the_panes_and_shift_tab_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        seen = []
        for _ in range(3):
            await it.press("tab")
            seen.append(it.explorer.pane)
            assert it.app.focused is it.rows(it.explorer.pane)
        assert seen == ["ties", "detail", "actors"]
        await it.press("shift+tab")
        assert it.explorer.pane == "detail"


async def test_figures_go_to_the_panes(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for key, pane in (("2", "ties"), ("3", "detail"), ("1", "actors")):
            await it.press(key)
            assert it.explorer.pane == pane
            assert it.rows(pane).has_focus


async def test_the_cursor_moves_by_rows_pages_and_to_the_ends(workspace: Workspace) -> None:
    async with exploring(workspace, size=(120, 20)) as it:
        rows = it.rows("actors")
        await it.press("g", "g")
        assert rows.cursor == 0
        await it.press("j", "down", "j")
        assert rows.cursor == 3
        await it.press("k", "up")
        assert rows.cursor == 1
        await it.press("G")
        assert rows.cursor == len(rows.rows) - 1
        assert it.in_view("actors")
        await it.press("home")
        await it.press("ctrl+d")
        half = rows.cursor
        assert 0 < half <= rows.size.height
        await it.press("ctrl+u")
        assert rows.cursor == 0
        await it.press("pagedown")
        assert rows.cursor > half
        await it.press("pageup", "end")
        assert rows.cursor == len(rows.rows) - 1


async def test_the_cursor_stays_inside_the_list(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("g", "g", "k", "k")
        assert it.rows("actors").cursor == 0
        await it.press("G", "j", "j", "pagedown")
        assert it.rows("actors").cursor == len(it.rows("actors").rows) - 1


async def test_one_g_alone_does_nothing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("G")
        last = it.rows("actors").cursor
        await it.press("g", "esc", "g")
        assert it.rows("actors").cursor == last
        await it.press("g")
        assert it.rows("actors").cursor == 0


async def test_the_detail_pane_follows_the_cursor(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:hermit")
        assert "Tomas Ur" in it.text("detail")
        await it.go("ties", TO_CEDAR)
        assert "Ardania" in it.text("detail")
        assert "Cedar Brigade" in it.text("detail")
        assert "›" in it.header


async def test_only_enter_moves_the_centre(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:borland")
        assert it.title("ties") == "2 Ties of Ardania"
        await it.press("enter")
        assert it.title("ties") == "2 Ties of Borland"
        assert it.explorer.pane == "ties"


async def test_enter_on_a_tie_makes_its_other_end_the_centre(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("enter")
        assert it.session.centre == "cedar"


async def test_a_branch_unfolds_and_folds_and_left_goes_to_its_parent(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        before = len(it.lines("ties"))
        await it.press("l")
        assert len(it.lines("ties")) > before
        below = f"{TO_CEDAR}|backs:cedar:guard@"
        await it.press("l")
        assert it.rows("ties").key == below
        await it.press("h")
        assert it.rows("ties").key == TO_CEDAR
        await it.press("h")
        assert len(it.lines("ties")) == before
        await it.press("h")
        assert it.rows("ties").key == "group:backs:out"


async def test_a_leaf_does_not_unfold(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        key = "group:leads:in|leads:voss:ardania@"
        await it.go("ties", key)
        before = it.lines("ties")
        await it.press("l", "l", "W")
        assert it.lines("ties") == before
        assert it.rows("ties").key == key


async def test_a_cycle_is_marked_and_leads_no_further(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        guard = "group:backs:out|backs:cedar:guard@"
        await it.go("ties", guard)
        await it.press("l")
        again = f"{guard}|backs:guard:cedar@"
        await it.go("ties", again)
        assert "↺" in it.at("ties")
        assert "(above)" in it.at("ties")
        before = len(it.lines("ties"))
        await it.press("l", "W")
        assert len(it.lines("ties")) == before


async def test_a_symmetric_tie_does_not_lead_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", "group:allied-with:out|allied-with:ardania:union@")
        before = len(it.lines("ties"))
        await it.press("l")
        assert len(it.lines("ties")) == before


@pytest.mark.parametrize("pane", ["actors", "ties"])
async def test_space_folds_and_unfolds_a_group(workspace: Workspace, pane: str) -> None:
    async with exploring(workspace) as it:
        it.session.order = "kind"
        it.explorer.draw_actors()
        await it.press("1" if pane == "actors" else "2", "g", "g")
        if pane == "actors":
            await it.press("j")
        before = it.lines(pane)
        await it.press("space")
        assert len(it.lines(pane)) < len(before)
        assert it.at(pane).startswith("▸")
        await it.press("space")
        assert it.lines(pane) == before


@pytest.mark.parametrize("pane", ["actors", "ties"])
async def test_everything_folds_at_once_and_unfolds_again(workspace: Workspace, pane: str) -> None:
    async with exploring(workspace) as it:
        it.session.order = "kind"
        it.explorer.draw_actors()
        await it.press("1" if pane == "actors" else "2")
        before = it.lines(pane)
        await it.press("Z")
        assert len(it.lines(pane)) < len(before)
        # The centre stays in sight under its folded kind.
        lines = it.lines(pane)[pane == "actors" :]
        assert all(line.startswith(("▸", "•")) for line in lines)
        await it.press("Z")
        assert it.lines(pane) == before


async def test_back_and_forward_walk_over_centres(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for key in ("actor:borland", "actor:nur"):
            await it.go("actors", key)
            await it.press("enter")
        await it.press("[")
        assert it.title("ties") == "2 Ties of Borland"
        await it.press("backspace")
        assert it.title("ties") == "2 Ties of Ardania"
        await it.press("[")
        assert "began" in it.said[-1]
        await it.press("]", "alt+right")
        assert it.session.centre == "nur"
        await it.press("]")
        assert "no way forward" in it.said[-1]


async def test_minus_goes_to_the_last_centre_and_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("-")
        assert it.said
        await it.go("actors", "actor:guard")
        await it.press("enter", "-")
        assert it.session.centre == "ardania"
        await it.press("-")
        assert it.session.centre == "guard"


async def test_in_the_detail_pane_right_and_left_change_the_tab(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3")
        seen = [it.session.tab]
        for _ in range(4):
            await it.press("l")
            seen.append(it.session.tab)
        assert seen == ["overview", "history", "quotes", "notes", "map"]
        await it.press("h")
        assert it.session.tab == "notes"


@pytest.mark.parametrize(
    ("key", "tab", "words"),
    [
        ("4", "overview", "report that Ardania backs 1 actor"),
        ("5", "history", "Treaty of the lake"),
        ("6", "quotes", "“Funds for the Cedar Brigade"),
        ("7", "notes", "paymaster"),
    ],
)
async def test_each_tab_has_a_figure_and_shows_what_it_is_called(
    workspace: Workspace, key: str, tab: str, words: str
) -> None:
    async with exploring(workspace) as it:
        await it.press(key)
        assert it.session.tab == tab
        assert words in it.words("detail")
        assert it.explorer.pane == "actors"


async def test_an_entry_of_the_history_opens_its_event_and_back_closes_it(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "5")
        key = next(r.key for r in it.rows("detail").rows if r.key.startswith("entry:events/e-tre"))
        await it.go("detail", key)
        await it.press("enter")
        text = it.text("detail")
        assert "Treaty of the lake" in text
        assert "agreement (as reported)" in text
        assert "signatory" in text
        await it.press("[")
        assert "agreement (as reported)" not in it.text("detail")


async def test_an_entry_of_the_history_opens_its_tie(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "5")
        key = next(r.key for r in it.rows("detail").rows if r.key.startswith("entry:claims/c-14"))
        await it.go("detail", key)
        await it.press("enter")
        assert it.session.pinned.id == "allied-with:ardania:union"
        assert "said to be allied with" in it.header


async def test_an_actor_in_an_event_becomes_the_centre(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "5")
        key = next(r.key for r in it.rows("detail").rows if r.key.startswith("entry:events/e-tre"))
        await it.go("detail", key)
        await it.press("enter")
        await it.go("detail", "actor:union")
        await it.press("enter")
        assert it.session.centre == "union"


async def test_zoom_shows_one_pane_and_all_again(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "z")
        assert [name for name in ("actors", "ties", "detail") if it.rows(name).display] == ["ties"]
        assert it.rows("ties").outer_size.width == 120
        await it.press("z")
        assert all(it.rows(name).display for name in ("actors", "ties", "detail"))


async def test_an_actor_removed_in_another_window_leaves_the_screen(workspace: Workspace) -> None:
    from proxytui.model.changes import Change
    from proxytui.store.store import Store

    async with exploring(workspace, centre="hermit") as it:
        other = Store.open(workspace.place.folder, origin="window-other")
        record = other.get("actors", "hermit")
        other.apply([Change("actors", "hermit", record, None)], "remove an actor")
        other.close()
        for _ in range(40):
            await it.pilot.pause(0.05)
            if "Tomas Ur" not in it.text("actors"):
                break
        assert "Tomas Ur" not in it.screen
        assert it.session.centre in workspace.index.actors
