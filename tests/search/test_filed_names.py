"""Names in a file beside a large store answer as those in memory do, in the same order."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from proxytui import paths
from proxytui.errors import UnknownName
from proxytui.graph.merged_records import graph_of
from proxytui.model.changes import Change
from proxytui.search import filed_spellings
from proxytui.search.exact_names import ExactNames
from proxytui.search.filed_names import FILE, FiledBlock
from proxytui.search.names import NameSearch, resolve
from proxytui.store.folder import derived_file, load
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.graph.index import Index

ASKED = (
    *("Hezbollah", "hizbullah", "Hizb Allah", "حزب الله", "Хезболла", "חיזבאללה"),
    *("Qassem Suleimani", "Al Manar", "al-manar", "Zzzxy", "Nasrala", "Front", "an", "a", "b"),
    *("Iranian", "iran", "syrian arab", "Islamic Republic", "wikidata:Q", "front nusra", "é"),
    *("the", "Free Syrian Army", "Deirezzor", "PKK", "Y.P.G", "ypg ypj", "Turkiye", "-", "حز"),
)


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled") / "store"
    Store.create(folder, paths.bundled_data())
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Store.create(tmp_path / "store", paths.bundled_data())
    return tmp_path / "store"


def from_memory(store: Workspace) -> tuple[Index, NameSearch]:
    index = graph_of({table: dict(rows.items()) for table, rows in store.raw().items()})
    return index, NameSearch(index)


def answers(index: Index, names: NameSearch, text: str) -> dict[str, object]:
    def resolved(beginnings: bool) -> object:
        try:
            return resolve(index, names, text, beginnings=beginnings)
        except UnknownName as error:
            return str(error), error.candidates

    return {
        "search": names.search(text),
        "few": names.search(text, 3),
        "alike": names.alike(text),
        "candidates": names.candidates(text),
        "resolved": (resolved(True), resolved(False)),
    }


@pytest.mark.parametrize("text", ASKED)
def test_a_text_leads_to_the_same_actors_as_in_memory_in_the_same_order(
    bundled: Path, text: str
) -> None:
    store = Workspace.open(bundled)

    assert answers(store.index, store.names, text) == answers(*from_memory(store), text)
    assert (bundled / ".words" / FILE).is_file()


def test_every_name_and_id_of_the_store_is_answered_alike(bundled: Path) -> None:
    store = Workspace.open(bundled)
    index, names = from_memory(store)

    exact = ExactNames(index)
    for actor in list(index.iter_actors())[::7]:
        for name in actor.names:
            assert store.exact_names.called(name.text) == exact.called(name.text)
        for text in (actor.id, *(name.text for name in actor.names)):
            assert store.names.search(text) == names.search(text)
            assert store.names.alike(text) == names.alike(text)


@pytest.mark.parametrize("asked_before", [False, True])
def test_changes_after_the_file_was_made_lie_over_it(folder: Path, asked_before: bool) -> None:
    Workspace.open(folder).names.search("hamas")
    store = Workspace.open(folder)
    if asked_before:
        store.names.search("hamas")
        store.exact_names.called("hamas")
    old = store.raw()["actors"]["hezbollah"]
    renamed = {**old, "names": [{"text": "Quite Another"}]}
    new = {"kind": "person", "names": [{"text": "Zzorba"}]}
    store.apply(
        [Change("actors", "hezbollah", old, renamed), Change("actors", "new", None, new)], "changed"
    )

    for window in (store, Workspace.open(folder)):
        assert window.exact_names.called("zzorba") == ("new",)
        assert window.exact_names.called("quite another") == ("hezbollah",)
        assert not window.exact_names.called(old["names"][0]["text"])
        assert window.find("Zorba").id == "new"
        assert window.find("quite-another").id == "hezbollah"
        assert {hit.name for hit in window.names.search("hezbollah")}.isdisjoint(
            name["text"] for name in old["names"]
        )


def test_actors_judged_the_same_are_found_by_the_names_of_both(folder: Path) -> None:
    store = Workspace.open(folder)
    first, second = sorted(hit.actor for hit in store.names.search("army", 2))
    decision = {"a": first, "b": second, "judgement": "same", "made": "2024-01-01T00:00:00Z"}
    store.apply([Change("identities", "d1", None, decision)], "joined")

    for window in (store, Workspace.open(folder)):
        index, names = from_memory(window)
        for joined in (first, second):
            name = window.raw()["actors"][joined]["names"][0]["text"]
            assert window.exact_names.called(name) == ExactNames(index).called(name) == (joined,)
        assert index.merged.standing(second) == window.index.merged.standing(second) == first
        for text in (second, first, "army"):
            hits = window.names.search(text)
            assert {hit.actor for hit in hits} == {hit.actor for hit in names.search(text)}


def test_a_file_that_cannot_be_written_leaves_the_names_in_memory(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    for file in (FILE, filed_spellings.FILE):
        (bundled / ".words" / file).unlink(missing_ok=True)
    store = Workspace.open(bundled)
    monkeypatch.setattr(derived_file, "build", full)

    assert answers(store.index, store.names, "hizbullah") == answers(
        *from_memory(store), "hizbullah"
    )
    assert store.exact_names.called("hezbollah") == ("hezbollah",)
    assert not list((bundled / ".words").glob(f"{FILE}*"))


@pytest.mark.parametrize("damage", [b"", b"not a file of names" * 999])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes) -> None:
    Workspace.open(folder).names.search("iran")
    (folder / ".words" / FILE).write_bytes(damage)

    store = Workspace.open(folder)
    assert store.names.search("iran") == from_memory(store)[1].search("iran")


def test_names_are_prepared_outside_the_thread_of_the_graph(folder: Path) -> None:
    names = Workspace.open(folder).names
    build = names.prepare()
    assert build is not None
    checks = []
    take = build(lambda: checks.append(1))
    assert checks
    assert not names.built
    take()
    assert names.built
    assert isinstance(names._base, FiledBlock)


def test_a_name_as_it_is_written_is_looked_up_without_the_names_by_sound(folder: Path) -> None:
    store = Workspace.open(folder)

    assert store.find("HEZBOLLAH").id == "hezbollah"
    assert store.exact_names.called("hezbollah") == ("hezbollah",)

    assert (folder / ".words" / filed_spellings.FILE).is_file()
    assert not (folder / ".words" / FILE).exists()
