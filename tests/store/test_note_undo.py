"""Undo of acts on notes, in whatever order: each step back is the store before it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.editing import note_links
from proxytui.exchange import markdown_notes
from proxytui.exchange.proposal import propose
from proxytui.model.changes import Change
from proxytui.model.note_text import NamePattern
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ACTORS = {"iran": "Iran", "syria": "Syria", "hamas": "Hamas"}
texts = st.sampled_from(["Iran pays", "[[Iran]] pays #money", "Syria, and Iran", "---\n[[x]]", "x"])
acts = st.tuples(
    st.sampled_from(["add", "edit", "about", "tag", "link", "remove", "file", "new file"]),
    st.integers(0, 9),
    st.sampled_from(sorted(ACTORS)),
    texts,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "store"
    Store.create(folder, None)
    store = Store.open(folder)
    rows = {id_: {"kind": "state", "names": [{"text": name}]} for id_, name in ACTORS.items()}
    store.apply([Change("actors", id_, None, record) for id_, record in rows.items()], "actors")
    store.close()
    return folder


@pytest.fixture(scope="module")
def stores(template: Path) -> Iterator[Callable[[], Workspace]]:
    """A function that opens a fresh copy of the store."""
    with tempfile.TemporaryDirectory() as place:
        count = 0

        def fresh() -> Workspace:
            nonlocal count
            count += 1
            folder = Path(place) / str(count)
            Store.create(folder, template)
            return Workspace.open(folder, origin="window-test")

        yield fresh


def _records(workspace: Workspace) -> str:
    return json.dumps({t: dict(rows) for t, rows in workspace.raw().items()}, sort_keys=True)


def _import(workspace: Workspace, files: dict[str, bytes]) -> None:
    names = {name: id_ for id_, name in ACTORS.items()} | {id_: id_ for id_ in ACTORS}
    raw = workspace.raw()
    reading = markdown_notes.read(
        files, raw.get("notes", {}), names.__getitem__, "2030-01-01T00:00:00Z"
    )
    changes = propose(reading, raw).changes
    if changes:
        workspace.apply(changes, "import notes")


def _act(workspace: Workspace, kind: str, number: int, actor: str, text: str) -> None:
    notes = sorted(workspace.index.notes)
    if kind == "add" or not notes:
        workspace.add_note((actor,), text)
        return
    note = workspace.index.notes[notes[number % len(notes)]]
    if kind == "edit":
        workspace.edit_note(note.id, text)
    elif kind == "about":
        workspace.edit_note(note.id, None, about=(actor,))
    elif kind == "tag":
        workspace.edit_note(note.id, None, tags=(f"tag{number}",))
    elif kind == "link":
        pattern = NamePattern(workspace.index.actors[actor])
        linked = note_links.linked(note, pattern, actor, lambda words: words.lower())
        workspace.edit_note(note.id, linked, note.text)
    elif kind == "remove":
        workspace.remove_note(note.id)
    elif kind == "file":
        stored = {note.id: workspace.raw()["notes"][note.id]}
        folder = markdown_notes.NoteFolder({})
        files = markdown_notes.write(stored, str, str, folder).files
        _import(workspace, {path: data + text.encode() for path, data in files.items()})
    else:
        _import(workspace, {f"{number}.md": f"---\nabout: {ACTORS[actor]}\n---\n{text}".encode()})


@settings(max_examples=60, deadline=None)
@given(done=st.lists(acts, max_size=8))
def test_each_step_back_is_the_store_before(
    stores: Callable[[], Workspace], done: list[tuple[str, int, str, str]]
) -> None:
    workspace = stores()
    try:
        before = [_records(workspace)]
        for act in done:
            _act(workspace, *act)
            if (now := _records(workspace)) != before[-1]:
                before.append(now)
        for earlier in reversed(before[:-1]):
            workspace.undo()
            assert _records(workspace) == earlier
    finally:
        workspace.close()
