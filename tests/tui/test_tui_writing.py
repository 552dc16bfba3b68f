"""Another process holds the lock, or a write fails, while keys are pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meanwhile import locked, notes, until
from tui_driver import exploring

from proxytui import paths
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    import pytest


async def test_keys_go_on_while_another_process_holds_the_lock(
    workspace: Workspace, hurried: None
) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.place.folder):
            await it.press("i")
            await it.answer("kept waiting")
            at = it.at("actors")
            await it.press("j")
            assert it.at("actors") != at
            await until(it, lambda: "saving …" in it.hints)
            await it.press("V", "t")
            assert it.top == "TensionsView"
            assert "saving …" in it.hints
            assert it.said == []
        await until(it, lambda: it.said and "Noted" in it.said[-1])
        assert "saving" not in it.hints
        assert "kept waiting" in notes(workspace)


async def test_what_is_written_behind_a_lock_is_done_in_order(
    workspace: Workspace, hurried: None
) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.place.folder):
            await it.press("i")
            await it.answer("first")
            await it.press("u", "i")
            await it.answer("second")
            await it.press("B")
        await until(it, lambda: not it.app.writer.busy)
        assert "second" in notes(workspace)
        assert "first" not in notes(workspace)
        assert len(workspace.index.views) == 1


async def test_a_note_that_the_lock_kept_out_is_in_a_file(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxytui.store.store.WAIT_SECONDS", 0.2)
    async with exploring(workspace) as it:
        with locked(workspace.place.folder):
            await it.press("i")
            await it.answer("not to be lost")
            await until(it, lambda: not it.app.writer.busy)
        assert any("written by another program" in one for one in it.said), it.said
        file = next(paths.crash_dir().glob("text-*"))
        assert file.read_text() == "not to be lost"
        assert file.stat().st_mode & 0o077 == 0
        assert any(file.name in one for one in it.said)
        assert "not to be lost" not in notes(workspace)


async def test_leaving_waits_for_what_is_being_written(workspace: Workspace, hurried: None) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.place.folder):
            await it.press("i")
            await it.answer("the last word")
            await it.press("ctrl+q")
            assert it.app.is_running
            assert any("Saving" in one for one in it.said)
        await until(it, lambda: not it.app.writer.busy)
    other = Workspace.open(workspace.place.folder)
    assert "the last word" in notes(other)
    other.close()


async def test_a_program_that_ends_all_the_same_names_the_file_with_the_text(
    workspace: Workspace, hurried: None
) -> None:
    with locked(workspace.place.folder):
        async with exploring(workspace) as it:
            await it.press("i")
            await it.answer("the last word")
            await it.press("ctrl+q", "ctrl+q")
        told = it.app.writer.finish(0)
    file = next(paths.crash_dir().glob("text-*"))
    assert file.read_text() == "the last word"
    assert [file.name in one for one in told] == [True]


async def test_a_typed_command_does_not_hold_keys_up(workspace: Workspace, hurried: None) -> None:
    async with exploring(workspace) as it:
        with locked(workspace.place.folder):
            await it.press("colon", *"note add ardania typed", "enter")
            await it.press("j")
            await until(it, lambda: "working …" in it.hints)
            assert "typed" not in notes(workspace)
        await until(it, lambda: "typed" in notes(workspace))
        await until(it, lambda: any("noted on ardania" in one for one in it.said))


async def test_a_snapshot_that_could_not_be_written_is_told_of_and_stands_in_the_statistics(
    workspace: Workspace,
) -> None:
    from proxytui.errors import StoreError

    async with exploring(workspace) as it:
        workspace._store._ledger.upkeep.failed = StoreError(
            "store.json can't be written: disk full"
        )
        await until(it, lambda: any("disk full" in one for one in it.said))
        await it.press("colon", *"stats", "enter")
        await until(it, lambda: it.top == "AnswerView")
        await it.pilot.pause()
        assert "disk full" in it.screen
