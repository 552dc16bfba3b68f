"""Keys of one's own and presets: they act, hints and the list of keys show them, digits count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config.toml"
    monkeypatch.setattr("proxytui.paths.config_file", lambda: file)
    return file


async def test_hints_and_the_list_of_keys_show_the_key_that_is_bound(
    workspace: Workspace, settings: Path
) -> None:
    settings.write_text("[keys.bind]\nsearch = ['ctrl+k']\nhelp = ['f9']\n")
    async with exploring(workspace, size=(160, 40)) as it:
        assert "ctrl+k search" in it.hints
        assert "F9 keys" in it.hints
        await it.press("f9")
        await it.type("search names")
        assert "ctrl+k" in it.screen


async def test_a_message_names_the_key_that_is_bound(workspace: Workspace, settings: Path) -> None:
    settings.write_text("[keys]\nundo = 'f8'\n")
    async with exploring(workspace) as it:
        await it.press("i")
        await it.answer("a thought")
        await it.settled()
        assert any("F8 takes it back" in message for message in it.said)


async def test_a_message_names_an_action_without_a_key_by_its_name(
    workspace: Workspace, settings: Path
) -> None:
    settings.write_text("[keys]\nundo = []\n")
    async with exploring(workspace) as it:
        await it.press("i")
        await it.answer("a thought")
        await it.settled()
        assert any("“undo” in the palette takes it back" in message for message in it.said)


async def test_a_bad_key_leaves_the_preset_in_force(workspace: Workspace, settings: Path) -> None:
    settings.write_text("[keys]\npreset = 'lazygit'\nsearch = 'e'\n")
    async with exploring(workspace) as it:
        assert any("search" in message and "edit-note" in message for message in it.said)
        await it.press("l")
        assert it.explorer.pane == "ties"


async def test_a_count_repeats_a_move_and_is_shown_while_it_is_typed(
    workspace: Workspace, settings: Path
) -> None:
    settings.write_text("[keys]\npreset = 'vim'\n")
    async with exploring(workspace) as it:
        await it.press("g", "g", "j", "j", "j")
        third = it.rows("actors").cursor
        await it.press("g", "g", "3")
        assert it.hints.lstrip().startswith("3 …")
        await it.press("j")
        assert it.rows("actors").cursor == third
        assert "3 …" not in it.hints


async def test_esc_clears_a_count(workspace: Workspace, settings: Path) -> None:
    settings.write_text("[keys]\npreset = 'vim'\n")
    async with exploring(workspace) as it:
        await it.press("g", "g", "j")
        first = it.rows("actors").cursor
        await it.press("g", "g", "1", "2")
        assert "12 …" in it.hints
        await it.press("esc")
        assert "12 …" not in it.hints
        await it.press("j")
        assert it.rows("actors").cursor == first


async def test_a_count_before_a_date_key_is_so_many_years(
    workspace: Workspace, settings: Path
) -> None:
    settings.write_text("[keys]\npreset = 'vim'\n")
    async with exploring(workspace) as it:
        await it.press("t")
        await it.answer("2012")
        await it.press("3", "<")
        assert it.session.period.text == "2009"
        await it.press("1", "0", ">")
        assert it.session.period.text == "2019"


async def test_a_count_before_the_end_is_a_row(workspace: Workspace, settings: Path) -> None:
    settings.write_text("[keys]\npreset = 'vim'\n")
    async with exploring(workspace) as it:
        await it.press("g", "g", "j")
        second = it.rows("actors").cursor
        await it.press("G", "2", "G")
        assert it.rows("actors").cursor == second
        await it.press("G", "2", "g", "g")
        assert it.rows("actors").cursor == second


async def test_with_alt_a_digit_begins_a_count_where_digits_are_panes(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("g", "g", "j", "j")
        second = it.rows("actors").cursor
        await it.press("g", "g", "alt+2", "j")
        assert it.explorer.pane == "actors"
        assert it.rows("actors").cursor == second
        await it.press("2")
        assert it.explorer.pane == "ties"


async def test_digits_go_to_panes_behind_g_in_vim(workspace: Workspace, settings: Path) -> None:
    settings.write_text("[keys]\npreset = 'vim'\n")
    async with exploring(workspace) as it:
        await it.press("g", "3")
        assert it.explorer.pane == "detail"
        await it.press("g", "5")
        assert it.session.tab == "history"
        await it.press("g", "t")
        assert it.session.tab == "quotes"
        await it.press("2", "g", "T")
        assert it.session.tab == "overview"


async def test_digits_count_in_a_view_where_they_are_no_keys(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "l", "5")
        assert "5 …" in it.hints


async def test_the_first_of_two_keys_is_shown_until_the_second_comes(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("g")
        assert it.hints.lstrip().startswith("g …")
        await it.press("g")
        assert "g …" not in it.hints


async def test_a_key_that_does_nothing_says_how_to_leave(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("U")
        assert it.said[-1] == "U does nothing here. ? shows the keys, q leaves, ctrl+q quits."
        await it.press("ctrl+c")
        assert it.said[-1] == "Nothing is selected to copy. q leaves, ctrl+q quits."
