"""A store that has no folder of its own: what is a folder's is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxytui.commands import recovery, sources, storage
from proxytui.commands.call import Call
from proxytui.errors import Refused, StoreError
from proxytui.exchange import native
from proxytui.place import Place
from proxytui.store.folder import backup
from proxytui.store.folder.ledger import FolderLedger
from proxytui.store.store import Store
from proxytui.tui import saved_state
from proxytui.workspace import Workspace


class DistantLedger(FolderLedger):
    """A ledger that says it lies elsewhere, with nobody on this machine to look after it."""

    def __init__(self, folder, cache):
        super().__init__(folder, "cli", False)
        self.place = Place(folder, "desk at example.org", "desk", cache, None)
        self.keeper = self.upkeep
        self.upkeep = None

    def close(self):
        self.keeper.stop()


@pytest.fixture
def distant(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("proxytui.paths.server_home", lambda name: tmp_path / "home" / name)
    workspace = Workspace(Store(DistantLedger(folder, tmp_path / "cache"), "cli"))
    yield workspace
    workspace.close()


def call(workspace, **arguments):
    return Call(arguments, lambda *_: workspace, workspace.place, str)


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (storage.compact, {}),
        (recovery.repair, {}),
    ],
)
def test_what_is_a_folders_is_refused_in_one_line(distant, command, arguments):
    with pytest.raises(Refused) as refused:
        command(call(distant, **arguments))
    assert "is for a store in a folder; this one is desk at example.org" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_its_backup_is_a_folder_with_every_record_step_and_text(
    distant, folder, make, tmp_path, monkeypatch
):
    monkeypatch.setattr("proxytui.store.folder.journal_file.ROTATE_BYTES", 1500)
    monkeypatch.setattr("proxytui.store.folder.segments.LIMIT_BYTES", 800)
    sha = distant.keep_document(b"words")
    store = distant._store
    for number in range(8):
        make.add(store, "notes", f"n-{number}", make.note("x" * 150 * number, "north"))
    make.remove(store, "notes", "n-3")
    store.undo()
    make.edit(store, "actors", "north", summary="by then")
    target = tmp_path / "copy"
    made = recovery.backup(call(distant, dir=str(target)))
    assert made.message.startswith("backed up and read again: ")
    assert len(list((target / "journal").glob("*.jsonl"))) > 2
    assert backup.verify(target).records == {"actors": 3, "claims": 1, "notes": 8, "sources": 2}
    copy = Store.open(target)
    assert copy.warnings == ()
    assert copy.raw() == store.raw()
    assert copy.log() == store.log()
    assert copy.documents.text(sha) == "words"
    assert copy.name == store.name
    assert list(native.document(copy.raw())) == list(native.document(store.raw()))
    copy.undo()
    assert copy.get("actors", "north")["summary"] == "as it was"


def test_a_backup_that_nobody_names_a_place_for_is_that_of_the_day(distant, make):
    first = Path(recovery.backup(call(distant)).ids[0])
    make.edit(distant._store, "actors", "north", summary="later")
    assert recovery.backup(call(distant)).ids == (str(first),)
    assert first.parent == distant.place.home / "backups"
    assert Store.open(first).get("actors", "north")["summary"] == "later"


def test_a_backup_needs_a_new_folder(distant, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").touch()
    with pytest.raises(StoreError, match="is there already"):
        recovery.backup(call(distant, dir=str(tmp_path / "there")))
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["file"]


def test_a_store_without_steps_is_backed_up_and_merged_back_as_it_began(folder, tmp_path, make):
    Store.create(tmp_path / "fresh", folder)
    distant = Workspace(Store(DistantLedger(tmp_path / "fresh", None), "cli"))
    assert distant.log() == ()
    recovery.backup(call(distant, dir=str(tmp_path / "copy")))
    other = Store.open(tmp_path / "copy")
    make.edit(other, "actors", "north", summary="theirs")
    other.close()
    make.edit(distant._store, "actors", "south", summary="ours")
    merged, _ = distant.merge(tmp_path / "copy")
    assert merged.conflicts == ()
    assert distant.record("actors", "north")["summary"] == "theirs"
    assert distant.record("actors", "south")["summary"] == "ours"
    distant.close()


def test_a_backup_brings_its_records_and_texts_back_as_one_step(distant, make, tmp_path):
    sha = distant.keep_document(b"words")
    recovery.backup(call(distant, dir=str(tmp_path / "copy")))
    make.edit(distant._store, "actors", "north", summary="later")
    before = distant.raw()
    (distant._store.documents._folder / sha).write_bytes(b"spoilt")
    restored = recovery.restore(call(distant, dir=str(tmp_path / "copy")))
    assert "`undo` takes it back" in restored.message
    assert distant.record("actors", "north")["summary"] == "as it was"
    assert distant.text_of(sha) == "words"
    distant.undo()
    assert distant.raw() == before


def test_it_is_merged_with_a_folder_both_ways_until_both_are_the_same(distant, make, tmp_path):
    recovery.backup(call(distant, dir=str(tmp_path / "copy")))
    sha = distant.keep_document(b"ours")
    make.edit(distant._store, "actors", "north", summary="ours")
    copy = Workspace.open(tmp_path / "copy")
    make.add(copy._store, "notes", "n-1", make.note("theirs", "south"))
    copy.keep_document(b"theirs")
    merged, step = distant.merge(tmp_path / "copy")
    assert merged.conflicts == ()
    assert [change.id for change in step.changes] == ["n-1"]
    assert distant.merge(tmp_path / "copy")[1].id == ""
    # The other way: a folder takes what the store has, as its backup shows it.
    recovery.backup(call(distant, dir=str(tmp_path / "again")))
    back, _ = copy.merge(tmp_path / "again")
    assert back.conflicts == ()
    assert list(native.document(copy.raw())) == list(native.document(distant.raw()))
    assert copy.text_of(sha) == "ours"
    assert len(distant._store.documents.list()) == 2
    copy.close()


def test_locate_names_no_folder_of_a_store_that_has_none(distant):
    places = storage.locate(call(distant)).document(distant)
    assert places["store"] == "desk at example.org"
    assert not {"documents", "journal"} & places.keys()


def test_a_check_looks_at_its_records_and_texts(distant, make):
    report = sources.check(call(distant))
    assert report.copies == ()
    assert [problem.code for problem in report.report.problems if problem.code == "damaged"] == []


def test_its_words_are_indexed_in_the_cache(distant, tmp_path):
    (tmp_path / "cache").mkdir()
    distant.gather()(lambda: None)
    assert any((tmp_path / "cache").iterdir())


def test_where_the_user_was_is_known_again(distant):
    saved_state.save(distant.place, saved_state.SavedState(centre="north"))
    assert saved_state.load(distant.place).centre == "north"
    assert saved_state.load(distant.place._replace(shown="another")).centre == ""
