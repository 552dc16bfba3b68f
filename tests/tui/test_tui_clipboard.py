"""Copying says how far what is copied came: to the desktop, a multiplexer, the terminal."""

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

pytestmark = pytest.mark.usefixtures("no_multiplexer")


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
        assert it.said == ["Sent the name (7 characters) to the terminal's clipboard."]
        assert it.app.clipboard == "Ardania"


@pytest.mark.parametrize("term", ["tmux-256color", "screen-256color"])
async def test_where_tmux_may_lie_between_what_to_set_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    async with exploring(workspace) as it:
        await it.press("y", "i")
        assert it.said[0].startswith("Sent the id (")
        assert it.said[0].endswith("; in tmux it arrives after: tmux set -s set-clipboard on.")


async def test_a_tmux_that_is_gone_is_not_believed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMUX", f"{tmp_path}/gone,1,0")
    async with exploring(workspace) as it:
        await it.press("y", "n")
        message = await told(it, "tmux didn't take the text. Sent the name (7 characters)")
        assert "tmux set -s set-clipboard on" in message
        assert "\n" not in message


async def test_without_the_program_tmux_the_terminal_is_asked(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMUX", "somewhere,1,0")
    monkeypatch.setenv("PATH", str(tmp_path))
    async with exploring(workspace) as it:
        await it.press("y", "n")
        assert "set-clipboard on" in await told(it, "tmux didn't take the text. Sent")


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
        assert tmux.run("show-options", "-s", "set-clipboard").split()[-1] == "external"
        message = await told(it, "Copied the footnote")
        footnote = tmux.run("show-buffer")
        assert message == (
            f"Copied the footnote ({len(footnote)} characters) to tmux's buffer and sent it to the"
            " terminal."
        )
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
    assert clipboard.to_tmux("Ndélé") == "tmux's buffer"
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
    assert clipboard.sent("name") == "Sent name through screen to the terminal's clipboard."


def test_a_text_of_several_lines_is_counted_in_lines() -> None:
    assert clipboard.amount("a\nb", "tree as text") == "the tree as text (2 lines, 3 characters)"
    assert clipboard.amount("a", "what is selected") == "what is selected (1 character)"


# The clipboard of the desktop


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program that keeps what would go into the clipboard, in the file that is returned."""
    kept, program = tmp_path / "kept", tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$*" > {tmp_path}/call\nexec cat > {kept}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":7")
    return kept


async def test_on_a_desktop_the_text_goes_into_its_clipboard(
    workspace: Workspace, desktop: Path
) -> None:
    async with exploring(workspace) as it:
        await it.press("y", "n")
        assert await told(it, "Copied") == "Copied the name (7 characters) to the clipboard."
    assert desktop.read_text(encoding="utf-8") == "Ardania"
    assert (desktop.parent / "call").read_text().split() == ["-selection", "clipboard", "-in"]


async def test_where_the_program_of_the_desktop_fails_the_terminal_is_asked(
    workspace: Workspace, desktop: Path
) -> None:
    (desktop.parent / "bin" / "xclip").write_text("#!/bin/sh\nexit 1\n")
    async with exploring(workspace) as it:
        await it.press("y", "n")
        assert await told(it, "xclip") == (
            "xclip didn't take the text. Sent the name (7 characters) to the terminal's clipboard."
        )


def test_over_ssh_the_clipboard_of_the_other_machine_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, desktop: Path
) -> None:
    assert clipboard.system_program()
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    assert clipboard.system_program() == ()
