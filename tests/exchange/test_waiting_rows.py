"""Rows that wait for the end of their file keep what the reader said, and in its order."""

from __future__ import annotations

import datetime

import pytest

from proxytui.exchange import resolving
from proxytui.exchange.rows import ReadRow


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "B", "publisher": "A", "z": 1.0, "a": 1},
        {"title": "A day", "published": datetime.date(2024, 1, 2)},
        {"title": "A pair", "authors": ("A", "B")},
        {"title": "No number", "weight": float("inf")},
        {"title": "Half a character \ud800"},
        {"title": "Large", "number": 2**70},
    ],
)
def test_a_row_that_waits_says_what_it_said(fields: dict[str, object]) -> None:
    """Also where JSON can't say it: then it is told as the fault that it is, not read anew."""
    records, aside, _ = resolving.collect(iter([ReadRow("row 1", "sources", "s", fields)]))
    held = records["sources", "s"].fields
    assert held == fields
    assert list(held) == list(fields)
    assert [type(value) for value in held.values()] == [type(value) for value in fields.values()]
    assert not aside.rows()
