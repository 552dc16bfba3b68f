"""A store that has no folder of its own: what is a folder's is refused in one line."""

from __future__ import annotations

import pytest

from proxytui.commands import recovery, sources, storage
from proxytui.commands.call import Call
from proxytui.errors import Refused
from proxytui.place import Place
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
def distant(folder, tmp_path):
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
        (recovery.restore, {"newest": True}),
    ],
)
def test_what_is_a_folders_is_refused_in_one_line(distant, command, arguments):
    with pytest.raises(Refused) as refused:
        command(call(distant, **arguments))
    assert "is for a store in a folder; this one is desk at example.org" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_locate_names_no_folder_that_is_not_there(distant):
    places = storage.locate(call(distant)).document(distant)
    assert places["store"] == "desk at example.org"
    assert not {"documents", "journal", "backups"} & places.keys()


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
