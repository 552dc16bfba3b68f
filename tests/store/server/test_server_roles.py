"""Who may do what at a store on a server, and what is told of what goes wrong."""

from __future__ import annotations

import os

import psycopg
import pytest
from slow_net import SlowNet

from proxytui.errors import Refused, StoreError
from proxytui.store.server import setup, sql
from proxytui.store.server.address import ServerAddress
from proxytui.store.store import Store


def login(folder, role):
    """The address of the store for a new login that has one of its roles."""
    address = ServerAddress.read(folder)
    name = f"{role or 'nobody'}_{address.name}"
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(f"create role {name} login")
        if role:
            granted = getattr(address.roles(address.database), role)
            connection.execute(f"grant {sql.quoted(granted)} to {name}")
    return folder.replace("//postgres@", f"//{name}@")


def told(address, statement):
    """What a login is told of a statement; "" where it may."""
    read = ServerAddress.read(address)
    with psycopg.connect(read.url, autocommit=True) as connection:
        try:
            connection.execute(statement.format(schema=read.schema))
        except psycopg.Error as error:
            return error.sqlstate
    return ""


PAST = (
    "update {schema}.journal set label = 'forged'",
    "update {schema}.journal set login = 'somebody else'",
    "delete from {schema}.journal",
    "update {schema}.records set body = '{{}}'",
    "update {schema}.head set seq = 0",
    "delete from {schema}.documents",
    "drop table {schema}.journal",
    "insert into {schema}.journal values (99, 't-x', '', 'cli', 'x', '', '', null, null, null, "
    "null, '[]')",
)


@pytest.mark.parametrize("role", ["", "reader", "writer"])
@pytest.mark.parametrize("statement", PAST)
def test_nobody_but_the_owner_changes_the_past(folder, role, statement):
    assert told(login(folder, role), statement) == "42501"


