"""Rows of tables as claims: what they say, and no more."""

from __future__ import annotations

import pytest

from proxytui.errors import UsageError
from tests.exchange.table_rows import mapped, read, table


def reasons(outcome):
    return [(row.row, row.reason) for row in outcome.aside]


def test_a_row_of_a_table_is_its_own_quote_with_its_number():
    outcome = mapped(["a", "b", "since", "x"], ["A", " B ", 2011, "-"], columns={"since": "since"})
    (claim,) = outcome.claims
    assert claim["citations"] == [
        {
            "source": "table t",
            "quote": {"exact": "a: A; b: B; since: 2011"},
            "locator": {"paragraph": 2},
        }
    ]
    assert claim["since"] == "2011"


def test_a_source_that_a_row_names_is_cited_with_its_words_alone():
    columns = {"source": "paper", "quote": "words", "published": "day"}
    outcome = mapped(
        ["a", "b", "paper", "words", "day"],
        ["A", "B", "Gazette", "A\r\narms B", "2011-03-01"],
        ["A", "C", "Gazette", "", "2011-03-01"],
        ["A", "D", "", "", ""],
        columns=columns,
    )
    first, second, third = (claim["citations"][0] for claim in outcome.claims)
    assert first["quote"] == {"exact": "A arms B"}
    assert "quote" not in second
    assert third["source"] == "table t"
    gazette = outcome.tables["sources"][first["source"]]
    assert gazette == {"title": "Gazette", "published": "2011-03-01"}
    assert [row.named for row in outcome.rows if row.table == "sources"] == [True, False]


def test_rows_that_say_the_same_are_one_claim_with_all_citations():
    rows = [["a", "b", "src", "terms"], ["A", "B", "One", "W"], ["a", "B", "Two", "W"]]
    rows.append(["A", "B", "Three", "F"])
    outcome = mapped(*rows, columns={"source": "src", "terms": "terms"})
    assert [(c["terms"], len(c["citations"])) for c in outcome.claims] == [(["W"], 2), (["F"], 1)]


def test_a_symmetric_tie_is_one_in_either_order():
    rows = [["a", "b"], ["A", "B"], ["B", "A"]]
    outcome = mapped(*rows, constants={"type": "allied-with"})
    assert len({row.key for row in outcome.rows if row.table == "claims"}) == 2
    assert len(outcome.index().ends) == 1


