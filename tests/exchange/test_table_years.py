"""Tables with a row a year: consecutive years that are coded alike are one claim."""

from __future__ import annotations

import io
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.exchange import delimited, mapping_guess
from tests.exchange.table_rows import read, table

HEADER = ("subject", "object", "type", "terms", "year")


def years(*rows):
    """A table with a row a year, as its header suggests it or not."""
    columns = {name: name for name in HEADER}
    return read(table(HEADER, *rows), {"rows": "years", "columns": columns})


def row(year, terms="W", subject="A", type_="backs"):
    return (subject, "B", type_, terms, year)


def spans(outcome):
    return sorted(
        (claim.get("terms"), claim["since"], claim.get("until"), claim.get("attested"))
        for claim in outcome.claims
    )


def test_consecutive_years_are_one_claim_with_a_citation_for_each():
    outcome = years(row(1992), row(1990), row("1991.0"))
    (claim,) = outcome.claims
    assert (claim["since"], claim["attested"]) == ("../1990", ["1990", "1992"])
    assert claim["basis"] == "each-year"
    assert [c["locator"]["paragraph"] for c in claim["citations"]] == [3, 4, 2]


def test_a_gap_parts_two_runs_and_is_no_end():
    assert spans(years(row(1990), row(1993))) == [
        (["W"], "../1990", None, ["1990", "1990"]),
        (["W"], "../1993", None, ["1993", "1993"]),
    ]


def test_a_year_that_is_coded_otherwise_is_where_a_run_ends_and_the_next_begins():
    assert spans(years(row(1990), row(1991), row(1992, "W, F"), row(1993, "W, F"))) == [
        (["W"], "../1990", "1991", None),
        (["W", "F"], "1992", None, ["1992", "1993"]),
    ]


def test_two_means_that_have_a_row_each_are_two_claims():
    rows = [row(1990), row(1990, "F"), row(1991), row(1991, "F"), row(1992, "F")]
    assert spans(years(*rows)) == [
        (["F"], "../1990", None, ["1990", "1992"]),
        (["W"], "../1990", "1991", None),
    ]


def test_the_two_of_a_mutual_tie_may_stand_in_either_order():
    (claim,) = years(
        ("A", "B", "allied with", "", 1990), ("B", "A", "allied with", "", 1991)
    ).claims
    assert claim["attested"] == ["1990", "1991"]


def test_a_row_with_no_year_is_set_aside_with_the_reason():
    outcome = years(row(1990), row(""), row("1990-05"), row("soon"))
    assert [item.reason for item in outcome.aside][:2] == [
        "year is empty",
        "year: “1990-05” is no year",
    ]
    assert len(outcome.claims) == 1


def guessed(*rows, header=HEADER):
    return mapping_guess.guess(
        delimited.opened(io.BytesIO(table(header, *rows)), "t.csv", None)
    ).mapping.rows


def test_rows_are_years_where_a_tie_has_several():
    assert guessed(row(1990), row(1991)) == "years"
    assert guessed(row(1990), row(1991, subject="C")) == "ties"
    assert guessed(row(1990), row(1991, type_="opposes")) == "ties"
    header = ("subject", "object", "type", "since", "year")
    assert guessed(row(1990, "1980"), row(1991, "1980"), header=header) == "ties"


ROWS = st.lists(
    st.builds(
        lambda subject, object_, type_, terms, year: (subject, object_, type_, terms, year),
        st.sampled_from("AB"),
        st.sampled_from("BC"),
        st.sampled_from(["backs", "opposes", "allied-with"]),
        st.sampled_from(["", "armed", "defence", "W", "W,F"]),
        st.integers(1990, 1994),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=150)
@given(ROWS)
def test_every_row_is_cited_by_one_claim_and_a_key_stands_in_one_row(rows):
    outcome = years(*rows)
    cited = [c["locator"]["paragraph"] for claim in outcome.claims for c in claim["citations"]]
    aside = [int(item.row.split()[1]) for item in outcome.aside]
    assert sorted(cited + aside) == list(range(2, len(rows) + 2))
    keys = Counter(
        key for item in outcome.rows if item.table == "claims" for key in (item.key, *item.also)
    )
    assert not keys or max(keys.values()) == 1
