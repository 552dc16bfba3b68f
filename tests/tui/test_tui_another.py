"""A key opens a form that begins as a copy of what is selected, and keeps it as a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from form_driver import at, change, fields, form
from tui_driver import exploring

from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace


async def rename(it: Driver, name: str) -> None:
    """Give the actor of the form another first name."""
    await at(it, "names/0")
    await it.press("enter")
    await change(it, "names/0/text", name)
    await it.press("esc")


async def test_a_claim_is_copied_changed_and_kept_beside_the_first(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        before = set(workspace.index.claims)
        await it.go("ties", "group:backs:out|backs:cedar:guard@")
        await it.press("Y")
        assert it.top == "RecordForm"
        assert "another › claim" in it.header
        assert "new, not kept yet" in it.screen
        await change(it, "since", "2019")
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        (new,) = set(workspace.index.claims) - before
        first, second = workspace.index.claims["c-04"], workspace.index.claims[new]
        assert (second.subject, second.object) == ("cedar", "guard")
        assert second.since == "2019"
        quoted = [
            [cited.quote and cited.quote.exact for cited in claim.citations]
            for claim in (first, second)
        ]
        assert quoted[0] == quoted[1]
        assert it.explorer.target.id == "backs:cedar:guard"
        await it.press("u")
        assert set(workspace.index.claims) == before


async def test_an_actor_like_another_gets_an_id_of_its_own_name(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:borland")
        await it.press("Y")
        await rename(it, "Northland")
        await it.press("ctrl+s")
        assert workspace.index.actors["northland"].kind == "state"
        assert it.session.centre == "northland"


async def test_a_copy_that_was_not_changed_is_left_without_a_question(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        before = len(workspace.index.actors)
        await it.go("actors", "actor:borland")
        await it.press("Y", "esc")
        assert it.top == "Explorer"
        assert len(workspace.index.actors) == before
        await it.press("Y")
        await rename(it, "Northland")
        await it.press("esc")
        assert it.top == "SelectOne"
        await it.press("n")
        assert len(workspace.index.actors) == before


async def test_a_copy_of_an_event_is_kept_as_it_is_if_that_is_wanted(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = set(workspace.index.events)
        await it.press("3", "5")
        key = next(r.key for r in it.rows("detail").rows if r.key.startswith("entry:events/"))
        await it.go("detail", key)
        await it.press("Y", "ctrl+s")
        (new,) = set(workspace.index.events) - before
        copied = key.partition("/")[2].partition(":")[0]
        assert workspace.index.events[new].title == workspace.index.events[copied].title
        assert (
            workspace.index.events[new].participants == workspace.index.events[copied].participants
        )


async def test_a_source_is_copied_without_its_text_and_address(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = set(workspace.index.sources)
        await it.press("V", "k")
        assert it.app.screen.query_one("#view", Rows).go_to("source:s-herald")
        await it.press("Y")
        assert "another › source" in it.header
        await change(it, "title", "The Herald, part two")
        await it.press("ctrl+s")
        (new,) = set(workspace.index.sources) - before
        source = workspace.index.sources[new]
        assert source.title == "The Herald, part two"
        assert source.publisher == workspace.index.sources["s-herald"].publisher
        assert not source.documents


async def test_what_is_not_right_yet_is_said_and_nothing_is_written(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = set(workspace.index.events)
        await it.press("3", "5")
        key = next(r.key for r in it.rows("detail").rows if r.key.startswith("entry:events/"))
        await it.go("detail", key)
        await it.press("Y")
        await change(it, "date", "20xx")
        assert form(it).faults or "20xx" in fields(it)
        await it.press("esc", "ctrl+s")
        assert set(workspace.index.events) == before


async def test_where_nothing_is_selected_the_key_says_how_a_record_is_added(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("1", "g", "g", "Y")
        assert it.said[-1] == "Nothing is selected that has a record; a adds one."