def test_a_passive_word_turns_the_tie_round_and_a_telling_one_gives_its_means():
    rows = [["a", "b", "t"], ["A", "B", "supported by"], ["A", "C", "arms"]]
    outcome = mapped(*rows, columns={"type": "t"}, constants={})
    ends = [(c["subject"], c["object"], c.get("terms")) for c in outcome.claims]
    assert ends == [("name b", "name a", None), ("name a", "name c", ["W"])]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["A", "", "backs", "2011", "W"], "object is empty"),
        (["A", " a", "backs", "2011", "W"], "both its ends are one actor"),
        (["A", "B", "loves", "2011", "W"], "type: “loves” is not a claim type"),
        (["A", "B", "backs", "soon", "W"], "since: “soon” is no date such as 2011"),
        (["A", "B", "backs", "31/02/2011", "W"], "since: “31/02/2011” is no date such as 2011"),
        (["A", "B", "backs", "40617", "W"], "since: “40617” may be a spreadsheet's number"),
        (["A", "B", "backs", "2011", "hope"], "terms: “hope” is not a term of backs"),
        (["A", "B", "backs", "2011"], "has 4 cells where the header has 5"),
        (["A", "B", "backs", "2011", "W", "more"], "has 6 cells where the header has 5"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_reason_and_the_next_is_read(row, reason):
    columns = {"type": "type", "since": "since", "terms": "terms"}
    header = ["a", "b", "type", "since", "terms"]
    outcome = mapped(header, row, ["C", "D", "backs", "", ""], columns=columns, constants={})
    assert len(outcome.claims) == 1
    ((place, words),) = reasons(outcome)
    assert place == "row 2"
    assert words.startswith(reason)
    assert outcome.aside[0].raw["a"] == "A"
    assert outcome.tables["actors"].keys() == {"name c", "name d"}


def test_columns_called_by_a_term_say_yes_or_no_to_it():
    header = ["a", "b", "Weapons", "Money", "Note"]
    rows = [["A", "B", "1", "0", ""], ["A", "C", "", "X", ""], ["A", "D", "no", "n/a", ""]]
    outcome = mapped(header, *rows, columns={"terms": ["Weapons", "Money"]})
    assert [c.get("terms") for c in outcome.claims] == [["W"], ["F"], None]


def test_letters_are_read_as_means_and_a_lone_x_is_troops():
    rows = [["a", "b", "terms"], ["A", "B", "WFT"], ["A", "C", "X"], ["A", "D", "L.camps; M.fuel"]]
    outcome = mapped(*rows, columns={"terms": "terms"})
    terms = [c["terms"] for c in outcome.claims]
    assert terms == [["W", "F", "T"], ["X"], ["L.camps", "M.fuel"]]


def test_a_year_that_is_coded_says_nothing_of_the_years_around_it():
    outcome = mapped(["a", "b", "y"], ["A", "B", "1990.0"], columns={"year": "y"})
    (claim,) = outcome.claims
    assert (claim["since"], claim["attested"]) == ("../1990", ["1990", "1990"])
    assert claim["basis"] == "each-year"
    assert "until" not in claim


def test_ids_of_actors_tell_them_apart_and_decimals_of_spreadsheets_dont_count():
    rows = [
        ["a", "b", "ai"],
        ["Front", "B", "12.0"],
        ["The Front", "B", "12"],
        ["Front", "C", "13"],
    ]
    outcome = mapped(*rows, columns={"subject_id": "ai"})
    assert {c["subject"] for c in outcome.claims} == {"id 12", "id 13"}
    names = outcome.tables["actors"]["id 12"]["names"]
    assert [name["text"] for name in names] == ["Front", "The Front"]


def test_an_actor_named_without_an_id_is_the_one_that_has_the_name():
    rows = [["a", "b", "ai", "vs"], ["A", "B", "1", "C"], ["C", "D", "7", ""]]
    outcome = mapped(*rows, columns={"subject_id": "ai", "against": "vs"})
    assert outcome.claims[0]["against"] == ["id 7"]


def test_a_matrix_is_a_tie_for_each_cell_that_says_so():
    data = table(["", "A", "B", "C"], ["A", 0, 1, "W,F"], ["B", "x", "-", ""], ["C", "no", 0, 1])
    outcome = read(data, {"rows": "matrix", "constants": {"type": "backs"}})
    ties = [(c["subject"], c["object"], c.get("terms")) for c in outcome.claims]
    assert ties == [
        ("name a", "name b", None), ("name a", "name c", ["W", "F"]), ("name b", "name a", None),
    ]  # fmt: skip
    assert outcome.claims[1]["citations"][0]["quote"] == {"exact": "column 1: A; C: W,F"}


def test_a_table_of_actors_gives_names_kinds_countries_and_ids():
    data = table(
        ["Name", "Type", "aka", "Country", "QID", "founded"],
        ["Front", "militia", "The Front; FR", "uk|LB", "Q5", "March 1982"],
        ["Nowhere", "country", "", "Utopia", "", ""],
    )
    outcome = read(data)
    (actor,) = outcome.tables["actors"].values()
    assert actor["kind"] == "armed-group"
    assert actor["countries"] == ["GB", "LB"]
    assert actor["identifiers"] == {"wikidata": ["Q5"]}
    assert actor["founded"] == "1982-03"
    assert [n["text"] for n in actor["names"]] == ["Front", "The Front", "FR"]
    assert reasons(outcome)[0][1].startswith("countries: “Utopia” is no code of two letters")


def test_flags_stances_and_speakers_go_to_the_claim_and_its_citation():
    rows = [["a", "b", "f", "s", "who"], ["A", "B", "suspected", "disputes", "officials"]]
    columns = {"flags": "f", "stance": "s", "speaker": "who"}
    (claim,) = mapped(*rows, columns=columns).claims
    assert claim["flags"] == ["alleged"]
    assert claim["citations"][0]["stance"] == "disputes"
    assert claim["citations"][0]["speaker"] == {"text": "officials"}


# Day and month


def test_one_day_above_twelve_decides_for_the_whole_column():
    rows = [["a", "b", "since"], ["A", "B", "03/04/2011"], ["A", "C", "25/04/2011"]]
    outcome = mapped(*rows, columns={"since": "since"})
    assert [c["since"] for c in outcome.claims] == ["2011-04-03", "2011-04-25"]
    rows[2][2] = "04/25/2011"
    outcome = mapped(*rows, columns={"since": "since"})
    assert [c["since"] for c in outcome.claims] == ["2011-03-04", "2011-04-25"]


def test_where_nothing_decides_the_mapping_does_and_else_it_is_asked_for():
    rows = [["a", "b", "since"], ["A", "B", "03/04/2011"], ["A", "C", "2012"]]
    with pytest.raises(UsageError, match="nothing in column “since” tells day from month"):
        mapped(*rows, columns={"since": "since"})
    outcome = mapped(*rows, columns={"since": "since"}, dates="month-first")
    assert [c["since"] for c in outcome.claims] == ["2011-03-04", "2012"]


def test_a_column_that_contradicts_itself_is_refused_with_both_cells():
    rows = [["a", "b", "since"], ["A", "B", "13/04/2011"], ["A", "C", "04/14/2011"]]
    with pytest.raises(UsageError, match="13/04/2011 and the month first in 04/14/2011"):
        mapped(*rows, columns={"since": "since"})


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2011", "2011"), ("2011.0", "2011"), ("2011-03", "2011-03"), ("2011/3/5", "2011-03-05"),
        ("2011-03-05T10:00:00Z", "2011-03-05"), ("2011-03-05 00:00:00", "2011-03-05"),
        ("15 March 2011", "2011-03-15"), ("March 15, 2011", "2011-03-15"), ("Mar 2011", "2011-03"),
        ("c. 1979", "1979~"), ("~1979", "1979~"), ("1990s", "199X"), ("2012/2015", "2012/2015"),
        ("../1982", "../1982"), ("20110305", "2011-03-05"), ("03/2011", "2011-03"),
        ("3.4.2011", "2011-04-03"), ("1979?", "1979?"),
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_usually_written(cell, date):
    rows = [["a", "b", "since"], ["A", "B", cell], ["A", "C", "25.4.2011"]]
    assert mapped(*rows, columns={"since": "since"}).claims[0]["since"] == date


def test_an_end_that_goes_on_is_open_and_an_empty_one_unknown():
    rows = [["a", "b", "end"], ["A", "B", "ongoing"], ["A", "C", ""]]
    outcome = mapped(*rows, columns={"until": "end"})
    assert [c.get("until") for c in outcome.claims] == ["..", None]


def test_a_source_of_rows_that_are_all_set_aside_does_not_come_in():
    columns = {"source": "paper"}
    outcome = mapped(["a", "b", "paper"], ["A", "A", "Herald"], ["A", "A", ""], columns=columns)
    assert (len(outcome.aside), outcome.tables["sources"]) == (2, {})
    outcome = mapped(["a", "b", "paper"], ["A", "A", "Herald"], ["A", "B", ""], columns=columns)
    assert [source["title"] for source in outcome.tables["sources"].values()] == ["t"]


def test_a_row_without_a_type_is_told_as_such():
    rows = [["a", "b", "how"], ["A", "B", " "], ["A", "C", "backs"]]
    outcome = mapped(*rows, columns={"type": "how"}, constants={})
    assert reasons(outcome) == [("row 2", "type is empty")]
