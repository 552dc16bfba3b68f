"""Tables of text: what parts their cells, their encoding, what is hostile in them."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import delimited, delimited_table
from proxytui.exchange.formats import Head, named
from proxytui.exchange.rows import ReadOptions
from tests.exchange.table_rows import TIES, read, table

RUSSIAN = "Иран поддерживает Хезболлу оружием и деньгами с тысяча девятьсот восемьдесят второго"


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_sign_between_cells_is_told_by_all_rows(delimiter):
    rows = [["subject", "object", "type"], ["A, the first; really", "B|b", "backs"]] * 1
    rows += [["C", "D", "backs"]] * 20
    outcome = read(table(*rows, delimiter=delimiter))
    assert [c["subject"] for c in outcome.claims] == ["name a, the first; really", "name c"]


def test_a_first_line_of_excel_that_names_the_sign_is_no_header():
    outcome = read(b"sep=;\r\nsubject;object;type\r\nA;B;backs\r\n")
    assert len(outcome.claims) == 1
    assert outcome.claims[0]["citations"][0]["locator"] == {"paragraph": 3}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_is_told_by_its_mark_or_its_bytes(encoding):
    data = table(["subject", "object", "type"], ["حزب الله", "B", "backs"]).decode()
    assert "name حزب الله" in read(data.encode(encoding)).tables["actors"]


def test_another_encoding_is_taken_where_the_letters_leave_no_doubt():
    rows = [["subject", "object", "type", "quote"], ["Иран", "B", "backs", RUSSIAN]]
    data = table(*rows, *([["Сирия", f"C{n}", "backs", RUSSIAN] for n in range(9)]))
    encoded = data.decode().encode("cp1251")
    assert "name иран" in read(encoded).tables["actors"]
    opened = delimited.opened(io.BytesIO(encoded), "t.csv", None)
    assert "read as cp1251" in opened.note


def test_where_an_encoding_is_in_doubt_it_is_asked_for_and_taken_from_the_mapping():
    data = "subject,object,type\nÇağrı,Işık,backs\n".encode("cp1254")
    with pytest.raises(UsageError, match="isn't in UTF-8; its encoding may be") as error:
        read(data)
    assert "--encoding" in error.value.hint
    mapping = {"columns": {"subject": "subject", "object": "object", "type": "type"}}
    outcome = read(data, {**mapping, "encoding": "cp1254"})
    assert outcome.claims[0]["subject"] == "name cagri"
    with pytest.raises(UsageError, match="there is no encoding “klingon”"):
        read(data, {**mapping, "encoding": "klingon"})


def test_padded_double_and_empty_headers_are_told_apart():
    opened = delimited.opened(io.BytesIO(b" a ,a,,b\n1,2,3,4\n"), "t.csv", None)
    assert opened.header == ["a", "a (2)", "column 3", "b"]


def test_a_lone_control_sign_as_last_row_is_no_row():
    outcome = read(b"subject,object,type\nA,B,backs\n\x1a")
    assert (len(outcome.claims), outcome.aside) == (1, [])


@pytest.mark.parametrize("size", [1_100_000, 9_000_000], ids=["a cell", "a line"])
def test_a_cell_that_is_too_large_is_set_aside_and_the_next_row_read(size):
    data = b"subject,object,type\nA," + b"x" * size + b",backs\nC,D,backs\n"
    outcome = read(data)
    assert [c["subject"] for c in outcome.claims] == ["name c"]
    (row,) = outcome.aside
    assert (row.row, row.reason[:24]) == ("row 2", "has more than 1,000,000 ")
    assert row.raw


def test_a_large_cell_comes_in_whole():
    quote = "word " * 100_000
    data = f'subject,object,type,quote,source\nA,B,backs,"{quote}\n",Gazette\n'.encode()
    outcome = read(data)
    assert outcome.claims[0]["citations"][0]["quote"]["exact"] == quote.strip()


@pytest.mark.parametrize(
    ("rows", "claims", "aside"),
    [
        ('A,"B,backs\nC,D,backs\nE,F,backs\n', ["c", "e"], [("row 2", 2)]),
        ('A,"B,backs\nC,D,backs\nE,"F",backs\n', ["c", "e"], [("row 2", 2)]),
        ('A,B,backs\nC,"D,backs\n\nE,F,backs', ["a", "e"], [("row 3", 2)]),
        ('A,"two\nlines",backs\nC,"D ""E""\nF",backs\n', ["a", "c"], []),
        ('A "x" y,"B "z" w",backs\n', ["a x y"], []),
    ],
    ids=[
        "to the end",
        "to the next mark",
        "after a sound row",
        "closed marks over lines",
        "odd marks in one line",
    ],
)
def test_a_quotation_mark_that_is_not_closed_takes_in_no_other_row(rows, claims, aside):
    outcome = read(b"subject,object,type\n" + rows.encode())
    found = [claim["subject"].removeprefix("name ") for claim in outcome.claims]
    assert [name.replace('"', "") for name in found] == claims
    assert [(row.row, len(row.raw)) for row in outcome.aside] == aside
    reason = "has a quotation mark that isn't closed"
    assert all(row.reason == reason for row in outcome.aside)


def test_cells_behind_the_last_column_are_set_aside_with_their_row():
    (row,) = read(b"subject,object,type\nA,B,backs,more,words\n").aside
    assert row.reason == "has 5 cells where the header has 3"
    assert [row.raw[f"column {place}"] for place in (4, 5)] == ["more", "words"]


def test_empty_lines_above_the_header_are_passed_over():
    outcome = read(b"\n,,\n\nsubject,object,type\nA,B,backs\n")
    assert [c["citations"][0]["locator"]["paragraph"] for c in outcome.claims] == [5]


@pytest.mark.parametrize(
    ("cell", "name"),
    [('"=""0012"""', "0012"), ('"=""a """"b"""" c"""', 'a "b" c'), ('"=""A""&B1"', '="A"&B1')],
)
def test_a_formula_that_is_only_a_text_is_the_text(cell, name):
    outcome = read(b"subject,object,type\n" + cell.encode() + b",B,backs\n")
    names = [actor["names"][0]["text"] for actor in outcome.tables["actors"].values()]
    assert name in names


