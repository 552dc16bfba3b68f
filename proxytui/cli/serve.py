"""The explorer in a browser of this computer, at an address that nobody can guess."""

from __future__ import annotations

import asyncio
import os
import secrets
import shlex
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.cli.browser_page import FOCUS_SCRIPT, FONT_SIZES, page
from proxytui.commands.call import Done
from proxytui.errors import ProxyTUIError, UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.web import Application, Request, StreamResponse
    from textual_serve.server import Server

    from proxytui.place import Address

HOST = "127.0.0.1"
_FONT_SIZE = 16
_PORTS = range(1024, 65_536)
_SECONDS_TO_CLOSE = 2.0
# Nothing but this server's own files and its web socket: no font or picture from elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self' {socket}; frame-ancestors 'none'; base-uri 'none';"
    " form-action 'none'"
)
# The windows are not in the multiplexer or the connection that the server was started in.
_NOT_THEIRS = ("TMUX", "TMUX_PANE", "STY", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT")


def serve(address: Address | None, *, demo: bool, port: int) -> Done:
    """Serve the explorer until it is interrupted; prints the address first.

    `port` 0 takes any that is free. Raises UsageError for one that can't be used, and where the
    library that serves is not installed.
    """
    if port and port not in _PORTS:
        raise UsageError(f"{port} is no port for this", f"use one from {_PORTS[0]} to {_PORTS[-1]}")
    try:
        from textual_serve.server import Server
    except ImportError:
        hint = "install proxytui[web]"
        raise UsageError("the explorer in a browser needs textual-serve", hint) from None
    words = [sys.executable, "-m", "proxytui"]
    if demo:
        words.append("--demo")
    elif address is not None:
        words += ["--store", address if isinstance(address, str) else str(address.absolute())]
    for name in _NOT_THEIRS:
        os.environ.pop(name, None)
    with _listen(port) as listener:
        served = Served(listener.getsockname()[1])
        windows = Server(f"exec {shlex.join(words)}", host=HOST, title="ProxyTUI")
        print(f"the explorer is at {served.address}", flush=True)
        print("who has this address can read and change the store; ctrl+c ends it", flush=True)
        asked_to_end = signal.getsignal(signal.SIGTERM)
        ended_by = asyncio.run(_run(served.application(windows), listener))
    if ended_by == signal.SIGTERM:
        signal.signal(signal.SIGTERM, asked_to_end)
        signal.raise_signal(signal.SIGTERM)
    return Done((), "the explorer is served no more")


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        # From here on a browser that is quicker than the server waits for it.
        listener.listen()
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        hint = "choose another one with --port, or leave it out"
        raise ProxyTUIError(f"port {port} can't be used ({reason})", hint) from None
    return listener


async def _run(application: Application, listener: socket.socket) -> int:
    """Serve until a signal comes; returns its number. The windows are closed then."""
    from aiohttp import web

    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SECONDS_TO_CLOSE)
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def end(number: int) -> None:
        if not ended.done():
            ended.set_result(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, number)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    try:
        return await ended
    finally:
        await runner.cleanup()


class Served:
    """What is answered at an address with a token in it; any other address is not found."""

    def __init__(self, port: int) -> None:
        self._place = f"/{secrets.token_urlsafe(24)}"
        self._hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
        self.address = f"http://{HOST}:{port}{self._place}/"

    def application(self, windows: Server) -> Application:
        """The page, the files it needs, and the web socket that opens a window of its own."""
        from aiohttp import web

        @web.middleware
        async def own(
            request: Request, handler: Callable[[Request], Awaitable[StreamResponse]]
        ) -> StreamResponse:
            """Answer only what this server's own page asks, whatever name led a browser here."""
            origin = request.headers.get("Origin", f"http://{request.host}")
            if request.host not in self._hosts or origin != f"http://{request.host}":
                raise web.HTTPForbidden
            return await handler(request)

        async def index(request: Request) -> StreamResponse:
            address = f"ws://{request.host}{self._place}/ws"
            html = page(windows.title, address, _font_size(request.query.get("fontsize", "")))
            return web.Response(text=html, content_type="text/html")

        async def focus(request: Request) -> StreamResponse:
            return web.Response(text=FOCUS_SCRIPT, content_type="text/javascript")

        async def harden(request: Request, response: StreamResponse) -> None:
            response.headers["Content-Security-Policy"] = _POLICY.format(
                socket=f"ws://{request.host}"
            )
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"

        application = web.Application(middlewares=[own])
        application.on_response_prepare.append(harden)
        application.add_routes(
            [
                web.get(f"{self._place}/", index),
                web.get(f"{self._place}/focus.js", focus),
                web.get(f"{self._place}/ws", windows.handle_websocket),
                web.static(f"{self._place}/static", windows.statics_path),
            ]
        )
        return application


def _font_size(text: str) -> int:
    """The letters' pixels that an address asks for with `?fontsize=`."""
    with suppress(ValueError):
        if int(text) in FONT_SIZES:
            return int(text)
    return _FONT_SIZE
