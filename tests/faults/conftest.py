"""A small store to spoil, and notes to write into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from proxytui.model.changes import Change
from proxytui.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

TIME = "2024-12-02T00:00:00Z"


class Notes:
    """Writes notes about the one actor of the store."""

    @staticmethod
    def write(store: Store, id_: str, text: str = "words") -> Any:
        record = {"about": ["north"], "text": text, "created": TIME, "modified": TIME}
        return store.apply([Change("notes", id_, store.get("notes", id_), record)], f"note {id_}")


@pytest.fixture(scope="session")
def notes() -> type[Notes]:
    return Notes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with an actor and a note, closed."""
    folder = tmp_path / "store"
    Store.create(folder, None)
    store = Store.open(folder)
    actor = {"kind": "armed-group", "names": [{"text": "North"}]}
    store.apply([Change("actors", "north", None, actor)], "the actor")
    Notes.write(store, "n-first")
    store.close()
    return folder
