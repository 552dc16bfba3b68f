"""Who wrote a note is told as far as the journal says so, and never guessed."""

from __future__ import annotations

import shutil
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from proxytui.commands import notes
from proxytui.model.changes import Change, Transaction
from proxytui.reading import files
from proxytui.store.authors import Author, RecordAuthors
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    Workspace.open(folder, make=True).close()
    return folder


def noted(folder: Path, monkeypatch: pytest.MonkeyPatch, user: str, text: str) -> str:
    """A note that somebody writes about the store's only source, made where it isn't there."""
    monkeypatch.setenv("USER", user)
    workspace = Workspace.open(folder)
    try:
        if not workspace.index.sources:
            file = folder.parent / "source.txt"
            file.write_text("Words.", encoding="utf-8")
            workspace.add_source(files.read(file), {"title": "Source"})
        return workspace.add_note((next(iter(workspace.index.sources)),), text)
    finally:
        workspace.close()


def told(folder: Path) -> dict[str, str]:
    workspace = Workspace.open(folder)
    try:
        return notes.authors(workspace)
    finally:
        workspace.close()


def test_the_notes_of_others_have_a_name_and_the_users_own_have_none(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = noted(store, monkeypatch, "maria", "hers")
    mine = noted(store, monkeypatch, "joan", "mine")
    assert told(store) == {hers: "maria"}
    monkeypatch.setenv("USER", "maria")
    assert told(store) == {mine: "joan"}


def test_an_edit_makes_nobody_the_author(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hers = noted(store, monkeypatch, "maria", "hers")
    monkeypatch.setenv("USER", "joan")
    workspace = Workspace.open(store)
    workspace.edit_note(hers, "hers, mended")
    workspace.remove_note(hers)
    workspace.undo()
    workspace.close()
    assert told(store) == {hers: "maria"}


def test_what_came_from_another_copy_is_not_put_down_to_who_fetched_it(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(store, monkeypatch, "joan", "mine")
    other = tmp_path / "other"
    shutil.copytree(store, other)
    hers = noted(other, monkeypatch, "maria", "hers")
    monkeypatch.setenv("USER", "joan")
    workspace = Workspace.open(store)
    workspace.merge(other)
    workspace.close()
    assert told(store) == {hers: "another copy of the store"}


def test_without_a_journal_nobody_is_named(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted(store, monkeypatch, "maria", "hers")
    monkeypatch.setenv("USER", "joan")
    workspace = Workspace.open(store)
    workspace.compact()
    workspace.close()
    shutil.rmtree(store / "journal")
    assert told(store) == {}


def test_a_login_is_as_the_journal_has_it(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = noted(store, monkeypatch, "maria", "hers")
    workspace = Workspace.open(store)
    assert workspace.note_authors() == {note: Author(by="maria")}
    workspace.close()


def step(by: str, time: str, table: str, id_: str, *, new: bool = True) -> Transaction:
    change = Change(table, id_, None if new else {}, {})
    return Transaction(f"t-{time}", "", "window-1", by, time, "a step", (change,))


def test_who_recorded_and_who_changed_last_is_told_by_the_times_in_whatever_order() -> None:
    steps = [
        step("karl", "2024-03", "claims", "c-1", new=False),
        step("maria", "2024-01", "claims", "c-1"),
        step("joan", "2024-02", "claims", "c-1", new=False),
        step("joan", "2024-04", "claims", "c-1"),
        step("joan", "2024-05", "views", "v-1"),
    ]
    for order in permutations(steps):
        authors = RecordAuthors()
        for each in (*order, *order):
            authors.add(each)
        assert authors.first("claims", "c-1") == Author("maria")
        assert authors.last("claims", "c-1") == Author("karl")
        assert authors.first("views", "v-1") is None
        assert authors.several


def test_a_store_that_only_its_reader_has_written_to_has_no_several_authors() -> None:
    authors = RecordAuthors()
    for time in ("2024-01", "2024-02"):
        authors.add(step("maria", time, "notes", f"n-{time}"))
    authors.reader = "maria"
    assert not authors.several
    authors.reader = "joan"
    assert authors.several
