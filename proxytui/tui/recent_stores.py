"""The stores that were opened last, newest first, kept in a file beside the states of each."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from proxytui import paths, server_stores
from proxytui.errors import StoreError
from proxytui.place import Place, address

if TYPE_CHECKING:
    from proxytui.place import Address

_MOST = 9
"""As many as have a digit of their own."""


def load() -> list[Address]:
    """The folders that still are stores, and the addresses of stores on servers, which are not
    asked; a missing or broken file is an empty list. Waits for the disks of the folders."""
    return [store for store in map(address, _listed()) if _is_there(store)][:_MOST]


def newest() -> Place | None:
    """The place of the store that was open last, if it is there; waits as `load` does."""
    return next(map(place_of, load()), None)


def _is_there(store: Address) -> bool:
    if isinstance(store, Path):
        return paths.is_store(store)
    with suppress(StoreError):
        return bool(place_of(store))
    return False


def place_of(store: Address) -> Place:
    """The place of a store; raises StoreError for what is no address."""
    return Place.of_folder(store) if isinstance(store, Path) else server_stores.place_of(store)


def remember(store: Address) -> None:
    """Put a store on top of the list; a file that can't be written is no error: only comfort is
    lost."""
    name = store if isinstance(store, str) else os.path.abspath(store)
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