ACTS = {
    "read": "select body from {schema}.records",
    "write": "select * from {schema}.append((select last from {schema}.head), 't-a', 'cli', 'an "
    "edit', null, null, null, '{{notes}}', '{{n-1}}', '{{null}}')",
    "keep a private note": "select 1 / count(*) from {schema}.append_private('', 't-p', 'cli', '', "
    "null, '{{private-aaaaaaaaaaaaaaaa}}', '{{\"{{}}\"}}')",
    "read its own private notes": "select 1 / count(*) from {schema}.private_notes",
    "read those of others": "select 1 / count(*) from {schema}.private_notes where login <> "
    "session_user::text",
    "change the past": "update {schema}.journal set label = 'changed'",
    "forge the login": "update {schema}.journal set login = 'somebody else'",
}
_WRITER = {"read", "write", "keep a private note", "read its own private notes"}
MAY = {
    "": set(),
    "reader": {"read"},
    "writer": _WRITER,
    "owner": {*_WRITER, "change the past", "forge the login"},
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_may_exactly_what_is_said_of_it(folder, role):
    address = login(folder, role)
    assert told(folder, ACTS["keep a private note"]) == ""
    assert {act for act, words in ACTS.items() if told(address, words) == ""} == MAY[role]
    store = Store.open(folder)
    newest = store.log()[0].transaction
    login_ = address.partition("//")[2].partition("@")[0]
    assert newest.by == {"writer": login_, "owner": "somebody else"}.get(role, "postgres")
    store.close()


def test_who_has_no_role_reads_nothing(folder):
    with pytest.raises(StoreError, match="your login may not do this"):
        Store.open(login(folder, ""))


def test_a_reader_reads_and_is_told_in_one_line_that_it_may_not_write(folder, make):
    store = Store.open(login(folder, "reader"))
    assert store.get("actors", "north")["summary"] == "as it was"
    with pytest.raises(StoreError, match="your login may not do this") as refused:
        make.edit(store, "actors", "north", summary="mine")
    assert "\n" not in str(refused.value)
    with pytest.raises(StoreError):
        store.documents.put(b"words")
    store.close()
    assert Store.open(folder).get("actors", "north")["summary"] == "as it was"


def test_a_writer_writes_under_its_own_name_whatever_its_machine_says(folder, make, monkeypatch):
    monkeypatch.setenv("USER", "somebody-else")
    address = login(folder, "writer")
    store = Store.open(address)
    step = make.edit(store, "actors", "north", summary="mine")
    assert step.by == address.partition("//")[2].partition("@")[0]
    assert store.log()[0].transaction.by == step.by
    sha = store.documents.put(b"words")
    assert (store.documents.data(sha), store.documents.list()) == (b"words", (sha,))
    store.undo()
    store.close()


@pytest.mark.parametrize(
    "arguments",
    [
        "'t-other', 't-a', 'cli', '', null, null, null, '{{actors}}', '{{a}}', '{{null}}'",
        "{{last}}, 'x', 'cli', '', null, null, null, '{{actors}}', '{{a}}', '{{null}}'",
        "{{last}}, 't-a', 'cli', '', null, null, null, '{{}}', '{{}}', '{{}}'",
        "{{last}}, 't-a', 'cli', '', null, null, null, '{{actors}}', '{{a}}', '{{[]}}'",
        "{{last}}, 't-a', 'cli', '', null, null, null, '{{actors}}', '{{a}}', '{{no}}'",
        "{{last}}, 't-a', 'cli', '', null, null, null, '{{a,a}}', '{{a,a}}', '{{null,null}}'",
        "{{last}}, 't-a', 'cli', '', null, null, null, '{{a\"}}', '{{a}}', '{{null}}'",
        "{{last}}, 't-a', 'cli', '', null, null, null, '{{actors}}', '{{../a}}', '{{null}}'",
    ],
)
def test_what_is_no_step_is_not_written(folder, arguments):
    arguments = arguments.replace("{{last}}", "(select last from {schema}.head)")
    told(login(folder, "writer"), f"select {{schema}}.append({arguments})")
    store = Store.open(folder)
    assert len(store.log()) == 1
    assert not store.damaged
    store.close()


def test_a_wrong_password_is_told_in_one_line_without_it(database, tmp_path, monkeypatch):
    if "PROXYTUI_TEST_SERVER" in os.environ:
        pytest.skip("who needs a password is set up on a server of one's own")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("drop role if exists guarded")
        connection.execute("create role guarded login password 'right'")
    (tmp_path / "pgpass").write_text("*:*:*:guarded:very-wrong\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    with pytest.raises(StoreError, match="login or its password is wrong") as refused:
        Store.open(database.replace("//postgres@", "//guarded@"))
    assert "very-wrong" not in str(refused.value)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    with pytest.raises(StoreError, match="a password is needed"):
        Store.open(database.replace("//postgres@", "//guarded@"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("/postgres#", "/nowhere#"), "no such database"),
        (("//postgres@", "//stranger@"), "no such login"),
        (("127.0.0.1", "nowhere.invalid"), "no host has that name"),
        (("#", "?sslmode=require#"), "the server offers no TLS"),
        (("#", "#un"), "there is no store at .*server init"),
        (("#", "?sslmode=nonsense#"), "the address can't be read|can't be reached"),
    ],
)
def test_what_is_wrong_with_an_address_is_told_in_one_line(folder, change, words):
    old, new = change
    with pytest.raises(StoreError, match=words) as refused:
        Store.open(folder.replace(old, new))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:geheim@host/db",
        "postgresql://me@host/db?password=geheim",
        "postgresql://host/db?sslpassword=geheim#name",
    ],
)
def test_an_address_with_a_password_is_refused_without_repeating_it(address):
    with pytest.raises(StoreError, match="pgpass") as refused:
        ServerAddress.read(address)
    assert "geheim" not in str(refused.value)


def test_beyond_this_machine_a_server_must_prove_who_it_is(monkeypatch):
    monkeypatch.delenv("PGSSLMODE", raising=False)
    modes = {
        "postgresql://desk.example.org/db": "verify-full",
        "postgresql://desk.example.org/db?sslmode=require": None,
        "postgresql://127.0.0.1/db": None,
        "postgresql:///db": None,
        "postgresql://localhost,desk.example.org/db": "verify-full",
        "postgresql:///db?host=desk.example.org": "verify-full",
        "postgresql:///db?host=/run/postgresql": None,
    }
    assert {words: ServerAddress.read(words).sslmode for words in modes} == modes


