"""A store behind a pooler, which gives each transaction another connection: all of it works."""

from __future__ import annotations

import shutil

import postgres
import pytest

from proxytui.errors import Refused
from proxytui.store.server import setup
from proxytui.store.store import Store


@pytest.fixture
def address(own_server, make):
    """The address of a store with an actor, through a pooler."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("no pooler is here: install it (on Debian: apt-get install pgbouncer)")
    straight = f"{own_server.address}#pooled"
    setup.init(straight)
    store = Store.open(straight)
    make.add(store, "actors", "north", make.actor("North"))
    store.close()
    pooler = postgres.Pooler(program, own_server)
    yield straight.replace(str(own_server.port), str(pooler.port))
    pooler.end()


def test_windows_behind_a_pooler_write_in_turns_see_each_other_and_undo(address, make):
    windows = [Store.open(address, f"window-{number}") for number in range(3)]
    for number in range(5):
        for name, window in enumerate(windows):
            make.add(window, "notes", f"n-{name}-{number}", make.note("words", "north"))
    for window in windows:
        window.poll()
        assert len(window.records("notes")) == 15
    sha = windows[0].documents.put(b"words")
    assert windows[1].documents.list() == (sha,)
    with windows[0]._ledger.writing(hold=True):
        change = (make.change(windows[0], "actors", "north", summary="held"),)
        step = windows[0]._ledger.next_transaction("window-0", "an edit", change)
        windows[0]._ledger.append(step)
    windows[0].undo()
    late = Store.open(address, "window-late")
    with pytest.raises(Refused, match="can't undo “add north”"):
        late.undo()  # the notes of the windows are newer, and left to them
    late.close()
    windows[2].poll()
    assert "summary" not in windows[2].get("actors", "north")
    assert len({entry.transaction.id for entry in windows[2].log()}) == 18
    for window in windows:
        window.close()
