"""A store in a folder is brought to a server as it is, however large, or not at all."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

import msgspec
import psycopg
import pytest

from proxytui import paths
from proxytui.jobs import told_progress
from proxytui.model.changes import Change
from proxytui.store.folder import load
from proxytui.store.server import setup
from proxytui.store.server.address import ServerAddress
from proxytui.store.store import Store

_numbers = itertools.count(1)

_KILLED_AT = """
import os, signal, sys
from pathlib import Path
from proxytui.jobs import told_progress
from proxytui.store.folder import load
from proxytui.store.server import setup

def told(words):
    if words.startswith(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

load.LEAST_BYTES_ON_DISK = 0
with told_progress.shown_by(told):
    setup.init(sys.argv[1], Path(sys.argv[2]))
"""


@pytest.fixture
def address(database):
    """An address at which there is nothing yet."""
    return f"{database}#i{next(_numbers)}_{os.getpid()}"


@pytest.fixture
def own(make, tmp_path):
    """A store with the bundled records and documents, and changes that only its journal has."""
    path = tmp_path / "own"
    Store.create(path, paths.bundled_data())
    store = Store.open(path)
    store.apply(
        [
            Change("actors", "aaa", None, make.actor("Ａ “first” \\ one\n\x00")),
            Change("actors", "zzz", None, make.actor("Last")),
            Change("actors", "hezbollah", store.get("actors", "hezbollah"), make.actor("Changed")),
        ],
        "by hand",
    )
    note = next(iter(store.raw()["notes"]), None)
    if note is not None:
        store.apply([Change("notes", note, store.get("notes", note), None)], "without a note")
    return path, {t: dict(rows.items()) for t, rows in store.raw().items()}


def stored(address):
    """The rows of a store by their ids, and of how many steps its head knows."""
    schema = ServerAddress.read(address).schema
    with psycopg.connect(address.partition("#")[0]) as connection:
        rows = connection.execute(f"select kind, id, body from {schema}.records").fetchall()
        (reached,) = connection.execute(f"select seq, last from {schema}.head").fetchall()
    return {(kind, id_): body for kind, id_, body in rows}, reached


@pytest.mark.parametrize("least", [0, load.LEAST_BYTES_ON_DISK])
def test_the_records_come_as_canonical_json_from_memory_and_from_the_disk(
    address, own, monkeypatch, least
):
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", least)
    path, tables = own
    made = setup.init(address, path)
    rows, reached = stored(address)
    encode = msgspec.json.Encoder(order="sorted").encode
    assert rows == {
        (table, id_): encode(record).decode()
        for table, records in tables.items()
        for id_, record in records.items()
    }
    assert made.records == len(rows)
    store = Store.open(path, read_only=True)
    assert reached == (len(store.log()), store.log()[0].transaction.id)


def test_a_large_folder_is_left_as_it_was(address, own, monkeypatch):
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)
    path, _ = own
    before = {file: file.stat().st_mtime_ns for file in path.rglob("*")}
    setup.init(address, path)
    assert {file: file.stat().st_mtime_ns for file in path.rglob("*")} == before


def test_how_far_it_is_is_told(address, own):
    told = []
    with told_progress.shown_by(told.append):
        made = setup.init(address, own[0])
    assert f"records brought in: 0 of {made.records:,}" in told
    assert any(words.startswith("documents brought in: 1 of") for words in told)


@pytest.mark.parametrize("at", ["records brought in: 0", "documents brought in: 1"])
def test_a_program_killed_in_the_middle_leaves_nothing_and_can_begin_again(address, own, at):
    path, _ = own
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_AT, address, str(path), at], check=False, timeout=60
    )
    assert killed.returncode < 0
    read = ServerAddress.read(address)
    with psycopg.connect(address.partition("#")[0]) as connection:
        (database,) = connection.execute("select current_database()::text").fetchone()
        roles = list(read.roles(database))
        for query, value in (
            ("select from pg_namespace where nspname = %s", read.schema),
            ("select from pg_roles where rolname = any(%s)", roles),
        ):
            assert connection.execute(query, [value]).fetchall() == []
    assert setup.init(address, path).records == len(stored(address)[0])


def test_what_is_stopped_in_the_middle_leaves_nothing(address, own):
    def told(words):
        if words.startswith("documents"):
            raise KeyboardInterrupt

    with told_progress.shown_by(told), pytest.raises(KeyboardInterrupt):
        setup.init(address, own[0])
    assert setup.init(address, own[0]).records
