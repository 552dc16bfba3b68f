"""What is written of records is read back as the same records, and has one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generated import stores
from hypothesis import HealthCheck, given, settings

from proxytui.model.validation import faults
from proxytui.notation.names import NamesOfRecords
from proxytui.notation.reader import read
from proxytui.notation.writer import write

if TYPE_CHECKING:
    from collections.abc import Sequence

Tables = dict[str, dict[str, dict[str, Any]]]


class Nobody:
    """A directory without any name."""

    def actors_called(self, name: str) -> Sequence[str]:
        return ()

    def sources_called(self, title: str) -> Sequence[str]:
        return ()

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        return ()

    def has(self, table: str, id_: str) -> bool:
        return False

    def label(self, actor: str) -> str:
        return actor

    def near(self, name: str) -> Sequence[str]:
        return ()


def _new_id(table: str, record: dict[str, Any]) -> str:
    raise AssertionError("every record that is written has its id")


def _rows(tables: Tables) -> list[tuple[str, str, dict[str, Any]]]:
    return [(table, id_, row) for table, rows in tables.items() for id_, row in rows.items()]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(stores())
def test_records_written_are_read_back_as_they_were_and_written_alike(tables: Tables) -> None:
    rows = _rows(tables)
    assert [fault for row in rows for fault in faults(*row)] == []
    text = write(rows, NamesOfRecords(tables["actors"]))
    reading = read(text, Nobody(), _new_id)
    assert [(fault.place, fault.message) for fault in reading.faults] == [], text
    back = {(p.table, p.id): p.record for p in reading.records}
    assert back == {(table, id_): row for table, id_, row in rows}, text
    again = [(p.table, p.id, p.record) for p in reading.records]
    assert write(again, NamesOfRecords(tables["actors"])) == text
