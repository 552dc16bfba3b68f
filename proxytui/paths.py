"""The only module that knows a directory: the store, state, crash files, the bundled data set."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

DEFAULT_STORE_NAME = "iran-syria-hezbollah-2024"


@cache
def _dirs() -> PlatformDirs:
    return PlatformDirs("proxytui", appauthor=False)


def bundled_data() -> Path:
    """The bundled data set: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if (inside / "store.json").exists() else package.parent / "data"


def default_store() -> Path:
    """The user's own store: `PROXYTUI_STORE` where set, else in the platform's data folder."""
    named = os.environ.get("PROXYTUI_STORE")
    if named:
        return Path(named).expanduser()
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
