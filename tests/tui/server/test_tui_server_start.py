"""Stores on a server from the start screen and by `open`, and what is said where one can't be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psycopg
import pytest
from meanwhile import until
from tui_driver import exploring, text_of

from proxytui.cli import explorer as explorer_module
from proxytui.commands.opening import Opening
from proxytui.store.server.address import ServerAddress
from proxytui.store.server.link import ConnectionLost, Link
from proxytui.tui import recent_stores
from proxytui.tui.start_app import StartApp
from proxytui.tui.widgets.prompt import Prompt
from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from postgres import Postgres
    from textual.pilot import Pilot

    from proxytui.workspace import Workspace


def words(app: StartApp) -> str:
    return " ".join(" ".join(text_of(app.screen.query_one("#stores", Rows))).split())


async def wait(pilot: Pilot[Opening], met: object) -> None:
    for _ in range(2000):
        if met():  # type: ignore[operator]
            return
        await pilot.pause(0.01)
    raise AssertionError(words(pilot.app))  # type: ignore[arg-type]


async def refused(address: str, part: str) -> str:
    """What the start screen says of an address that can't be opened; it is still there to be
    mended."""
    app = StartApp(opened=address)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("o", "enter")
        await wait(pilot, lambda: part in words(app))
        assert app.screen.query_one(Prompt).field.value == address
        told = words(app)
        await pilot.press("escape", "q")
    assert app.return_value is None
    return told


def at(address: str, login: str) -> str:
    return address.replace("//postgres@", f"//{login}@")


async def test_a_store_on_a_server_is_opened_by_its_address(address: str) -> None:
    app = StartApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("o", *at(address, "anna"), "enter")
        await wait(pilot, lambda: app._exit)
    assert app.return_value == Opening(at(address, "anna"))


async def test_a_store_that_was_open_has_a_digit_and_is_asked_only_once_it_is_chosen(
    anna: Workspace, server: Postgres, home: Path
) -> None:
    recent_stores.remember(anna.place.address)
    app = StartApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await wait(pilot, lambda: anna.place.shown in words(app))
        await pilot.press("1")
        await wait(pilot, lambda: app._exit)
    assert app.return_value == Opening(anna.place.address)


async def test_over_the_explorer_the_store_that_is_open_is_not_among_the_others(
    anna: Workspace, karl: Workspace
) -> None:
    recent_stores.remember(karl.place.address)
    recent_stores.remember(anna.place.address)
    async with exploring(anna) as it:
        await it.press("ctrl+o")
        assert karl.place.shown in it.screen
        assert anna.place.shown not in it.screen
        await it.press("1")
        await until(it, lambda: it.app._exit)
    assert it.app.leaving.next_store == Opening(karl.place.address)


async def test_open_takes_an_address_and_keeps_what_is_open_where_it_can_not_be_reached(
    anna: Workspace, address: str
) -> None:
    async with exploring(anna) as it:
        await it.press(":")
        await it.answer(f"open {anna.place.address}")
        await until(it, lambda: "This store is open." in it.said)
        await it.press(":")
        await it.answer(f"open {address.replace('#', '#un')}")
        await until(it, lambda: any("here is no store at" in said for said in it.said))
        assert all("\n" not in said for said in it.said)
        await it.press(":")
        await it.answer(f"open {at(address, 'karl')}")
        await until(it, lambda: it.app._exit)
    assert it.app.leaving.next_store == Opening(at(address, "karl"))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("/postgres#", "/nowhere#"), "no such database; check the address"),
        (("//postgres@", "//stranger@"), "no such login; check the address"),
        (("127.0.0.1", "nowhere.invalid"), "no host has that name; check the address"),
        (("#", "?sslmode=verify-full#"), "the server offers no TLS; set it up there"),
        (("#", "#un"), "`proxytui server init ADDRESS` makes one"),
        (("//postgres@", "//postgres:geheim@"), "put it into ~/.pgpass"),
    ],
)
async def test_what_is_wrong_with_an_address_is_said_with_what_to_do(
    address: str, change: tuple[str, str], part: str
) -> None:
    told = await refused(address.replace(*change), part)
    assert "geheim" not in told


async def test_no_server_a_wrong_password_and_a_login_without_a_role_are_told_apart(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ServerAddress.read(address)
    with psycopg.connect(read.url, autocommit=True) as connection:
        connection.execute("drop role if exists guarded, guest")
        connection.execute("create role guarded login password 'right'")
        connection.execute("create role guest login")
    (tmp_path / "pgpass").write_text("*:*:*:guarded:very-wrong\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    told = await refused(
        at(address, "guarded"), "the login or its password is wrong; see ~/.pgpass"
    )
    assert "very-wrong" not in told
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    await refused(at(address, "guarded"), "a password is needed; put it into ~/.pgpass")
    await refused(at(address, "guest"), "whoever looks after it can grant you its role")
    await refused("postgresql://anna@127.0.0.1:1/postgres", "no server listens there")


async def test_a_newer_store_is_not_opened_and_says_what_to_do(address: str) -> None:
    read = ServerAddress.read(address)
    with psycopg.connect(read.url, autocommit=True) as connection:
        connection.execute(f"update {read.schema}.head set schema = 99".encode())
    await refused(address, "update ProxyTUI to open it")


def test_an_address_on_the_command_line_that_can_not_be_opened_leads_to_the_start_screen(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(trouble: str, proposed: str = "", opened: str = "") -> None:
        asked.append((trouble, opened))

    monkeypatch.setattr(explorer_module, "_ask", ask)
    monkeypatch.setattr(explorer_module, "_refuse_without_terminal", lambda: None)
    wrong = address.replace("/postgres#", "/nowhere#")
    from contextlib import ExitStack

    assert explorer_module.explore(wrong, ExitStack(), demo=False) == 0
    ((trouble, opened),) = asked
    assert "no such database" in trouble
    assert opened == wrong


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            'server certificate for "a" does not match host name "b"',
            "is for another name; write the name",
        ),
        (
            "SSL error: certificate verify failed",
            "is not trusted; name its root with ?sslrootcert=",
        ),
        ('root certificate file "/x" does not exist', "is not trusted; name its root"),
    ],
)
def test_a_certificate_that_is_not_accepted_is_told_with_what_to_do(words: str, told: str) -> None:
    link = Link(ServerAddress.read("postgresql://anna@db.example.org/desk"), "cli")
    error = link._unreached(f"connection failed: {words}")
    assert told in str(error)
    assert not isinstance(error, ConnectionLost), "the store is not to be read as it was known"
