"""The same small store as in a folder, on a real server."""

from __future__ import annotations

import itertools
import os

import postgres
import pytest

from proxytui.model.changes import Change
from proxytui.store.server import setup
from proxytui.store.store import Store


@pytest.fixture(scope="session")
def database():
    """The address of a database of a real server, for a superuser."""
    if named := os.environ.get(postgres.NAMED):
        yield named
        return
    with postgres.running() as server:
        yield server.address


@pytest.fixture(scope="session")
def own_server():
    """A server that a test may stop and start."""
    with postgres.running() as server:
        yield server


_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def caches(tmp_path, monkeypatch):
    """What is kept on this machine goes with the test."""
    monkeypatch.setattr("proxytui.paths.server_cache", lambda name: tmp_path / "caches" / name)


@pytest.fixture
def empty(database):
    """The address of an empty store."""
    address = f"{database}#t{next(_numbers)}_{os.getpid()}"
    setup.init(address, name="test")
    return address


@pytest.fixture
def folder(empty, make):
    """The address of a store with a few records, closed: what a folder is elsewhere."""
    store = Store.open(empty)
    store.apply(
        [
            Change("actors", "north", None, make.actor("North", summary="as it was")),
            Change("actors", "south", None, make.actor("South")),
            Change("actors", "west", None, make.actor("West")),
            Change("sources", "s-one", None, {"title": "One"}),
            Change("sources", "s-two", None, {"title": "Two"}),
            Change("claims", "c-1", None, make.claim("north", "south")),
        ],
        "the first records",
    )
    store.close()
    return empty
