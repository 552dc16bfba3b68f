"""A real terminal for tests: a pty, the installed program in it, and pyte to read its screen."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pexpect
import pyte
from wcwidth import wcwidth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PATIENCE = 20.0
"""Seconds that a wait may take; the machine may be busy."""

PROGRAM = (sys.executable, "-m", "proxytui")

KEYS = {
    "enter": "\r",
    # As terminals with the newer keyboard protocol send it: a bare escape with another key close
    # behind it is alt with that key, which a busy machine makes of two keys pressed apart.
    "esc": "\x1b[27u",
    "bare esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "alt+left": "\x1b[1;3D",
    "alt+right": "\x1b[1;3C",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f12": "\x1b[24~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

# What pyte would print or misread: queries, keyboard protocols, cursor and pointer shapes.
_UNREAD = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\??[0-9;]*[$ ][a-z]|\x1b\]22;[a-z]*(?:\x07|\x1b\\\\)"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;?<>=$ ]*|\]2?2?;?[a-z]*)?$")


class Screen(pyte.Screen):
    """pyte's screen, but for marks and joiners that it does not know, at which it stops drawing."""

    def draw(self, data: str) -> None:
        """Draw what takes a cell and the marks on it."""
        kept = (c for c in data if wcwidth(c) > 0 or unicodedata.combining(c))
        super().draw(data if data.isascii() else "".join(kept))


class Box(NamedTuple):
    """A framed part of the screen: its cells inside the frame, and the text of each line."""

    left: int
    right: int
    top: int
    bottom: int
    title: str
    lines: list[str]

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(self.lines)

    @property
    def flat(self) -> str:
        """The words on one line, as they read over the line ends."""
        return " ".join(" ".join(self.lines).split())


