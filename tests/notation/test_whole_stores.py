"""A whole store as text comes back as the same bytes: 1,000 generated ones, some on a disk."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from generated import stores
from hypothesis import HealthCheck, Phase, given, settings

from proxytui.commands.edit import read_text
from proxytui.editing import records
from proxytui.exchange import claims, native
from proxytui.model.changes import Change
from proxytui.model.references import tie_ends
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.records import Json

Tables = dict[str, dict[str, dict[str, Any]]]

# The time goes into making stores; one that fails is made smaller all the same.
MANY = settings(
    max_examples=1_000,
    suppress_health_check=list(HealthCheck),
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
)


class StoreOf:
    """A store of some records, whose text has no name that it would be asked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def record(self, table: str, id_: str) -> Json | None:
        return self._tables.get(table, {}).get(id_)

    def fresh_id(self, table: str, wanted: str = "") -> str:
        raise AssertionError("every record that is written has its id")

    def text_of(self, sha: str) -> str | None:
        return None

    def keep(self, file: Path) -> NoReturn:
        raise AssertionError("no record that is written names a file")

    def actors_called(self, name: str) -> Sequence[str]:
        return ()

    sources_called = near = actors_called

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        return ()

    def has(self, table: str, id_: str) -> bool:
        return False

    def label(self, actor: str) -> str:
        return actor


def complete(tables: Tables) -> Tables:
    """The tables without what their notes are about and no record is."""
    store = StoreOf(tables)

    def stands(id_: str) -> bool:
        return bool(tie_ends(id_)) or any(store.record(table, id_) is not None for table in tables)

    notes = {
        id_: {**note, "about": [about for about in note["about"] if stands(about)]}
        for id_, note in tables["notes"].items()
    }
    return {**tables, "notes": notes}


@MANY
@given(stores().map(complete))
def test_a_generated_store_as_text_is_the_same_store(tables: Tables) -> None:
    store = StoreOf({})
    text = "".join(claims.document(tables))
    edit = records.edit(text, store, store, "2024-12-02T09:30:00Z")
    assert [(fault.place, fault.message) for fault in edit.faults] == [], text
    back: Tables = {}
    for change in edit.changes:
        assert change.after is not None
        back.setdefault(change.table, {})[change.id] = change.after
    assert list(native.document(back)) == list(native.document(tables)), text


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """A new store."""
    Store.create(folder, None)
    workspace = Workspace.open(folder)
    try:
        yield workspace
    finally:
        workspace.close()


@settings(MANY, max_examples=100)
@given(stores())
def test_a_text_may_name_what_is_gone_where_the_stored_record_does(tables: Tables) -> None:
    store = StoreOf(tables)
    edit = records.edit("".join(claims.document(tables)), store, store, "2024-12-02T09:30:00Z")
    assert [(fault.place, fault.message) for fault in edit.faults] == []
    assert edit.changes == ()


@settings(MANY, max_examples=10)
@given(stores().map(complete))
def test_so_it_is_on_a_disk(tables: Tables) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder, "one")) as one,
        opened(Path(folder, "two")) as two,
    ):
        changes = [
            Change(table, id_, None, record)
            for table, rows in tables.items()
            for id_, record in rows.items()
        ]
        one.apply(changes, "generated")
        edit = read_text(two, "".join(claims.document(one.raw())))
        assert edit.faults == ()
        two.apply(edit.changes, "import")
        assert list(native.document(two.raw())) == list(native.document(one.raw()))
