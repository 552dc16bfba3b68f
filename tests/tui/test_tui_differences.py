"""The views of differences: two dates, two states of the store, two publishers, side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from test_tui_views import at, listed, opened, said, settled
from tui_driver import exploring

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


async def test_the_second_date_is_asked_for_and_a_year_before_proposed(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("=")
        assert "2 Dec 2024 beside which date (enter: 2 Dec 2023):" in it.screen
        await it.answer("2010")
        await settled(it)
        assert "From 2010 to 2 Dec 2024, by the dates given" in it.screen
        await it.press("=")
        assert "(enter: 2010)" in it.screen


async def test_what_changed_is_said_in_sentences_by_kind(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await it.press("=")
        await it.answer("2010")
        await settled(it)
        assert "said to have begun  2" in listed(it)
        assert "━ Ardania › reported to back › Cedar Brigade" in listed(it)
        assert "said to have ended  2" in listed(it)
        ended = listed(it).partition("said to have ended  2")[2]
        assert "held as of 2010" in ended
        assert "Said to have begun: 2 publishers" in said(it)
        assert "✓ “Ardania has supplied the Cedar Brigade" in said(it)


async def test_one_key_asks_for_all_actors_and_for_one_again(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await it.press("=")
        await it.answer("2010")
        await settled(it)
        assert "difference › Ardania" in it.header
        await opened(it, "a")
        assert "difference › all actors" in it.header
        assert "said to have begun  9" in listed(it)
        await opened(it, "a")
        assert "said to have begun  2" in listed(it)


async def test_the_earlier_date_stands_first_whichever_is_asked_for(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2010") as it:
        await it.press("=")
        await it.answer("2020")
        await settled(it)
        assert "From 2010 to 2020" in it.screen
        await opened(it, "t")
        await it.answer("2021")
        await settled(it)
        assert "From 2020 to 2021" in it.screen


async def test_the_same_date_twice_says_what_to_press(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2010") as it:
        await it.press("=")
        await it.answer("2010")
        await settled(it)
        assert "= asks for another one" in listed(it)


@pytest.mark.parametrize("typed", ["2010-13", "soon"])
async def test_a_second_date_that_is_none_is_explained(workspace: Workspace, typed: str) -> None:
    async with exploring(workspace) as it:
        await it.press("=")
        await it.answer(typed)
        assert typed in it.said[-1]
        assert it.top == "Explorer"


async def test_a_change_leads_to_its_quotes(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await it.press("=")
        await it.answer("2010")
        await settled(it)
        await it.press('"')
        assert it.top == "Explorer"
        assert it.session.tab == "quotes"
        assert it.session.pinned.id == "backs:ardania:cedar"


async def test_two_publishers_are_chosen_and_compared(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "u")
        await it.answer("herald")
        await it.answer("lake gaz")
        await settled(it)
        assert "What The Herald and Lake Gazette report" in it.screen
        await opened(it, "a")
        assert "from both  1" in listed(it)


async def test_what_was_recorded_since_a_change_is_told(workspace: Workspace) -> None:
    from proxytui.model.changes import Change

    raw = dict(workspace.raw()["claims"]["c-12"])
    workspace.apply([Change("claims", "c-12", raw, None)], "take the opposition out")
    async with exploring(workspace) as it:
        await it.press("V", "r")
        assert "  take the opposition out" in it.screen, "a gap behind the time"
        await it.press("down", "enter")
        await settled(it)
        assert "no longer recorded" in listed(it) or "ended" in listed(it)
        assert "Ardania › said to oppose › Borland" in listed(it)
        await it.press("enter")
        assert it.top == "DifferenceView", "what is gone leads nowhere"


async def test_a_store_without_changes_has_no_earlier_state(empty: Workspace) -> None:
    async with exploring(empty, centre="") as it:
        await it.press("V", "r")
        assert it.top in ("Explorer", "PickByTyping")


# Side by side


async def test_an_actor_at_two_dates_stands_in_two_columns(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await it.press("V", "c", "d")
        await it.answer("2010")
        await it.settled()
        shown = listed(it)
        assert "Ardania as of 2010" in shown.split("\n")[0]
        assert "Ardania as of 2020" in shown.split("\n")[0]
        cedar = next(line for line in shown.split("\n") if "Cedar Brigade" in line)
        assert "–" in cedar
        assert "only here" in cedar
        union = next(line for line in shown.split("\n") if "東方連合" in line)
        assert union.index("only here") < cedar.index("only here"), "it stands on the left"


async def test_two_actors_at_one_date_have_their_common_partners_aligned(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "c", "a")
        await it.answer("borland")
        await it.settled()
        cedar = next(line for line in listed(it).split("\n") if "Cedar Brigade" in line)
        assert cedar.count("━ held") == 2
        assert "only here" not in cedar
        assert "disputed" in cedar


async def test_a_narrow_screen_has_the_two_below_each_other(workspace: Workspace) -> None:
    async with exploring(workspace, size=(70, 24)) as it:
        await it.press("V", "c", "a")
        await it.answer("borland")
        await it.settled()
        lines = listed(it).split("\n")
        place = next(i for i, line in enumerate(lines) if line.strip() == "Cedar Brigade")
        assert lines[place + 1].strip().startswith("Ardania")
        assert lines[place + 2].strip().startswith("Borland")


async def test_a_row_of_two_ties_asks_which_one(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "c", "a")
        await it.answer("borland")
        await it.settled()
        while "Cedar Brigade" not in at(it):
            await it.press("j")
        await it.press("enter")
        assert it.top == "SelectOne"
        await it.press("j", "enter")
        assert it.session.pinned.id == "backs:borland:cedar"


async def test_columns_and_sentences_lead_to_each_other(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await it.press("=")
        await it.answer("2010")
        await settled(it)
        await opened(it, "c")
        assert it.top == "CompareView"
        await opened(it, "c")
        assert it.top == "DifferenceView"


async def test_side_by_side_is_filtered_by_names(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "c", "a")
        await it.answer("borland")
        await it.press("/")
        await it.answer("cedar")
        assert "Cedar Brigade" in listed(it)
        assert "Assembly" not in listed(it)
        await it.press("/")
        await it.answer("nobody")
        assert "No tie here has these words." in listed(it)


async def test_side_by_side_the_title_counts_what_both_have(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "c", "a")
        await it.answer("borland")
        await it.settled()
        assert re.search(
            r"Ties: \d+ of both, \d+ only of the first, \d+ only of the second", it.screen
        )
        assert it.screen.count("as of 2 Dec 2024") == 3, "in the header and over either column"
