"""A headless Chromium driven over its debugging socket, and the program served to it.

What a page shows in its terminal is drawn, not written: it is read from the bytes that reach the
page, by the same emulator as in the tests of real terminals.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pyte

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

PATIENCE = 40.0
_SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--window-size=1300,800",
)  # fmt: skip


class Chromium:
    """One page of a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._connected = asyncio.Event()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._clear()

    def _clear(self) -> None:
        self.screen = pyte.Screen(200, 60)
        self._stream = pyte.ByteStream(self.screen)

    @classmethod
    @asynccontextmanager
    async def started(cls, program: str, profile: Path) -> AsyncIterator[Chromium]:
        """A new browser, which ends with the block."""
        process = subprocess.Popen(
            [program, *_SWITCHES, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            port = await asyncio.to_thread(_port, process)
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                    pages = await answer.json()
                address = next(p["webSocketDebuggerUrl"] for p in pages if p["type"] == "page")
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    page = cls(socket)
                    listening = asyncio.create_task(page._listen())
                    for domain in ("Network", "Page", "Log", "Runtime"):
                        await page.call(f"{domain}.enable")
                    yield page
                    listening.cancel()
        finally:
            process.terminate()
            process.wait(PATIENCE)

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the debugging protocol; returns its result."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        return await asyncio.wait_for(answer, PATIENCE)

    async def _listen(self) -> None:
        async for message in self._socket:
            event = json.loads(message.data)
            if "id" in event:
                self._answers.pop(event["id"]).set_result(event.get("result", event))
                continue
            parameters = event["params"]
            match event["method"]:
                case "Network.webSocketFrameReceived":
                    frame = parameters["response"]
                    if frame["opcode"] == 2:
                        self._stream.feed(base64.b64decode(frame["payloadData"]))
                case "Network.webSocketFrameSent":
                    self._resize(parameters["response"]["payloadData"])
                case "Network.requestWillBeSent":
                    self.requests.append(parameters["request"]["url"])
                case "Network.webSocketCreated":
                    self.requests.append(parameters["url"])
                    self._clear()
                    self._connected.set()
                case "Log.entryAdded":
                    self.complaints.append(parameters["entry"]["text"])
                case "Runtime.exceptionThrown":
                    self.complaints.append(str(parameters["exceptionDetails"]))

    def _resize(self, sent: str) -> None:
        kind, *rest = json.loads(sent)
        if kind == "resize":
            self.screen.resize(rest[0]["height"], rest[0]["width"])

    @property
    def shown(self) -> str:
        """The lines of the terminal in the page."""
        return "\n".join(self.screen.display)

    async def until(self, seen: Callable[[str], object]) -> str:
        """Wait until the terminal shows what is awaited; returns its lines."""
        for _ in range(int(PATIENCE / 0.05)):
            if seen(self.shown):
                return self.shown
            await asyncio.sleep(0.05)
        raise TimeoutError(f"the terminal shows:\n{self.shown}")

    async def open(self, address: str) -> None:
        """Go to an address, and wait until its terminal is connected."""
        self._connected.clear()
        await self.call("Page.navigate", url=address)
        await asyncio.wait_for(self._connected.wait(), PATIENCE)

    async def press(self, *keys: str) -> None:
        """Press keys: letters, or names such as Enter and ArrowDown."""
        for key in keys:
            text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            code = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowRight": 39}.get(key, 0)
            shared = {"key": key, "windowsVirtualKeyCode": code or ord(key[0].upper())}
            typed = {"text": text} if text else {}
            await self.call("Input.dispatchKeyEvent", type="keyDown", **shared, **typed)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **shared)

    async def picture(self, file: Path) -> None:
        """Write a PNG of the page."""
        result = await self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(result["data"]))


def _port(process: subprocess.Popen[str]) -> int:
    """The port that a browser says it listens on."""
    for line in process.stderr or ():
        if line.startswith("DevTools listening on"):
            return int(line.split(":")[2].split("/")[0])
    raise RuntimeError("the browser ended")


class Served:
    """The program's server; used as a context, it runs and has an address."""

    def __init__(self, home: Path, *words: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.store = str(home / "store")
        self._words = words or ("--store", self.store)
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "PROXYTUI_STORE"},
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
        }

    def run(self, *words: str, stdin: str = "") -> str:
        """A call of the program on the same store; returns its output."""
        return subprocess.run(
            [sys.executable, "-m", "proxytui", *self._words, *words],
            env=self._environment, input=stdin, text=True, check=True, capture_output=True,
        ).stdout  # fmt: skip

    def __enter__(self) -> Served:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "proxytui", *self._words, "serve"],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline() if self.process.stdout else ""
        self.address = line.split()[-1]
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
