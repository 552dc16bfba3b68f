"""The manual's records as text are what the program reads."""

from __future__ import annotations

import re

import pytest
from manual_pages import TEXT
from test_faults import Directory, ids

from proxytui.notation.reader import read

BLOCKS = re.findall(r"^```claims\n(.*?)^```", TEXT, re.M | re.S)


def test_the_manual_has_records_as_text() -> None:
    assert BLOCKS


@pytest.mark.parametrize("text", BLOCKS)
def test_they_have_no_fault(text: str) -> None:
    reading = read(text, Directory(), ids())
    assert [(fault.place, fault.message) for fault in reading.faults] == []
    assert {row.table for row in reading.records} >= {"sources", "actors", "claims", "events"}
