"""What a terminal sends that is no text and no key: the explorer goes on, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

# Sent while a note is being typed, each with what it leaves in the note.
ODD = {
    "a Latin-1 letter": (b"\xe9", "\ufffd"),
    "a letter with an eighth bit for alt": (b"\xe1", "\ufffd"),
    "a lone byte of the upper control characters": (b"\x9b", "\ufffd"),
    "half a surrogate pair": (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
    "a letter that is cut, and its rest": (b"\xe4\xb8", "\ufffd\ufffd"),
    "a reply that never ends": (b"\x1b]11;rgb:1e1e/1e1e/1e1e", ""),
    "a reply to a question of another program": (b"\x1b]11;rgb:1e1e/dddd/uuuu\x1b\\", ""),
    "a device's reply that never ends": (b"\x1bP1$r0m", ""),
    "an application's reply that never ends": (b"\x1b_Gi=31;OK", ""),
    "what the terminal can do": (b"\x1b[?62;22;52c", ""),
    "a key that no letter has": (b"\x1b[99999999u", ""),
    "a key with half a surrogate pair": (b"\x1b[97;;55296u", ""),
    "a parameter of a thousand digits": (b"\x1b[" + b"9" * 1000 + b"u", ""),
    "a screen of no size": (b"\x1b[48;0;0;0;0t", ""),
    "a screen of a billion cells": (b"\x1b[48;99999;99999;9;9t", ""),
    "a pointer far outside": (b"\x1b[<0;99999;99999M", ""),
    "a pointer at no place in the world": (b"\x1b[<0;99999999999;99999999999M", ""),
    "a pointer without a place": (b"\x1b[<0;;M", ""),
    "the size without its pixels, and a pointer": (b"\x1b[48;40;120;0;0t\x1b[<35;5;5M", ""),
}


def _typing(home: Home) -> Terminal:
    screen = home.explorer()
    screen.press("i")
    screen.wait_for("note on ")
    screen.write("before ")
    screen.wait_for("before")
    return screen


@pytest.mark.parametrize("what", ODD)
def test_the_explorer_goes_on_and_the_note_is_kept(small_home: Home, what: str) -> None:
    data, left = ODD[what]
    screen = _typing(small_home)
    screen.write_bytes(data)
    # All of a reply comes at once; what is typed comes after a while.
    screen.pump(0.3)
    screen.write("after")
    screen.wait_for("after")
    screen.press("enter")
    screen.wait_for("Noted.")
    assert small_home.notes() == [f"before {left}after"]
    if left:
        screen.wait_for("no UTF-8")
    screen.press("ctrl+q")
    assert screen.wait_end() == 0


def test_a_letter_that_comes_in_two_pieces_is_whole(small_home: Home) -> None:
    screen = _typing(small_home)
    first, rest = "東".encode()[:1], "東".encode()[1:]
    screen.write_bytes(first)
    screen.pump(0.5)
    screen.write_bytes(rest)
    screen.wait_for("東")
    screen.press("enter")
    screen.wait_for("Noted.")
    assert small_home.notes() == ["before 東"]


def test_a_paste_that_is_never_closed_ends_by_itself(small_home: Home) -> None:
    screen = _typing(small_home)
    screen.write("\x1b[200~pasted")
    screen.wait_for("pasted")
    screen.write(" and typed")
    screen.wait_for("and typed")
    screen.press("enter")
    screen.wait_for("Noted.")
    assert small_home.notes() == ["before pasted and typed"]


def test_a_paste_with_a_cut_letter_and_a_report_in_it_is_one_paste(small_home: Home) -> None:
    screen = _typing(small_home)
    screen.write_bytes(b"\x1b[200~one \xc3\x1b[?62;22c two\x1b[201~")
    screen.wait_for("two")
    screen.press("enter")
    screen.wait_for("Noted.")
    assert small_home.notes() == ["before one \ufffd two"]


# The terminal can't be read any more once ctrl+o came.
FAILING = """\
import proxytui.tui.terminal_driver as terminal

read = terminal.TerminalDriver._read

def failing(self):
    data = read(self)
    if b"\\x0f" in data:
        raise RuntimeError("secret words")
    return data

terminal.TerminalDriver._read = failing
"""


@pytest.mark.parametrize("where", ["note", "edit", "command"])
def test_where_it_must_end_what_was_typed_is_in_a_file(small_home: Home, where: str) -> None:
    screen = small_home.altered(FAILING)
    if where == "edit":
        screen.press("i")
        screen.wait_for("note on ")
        screen.write("first\r")
        screen.wait_for("Noted.")
        screen.press("7", "3", "e")
        screen.wait_for("ctrl+s keeps")
    elif where == "note":
        screen.press("i")
        screen.wait_for("note on ")
    else:
        screen.press(":")
        screen.wait_for("tab completes")
    screen.write("note add Alpha half a note")
    screen.wait_for("half a note")
    screen.press("ctrl+o")
    assert screen.wait_end() == 70
    screen.assert_restored()
    # The line may be broken at the edge of the screen.
    said = "".join(line.rstrip() for line in screen.after_screen.strip().splitlines())
    assert said.count("proxytui:") == 1, said
    assert "Traceback" not in screen.after_screen
    assert "secret words" not in screen.after_screen
    kept = list(small_home.folder.rglob("text-*.md"))
    assert len(kept) == 1
    assert "half a note" in kept[0].read_text()
    assert str(kept[0]) in said
    assert kept[0].stat().st_mode & 0o077 == 0
