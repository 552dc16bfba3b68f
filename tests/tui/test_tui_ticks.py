"""Rows are ticked with space, and keys that change or copy act on all of them in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import exploring, text_of

from proxytui.tui.dialogs.choose_one import SelectOne
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

TIES = ("group:backs:out|backs:ardania:cedar@", "group:leads:in|leads:voss:ardania@")


async def tick(it: Driver, pane: str, *keys: str) -> None:
    for key in keys:
        await it.go(pane, key)
        await it.press(" ")


def window(it: Driver) -> str:
    """The window on top, as one text."""
    assert isinstance(it.app.screen, SelectOne)
    return " ".join(it.screen.split())


def below(it: Driver, pane: str) -> str:
    return str(it.rows(pane).border_subtitle)


def steps(workspace: Workspace) -> int:
    return len(list(workspace.log()))


async def test_space_ticks_a_row_goes_on_and_counts_and_esc_unticks(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("actors", "actor:cedar")
        place = it.rows("actors").cursor
        await it.press(" ", " ")
        assert it.rows("actors").cursor == place + 2
        assert below(it, "actors") == "2 ticked, esc unticks"
        assert it.screen.count("◆") == 2
        await it.press("k", " ")
        assert below(it, "actors") == "1 ticked, esc unticks"
        await it.press("esc")
        assert below(it, "actors") == ""
        assert "◆" not in it.screen


async def test_ticks_outlast_a_filter_and_esc_clears_that_first(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("/")
        await it.answer("cedar")
        await it.press(" ", "/")
        await it.press(*["backspace"] * 5)
        await it.answer("borland")
        await it.press(" ")
        assert below(it, "actors") == "/borland  esc clears · 2 ticked, esc unticks"
        await it.press("esc")
        assert below(it, "actors") == "2 ticked, esc unticks"


async def test_what_is_ticked_is_removed_in_one_step_after_a_question_that_counts(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await tick(it, "ties", *TIES)
        before, claims = steps(workspace), set(workspace.index.claims)
        gone = {
            claim
            for tie in ("backs:ardania:cedar", "leads:voss:ardania")
            for claim in workspace.index.tie_claims[tie]
        }
        assert len(gone) > 2
        await it.press("d")
        assert f"Remove {len(gone)} claims" in window(it)
        await it.press("y")
        assert set(workspace.index.claims) <= claims - gone
        assert steps(workspace) == before + 1
        assert below(it, "ties") == ""
        await it.press("u")
        assert set(workspace.index.claims) == claims


async def test_esc_at_the_question_keeps_the_records_and_the_ticks(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await tick(it, "ties", *TIES)
        before = steps(workspace)
        await it.press("d", "esc")
        assert steps(workspace) == before
        assert below(it, "ties").startswith("2 ticked")


async def test_ticked_quotes_can_go_without_their_claims(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        kept = workspace.index.claims["c-07"].citations
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await it.press("3", "6")
        await tick(it, "detail", "quote:claims/c-07:0", "quote:claims/c-07:2")
        await it.press("d")
        assert "Remove only these 2 citations" in window(it)
        await it.press("o")
        assert workspace.index.claims["c-07"].citations == (kept[1],)
        await it.press("u")
        assert workspace.index.claims["c-07"].citations == kept
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await tick(it, "detail", *(f"quote:claims/c-07:{place}" for place in range(3)))
        await it.press("d")
        assert "Remove only" not in window(it), "a claim rests on at least one citation"


async def test_ticked_claims_get_a_status_together_for_one_reason(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await tick(it, "ties", *TIES)
        before = steps(workspace)
        await it.press("D")
        assert "Status of " in window(it)
        assert "claims" in window(it)
        await it.press("d")
        await it.answer("coded twice")
        assert steps(workspace) == before + 1
        for tie in ("backs:ardania:cedar", "leads:voss:ardania"):
            for id_ in workspace.index.tie_claims[tie]:
                claim = workspace.index.claims[id_]
                assert (claim.rank, claim.reason) == ("deprecated", "coded twice")
        await it.press("u")
        ids = workspace.index.tie_claims["backs:ardania:cedar"]
        assert all(workspace.index.claims[id_].rank != "deprecated" for id_ in ids)


async def test_names_and_ids_of_ticked_actors_are_copied_together(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await tick(it, "actors", "actor:cedar", "actor:borland")
        await it.press("y", "n")
        assert it.app._clipboard == "Cedar Brigade\nBorland"
        await it.press("y", "i")
        assert it.app._clipboard == "cedar\nborland"
        await it.press("y", "r")
        assert "actor cedar" in it.app._clipboard or "Cedar Brigade" in it.app._clipboard
        assert "Borland" in it.app._clipboard
        assert below(it, "actors").startswith("2 ticked"), "copying keeps the ticks"


async def test_a_note_is_about_all_that_is_ticked(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await tick(it, "actors", "actor:cedar", "actor:borland")
        await it.press("i")
        assert "note on Cedar Brigade, Borland:" in it.screen
        await it.answer("both at the border")
        note = max(workspace.index.iter_notes(), key=lambda note: note.modified)
        assert note.about == ("cedar", "borland")
        assert below(it, "actors") == ""


async def test_two_ticked_actors_are_judged_compared_and_joined_by_a_path(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await tick(it, "actors", "actor:cedar", "actor:borland")
        await it.press("p")
        assert it.top == "PathView"
        assert "Cedar Brigade" in it.header
        assert "Borland" in it.header
        await it.press("esc")
        await it.press("V", "c")
        assert it.top == "CompareView"
        await it.press("esc", "M")
        assert "Cedar Brigade and Borland are" in window(it)
        await it.press("x")
        await it.answer("")
        judged = [{d["a"], d["b"]} for d in workspace.raw()["identities"].values()]
        assert {"cedar", "borland"} in judged


async def test_a_third_ticked_actor_is_one_too_many_to_judge(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await tick(it, "actors", "actor:cedar", "actor:borland", "actor:guard")
        await it.press("M")
        assert it.said[-1] == "Two actors are judged at a time; 3 are ticked."


async def test_tags_are_given_to_all_ticked_actors_and_taken_away(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = steps(workspace)
        await tick(it, "actors", "actor:cedar", "actor:borland")
        await it.press("H")
        assert "2 actors: tags" in it.screen
        await it.answer("#border, urgent")
        actors = workspace.index.actors
        assert actors["cedar"].tags == actors["borland"].tags == ("border", "urgent")
        assert steps(workspace) == before + 1
        await it.go("actors", "actor:cedar")
        await it.press("H")
        assert it.explorer.prompt.field.value == "border urgent"
        await it.press(*["backspace"] * len(" urgent"))
        await it.answer("")
        assert workspace.index.actors["cedar"].tags == ("border",)


async def test_ticked_notes_are_tagged_and_removed_together_in_their_list(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        total = len(workspace.index.notes)
        await it.press("V", "n")
        rows = it.app.screen.query_one("#view", Rows)
        await it.press("g", "g", " ", " ")
        first, second = rows.ticks
        assert str(rows.border_subtitle) == "2 ticked, esc unticks"
        await it.press("H")
        await it.answer("later")
        assert "later" in workspace.index.notes[first].tags
        assert "later" in workspace.index.notes[second].tags
        assert not rows.ticks
        await it.press("g", "g", " ", " ", "d")
        assert "Remove 2 notes?" in window(it)
        await it.press("y")
        assert len(workspace.index.notes) == total - 2
        await it.press("u")
        assert len(workspace.index.notes) == total


async def test_ticked_sources_are_retracted_and_removed_in_their_list(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "k", "g", "g", " ", " ", "D", "r")
        await it.answer("made up")
        retracted = [s for s in workspace.index.sources.values() if s.status == "retracted"]
        assert len([s for s in retracted if s.reason == "made up"]) == 2
        await it.press("g", "g", "d")
        assert "Remove the source" in window(it)
        await it.press("esc", "esc")
        assert it.top == "Explorer"


async def test_esc_in_a_list_unticks_before_it_leaves(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "k", "g", "g", " ", "esc")
        assert it.top == "SourcesView"
        assert "◆" not in it.screen
        await it.press("esc")
        assert it.top == "Explorer"


async def test_another_centre_or_another_record_leaves_no_ticks_behind(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await tick(it, "ties", TIES[0])
        await it.go("ties", TIES[0])
        await it.press("enter")
        assert it.session.centre == "cedar"
        assert below(it, "ties") == ""
        await it.go("ties", "group:backs:in|backs:ardania:cedar@")
        await it.press("3", "6", "g", "g", " ")
        assert below(it, "detail").startswith("1 ticked")
        await it.press("2", "j")
        assert below(it, "detail") == ""


async def test_a_row_without_a_record_is_not_ticked_and_says_so(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("1", "g", "g", " ")
        assert it.said[-1] == "Only rows with a record can be ticked."
        await it.press("2", "v", " ")
        assert it.said[-1] == "Only rows with a record can be ticked."


async def test_records_that_another_window_removed_are_left_out(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await tick(it, "ties", *TIES)
        await it.press("d", "y", "2")
        assert it.explorer.ticks.records == ()


async def test_a_row_is_folded_by_a_key_of_its_own(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TIES[0])
        before = text_of(it.rows("ties"))
        await it.press("W")
        assert len(text_of(it.rows("ties"))) > len(before)
        await it.press("W")
        assert text_of(it.rows("ties")) == before


async def test_all_rows_that_a_filter_leaves_are_ticked_at_once_and_unticked(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("1", "/")
        await it.answer("bor")
        listed = [row.key for row in it.rows("actors").rows if row.key.startswith("actor:")]
        await it.press("asterisk")
        assert list(it.rows("actors").ticks) == listed
        await it.press("asterisk")
        assert not it.rows("actors").ticks
        await it.press("esc", "asterisk")
        assert len(it.rows("actors").ticks) > len(listed)


async def test_claims_of_all_ties_listed_are_ticked_and_copied_together(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "asterisk")
        count = len(it.rows("ties").ticks)
        assert count > 2
        await it.press("y")
        assert f"of each of {count}" in window(it)


async def test_a_click_with_ctrl_ticks_the_row(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        pane = it.rows("actors")
        place = next(n for n, row in enumerate(pane.rows) if row.key == "actor:borland")
        await it.pilot.click(pane, offset=(5, place + 1 - pane.scroll_offset.y), control=True)
        await it.settled()
        assert list(pane.ticks) == ["actor:borland"]
