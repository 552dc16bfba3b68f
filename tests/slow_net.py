"""A net that takes its time: a proxy on loopback that delays what passes, each way."""

from __future__ import annotations

import queue
import socket
import threading
import time
from contextlib import suppress

_CHUNK = 65536


class SlowNet:
    """A port on loopback behind which another port answers, so many seconds later each way; that
    one is asked from the machine `source`, which is an address on loopback too."""

    def __init__(self, port: int, delay: float, source: str = "127.0.0.1") -> None:
        self._target, self._delay, self._source = port, delay, source
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listener]
        self.port = int(self._listener.getsockname()[1])
        _begin(self._accept)

    def __enter__(self) -> SlowNet:
        return self

    def __exit__(self, *_: object) -> None:
        for opened in self._open:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(
                    ("127.0.0.1", self._target), source_address=(self._source, 0)
                )
                self._open += [near, far]
                for source, sink in ((near, far), (far, near)):
                    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    under_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
                    _begin(self._take, source, under_way)
                    _begin(self._deliver, sink, under_way)

    def _take(self, source: socket.socket, under_way: queue.SimpleQueue) -> None:
        data = b"-"
        while data:
            try:
                data = source.recv(_CHUNK)
            except OSError:
                data = b""
            under_way.put((time.monotonic() + self._delay, data))

    def _deliver(self, sink: socket.socket, under_way: queue.SimpleQueue) -> None:
        with suppress(OSError):
            while True:
                due, data = under_way.get()
                time.sleep(max(0.0, due - time.monotonic()))
                if not data:
                    sink.shutdown(socket.SHUT_WR)
                    return
                sink.sendall(data)


def _begin(work, *values: object) -> None:
    threading.Thread(target=work, args=values, daemon=True).start()
