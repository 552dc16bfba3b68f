"""Foreign text in the forms of records: nothing in it acts, and what is left alone stays."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import corpus
import keystrokes
import pytest
from test_hostile_screen import Watch, folder, workspace  # noqa: F401  (fixtures)

from proxytui.editing.form import Form
from proxytui.tui.app import ProxyTUI
from proxytui.tui.forms.screen import RecordForm
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

_EACH = 29
"""Of the records every so many: each line of each of them is opened."""
_TABLES = ("actors", "claims", "events", "sources", "notes")


@pytest.mark.parametrize("table", _TABLES)
async def test_every_form_shows_every_hostile_record_and_leaves_it_as_it_is(
    workspace: Workspace,  # noqa: F811
    table: str,
) -> None:
    app = ProxyTUI(workspace, centre="z00-north", as_of="2024")
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        watch = Watch(app, pilot)
        await keystrokes.settled(pilot)
        for id_, record in list(workspace.raw()[table].items())[::_EACH]:
            before = deepcopy(record)
            screen = RecordForm(app.explorer, Form(table, id_, record))
            app.push_screen(screen)
            await keystrokes.settled(pilot)
            watch.look(id_)
            await watch.press("pagedown", "pagedown")
            # Every text of one line is opened in place and taken as it stands there.
            for row in list(screen.rows.rows):
                entry = screen._entries.get(row.key)
                if entry is not None and entry.field.kind.name == "TEXT" and not entry.item:
                    screen.rows.go_to(row.key)
                    await watch.press("enter")
                    await watch.press("ctrl+s" if app.screen is not screen else "enter")
            assert screen.form.record == before, id_
            assert not screen.form.changed
            await watch.press("escape")
        watch.untouched()
    assert corpus.SEEN in watch.seen


async def test_a_value_of_a_megabyte_is_shown_and_typed_past(tmp_path: Path) -> None:
    from test_hostile_screen import _fill

    text = corpus.NAMES["long: 1 MB"]
    actor = {"kind": "state", "names": [{"text": text}], "summary": text, "tags": [text]}
    _fill(tmp_path / "store", {"actors": {"long": actor}})
    opened = Workspace.open(tmp_path / "store")
    try:
        app = ProxyTUI(opened, centre="long", as_of="2024")
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.press("e")
            screen = app.screen
            assert isinstance(screen, RecordForm)
            for key in ("summary", "tags/0"):
                screen.rows.go_to(key)
                app.clear_notifications()
                await watch.press("enter")
                assert app.screen is screen
                said = [note.message for note in app._notifications]
                assert any("too long to be edited here" in words for words in said)
            await watch.press("escape")
            watch.untouched()
        assert corpus.SEEN in watch.seen
        assert opened.record("actors", "long") == actor
    finally:
        opened.close()


@pytest.mark.parametrize("key", ["title", "date", "place"])
async def test_hostile_words_that_are_typed_are_taken_as_text(
    workspace: Workspace,  # noqa: F811
    key: str,
) -> None:
    app = ProxyTUI(workspace, centre="z00-north", as_of="2024")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        watch = Watch(app, pilot)
        await keystrokes.settled(pilot)
        id_ = next(iter(workspace.raw()["events"]))
        record = workspace.record("events", id_)
        assert record is not None
        screen = RecordForm(app.explorer, Form("events", id_, record))
        app.push_screen(screen)
        await keystrokes.settled(pilot)
        for text in list(corpus.NAMES.values())[::4]:
            screen.rows.go_to(key)
            await watch.press("enter")
            screen.field.value = text[:300]
            await watch.press("enter")
        watch.untouched()
    assert corpus.SEEN in watch.seen
