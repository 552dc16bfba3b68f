"""The words of a store that stays on the disk are compared once; after that, only its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proxytui import paths
from proxytui.model.changes import Change
from proxytui.store import search_index_schema
from proxytui.store.folder import load
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.records import Json

TIME = "2024-12-02T00:00:00Z"


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the bundled records, of which all words were read."""
    Store.create(tmp_path / "store", paths.bundled_data())
    read(Workspace.open(tmp_path / "store"))
    return tmp_path / "store"


def note(text: str) -> Json:
    return {"about": ["hezbollah"], "text": text, "created": TIME, "modified": TIME}


def read(store: Workspace) -> int:
    """Bring the words up to date; returns in how many pieces."""
    pieces: list[int] = []
    assert store.gather()(lambda: pieces.append(1))
    return len(pieces)


def ids(store: Workspace, word: str) -> list[str]:
    hit = store.fulltext.find("note", [((f" {word} ",), False)], 50)
    assert hit is not None
    return sorted(candidate.id for candidate in hit.candidates)


def test_what_was_compared_is_not_compared_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr(
        "proxytui.store.search_index.SearchIndex._sync",
        lambda _, table, *__: compared.append(table),
    )
    read(Workspace.open(folder))

    assert not compared


def test_changes_made_without_the_file_are_taken_in_and_out(folder: Path) -> None:
    store = Workspace.open(folder)
    store.apply([Change("notes", "n1", None, note("a quagga"))], "added")
    again = Workspace.open(folder)
    read(again)
    assert ids(again, "quagga") == ["n1"]
    again.close()

    store.apply([Change("notes", "n1", note("a quagga"), note("an okapi"))], "changed")
    again = Workspace.open(folder)
    read(again)
    assert (ids(again, "quagga"), ids(again, "okapi")) == ([], ["n1"])
    again.close()

    store.apply([Change("notes", "n1", note("an okapi"), None)], "removed")
    again = Workspace.open(folder)
    read(again)
    assert ids(again, "okapi") == []


def test_another_snapshot_is_compared_whole(folder: Path) -> None:
    store = Workspace.open(folder)
    store.apply([Change("notes", "n1", None, note("a quagga"))], "added")
    before = store.raw()["claims"].fingerprint
    store.compact()
    store.close()

    again = Workspace.open(folder)
    assert again.raw()["claims"].fingerprint != before
    read(again)
    assert ids(again, "quagga") == ["n1"]


def test_a_reading_that_was_stopped_is_taken_up_again(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.create(folder, paths.bundled_data())
    store = Workspace.open(folder)

    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        store.gather()(stop)
    base = search_index_schema.connect(str(folder / ".words" / "words.sqlite"))
    assert search_index_schema.compared(base) == ""
    base.close()

    again = Workspace.open(folder)
    read(again)
    hit = again.fulltext.find("quote", [((" the ",), False)], 50)
    assert hit is not None
    assert hit.total
