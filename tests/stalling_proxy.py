"""A net before a server that can be made to stall: all is taken, nothing is answered."""

from __future__ import annotations

import contextlib
import socket
import threading


class StallingProxy:
    """Forwards what comes to its port to another one, until it is made to stall."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._flows = threading.Event()
        self._flows.set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._let_in, daemon=True).start()

    def stall(self) -> None:
        """Take everything from here on, new connections too, and pass nothing on."""
        self._flows.clear()

    def go_on(self) -> None:
        """Pass on what was taken, and what comes."""
        self._flows.set()

    def end(self) -> None:
        """Close it, and all that is open through it."""
        self.go_on()
        for each in (self._door, *self._open):
            with contextlib.suppress(OSError):
                each.close()

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._open += [near, far]
                for way in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=way, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
