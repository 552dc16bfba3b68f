"""Hints that are learnt: after three uses of its key a hint goes, at the next start too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import exploring

from proxytui import paths
from proxytui.tui.key_uses import KeyUses

if TYPE_CHECKING:
    import pytest

    from proxytui.workspace import Workspace


async def test_a_hint_goes_once_its_key_was_used_three_times(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for left in (2, 1, 0):
            assert "turn round" in it.hints, left
            await it.press("x")
        assert "turn round" not in it.hints
        assert "? keys" in it.hints


async def test_the_way_to_all_keys_is_hinted_at_for_good(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for _ in range(5):
            await it.press("?", "esc")
        assert "? keys" in it.hints


async def test_a_learnt_hint_makes_room_for_another(workspace: Workspace) -> None:
    async with exploring(workspace, size=(80, 24)) as it:
        before = it.hints
        await it.press("x", "x", "x", "i", "esc", "i", "esc", "i", "esc")
        assert "note" not in it.hints
        assert len(it.hints.split("  ")) >= len(before.split("  ")) - 2
        assert "search" not in before
        assert "search" in it.hints


async def test_what_was_learnt_is_known_at_the_next_start(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("x", "x", "x")
        it.app.keep_state()
    async with exploring(workspace) as it:
        assert "turn round" not in it.hints


async def test_a_click_on_a_hint_teaches_no_key(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for _ in range(4):
            it.explorer.action_run("turn")
        await it.settled()
        it.explorer.draw_hints()
        assert "turn round" in it.hints


def test_a_broken_or_missing_file_is_as_if_nothing_was_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uses = KeyUses()
    uses.load()
    assert uses.needs_hint("turn")
    file = paths.state_dir() / "keys.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    for data in (b"", b"{", b"[]", b'{"turn": "often"}', b"\xff"):
        file.write_bytes(data)
        uses = KeyUses()
        uses.load()
        assert uses.needs_hint("turn")


async def test_a_list_without_rows_hints_at_nothing_that_needs_one(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 60)) as it:
        await it.press("V", "b")
        assert "save" in it.hints
        assert "jump" not in it.hints
        assert "saved views" not in it.hints


async def test_the_manual_hints_at_the_next_hit_only_where_there_is_one(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(200, 60)) as it:
        await it.press("f1")
        assert "n next" not in it.hints
        await it.press("/", *"actor", "enter")
        assert "n next" in it.hints
        await it.press("esc")
        assert "n next" not in it.hints
