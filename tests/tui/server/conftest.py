"""The small store on a real server, for two people who work on it at once."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import postgres
import psycopg
import pytest

from proxytui.store.server import setup, sql
from proxytui.store.server.address import ServerAddress
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOGINS = ("anna", "karl")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    """A server that a test may stop; one that does starts it again."""
    with postgres.running() as running:
        with psycopg.connect(running.address, autocommit=True) as connection:
            for name in LOGINS:
                connection.execute(f"create role {name} login".encode())
        yield running


@pytest.fixture
def address(server: postgres.Postgres, made: Path) -> str:
    """The address of a store with the small store's records, as a superuser's."""
    whole = f"{server.address}#t{next(_numbers)}"
    setup.init(whole, made)
    read = ServerAddress.read(whole)
    writer = sql.quoted(read.roles(read.database).writer)
    with psycopg.connect(read.url, autocommit=True) as connection:
        connection.execute(f"grant {writer} to {', '.join(LOGINS)}".encode())
    return whole


@pytest.fixture
def sign_in(address: str) -> Iterator[Callable[[str], Workspace]]:
    """Opens the store as the explorer of one of the logins does."""
    opened: list[Workspace] = []

    def open_as(login: str) -> Workspace:
        at = address.replace("//postgres@", f"//{login}@")
        opened.append(Workspace.open(at, origin=f"window-{login}"))
        return opened[-1]

    yield open_as
    for workspace in opened:
        workspace.close()


@pytest.fixture
def anna(sign_in: Callable[[str], Workspace]) -> Workspace:
    """The store as Anna has it open."""
    return sign_in("anna")


@pytest.fixture
def karl(sign_in: Callable[[str], Workspace]) -> Workspace:
    """The store as Karl has it open."""
    return sign_in("karl")
