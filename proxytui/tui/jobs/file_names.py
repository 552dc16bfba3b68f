"""Names of files that a path which is being typed may go on with, looked up in a thread."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proxytui import paths
from proxytui.jobs.pacing import never, with_checkpoints
from proxytui.tui.jobs.background_work import BackgroundWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from proxytui.jobs.pacing import Checkpoint

_MOST = 2_000
"""Names of a folder that are looked at."""
_AT_ONCE_SECONDS = 0.05


def fitting(typed: str, checkpoint: Checkpoint = never) -> list[str]:
    """The paths that go on from a typed one, by name, folders with a slash at the end; hidden ones
    only where a dot is typed. Nothing where the folder can't be read, or is empty."""
    folder, begun = os.path.split(typed)
    before = typed[: len(typed) - len(begun)]
    listed: list[str] = []
    try:
        with os.scandir(paths.expanded(folder) if folder else Path()) as entries:
            for entry in with_checkpoints(islice(entries, _MOST), checkpoint):
                fits = entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
                if fits and entry.name.isprintable():
                    listed.append(f"{before}{entry.name}{'/' if entry.is_dir() else ''}")
    except OSError:
        return []
    return sorted(listed)


class FileNames:
    """Completes paths for a line that asks; a disk that is slow holds no key up."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._work = BackgroundWork["list[str]"](screen, "file names")

    def __call__(self, typed: str, take: Callable[[list[str]], None]) -> None:
        """Look up what a path may go on with, and hand that to `take`."""
        self._work.ask(
            lambda checkpoint: fitting(typed, checkpoint),
            take,
            word="looking for files",
            at_once=_AT_ONCE_SECONDS,
        )
