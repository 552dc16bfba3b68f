"""The program around the views: help, palette, themes, copying, pictures, closing and leaving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import Input
from tui_driver import exploring, text_of

from proxytui.tui import saved_state
from proxytui.tui.actions import ACTIONS, valid
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


def listed(it: Driver) -> list[str]:
    return text_of(it.app.screen.query_one(Rows))


# Help and palette


@pytest.mark.parametrize(
    ("keys", "contexts"),
    [
        (("1",), {"any", "actors", "selected"}),
        (("2",), {"any", "ties", "selected", "claims"}),
        (("3", "7"), {"any", "detail", "notes"}),
        (("2", "j", "o"), {"reader"}),
    ],
    ids=["actors", "ties", "notes", "reader"],
)
async def test_help_lists_the_keys_that_work_here_and_no_others(
    workspace: Workspace, keys: tuple[str, ...], contexts: set[str]
) -> None:
    async with exploring(workspace) as it:
        await it.press(*keys, "?")
        assert it.top == "KeysHelp"
        shown = {row.key for row in it.app.screen.query_one(Rows).rows}
        here = {action.id for action in valid(frozenset(contexts))}
        assert shown & {action.id for action in ACTIONS} == here


async def test_typing_in_help_filters_it_and_esc_closes_it(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("?")
        everything = listed(it)
        await it.type("year")
        assert 2 <= len([line for line in listed(it) if line.startswith("  ")]) < 6
        assert len(listed(it)) < len(everything)
        await it.type("xyzzy")
        assert [line.strip() for line in listed(it)] == ["No key here does that."]
        await it.press("esc")
        assert it.top == "Explorer"
        assert it.rows("actors").has_focus


async def test_help_explains_the_signs(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("?")
        text = "\n".join(listed(it))
        for sign in "?━┅╳═↺┤✓≈✗":
            assert sign in text
        await it.press("esc")
        assert it.top == "Explorer"


async def test_a_question_mark_in_help_is_text(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("?", "?")
        assert it.app.screen.query_one(Input).value == "?"


async def test_the_palette_lists_the_actions_and_runs_one(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "ctrl+p")
        assert isinstance(it.app.screen, CommandPalette)
        await it.app.workers.wait_for_complete()
        await it.pilot.pause(0.3)
        options = it.app.screen.query_one(CommandList)
        shown = {str(option.prompt) for option in options.options}
        here = frozenset({"any", "ties", "selected", "claims"})
        expected = [a for a in valid(here) if a.id != "palette"]
        assert len(shown) == len(expected)
        await it.type("turn the tree")
        await it.pilot.pause(0.3)
        await it.app.workers.wait_for_complete()
        await it.press("enter")
        await it.pilot.pause(0.1)
        if isinstance(it.app.screen, CommandPalette):
            await it.press("enter")
        assert it.session.turned


async def test_ctrl_p_opens_the_palette_over_a_field_too(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("/", "a", "ctrl+p")
        assert isinstance(it.app.screen, CommandPalette)
        await it.press("esc")
        assert it.top == "Explorer"


async def test_the_hints_name_only_what_works_here(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 40)) as it:
        assert "d remove" not in it.hints
        await it.press("3", "7")
        assert "e edit" in it.hints
        assert "d remove" in it.hints
        assert "? keys" in it.hints
        await it.resize(44, 20)
        assert "? keys" in it.hints


# Themes


async def test_a_theme_is_shown_while_the_cursor_is_on_it_and_esc_leaves_it(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        before = it.app.theme
        await it.press("f2", "j")
        assert it.app.theme == "proxytui-light"
        variables = it.app.get_css_variables()
        dim = it.explorer.palette.style("dim").color
        assert dim is not None
        assert dim.get_truecolor().hex.lower() == variables["role-dim"].lower()
        await it.press("esc")
        assert it.app.theme == before
        assert it.explorer.palette.style("dim").color != dim


async def test_enter_keeps_a_theme_for_the_next_start(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f2", "j", "j", "enter")
        assert it.app.theme == "proxytui-mono"
        it.app.keep_state()
    async with exploring(workspace) as it:
        assert it.app.theme == "proxytui-mono"


async def test_every_theme_can_be_previewed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f2")
        count = len(it.app.screen.query_one(Rows).rows)
        assert count == len(it.app.available_themes)
        seen = set()
        for _ in range(count):
            await it.press("j")
            seen.add(it.app.theme)
        assert len(seen) >= count - 1
        await it.press("esc")


# Copying


async def copied(it: Driver, letter: str) -> str:
    await it.press("y")
    assert it.top == "SelectOne"
    await it.press(letter)
    assert it.top == "Explorer"
    return it.app.clipboard


async def test_name_and_id_are_copied(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        assert await copied(it, "n") == "Ardania"
        assert await copied(it, "i") == "ardania"


async def test_a_tie_is_copied_in_words_with_who_says_so(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        words = await copied(it, "w")
        assert "citing a customs officer" in words
        assert "denied by Borland" in words
        assert await copied(it, "i") == "backs:borland:cedar"


async def test_a_quote_and_its_footnote_are_copied(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press('"')
        quote = await copied(it, "q")
        expected = "Ardania has supplied the Cedar Brigade with rifles and mortars since 2012"
        assert quote == f"“{expected}”"
        footnote = await copied(it, "f")
        assert footnote.startswith(quote)
        for part in ("two officers", "The Herald", "in the copy", "Viewed as of 2 Dec 2024."):
            assert part in footnote
        assert f"{quote}[^" in await copied(it, "m")


async def test_the_tree_is_copied_as_text(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2")
        tree = await copied(it, "t")
        assert "reported to back" in tree
        assert "━ Cedar Brigade" in tree
        assert not any(line.endswith(" ") for line in tree.split("\n"))


async def test_esc_leaves_the_copy_menu_with_nothing_copied(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("y", "esc")
        assert it.app.clipboard == ""


async def test_each_line_of_a_menu_is_shown(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("y")
        assert "name" in it.screen
        assert "id" in it.screen
        await it.press("esc", "q")
        assert "Quit" in it.screen.split("Quit ProxyTUI?")[1]
        assert "Stay" in it.screen


# Closing and leaving


async def test_esc_never_quits(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "z", "/")
        await it.answer("cedar")
        await it.press(*["esc"] * 8)
        assert it.app.is_running
        assert it.top == "Explorer"
        assert not it.explorer.zoomed
        assert it.explorer.filters["ties"] == ""


async def test_esc_closes_the_innermost_first(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "z", "/")
        await it.answer("cedar")
        await it.press("esc")
        assert it.explorer.filters["ties"] == ""
        assert it.explorer.zoomed
        await it.press("esc")
        assert not it.explorer.zoomed


async def test_q_goes_up_and_asks_at_the_top(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "q")
        assert it.explorer.pane == "ties"
        await it.press("q")
        assert it.explorer.pane == "actors"
        await it.press("q")
        assert it.top == "SelectOne"
        await it.press("n")
        assert it.top == "Explorer"
        await it.press("q", "esc")
        assert it.top == "Explorer"
        await it.press("q", "y")
        assert not it.app.is_running


async def test_enter_in_the_question_quits(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("q", "enter")
        assert not it.app.is_running


@pytest.mark.parametrize("keys", [(), ("/", "a"), ("2", "j", "o")], ids=["top", "field", "reader"])
async def test_ctrl_q_quits_from_anywhere(workspace: Workspace, keys: tuple[str, ...]) -> None:
    async with exploring(workspace) as it:
        await it.press(*keys, "ctrl+q")
        assert not it.app.is_running


async def test_a_picture_is_saved_and_named(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("f12")
        (file,) = Path().glob("*.svg")
        assert file.read_text(encoding="utf-8").startswith("<svg")
        assert file.name in it.said[-1].replace("\n", "")


# What comes back


async def test_where_one_was_comes_back_at_the_next_start(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.press("2", "x", "A", "r", "5", "t")
        await it.answer("2015")
        await it.go("ties", "group:opposes:out")
        await it.press("space")
        it.app.keep_state()
        rows = it.lines("ties")
    async with exploring(workspace, centre="") as it:
        assert it.session.centre == "borland"
        assert "as of 2015" in it.header
        assert it.session.tab == "history"
        assert it.lines("ties") == rows


async def test_a_state_that_names_what_is_gone_is_no_obstacle(workspace: Workspace) -> None:
    saved_state.save(
        workspace.place,
        saved_state.SavedState(
            centre="gone", as_of="not a date", tab="no tab", theme="none", pane="no pane"
        ),
    )
    async with exploring(workspace, centre="") as it:
        assert it.session.centre in workspace.index.actors
        assert it.session.period == it.session.default
        await it.press("3", "l", "h")
        assert it.app.is_running


async def test_own_keys_work_and_wrong_ones_are_explained(workspace: Workspace) -> None:
    from proxytui import paths

    file = paths.config_file()
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nturn = "Q"\n')
    async with exploring(workspace) as it:
        await it.press("x")
        assert not it.session.turned
        await it.press("Q")
        assert it.session.turned
    file.write_text('[keys]\nturn = "s"\n')
    async with exploring(workspace) as it:
        assert "turn" in it.said[-1]
        assert "search" in it.said[-1]
        await it.press("x")
        assert it.session.turned
