"""What the start screen says of a store that can't be opened: where, and no option unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proxytui import paths
from proxytui.commands.opening import refusal
from proxytui.errors import StoreError
from proxytui.store.store import Store
from proxytui.tui.start_app import StartApp
from proxytui.tui.widgets.rows import Rows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def refused(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder)
    return refusal(caught.value, folder)


@pytest.mark.parametrize("made", [False, True])
def test_where_no_store_is_no_option_of_a_command_line_is_named(made: bool, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    if made:
        folder.mkdir()
        (folder / "notes.txt").write_text("x")
    assert refused(folder) == f"there is no store at {folder}"


def test_a_store_of_a_newer_program_is_named_by_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    Store.create(folder, None)
    file = folder / "store.json"
    file.write_text(file.read_text().replace('"schema": 1', '"schema": 9'))
    said = refused(folder)
    assert said.startswith(f"{folder}: the store was written by a newer ProxyTUI")
    assert said.endswith("update this program to open it")


def test_a_store_that_cant_be_read_is_named_once(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "store.json").mkdir(parents=True)
    said = refused(folder)
    assert said.count(str(folder)) == 1
    assert "can't be read" in said


async def test_a_path_in_the_users_home_is_shown_with_a_tilde(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(home))
    app = StartApp(trouble=f"there is no store at {home}/papers")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = "\n".join(str(row.line) for row in app.screen.query_one(Rows).rows)
        assert "there is no store at ~/papers" in shown
        await pilot.press("q")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("/home/ann/a and /home/ann/b", "~/a and ~/b"),
        ("in '/home/ann/a'", "in '~/a'"),
        ("/mnt/home/ann/a", "/mnt/home/ann/a"),
        ("/home/annie/a", "/home/annie/a"),
        ("/home/ann", "/home/ann"),
    ],
)
def test_only_paths_that_lie_in_the_home_get_a_tilde(
    words: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert paths.from_home(words) == shown


@pytest.mark.parametrize("home", ["/", ""])
def test_a_home_that_is_no_folder_of_its_own_changes_nothing(
    home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", home)
    assert paths.from_home("/etc/a") == "/etc/a"
