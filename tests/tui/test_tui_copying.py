"""Copying says how far what is copied came; footnotes are whole; a selection can be copied."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui.tui import clipboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tui_driver import Driver

    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"


@pytest.fixture(autouse=True)
def _no_multiplexer(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("TMUX", "STY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


async def told(it: Driver, start: str) -> str:
    """The toast that begins so, once it is there."""
    async with asyncio.timeout(20):
        while True:
            for message in it.said:
                if message.startswith(start):
                    return message
            await it.pilot.pause(0.02)


async def test_of_a_terminal_only_what_was_sent_to_it_is_said(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("y", "n")
        assert it.said == ["Sent to the terminal's clipboard: name"]
        assert it.app.clipboard == "Ardania"


@pytest.mark.parametrize("term", ["tmux-256color", "screen-256color"])
async def test_where_tmux_may_lie_between_what_to_set_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    async with exploring(workspace) as it:
        await it.press("y", "i")
        assert "id; in tmux it arrives after: tmux set -s set-clipboard on" in it.said[0]


async def test_a_tmux_that_is_gone_is_not_believed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMUX", f"{tmp_path}/gone,1,0")
    async with exploring(workspace) as it:
        await it.press("y", "n")
        message = await told(it, "Sent")
        assert "tmux set -s set-clipboard on" in message


async def test_without_the_program_tmux_the_terminal_is_asked(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMUX", "somewhere,1,0")
    monkeypatch.setenv("PATH", str(tmp_path))
    async with exploring(workspace) as it:
        await it.press("y", "n")
        assert "set-clipboard on" in await told(it, "Sent")


class Tmux:
    """A tmux server of its own, as it is without any settings."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "tmux"
        self.run("new-session", "-d", "-s", "s", "-x", "80", "-y", "24", "sleep 600")

    def run(self, *words: str) -> str:
        command = ["tmux", "-S", str(self.socket), "-f", "/dev/null", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed here")
    server = Tmux(tmp_path)
    number = server.run("display-message", "-p", "#{pid}").strip()
    monkeypatch.setenv("TMUX", f"{server.socket},{number},0")
    yield server
    server.run("kill-server")


async def test_in_tmux_as_it_comes_the_text_is_in_its_buffer(
    workspace: Workspace, tmux: Tmux
) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press('"', "y", "f")
        assert await told(it, "Copied into tmux's buffer") == (
            "Copied into tmux's buffer and sent to the terminal: footnote"
        )
        footnote = tmux.run("show-buffer")
        assert footnote == it.app.clipboard
        assert footnote.endswith("Viewed as of 2 Dec 2024.")


def test_a_tmux_that_hangs_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "tmux"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(clipboard, "_PATIENCE_SECONDS", 0.2)
    assert clipboard.to_tmux("words") == ""


def test_an_old_tmux_has_it_in_its_buffer_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "tmux"
    old.write_text('#!/bin/sh\ncase "$*" in *-w*) exit 1;; esac\ncat > "$KEPT"\n')
    old.chmod(0o755)
    monkeypatch.setenv("KEPT", str(tmp_path / "kept"))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert clipboard.to_tmux("Ndélé") == "Copied into tmux's buffer, which its own key pastes"
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "Ndélé"


def test_screen_hands_on_the_whole_of_it_in_parts_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ndélé Guard " * 200
    asked = clipboard.sequence(text)
    monkeypatch.setenv("STY", "1.pts")
    parts = re.findall(r"\x1bP(.*?)\x1b\\", clipboard.sequence(text), re.S)
    assert "".join(parts) == asked
    assert max(map(len, parts)) < 700
    encoded = asked.removeprefix("\x1b]52;c;").removesuffix("\a")
    assert base64.b64decode(encoded).decode() == text
    assert clipboard.sent("name") == "Sent through screen to the terminal: name"


async def test_a_source_has_a_footnote_of_its_own(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("source:gazette")
        await it.press("enter", "y", "f")
        assert "Gazette" in it.app.clipboard
        assert "copy kept" in it.app.clipboard


# The reader


async def reading(it: Driver) -> None:
    await it.go("ties", TO_CEDAR)
    await it.press("o")
    assert it.top == "Reader"


async def test_the_reader_copies_the_cited_words_and_says_so(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("y")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade")
        assert it.said[-1].endswith(": the cited words")


async def test_the_reader_copies_the_paragraph_of_a_hit(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("/")
        await it.answer("elder brother")
        await it.press("y")
        assert it.app.clipboard.startswith("The brigade in turn feeds")
        assert it.app.clipboard.endswith("gunmen in the hills.")
        assert it.said[-1].endswith(": this paragraph")


async def test_without_cited_words_the_reader_copies_what_is_at_the_top(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(120, 12)) as it:
        await reading(it)
        reader = it.app.screen
        reader._opened = reader._opened._replace(mark=None)  # type: ignore[attr-defined]
        await it.press("g", "g", "y")
        assert it.app.clipboard == "BORDER TOWNS COUNT THE COST"
        assert it.said[-1].endswith(": the paragraph at the top")
        await it.press("j", "y")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade with rifles")


# What is selected with the mouse, and keys that mean nothing


async def test_ctrl_c_copies_what_is_selected(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        rows = it.rows("actors")
        await it.pilot.mouse_down(rows, offset=(2, 2))
        await it.pilot.hover(rows, offset=(20, 4))
        await it.pilot.mouse_up(rows, offset=(20, 4))
        selected = it.app.screen.get_selected_text()
        assert selected
        await it.press("ctrl+c")
        assert it.app.clipboard == selected
        assert it.said[-1].startswith("Sent to the terminal's clipboard: ")


async def test_ctrl_c_says_how_to_leave(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("ctrl+c")
        assert "ctrl+q quits" in it.said[-1]
        await it.go("ties", TO_CEDAR)
        await it.press("o", "ctrl+c")
        assert it.top == "Reader"
        assert "ctrl+q quits" in it.said[-1]


@pytest.mark.parametrize("key", ["X", "é", "ctrl+x", "f5"])
@pytest.mark.parametrize(
    "first", [(), ("V", "t"), ("2", "j", "o")], ids=["explorer", "view", "text"]
)
async def test_a_key_without_a_meaning_says_that_it_has_none(
    workspace: Workspace, key: str, first: tuple[str, ...]
) -> None:
    async with exploring(workspace) as it:
        await it.press(*first, key)
        assert it.said[-1] == f"{key} does nothing here; ? shows the keys."


async def test_a_key_of_another_place_says_where_it_works(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("e")
        assert it.said[-1] == "“edit” works on the Notes tab."
