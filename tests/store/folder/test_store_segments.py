"""A transaction with many changes: they lie in a file beside the journal, and are as sure there."""

from __future__ import annotations

import json
import shutil

import msgspec
import pytest

from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.folder import backup, disk, repair, segments
from proxytui.store.store import Store, apply_once
from proxytui.workspace import Workspace

LINES = "journal/000001.jsonl"


@pytest.fixture
def small(monkeypatch):
    """Few changes are many."""
    monkeypatch.setattr(segments, "LIMIT_BYTES", 2000)
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)


def many(make, name="many"):
    return [
        Change("notes", f"n-{name}-{n}", None, make.note(f"ü {n} " * 20, "north"))
        for n in range(20)
    ]


def kept(folder):
    return sorted(p for p in (folder / "journal").iterdir() if p.suffix == ".json")


def test_more_than_a_mebibyte_lies_beside_the_journal_and_less_does_not(folder, store, make):
    make.add(store, "notes", "n-less", make.note("x" * (segments.LIMIT_BYTES - 1000), "north"))
    assert not kept(folder)
    size = (folder / LINES).stat().st_size
    make.add(store, "notes", "n-more", make.note("x" * segments.LIMIT_BYTES, "north"))
    (segment,) = kept(folder)
    assert segment.name == f"000001-{size:010d}.json"
    assert (folder / LINES).stat().st_size < size + 1000
    assert Store.open(folder).raw() == store.raw()


def test_its_line_names_size_and_checksum_and_is_none_for_a_program_without_segments(
    small, folder, store, make
):
    store.apply(many(make), "many")
    (segment,) = kept(folder)
    line = json.loads((folder / LINES).read_bytes().splitlines()[-1][9:])
    assert line["segment"]["file"] == segment.name
    assert line["segment"]["size"] == segment.stat().st_size
    assert "changes" not in line
    found = json.loads(segment.read_bytes())
    assert [change["id"] for change in found] == [change.id for change in many(make)]


def test_another_window_follows_it_and_both_undo_and_redo_it(small, folder, store, make):
    other = Store.open(folder, origin="window-1")
    before = store.raw()
    store.apply(many(make), "many")
    (seen,) = other.poll()
    assert len(seen.changes) == 20
    after = other.raw()
    assert after == store.raw() == Store.open(folder).raw()
    other.undo()
    assert len(kept(folder)) == 2
    store.poll()
    assert store.raw() == before == Store.open(folder).raw()
    other.redo()
    again = Store.open(folder)
    assert again.raw() == after
    assert [len(e.transaction.changes) for e in again.log()][:3] == [20, 20, 20]
    assert [e.transaction.label for e in again.log()][:2] == ["redo: many", "undo: many"]
    other.close()


def test_it_is_synced_with_its_name_before_the_line_is_written(small, store, make, monkeypatch):
    done = []
    for name in ("write", "sync", "rename", "sync_folder"):
        real = getattr(disk, name)

        def call(*args, real=real, name=name):
            done.append(name)
            return real(*args)

        monkeypatch.setattr(disk, name, call)
    store.apply(many(make), "many")
    assert done == ["write", "sync", "rename", "sync_folder", "write", "sync"]


SPOILT = {
    "missing": lambda path: path.unlink(),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "flipped": lambda path: path.write_bytes(path.read_bytes().replace(b"7", b"8", 1)),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
}
WORDS = {
    "missing": "is missing",
    "cut short": "is cut short",
    "empty": "is cut short",
    "flipped": "is not what was written",
    "longer": "is not what was written",
}


@pytest.fixture
def spoilt(request, small, folder, make):
    """A store with a segment that is spoilt, written on since; the file's name and old bytes."""
    store = Store.open(folder)
    store.apply(many(make), "many")
    make.add(store, "notes", "n-later", make.note("later", "south"))
    (segment,) = kept(folder)
    data = segment.read_bytes()
    SPOILT[request.param](segment)
    return segment, data, WORDS[request.param]


