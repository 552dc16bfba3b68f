"""The timeline as a view: rows on one axis, zoom and scroll, the date, and where rows lead."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring

from proxytui.tui.views.timeline import TimelineView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from proxytui.workspace import Workspace


@asynccontextmanager
async def at_timeline(
    workspace: Workspace, *keys: str, size: tuple[int, int] = (120, 40), as_of: str = ""
) -> AsyncIterator[Driver]:
    """The timeline of what these keys select, of Ardania without any."""
    async with exploring(workspace, centre="ardania", size=size, as_of=as_of) as it:
        await it.press(*(keys or ("2",)), "V", "l")
        assert it.top == "TimelineView"
        yield it


def view(it: Driver) -> TimelineView:
    screen = it.app.screen
    assert isinstance(screen, TimelineView)
    return screen


def line(it: Driver, words: str) -> str:
    """The line of the screen that begins with these words, but for its frame and glyph."""
    for one in it.screen.split("\n"):
        if words in one[:36]:
            return one
    raise AssertionError(f"no line with {words!r} in\n{it.screen}")


def key(it: Driver, part: str) -> str:
    return next(row.key for row in view(it).rows.rows if part in row.key)


async def go(it: Driver, part: str) -> None:
    assert view(it).rows.go_to(key(it, part))
    await it.settled()


async def test_the_menu_of_views_leads_to_the_timeline_of_the_centre(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        assert "Ardania › timeline" in it.header
        assert "Timeline: " in it.screen
        assert "▾ reported to back" in it.screen
        assert "▾ events" in it.screen


async def test_the_timeline_of_a_tie_has_a_row_a_claim_with_its_publisher(
    workspace: Workspace,
) -> None:
    async with at_timeline(workspace, "2", "j", "3") as it:
        assert "Ardania › reported to back" in it.header
        assert "in all" in it.screen
        assert "▾ claims" in it.screen
        assert "The Herald" in it.screen


async def test_certain_years_are_solid_and_possible_ones_shaded(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        assert "held" in line(it, "Borland")
        assert "▆▆▆" in line(it, "Borland")
        assert line(it, "Talks of which").rstrip().endswith("│")
        assert "no date given" in line(it, "Talks of which")
        assert "◆" in line(it, "Treaty of the lake")


async def test_the_words_of_a_row_stand_below_it_with_who_says_them(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        await go(it, "backs:ardania:union")
        below = " ".join(it.screen.split("╰")[1].split())
        assert "By the years given: held in 2000–2010" in below
        assert "reports, for another time than 2 Dec 2024, that Ardania backs" in below


async def test_zoom_scroll_and_back_to_all_of_it(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        opened = view(it).axis.words
        await it.press("0")
        whole = view(it).axis.words
        assert whole != opened, "a name lies long before all ties and events"
        await it.press("+")
        closer = view(it).axis
        assert closer.words != whole
        await it.press("h")
        assert view(it).axis.days[0] < closer.days[0]
        await it.press("l", "l")
        assert view(it).axis.days[0] > closer.days[0]
        await it.press("_", "0")
        assert view(it).axis.words == whole
        assert whole in it.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_axis_ends_where_nothing_follows(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with at_timeline(workspace, size=size) as it:
        axis = view(it).axis
        assert axis.days[1] <= date(2024, 12, 2).toordinal() + 2 * axis.scale.days


async def test_the_zoom_ends_with_a_word(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        for _ in range(20):
            await it.press("+")
        assert it.said[-1] == "That is as close as it goes."
        assert "a cell is a day" in it.screen
        for _ in range(20):
            await it.press("minus")
        assert it.said[-1] == "It doesn't go any wider."


async def test_zooming_and_scrolling_leave_the_cursor_where_it_is(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        await go(it, "backs:ardania:union")
        before = view(it).rows.key
        await it.press("+", "l", "_", "0")
        assert view(it).rows.key == before


async def test_the_date_is_a_line_that_the_date_keys_move(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        before = it.screen.split("\n")[2].index("▼")
        await it.press(*"<<<<<")
        assert "as of 2 Dec 2019" in it.header
        after = it.screen.split("\n")[2].index("▼")
        assert after < before
        assert line(it, "Borland")[after] == "┃"
        await it.press("t")
        await it.answer("1800")
        assert "◂" in it.screen.split("\n")[2]


async def test_the_next_change_is_one_of_what_is_on_the_axis(workspace: Workspace) -> None:
    async with at_timeline(workspace, as_of="2001") as it:
        await it.press(".")
        assert it.said
        assert "as of 2001" not in it.header


async def test_enter_leads_to_the_tie_and_a_quotation_mark_to_its_words(
    workspace: Workspace,
) -> None:
    async with at_timeline(workspace) as it:
        await go(it, "backs:ardania:union")
        await it.press("enter")
        assert it.top == "Explorer"
        assert it.explorer.target.id == "backs:ardania:union"
        await it.press("V", "V")
        await go(it, "backs:ardania:union")
        await it.press('"')
        assert it.session.tab == "quotes"


async def test_an_event_leads_to_its_record(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        await go(it, "e-treaty")
        await it.press("enter")
        assert it.explorer.target == ("event", "e-treaty")


async def test_a_heading_folds_what_stands_under_it(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        rows = view(it).rows
        before = len(rows.rows)
        assert rows.go_to("ties:backs")
        await it.press("enter")
        assert len(rows.rows) < before
        assert "▸ reported to back" in it.screen
        await it.press(" ")
        assert len(rows.rows) == before


async def test_the_filter_goes_by_names_and_esc_clears_it(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        before = len(view(it).rows.rows)
        await it.press("/")
        await it.answer("borland")
        assert 0 < len(view(it).rows.rows) < before
        await it.press("/")
        await it.answer("zzzz")
        assert "No row has this in its name" in it.screen
        await it.press("esc")
        assert len(view(it).rows.rows) == before
        await it.press("esc")
        assert it.top == "Explorer"


async def test_what_is_planned_or_refuted_shows_on_request_with_its_status(
    workspace: Workspace,
) -> None:
    async with at_timeline(workspace) as it:
        keys = [row.key for row in view(it).rows.rows]
        assert not any("renewal" in one for one in keys)
        await it.press("A")
        await go(it, "backs:ardania:renewal")
        assert "planned: at no date" in it.screen
        await go(it, "backs:ardania:assembly")
        assert "recorded as refuted: at no date" in it.screen


async def test_a_change_to_the_store_is_drawn(workspace: Workspace) -> None:
    async with at_timeline(workspace, "2", "j", "3") as it:
        tie = view(it).visible_ties()[0]
        before = len(view(it).rows.rows)
        claim = workspace.index.tie_claims[tie][0]
        record = {**workspace.raw()["claims"][claim]}
        from proxytui.model.changes import Change

        workspace.apply([Change("claims", "c-new", None, {**record, "since": "1999"})], "one more")
        view(it).store_changed()
        await it.settled()
        assert len(view(it).rows.rows) == before + 1


@pytest.mark.parametrize("size", [(30, 10), (60, 18), (80, 24), (200, 60)])
async def test_it_fits_every_terminal(workspace: Workspace, size: tuple[int, int]) -> None:
    async with at_timeline(workspace, size=size) as it:
        assert "▾ own" in it.screen
        mark = it.screen.split("\n")[2].index("▼")
        assert line(it, "founded")[mark] == "│"
        await it.press("+", "l", "G", "k")
        assert it.top == "TimelineView"


async def test_resizing_keeps_the_scale_and_the_cursor(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        await go(it, "backs:ardania:union")
        await it.press("+")
        before = view(it).axis
        await it.pilot.resize_terminal(90, 30)
        await it.settled()
        assert view(it).axis.scale == before.scale
        assert view(it).axis.first == before.first
        assert "backs:ardania:union" in view(it).rows.key


async def test_a_copy_says_of_whom_and_of_which_date_it_is(workspace: Workspace) -> None:
    async with at_timeline(workspace) as it:
        await it.press("<", "y", "t")
        copied = it.app.clipboard.split("\n")
        assert copied[0] == "Ardania › timeline · as of 2 Dec 2023"
        assert any("reported to back" in one for one in copied)


async def test_an_empty_store_has_no_timeline(empty: Workspace) -> None:
    async with exploring(empty) as it:
        await it.press("V", "l")
        assert it.top == "Explorer"
        assert it.said == ["There is nobody to draw a timeline of."]


async def test_the_ties_of_a_path_stand_hop_by_hop(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        it.explorer.open_views.open_path("ardania", "gunmen")
        await it.settled()
        await it.press("V", "l")
        assert it.top == "TimelineView"
        assert "path › Ardania" in it.header
        assert len(view(it).rows.rows) == len(view(it).visible_ties())
        assert " › " in line(it, "Ardania › ")


# The tab


async def test_the_tab_draws_the_same_to_the_width_of_its_pane(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("2", "9")
        assert it.session.tab == "timeline"
        lines = it.lines("detail")
        assert "▼" in lines[1]
        assert any("reported to back" in one for one in lines)
        assert any("▆" in one for one in lines)
        assert max(map(len, lines)) <= it.rows("detail").cells


async def test_a_row_of_the_tab_leads_to_its_tie_and_z_to_the_view(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("2", "9", "3")
        await it.go("detail", "tie:backs:ardania:union")
        await it.press("enter")
        assert it.explorer.target == ("tie", "backs:ardania:union")
        await it.press("[", "9", "z")
        assert it.top == "TimelineView"
        await it.press("esc")
        assert it.top == "Explorer"


async def test_the_tab_is_filtered_by_names_and_follows_the_date(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("2", "9", "3", "/")
        await it.answer("treaty")
        assert "Treaty of the" in it.text("detail")
        assert "reported to back" not in it.text("detail")
        await it.press("esc")
        before = it.lines("detail")[1].index("▼")
        await it.press(*"<<<<<<<<")
        assert it.lines("detail")[1].index("▼") < before


async def test_the_tab_of_a_tie_has_its_claims(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("2", "j", "9")
        assert "in all" in it.text("detail")
        assert "claims" in it.text("detail")
        assert "W F · The Her" in it.text("detail"), "told apart by what is claimed"


@pytest.mark.parametrize("key", ["actor:voss", "actor:nur", "actor:gunmen"])
async def test_whoever_is_selected_has_a_timeline(workspace: Workspace, key: str) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("9", "1")
        await it.go("actors", key)
        assert "z shows it over the whole screen" in it.text("detail")
