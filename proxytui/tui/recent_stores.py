"""The stores that were opened last, newest first, kept in a file beside the states of each."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

from proxytui import paths

_MOST = 9
"""As many as have a digit of their own."""


def load() -> list[Path]:
    """The folders that still are stores; a missing or broken file is an empty list."""
    return [folder for folder in map(Path, _listed()) if paths.is_store(folder)][:_MOST]


def remember(folder: Path) -> None:
    """Put a store on top of the list; a file that can't be written is no error: only comfort is
    lost."""
    name = os.path.abspath(folder)
    names = [name, *(other for other in _listed() if other != name)]
    try:
        state = paths.state_dir()
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, beside = tempfile.mkstemp(dir=state, prefix=".stores-")
        with os.fdopen(descriptor, "wb") as out:
            out.write(msgspec.json.encode(names[: 2 * _MOST]))
        os.replace(beside, _file())
    except (OSError, UnicodeEncodeError):
        return


def _file() -> Path:
    return paths.state_dir() / "stores.json"


def _listed() -> list[str]:
    try:
        return msgspec.json.decode(_file().read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []
