"""The small store for every test: a copy of its own, a home of its own, nothing that blinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import small_store
from meanwhile import Gate, arrived
from small_store import made as made
from small_store import workspace as workspace
from textual.widgets import Input, TextArea
from twin_actors import with_merged, with_twins

from proxytui import paths
from proxytui.jobs.slices import PausableTask
from proxytui.tui.jobs import open_jobs
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state and pictures go to a folder of the test; editors and colours are unset."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("STATE", "CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in ("NO_COLOR", "VISUAL", "EDITOR", "TEXTUAL", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def _no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor that blinks makes a picture depend on when it was taken."""
    monkeypatch.setattr(Input, "_restart_blink", lambda self: None)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key acts on what the one before it wrote, however busy the disk is."""
    monkeypatch.setattr(open_jobs, "_MOMENT_SECONDS", 10.0)


@pytest.fixture(autouse=True)
def _nothing_failed(home: Path) -> Iterator[None]:
    """What fails beside the keys is kept in a file, and the explorer goes on: no test may pass over
    it. One that expects a failure empties the folder."""
    yield
    assert [file.read_text() for file in paths.crash_dir().glob("crash-*")] == []


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """A store without records."""
    folder = tmp_path / "empty"
    small_store.make(folder, empty=True)
    opened = Workspace.open(folder, origin="window-test")
    yield opened
    opened.close()


# What happens while keys are pressed


@pytest.fixture
def sliced(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Every question goes on a little at a time, as one does that takes seconds."""
    step, gate = PausableTask.step, Gate()

    def little(slices: PausableTask[object], seconds: float) -> bool:
        if gate.shut and slices._thread is not None:
            return False
        return step(slices, 0.0)

    monkeypatch.setattr(PausableTask, "step", little)
    return gate


@pytest.fixture
def many(workspace: Workspace) -> Workspace:
    """The store with so many records that a question stops for keys in the middle of them."""
    workspace.apply([step for number in range(100, 160) for step in arrived(number)], "many")
    return workspace


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait no longer for a write than a user's do."""
    monkeypatch.setattr(open_jobs, "_MOMENT_SECONDS", 0.1)


@pytest.fixture
def failures() -> Iterator[Callable[[], list[str]]]:
    """The files of failures so far; a test that asks for them expects some."""

    def kept() -> list[str]:
        return [file.read_text() for file in paths.crash_dir().glob("crash-*")]

    yield kept
    for file in paths.crash_dir().glob("crash-*"):
        file.unlink()


@pytest.fixture
def twins(workspace: Workspace) -> Workspace:
    """The store with other records of the brigade and of the movement."""
    return with_twins(workspace)


@pytest.fixture
def merged(twins: Workspace) -> Workspace:
    """The store with the two records of the brigade judged the same, and a claim between them."""
    return with_merged(twins)


@pytest.fixture
def no_multiplexer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal without tmux and screen, whatever the tests run in."""
    for variable in ("TMUX", "STY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
