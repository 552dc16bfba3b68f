"""Copies of a store that stays on the disk merge, restore and are backed up as those in memory."""

from __future__ import annotations

import random
import shutil
from zlib import crc32

import msgspec
import pytest

from proxytui import paths
from proxytui.jobs import told_progress
from proxytui.model.changes import Change, changed
from proxytui.store import copies, opening, ordered_records
from proxytui.store.folder import backup, load, snapshot
from proxytui.store.folder.filed_records import FiledRecords
from proxytui.store.merge_stores import three_way
from proxytui.store.ordered_records import differing, side_by_side
from proxytui.store.replica import common
from proxytui.store.store import Store

TIME = "2024-12-02T00:00:00Z"
WORDS = ("one", "two", "three", "Ａ “four” \\")


@pytest.fixture(params=[0, load.LEAST_BYTES_ON_DISK], ids=["on disk", "in memory"])
def least(request, monkeypatch):
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", request.param)
    return request.param


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    """A folder with the bundled records."""
    folder = tmp_path_factory.mktemp("bundled") / "store"
    Store.create(folder, paths.bundled_data())
    return folder


def plain(tables):
    return {table: dict(rows.items()) for table, rows in tables.items()}


def edit(folder, seed):
    """Changes of a kind that two people make: fields, new records, removed ones."""
    chance, store = random.Random(seed), Store.open(folder)
    for number in range(12):
        raw = store.raw()
        table = chance.choice(["actors", "claims", "sources", "notes"])
        ids = sorted(raw[table])
        id_ = chance.choice(ids[:6]) if ids else ""
        record = raw[table][id_] if id_ else {}
        field = {"notes": "text", "sources": "publisher"}.get(table, "summary")
        if not id_ or chance.random() < 0.3:
            note = {"about": [sorted(raw["actors"])[0]], "text": chance.choice(WORDS)}
            note |= {"created": TIME, "modified": TIME}
            change = Change("notes", f"n-{seed % 2}{number}", None, note)
        elif table == "notes" and chance.random() < 0.5:
            change = Change(table, id_, record, None)
        else:
            change = Change(table, id_, record, {**record, field: chance.choice(WORDS)})
        store.apply([change], f"step {number}")
    store.close()


@pytest.fixture
def pair(bundled, tmp_path):
    """Two copies of a store that went their own ways."""

    def made(seed):
        for name in ("a", "b"):
            shutil.copytree(bundled, tmp_path / name)
        edit(tmp_path / "a", seed)
        edit(tmp_path / "b", seed + 1)
        return tmp_path / "a", tmp_path / "b"

    return made


def is_as_asked(replica, least):
    on_disk = all(isinstance(rows, FiledRecords) for rows in replica.tables.values())
    return on_disk == (least == 0)


@pytest.mark.parametrize("seed", range(0, 12, 2))
def test_a_merge_is_that_of_plain_records(pair, least, seed):
    a, b = pair(seed)
    with opening.replica_at(a) as ours, opening.replica_at(b) as theirs:
        assert is_as_asked(ours, least)
        assert is_as_asked(theirs, least)
        base = common(ours, theirs)
        assert plain(base) == plain(common(whole(ours), whole(theirs)))
        merged = three_way(base, ours.tables, theirs.tables, TIME)
        assert merged.changes
        assert merged == three_way(plain(base), plain(ours.tables), plain(theirs.tables), TIME)


def whole(replica):
    return replica._replace(tables=plain(replica.tables))


def test_what_a_merge_leaves_is_the_same_from_the_disk_and_from_memory(pair, monkeypatch, tmp_path):
    a, b = pair(0)
    left = []
    for place in (0, load.LEAST_BYTES_ON_DISK):
        monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", place)
        shutil.copytree(a, tmp_path / f"ours{place}")
        store = Store.open(tmp_path / f"ours{place}")
        merged = copies.merge_in(store, b, TIME)[0]
        left.append((merged, plain(store.raw())))
        assert not copies.merge_in(store, b, TIME)[1].id
        store.close()
    assert left[0] == left[1]


def test_records_at_every_step_are_those_of_that_step(pair, least):
    a, _ = pair(0)
    with opening.replica_at(a) as replica:
        steps = len(replica.steps)
        for number in range(steps + 1):
            assert plain(replica.at(number)) == plain(whole(replica).at(number))
        present = {table: rows for table, rows in plain(replica.tables).items() if rows}
        assert plain(replica.at(steps)) == present
        assert plain(replica.at(0)) != present


