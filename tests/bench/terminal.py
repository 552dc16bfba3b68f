"""A program in a real terminal of its own: what it writes, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Terminal:
    """Starts a program in a terminal of `size` (columns, rows); times are in seconds."""

    def __init__(
        self, argv: Sequence[str], env: dict[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        self.written = b""
        self.began = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], list(argv), {**env, "TERM": "xterm-256color", "COLORTERM": ""})
        shape = struct.pack("HHHH", size[1], size[0], 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, shape)

    def until(self, *wanted: bytes, seconds: float = 30) -> float:
        """Read until one of these was written; the time since the start. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while not any(one in self.written for one in wanted):
            if not self._read(end - time.perf_counter()):
                raise TimeoutError(f"none of {wanted[:3]!r} was written: {self.written[-500:]!r}")
        return time.perf_counter() - self.began

    def press(self, keys: bytes, quiet: float = 0.02) -> None:
        """Send keys, and read until nothing more comes for a while."""
        os.write(self._fd, keys)
        self._read(1)
        while self._read(quiet):
            pass
        self.written = self.written[-4096:]

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], max(0, seconds))
        if not ready:
            return False
        try:
            more = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += more
        return bool(more)

    def memory(self) -> int:
        """Bytes of the program that are in memory."""
        with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")

    def cpu(self) -> float:
        """Seconds of processor time that the program has used so far, in all of its threads."""
        used = 0
        for file in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # a thread that ends meanwhile
                used += int(file.read_text(encoding="ascii").split()[0])
        return used / 1e9

    def end(self) -> None:
        """End the program, by ctrl+q first."""
        try:
            os.write(self._fd, b"\x11")
            stop = time.perf_counter() + 5
            while time.perf_counter() < stop and not os.waitpid(self.pid, os.WNOHANG)[0]:
                self._read(0.05)
            if time.perf_counter() >= stop:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        finally:
            os.close(self._fd)
