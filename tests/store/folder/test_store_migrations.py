"""Older stores are brought to the schema of today, after a backup; newer ones are refused."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.errors import StoreError
from proxytui.model import validation
from proxytui.store.folder import backup
from proxytui.store.folder.migrations import STEPS, migrated
from proxytui.store.folder.snapshot import SCHEMA
from proxytui.store.store import Store
from proxytui.workspace import Workspace

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def old(tmp_path):
    return Path(shutil.copytree(FIXTURES / "schema-0", tmp_path / "old"))


def test_there_is_a_step_and_a_fixture_for_every_schema_before_this_one():
    assert sorted(STEPS) == list(range(SCHEMA))
    assert {f"schema-{n}" for n in STEPS} == {p.name for p in FIXTURES.glob("schema-*")}


def test_opening_an_older_store_brings_all_of_it_and_keeps_a_backup(old):
    files = {p.relative_to(old): p.read_bytes() for p in old.rglob("*") if p.is_file()}
    store = Store.open(old)
    assert store.raw() == {
        **{table: {} for table in store.raw()},
        "actors": {
            "north": {
                "kind": "state",
                "names": [{"text": "North"}, {"text": "Nordland", "type": "alias"}],
                "later": {"kept": [1]},
            },
            "militia": {"kind": "armed-group", "names": [{"text": "Militia"}]},
        },
        "claims": {
            "c-1": {
                "type": "backs",
                "subject": "north",
                "object": "militia",
                "terms": ["W"],
                "citations": [{"source": "s-1", "quote": {"exact": "sent weapons"}}],
            }
        },
        "sources": {"s-1": {"title": "A report"}},
        "notes": {
            "n-1": {
                "about": ["north"],
                "text": "from before",
                "created": "2020-01-01T00:00:00Z",
                "modified": "2020-01-01T00:00:00Z",
            }
        },
    }
    assert store.warnings == ()
    assert store.name == "old"
    for table, rows in store.raw().items():
        for id_, record in rows.items():
            assert validation.faults(table, id_, record) == ()
    (kept,) = (old / "backups").glob("schema-0-*")
    assert {path: (kept / path).read_bytes() for path in files} == files
    assert backup.verify(kept).records == {"actors": 2, "claims": 1, "notes": 1, "sources": 1}


def test_it_is_migrated_once_written_on_and_keeps_its_log(old, make):
    store = Store.open(old)
    make.add(store, "notes", "n-2", make.note("later", "north"))
    store.close()
    store = Store.open(old)
    assert [e.transaction.label for e in store.log()] == ["add n-2", "add a note"]
    assert len(list((old / "backups").glob("schema-0-*"))) == 1
    store.undo()
    assert store.get("notes", "n-2") is None


def test_a_backup_of_an_older_schema_is_restored_as_one_of_today(old):
    workspace = Workspace.open(old)
    before = workspace.raw()
    workspace.remove_note("n-1")
    (kept,) = (old / "backups").glob("schema-0-*")
    workspace.restore(kept)
    assert workspace.raw() == before
    workspace.close()


def test_one_that_cannot_be_backed_up_is_not_migrated(old, monkeypatch):
    file = (old / "store.json").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("proxytui.store.folder.disk.write", full)
    with pytest.raises(StoreError, match="No space"):
        Store.open(old)
    assert (old / "store.json").read_bytes() == file


def test_a_damaged_older_store_is_not_migrated(old, monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)
    path = old / "journal" / "000001.jsonl"
    path.write_bytes(path.read_bytes().replace(b"from before", b"from befare"))
    with pytest.raises(StoreError, match="damaged"):
        Store.open(old)
    assert b'"schema": 0' in (old / "store.json").read_bytes()


@pytest.mark.parametrize("schema", [SCHEMA + 1, 99])
def test_a_newer_schema_is_refused(folder, make, schema):
    make.edit_file(folder, f'"schema": {SCHEMA}', f'"schema": {schema}')
    with pytest.raises(StoreError, match=f"schema {schema}"):
        Store.open(folder)


text = st.sampled_from(["x", "y", "North"])
anything = st.dictionaries(st.sampled_from(["later", "more"]), st.integers() | text)
old_actors = st.fixed_dictionaries(
    {"kind": st.just("state"), "name": text}, optional={"aliases": st.lists(text, max_size=2)}
)
old_claims = st.fixed_dictionaries({"source": text}, optional={"quote": text})
old_notes = st.fixed_dictionaries({"about": text, "text": text})


def rows(values):
    both = st.builds(lambda a, b: {**a, **b}, values, anything)
    return st.dictionaries(st.sampled_from("abc"), both, max_size=3)


tables = st.fixed_dictionaries(
    {
        "actors": rows(old_actors),
        "claims": rows(old_claims),
        "notes": rows(old_notes),
        "unknown": rows(st.just({})),
    }
)


@given(tables)
def test_steps_keep_what_they_do_not_know_and_do_nothing_twice(given_tables):
    before = copy.deepcopy(given_tables)
    made, meta = migrated(given_tables, {"schema": 0, "name": "n"})
    assert given_tables == before
    assert meta == {"schema": SCHEMA, "name": "n"}
    assert migrated(made, meta) == (made, meta)
    assert STEPS[0](made) == made
    for table, records_ in before.items():
        assert made[table].keys() == records_.keys()
        for id_, record in records_.items():
            for field in ("later", "more", "kind", "text"):
                assert made[table][id_].get(field) == record.get(field)


@pytest.mark.parametrize("journal", ["with its journal", "without"])
def test_a_new_store_from_an_older_one_is_of_today_and_the_older_one_stays(
    old, tmp_path, make, journal
):
    wanted = Store.open(shutil.copytree(old, tmp_path / "opened"))
    if journal == "without":
        shutil.rmtree(old / "journal")
    files = {p: p.read_bytes() for p in old.rglob("*") if p.is_file()}
    Store.create(tmp_path / "new", old)
    made = Store.open(tmp_path / "new")
    expected = wanted.raw()
    if journal == "without":
        assert set(made.raw()["actors"]) <= set(expected["actors"])
        assert made.get("actors", "north")["names"][0] == {"text": "North"}
    else:
        assert made.raw() == expected
    assert (made.warnings, made.log(), made.name) == ((), (), wanted.name)
    assert made._ledger.state.meta["schema"] == SCHEMA
    make.add(made, "notes", "n-2", make.note("later", "north"))
    assert {p: p.read_bytes() for p in old.rglob("*") if p.is_file()} == files


def test_a_template_whose_journal_stayed_elsewhere_counts_as_its_file_stands(
    folder, make, tmp_path
):
    store = Store.open(folder)
    make.edit(store, "actors", "north", summary="x")
    store.close()
    expected = Store.open(folder).raw()
    shutil.rmtree(folder / "journal")
    assert Store.open(folder).warnings
    Store.create(tmp_path / "new", folder)
    made = Store.open(tmp_path / "new")
    assert (made.raw(), made.warnings) == (expected, ())
    make.edit(made, "actors", "north", summary="y")


@pytest.mark.parametrize("spoil", ["a record", "the head", "all of it"])
def test_a_spoilt_template_is_named_and_nothing_is_made(folder, tmp_path, spoil):
    shutil.rmtree(folder / "journal")
    text = (folder / "store.json").read_text()
    if spoil == "a record":
        text = text.replace('"south": {"kind"', '"south": {kind"')
    elif spoil == "the head":
        text = text.replace('"schema"', '"shema"')
    (folder / "store.json").write_text(text)
    if spoil == "all of it":
        (folder / "store.json").unlink()
    with pytest.raises(StoreError):
        Store.create(tmp_path / "new", folder)
    assert not (tmp_path / "new").exists()
