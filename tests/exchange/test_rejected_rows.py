"""Rows that an import leaves out are the same, in the same order, however many there are."""

from __future__ import annotations

import csv
import io
import json

import pytest

from proxytui.exchange import aside_file
from proxytui.exchange.rejected_rows import IN_MEMORY, RejectedRows, RejectedRowsBuilder, joined
from proxytui.exchange.rows import RejectedRow

FEW = 3
MANY = IN_MEMORY + 50


def rows_of(number: int) -> list[RejectedRow]:
    """Rows of every sort: without a row of the file, and with what JSON can't say or changes."""
    raws = (
        None,
        {"id": "a\nb", "number": 1.0},
        {"half": "\ud800"},
        {"pair": (1, 2)},
        {"huge": 1 << 80},
        {"": None, "set": {1}},
    )
    return [RejectedRow(f"line {n}", "is odd", raws[n % len(raws)]) for n in range(number)]


def built(rows: list[RejectedRow]):
    builder = RejectedRowsBuilder()
    for row in rows:
        builder.append(row)
    return builder.rows()


@pytest.mark.parametrize("number", [0, FEW, IN_MEMORY, MANY])
def test_rows_come_back_as_they_were_in_their_order(number: int) -> None:
    rows = rows_of(number)
    result = built(rows)
    assert len(result) == number
    assert bool(result) == bool(rows)
    for place, (row, expected) in enumerate(zip(result, rows, strict=True)):
        assert row == expected, place
        assert isinstance(row, RejectedRow)


def test_many_rows_are_asked_for_by_their_place_as_those_of_a_list_are() -> None:
    rows = rows_of(MANY)
    result = built(rows)
    assert isinstance(result, RejectedRows)
    for index in (0, IN_MEMORY, MANY - 1, -1, -MANY):
        assert result[index] == rows[index]
    for part in (
        slice(8),
        slice(IN_MEMORY - 2, IN_MEMORY + 3),
        slice(None, None, -1),
        slice(-4, -1),
    ):
        assert list(result[part]) == rows[part]
    for index in (MANY, -MANY - 1):
        with pytest.raises(IndexError):
            result[index]


def test_two_go_through_many_rows_side_by_side() -> None:
    rows = rows_of(MANY)
    result = built(rows)
    assert list(zip(result, result, strict=True)) == list(zip(rows, rows, strict=True))


@pytest.mark.parametrize("number", [FEW, MANY])
def test_more_rows_follow_behind(number: int) -> None:
    rows = rows_of(number)
    more = [RejectedRow("line x", "is late")]
    first = built(rows)
    assert list(joined(first, more)) == [*rows, *more]
    assert list(first) == rows


def test_many_rows_of_a_table_are_written_as_cells_and_mended_alone() -> None:
    rows = [
        RejectedRow(f"row {n}", "has no year", {"who": f"a{n}", "when": ""} if n % 2 else None)
        for n in range(MANY)
    ]
    written = list(csv.reader(io.StringIO("".join(aside_file.lines(built(rows))))))
    assert written[0] == ["who", "when", "row", "reason"]
    assert written[1:] == [[f"a{n}", "", f"row {n}", "has no year"] for n in range(1, MANY, 2)]


def test_many_rows_that_are_no_cells_are_written_a_line_each() -> None:
    rows = [RejectedRow(f"line {n}", "is odd", {"id": n}) for n in range(MANY)]
    written = [json.loads(line) for line in aside_file.lines(built(rows))]
    assert written == [{"id": n, "row": f"line {n}", "reason": "is odd"} for n in range(MANY)]
