"""The state of the explorer for its next start: centre, date, folds, theme; one file a store."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import msgspec

from proxytui import paths

try:
    # The same, but `hashlib` loads OpenSSL, which takes as long as a dozen modules.
    from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore]
except ImportError:  # from Python 3.12 on it has another name
    try:
        from _sha2 import sha256  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from hashlib import sha256

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.place import Place


BEFORE = "'"
"""The mark beside those with letters: the place before the last jump."""


class SavedMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place that has a letter: centre, date, pane, the row under its cursor, and the record that
    the detail pane was pinned to, by kind and id."""

    centre: str
    as_of: str
    pane: str = ""
    row: str = ""
    tab: str = ""
    kind: str = ""
    id: str = ""


class SavedState(msgspec.Struct, omit_defaults=True):
    """The state of an explorer as it was left; every field may be missing."""

    centre: str = ""
    as_of: str = ""
    tab: str = ""
    theme: str = ""
    pane: str = ""
    show_all: bool = False
    roll_up: bool = False
    turned: bool = False
    mapped: bool = False
    hops: int = 1
    filter: str = ""
    marks: dict[str, SavedMark] = {}
    order: str = "weight"
    folded_kinds: list[str] = []
    opened: list[str] = []
    folded_groups: list[str] = []
    unfolded: list[str] = []


def _file(store: Place) -> Path:
    known = store.shown if store.folder is None else str(store.folder.resolve())
    name = sha256(known.encode()).hexdigest()[:16]
    return paths.state_dir() / f"{name}.json"


def load(store: Place) -> SavedState:
    """The state kept for this store; a missing or broken file is an empty state."""
    try:
        return msgspec.json.decode(_file(store).read_bytes(), type=SavedState)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return SavedState()


def save(store: Place, kept: SavedState) -> None:
    """Keep the state; where it can't be written only comfort is lost."""
    write_state(_file(store), msgspec.json.encode(kept))


def write_state(file: Path, data: bytes) -> None:
    """Put a file of the state in its place by one rename; one that can't be written is no error."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".state-")
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
        os.replace(name, file)
    except OSError:
        return