@pytest.mark.parametrize("spoilt", list(SPOILT), indirect=True)
def test_one_that_is_not_what_was_written_is_named_and_nothing_more_is_written(
    folder, make, spoilt
):
    segment, data, words = spoilt
    store = Store.open(folder)
    assert f"journal/{segment.name}" in store.warnings[0]
    assert words in store.warnings[0]
    assert store.get("notes", "n-later")
    assert store.get("notes", "n-many-0") is None
    with pytest.raises(StoreError, match=segment.name):
        make.add(store, "notes", "n-no", make.note("no", "north"))
    segment.write_bytes(data)
    make.add(store, "notes", "n-yes", make.note("yes", "north"))
    assert store.get("notes", "n-many-19")
    assert Store.open(folder).raw() == store.raw()


@pytest.mark.parametrize("spoilt", ["missing", "flipped"], indirect=True)
def test_repair_names_it_and_goes_on_without_it_after_a_copy_of_all(folder, make, spoilt):
    segment, _, words = spoilt
    there = segment.read_bytes() if segment.exists() else None
    assert words in repair.survey(folder).damage[0]
    done = repair.accept(folder, apply_once)
    named = [json.loads(line) for line in done.aside.read_text().splitlines()]
    assert any(segment.name in row.get("damage", "") for row in named)
    if there:
        assert (done.kept / "journal" / segment.name).read_bytes() == there
    store = Store.open(folder)
    assert store.warnings == ()
    assert store.get("notes", "n-later")
    make.add(store, "notes", "n-yes", make.note("yes", "north"))
    store.apply(many(make, "again"), "again")
    assert Store.open(folder).raw() == store.raw()


def test_a_window_meets_a_spoilt_one_like_a_new_one(small, folder, make):
    reader, store = Store.open(folder), Store.open(folder)
    store.apply(many(make), "many")
    kept(folder)[0].unlink()
    reader.poll()
    assert "is missing" in reader.warnings[0]


@pytest.mark.parametrize("name", ["../../x.json", "/etc/passwd", "000001.jsonl"])
def test_a_line_names_no_file_outside_of_the_journal(small, folder, make, name):
    from proxytui.store.folder.journal_file import seal

    store = Store.open(folder)
    store.apply(many(make), "many")
    *lines, last = (folder / LINES).read_bytes().splitlines(keepends=True)
    line = json.loads(last[9:])
    line["segment"]["file"] = name
    spoilt = json.dumps(line, separators=(",", ":")).encode()
    (folder / LINES).write_bytes(b"".join(lines) + seal(spoilt))
    assert "no name" in Store.open(folder).warnings[0]


