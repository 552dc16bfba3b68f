"""Steps of more than a megabyte: others follow them, and they are taken back, as any other."""

from __future__ import annotations

import pytest

from proxytui.model.changes import Change
from proxytui.store.store import Store

LONG = "wörd " * 400_000


def change_of(kind, make):
    """The changes of a large step, and those before it that it needs."""
    note = make.note(LONG, "north")
    if kind == "added":
        return [], [Change("notes", "n-1", None, note)]
    after = None if kind == "removed" else {**note, "text": LONG[::-1]}
    others = [Change("notes", "n-2", None, make.note("short", "north"))]
    return [Change("notes", "n-1", None, note)], [Change("notes", "n-1", note, after), *others]


@pytest.mark.parametrize("kind", ["added", "edited", "removed"])
def test_a_large_step_is_followed_logged_and_taken_back_by_others_too(folder, make, kind):
    before, changes = change_of(kind, make)
    mine, theirs = Store.open(folder, "window-a"), Store.open(folder, "window-b")
    if before:
        mine.apply(before, "before")
        theirs.poll()
    mine.apply(changes, "a large step")
    theirs.poll()
    assert theirs.raw() == mine.raw()
    ((table, id_, old, new), *_) = ((c.table, c.id, c.before, c.after) for c in changes)
    logged = next(e.transaction for e in theirs.log() if e.transaction.label == "a large step")
    assert (table, id_, old, new) in [(c.table, c.id, c.before, c.after) for c in logged.changes]
    mine.undo()
    theirs.poll()
    assert theirs.get("notes", "n-1") == (before[0].after if before else None)
    later = Store.open(folder)
    assert later.raw() == theirs.raw()
    for store in (mine, theirs, later):
        store.close()


def test_a_window_that_was_away_follows_a_large_step_when_it_opens(folder, make):
    first = Store.open(folder, "window-a")
    first.close()
    writer = Store.open(folder, "window-b")
    writer.apply([Change("notes", "n-1", None, make.note(LONG, "north"))], "a large step")
    again = Store.open(folder, "window-a")
    assert again.get("notes", "n-1") == writer.get("notes", "n-1")
    for store in (writer, again):
        store.close()
