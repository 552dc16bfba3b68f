"""The only module that knows a directory: the store, state, crash files, what is bundled."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

BUNDLED_NAME = "iran-syria-hezbollah-2024"
OWN_NAME = "own"

_STORE_FILE = "store.json"
_STORE_NAMES = frozenset(
    (_STORE_FILE, "journal", "documents", "backups", ".lock", ".windows", ".words")
)
_HEAD_BYTES = 64


@cache
def _dirs() -> PlatformDirs:
    return PlatformDirs("proxytui", appauthor=False)


def expanded(name: str) -> Path:
    """A path as its user wrote it, with `~` replaced where it stands for a home."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)  # as shells do with a user that isn't there


def from_home(words: str) -> str:
    """Words with `~` for the user's home, as a user writes it, where a path in them lies there."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return words
    if not home.strip(os.sep):
        return words
    parts = words.split(f"{home}{os.sep}")
    whole = parts[0]
    for part in parts[1:]:
        # Behind a letter or a separator the home's name is the end of a longer path.
        inside = whole[-1:].isalnum() or whole.endswith(os.sep)
        whole += f"{home if inside else '~'}{os.sep}{part}"
    return whole


def bundled_data() -> Path:
    """The bundled data set: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if (inside / "store.json").exists() else package.parent / "data"


def manual_dir() -> Path:
    """The folder of the manual's pages: inside the installed package, or beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "docs"
    return inside if (inside / "manual.md").exists() else package.parent / "docs"


def default_store() -> Path:
    """The user's own store, which need not exist: `PROXYTUI_STORE` where set, else one in the
    platform's data folder, a copy of the bundled set where that alone is there."""
    named = os.environ.get("PROXYTUI_STORE")
    if named:
        return expanded(named)
    own, copy = placed(OWN_NAME), placed(BUNDLED_NAME)
    return copy if copy.exists() and not own.exists() else own


def bundled_copy() -> Path:
    """Where a copy of the bundled set that the user keeps is put: `PROXYTUI_STORE` where set."""
    named = os.environ.get("PROXYTUI_STORE")
    return expanded(named) if named else placed(BUNDLED_NAME)


def placed(name: str) -> Path:
    """The folder of a store that a user calls so: a name alone lies in the platform's data folder,
    anything with a slash or a `~` is a path."""
    if os.sep in name or name.startswith("~") or name in (os.curdir, os.pardir):
        return expanded(name)
    return Path(_dirs().user_data_dir) / name


def config_file() -> Path:
    """The user's settings; the file need not exist."""
    return Path(_dirs().user_config_dir) / "config.toml"


def templates_dir() -> Path:
    """The folder of the user's templates for notes, which need not exist."""
    return Path(_dirs().user_config_dir) / "templates"


def server_cache(name: str) -> Path:
    """The folder for what is known on this machine of a store on a server; it need not exist."""
    return Path(_dirs().user_cache_dir) / "servers" / name


def server_home(name: str) -> Path:
    """The folder of what a user keeps of a store on a server, its backups; it need not exist."""
    return Path(_dirs().user_data_dir) / "servers" / name


def state_dir() -> Path:
    """The folder of what the explorer restores at the next start, one file a store."""
    return Path(_dirs().user_state_dir)


def crash_dir() -> Path:
    """The folder of tracebacks, which don't go to the user's screen."""
    return Path(_dirs().user_state_dir) / "crashes"


def drafts_dir() -> Path:
    """The folder of texts that could not be stored, kept for their writers."""
    return Path(_dirs().user_state_dir) / "drafts"


def store_of(path: Path, *known: Path) -> Path | None:
    """The folder of the store to which a path belongs, as one of its files or inside one of its
    folders; None for any other path.

    A path is the store's whatever it is called: over symbolic links, in capital letters, as a hard
    link to a file of the `known` folders. Those count as stores even where they are damaged; any
    other folder does where it holds a `store.json` that says so. Other files beside a store's own
    are not the store's.
    """
    folders = {Path(os.path.realpath(folder)) for folder in known}
    where = Path(os.path.abspath(path))
    for place in (Path(os.path.realpath(where.parent)) / where.name, Path(os.path.realpath(where))):
        for folder in place.parents:
            top = folder / place.relative_to(folder).parts[0]
            if _is_own(folder, top) and (folder in folders or is_store(folder)):
                return folder
    return next((folder for folder in folders if _is_linked(where, folder)), None)


def _is_own(folder: Path, top: Path) -> bool:
    name = top.name.casefold()
    if name in _STORE_NAMES or name.startswith(f"{_STORE_FILE}."):
        return True
    return any(_same(top, folder / own) for own in _STORE_NAMES)


def _same(path: Path, other: Path) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def may_be_store(folder: Path) -> bool:
    """Whether a folder has the main file of a store, or may have it: what can't be looked into is
    opened, and says so."""
    try:
        os.stat(folder / _STORE_FILE)
    except PermissionError:
        return True
    except (OSError, ValueError):  # also for a name that can't be one
        return False
    return True


def is_store(folder: Path) -> bool:
    """Whether a folder has the files of a store, sound or not."""
    try:
        with (folder / _STORE_FILE).open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return False
    return b'"_meta"' in head.replace(b"\0", b"") or (folder / "journal").is_dir()


def _is_linked(path: Path, folder: Path) -> bool:
    """Whether a file is a hard link to a file of a store."""
    try:
        status = path.stat()
        if status.st_nlink < 2:
            return False
        places = [folder / _STORE_FILE]
        for name in ("journal", "documents"):
            if (folder / name).is_dir():
                places += (folder / name).iterdir()
        return any(os.path.samestat(status, place.stat()) for place in places if place.is_file())
    except (OSError, ValueError):
        return False
