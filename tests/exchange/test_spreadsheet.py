"""Workbooks as another library writes them: sheets, dates of both epochs, damaged files."""

from __future__ import annotations

import datetime
import io
from contextlib import suppress
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from proxytui.errors import UsageError
from proxytui.exchange import sheet_size, spreadsheet
from proxytui.exchange.formats import Head
from proxytui.exchange.rows import ReadOptions
from tests.exchange.table_rows import result

if TYPE_CHECKING:
    from tests.exchange.ucdp_rows import Result

HEADER = ["subject", "object", "type", "since", "subject id"]


def book(*rows, epoch=CALENDAR_WINDOWS_1900, **sheets) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.epoch = epoch
    for row in rows:
        workbook.active.append(row)
    for name, listed in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in listed:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(data: bytes, mapping=None) -> Result:
    return result(spreadsheet.read, data, name="t.xlsx", mapping=mapping)


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_date_is_the_day_it_shows_in_either_epoch(epoch):
    data = book(HEADER, ["A", "B", "backs", datetime.date(1982, 3, 1), 12.0], epoch=epoch)
    (claim,) = read(data).claims
    assert (claim["since"], claim["subject"]) == ("1982-03-01", "id 12")


def test_a_number_of_a_day_is_a_date_only_where_the_mapping_says_the_epoch():
    data = book(HEADER, ["A", "B", "backs", 40617, None])
    assert "write epoch = 1900" in read(data).aside[0].reason
    columns = {name: name for name in ("subject", "object", "type", "since")}
    (claim,) = read(data, {"columns": columns, "epoch": 1900}).claims
    assert claim["since"] == "2011-03-15"
    (claim,) = read(data, {"columns": columns, "epoch": 1904}).claims
    assert claim["since"] == "2015-03-16"


def test_years_stay_years_and_rows_keep_their_numbers():
    data = book([], HEADER, [], ["A", "B", "backs", 1999])
    (claim,) = read(data).claims
    assert claim["since"] == "1999"
    assert claim["citations"][0]["locator"] == {"paragraph": 4}


def test_of_several_sheets_the_mapping_names_one():
    data = book(HEADER, ["A", "B", "backs"], Other=[HEADER, ["C", "D", "backs"]])
    with pytest.raises(UsageError, match="has several sheets: Sheet, Other"):
        read(data)
    columns = {name: name for name in ("subject", "object", "type")}
    outcome = read(data, {"columns": columns, "sheet": "Other"})
    assert outcome.claims[0]["subject"] == "name c"
    with pytest.raises(UsageError, match="has no sheet “Third”; it has Sheet, Other"):
        read(data, {"columns": columns, "sheet": "Third"})


def test_a_workbook_without_rows_and_a_file_that_is_none_are_refused():
    with pytest.raises(UsageError, match="has no rows"):
        read(book())
    with pytest.raises(UsageError, match="can't be read as a workbook"):
        read(b"PK\x03\x04 no archive")


def test_workbooks_are_known_by_content():
    assert spreadsheet.looks(Head("t.xlsx", book(HEADER))) == 80
    assert spreadsheet.looks(Head("t.zip", b"PK\x03\x04")) == 0
    assert spreadsheet.looks(Head("t.csv", b"a,b\n")) == 0


WHOLE = book(HEADER, ["A", "B", "backs", 1999, "x"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=5))
def test_a_damaged_workbook_is_read_or_refused(damage):
    whole = bytearray(WHOLE)
    for place, value in damage:
        whole[place % len(whole)] = value
    with suppress(UsageError):
        list(spreadsheet.read(io.BytesIO(bytes(whole)), ReadOptions("t.xlsx")))


@pytest.mark.parametrize(
    "cells", [["XFD1048576"], ["XFD2", "A1048576"], ["ZZ900000"]], ids=" ".join
)
def test_a_cell_in_a_far_corner_is_told_before_all_cells_are_laid_out(cells):
    workbook = openpyxl.load_workbook(io.BytesIO(book(HEADER[:3], ["A", "B", "backs"])))
    for cell in cells:
        workbook.active[cell] = "x"
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(UsageError, match=r"goes on to the cell [A-Z]+[0-9]+"):
        read(out.getvalue())


def test_a_workbook_that_unpacks_to_too_much_is_told(monkeypatch):
    monkeypatch.setattr(sheet_size, "_MOST_BYTES", 1000)
    with pytest.raises(UsageError, match="unpacks to more than 1 GB"):
        read(book(HEADER[:3], ["A", "B", "backs"]))


def test_a_long_sheet_and_a_wide_one_are_read():
    wide = [*HEADER[:3], *(f"c{number}" for number in range(900))]
    assert len(read(book(wide, ["A", "B", "backs"])).claims) == 1
    rows = [["A", "B", "backs"], *([None] * 3 for _ in range(3000)), ["C", "D", "backs"]]
    assert len(read(book(HEADER[:3], *rows)).claims) == 2


def test_cells_behind_the_last_column_of_a_sheet_are_set_aside_with_their_row():
    outcome = read(book(HEADER[:3], ["A", "B", "backs"], ["C", "D", "backs", None, "more"]))
    (row,) = outcome.aside
    assert (row.row, row.reason) == ("row 3", "has 5 cells where the header has 3")
    assert row.raw["column 5"] == "more"
    assert len(outcome.claims) == 1
