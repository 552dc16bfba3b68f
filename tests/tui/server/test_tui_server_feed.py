"""Changes of somebody else show in an explorer without a key."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import psycopg
import pytest
from form_driver import change, edit
from meanwhile import until
from tui_driver import exploring

from proxytui.model.changes import Change
from proxytui.store.server.address import ServerAddress

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


@pytest.fixture
def asked(anna: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which the server was asked for steps of others."""
    moments: list[float] = []
    catch_up = anna._store._ledger.catch_up

    def looked() -> None:
        moments.append(time.monotonic())
        catch_up()

    monkeypatch.setattr(anna._store._ledger, "catch_up", looked)
    return moments


def without_notifications(address: str) -> None:
    """Have the server say nothing of new steps, as behind a pooler."""
    read = ServerAddress.read(address)
    with psycopg.connect(read.url, autocommit=True) as connection:
        ((text,),) = connection.execute(
            "select prosrc from pg_proc p join pg_namespace n on n.oid = pronamespace "
            "where nspname = %s and proname = 'append'",
            [read.schema],
        ).fetchall()
        assert "pg_notify" in text
        ((whole,),) = connection.execute(
            "select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n "
            "on n.oid = pronamespace where nspname = %s and proname = 'append'",
            [read.schema],
        ).fetchall()
        connection.execute(whole.replace("perform pg_notify", "perform concat").encode())


async def test_a_note_of_somebody_else_shows_without_a_key(
    anna: Workspace, karl: Workspace
) -> None:
    async with exploring(anna) as it:
        note = karl.add_note(("ardania",), "seen at the lake")
        await until(it, lambda: "seen at the lake" in it.words("detail"))
        karl.remove_note(note)
        await until(it, lambda: "seen at the lake" not in it.words("detail"))


async def test_a_server_that_notifies_is_asked_at_once_and_otherwise_seldom(
    anna: Workspace, karl: Workspace, asked: list[float]
) -> None:
    async with exploring(anna) as it:
        karl.add_note(("ardania",), "first")
        await until(it, lambda: "first" in it.words("detail"))
        await until(it, lambda: anna._store._ledger._feed._hears)
        asked.clear()
        until_ = time.monotonic() + 1.5
        await until(it, lambda: time.monotonic() > until_)
        assert len(asked) <= 1
        asked.clear()
        written = time.monotonic()
        karl.add_note(("ardania",), "second")
        await until(it, lambda: "second" in it.words("detail"))
        assert any(moment >= written for moment in asked)


async def test_a_server_that_does_not_notify_is_asked_again_and_again(
    anna: Workspace, karl: Workspace, address: str, asked: list[float]
) -> None:
    without_notifications(address)
    async with exploring(anna) as it:
        for words in ("first", "second", "third"):
            karl.add_note(("ardania",), words)
            await until(it, lambda words=words: words in it.words("detail"))
        assert not anna._store._ledger._feed._hears
        asked.clear()
        await until(it, lambda: len(asked) > 2)


async def test_a_server_that_can_not_be_listened_to_is_asked_all_the_same(
    anna: Workspace, karl: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.errors import StoreError
    from proxytui.store.server.link import Link

    def refused(self: Link, channel: str, seconds: float) -> bool:
        raise StoreError("cannot execute LISTEN during recovery")

    monkeypatch.setattr(Link, "hear", refused)
    async with exploring(anna) as it:
        karl.add_note(("ardania",), "seen at the lake")
        await until(it, lambda: "seen at the lake" in it.words("detail"))


async def test_what_two_change_at_once_is_asked_about_before_anything_is_written(
    anna: Workspace, karl: Workspace
) -> None:
    note = anna.add_note(("ardania",), "first words")
    karl.poll()
    async with exploring(anna) as it:
        it.explorer.notes.edit(anna.index.notes[note])
        await it.settled()
        await it.type(" of Anna")
        karl.edit_note(note, "first words of Karl", "first words")
        await it.press("ctrl+s")
        await until(it, lambda: "Changed elsewhere while you wrote" in it.screen)
        assert "first words of Karl" in it.screen
        assert "first words of Anna" in it.screen
        assert anna.record("notes", note)["text"] == "first words of Karl"
        await it.press("ctrl+s")
        await until(it, lambda: anna.record("notes", note)["text"] == "first words of Anna")
    karl.poll()
    assert karl.index.notes[note].text == "first words of Anna"


async def test_fields_that_two_change_at_once_are_decided_before_anything_is_written(
    anna: Workspace, karl: Workspace
) -> None:
    async with exploring(anna) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "by the lake")
        before = karl.record("events", "e-raid")
        assert before is not None
        theirs = Change("events", "e-raid", before, {**before, "place": "in the hills"})
        karl.apply([theirs], "edit e-raid")
        await it.press("ctrl+s")
        await until(it, lambda: it.top == "DecideFields")
        assert "in the hills" in it.screen
        assert "by the lake" in it.screen
        assert (anna.record("events", "e-raid") or {})["place"] == "in the hills"
        await it.press("m", "ctrl+s")
        await until(it, lambda: it.top == "Explorer" and not it.app.writer.busy)
        assert (anna.record("events", "e-raid") or {})["place"] == "by the lake"
    assert anna.log()[0].transaction.by == "anna"
    assert anna.log()[1].transaction.by == "karl"
