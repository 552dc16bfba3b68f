"""Removing what is selected: what falls with it is named before, and undo brings all of it back."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from form_driver import show
from tui_driver import exploring

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def everything(workspace: Workspace) -> dict[str, Any]:
    return deepcopy({table: dict(rows) for table, rows in workspace.raw().items()})


async def test_an_actor_without_ties_is_removed_and_comes_back(workspace: Workspace) -> None:
    before = everything(workspace)
    async with exploring(workspace) as it:
        await it.go("actors", "actor:hermit")
        await it.press("d")
        assert "Remove the actor Tomas Ur?" in it.screen
        assert "Nothing else names it." in it.screen
        await it.press("enter")
        assert workspace.record("actors", "hermit") is None
        assert "u brings it back" in it.said[-1]
        await it.press("u")
    assert everything(workspace) == before


async def test_what_falls_with_an_actor_is_named_and_enter_leaves_it(workspace: Workspace) -> None:
    before = everything(workspace)
    async with exploring(workspace, size=(120, 50)) as it:
        await it.go("actors", "actor:gunmen")
        await it.press("d")
        assert "2 claims that name it fall too" in it.screen
        assert "reported to back" in it.screen
        await it.press("enter")
        assert it.top == "Explorer"
        assert everything(workspace) == before
        await it.press("d", "y")
        assert workspace.record("actors", "gunmen") is None
        assert workspace.record("claims", "c-05") is None
        assert workspace.record("claims", "c-25") is None
        await it.press("u")
    assert everything(workspace) == before


async def test_a_source_takes_what_cites_it_along_as_the_command_does(
    workspace: Workspace,
) -> None:
    before = everything(workspace)
    async with exploring(workspace) as it:
        await show(it, "source", "s-withdrawn")
        await it.press("d")
        assert "Remove the source" in it.screen
        await it.press("y")
        assert workspace.record("sources", "s-withdrawn") is None
        assert workspace.record("claims", "c-28") is None
        await it.press("u")
    assert everything(workspace) == before


async def test_of_a_tie_with_several_claims_the_one_that_is_chosen_goes(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", "group:backs:out|backs:ardania:cedar@")
        await it.press("d")
        assert "Remove which claim?" in it.screen
        await it.press("j", "enter")
        assert "Remove the claim" in it.screen
        await it.press("y")
        assert workspace.record("claims", "c-02") is None
        assert workspace.record("claims", "c-01") is not None


async def test_a_citation_goes_alone_where_others_stay(workspace: Workspace) -> None:
    before = everything(workspace)
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await it.press("3", "6")
        await it.go("detail", "quote:claims/c-07:1")
        await it.press("d")
        assert "Remove only this citation" in it.screen
        await it.press("o")
        stored = workspace.record("claims", "c-07")
        assert stored is not None
        assert len(stored["citations"]) == 2
        await it.press("u")
    assert everything(workspace) == before


async def test_the_citation_asked_about_goes_where_another_one_went_meanwhile(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await it.press("3", "6")
        await it.go("detail", "quote:claims/c-07:1")
        await it.press("d")
        before = workspace.record("claims", "c-07")
        assert before is not None
        after = {**before, "citations": before["citations"][1:]}
        workspace.apply((Change("claims", "c-07", before, after),), "elsewhere")
        await it.press("o")
        stored = workspace.record("claims", "c-07")
        assert stored is not None
        assert stored["citations"] == before["citations"][2:]


async def test_the_only_citation_of_a_claim_goes_with_the_claim(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await show(it, "tie", "backs:guard:gunmen")
        await it.press("6")
        await it.go("detail", "quote:claims/c-05:0")
        await it.press("d")
        assert "only this" not in it.screen
        await it.press("n")
        assert workspace.record("claims", "c-05") is not None


async def test_a_participant_goes_alone(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await show(it, "event", "e-raid")
        await it.go("detail", "actor:borland")
        await it.press("d")
        assert "Remove the event “Raid on the customs post”?" in it.screen
        assert "1 note that names it falls too" in it.screen
        await it.press("o")
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["participants"] == [{"actor": "cedar", "role": "attacker"}]
