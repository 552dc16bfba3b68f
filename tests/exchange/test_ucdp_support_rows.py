"""Backing as rows of years: what is held and what is only possible, parsed by the csv module."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.exchange import ucdp_support
from proxytui.exchange.formats import Head, named
from proxytui.exchange.losses import DROPPED
from proxytui.exchange.selection import select
from proxytui.exchange.ucdp_support_rows import COLUMNS, LOSSES, write
from proxytui.graph.index import Index
from proxytui.model.fields import FIELDS
from tests.exchange.ucdp_rows import coded, result, written
from tests.network_of import Tables, cite, claim, tables

if TYPE_CHECKING:
    from proxytui.model.records import Json


def rows(stored: Tables, years: tuple[int, int] | None = (2000, 2003)) -> list[dict[str, str]]:
    selection = select(Index.build(stored), stored)._replace(years=years)
    return list(csv.DictReader(io.StringIO("".join(write(selection)))))


def one(**fields: object) -> Json:
    return claim("a backs b", **{"since": "2001", "until": "2001", **fields})


def test_a_tie_has_a_row_for_each_year_in_which_it_is_held() -> None:
    lines = rows(tables(one(until="2002", terms=["W", "T.camps"])))
    assert [(row["year"], row["ext_sup"], row["held"]) for row in lines] == [
        ("2001", "1", "WT"), ("2002", "1", "WT")
    ]  # fmt: skip
    assert [lines[0][f"ext_{letter}"] for letter in "wtf"] == ["1", "1", "0"]
    assert lines[0]["ext_sum"] == "2"
    assert (lines[0]["ext_name"], lines[0]["actor_name"]) == ("A", "B")


def test_what_is_only_possible_is_kept_apart_from_what_is_held() -> None:
    lines = rows(
        tables(
            one(terms=["W"]),
            one(since="2000", until="2003"),
            one(since="../2003", terms=["L"], until=""),
        )
    )
    assert [(row["year"], row["held"], row["possibly"]) for row in lines[:3]] == [
        ("2000", "", "L"), ("2001", "W", "L"), ("2002", "", "L")
    ]  # fmt: skip
    assert [row["ext_sup"] for row in lines[:3]] == ["1", "1", "1"]
    possible = rows(tables(one(since="", terms=["L"])), (2000, 2000))
    assert [(row["ext_sup"], row["ext_l"], row["possibly"]) for row in possible] == [
        ("0", "0", "L")
    ]


def test_each_opponent_has_its_rows_and_claims_without_one_have_theirs() -> None:
    lines = rows(tables(one(against=["c", "d"], terms=["W"]), one(terms=["F"]),
                        actors={id_: {"kind": "armed-group", "names": [{"text": id_.upper()}]}
                                for id_ in "cd"}))  # fmt: skip
    assert [(row["oppo_name"], row["held"]) for row in lines] == [("", "F"), ("C", "W"), ("D", "W")]


def test_ids_and_kinds_are_those_of_the_data_set() -> None:
    names = [{"text": "Iran"}, {"text": "Government of Iran", "type": "alias"}]
    iran = {"kind": "state", "names": names, "identifiers": {"ucdp": ["114"]}}
    (row,) = rows(tables(one(), actors={"a": iran}))
    assert (row["ext_id"], row["ext_nonstate"]) == ("114", "0")
    assert row["ext_name"] == "Government of Iran"
    assert (row["actor_id"], row["actor_nonstate"]) == ("", "1")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "refuted"},
        {"status": "retracted"},
        {"rank": "deprecated"},
        {"flags": ["planned"]},
    ],
)
def test_what_counts_at_no_date_has_no_row(fields: dict[str, object]) -> None:
    assert rows(tables(one(**fields))) == []


def test_doubt_and_elements_are_columns() -> None:
    alleged = [cite("s1", flags=["alleged"])]
    (row,) = rows(tables(one(citations=alleged, flags=["elements"])))
    assert (row["ext_alleged"], row["ext_elements"]) == ("1", "1")
    (row,) = rows(tables(one(citations=alleged), one()))
    assert (row["ext_alleged"], row["ext_elements"]) == ("0", "0")


def test_other_ties_have_no_rows_and_without_years_the_claims_dates_decide() -> None:
    assert rows(tables(claim("a opposes b"))) == []
    assert [row["year"] for row in rows(tables(one(until="2004")), None)] == [
        "2001", "2002", "2003", "2004"
    ]  # fmt: skip
    assert rows(tables(claim("a backs b", since="", until="")), None) == []
    assert rows({"claims": {}, "actors": {}, "sources": {}}, None) == []


def test_a_name_is_one_line_and_no_formula() -> None:
    evil = {"kind": "person", "names": [{"text": '=HYPERLINK("x")\n\x1b[31m,b'}]}
    (row,) = rows(tables(one(), actors={"a": evil}))
    assert row["ext_name"] == '\'=HYPERLINK("x") ,b'


def test_rows_read_back_are_the_same_runs_and_no_word_of_ucdp() -> None:
    data = written([coded(1990, "114,118", "WWT"), coded(1991, "114", "WT"), coded(1994, "505")])
    stored = result(ucdp_support.read, data).tables
    selection = select(Index.build(stored), stored)._replace(years=(1985, 2000))
    back = result(ucdp_support.read, "".join(write(selection)).encode())
    assert not back.aside
    assert [s["title"] for s in back.tables["sources"].values()] == [
        "[rows of years written by ProxyTUI]"
    ]

    def runs(records: dict[str, Json]) -> set[tuple[Any, ...]]:
        return {
            (c["subject"], c["object"], tuple(c.get("terms", ())), tuple(c["against"]))
            for c in records.values()
            if c["type"] == "backs"
        }

    assert runs(back.tables["claims"]) == runs(stored["claims"])
    assert {k: a["kind"] for k, a in back.tables["actors"].items() if k in ("114", "366")} == {
        "114": "state", "366": "armed-group"
    }  # fmt: skip


# What is lost

_VALUES: dict[str, object] = {
    "type": "opposes", "terms": ["W"], "role": "envoy", "against": ["b2"], "since": "2000",
    "since_raw": "then", "until": "2000-05", "until_raw": "then", "basis": "within",
    "attested": ["2002", "2002"], "flags": ["elements"], "status": "refuted", "rank": "deprecated",
    "reason": "why", "summary": "in short", "citations": [cite("s1", flags=["alleged"])],
    "subject": "b2", "object": "b2",
}  # fmt: skip
_OF_ACTORS: dict[str, object] = {
    "kind": "state", "names": [{"text": "Other"}], "described": True, "countries": ["IR"],
    "founded": "1990", "dissolved": "2010", "identifiers": {"ucdp": ["7"]}, "tags": ["x"],
    "summary": "in short", "citations": [cite("s1")],
}  # fmt: skip
_BASE: Json = {"since": "2001", "until": "2002", "attested": ["2001", "2001"]}


def _written_with(table: str, field: str) -> str:
    record = claim("a backs b", **_BASE)
    actor = {"kind": "armed-group", "names": [{"text": "A"}]}
    if table == "claims" and field:
        record |= {field: _VALUES[field]}
        if field == "attested":
            record.pop("until")
    if field == "attested" and table == "":
        record.pop("until")
    if table == "actors":
        actor |= {field: _OF_ACTORS[field]}
    b2 = {"kind": "armed-group", "names": [{"text": "B2"}]}
    stored = tables(record, actors={"a": actor, "b2": b2})
    selection = select(Index.build(stored), stored)._replace(years=(2000, 2003))
    return "".join(write(selection))


@pytest.mark.parametrize(
    ("table", "field"),
    [(t, field.name) for t in ("claims", "actors") for field in FIELDS[t]],
)
def test_a_field_changes_the_rows_unless_it_is_said_to_be_dropped(table: str, field: str) -> None:
    without = _written_with("", field if field == "attested" else "")
    changed = _written_with(table, field) != without
    assert changed == (LOSSES[f"{table}.{field}"] != DROPPED)


def test_every_field_of_every_table_has_its_loss() -> None:
    assert LOSSES.keys() == {f"{t}.{field.name}" for t, fs in FIELDS.items() for field in fs}


# Any store


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_rows_are_as_wide_as_the_header_and_in_order_whatever_the_claims(
    data: st.DataObject,
) -> None:
    year = st.sampled_from(["", "..", "2000", "2001-05", "200X", "../2002", "2001/2003", "1999~"])
    claims = data.draw(
        st.lists(
            st.builds(
                lambda since, until, terms, basis: claim(
                    "a backs b", since=since if since != ".." else "", until=until,
                    terms=terms, basis=basis,
                ),
                year, year, st.lists(st.sampled_from(["W", "T.camps", "O"]), unique=True),
                st.sampled_from(["throughout", "within", "each-year"]),
            ),
            min_size=1, max_size=3,
        )
    )  # fmt: skip
    stored = tables(*claims)
    selection = select(Index.build(stored), stored)._replace(years=(1998, 2005))
    text = "".join(write(selection))
    assert text == "".join(write(selection))
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0] == [*COLUMNS]
    assert all(len(line) == len(COLUMNS) for line in lines)
    assert [line[0] for line in lines[1:]] == [str(n) for n in range(1, len(lines))]
    for row in csv.DictReader(io.StringIO(text)):
        assert not set(row["held"]) & set(row["possibly"])
        assert row["ext_sum"] == str(len(row["held"]))


def test_the_table_of_formats_has_the_writer() -> None:
    assert named("ucdp-esd").write is not None
    assert named("ucdp-esd").looks(Head("x.csv", ",".join(COLUMNS).encode())) == 95
