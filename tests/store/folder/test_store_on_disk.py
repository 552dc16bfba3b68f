"""A large store stays on the disk: it answers as one in memory does, whatever happens beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from proxytui import paths
from proxytui.graph.filed_index import FiledIndex
from proxytui.graph.index import Index
from proxytui.jobs import told_progress
from proxytui.model.changes import Change
from proxytui.model.packed_changes import pack
from proxytui.model.packed_tables import PackedTables
from proxytui.store.folder import disk, load
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.folder.snapshot_file import SnapshotFile
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the bundled records."""
    Store.create(tmp_path / "store", paths.bundled_data())
    return tmp_path / "store"


def derived(folder: Path) -> Path:
    return folder / ".words" / "graph.sqlite"


def is_on_disk(workspace: Workspace) -> bool:
    return isinstance(workspace.index, FiledIndex) and all(
        isinstance(rows, FiledRecords) for rows in workspace.raw().values()
    )


def answers(index: Index) -> dict[str, Any]:
    """What a graph answers on every record."""
    actors = sorted(index.actor_ids())
    return {
        "actors": [index.actors[id_] for id_ in actors],
        "ties": {id_: index.ties_of(id_) for id_ in actors},
        "degrees": {id_: index.degree(id_) for id_ in actors},
        "all ties": sorted(index.iter_ties()),
        "ends": {id_: (index.ends[id_], index.tie_claims[id_]) for id_ in index.iter_ties()},
        "claims": {c.id: (c, index.summary(c.id), index.bounds(c.id)) for c in index.iter_claims()},
        "citing": {s.id: index.citing(s.id) for s in index.iter_sources()},
        "copies": {s.id: index.with_copies([s.id]) for s in index.iter_sources()},
        "events": {id_: index.events_of(id_) for id_ in actors},
        "told in": {c.id: index.events_of_claim(c.id) for c in index.iter_claims()},
        "named": {
            n.text: {a.id for a in index.actors_named(n.text)}
            for id_ in actors
            for n in index.actors[id_].names
        },
        "busiest": index.busiest(),
        "newest": index.newest_attestation(),
        "aside": index.set_aside,
        "counts": [
            len(rows)
            for rows in (index.actors, index.claims, index.sources, index.events, index.tie_claims)
        ],
    }


def in_memory(store: Workspace) -> Index:
    return Index.build({table: dict(rows.items()) for table, rows in store.raw().items()})


def test_what_is_asked_of_a_store_on_the_disk_is_answered_as_from_memory(folder: Path) -> None:
    store = Workspace.open(folder)

    assert is_on_disk(store)
    assert answers(store.index) == answers(in_memory(store))


def test_changes_lie_over_the_file_while_it_is_open_and_after(folder: Path) -> None:
    store = Workspace.open(folder, origin="window")
    busiest = store.index.busiest()
    tie = store.index.ties_of(busiest)[0]
    claim = store.index.tie_claims[tie][0]
    source = next(store.index.iter_sources()).id

    def edit(table: str, id_: str, **fields: Any) -> Change:
        before = store.record(table, id_)
        return Change(table, id_, before, {**(before or {}), **fields})

    other = next(a for a in store.index.actor_ids() if a not in store.index.ends[tie])
    store.apply(
        [
            edit("claims", claim, subject=busiest, object=other, type="opposes"),
            edit("sources", source, status="retracted"),
            edit("actors", busiest, names=[{"text": "Another Name"}]),
            Change("actors", "fresh", None, {"kind": "party", "names": [{"text": "Fresh"}]}),
        ],
        "edit some",
    )
    now = answers(store.index)

    assert now == answers(in_memory(store))
    again = Workspace.open(folder)
    assert is_on_disk(again)
    assert answers(again.index) == now
    store.close()