@pytest.mark.parametrize(
    ("name", "data", "least"),
    [
        ("a.csv", b"a,b\n1,2\n", 30),
        ("a", b"a;b;c\n1;2;3\n4;5;6\n", 30),
        ("a.csv", b"a,b\n", 20),
        ("a.json", b'{"a": 1, "b": 2}', 0),
        ("a.txt", b"One line, with a comma.\nAnother without\nand, a, third\n", 0),
        ("a.xml", b"<a>,</a>", 0),
        ("a.csv", b"", 0),
        ("a.csv", b"\x00\x01,\x02\n", 0),
    ],
)
def test_a_table_is_known_by_rows_that_are_alike(name, data, least):
    surely = delimited.looks(Head(name, data))
    assert surely >= least
    assert (surely == 0) == (least == 0)
    assert surely <= 30


def test_special_tables_are_surer_of_their_own_files():
    from tests.exchange.ucdp_rows import coded, written

    head = Head("x.csv", written([coded(1990, "114", "W")]))
    assert named("ucdp-esd").looks(head) > named("csv").looks(head) > 0


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(st.sampled_from(list(",;\t|\"'\n\rab=+\x00\x1a\ud7ff١")), max_size=300).map(
            lambda words: words.encode("utf-8", "replace")
        ),
    ),
    st.sampled_from([None, TIES, {"rows": "matrix", "constants": {"type": "backs"}}]),
)
def test_whatever_a_file_holds_it_is_read_or_refused(data, mapping):
    for beginning in (b"", b"a,b\n", b"subject,object,type,since\n"):
        file = io.BytesIO(beginning + data)
        delimited.looks(Head("x.csv", beginning + data))
        with suppress(UsageError):
            list(delimited.read(file, ReadOptions("x.csv", mapping=mapping)))


@given(st.lists(st.lists(st.text(st.sampled_from("ab ,;'=-\"\n"), max_size=4), min_size=2,
                         max_size=2), min_size=1, max_size=6))  # fmt: skip
def test_rows_are_those_that_python_reads(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["h1", "h2"], *rows])
    opened = delimited_table.DelimitedTable(
        io.BytesIO(out.getvalue().encode()), "t.csv", "utf-8", ","
    )
    listed = [row.cells for row in opened.rows()]
    assert listed == [[delimited_table.unescaped(cell) for cell in row] for row in rows]