def test_differences_are_those_of_plain_records(pair, least):
    a, b = pair(2)
    one, other = load.load(a, in_passes=True).tables, load.load(b, in_passes=True).tables
    assert list(differing(one, other)) == list(changed(plain(one), plain(other)))
    assert list(differing(one, one)) == []
    assert list(differing({}, other)) == list(changed({}, plain(other)))


def test_whole_numbers_and_fractions_that_are_equal_make_no_difference():
    assert list(differing({"actors": {"a": {"x": 1}}}, {"actors": {"a": {"x": 1.0}}})) == []


def test_versions_stand_side_by_side_in_the_order_of_ids():
    versions = ({"actors": {"b": {}, "a": {}}}, {}, {"actors": {"c": {"x": 1}, "b": {}}})
    assert list(side_by_side("actors", versions)) == [
        ("a", [b"{}", None, None]),
        ("b", [b"{}", None, b"{}"]),
        ("c", [None, None, b'{"x":1}']),
    ]


def test_how_far_a_pass_is_is_told(pair, least, monkeypatch, tmp_path):
    a, b = pair(0)
    monkeypatch.setattr(ordered_records, "TOLD_EVERY", 5)
    monkeypatch.setattr(backup, "TOLD_EVERY", 5)
    told = []
    with told_progress.shown_by(told.append):
        store = Store.open(a)
        copies.merge_in(store, b, TIME)
        copies.back_up(store, tmp_path / "copy")
    assert {"actors compared: 5", "actors compared: 10", "actors checked: 5"} <= set(told)


def test_the_sum_of_a_backup_is_that_of_all_checksums(pair, least):
    a, _ = pair(4)
    state = load.load(a, oldest=0, in_passes=True)
    sums = snapshot.checksums(state.tables)
    assert backup.digest(state) == f"{crc32(msgspec.json.encode(sums, order='sorted')):08x}"
    state.tables = {"actors": {}}
    assert backup.digest(state) == f"{crc32(b'{}'):08x}"


def test_a_backup_written_from_records_on_the_disk_is_that_of_memory(pair, monkeypatch, tmp_path):
    """As a store on a server is written into a folder: with every step, from the beginning."""
    a, _ = pair(6)
    monkeypatch.setattr("proxytui.store.folder.written_replica.random_id", lambda prefix: prefix)
    for module in ("journal_entries", "compaction", "backup"):
        monkeypatch.setattr(f"proxytui.store.folder.{module}.now", lambda: TIME)
    written = []
    for place in (0, load.LEAST_BYTES_ON_DISK):
        monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", place)
        target = tmp_path / f"backup{place}"
        with opening.replica_at(a) as replica:
            backup.make_of(replica, tmp_path / "home", target)
        assert backup.verify(target).records == backup.counted(load.load(a))
        files = (path for path in target.rglob("*") if path.is_file())
        written.append({str(p.relative_to(target)): unstamped(p.read_bytes()) for p in files})
    assert written[0] == written[1]


def unstamped(data):
    """The lines of a file without what tells this very file from a copy of it."""
    lines = []
    for line in data.split(b"\n"):
        if b'{"checkpoint":' in line:
            fields = msgspec.json.decode(line[9:])
            fields.pop("stamp", None)
            line = msgspec.json.encode(fields, order="sorted")
        lines.append(line)
    return lines if not data.startswith(b'{\n "time"') else msgspec.json.decode(data)["sums"]


def test_a_restore_takes_back_all_that_was_changed_since(pair, least, tmp_path):
    a, _ = pair(8)
    before = plain(Store.open(a).raw())
    backup.make(a, tmp_path / "copy")
    edit(a, 33)
    store = Store.open(a)
    now = plain(store.raw())
    restoring = copies.to_restore(store, tmp_path / "copy", TIME)
    assert list(restoring.changes) == list(changed(now, before))
    store.apply(restoring.changes, "restore")
    assert plain(store.raw()) == before


@pytest.mark.parametrize("name", ["store.json", "journal/000001.jsonl"])
def test_a_backup_with_a_byte_changed_is_no_backup(pair, least, tmp_path, name):
    a, _ = pair(10)
    backup.make(a, tmp_path / "copy")
    path = tmp_path / "copy" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(Exception, match=r"damaged|not what was backed up"):
        backup.verify(tmp_path / "copy")
