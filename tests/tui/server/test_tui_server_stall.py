"""A net that takes everything and answers nothing: keys go on as if nothing were wrong."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from stalling_proxy import StallingProxy
from tui_driver import exploring

from proxytui.store.server import link
from proxytui.store.server.documents import ServerDocuments
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postgres import Postgres


@pytest.fixture
def net(server: Postgres) -> Iterator[StallingProxy]:
    """The net before the server."""
    proxy = StallingProxy(server.port)
    yield proxy
    proxy.end()


@pytest.fixture
def distant(address: str, net: StallingProxy, server: Postgres) -> Iterator[Workspace]:
    """The store as Anna has it open over that net."""
    there = address.replace("//postgres@", "//anna@").replace(f":{server.port}/", f":{net.port}/")
    workspace = Workspace.open(there, origin="window-anna")
    yield workspace
    net.go_on()
    workspace.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The threads that waited for the net."""
    names: list[str] = []
    wait = link._HeardConnection.wait

    def noted(self: link._HeardConnection, *args: object, **options: object) -> object:
        names.append(threading.current_thread().name)
        return wait(self, *args, **options)

    monkeypatch.setattr(link._HeardConnection, "wait", noted)
    return names


@pytest.mark.usefixtures("hurried")
async def test_keys_act_while_the_net_stalls_and_what_is_written_says_so(
    distant: Workspace, net: StallingProxy, waits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "_SILENT_READ_SECONDS", 1.0)
    monkeypatch.setattr(link, "_CONNECT_SECONDS", 2)
    async with exploring(distant) as it:
        net.stall()
        await it.press("i")
        await it.answer("seen at the lake")
        await until(it, lambda: "saving …" in it.hints)
        await it.press("2", "j", "3", "4", "1", "down", "enter")
        assert it.session.centre != "ardania"
        await it.press(":")
        await it.answer("tensions")
        await until(it, lambda: it.top == "TensionsView")
        await it.press("esc", "s")
        await it.type("cedar")
        assert "Cedar" in it.screen
        await it.press("esc")
        assert "saving …" in it.hints or it.said
        await until(it, lambda: "no connection, as of " in it.header)
        net.go_on()
        await until(it, lambda: "no connection" not in it.header)
    assert threading.main_thread().name not in waits


async def test_an_explorer_is_left_while_the_net_stalls(
    distant: Workspace, net: StallingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(distant) as it:
        net.stall()
        await it.press("q", "y")
        await until(it, lambda: it.app._exit)
    closing = threading.Thread(target=distant.close, daemon=True)
    closing.start()
    closing.join(20)
    assert not closing.is_alive()


def test_a_server_that_is_silent_for_too_long_counts_as_lost(
    distant: Workspace, net: StallingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "_SILENT_READ_SECONDS", 0.3)
    net.stall()
    distant.poll()
    assert distant.unreached.startswith("no connection, as of ")
    assert any("reading goes on" in warning for warning in distant.warnings)
    net.go_on()


def test_a_server_at_work_is_not_taken_for_a_silent_one(
    distant: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "_SILENT_READ_SECONDS", 0.3)
    ledger = distant._store._ledger
    with pytest.raises(link.Silence):
        ledger._link.read("select pg_sleep(2)")
    rows = ledger._link.read(
        "select n, repeat('x', 20000), pg_sleep(0.0005) from generate_series(1, 2000) n"
    )
    assert len(rows) == 2000


async def test_texts_that_are_waited_for_keep_no_step_of_others_waiting(
    distant: Workspace, karl: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, begun = threading.Event(), threading.Event()
    asked = ServerDocuments._asked

    def slowly(self: ServerDocuments, what: str, sha: str) -> list[tuple[bytes]]:
        with self._link._lock:
            begun.set()
            hangs.wait(20)
        return asked(self, what, sha)

    monkeypatch.setattr(ServerDocuments, "_asked", slowly)
    reading = threading.Thread(target=distant.text_of, args=("0" * 64,), daemon=True)
    reading.start()
    assert begun.wait(20)
    try:
        async with exploring(distant) as it:
            karl.add_note(("ardania",), "seen at the lake")
            await until(it, lambda: "seen at the lake" in it.words("detail"))
    finally:
        hangs.set()
    reading.join(20)


def test_a_store_is_left_while_a_thread_waits_for_a_silent_server(
    distant: Workspace, net: StallingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = distant._store._ledger
    monkeypatch.setattr(link, "_SILENT_READ_SECONDS", 120)
    monkeypatch.setattr(ledger._link, "_patience", 120)
    net.stall()
    reading = threading.Thread(target=ledger.is_open, args=("window-other",), daemon=True)
    reading.start()
    while ledger._link._lock.acquire(blocking=False):
        ledger._link._lock.release()
    closing = threading.Thread(target=distant.close, daemon=True)
    closing.start()
    closing.join(20)
    assert not closing.is_alive()
    net.go_on()
    reading.join(20)
    assert not reading.is_alive()
