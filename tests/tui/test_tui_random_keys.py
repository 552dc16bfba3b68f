"""Any keys in any order: no error, no thread that dies, and nothing that was stored is lost.

FAULTS=long presses 10,000 keys in each of five seeds on each store, and prints the longest wait.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui import paths
from proxytui.tui.actions import ACTIONS
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

LONG = os.environ.get("FAULTS") == "long"
SEEDS = range(5) if LONG else range(1)
KEYS = 10_000 if LONG else 150
# Suspending stops the test's own process.
_LEFT_OUT = {"ctrl+z"}
_TYPED = ("iran", "2012", "1990", "a note", "hez", ":stats", "[[Iran]]", "حزب", "x" * 60)

# Writes one record after the other; each id is printed once it is acknowledged.
_OTHER = """
import sys, time
from pathlib import Path
from proxytui.model.changes import Change
from proxytui.store.store import Store
store = Store.open(Path(sys.argv[1]), origin="other")
for number in range(10**9):
    kind = {"kind": "armed-group", "names": [{"text": f"Group {number}"}]}
    step = store.apply([Change("actors", f"other-{number}", None, kind)], "from elsewhere")
    print(step.id, flush=True)
    time.sleep(0.15)
"""


def _pool() -> list[str]:
    keys = {key for action in ACTIONS for keys in action.keys for key in keys.split(" ")}
    return sorted((keys | {"enter", "escape", "tab", "backspace"}) - _LEFT_OUT)


class _Waits:
    """The longest time in which the loop that draws and takes keys did nothing else."""

    def __init__(self) -> None:
        self.longest = 0.0

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        async def watch() -> None:
            while True:
                before = time.monotonic()
                await asyncio.sleep(0.02)
                self.longest = max(self.longest, time.monotonic() - before - 0.02)

        task = asyncio.create_task(watch())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _press(opened: Callable[[], Workspace], seed: int, waits: _Waits) -> None:
    """Keys until all are pressed; where they lead out of the explorer it is opened again."""
    chance, pool, left = random.Random(seed), _pool(), KEYS
    while left > 0:
        workspace = opened()
        try:
            size = chance.choice([(120, 40), (80, 24), (60, 20), (200, 60)])
            async with exploring(workspace, size) as it, waits.watched():
                while left > 0 and it.app.is_running:
                    left -= 1
                    if chance.random() < 0.03:
                        await it.type(chance.choice(_TYPED))
                    elif chance.random() < 0.004:
                        await it.resize(*chance.choice([(90, 30), (40, 12), (150, 45)]))
                    else:
                        await it.press(chance.choice(pool))
        finally:
            workspace.close()


def _sound(folder: Path, *, acknowledged: list[str]) -> None:
    with_all = Workspace.open(folder)
    try:
        steps = {entry.transaction.id for entry in with_all.log()}
        assert set(acknowledged) <= steps
        assert not with_all.damaged
    finally:
        with_all.close()


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_over_the_demo_end_in_no_error(seed: int) -> None:
    waits = _Waits()
    await _press(lambda: Workspace.open(demo=True), seed, waits)
    print(f"demo, seed {seed}: longest wait {waits.longest:.2f} s")


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_over_a_damaged_store_change_nothing_of_it(
    seed: int, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(made, folder)
    file = folder / "store.json"
    data = file.read_bytes()
    place = data.index(b'"c-09"') + len(b'"c-09": {')
    file.write_bytes(data[:place] + b"\x00" + data[place + 1 :])
    stored = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    waits = _Waits()
    await _press(lambda: Workspace.open(folder), seed, waits)
    kept = {file: file.read_bytes() for file in stored}
    assert kept == stored
    print(f"damaged, seed {seed}: longest wait {waits.longest:.2f} s")


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_while_another_process_writes_lose_nothing_of_either(
    seed: int, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    shutil.copytree(made, folder)
    waits = _Waits()
    other = subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    try:
        await _press(lambda: Workspace.open(folder, origin="window-test"), seed, waits)
    finally:
        other.terminate()
        acknowledged, _ = other.communicate()
    _sound(folder, acknowledged=acknowledged.split())
    assert list(paths.crash_dir().glob("crash-*")) == []
    print(f"written by another, seed {seed}: longest wait {waits.longest:.2f} s")
