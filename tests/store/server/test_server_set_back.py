"""A server whose store becomes another one under an open window, whose connection stays."""

from __future__ import annotations

import psycopg
import pytest
from test_server_faults import set_back

from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.server import ledger, setup
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.link import Link
from proxytui.store.store import Store


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(ledger, "_COMPARE_SECONDS", 0.0)


@pytest.fixture
def window(folder):
    store = Store.open(folder, "window-a")
    yield store
    store.close()


def actor(make, id_):
    return [Change("actors", id_, None, make.actor(id_.title()))]


def to_begin(folder, store, gone):
    """Set the server back to before the steps with these ids."""
    address = ServerAddress.read(folder)
    link = Link(address, "set-back")
    begun = store.log()[-1].transaction.id
    set_back(link, address.schema, begun, gone)
    link.close()


def test_what_was_lost_is_gone_from_a_window_though_its_connection_stayed(folder, window, make):
    before = window.get("actors", "north")
    lost = make.edit(window, "actors", "north", summary="lost")
    to_begin(folder, window, [lost])
    assert [step.label[:18] for step in window.poll()] == ["what postgresql://"]
    assert window.get("actors", "north") == before


def test_steps_that_others_wrote_since_are_not_added_to_what_was_lost(folder, window, make):
    words = ("lost", "lost too")
    lost = [make.edit(window, "actors", "north", summary=summary) for summary in words]
    to_begin(folder, window, lost)
    other = Store.open(folder, "window-b")
    for name in ("kept-a", "kept-b", "kept-c"):
        other.apply(actor(make, name), "kept")
    window.poll()
    assert window.raw() == other.raw()
    window.apply(actor(make, "mine"), "mine")
    other.poll()
    assert window.raw() == other.raw()
    other.close()


def test_a_store_made_anew_under_a_window_is_told_and_nothing_is_written_to_it(
    folder, window, make
):
    address = ServerAddress.read(folder)
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(f"drop schema {address.schema} cascade")
    with pytest.raises(StoreError, match="there is no store at"):
        window.poll()
    setup.init(folder, name="another")
    for act in (window.poll, window.poll, lambda: window.apply(actor(make, "mine"), "mine")):
        with pytest.raises(StoreError, match="there is another store at"):
            act()
    assert window.get("actors", "north") is not None
    fresh = Store.open(folder)
    assert not fresh.raw()["actors"]
    fresh.close()
