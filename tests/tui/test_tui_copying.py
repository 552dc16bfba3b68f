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
from meanwhile import until
from tui_driver import exploring

from proxytui.model.changes import Change
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
        await it.press("y", "w")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade")
        assert it.said[-1].startswith("Sent the cited words (")


async def test_the_reader_copies_the_paragraph_of_a_hit(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("/")
        await it.answer("elder brother")
        await it.press("y", "w")
        assert it.app.clipboard.startswith("The brigade in turn feeds")
        assert it.app.clipboard.endswith("gunmen in the hills.")
        assert it.said[-1].startswith("Sent this paragraph (")


async def test_without_cited_words_the_reader_copies_what_is_at_the_top(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(120, 12)) as it:
        await reading(it)
        reader = it.app.screen
        reader._opened = reader._opened._replace(mark=None)  # type: ignore[attr-defined]
        await it.press("g", "g", "y", "w")
        assert it.app.clipboard == "BORDER TOWNS COUNT THE COST"
        assert it.said[-1].startswith("Sent the paragraph at the top (")
        await it.press("j", "y", "enter")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade with rifles")


async def test_the_reader_copies_footnotes_of_the_words_it_was_opened_for(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("y", "q")
        assert it.app.clipboard == (
            "“Ardania has supplied the Cedar Brigade with rifles and mortars since 2012”"
        )
        await it.press("y", "c")
        assert it.app.clipboard == CHICAGO
        await it.press("y", "i")
        assert it.app.clipboard == "s-herald"


# Footnotes and records

CHICAGO = (
    "“Ardania has supplied the Cedar Brigade with rifles and mortars since 2012” –"
    " Two officers of the brigade, cited in L. Marsh, “Border towns count the cost,” The Herald,"
    " December 2, 2024. The words stand in the copy that is kept. Viewed as of December 2, 2024."
)


async def test_a_quote_has_footnotes_in_two_styles_and_the_id_of_its_claim(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press('"', "y", "c")
        assert it.app.clipboard == CHICAGO
        await it.press("y", "f")
        assert "– L. Marsh, “Border towns count the cost”, The Herald, 2 Dec" in it.app.clipboard
        await it.press("y", "M")
        assert it.app.clipboard.startswith("“Ardania has supplied")
        assert "[^c-01-1]: Two officers of the brigade, cited in L. Marsh" in it.app.clipboard
        await it.press("y", "I")
        assert it.app.clipboard == "c-01"


async def test_claims_are_copied_as_the_text_that_makes_them(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("y", "r")
        claims = it.app.clipboard
        assert claims.startswith("Ardania backs Cedar")
        assert "[c-01]" in claims
        assert "[c-02]" in claims


async def test_an_actor_is_copied_as_its_record_and_as_it_is_shown(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("y", "r")
        assert it.app.clipboard.startswith("actor Ardania (state, XA")
        await it.press("y", "d")
        lines = it.app.clipboard.split("\n")
        assert lines[0] == "Ardania · as of 2 Dec 2024"
        assert lines[1].startswith(it.lines("detail")[0].rstrip())


async def test_a_copied_tree_has_whole_names_and_no_columns(workspace: Workspace) -> None:
    name = "The Front of the Long Name " * 6 + "End"
    assert len(name) > 160
    actor = {"kind": "armed-group", "names": [{"text": name}]}
    claim = {**workspace.raw()["claims"]["c-01"], "object": "long"}
    workspace.apply(
        [Change("actors", "long", None, actor), Change("claims", "c-long", None, claim)], "long"
    )
    async with exploring(workspace) as it:
        await it.press("2", "y", "t")
        lines = it.app.clipboard.split("\n")
        (row,) = [line for line in lines if "Long Name" in line]
        assert row.strip() == f"━ {name}  weapons, funding · 2 quotes"
        (row,) = [line for line in lines if "Cedar Brigade" in line]
        assert row.strip() == "▸ ━ Cedar Brigade  weapons, funding, training · 3 quotes"
        for line in lines:
            assert "   " not in line.strip()


async def test_copied_findings_have_no_columns(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("=", *"2005", "enter")
        await until(it, lambda: not getattr(it.app.screen, "working", False))
        await it.press("y", "t")
        assert "difference" in it.app.clipboard
        assert "›" in it.app.clipboard
        assert not any("   " in line.strip() for line in it.app.clipboard.split("\n"))


@pytest.mark.parametrize(
    "keys",
    [("y", "t"), ("y", "d"), ("V", "n", "y", "t"), ("V", "s", "y", "t"), ("V", "g", "y", "t")],
    ids=["tree", "detail", "notebook", "who", "gaps"],
)
async def test_a_copy_is_the_same_whatever_the_width_of_the_pane(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    name = "A Brigade with a Name of Some Fifty Cells in Full"
    actor = {"kind": "armed-group", "names": [{"text": name}]}
    other = {"kind": "armed-group", "names": [{"text": name}], "summary": "another one"}
    claim = {**workspace.raw()["claims"]["c-01"], "object": "long"}
    note = {"about": ["long"], "text": "word " * 60, "created": "2024-12-02T10:00:00Z"}
    note["modified"] = note["created"]
    workspace.apply(
        [
            Change("actors", "long", None, actor),
            Change("actors", "long-2", None, other),
            Change("claims", "c-long", None, claim),
            Change("notes", "n-long", None, note),
        ],
        "a long name",
    )
    copies = []
    for size in ((80, 24), (200, 60)):
        async with exploring(workspace, size=size) as it:
            await it.press("2")
            await it.press(*keys[:-2])
            await until(it, lambda: not getattr(it.app.screen, "working", False))
            await it.press(*keys[-2:])
            copies.append(it.app.clipboard)
    assert copies[0] == copies[1]
    assert name in copies[0] or "d" in keys or "g" in keys


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
        assert it.said[-1].startswith("Sent what is selected (3 lines, ")


async def test_ctrl_c_says_how_to_leave(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("ctrl+c")
        assert "ctrl+q quits" in it.said[-1]
        await it.go("ties", TO_CEDAR)
        await it.press("o", "ctrl+c")
        assert it.top == "Reader"
        assert "ctrl+q quits" in it.said[-1]


@pytest.mark.parametrize("key", ["Q", "é", "ctrl+x", "f5"])
@pytest.mark.parametrize(
    "first", [(), ("V", "t"), ("2", "j", "o")], ids=["explorer", "view", "text"]
)
async def test_a_key_without_a_meaning_says_that_it_has_none(
    workspace: Workspace, key: str, first: tuple[str, ...]
) -> None:
    async with exploring(workspace) as it:
        await it.press(*first, key)
        word = key.upper() if key == "f5" else key
        assert it.said[-1].startswith(f"{word} does nothing here. ? shows the keys, q leaves")


async def test_a_key_of_another_place_says_where_it_works(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("K")
        assert it.said[-1] == "“link” works on the Notes tab."


# Views


async def test_in_a_view_the_record_of_the_row_its_quote_and_the_list_can_be_copied(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "g")
        view = it.app.screen
        await until(it, lambda: not view.working)
        await it.press("j")
        target = view.target(view.rows.key)
        assert target.id
        await it.press("y", "i")
        assert it.app.clipboard == target.id
        assert it.app.screen is view
        await it.press("y", "t")
        assert it.app.clipboard.startswith("gaps · as of ")
        quoted = [row.key for row in view.words_list.rows if row.key.startswith("quote:")]
        await it.press("tab")
        if quoted:
            view.words_list.go_to(quoted[0])
            await it.press("y", "f")
            assert "Viewed as of" in it.app.clipboard


def test_a_text_of_several_lines_is_counted_in_lines() -> None:
    assert clipboard.amount("a\nb", "tree as text") == "the tree as text (2 lines, 3 characters)"
    assert clipboard.amount("a", "what is selected") == "what is selected (1 character)"