def test_it_goes_along_when_the_journal_begins_a_new_file(small, folder, make, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.journal_file.ROTATE_BYTES", 1500)
    store = Store.open(folder)
    for number in range(8):
        store.apply(many(make, str(number)), f"many {number}")
        if number == 4:
            store.compact()
    assert len({path.name[:6] for path in kept(folder)}) > 1
    again = Store.open(folder)
    assert again.raw() == store.raw()
    assert len(again.log()) == 9
    for _ in range(9):
        again.undo()
    assert not any(again.raw().values())


def test_a_backup_has_it_and_is_read_against_it(small, folder, make, tmp_path):
    store = Store.open(folder)
    store.apply(many(make), "many")
    made = backup.make(folder, tmp_path / "backup")
    assert made.records["notes"] == 20
    assert Store.open(tmp_path / "backup", read_only=True).raw() == store.raw()
    assert [p.name for p in kept(tmp_path / "backup")] == [p.name for p in kept(folder)]
    before = store.raw()
    store.undo()
    store.close()
    workspace = Workspace.open(folder)
    workspace.restore(tmp_path / "backup")
    assert workspace.raw() == before
    workspace.close()
    kept(tmp_path / "backup")[0].unlink()
    with pytest.raises(StoreError):
        backup.verify(tmp_path / "backup")


def test_another_copy_with_one_is_merged_by_what_both_had_before(small, folder, make, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    theirs = Store.open(other)
    theirs.apply(many(make, "theirs"), "theirs")
    theirs.close()
    ours = Store.open(folder)
    ours.apply(many(make, "ours"), "ours")
    make.remove(ours, "actors", "west")
    ours.close()
    workspace = Workspace.open(folder)
    merged, _ = workspace.merge(other)
    assert merged.conflicts == ()
    assert len(workspace.raw()["notes"]) == 40
    assert "west" not in workspace.raw()["actors"]
    assert workspace.merge(other)[1].id == ""
    workspace.close()


def test_an_edit_by_hand_is_found_in_one(small, folder, make):
    store = Store.open(folder)
    store.apply(many(make), "many")
    store.compact()
    shutil.rmtree(folder / "backups")
    make.edit_file(folder, '"ü 7 ', '"by hand ')
    again = Store.open(folder)
    assert again.warnings == ("notes/n-many-7 was edited by hand in store.json",)
    assert again.get("notes", "n-many-7")["text"].startswith("by hand")


def test_what_no_line_names_is_cleared_by_a_compaction_and_nothing_else(small, folder, make):
    store = Store.open(folder)
    store.apply(many(make), "many")
    (named,) = kept(folder)
    size = (folder / LINES).stat().st_size
    left = [
        folder / "journal" / name
        for name in ("000001-0000000000.json", f"000001-{size:010d}.json", "000009-0000000000.json")
    ]
    left.append(folder / "journal" / f"000001-{size:010d}.json.new")
    mine = folder / "journal" / "mine.json"
    for path in (*left, mine):
        path.write_bytes(b"[]")
    make.edit(store, "actors", "north", summary="x")
    assert not Store.open(folder).warnings
    store.compact()
    assert [path for path in left if path.exists()] == []
    assert named.exists()
    assert mine.exists()


def test_one_that_was_left_is_written_over_by_the_next(small, folder, make):
    store = Store.open(folder)
    size = (folder / LINES).stat().st_size
    (folder / "journal" / f"000001-{size:010d}.json").write_bytes(b"left by a killed writer")
    store.apply(many(make), "many")
    assert len(kept(folder)) == 1
    assert Store.open(folder).raw() == store.raw()


@pytest.mark.parametrize("name", ["write", "sync", "rename", "sync_folder"])
def test_one_that_cannot_be_written_changes_nothing_and_later_changes_go_on(
    small, folder, make, monkeypatch, name
):
    store = Store.open(folder)
    before, lines = store.raw(), (folder / LINES).read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, name, full)
        with pytest.raises(StoreError, match="No space") as raised:
            store.apply(many(make), "many")
    assert raised.value.exit_code == 3
    assert store.raw() == before
    assert (folder / LINES).read_bytes() == lines
    store.apply(many(make), "many")
    assert Store.open(folder).raw() == store.raw()


@pytest.mark.parametrize("piece", [1, 7, 200, 1000, 1 << 20])
@pytest.mark.parametrize("count", [0, 1, 20])
def test_one_is_gone_through_in_pieces_forwards_and_backwards(
    tmp_path, make, monkeypatch, piece, count
):
    changes = many(make)[:count]
    place = segments.JournalPlace("000001.jsonl", 0)
    segment = segments.write(tmp_path, place, segments.pieces(changes), count)
    monkeypatch.setattr(disk, "PIECE_BYTES", piece)
    for records in (count, 0):
        held = segments.unread(tmp_path, msgspec.structs.replace(segment, records=records))
        assert held.records == count
        assert list(held) == changes
        assert list(reversed(held)) == changes[::-1]


@pytest.mark.parametrize("spoil", ["cut short", "not what was written", "missing"])
def test_one_that_is_spoilt_tells_so_before_its_first_change(tmp_path, make, spoil):
    place = segments.JournalPlace("000001.jsonl", 0)
    segment = segments.write(tmp_path, place, segments.pieces(many(make)), 20)
    path = tmp_path / segment.file
    data = path.read_bytes()
    path.unlink()
    if spoil == "cut short":
        path.write_bytes(data[:-9])
    elif spoil == "not what was written":
        path.write_bytes(data.replace(b"north", b"south", 1))
    with pytest.raises(StoreError, match=spoil):
        next(iter(segments.unread(tmp_path, segment)))
