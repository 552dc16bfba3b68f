"""The user's terminal after the program: quit, killed by a signal, crashed, suspended."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from terminal import PROGRAM

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

CRASH = """\
from proxytui.tui.explorer import detail_keys

def boom(self):
    raise RuntimeError("secret words of a note")

detail_keys.DetailKeys.turn = boom
"""


def test_q_asks_at_the_top_and_quits(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.press("1", "q")
    screen.wait_for("Quit ProxyTUI?")
    screen.press("esc")
    screen.wait_gone("Quit ProxyTUI?")
    screen.press("q")
    screen.wait_for("Quit ProxyTUI?")
    screen.press("y")
    assert screen.wait_end() == 0
    screen.assert_restored()
    assert screen.after_screen.strip() == ""


def _demo_with_a_note(home: Home) -> Terminal:
    screen = home.explorer("--demo")
    screen.press("i")
    screen.wait_for("note on ")
    screen.write("seen once\r")
    screen.wait_for("kept until you leave the demo")
    screen.press("ctrl+q")
    screen.wait_for("1 note of this demo is thrown away")
    return screen


def test_a_demo_says_in_the_shell_what_was_thrown_away(home: Home) -> None:
    screen = _demo_with_a_note(home)
    screen.press("y")
    assert screen.wait_end() == 0
    screen.assert_restored()
    assert "1 note of the demo was thrown away" in screen.after_screen
    assert home.notes() == []


def test_the_notes_of_a_demo_can_be_kept(home: Home) -> None:
    screen = _demo_with_a_note(home)
    screen.press("s")
    assert screen.wait_end() == 0
    screen.assert_restored()
    assert "1 note kept in your store at" in screen.after_screen
    assert "thrown away" not in screen.after_screen
    assert home.notes() == ["seen once"]


def test_q_goes_one_level_up_before_it_asks(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.press("3", "q", "q")
    screen.sync()
    assert "Quit ProxyTUI?" not in screen.text
    screen.press("q")
    screen.wait_for("Quit ProxyTUI?")


def test_esc_never_quits(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.press("3", *["esc"] * 6)
    screen.sync()
    assert "Quit" not in screen.text


def test_ctrl_q_quits_at_once_with_a_field_open_too(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.press("s")
    screen.wait_for("search:")
    screen.press("ctrl+q")
    assert screen.wait_end() == 0
    screen.assert_restored()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_with_its_code_and_a_clean_terminal(
    small_home: Home, number: int, code: int
) -> None:
    screen = small_home.explorer()
    screen.signal(number)
    assert screen.wait_end() == code
    screen.assert_restored()
    assert "Traceback" not in screen.after_screen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_one_to_go_on_right_behind_it(small_home: Home, number: int) -> None:
    screen = small_home.explorer()
    for each in (number, signal.SIGCONT, signal.SIGCONT):
        screen.signal(each)
    assert screen.wait_end() == 128 + number
    screen.assert_restored()


def test_a_signal_to_go_on_changes_nothing_where_it_goes_on(small_home: Home) -> None:
    screen = small_home.explorer()
    for _ in range(3):
        screen.signal(signal.SIGCONT)
    screen.go_to("Charlie")
    screen.press("ctrl+q")
    assert screen.wait_end() == 0
    screen.assert_restored()


def test_where_the_user_was_is_kept_on_a_signal_too(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.go_to("Charlie")
    screen.signal(signal.SIGTERM)
    screen.wait_end()
    small_home.explorer().wait_for("2 Ties of Charlie")


def test_a_crash_leaves_one_line_that_names_a_file_and_a_clean_terminal(small_home: Home) -> None:
    screen = small_home.altered(CRASH)
    screen.press("x")
    assert screen.wait_end() == 70
    screen.assert_restored()
    said = screen.after_screen.strip().splitlines()
    assert len("".join(said)) < 400, said
    assert "Traceback" not in screen.after_screen
    assert "secret words" not in screen.after_screen
    kept = [p for p in small_home.folder.rglob("crash-*") if p.is_file()]
    assert len(kept) == 1
    # The line may be broken at the edge of the screen.
    assert str(kept[0]) in "".join(line.rstrip() for line in said)
    assert kept[0].stat().st_mode & 0o077 == 0
    assert "RuntimeError: secret words of a note" in kept[0].read_text()


def test_ctrl_z_gives_the_shell_back_and_fg_the_explorer(small_home: Home) -> None:
    shell = small_home.terminal("/bin/bash", "--norc", "--noprofile", "-i", PS1="ready> ")
    shell.wait_for("ready>")
    shell.write(" ".join(PROGRAM) + "\r")
    shell.wait_for(lambda: shell.ready, "the explorer")
    shell.go_to("Bravo")
    shell.press("ctrl+z")
    shell.wait_for(lambda: not shell.mode(1049), "the shell's screen")
    shell.wait_for(lambda: b"Stopped" in shell.raw, "the shell to say that it stopped")
    shell.assert_restored(until=b"Stopped")
    mark = len(shell.raw)
    shell.write("echo echoed-$((40+2))\r")
    shell.wait_for(lambda: b"echoed-42" in shell.raw[mark:], "the shell's answer")
    assert b"echo echoed-$((40+2))" in shell.raw[mark:], "the shell does not echo what is typed"
    shell.write("fg\r")
    shell.wait_for(lambda: shell.mode(1049), "the explorer's screen")
    shell.go_to("Charlie")
    mark = len(shell.raw)
    shell.press("ctrl+q")
    shell.wait_for(lambda: not shell.mode(1049), "the shell's screen")
    # What is typed while the program still ends may be read by it.
    shell.wait_for(lambda: b"ready>" in shell.raw[mark:].rpartition(b"1049l")[2], "the prompt")
    mark = len(shell.raw)
    shell.write("echo code-$?; exit\r")
    shell.wait_for(lambda: b"code-0" in shell.raw[mark:], "the exit code")
    shell.wait_end()


def test_a_closed_window_ends_it(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.hang_up()
    # Not by a signal that killed it: it leaves by its own door, if with nobody to write to.
    assert os.waitstatus_to_exitcode(screen.wait_dead()) > 0
    assert list(small_home.folder.rglob("crash-*")) == []


def test_it_says_so_where_there_is_no_terminal(small_home: Home) -> None:
    screen = small_home.terminal("/bin/sh", "-c", " ".join(PROGRAM) + " </dev/null | cat; echo end")
    screen.wait_end()
    assert "needs a terminal" in screen.text
    assert b"\x1b[?1049h" not in screen.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_being_typed_when_a_signal_comes_is_in_a_file(
    small_home: Home, number: int
) -> None:
    screen = small_home.explorer()
    screen.press("i")
    screen.wait_for("note on ")
    screen.write("half a note")
    screen.wait_for("half a note")
    screen.signal(number)
    assert screen.wait_end() == 128 + number
    (kept,) = small_home.folder.rglob("text-*.md")
    assert kept.read_text() == "half a note"
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.name in screen.after_screen.replace("\r\n", "")


def test_an_error_while_a_note_is_being_typed_keeps_the_note(small_home: Home) -> None:
    screen = small_home.altered("""\
from proxytui.tui.widgets import prompt

take = prompt.CleanInput.validate_value

def failing(self, value):
    if value.endswith("!"):
        raise RuntimeError("secret words of a note")
    return take(self, value)

prompt.CleanInput.validate_value = failing
""")
    screen.press("i")
    screen.wait_for("note on ")
    screen.write("half a note")
    screen.wait_for("half a note")
    screen.write("!")
    assert screen.wait_end() == 70
    screen.assert_restored()
    (kept,) = small_home.folder.rglob("text-*.md")
    assert kept.read_text() == "half a note"
    said = screen.after_screen.replace("\r\n", "")
    assert kept.name in said
    assert said.count("proxytui:") == 1
    assert "secret words" not in said