class Terminal:
    """The program in a pty of its own; ends no process but the one it started."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        columns: int = 120,
        rows: int = 40,
    ) -> None:
        self.screen = Screen(columns, rows)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        self._child = pexpect.spawn(
            argv[0],
            list(argv[1:]),
            env=dict(env),
            cwd=str(cwd),
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None
        self._child.delayafterclose = 0
        self._child.ptyproc.delayafterclose = 0

    @property
    def pid(self) -> int:
        """The process in the terminal."""
        return int(self._child.pid)

    # What goes in

    def write(self, text: str) -> None:
        """Send these characters in one write, as a paste without brackets or a fast typist does."""
        self.write_bytes(text.encode())

    def write_bytes(self, data: bytes) -> None:
        """Send these bytes, which need be no text."""
        self._child.send(data)

    def press(self, *keys: str) -> None:
        """Press keys, each by its name or its character."""
        for key in keys:
            self.write(KEYS.get(key, key))
            self.pump(0)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of the window."""
        self.pump(0)
        self.screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def signal(self, number: int) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    # What comes out

    def pump(self, seconds: float = 0.05) -> bool:
        """Take in what the program wrote; False once it ended and all was read."""
        try:
            data = self._child.read_nonblocking(1 << 16, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        data = _UNREAD.sub(b"", self._held + data)
        cut = _UNFINISHED.search(data)
        self._held = cut.group() if cut else b""
        self._stream.feed(data[: len(data) - len(self._held)])
        return True

    def line(self, y: int) -> str:
        """One line of the screen, as it reads."""
        row = self.screen.buffer[y]
        return "".join(row[x].data for x in range(self.screen.columns))

    @property
    def lines(self) -> list[str]:
        """All lines of the screen."""
        return [self.line(y) for y in range(self.screen.lines)]

    @property
    def text(self) -> str:
        """The screen as it reads."""
        return "\n".join(self.lines)

    def cell(self, x: int, y: int) -> pyte.screens.Char:
        """One cell: its character and how it is drawn."""
        return self.screen.buffer[y][x]

    def box(self, title: str) -> Box | None:
        """The frame with these words in its upper border, or None."""
        for y in range(self.screen.lines):
            for left, right in self._frames(y):
                head = self._cells(y, left + 1, right)
                if title in head:
                    return self._inside(left, right, y, head.strip("─ "))
        return None

    def _cells(self, y: int, left: int, right: int) -> str:
        return "".join(self.screen.buffer[y][x].data for x in range(left, right))

    def _frames(self, y: int) -> list[tuple[int, int]]:
        found, left = [], -1
        for x in range(self.screen.columns):
            data = self.screen.buffer[y][x].data
            if data == "╭":
                left = x
            elif data == "╮" and left >= 0:
                found.append((left, x))
                left = -1
        return found

    def _inside(self, left: int, right: int, top: int, title: str) -> Box:
        bottom = top + 1
        while bottom < self.screen.lines and self.screen.buffer[bottom][left].data != "╰":
            bottom += 1
        # A blank on either side, and the place of the scrollbar at the right.
        lines = [self._cells(y, left + 2, right - 2).rstrip() for y in range(top + 1, bottom)]
        return Box(left + 1, right, top + 1, bottom, title, lines)

    def cursor_row(self, title: str) -> int | None:
        """The place in the box of the row that is drawn unlike the others, from edge to edge."""
        box = self.box(title)
        if box is None:
            return None
        looks = [
            {
                (cell.bg, cell.reverse)
                for cell in (self.cell(x, y) for x in range(box.left + 1, box.right - 2))
            }
            for y in range(box.top, box.bottom)
        ]
        plain = max(looks, key=looks.count)
        odd = [i for i, look in enumerate(looks) if not look & plain]
        return odd[0] if len(odd) == 1 else None

    def cursor(self, title: str) -> str:
        """The text of the row under the cursor of a box, or ""."""
        box, place = self.box(title), self.cursor_row(title)
        return "" if box is None or place is None else box.lines[place].strip()

    def sync(self, timeout: float = PATIENCE) -> None:
        """Until all keys sent so far have acted: the list of keys opens after them, and closes."""
        self.press("?")
        self.wait_for("Keys that work here", timeout=timeout)
        self.press("esc")
        # Once its upper edge is painted over, all of it has been read; its lower edge, which a
        # toast may hide, is painted over last.
        self.wait_gone("Keys that work here")
        self.wait_gone("type a word or a key")

    def move_to(self, title: str, wanted: str, key: str = "j", most: int = 200) -> None:
        """Press a key until the row under the cursor of a box has the words."""
        self.sync()
        for _ in range(most):
            self.wait_for(lambda: self.cursor(title), f"a cursor in {title!r}")
            if wanted in self.cursor(title):
                return
            before = (self.cursor(title), self.cursor_row(title))
            self.press(key)
            self.wait_for(
                lambda before=before: (
                    self.cursor(title) and (self.cursor(title), self.cursor_row(title)) != before
                ),
                f"{key!r} to move the cursor of {title!r} from {before[0]!r}",
            )
        raise AssertionError(f"no row with {wanted!r} in {title!r}:\n{self.text}")

    def go_to(self, name: str) -> None:
        """Make the actor of that name the centre, by search."""
        self.press("s")
        self.wait_for("search:")
        self.write(name)
        self.wait_for(f"search: {name}")
        self.wait_for(lambda: self.cursor("search").startswith(name), f"the hit {name}")
        self.press("enter")
        self.wait_for(f"2 Ties of {name}")
        self.wait_for(lambda: self.box("search") is None, "the hits to close")

    # Waiting

    @property
    def ready(self) -> bool:
        """The explorer is drawn: header, as many panes as fit, their first lines, and hints."""
        last = self.line(self.screen.lines - 1)
        header = "ProxyTUI" in self.line(0) and "as of" in self.line(0)
        frames = self._frames(1)
        panes = 3 if self.screen.columns >= 110 else 2 if self.screen.columns >= 60 else 1
        return (
            header
            and bool(last.strip())
            and len(frames) == panes
            and all(self._cells(2, left + 1, right).strip() for left, right in frames)
        )

    def wait_for(
        self, what: str | Callable[[], object], why: str = "", timeout: float = PATIENCE
    ) -> None:
        """Until the screen has the words, or the call is true; fails with the screen."""
        seen = (lambda: what in self.text) if isinstance(what, str) else what
        deadline = time.monotonic() + timeout
        while not seen():
            alive = self.pump()
            if seen():
                return
            if not alive or time.monotonic() > deadline:
                state = "was not seen in time" if alive else "was not seen before the program ended"
                wanted = what if isinstance(what, str) else why or "what was waited for"
                raise AssertionError(f"{wanted!r} {state}:\n{self.text}")

    def wait_gone(self, words: str, timeout: float = PATIENCE) -> None:
        """Until the screen does not have the words."""
        self.wait_for(lambda: words not in self.text, f"{words!r} to go", timeout)

    def wait_end(self, timeout: float = PATIENCE) -> int:
        """Until the program ended; its exit code, negative for a signal that killed it."""
        deadline = time.monotonic() + timeout
        while self.pump():
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end:\n{self.text}")
        while self._child.isalive():
            if time.monotonic() > deadline:
                raise AssertionError("the program closed its terminal but did not end")
            self.pump()
        code = self._child.exitstatus
        return int(code) if code is not None else -int(self._child.signalstatus)

    # The state of the terminal itself

    def mode(self, number: int, raw: bytes = b"") -> bool:
        """Whether a private mode was set last, and not reset, by what was written."""
        switches = re.findall(rb"\x1b\[\?([0-9;]+)([hl])", raw or self.raw)
        last = [on for numbers, on in switches if str(number).encode() in numbers.split(b";")]
        return bool(last) and last[-1] == b"h"

    @property
    def after_screen(self) -> str:
        """What was written after the program left the alternate screen, as text."""
        tail = self.raw.rpartition(b"\x1b[?1049l")[2].decode(errors="replace")
        return re.sub(r"\x1b\][^\x07]*\x07|\x1b[\[()][0-9;?<>=]*[a-zA-Z]|\x1b.", "", tail)

    def assert_restored(self, until: bytes = b"") -> None:
        """The terminal is as it was: main screen, cursor, no mouse, no paste marks, keyboard.

        What was written after the last `until` is left out: a shell switches modes of its own.
        """
        raw = self.raw[: self.raw.rindex(until)] if until else self.raw
        assert b"\x1b[?1049h" in raw, "the alternate screen was never entered"
        assert not self.mode(1049, raw), "the alternate screen was not left"
        assert b"\x1b[?25l" not in raw or self.mode(25, raw), "the cursor stays hidden"
        for number in (1000, 1002, 1003, 1006, 1015):
            assert not self.mode(number, raw), f"the mouse is still reported (mode {number})"
        assert not self.mode(2004, raw), "bracketed paste is still on"
        assert not self.mode(1004, raw), "focus is still reported"
        pushed = len(re.findall(rb"\x1b\[>[0-9]*u", raw))
        popped = len(re.findall(rb"\x1b\[<[0-9]*u", raw))
        assert popped >= pushed, "the keyboard protocol is still on"
        assert b"\x1b[?7l" not in raw or self.mode(7, raw), "lines no longer wrap"

    # The end

    def kill(self) -> None:
        """kill -9, and take in what was written before."""
        with suppress(ProcessLookupError):
            self.signal(signal.SIGKILL)
        self.wait_end()

    def hang_up(self) -> None:
        """Close the terminal's window under the program."""
        self._child.ptyproc.fileobj.close()
        self._child.closed = self._child.ptyproc.closed = True
        self._child.child_fd = self._child.ptyproc.fd = -1

    def wait_dead(self, timeout: float = PATIENCE) -> int:
        """Until the process is gone, without reading its terminal; its wait status."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._child.terminated = self._child.ptyproc.terminated = True
                return status
            time.sleep(0.02)
        raise AssertionError("the program outlives its terminal")

    def close(self) -> None:
        """End the program if it still runs."""
        if self._child.terminated:
            return
        if self._child.isalive():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        if not self._child.closed:
            self._child.close(force=True)