def test_many_records_are_compared_without_the_whole_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(folder)
    actor = workspace.raw()["actors"]["iran"]
    changes = [
        Change("actors", "iran", actor, {**actor, "summary": "New."}),
        Change("actors", "added", None, {"kind": "state", "names": [{"text": "Added"}]}),
    ]
    workspace.apply(changes, "two")
    raw = workspace.raw()
    plain = {table: dict(rows.items()) for table, rows in raw.items()}
    monkeypatch.delattr(SnapshotFile, "whole")
    for many in (True, False):
        tables = PackedTables(raw, many=many)
        for table, rows in plain.items():
            for id_, record in rows.items():
                assert tables.get(table, id_) == bytes(pack(record) or b"")
            assert tables.get(table, "nobody") is None
    workspace.close()


def test_removed_records_are_gone_from_what_points_at_them(folder: Path) -> None:
    store = Workspace.open(folder)
    event = next(e for e in store.index.iter_events() if e.participants)
    claim = next(store.index.iter_claims())
    removed = [Change("events", event.id, store.record("events", event.id), None)]
    if not store.index.events_of_claim(claim.id):
        removed.append(Change("claims", claim.id, store.record("claims", claim.id), None))
    store.apply(removed, "remove two")

    assert event.id not in store.index.events_of(event.participants[0].actor)
    assert answers(store.index) == answers(in_memory(store))


def test_a_derived_file_is_used_again_and_made_anew_where_it_fits_no_more(folder: Path) -> None:
    Workspace.open(folder).close()
    first = derived(folder).stat()
    Workspace.open(folder).close()
    assert derived(folder).stat() == first

    store = Workspace.open(folder)
    store.add_note((store.index.busiest(),), "Ask again.")
    store.compact()
    store.close()
    again = Workspace.open(folder)

    assert is_on_disk(again)
    assert derived(folder).stat().st_ino != first.st_ino


@pytest.mark.parametrize("spoilt", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_spoilt_derived_file_is_made_anew(folder: Path, spoilt: bytes) -> None:
    Workspace.open(folder).close()
    derived(folder).write_bytes(spoilt)

    assert is_on_disk(Workspace.open(folder))


def test_where_no_file_can_be_written_the_records_are_read_into_memory(folder: Path) -> None:
    (folder / ".words").write_bytes(b"in the way")

    store = Workspace.open(folder)

    assert not is_on_disk(store)
    assert store.index.busiest()


def test_a_disk_that_is_full_leaves_nothing_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(old: Path, new: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "rename", full)
    store = Workspace.open(folder)

    assert not is_on_disk(store)
    assert list((folder / ".words").iterdir()) == []


def test_a_store_opened_for_reading_gets_no_file(folder: Path) -> None:
    Store.open(folder, read_only=True)

    assert not derived(folder).exists()


def test_building_tells_how_far_it_is_and_can_be_stopped(folder: Path) -> None:
    told: list[str] = []

    class Stopped(Exception):
        pass

    def tell(words: str) -> None:
        told.append(words)
        if "%" in words:
            raise Stopped

    with told_progress.shown_by(tell), pytest.raises(Stopped):
        Workspace.open(folder)

    assert told[0].startswith("reading a large store for the first time")
    assert list((folder / ".words").iterdir()) == []


def test_a_store_json_cut_short_while_it_is_open_ends_nothing(folder: Path) -> None:
    store = Workspace.open(folder, origin="window")
    busiest = store.index.busiest()
    os.truncate(folder / "store.json", 100)

    assert store.index.ties_of(busiest)
    assert store.index.actors[busiest].names
    store.close()


def test_an_edit_by_hand_is_found_as_ever(folder: Path) -> None:
    Workspace.open(folder).close()
    busiest = Workspace.open(folder).index.busiest()
    file = folder / "store.json"
    data = file.read_bytes()
    record = data.index(b'"%b": ' % busiest.encode())
    names = data.index(b'"names": ', record)
    at = data.index(b'"text": "', names) + len(b'"text": "')
    file.write_bytes(data[:at] + b"Edited " + data[at:])

    store = Workspace.open(folder)

    assert any(name.text.startswith("Edited ") for name in store.index.actors[busiest].names)
    assert store.warnings
