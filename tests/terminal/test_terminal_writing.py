"""Notes: written, found again, edited, taken back; of other instances, and after a kill."""

from __future__ import annotations

import os
import random
import re
import subprocess
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from terminal import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Home
    from terminal import Terminal

ACTORS, TIES, DETAIL = "1 Actors", "2 Ties", "Over"
ROUNDS = int(os.environ.get("PROXYTUI_KILL_ROUNDS", "2"))


def _quit(screen: Terminal) -> None:
    screen.press("ctrl+q")
    assert screen.wait_end() == 0


def _note(screen: Terminal, text: str) -> None:
    screen.press("i")
    screen.wait_for("note on ")
    screen.write(text + "\r")
    screen.wait_for("Noted.")


def _editor(folder: Path, script: str) -> str:
    file = folder / "editor"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


def _drafts(home: Home) -> list[Path]:
    return sorted(home.folder.rglob("proxytui-note-*"))


def test_a_note_is_there_after_a_new_start_and_so_are_centre_and_date(home: Home) -> None:
    screen = home.explorer()
    screen.go_to("Hezbollah")
    screen.press("t")
    screen.wait_for("as of (2010, 2010-06 or 2010-06-15):")
    screen.write("2011-05\r")
    screen.wait_for(lambda: "May 2011" in screen.line(0), "May 2011 on top")
    screen.press("gg")
    _note(screen, "ask about the second convoy")
    _quit(screen)
    again = home.explorer()
    again.wait_for("2 Ties of Hezbollah")
    assert "May 2011" in again.line(0)
    again.press("7")
    again.wait_for("ask about the second convoy")


