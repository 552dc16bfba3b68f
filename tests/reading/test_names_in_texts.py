"""The names that are looked for in texts follow the records."""

from __future__ import annotations

from typing import Any

from proxytui.graph.merged_records import MergedRecords
from proxytui.jobs.pacing import never
from proxytui.model.changes import Change
from proxytui.reading.names_in_texts import NamesInTexts

TEXT = "Northland and North spoke."


def _actor(*names: str) -> dict[str, Any]:
    return {"kind": "state", "names": [{"text": name} for name in names]}


def _tables() -> dict[str, dict[str, Any]]:
    return {"actors": {"a": _actor("North"), "b": _actor("Northland")}}


def _marked(names: NamesInTexts) -> list[tuple[str, ...]]:
    return [mention.actors for mention in names.read().mentions(TEXT)]


def test_a_changed_name_is_marked_where_it_stands_now() -> None:
    tables = _tables()
    records = MergedRecords(lambda: {table: dict(rows) for table, rows in tables.items()})
    index = records.build()
    names = NamesInTexts(index)
    assert _marked(names) == [("b",), ("a",)]
    before, after = tables["actors"]["b"], _actor("Southland")
    tables["actors"]["b"] = after
    for step in records.lead([Change("actors", "b", before, after)]):
        records.apply(index, [step])
        names.update([step])
    assert _marked(names) == [("a",)]
    assert names.version == 1


def test_a_change_while_the_names_are_read_is_not_lost() -> None:
    tables = _tables()
    records = MergedRecords(lambda: {table: dict(rows) for table, rows in tables.items()})
    index = records.build()
    names = NamesInTexts(index)
    read = names.prepare()
    assert read is not None
    take = read(never)
    before, after = tables["actors"]["b"], _actor("Southland")
    tables["actors"]["b"] = after
    for step in records.lead([Change("actors", "b", before, after)]):
        records.apply(index, [step])
        names.update([step])
    assert names.known is None
    take()
    assert _marked(names) == [("a",)]


def test_names_of_actors_judged_the_same_lead_to_the_one_that_is_shown() -> None:
    tables = _tables()
    records = MergedRecords(lambda: {table: dict(rows) for table, rows in tables.items()})
    index = records.build()
    names = NamesInTexts(index)
    names.read()
    decision = {"a": "a", "b": "b", "judgement": "same"}
    for before, after, marked in (
        (None, decision, [("a",), ("a",)]),
        (decision, None, [("b",), ("a",)]),
    ):
        tables["identities"] = {"i-1": after} if after else {}
        for step in list(records.lead([Change("identities", "i-1", before, after)])):
            records.apply(index, [step])
            names.update([step])
        assert _marked(names) == marked
