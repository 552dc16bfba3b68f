"""The explorer in a real pty, with a clock on every byte that it writes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "tests" / "terminal"))

import pexpect  # noqa: E402
import pyte  # noqa: E402
from terminal import _UNFINISHED, _UNREAD, KEYS, PROGRAM, Screen, Terminal  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUIET = 0.3
"""Seconds without a byte after which a paint is over; a blinking cursor needs half a second."""
_PATIENCE = 180.0


class _Eyes:
    """Bytes as they come, drawn on a screen."""

    def __init__(self, screen: Screen) -> None:
        self._stream = pyte.ByteStream(screen)
        self._held = b""

    def read(self, data: bytes) -> None:
        data = _UNREAD.sub(b"", self._held + data)
        cut = _UNFINISHED.search(data)
        self._held = cut.group() if cut else b""
        self._stream.feed(data[: len(data) - len(self._held)])


class Typist(Terminal):
    """A terminal whose bytes are kept with their times, and read by pyte only when asked."""

    def __init__(self, argv: Iterable[str], home: Path, columns: int = 120, rows: int = 40) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        self._read = 0
        env = {
            **os.environ,
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join((str(CHECKOUT), os.environ.get("PYTHONPATH", ""))),
        }
        self.begun = time.perf_counter()
        super().__init__(tuple(argv), env, home, columns, rows)
        self._eyes = _Eyes(self.screen)

    def take(self, timeout: float) -> bool:
        """Wait for bytes; whether some came."""
        try:
            data = self._child.read_nonblocking(1 << 16, timeout)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            raise AssertionError(f"the program ended:\n{self.raw[-2000:]!r}") from None
        self.chunks.append((time.perf_counter(), data))
        return True

    def pump(self, seconds: float = 0.05) -> bool:
        """Take in what came, on the screen too."""
        self.take(seconds)
        self.show()
        return True

    def show(self) -> None:
        """Let pyte read what it has not read."""
        for at in range(self._read, len(self.chunks)):
            self._eyes.read(self.chunks[at][1])
        self._read = len(self.chunks)

    def settle(self, quiet: float = _QUIET) -> float:
        """Until nothing was written for a while; when the last byte came."""
        until = time.perf_counter() + _PATIENCE
        while self.take(quiet):
            if time.perf_counter() > until:
                raise AssertionError("the program never stops painting")
        return self.chunks[-1][0] if self.chunks else 0.0

    def stroke(self, key: str, quiet: float = _QUIET) -> float | None:
        """Seconds from a key press to the last byte of its paint; None where nothing is painted."""
        self.settle(0.02)
        before, begun = len(self.chunks), time.perf_counter()
        self.write(KEYS.get(key, key))
        last = self.settle(quiet)
        return last - begun if len(self.chunks) > before else None

    def first_name(self) -> float:
        """When the first name of an actor stood on the screen."""
        screen = Screen(self.screen.columns, self.screen.lines)
        eyes = _Eyes(screen)
        for at, data in self.chunks:
            eyes.read(data)
            lines = screen.display
            top = next((place for place, line in enumerate(lines) if "1 Actors" in line), None)
            # The first row may be the head of a kind.
            if top is not None and any(map(str.isalpha, lines[top + 2][2:20])):
                return at
        raise AssertionError("no name was ever seen")

    @property
    def memory(self) -> int:
        """Bytes of real memory that the program holds."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("the program is gone")


def explorer(store: Path, home: Path, quiet: float = 1.5) -> Typist:
    """The explorer on a store, once its first screen stands and no more is painted."""
    made = Typist((*PROGRAM, "--store", str(store)), home)
    made.wait_for(lambda: made.ready, "the first screen", _PATIENCE)
    made.settle(quiet)
    made.show()
    return made


def first_paint(store: Path, home: Path) -> tuple[float, float]:
    """Seconds from the start to the first actor's name on the screen, and to the last byte."""
    made = explorer(store, home)
    try:
        return made.first_name() - made.begun, made.chunks[-1][0] - made.begun
    finally:
        made.close()
