"""A program without a terminal that is pressed key by key: what each key costs.

`pressed.py stock` or `pressed.py STORE`. It reads lines of keys, `rest` for none, and writes for
each a line of JSON with a `Cost` for every key. All that is painted is made into the bytes for a
terminal, which are thrown away.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import unicodedata
from asyncio import events
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

SIZE = (120, 40)
_LOOK_SECONDS = 0.02
_IDLE_SECONDS = 0.002
"""The CPU that a program may use between two looks while it does nothing: its own watching."""
_LOOKS = 2
_PATIENCE_SECONDS = 30.0
_REST_SECONDS = 1.3
"""After so long whatever waits for the keys to rest has begun."""


class Cost(NamedTuple):
    """Seconds that a key took: CPU until nothing more is done, CPU and time until its first paint,
    the longest CPU in which no other key could have had its turn, and the bytes it painted."""

    cpu: float
    painted_cpu: float
    painted_wall: float
    longest: float
    written: int


class _Meter:
    """What is used and written since a key was pressed."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.written = 0
        self.painted: tuple[float, float] | None = None

    def begin(self) -> None:
        self.longest, self.written, self.painted = 0.0, 0, None

    def write(self, data: str) -> None:
        # Begin and end of an update are written even around nothing.
        if len(data) > 20 and self.painted is None:
            self.painted = time.process_time(), time.perf_counter()
        self.written += len(data)


METER = _Meter()


class _Nowhere(HeadlessDriver):
    """A terminal that takes all bytes and shows none."""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        METER.write(data)


def _watch_turns() -> None:
    """Measure every turn of the loop."""
    run = events.Handle._run  # type: ignore[attr-defined]

    def measured(handle: events.Handle) -> None:
        begun = time.process_time()
        run(handle)
        METER.longest = max(METER.longest, time.process_time() - begun)

    events.Handle._run = measured  # type: ignore[attr-defined]


def _event(key: str) -> Key:
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        known = _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
        return Key(name, unicodedata.lookup(known.replace("_", " ")))
    except KeyError:
        return Key(name, name if len(name) == 1 else None)


async def _idle() -> float:
    """Wait until nothing is done; the CPU that was used until then."""
    end = time.perf_counter() + _PATIENCE_SECONDS
    before, quiet = time.process_time(), 0
    busy = before
    while quiet < _LOOKS and time.perf_counter() < end:
        await asyncio.sleep(_LOOK_SECONDS)
        now = time.process_time()
        quiet = quiet + 1 if now - before < _IDLE_SECONDS else 0
        if not quiet:
            busy = now
        before = now
    return busy


async def _press(app: App[None], key: str) -> Cost:
    METER.begin()
    begun, wall = time.process_time(), time.perf_counter()
    event = _event(key)
    event.set_sender(app)
    app.post_message(event)
    busy = await _idle()
    painted = METER.painted or (begun, wall)
    cpu = max(busy, painted[0]) - begun
    return Cost(cpu, painted[0] - begun, painted[1] - wall, METER.longest, METER.written)


async def _rest() -> Cost:
    """Press nothing, until what waits for the keys to rest is done too."""
    METER.begin()
    begun, wall = time.process_time(), time.perf_counter()
    await asyncio.sleep(_REST_SECONDS)
    busy = await _idle()
    painted = METER.painted or (begun, wall)
    return Cost(busy - begun, 0.0, painted[1] - wall, METER.longest, METER.written)


async def _answer(pilot: Pilot[None]) -> None:
    # Textual takes what is printed for its own console.
    out = sys.__stdout__
    loop = asyncio.get_running_loop()
    await asyncio.sleep(2)
    await _idle()
    print("ready", file=out, flush=True)
    while line := await loop.run_in_executor(None, sys.__stdin__.readline):
        costs = [
            await (_rest() if key == "rest" else _press(pilot.app, key)) for key in line.split()
        ]
        print(json.dumps(costs), file=out, flush=True)
    pilot.app.exit()


def _app(which: str) -> App[None]:
    if which == "stock":
        from stock import Stock

        return Stock()
    from proxytui.tui.app import ProxyTUI
    from proxytui.workspace import Workspace

    return ProxyTUI(Workspace.open(Path(which)))


def main() -> None:
    """Answer until nothing more is asked."""
    app = _app(sys.argv[1])
    app.driver_class = _Nowhere
    _watch_turns()
    asyncio.run(app.run_async(size=SIZE, auto_pilot=_answer))  # type: ignore[arg-type]
    os._exit(0)


if __name__ == "__main__":
    main()
