"""The only module that knows a directory: the store, state, crash files, the bundled data set."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

DEFAULT_STORE_NAME = "iran-syria-hezbollah-2024"

_STORE_FILE = "store.json"
_OF_A_STORE = frozenset(
    (_STORE_FILE, "journal", "documents", "backups", ".lock", ".windows", ".words")
)
_HEAD_BYTES = 64


@cache
def _dirs() -> PlatformDirs:
    return PlatformDirs("proxytui", appauthor=False)


def expanded(name: str) -> Path:
    """A path as its user gave it, `~` replaced where it stands for a home."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)  # as shells do with a user that isn't there


def bundled_data() -> Path:
    """The bundled data set: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if (inside / "store.json").exists() else package.parent / "data"


def default_store() -> Path:
    """The user's own store: `PROXYTUI_STORE` where set, else in the platform's data folder."""
    named = os.environ.get("PROXYTUI_STORE")
    if named:
        return expanded(named)
    return Path(_dirs().user_data_dir) / DEFAULT_STORE_NAME


def config_file() -> Path:
    """The user's settings; need not exist."""
    return Path(_dirs().user_config_dir) / "config.toml"


def state_dir() -> Path:
    """Where the explorer keeps what it restores at the next start, one file a store."""
    return Path(_dirs().user_state_dir)


def crash_dir() -> Path:
    """Where a traceback goes instead of the user's screen."""
    return Path(_dirs().user_state_dir) / "crashes"


def drafts_dir() -> Path:
    """Where a text that could not be stored is kept for its writer."""
    return Path(_dirs().user_state_dir) / "drafts"


def store_of(path: Path, *known: Path) -> Path | None:
    """The folder of the store of which a path is an own file, or lies in an own folder; else None.

    A path is the store's whatever it is called: over symbolic links, in capital letters, as a hard
    link to a file of the `known` folders. Those count as stores even where they are damaged; any
    other folder does where it holds a `store.json` that says so. What else lies beside a store's
    files is not its own.
    """
    folders = {Path(os.path.realpath(folder)) for folder in known}
    where = Path(os.path.abspath(path))
    for place in (Path(os.path.realpath(where.parent)) / where.name, Path(os.path.realpath(where))):
        for folder in place.parents:
            top = folder / place.relative_to(folder).parts[0]
            if _is_own(folder, top) and (folder in folders or _is_store(folder)):
                return folder
    return next((folder for folder in folders if _is_linked(where, folder)), None)


def _is_own(folder: Path, top: Path) -> bool:
    name = top.name.casefold()
    if name in _OF_A_STORE or name.startswith(f"{_STORE_FILE}."):
        return True
    return any(_same(top, folder / own) for own in _OF_A_STORE)


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def _is_store(folder: Path) -> bool:
    try:
        with (folder / _STORE_FILE).open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return False
    return b'"_meta"' in head.replace(b"\0", b"") or (folder / "journal").is_dir()


def _is_linked(path: Path, folder: Path) -> bool:
    """Whether a file is a second name of one of a store's."""
    try:
        found = path.stat()
        if found.st_nlink < 2:
            return False
        places = [folder / _STORE_FILE]
        for name in ("journal", "documents"):
            if (folder / name).is_dir():
                places += (folder / name).iterdir()
        return any(os.path.samestat(found, place.stat()) for place in places if place.is_file())
    except (OSError, ValueError):
        return False