def test_a_note_on_a_tie_belongs_to_the_tie(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.go_to("Alpha")
    screen.move_to(TIES, "Bravo")
    screen.press("i")
    screen.wait_for("note on Alpha › Bravo:")
    screen.write("about these two\r")
    screen.wait_for("Noted.")
    screen.press("7")
    screen.wait_for(lambda: "about these two" in screen.box(DETAIL).text, "the note on the tie")
    screen.move_to(TIES, "Delta")
    screen.wait_for(lambda: "No note yet" in screen.box(DETAIL).text, "no note on the other tie")


def test_a_note_is_edited_in_place_and_in_the_editor_removed_and_brought_back(
    small_home: Home,
) -> None:
    editor = _editor(small_home.folder, 'printf "first words then more and by hand" > "$1"')
    screen = small_home.explorer(EDITOR=editor)
    screen.go_to("Alpha")
    _note(screen, "first words")
    screen.press("7", "3")
    screen.wait_for(lambda: screen.cursor(DETAIL) == "first words", "the cursor on the note")
    screen.press("e")
    screen.wait_for("ctrl+s keeps")
    screen.write(" then more")
    screen.wait_for("first words then more")
    screen.press("ctrl+s")
    screen.wait_for(lambda: screen.cursor(DETAIL) == "first words then more", "the edited note")
    screen.press("E")
    screen.wait_for(
        lambda: screen.cursor(DETAIL) == "first words then more and by hand", "the editor's text"
    )
    assert small_home.notes() == ["first words then more and by hand"]
    screen.press("d")
    screen.wait_for("No note yet")
    assert small_home.notes() == []
    screen.press("u")
    screen.wait_for(lambda: "and by hand" in screen.box(DETAIL).text, "the note again")
    screen.press("u")
    screen.wait_for(lambda: "and by hand" not in screen.box(DETAIL).text, "the text before")
    assert small_home.notes() == ["first words then more"]
    screen.press("ctrl+r")
    screen.wait_for(lambda: "and by hand" in screen.box(DETAIL).text, "the later text again")
    screen.press("ctrl+r")
    screen.wait_for("No note yet")
    assert small_home.notes() == []


def test_a_new_note_is_written_in_the_editor(small_home: Home) -> None:
    editor = _editor(small_home.folder, 'printf "line one\\nline two\\n" > "$1"')
    screen = small_home.explorer(VISUAL=editor)
    screen.press("7", "I")
    screen.wait_for("line two")
    assert small_home.notes() == ["line one\nline two"]
    assert _drafts(small_home) == []


def test_what_was_typed_is_kept_where_the_editor_fails(small_home: Home) -> None:
    editor = _editor(small_home.folder, 'printf "not lost" > "$1"; exit 3')
    screen = small_home.explorer(EDITOR=editor)
    screen.press("I")
    screen.wait_for("The editor ended with 3")
    kept = _drafts(small_home)
    assert [file.read_text() for file in kept] == ["not lost"]
    assert kept[0].stat().st_mode & 0o077 == 0
    screen.wait_for(kept[0].name.removesuffix(".md")[-6:])
    assert small_home.notes() == []


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("""printf 'caf\\351 ecrit\\n' > "$1\"""", "no UTF-8"),
        ("""file="$1"; (sleep 1; printf later > "$file") &""", "came back at once"),
    ],
    ids=["latin", "forks"],
)
def test_what_the_editor_leaves_is_never_altered_nor_lost(
    small_home: Home, script: str, told: str
) -> None:
    screen = small_home.explorer(EDITOR=_editor(small_home.folder, script))
    screen.press("I")
    screen.wait_for(told)
    assert small_home.notes() == []
    assert [file.suffix for file in _drafts(small_home)] == [".md"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_the_editor_may_save_in_any_unicode_encoding(small_home: Home, encoding: str) -> None:
    (small_home.folder / "saved").write_bytes("café écrit حزب\r\n".encode(encoding))
    editor = _editor(small_home.folder, f'cp {small_home.folder}/saved "$1"')
    screen = small_home.explorer(EDITOR=editor)
    screen.press("7", "I")
    screen.wait_for("café écrit")
    assert small_home.notes() == ["café écrit حزب"]
    assert _drafts(small_home) == []


def test_esc_throws_an_edit_away_only_when_pressed_again(small_home: Home) -> None:
    screen = small_home.explorer()
    _note(screen, "as it was")
    screen.press("7", "3", "e")
    screen.wait_for("ctrl+s keeps")
    screen.write("XX")
    screen.wait_for("as it wasXX")
    screen.press("esc")
    screen.wait_for("esc again throws the change away")
    screen.press("esc")
    screen.wait_gone("ctrl+s keeps")
    screen.sync()
    assert small_home.notes() == ["as it was"]


def test_a_note_of_another_instance_appears_without_a_key(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.go_to("Alpha")
    screen.press("g", "g", "7")
    screen.wait_for("No note yet")
    done = subprocess.run(
        [*PROGRAM, "note", "add", "Alpha", "from the other side"],
        env=small_home.env,
        cwd=small_home.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    screen.wait_for(lambda: "from the other side" in screen.box(DETAIL).text, "the other's note")


def test_two_windows_show_each_others_notes(small_home: Home) -> None:
    one, two = small_home.explorer(), small_home.explorer()
    one.go_to("Bravo")
    two.go_to("Bravo")
    two.press("7")
    two.wait_for("No note yet")
    _note(one, "seen by both")
    two.wait_for(lambda: "seen by both" in two.box(DETAIL).text, "the note of the other window")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_the_screen_acknowledged_survives_a_kill(small_home: Home, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for life in range(2):
        screen = small_home.explorer(rows=60)
        screen.go_to("Alpha")
        screen.press("7")
        names = [f"note-{seed}-{life}-{n:02}" for n in range(8)]
        stop = chance.randrange(1, len(names))
        screen.write("".join(f"i{name}\r" for name in names))
        screen.wait_for(partial(_has, screen, names[stop]), "some notes")
        deadline = time.monotonic() + chance.random() * 0.05
        while time.monotonic() < deadline:
            screen.pump(0.005)
        acknowledged |= _shown(screen)
        screen.kill()
        assert acknowledged <= set(small_home.notes())
    again = small_home.explorer(rows=60)
    again.go_to("Alpha")
    again.press("7")
    again.wait_for(lambda: acknowledged <= _shown(again), "all notes that were shown")


def _has(screen: Terminal, note: str) -> bool:
    return note in _shown(screen)


def _shown(screen: Terminal) -> set[str]:
    """The notes that stand in the detail pane, not in the line that asks."""
    box = screen.box(DETAIL)
    return set(re.findall(r"note-\d+-\d+-\d+", box.text)) if box else set()


@pytest.mark.slow
def test_what_the_command_line_acknowledged_survives_a_kill(small_home: Home) -> None:
    chance = random.Random(5)
    said: list[str] = []
    for turn in range(2 + 2 * ROUNDS):
        text = f"cli-{turn}"
        writer = subprocess.Popen(
            [*PROGRAM, "note", "add", "Alpha", text],
            env=small_home.env,
            cwd=small_home.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            writer.wait(0.3 + chance.random() * 0.7)
        except subprocess.TimeoutExpired:
            writer.kill()
        if writer.communicate()[0].strip():
            said.append(text)
        assert set(said) <= set(small_home.notes())
