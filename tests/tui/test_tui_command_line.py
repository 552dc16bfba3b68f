"""The command line in the explorer: completion, history, views, answers, and errors of one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_tui_views import listed, settled
from tui_driver import Driver, exploring

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


async def typed(it: Driver, line: str) -> None:
    await it.press("colon")
    it.app.screen.field.value = line  # type: ignore[attr-defined]
    await it.press("enter")


async def test_tab_completes_commands_and_names(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("colon", *"ten", "tab")
        field = it.app.screen.field  # type: ignore[attr-defined]
        assert field.value == "tensions "
        field.value = ""
        await it.type("path ard")
        await it.press("tab")
        assert field.value == "path Ardania "
        await it.type("ced")
        await it.press("tab")
        assert field.value == 'path Ardania "Cedar Brigade" '
        await it.press("enter")
        await settled(it)
        assert "path › Ardania › Cedar Brigade" in it.header
        assert "Over all time" in it.screen


async def test_up_and_down_go_through_earlier_lines(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await typed(it, "nonsense")
        await typed(it, "more nonsense")
        await it.press("colon", "up", "up")
        field = it.app.screen.field  # type: ignore[attr-defined]
        assert field.value == "nonsense"
        await it.press("down")
        assert field.value == "more nonsense"
        await it.press("down")
        assert field.value == ""
        await it.press("esc")
        assert it.top == "Explorer"


@pytest.mark.parametrize(
    ("line", "top", "shown"),
    [
        ("tensions", "TensionsView", "unbalanced triangles"),
        ("tensions --as-of 1900", "TensionsView", "as of 1900"),
        ("gaps", "GapsView", "no quote is recorded"),
        ("gaps --without herald", "PublisherRemovedView", "would fall"),
        ("diff 2010 2020", "DifferenceView", "From 2010 to 2020"),
        ("diff 2010 2020 cedar brigade", "DifferenceView", "difference › Cedar Brigade"),
        ("diff 2010", "DifferenceView", "From 2010 to 2 Dec 2024"),
        ('diff --publisher herald "lake gazette"', "DifferenceView", "What The Herald and Lake"),
        ("path ardania guard -k 1", "PathView", "1. 2 hops"),
        ("show cedar brigade", "Explorer", "Ties of Cedar Brigade"),
        ("tree borland", "Explorer", "Ties of Borland"),
        ("stats", "AnswerView", "citations"),
        ("note list", "AnswerView", "All notes"),
    ],
)
async def test_a_command_leads_to_its_view(
    workspace: Workspace, line: str, top: str, shown: str
) -> None:
    async with exploring(workspace) as it:
        await typed(it, line)
        if top not in ("Explorer",):
            await settled(it)
        assert it.top == top, it.said
        assert shown in it.screen


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tensons", "did you mean 'tensions'?"),
        ("path ardania", "path A B"),
        ("path ardania ardania", "a path needs two actors"),
        ("path ardania nobody-at-all", "no actor is named"),
        ("tensions --json", "--json can't be given here"),
        ("show --help", "show NAME"),
        ("screenshot -o x.svg", "F12"),
        ("note add ardania", "write it after the name"),
        ("diff 2010-13 2020", "2010-13"),
        ("gaps --store /tmp", "--store can't be given here"),
    ],
)
async def test_what_cannot_be_done_is_told_on_one_line(
    workspace: Workspace, line: str, said: str
) -> None:
    async with exploring(workspace) as it:
        await typed(it, line)
        assert it.top == "Explorer"
        assert said in it.said[-1]
        assert "\n" not in it.said[-1]


async def test_a_note_is_written_without_quotes_and_undone(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = set(workspace.index.notes_of("ardania"))
        await typed(it, "note add ardania second source? it's odd")
        made = set(workspace.index.notes_of("ardania")) - before
        assert [workspace.index.notes[one].text for one in made] == ["second source? it's odd"]
        assert "noted on ardania" in it.said[-1]
        await typed(it, "undo")
        assert set(workspace.index.notes_of("ardania")) == before


async def test_it_works_over_a_view_too(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await typed(it, "gaps")
        await settled(it)
        await typed(it, "show borland")
        assert it.top == "Explorer"
        assert it.session.centre == "borland"


async def test_hostile_lines_are_text(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for line in ('"', "[bold]x", "\x1b]0;x\x07", "note add", "- -- ---", "  ", "path -k -k"):
            await typed(it, line)
            assert it.app.is_running
            while it.top != "Explorer":
                await it.press("esc")


async def test_completion_shows_what_the_command_takes(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("colon")
        await it.type("tree ardania --dir")
        assert "--direction D" in it.screen
        await it.press("tab")
        await it.press("tab")
        assert it.app.screen.field.value.endswith("--direction backs ")  # type: ignore[attr-defined]


async def test_answers_of_commands_list_their_facts(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await typed(it, "log")
        await settled(it)
        assert "transactions" in listed(it)


async def test_the_beginning_of_a_name_is_enough_on_the_command_line(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("colon")
        await it.answer("show borl")
        assert it.session.centre == "borland"


async def test_a_name_that_several_may_have_is_asked_for_in_a_short_list(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        before = it.session.centre
        await it.press("colon")
        await it.answer("show brigades")
        assert it.top == "SelectOne", it.said
        assert "Who is meant by “brigades”?" in it.screen
        assert it.said == []
        await it.press("enter")
        assert it.top == "Explorer"
        assert it.session.centre != before
