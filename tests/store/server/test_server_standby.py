"""A standby that confirms every change: what was saved outlives the loss of its primary."""

from __future__ import annotations

import threading
from collections import Counter

import postgres
import psycopg
import pytest
from server_writers import writer, written

from proxytui.errors import StoreError
from proxytui.store.server import setup
from proxytui.store.store import Store


@pytest.fixture
def pair(make):
    """A server with a store, and a standby that has to confirm every change."""
    bin_ = postgres.programs_or_skip()
    primary = postgres.Postgres(bin_)
    servers = [primary]
    try:
        setup.init(f"{primary.address}#pair")
        store = Store.open(f"{primary.address}#pair")
        make.add(store, "actors", "north", make.actor("North"))
        store.close()
        servers.append(primary.standby())
        told(primary, "alter system set synchronous_standby_names = '*'")
        told(primary, "select pg_reload_conf()")
        confirmed = "select 1 from pg_stat_replication where sync_state = 'sync'"
        postgres.until(lambda: told(primary, confirmed), 30)
        yield servers
    finally:
        for server in servers:
            server.end()


def told(server, statement, values=()):
    """The rows of a statement."""
    with psycopg.connect(server.address, autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def test_a_promoted_standby_has_all_that_was_saved_and_nothing_twice(pair, tmp_path):
    primary, standby = pair
    hosts = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
    address = f"postgresql://postgres@{hosts}/postgres?target_session_attrs=read-write#pair"
    writers = [writer(address, f"w{number}", 100_000, tmp_path) for number in range(3)]
    count = "select count(distinct origin) from proxytui_pair.journal where seq > %s"
    postgres.until(lambda: told(primary, count, [60]) == [(3,)], 60)
    primary.kill()
    standby.promote()
    ((taken_over,),) = told(standby, "select seq from proxytui_pair.head")
    postgres.until(lambda: told(standby, count, [taken_over + 10]) == [(3,)], 60)
    (tmp_path / "own" / "end").write_text("")
    saved = set().union(*map(written, writers))
    store = Store.open(f"{standby.address}#pair")
    ids = Counter(entry.transaction.id for entry in store.log())
    assert saved <= ids.keys()
    assert set(ids.values()) == {1}
    assert len(store.records("notes")) == len(ids) - 1
    store.close()


def test_a_standby_is_read_and_says_in_one_line_that_it_is_not_written_to(pair, make):
    store = Store.open(f"{pair[1].address}#pair")
    assert store.get("actors", "north")
    with pytest.raises(StoreError, match="is a standby, for reading only") as refused:
        make.edit(store, "actors", "north", summary="mine")
    assert "\n" not in str(refused.value)
    store.close()


def test_a_change_that_the_standby_does_not_confirm_counts_as_not_saved(pair, make):
    primary, standby = pair
    store = Store.open(f"{primary.address}#pair", "window-1")
    ((pid,),) = store._ledger._link.rows("select pg_backend_pid()")
    standby.stop()
    refused = []

    def write():
        with pytest.raises(StoreError, match="not sure that the change was saved") as error:
            make.edit(store, "actors", "north", summary="mine")
        refused.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    waits = "select 1 from pg_stat_activity where pid = %s and wait_event = 'SyncRep'"
    postgres.until(lambda: told(primary, waits, [pid]))
    told(primary, "select pg_cancel_backend(%s)", [pid])
    thread.join(10)
    assert refused
    store.close()
