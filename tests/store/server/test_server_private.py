"""Private notes on a server: in their author's own order, and nobody else's to see or to write."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import psycopg
import pytest
from test_server_roles import login, told

from proxytui.errors import InvalidRecord, Refused, StoreError
from proxytui.model.changes import Change
from proxytui.model.private_notes import PREFIX
from proxytui.store.ids import random_id
from proxytui.store.ledger import Overtaken
from proxytui.store.server import cache, setup, sql
from proxytui.store.server.address import ServerAddress
from proxytui.store.store import Store

SECRET = "geheim"


def note(make, words=SECRET):
    """The change that adds a private note."""
    return Change("notes", random_id(PREFIX), None, make.note(words, "north"))


def shared_note(make, words="for all"):
    return Change("notes", random_id("n-"), None, make.note(words, "north"))


def kept(store):
    """The words of the notes that a store has."""
    return sorted(record["text"] for record in store.records("notes").values())


def rows(address, query):
    read = ServerAddress.read(address)
    with psycopg.connect(read.url, autocommit=True) as connection:
        return connection.execute(query.format(schema=read.schema)).fetchall()


@pytest.fixture
def anna(folder):
    return login(folder, "writer")


def other(folder, name="bert", role="writer"):
    """The address for one more login with a role."""
    address = ServerAddress.read(folder)
    called = f"{name}_{address.name}"
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(f"create role {called} login")
        granted = getattr(address.roles(address.database), role)
        connection.execute(f"grant {sql.quoted(granted)} to {called}")
    return folder.replace("//postgres@", f"//{called}@")


def test_a_private_note_is_there_for_its_author_again_with_and_without_the_cache(anna, make):
    store = Store.open(anna)
    step = store.apply([note(make)], "a private note")
    assert store.log()[0].transaction == step
    assert step.by == anna.partition("//")[2].partition("@")[0]
    store.close()
    again = Store.open(anna)
    assert (kept(again), again.log()[0].transaction) == ([SECRET], step)
    again.close()
    cache.forget(ServerAddress.read(anna).cache)
    anew = Store.open(anna)
    assert (kept(anew), anew.log()[0].transaction) == ([SECRET], step)
    assert anew.steps == again.steps == 2
    anew.close()


@pytest.mark.parametrize("role", ["reader", "writer", "owner"])
def test_nobody_else_learns_that_there_is_a_private_note(folder, anna, make, role):
    window = Store.open(other(folder, role=role), "window-2")
    before = (window.steps, window.log(), window.raw())
    mine = Store.open(anna, "window-1")
    mine.apply([note(make)], "a private note")
    edited = {**make.note("for all", "north")}
    mine.apply([Change("notes", "n-1", None, edited)], "a note")
    mine.undo()
    mine.undo()
    mine.redo()
    public = [
        entry.transaction.label for entry in mine.log() if "private" not in entry.transaction.label
    ]
    assert [step.label for step in window.poll()] == ["a note", "undo: a note"]
    assert [entry.transaction.label for entry in window.log()] == public
    assert window.steps == before[0] + 2
    assert window.raw() == before[2]
    for opened in (mine, window):
        opened.close()
    anew = Store.open(window.place.address)
    assert (anew.steps, kept(anew)) == (before[0] + 2, [])
    anew.close()


@pytest.mark.parametrize("role", ["", "reader", "writer", "owner"])
@pytest.mark.parametrize("table", ["private_journal", "private_notes"])
def test_row_security_gives_each_role_only_its_own_rows(folder, anna, make, role, table):
    store = Store.open(anna)
    store.apply([note(make)], "a private note")
    store.close()
    address = other(folder, role=role) if role else login(folder, "")
    if not role:
        assert told(address, f"select from {{schema}}.{table}") == "42501"
        return
    assert rows(address, f"select count(*) from {{schema}}.{table}") == [(0,)]
    assert rows(address, f"select count(*) from {{schema}}.{table} where login <> ''") == [(0,)]
    assert rows(anna, f"select count(*) from {{schema}}.{table}") == [(1,)]


FORGED = (
    "insert into {schema}.private_notes values ('{anna}', 'private-aaaaaaaaaaaaaaaa', '{{}}')",
    "insert into {schema}.private_journal values ('{anna}', 9, 9, 't-x', '', 'cli', '', '', null, "
    "'[]')",
    "update {schema}.private_notes set body = '{{}}'",
    "delete from {schema}.private_journal",
)


@pytest.mark.parametrize("role", ["reader", "writer", "owner"])
@pytest.mark.parametrize("statement", FORGED)
def test_nobody_writes_private_notes_for_somebody_else(folder, anna, make, role, statement):
    store = Store.open(anna)
    store.apply([note(make)], "a private note")
    name = anna.partition("//")[2].partition("@")[0]
    address = other(folder, role=role)
    answer = told(address, statement.replace("{anna}", name))
    # An owner may change the tables, but no row in them is anybody else's to it.
    assert answer == ("" if role == "owner" and "insert" not in statement else "42501")
    again = Store.open(anna)
    assert (again.log(), again.raw()) == (store.log(), store.raw())
    for opened in (store, again):
        opened.close()


PRIVATE = "private-aaaaaaaaaaaaaaaa"


@pytest.mark.parametrize(
    "call",
    [
        f"append((select last from {{schema}}.head), 't-a', 'cli', '', null, null, null, "
        f"'{{{{notes}}}}', '{{{{{PRIVATE}}}}}', '{{{{null}}}}')",
        "append_private('', 't-a', 'cli', '', null, '{{n-a}}', '{{null}}')",
        f"append_private('t-other', 't-a', 'cli', '', null, '{{{{{PRIVATE}}}}}', '{{{{null}}}}')",
        f"append_private('', 'x', 'cli', '', null, '{{{{{PRIVATE}}}}}', '{{{{null}}}}')",
        f"append_private('', 't-a', 'cli', '', null, '{{{{{PRIVATE}}}}}', '{{{{[]}}}}')",
        f"append_private('', 't-a', 'cli', '', null, '{{{{{PRIVATE},{PRIVATE}}}}}', "
        "'{{null,null}}')",
        "append_private('', 't-a', 'cli', '', null, '{{}}', '{{}}')",
    ],
)
def test_what_is_no_step_is_written_into_no_journal(folder, anna, call):
    told(anna, f"select {{schema}}.{call}")
    assert rows(anna, "select count(*) from {schema}.private_journal") == [(0,)]
    assert rows(folder, "select count(*) from {schema}.journal") == [(1,)]


def test_a_private_note_in_everybodys_table_is_refused_whoever_writes_it(folder):
    forged = f"insert into {{schema}}.records values ('notes', '{PRIVATE}', '{{{{}}}}')"
    assert told(folder, forged) == "23514"


def test_undo_takes_back_the_last_step_of_mine_whichever_journal_has_it(anna, make):
    store = Store.open(anna)
    store.apply([note(make, "1")], "private 1")
    store.apply([shared_note(make, "2")], "shared 2")
    store.apply([note(make, "3")], "private 3")
    store.apply([note(make, "4"), shared_note(make, "5")], "both")
    labels = []
    for _ in range(4):
        labels.append(store.undo().label)
        store.close()
        store = Store.open(anna)
    assert labels == ["undo: both", "undo: private 3", "undo: shared 2", "undo: private 1"]
    assert kept(store) == []
    for _ in range(4):
        store.redo()
    assert kept(store) == ["1", "2", "3", "4", "5"]
    store.close()


def test_a_step_in_both_journals_is_one_for_its_author_and_half_of_it_for_others(
    folder, anna, make
):
    store, window = Store.open(anna), Store.open(other(folder), "window-2")
    step = store.apply([note(make), shared_note(make)], "both")
    (seen,) = window.poll()
    assert seen.label == "add a note"
    assert (seen.id, [change.after["text"] for change in seen.changes]) == (step.id, ["for all"])
    store.close()
    again = Store.open(anna)
    newest = again.log()[0].transaction
    assert (newest.id, len(newest.changes), again.steps) == (step.id, 2, store.steps)
    assert newest.label == "both"
    again.undo()
    assert [seen.label for seen in window.poll()] == ["undo: add a note"]
    again.redo()
    edits = [
        Change("notes", id_, record, {**record, "tags": ["x"]})
        for id_, record in again.records("notes").items()
    ]
    again.apply(edits, "tags of 2 notes")
    assert [seen.label for seen in window.poll()] == ["redo: add a note", "edit a note"]
    assert again.log()[0].transaction.label == "tags of 2 notes"
    for opened in (again, window):
        opened.close()


def test_two_windows_of_one_person_see_each_others_private_notes(anna, make):
    one, two = Store.open(anna, "window-1"), Store.open(anna, "window-2")
    step = one.apply([note(make, "from one")], "a private note")
    assert [seen.id for seen in two.poll()] == [step.id]
    two.apply([note(make, "from two"), shared_note(make)], "both")
    one.apply([note(make, "again"), shared_note(make)], "both")
    assert kept(one) == ["again", "for all", "for all", "from one", "from two"]
    two.poll()
    assert kept(two) == kept(one)
    anew = Store.open(anna, "window-3")
    assert anew.log() == one.log() == two.log()
    for opened in (one, two, anew):
        opened.close()


def test_what_all_may_read_names_no_private_note(anna, make):
    store = Store.open(anna)
    change = note(make)
    store.apply([change], "a private note")
    about = make.note("for all", "north")
    for record in ({**about, "about": [change.id]}, {**about, "text": f"see [[{change.id}]]"}):
        with pytest.raises((Refused, InvalidRecord), match="private note"):
            store.apply([Change("notes", "n-1", None, record)], "a note")
    store.apply([note(make, f"see [[{change.id}]]")], "another private note")
    store.close()


def test_an_answer_that_is_lost_leaves_a_private_note_written_once(anna, make, monkeypatch):
    from proxytui.store.server.link import ConnectionLost

    for changes in ([note(make)], [note(make), shared_note(make)]):
        store = Store.open(anna)
        link, lost = store._ledger._link, []
        heard = link.durable

        def durable(query, values, end, heard=heard, lost=lost, link=link):
            answer = heard(query, values, end)
            if not lost:
                lost.append(answer)
                link._connection.close()
                raise ConnectionLost("the connection was lost")
            return answer

        monkeypatch.setattr(link, "durable", durable)
        step = store.apply(changes, "written once")
        assert lost
        assert [entry.transaction.id for entry in store.log()].count(step.id) == 1
        assert store.last_written() == step.id
        store.close()
        again = Store.open(anna)
        assert (again.log(), again.raw()) == (store.log(), store.raw())
        again.close()


def test_a_window_that_is_overtaken_in_its_own_turn_writes_nothing_twice(anna, make):
    one, two = Store.open(anna, "window-1"), Store.open(anna, "window-2")
    ledger = one._ledger
    for changes in ((note(make, "late"),), (note(make, "late"), shared_note(make, "late"))):
        step = ledger.next_transaction("window-1", "late", changes)
        with suppress(Overtaken), ledger.writing(hold=True):
            two.apply([note(make, "first")], "first")
            ledger.append(step)
            raise AssertionError("it was written over what the other window wrote")
    two.poll()
    assert kept(two) == ["first", "first"]
    one.apply([note(make, "last"), shared_note(make, "last")], "last")
    two.poll()
    assert kept(one) == kept(two) == ["first", "first", "last", "last"]
    for opened in (one, two):
        opened.close()


def test_nobody_is_notified_of_a_private_step(folder, anna, make):
    store, read = Store.open(anna), ServerAddress.read(other(folder))
    with psycopg.connect(read.url, autocommit=True) as listening:
        listening.execute(sql.quoted(read.schema).join(("listen ", "")))
        store.apply([note(make)], "a private note")
        store.apply([shared_note(make)], "a note")
        store.apply([note(make)], "a private note")
        assert len(list(listening.notifies(timeout=0.5))) == 1
    store.close()


def test_without_a_connection_private_notes_are_read_and_none_is_written(own_server, make):
    address = f"{own_server.address}#secrets"
    setup.init(address)
    store = Store.open(address)
    make.add(store, "actors", "north", make.actor("North"))
    store.apply([note(make)], "a private note")
    store.close()
    own_server.stop()
    try:
        offline = Store.open(address)
        assert kept(offline) == [SECRET]
        with pytest.raises(StoreError):
            offline.apply([note(make)], "a private note")
        offline.close()
    finally:
        own_server.start()
    store = Store.open(address)
    assert (kept(store), store.steps) == ([SECRET], 2)
    store.close()


def test_another_login_of_the_same_user_finds_no_private_notes_in_the_cache(
    folder, make, monkeypatch
):
    bare = folder.replace("//postgres@", "//")
    names = [
        a.partition("//")[2].partition("@")[0] for a in (login(folder, "writer"), other(folder))
    ]
    monkeypatch.setenv("PGUSER", names[0])
    store = Store.open(bare)
    store.apply([note(make)], "a private note")
    store.close()
    monkeypatch.setenv("PGUSER", names[1])
    store = Store.open(bare)
    assert (kept(store), len(store.log())) == ([], 1)
    store.close()


EARLIER = (
    "drop function {schema}.append_both, {schema}.append_private",
    "drop table {schema}.private_notes, {schema}.private_journal",
    "alter table {schema}.records drop constraint no_private_note",
)


def test_a_store_of_an_earlier_version_says_what_adds_private_notes_and_keeps_the_rest(
    folder, anna, make
):
    for statement in EARLIER:
        read = ServerAddress.read(folder)
        with psycopg.connect(read.url, autocommit=True) as connection:
            connection.execute(statement.format(schema=read.schema))
    store = Store.open(anna, "window-1")
    with pytest.raises(Refused, match=r"earlier version.*server init") as refused:
        store.apply([note(make)], "a private note")
    assert "\n" not in str(refused.value)
    store.apply([shared_note(make)], "a note")
    store.close()
    before = Store.open(anna)
    assert setup.init(folder).upgraded
    with pytest.raises(StoreError, match="is there already"):
        setup.init(folder)
    store = Store.open(anna)
    store.apply([note(make)], "a private note")
    assert kept(store) == ["for all", SECRET]
    assert store.log()[1:] == before.log()
    for opened in (before, store):
        opened.close()


def test_private_notes_of_a_folder_are_not_brought_into_everybodys_history(
    database, tmp_path, make
):
    Store.create(tmp_path / "store", None)
    store = Store.open(tmp_path / "store")
    make.add(store, "actors", "north", make.actor("North"))
    change = note(make)
    store.apply([change], "a private note")
    make.remove(store, "notes", change.id)
    store.close()
    with pytest.raises(StoreError, match="has private notes"):
        setup.init(f"{database}#{tmp_path.name[:20].replace('-', '_')}", tmp_path / "store")


def test_private_steps_that_were_set_back_are_taken_as_they_are_now(folder, anna, make):
    window = Store.open(anna, "window-1")
    window.apply([note(make, "first")], "private 1")
    window.apply([note(make, "lost")], "private 2")
    newest = window.log()[0].transaction
    schema = ServerAddress.read(folder).schema
    for statement in (
        f"delete from {schema}.private_journal where id = '{newest.id}'",
        f"delete from {schema}.private_notes where id = '{newest.changes[0].id}'",
    ):
        assert told(folder, statement) == ""
    window._ledger._link.close()
    window.poll()
    assert kept(window) == ["first"]
    window.apply([note(make, "second")], "private 2")
    assert kept(window) == ["first", "second"]
    assert msgspec.structs.asdict(window.log()[0].transaction)["label"] == "private 2"
    window.close()
