"""Views of findings: tensions, gaps, without a publisher; menu, folds, filter, way out and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring, text_of

from proxytui.tui.views.base import View
from proxytui.tui.views.findings import FindingsView

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def view(it: Driver) -> View:
    screen = it.app.screen
    assert isinstance(screen, View), screen
    return screen


def listed(it: Driver) -> str:
    return "\n".join(text_of(view(it).rows))


def said(it: Driver) -> str:
    screen = it.app.screen
    assert isinstance(screen, FindingsView)
    return " ".join(" ".join(text_of(screen.words_list)).split())


def at(it: Driver) -> str:
    rows = view(it).rows
    return text_of(rows)[rows.cursor].strip()


async def settled(it: Driver) -> None:
    while view(it).working:
        await it.pilot.pause(0.01)
    await it.settled()


async def opened(it: Driver, *keys: str) -> None:
    await it.press(*keys)
    await settled(it)


async def test_the_menu_lists_every_view_with_its_letter(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V")
        assert it.top == "SelectOne"
        for letter, title in (("p", "path"), ("d", "difference"), ("t", "tensions"), ("g", "gaps")):
            assert f"{letter}  {title}" in it.screen


async def test_tensions_stand_under_their_kind_with_a_count_and_a_state(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "t")
        assert "tensions" in it.header
        assert "unbalanced triangles  1" in listed(it)
        [held] = (line for line in text_of(view(it).rows) if "Ardania · Borland" in line)
        assert "Ardania · Borland · Cedar" in held
        assert held.endswith("disputed · held"), "a tie of it is"


async def test_what_is_said_of_a_tension_stands_beside_it_with_its_quotes(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "t")
        assert "both to be on one side with the Cedar Brigade (held)" in said(it)
        assert "✓ “Borland arms the Cedar Brigade”" in said(it)
        assert "said by a customs officer" in said(it)


async def test_a_tension_unfolds_to_its_ties_and_a_tie_leads_to_the_explorer(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "t", "enter", "j", "j")
        assert at(it).startswith("╳ Borland › said to oppose › Ardania")
        await it.press("enter")
        assert it.top == "Explorer"
        assert "reports that Borland opposes Ardania" in it.words("detail")


async def test_the_words_of_a_tension_of_several_ties_ask_which(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "t")
        await it.press('"')
        assert it.top == "SelectOne"
        assert "Borland › reported to back (disputed) › Cedar Brigade" in it.screen
        await it.press("j", "j", "j", "enter")
        assert it.top == "Explorer"
        assert it.session.tab == "quotes"
        assert "Borland arms the Cedar Brigade" in it.words("detail")


async def test_the_balance_says_the_year_of_the_date_in_words(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2020") as it:
        await opened(it, "V", "t")
        assert "2020: no triangle balances, 1 doesn't (1 fully held)" in it.screen
        await opened(it, "<", "<")
        assert "2018" in it.header
        assert "1 doesn't (1 fully held" not in it.screen


async def test_findings_follow_the_date(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2018") as it:
        await opened(it, "V", "t")
        assert "Cedar Brigade" not in listed(it)
        await opened(it, ">")
        assert "Ardania · Borland · Cedar" in listed(it)


async def test_without_a_tension_it_says_what_to_press(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="1900") as it:
        await opened(it, "V", "t")
        assert "No tension is found" in listed(it)


async def test_gaps_stand_under_what_is_missing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "g")
        assert "no quote is recorded  14" in listed(it)
        assert "only one publisher says so  24" in listed(it)
        assert "quotes that do not stand in the kept text  1" in listed(it)


@pytest.mark.parametrize("name", ["t", "g"])
async def test_keys_to_a_record_are_hinted_on_its_row_and_not_on_a_heading(
    workspace: Workspace, name: str
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", name, "g", "g")
        assert view(it).rows.key.startswith("head:")
        on_heading = {action.id for action in view(it).hinted()}
        await it.press("j")
        on_row = {action.id for action in view(it).hinted()}
        records = {"words", "source", "edit-record"}
        assert not on_heading & records
        assert on_row & records
        await it.press("k", "e")
        assert "A heading leads to no record" in it.screen


async def test_a_gap_of_a_quote_shows_that_quote_and_leads_to_the_tie(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "g", "/")
        await it.answer("older brother")
        await settled(it)
        assert listed(it).count("\n") == 1, listed(it)
        assert "✗ “whose commander calls it an older brother”" in said(it)
        await it.press('"')
        assert it.top == "Explorer"
        assert it.session.pinned.id == "backs:guard:cedar"


async def test_a_filter_shows_only_what_has_its_words_and_esc_clears_it(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "g")
        whole = listed(it)
        await it.press("/")
        await it.answer("Eastern Union has nothing like that")
        await settled(it)
        assert "esc clears the filter" in " ".join(listed(it).split())
        await it.press("esc")
        await settled(it)
        assert listed(it) == whole
        assert it.top == "GapsView"
        await it.press("esc")
        assert it.top == "Explorer"


async def test_kinds_fold_one_by_one_and_all_at_once(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "g")
        assert len(view(it).rows.rows) > 40
        await it.press("h", "h")
        assert at(it) == "▸ no quote is recorded  14"
        await it.press("Z")
        assert all(line.startswith("▸") for line in text_of(view(it).rows))
        await it.press("l", "l")
        assert not at(it).startswith("▸")
        await it.press("h")
        assert at(it) == "▾ no quote is recorded  14"


async def test_without_a_publisher_asks_which_and_says_how_many_claims_cite_it(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("w")
        assert it.top == "PickByTyping"
        assert "The Herald" in it.screen
        assert "cited by 9 claims" in it.screen
        await it.answer("herald")
        await settled(it)
        assert "would fall  8" in listed(it)
        assert "would weaken or change  1" in listed(it)
        assert "9 ties · 18 more don't cite it" in it.screen
        assert "Without The Herald no source supports it." in said(it)


async def test_the_menu_leads_back_to_the_view_that_was_left_as_it_was(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "g")
        await it.press("G", "enter")
        assert it.top == "Explorer"
        await it.press("V")
        assert "back" in it.screen
        await opened(it, "V")
        assert it.top == "GapsView"
        before = at(it)
        await it.press("esc")
        await opened(it, "V", "V")
        assert at(it) == before


async def test_a_view_over_a_view_leads_to_the_explorer_in_one_key(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "t")
        await opened(it, "V", "g")
        assert it.top == "GapsView"
        await it.press("enter")
        assert it.top == "Explorer"


async def test_a_change_of_the_store_shows_in_a_view(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "g")
        raw = dict(workspace.raw()["claims"]["c-12"])
        from proxytui.model.changes import Change

        workspace.apply([Change("claims", "c-12", raw, None)], "remove")
        view(it).store_changed()
        await settled(it)
        assert "no quote is recorded  13" in listed(it)


async def test_tab_goes_to_what_is_said_and_enter_there_opens_the_source(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await opened(it, "V", "t", "tab", "G")
        screen = it.app.screen
        assert isinstance(screen, FindingsView)
        screen.words_list.go_to("quote:claims/c-07:0")
        await it.press("enter")
        assert it.top == "Reader"
        assert "Borland arms the Cedar Brigade" in it.screen


async def test_a_view_without_records_says_so(empty: Workspace) -> None:
    async with exploring(empty, centre="") as it:
        for letter, words in (("t", "No tension"), ("g", "No weak spot")):
            await opened(it, "V", letter)
            assert words in listed(it)
            await it.press("enter", '"', "o", "j", "l", "h", "Z", "esc")
        await it.press("p")
        assert it.said[-1] == "There is no actor to start from."


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12)])
async def test_it_fits_any_terminal(workspace: Workspace, size: tuple[int, int]) -> None:
    async with exploring(workspace, size=size) as it:
        for letter in ("t", "g"):
            await opened(it, "V", letter)
            assert listed(it)
            await it.resize(size[0] + 20, size[1] + 6)
            await it.resize(*size)
            await settled(it)
            assert it.app.is_running
            await it.press("esc")
