"""Columns taken for one field after another: each free field comes, and comes back."""

from __future__ import annotations

import io

from proxytui.exchange import delimited, mapping_choice
from proxytui.exchange.mapping import ROWS as ROW_KINDS
from proxytui.exchange.mapping import TableMapping
from proxytui.graph.index import Index
from tests.exchange.table_rows import table

ROWS = table(["a", "b", "t"], ["", "x", "W"], ["A", "B", "W"], ["C", "D", "nonsense"])
NONE = TableMapping("ties", {}, {})


def few() -> mapping_choice.FewRows:
    return mapping_choice.few_rows(delimited.opened(io.BytesIO(ROWS), "t.csv", NONE))


def test_a_step_forward_and_back_is_where_it_began() -> None:
    mapping = mapping_choice.stepped(NONE, "a", 1)
    assert mapping_choice.field_of(mapping, "a") == "subject"
    assert mapping_choice.stepped(mapping, "a", -1) == NONE


def test_another_kind_of_rows_takes_the_columns_by_their_names_and_keeps_the_settings() -> None:
    header = ("group", "backer", "kind")
    mapping = TableMapping("ties", {}, {}, sheet="One", header=header)
    seen = {}
    for _ in ROW_KINDS:
        mapping = mapping_choice.turned(mapping, 1)
        seen[mapping.rows] = mapping
    assert seen.keys() == ROW_KINDS.keys()
    assert seen["actors"].columns == {"name": ("group",), "kind": ("kind",)}
    assert seen["ties"].columns == {"subject": ("backer",)}
    assert seen["ties"].constants == {"type": "backs"}
    assert {item.sheet for item in seen.values()} == {"One"}
    assert mapping_choice.turned(seen["actors"], -1).rows != "actors"


def test_a_field_of_one_column_is_taken_once_and_one_of_several_again() -> None:
    mapping = TableMapping("ties", {"subject": ("a",), "terms": ("b",)}, {"type": "backs"})
    fields = set()
    for _ in range(60):
        mapping = mapping_choice.stepped(mapping, "t", 1)
        fields.add(mapping_choice.field_of(mapping, "t"))
    assert "subject" not in fields
    assert "terms" in fields


def test_the_first_rows_read_as_the_mapping_has_them_and_bad_ones_say_why() -> None:
    columns = {"subject": ("a",), "object": ("b",), "terms": ("t",)}
    mapping = TableMapping("ties", columns, {"type": "backs"})
    lines = mapping_choice.preview(few(), mapping, Index.build({}))
    assert lines[0] == "set aside row 2: subject is empty"
    assert lines[1].startswith("set aside row 4: terms: “nonsense”")
    assert "A backs B: weapons." in lines[2]
    assert few().sample("a") == "A"
