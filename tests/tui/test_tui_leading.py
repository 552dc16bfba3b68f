"""Where keys lead: views to the centre, links to what they name, `o` to the text of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring, text_of

from proxytui.model import filters
from proxytui.tui import saved_state, screenshot
from proxytui.tui.saved_state import SavedState
from proxytui.tui.views.backbone import BackboneView
from proxytui.tui.views.timeline import TimelineView
from proxytui.tui.widgets.rows import Rows
from proxytui.views.actor_order import DESCRIBED

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


# Views of the centre


async def overview_of(it: Driver) -> str:
    await it.press("V", "o")
    view = it.app.screen
    assert isinstance(view, BackboneView)
    await it.press("esc")
    return view.actor


async def test_a_view_is_of_the_centre_wherever_the_cursor_rests(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:borland")
        assert await overview_of(it) == "ardania"
        await it.go("ties", TO_CEDAR)
        assert await overview_of(it) == "ardania"
        await it.press("V", "l")
        view = it.app.screen
        assert isinstance(view, TimelineView)
        assert "Ardania › timeline" in it.header
        await it.press("esc", "2", "v", "j")
        assert await overview_of(it) == "ardania"


async def test_from_the_detail_pane_it_is_of_what_stands_there(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:borland")
        await it.press("3", "V")
        assert "Views of Borland" in it.screen
        await it.press("esc")
        assert await overview_of(it) == "borland"
        await it.go("ties", TO_CEDAR)
        await it.press("3", "V", "l")
        assert "Ardania › reported to back › Cedar Brigade › timeline" in it.header


async def test_a_path_starts_at_the_centre_and_proposes_what_is_selected(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:guard")
        await it.press("p")
        assert "The ways from Ardania to" in it.screen
        await it.press("enter")
        assert "Guard" in it.header


async def test_moving_over_an_actor_reads_like_no_tie(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:borland")
        assert "›" not in it.header
        assert "Borland, beside the centre Ardania" in it.header
        await it.go("ties", TO_CEDAR)
        assert "Ardania › reported to back › Cedar Brigade" in it.header


async def test_a_second_date_proposes_the_stores_own(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2012") as it:
        await it.press("=")
        assert "2012 beside which date (enter: 2 Dec 2024):" in it.screen
        await it.press("esc", "T", "=")
        assert "2 Dec 2024 beside which date (enter: 2 Dec 2023):" in it.screen


async def test_the_date_of_the_store_is_called_so(workspace: Workspace) -> None:
    async with exploring(workspace, as_of="2012") as it:
        assert "T store's date" in it.header
        await it.press("V", "t")
        assert "T store's date" in it.header


@pytest.mark.parametrize("columns", [60, 66, 72, 80, 99])
async def test_a_gap_stands_before_the_date(workspace: Workspace, columns: int) -> None:
    async with exploring(workspace, (columns, 24)) as it:
        await it.go("ties", TO_CEDAR)
        assert "   as of " in it.header


# After a search


async def test_after_a_search_the_cursor_is_on_the_first_tie(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.search("ardania")
        await it.press("enter")
        assert it.explorer.pane == "ties"
        assert it.explorer.target.kind == "tie"
        first = it.explorer.target.id
        await it.press('"')
        assert it.session.tab == "quotes"
        assert it.explorer.target.id == first


async def test_after_a_search_for_somebody_without_ties_nothing_is_missing(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.search("tomas ur")
        await it.press("enter")
        assert it.session.centre == "hermit"
        assert it.explorer.target.id == "hermit"


# Notes


async def noted(it: Driver, about: str, text: str) -> str:
    note = it.explorer.workspace.add_note((about,), text)
    it.explorer.store_changed()
    await it.press("3", "7")
    return note


@pytest.mark.parametrize(
    ("words", "kind", "id_"),
    [
        ("Borland", "actor", "borland"),
        ("cb", "actor", "cedar"),
        ("nur", "actor", "nur"),
        ("backs:ardania:cedar", "tie", "backs:ardania:cedar"),
        ("s-herald", "source", "s-herald"),
    ],
)
async def test_enter_on_a_note_goes_where_it_links_to(
    workspace: Workspace, words: str, kind: str, id_: str
) -> None:
    async with exploring(workspace, centre="hermit") as it:
        note = await noted(it, "hermit", f"see [[{words}]]")
        await it.go("detail", f"note:{note}")
        await it.press("enter")
        assert it.explorer.target == (kind, id_)
        await it.press("[")
        assert it.session.centre == "hermit"


async def test_of_several_links_one_is_chosen(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        note = await noted(it, "hermit", "[[Borland]] or [[Nur Movement]] or [[nobody at all]]")
        await it.go("detail", f"note:{note}")
        await it.press("enter")
        assert len(text_of(it.app.screen.query_one(Rows))) == 2
        await it.press("j", "enter")
        assert it.session.centre == "nur"


async def test_a_note_that_leads_nowhere_is_edited_and_its_window_says_what_it_is_on(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="hermit") as it:
        note = await noted(it, "hermit", "see [[nobody at all]]")
        await it.go("detail", f"note:{note}")
        await it.press("enter")
        assert it.top == "EditText"
        assert "note on Tomas Ur" in it.screen


async def test_a_note_that_links_here_leads_to_what_it_is_about(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        note = await noted(it, "borland", "ask [[Tomas Ur]]")
        await it.go("detail", f"note:{note}")
        await it.press("e")
        assert "note on Borland" in it.screen
        assert "note on Tomas Ur" not in it.screen
        await it.press("esc", "enter")
        assert it.session.centre == "borland"
        assert it.session.tab == "notes"
        assert it.rows("detail").key == f"note:{note}"


async def test_the_hints_promise_nothing_that_a_window_hides(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7")
        assert "enter open" in it.hints
        await it.press("e")
        assert it.hints.strip() == ""
        await it.press("esc")
        assert "enter open" in it.hints


async def test_a_note_on_a_source_names_it(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("source:gazette")
        await it.press("enter", "i")
        name = workspace.index.source_names.name("s-gazette")
        assert f"note on {name}:" in it.screen


# Sources


async def test_o_on_a_source_opens_its_text(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("source:gazette")
        await it.press("enter", "o")
        assert it.top == "Reader"
        assert "The Gazette, weekend edition" in it.screen


# The filter


async def test_the_actors_are_those_that_the_filter_leaves_a_tie(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        everyone = len(workspace.index.actors)
        assert it.title("actors") == "1 Actors"
        it.explorer.tie_filter.apply(filters.read("support:F"))
        assert "Cedar Brigade" in it.text("actors")
        assert "Nur Movement" not in it.text("actors")
        assert "Tomas Ur" not in it.text("actors")
        it.session.opened.add(DESCRIBED)
        it.explorer.draw_actors()
        count = sum(row.key.startswith("actor:") for row in it.rows("actors").rows)
        assert it.title("actors") == f"1 Actors · {count} of {everyone}"
        await it.press("F")
        assert it.title("actors") == "1 Actors"
        assert "Nur Movement" in it.text("actors") or "حركة" in it.text("actors")


# Pictures


def test_a_picture_starts_clean_whatever_the_explorer_remembers(workspace: Workspace) -> None:
    clean = drawn(workspace)
    kept = SavedState(
        tab="notes", as_of="1999", filter="type:opposes", turned=True, centre="borland"
    )
    saved_state.save(workspace.place, kept)
    assert saved_state.load(workspace.place).tab == "notes"
    assert drawn(workspace) == clean


def drawn(workspace: Workspace) -> str:
    svg = screenshot.picture(
        workspace,
        name="ardania",
        view="explorer",
        size=(100, 30),
        theme=None,
        keys=[],
        as_of=None,
    )
    return "".join(part.partition("<")[0] for part in svg.split(">"))
