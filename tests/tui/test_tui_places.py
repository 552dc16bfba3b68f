"""Places to come back to: marks, bookmarks, saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import Driver, exploring, text_of

from proxytui.model import filters
from proxytui.model.changes import Change
from proxytui.tui.views.saved_views import SavedViewsView

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def _list(it: Driver) -> list[str]:
    screen = it.app.screen
    assert isinstance(screen, SavedViewsView)
    return [line.strip() for line in text_of(screen.rows)]


async def _date(it: Driver, date: str) -> None:
    await it.press("t")
    await it.answer(date)


# Marks


async def test_a_mark_brings_back_centre_date_pane_and_row(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await _date(it, "2014")
        await it.press("2", "j", "j")
        row = it.at("ties")
        await it.press("m", "a")
        assert "Marked as a" in it.said[-1]
        await it.press("T", "1")
        await it.go("actors", "actor:borland")
        await it.press("enter")
        assert "Borland" in it.header
        await it.press("apostrophe", "a")
        assert "as of 2014" in it.header
        assert it.session.centre == "ardania"
        assert it.explorer.pane == "ties"
        assert it.at("ties") == row


async def test_the_same_key_twice_goes_back_to_before_the_jump(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("m", "z")
        await it.go("actors", "actor:borland")
        await it.press("enter")
        await _date(it, "2013")
        await it.press("apostrophe", "z")
        assert it.session.centre == "ardania"
        await it.press("apostrophe", "apostrophe")
        assert (it.session.centre, it.session.period.text) == ("borland", "2013")
        await it.press("apostrophe", "apostrophe")
        assert it.session.centre == "ardania"


async def test_marks_are_listed_and_last_over_a_restart(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await _date(it, "2014")
        await it.press("2", "m", "q")
        it.app.keep_state()
    async with exploring(workspace, centre="borland", as_of="2020") as it:
        await it.press("apostrophe")
        assert "Ardania · as of 2014 · ties" in it.screen
        await it.press("enter")
        assert (it.session.centre, it.session.period.text) == ("ardania", "2014")


async def test_unknown_letters_and_no_marks_are_said(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("apostrophe")
        assert "No mark is set" in it.said[-1]
        assert it.top == "Explorer"
        await it.press("m", "esc")
        assert it.session.marks == {}
        await it.press("m", "a", "apostrophe", "x")
        assert "No mark is called x" in it.said[-1]
        assert it.top == "Explorer"


async def test_a_mark_on_an_actor_that_is_gone_is_said(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.press("m", "a")
        await it.go("actors", "actor:borland")
        await it.press("enter")
        gone = Change("actors", "hermit", dict(workspace.raw()["actors"]["hermit"]), None)
        workspace.apply([gone], "remove")
        it.explorer.store_changed()
        await it.press("apostrophe", "a")
        assert "hermit is gone" in it.said[-1]
        assert it.session.centre == "borland"


async def test_a_marked_event_is_pinned_again(workspace: Workspace) -> None:
    event = next(iter(workspace.index.events))
    async with exploring(workspace) as it:
        from proxytui.views.target import Target

        it.explorer.navigation.lead_to(Target("event", event), "overview")
        await it.press("m", "e", "[", "apostrophe", "e")
        assert it.session.pinned == Target("event", event)
        assert it.explorer.target.id == event


# Bookmarks and saved views


async def test_a_bookmark_keeps_actor_and_date(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await _date(it, "2014")
        await it.go("actors", "actor:cedar")
        await it.press("B")
        assert "Bookmarked “Cedar Front, 2014”" in it.said[-1]
        await it.press("B")
        assert "is there already" in it.said[-1]
        await it.press("T", "b")
        lines = _list(it)
        assert lines[0].startswith("Cedar Front, 2014")
        assert lines[0].endswith("bookmark")
        assert lines[1] == "Cedar Front · as of 2014"
        await it.press("enter")
        assert it.top == "Explorer"
        assert (it.session.centre, it.session.period.text) == ("cedar", "2014")
        assert it.explorer.pane == "ties"
        await it.press("u", "b")
        assert _list(it)[0].startswith("No view is saved yet")


async def test_a_view_is_saved_with_its_filter_and_looked_through_again(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        it.explorer.tie_filter.apply(filters.read("support:W"))
        await it.press("2", "x", "b", "a")
        await it.answer("arms")
        assert "Saved “arms”" in it.said[-1]
        assert _list(it)[1] == "Ardania · as of the store's own date · only weapons"
        shown = it.lines("ties")
        await it.press("esc", "F", "x", "1")
        await _date(it, "2010")
        await it.go("actors", "actor:borland")
        await it.press("enter", "b", "enter")
        assert it.session.filter == filters.read("support:W")
        assert it.session.centre == "ardania"
        assert it.session.period == it.session.default
        assert it.session.turned
        assert it.lines("ties") == shown
        assert "only weapons" in it.screen


async def test_views_are_renamed_replaced_removed_and_brought_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("b", "a")
        await it.answer("one")
        await it.press("a")
        await it.answer("two")
        await it.press("a")
        await it.answer("ONE")
        assert "Replaced “ONE”" in it.said[-1]
        names = [line.split("  ")[0] for line in _list(it)[::2]]
        assert names == ["ONE", "two"]
        await it.press("e")
        await it.press("ctrl+u")
        await it.answer("two")
        assert "already" in it.said[-1]
        await it.press("e")
        await it.press("ctrl+u")
        await it.answer("first")
        assert [line.split("  ")[0] for line in _list(it)[::2]] == ["first", "two"]
        await it.press("d")
        assert "Removed “first”; u brings it back." in it.said[-1]
        assert [line.split("  ")[0] for line in _list(it)[::2]] == ["two"]
        await it.press("u")
        assert [line.split("  ")[0] for line in _list(it)[::2]] == ["first", "two"]


async def test_an_empty_list_says_what_to_press(workspace: Workspace) -> None:
    async with exploring(workspace, size=(80, 24)) as it:
        await it.press("b")
        assert "a saves what the explorer shows now" in " ".join(_list(it))
        await it.press("enter", "d", "e", "o", '"')
        assert it.top == "SavedViewsView"
        await it.press("esc")
        assert it.top == "Explorer"


async def test_a_view_that_cannot_be_read_is_listed_and_refused(workspace: Workspace) -> None:
    record = {"name": "odd \x1b[31m", "lens": {"filter": "support:Q"}}
    workspace.apply([Change("views", "v-odd", None, record)], "by hand")
    async with exploring(workspace) as it:
        await it.press("b")
        assert "not read" in _list(it)[0]
        await it.press("enter")
        assert "can't be read" in it.said[-1]
        assert it.top == "SavedViewsView"


async def test_saved_views_open_over_another_view(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("B", "V", "t", "b", "enter")
        assert it.top == "Explorer"
