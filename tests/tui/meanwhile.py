"""What tests use to change, lock and slow down a store while an explorer is open on it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tui_driver import Driver

    from proxytui.workspace import Workspace


class Gate:
    """While it is shut, a question that has begun stands still somewhere in the middle."""

    shut = False


async def until(it: Driver, told: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not told():
            await it.pilot.pause(0.01)


def arrived(number: int) -> tuple[Change, Change]:
    """An actor that is not there yet, and a claim about it."""
    actor = {"kind": "person", "names": [{"text": f"Person number {number}"}]}
    claim = {
        "type": "backs",
        "subject": "ardania",
        "object": f"person-{number}",
        "citations": [{"source": "s-herald"}],
    }
    return (
        Change("actors", f"person-{number}", None, actor),
        Change("claims", f"c-new-{number}", None, claim),
    )


def claimed(number: int) -> Change:
    """A claim that is not there yet."""
    claim = {
        "type": "backs",
        "subject": "okoye",
        "object": "hermit",
        "since": "2010",
        "until": "..",
        "citations": [{"source": "s-almanac"}],
    }
    return Change("claims", f"c-new-{number}", None, claim)


def notes(workspace: Workspace) -> list[str]:
    return [note.text for note in workspace.index.notes.values()]


HOLDING = """\
import fcntl, os, sys
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(fd, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another process writes, and goes on doing so."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.communicate()
