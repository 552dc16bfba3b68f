"""Finding: search as you type, its groups, and the ways to what was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tui_driver import exploring

from proxytui.model.changes import Change
from proxytui.search.engine import Search
from proxytui.store.search_index import SearchIndex
from proxytui.views.target import Target
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from tui_driver import Driver


def headings(it: Driver) -> list[tuple[str, str]]:
    """The groups and how many hits each has."""
    found = (re.fullmatch(r"(\S.*?) ─+ (\d+)", line.rstrip()) for line in it.lines("hits"))
    return [(one[1], one[2]) for one in found if one]


async def test_an_empty_search_says_what_may_be_asked(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("s")
        for field in ("name:", "quote:", "kind:armed-group", "support:W", "since:2011..", "-word"):
            assert field in it.text("hits")


async def test_hits_stand_in_groups_with_their_counts(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("cedar")
        assert headings(it) == [
            ("Actors", "1"),
            ("Quotes", "4"),
            ("Notes", "1"),
            ("Sources", "1"),
            ("Kept texts", "3"),
            ("Names that sound like it", "2"),
        ]
        assert it.at("hits").startswith("Cedar Brigade")


async def test_what_was_found_is_marked_in_its_excerpt(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("quote:rifles")
        (row,) = [row for row in it.rows("hits").rows if row.key]
        assert [span.text for span in row.line if span.role == "found"] == ["rifles"]
        style = it.explorer.palette.style("found")
        assert style.bold
        assert style.underline


async def test_a_quote_leads_to_its_place_among_the_quotes_of_its_tie(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="union") as it:
        await it.search("trucks")
        assert "reported to back (disputed) › Cedar" in it.words("hits")
        await it.press("enter")
        assert it.explorer.target == Target("tie", "backs:borland:cedar")
        assert it.session.tab == "quotes"
        assert it.session.centre == "borland"
        assert it.rows("detail").has_focus
        assert "Trucks cross at night." in it.at("detail")
        await it.press("[")
        assert it.session.centre == "union"


async def test_an_event_its_quote_and_a_source_open_in_the_detail_pane(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.search("event:lake")
        await it.press("enter")
        assert it.explorer.target == Target("event", "e-treaty")
        await it.search("source:withdrawn")
        await it.press("enter")
        assert it.explorer.target == Target("source", "s-withdrawn")
        await it.search('quote:"treaty of mutual" -quote:xyz')
        await it.press("down", "enter")
        assert it.explorer.target == Target("event", "e-treaty")
        assert it.session.tab == "quotes"


async def test_a_note_opens_where_it_was_written(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("note:officer")
        await it.press("enter")
        assert it.explorer.target == Target("tie", "backs:borland:cedar")
        assert it.session.tab == "notes"
        assert it.at("detail").startswith("The customs officer")


async def test_a_kept_text_opens_at_the_words(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("text:elder text:brother")
        await it.press("enter")
        assert it.top == "Reader"
        shown = it.app.screen.view.rows
        roles = ("found", "picked-found")
        marked = [span.text for row in shown for span in row.line if span.role in roles]
        assert " ".join(marked).split() == ["elder", "brother"]
        await it.press("esc")
        assert it.top == "Explorer"


async def test_the_arrows_move_over_the_hits_while_typing_goes_on(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("ardan")
        first = it.at("hits")
        await it.press("down", "down")
        assert it.at("hits") != first
        await it.type("i")
        await it.words_looked_up()
        assert it.at("hits") == first
        await it.press("esc")
        assert not it.rows("hits").display


async def test_hits_that_come_later_leave_the_cursor_on_its_row(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        await it.search("a")
        monkeypatch.setattr("proxytui.tui.explorer.search._PAUSE_SECONDS", 1.5)
        await it.type("rdania")
        assert not it.explorer.search.complete
        await it.press("down")
        resting = it.at("hits")
        await it.words_looked_up()
        assert len(headings(it)) > 2
        assert it.at("hits") == resting


async def test_more_of_a_group_is_one_key_away(workspace: Workspace) -> None:
    async with exploring(workspace, size=(120, 24)) as it:
        await it.search("the")
        more = next(row.key for row in it.rows("hits").rows if row.key.startswith("more:"))
        it.rows("hits").go_to(more)
        before = len(it.lines("hits"))
        await it.press("enter")
        await it.words_looked_up()
        assert it.explorer.prompt.field.value == "the"
        assert len(it.lines("hits")) > before
        assert more not in [row.key for row in it.rows("hits").rows]


async def test_conditions_and_words_hold_together(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("name: support:W kind:armed-group")
        assert headings(it) == [("Actors", "4")]
        assert "Cedar Brigade" in it.text("hits")
        assert "Borland" not in it.text("hits")


async def test_a_value_that_makes_no_sense_is_told_and_the_rest_is_searched(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.search("kind:dragon cedar")
        assert it.lines("hits")[0].startswith("kind:dragon is no kind of actor")
        assert "Cedar Brigade" in it.text("hits")


async def test_words_are_found_before_the_file_of_words_answers(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SearchIndex, "sync", lambda self, tables, checkpoint: False)
    async with exploring(workspace) as it:
        await it.search("rifles")
        assert ("Quotes", "1") in headings(it)


async def test_a_change_is_found_at_once(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("rifles")
        await it.press("esc", "i")
        await it.answer("zebra crossing")
        await it.search("zebra")
        assert headings(it)[0] == ("Notes", "1")


async def test_another_windows_note_is_found(workspace: Workspace) -> None:
    other = Workspace.open(workspace.place.folder, origin="window-other")
    async with exploring(workspace) as it:
        await it.search("rifles")
        await it.press("esc")
        other.add_note(("ardania",), "seen by zebras")
        await it.pilot.pause(0.5)
        await it.search("zebras")
        assert headings(it)[0] == ("Notes", "1")
    other.close()


async def test_enter_right_behind_the_words_goes_to_what_they_find(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("s", *"note:police", "enter")
        assert it.explorer.target == Target("event", "e-raid")


async def test_a_hit_that_is_gone_meanwhile_is_said_to_be(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("note:police")
        record = workspace.raw()["notes"]["n-4"]
        workspace.apply([Change("notes", "n-4", dict(record), None)], "remove")
        await it.press("enter")
        assert "not here any more" in it.said[-1]


async def test_nothing_is_looked_up_for_one_letter(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(workspace) as it:
        monkeypatch.setattr(Search, "scan", lambda self, texts: pytest.fail("all words were read"))
        await it.search("c")
        assert headings(it)[0][0] == "Actors"


@pytest.mark.parametrize("size", [(80, 24), (50, 16), (200, 60)])
async def test_no_hit_is_wider_than_its_pane(workspace: Workspace, size: tuple[int, int]) -> None:
    async with exploring(workspace, size=size) as it:
        await it.search("the")
        cells = it.rows("hits").cells
        assert max(map(cell_len, it.lines("hits"))) <= cells


async def test_an_empty_store_is_searched(empty: Workspace) -> None:
    async with exploring(empty) as it:
        await it.search("anything")
        assert "Nothing comes close to these words." in it.words("hits")
        await it.press("enter")
        assert not it.rows("hits").display


async def test_enter_before_the_names_are_read_leads_to_the_actor_and_not_to_a_quote(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxytui.tui.explorer.search._AT_ONCE", 0)
    monkeypatch.setattr(type(workspace.names), "built", False)
    async with exploring(workspace) as it:
        await it.press("s", *"cedar")
        await it.pilot.pause(0.3)
        assert it.text("hits").strip() == "Reading the names …"
        await it.press("enter")
        assert it.explorer.session.centre == "cedar"
