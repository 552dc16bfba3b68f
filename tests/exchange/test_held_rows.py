"""Rows that wait for the last one of their file: many of them on the disk, all as they came."""

from __future__ import annotations

import pytest

from proxytui.exchange.held_rows import HeldItems, HeldRow
from proxytui.exchange.rows import ReadRow
from proxytui.model import spilled_json
from proxytui.model.spilled_json import Spill, SpilledJson
from tests.exchange.table_rows import mapped


@pytest.fixture(params=[0, spilled_json.MEMORY_BYTES], ids=["on the disk", "in memory"])
def spill(request, monkeypatch):
    monkeypatch.setattr(spilled_json, "MEMORY_BYTES", request.param)
    return Spill()


@pytest.mark.parametrize(
    "fields",
    [
        {"names": [{"text": "ابو \u202e"}], "citations": [{"source": "s"}], "n": 1.0},
        {"lone": "\ud800"},
        {"keys": {1: "a number"}},
        {"pair": (1, 2)},
    ],
    ids=["plain", "a lone surrogate", "a key that is a number", "a tuple"],
)
def test_a_row_that_waited_is_the_row_that_came(spill, fields):
    row = ReadRow("row 2", "claims", "k", fields, ("other",), carried=True, named=True)
    assert HeldRow.of(row, spill).as_read() == row


def test_items_come_back_once_each_in_their_order(spill):
    items = HeldItems(spill)
    odd = {"quote": "\ud800"}
    for item in [{"b": 2, "a": 1}, odd, {"a": 1}, {"b": 2, "a": 1}, odd]:
        items.add(item)
    assert [*items] == [{"b": 2, "a": 1}, odd, {"a": 1}]


def test_past_a_size_the_rows_of_a_table_wait_on_the_disk(monkeypatch):
    monkeypatch.setattr(spilled_json, "MEMORY_BYTES", 0)
    row = HeldRow.of(ReadRow("row 2", "claims", "k", {"type": "backs"}), Spill())
    assert isinstance(row.held, SpilledJson)


@pytest.mark.parametrize("rows", ["ties", "years"])
def test_a_table_says_the_same_whether_its_rows_wait_on_the_disk(monkeypatch, rows):
    lines = [["a", "b", "year", "src", "terms"]]
    for year in (2011, 2012, 2014):
        lines += [["A", "B", year, f"S{number % 3}", "W"] for number in range(7)]
    lines += [["A", "B", 2014, "S0", "F"], ["A", "A", 2014, "S0", "F"], ["", "B", 2014, "S0", "F"]]
    settings = {"columns": {"year": "year", "source": "src", "terms": "terms"}, "rows": rows}
    at_hand = mapped(*lines, **settings)
    monkeypatch.setattr(spilled_json, "MEMORY_BYTES", 0)
    assert mapped(*lines, **settings) == at_hand
    assert [len(row.reason) > 0 for row in at_hand.aside] == [True, True]
    assert {len(claim["citations"]) for claim in at_hand.claims} >= {3, 1} or rows == "years"


def test_many_rows_of_a_claim_are_each_held_against_no_other(monkeypatch):
    looked = []
    keep = Spill.keep
    monkeypatch.setattr(
        Spill, "keep", lambda self, data: looked.append(len(data)) or keep(self, data)
    )
    lines = [["a", "b", "src"], *(["A", "B", f"S{number}"] for number in range(500))]
    (claim,) = mapped(*lines, columns={"source": "src"}).claims
    assert len(claim["citations"]) == 500
    # A claim that was kept anew with each citation would come to millions.
    assert sum(looked) < 500 * 400
