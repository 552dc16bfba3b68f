"""A store of three actors, a source and a claim, and short ways to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from clones import LEFT_OUT, git, pull, push

from proxytui.model.changes import Change
from proxytui.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIME = "2024-12-02T00:00:00Z"


def actor(name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "armed-group", "names": [{"text": name}], **more}


def note(text: str, *about: str) -> dict[str, Any]:
    return {"about": list(about), "text": text, "created": TIME, "modified": TIME}


def claim(subject: str, object_: str, *sources: str, **more: Any) -> dict[str, Any]:
    cited = [{"source": source} for source in sources or ("s-one",)]
    return {"type": "backs", "subject": subject, "object": object_, "citations": cited, **more}


class Maker:
    """Short ways to change a store."""

    actor = staticmethod(actor)
    note = staticmethod(note)
    claim = staticmethod(claim)

    @staticmethod
    def change(store: Store, table: str, id_: str, **fields: Any) -> Change:
        """The edit of a record that sets fields, or takes them away where None."""
        before = store.get(table, id_)
        after = {**(before or {}), **fields}
        return Change(table, id_, before, {k: v for k, v in after.items() if v is not None})

    @classmethod
    def edit(cls, store: Store, table: str, id_: str, **fields: Any) -> Any:
        return store.apply([cls.change(store, table, id_, **fields)], f"edit {id_}")

    @staticmethod
    def add(store: Store, table: str, id_: str, record: dict[str, Any]) -> Any:
        return store.apply([Change(table, id_, None, record)], f"add {id_}")

    @staticmethod
    def remove(store: Store, table: str, id_: str) -> Any:
        return store.apply([Change(table, id_, store.get(table, id_), None)], f"remove {id_}")

    @staticmethod
    def edit_file(folder: Path, old: str, new: str) -> None:
        """Edit store.json as an editor does."""
        path = folder / "store.json"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def make() -> type[Maker]:
    return Maker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with a few records, closed."""
    folder = tmp_path / "store"
    Store.create(folder, None, "test")
    store = Store.open(folder)
    store.apply(
        [
            Change("actors", "north", None, actor("North", summary="as it was")),
            Change("actors", "south", None, actor("South")),
            Change("actors", "west", None, actor("West")),
            Change("sources", "s-one", None, {"title": "One"}),
            Change("sources", "s-two", None, {"title": "Two"}),
            Change("claims", "c-1", None, claim("north", "south")),
        ],
        "the first records",
    )
    store.close()
    return folder


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = Store.open(folder)
    yield opened
    opened.close()


@pytest.fixture
def machines(folder, make, tmp_path, monkeypatch):
    """Two clones of one store, each with a journal of its own."""
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)
    hub = tmp_path / "hub.git"
    git(tmp_path, "init", "--bare", "--initial-branch=main", str(hub))
    git(folder, "init", "--initial-branch=main")
    (folder / ".gitignore").write_text(LEFT_OUT)
    git(folder, "remote", "add", "origin", str(hub))
    push(folder)
    git(tmp_path, "clone", str(hub), "there")
    there = tmp_path / "there"
    make.edit(Store.open(there), "sources", "s-one", author="theirs")
    push(there)
    pull(folder)
    make.edit(Store.open(folder), "sources", "s-two", author="ours")
    push(folder)
    pull(there)
    return folder, there