def test_a_newer_store_is_not_opened(folder):
    assert told(folder, "update {schema}.head set schema = 99") == ""
    with pytest.raises(StoreError, match=r"has schema 99.*update ProxyTUI"):
        Store.open(folder)


EARLIER = r"was made by an earlier version of ProxyTUI; .*`backup DIR`.*server init"


@pytest.mark.parametrize(
    "statement",
    ["update {schema}.head set schema = 0", "alter table {schema}.head rename as_of to at"],
)
def test_a_store_of_an_earlier_version_is_not_opened_and_says_what_to_do(folder, statement):
    assert told(folder, statement) == ""
    with pytest.raises(StoreError, match=EARLIER) as refused:
        Store.open(folder)
    assert "\n" not in str(refused.value)


def test_a_store_whose_functions_are_of_an_earlier_version_is_read_and_not_written_to(folder, make):
    drop = (
        "do $$ begin execute (select 'drop function ' || oid::regprocedure from pg_proc "
        "where proname = 'append' and pronamespace = '{schema}'::regnamespace); end $$"
    )
    assert told(folder, drop) == ""
    store = Store.open(folder)
    assert store.get("actors", "north")["summary"] == "as it was"
    with pytest.raises(StoreError, match=EARLIER) as refused:
        make.edit(store, "actors", "north", summary="mine")
    assert "\n" not in str(refused.value)
    assert store.get("actors", "north")["summary"] == "as it was"
    store.close()


def test_a_store_that_was_made_anew_is_not_taken_for_the_one_that_is_known(folder, make):
    Store.open(folder).close()
    address = ServerAddress.read(folder)
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(f"drop schema {address.schema} cascade")
    setup.init(folder, name="another")
    store = Store.open(folder)
    assert (store.name, dict(store.records("actors"))) == ("another", {})
    store.close()


def test_what_is_kept_on_this_machine_is_for_its_user_alone(folder):
    Store.open(folder).close()
    cache = ServerAddress.read(folder).cache
    assert cache.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in cache.iterdir() if path.is_file())


def test_a_record_is_stored_as_it_is_spelt(folder, make):
    store = Store.open(folder)
    words = "nul \x00, “quote”, \\u0000, 1e3, \U0001f5fa, 'single', {brace}"
    make.add(store, "notes", "n-1", make.note(words, "north"))
    make.edit(store, "actors", "north", future={"number": 1e300, "deep": [1, 2.5, words]})
    store.close()
    again = Store.open(folder)
    assert again.get("notes", "n-1")["text"] == words
    assert again.get("actors", "north")["future"]["deep"] == [1, 2.5, words]
    again.undo()
    assert "future" not in again.get("actors", "north")
    again.close()


def test_a_check_names_a_login_that_can_do_everything_and_no_plain_writer(folder):
    assert any("change the past" in item.what for item in setup.check(folder))
    assert any("change the past" in i.what for i in setup.check(login(folder, "owner")))
    assert setup.check(login(folder, "writer")) == ()


def test_a_check_names_a_connection_without_tls_beyond_this_machine(folder, monkeypatch):
    monkeypatch.setattr(setup, "_local", lambda link: False)
    assert [item.what for item in setup.check(login(folder, "writer"))] == [
        "what is sent can be read on the way: the connection has no TLS"
    ]


def test_a_check_names_a_login_that_is_used_on_several_machines(folder):
    shared = login(folder, "writer")
    port = ServerAddress.read(folder).url.rpartition(":")[2].partition("/")[0]
    with SlowNet(int(port), 0.0, source="127.0.0.2") as elsewhere:
        there = Store.open(shared.replace(f":{port}/", f":{elsewhere.port}/"), "window-1")
        (unsafe,) = setup.check(shared)
        assert "is used on 2 machines at once" in unsafe.what
        assert unsafe.remedy == "give everyone a login of their own"
        there.close()


def test_an_address_that_is_taken_is_refused(folder):
    with pytest.raises(StoreError, match="is there already"):
        setup.init(folder)


def test_compacting_is_for_a_folder(folder):
    store = Store.open(folder)
    with pytest.raises(Refused, match="is for a store in a folder"):
        store.compact()
    store.close()
