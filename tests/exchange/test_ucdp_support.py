"""UCDP External Support read: means only to whom they are coded, years only as far as coded."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.asof.states import claim_state
from proxytui.errors import UsageError
from proxytui.exchange import ucdp_support
from proxytui.exchange.formats import Head, named
from proxytui.exchange.rows import ReadOptions
from proxytui.model import dates
from proxytui.model.dates import State
from tests.exchange.ucdp_letters import terms_by_year
from tests.exchange.ucdp_rows import (
    ACTOR_YEAR,
    DYAD_YEAR,
    TRIAD_YEAR,
    Result,
    coded,
    result,
    written,
)


def read(rows: list[dict[str, object]], columns: list[str] = ACTOR_YEAR, **options: str) -> Result:
    return result(ucdp_support.read, written(rows, columns), **options)


def states(outcome: Result, subject: str, years: range, type_: str = "backs") -> dict[int, State]:
    """The strongest state of a subject's claims in each year."""
    index = outcome.index()
    claims = [c for c in index.claims.values() if c.subject == subject and c.type == type_]
    return {
        year: max(
            (claim_state(index, c, dates.period(str(year))) for c in claims),
            key=lambda state: state.rank,
        )
        for year in years
    }


# Means


def test_what_all_states_of_a_row_gave_each_of_them_gave() -> None:
    outcome = read([coded(1990, "114,118", "WWTT")])
    assert [claim["terms"] for claim in outcome.ties()] == [["W", "T"], ["W", "T"]]
    assert not any("summary" in claim for claim in outcome.ties())


def test_what_only_some_states_gave_is_a_term_of_none_and_named_in_the_summary() -> None:
    outcome = read([coded(2016, "114,119", "WWL")])
    assert [claim["terms"] for claim in outcome.ties()] == [["W"], ["W"]]
    assert {claim["summary"] for claim in outcome.ties()} == {
        "Coded without saying which of the supporters listed gave it: access to territory."
    }


def test_states_and_others_are_counted_apart() -> None:
    outcome = read([coded(2006, "505,114", "W", "Y")])
    assert {c["subject"]: c["terms"] for c in outcome.ties()} == {"505": ["Y"], "114": ["W"]}


def test_elements_of_a_state_count_among_the_states() -> None:
    outcome = read([coded(2017, "119,505,7907", "FFW", "L")])
    assert {c["subject"]: c["terms"] for c in outcome.ties()} == {
        "119": ["F"], "505": ["L"], "7907": ["F"]
    }  # fmt: skip


def test_where_the_numbers_of_states_dont_agree_with_the_names_all_supporters_count() -> None:
    row = coded(2006, "505,114", "W", "W", ext_count_s=2, ext_count_ns=0)
    assert [claim["terms"] for claim in read([row]).ties()] == [["W"], ["W"]]


def test_without_numbers_several_supporters_share_what_the_row_says() -> None:
    columns = [name for name in ACTOR_YEAR if "count" not in name]
    outcome = read([coded(2006, "114,118", "WW"), coded(2007, "114", "W")], columns)
    assert [claim.get("terms") for claim in outcome.ties()] == [None, ["W"], None]


def test_a_supporter_of_whom_no_means_are_coded_has_none() -> None:
    assert "terms" not in read([coded(1990, "114")]).ties()[0]


# Years


def test_consecutive_years_coded_alike_are_one_claim_with_a_citation_for_each() -> None:
    (claim,) = read([coded(year, "114", "W") for year in (1991, 1990, 1992)]).ties()
    assert [c["locator"]["paragraph"] for c in claim["citations"]] == [3, 2, 4]
    assert claim["basis"] == "each-year"
    assert claim["against"] == ["121"]


def test_letters_of_each_year_stay_that_years_letters() -> None:
    outcome = read([coded(1990, "114", "W"), coded(1991, "114", "WT"), coded(1992, "114", "W")])
    assert terms_by_year(outcome, "114") == {1990: "W", 1991: "WT", 1992: "W"}


def test_what_ends_in_years_without_a_row_ends_before_the_next_that_is_coded_otherwise() -> None:
    outcome = read([coded(1990, "114", "W"), coded(1993, "118", "W"), coded(1996, "114", "W")])
    first, other, second = sorted(outcome.ties(), key=lambda c: c["citations"][0]["quote"]["exact"])
    assert (first["since"], first["until"]) == ("../1990", "1990/1992")
    assert (other["since"], other["until"]) == ("1991/1993", "1993/1995")
    assert (second["since"], second.get("until")) == ("1994/1996", None)
    assert states(outcome, "114", range(1990, 1998)) == {
        1990: State.HELD, 1991: State.POSSIBLY, 1992: State.POSSIBLY, 1993: State.NOT,
        1994: State.POSSIBLY, 1995: State.POSSIBLY, 1996: State.HELD, 1997: State.POSSIBLY,
    }  # fmt: skip


def test_a_year_without_a_row_is_not_observed_and_no_end() -> None:
    outcome = read([coded(1990, "114", "W"), coded(1993, "114", "W")])
    first, second = outcome.ties()
    assert (first["since"], first.get("until")) == ("../1990", None)
    assert first["attested"] == ["1990", "1990"]
    assert second["since"] == "../1993"
    assert states(outcome, "114", range(1989, 1995)) == {
        1989: State.POSSIBLY, 1990: State.HELD, 1991: State.POSSIBLY, 1992: State.POSSIBLY,
        1993: State.HELD, 1994: State.POSSIBLY,
    }  # fmt: skip


def test_a_year_coded_without_the_supporter_is_where_it_began_or_ended() -> None:
    outcome = read([coded(1989), coded(1990, "114", "W"), coded(1991, "118", "W")])
    assert (outcome.ties()[0]["since"], outcome.ties()[0]["until"]) == ("1990", "1990")
    assert states(outcome, "114", range(1989, 1992)) == {
        1989: State.NOT, 1990: State.HELD, 1991: State.NOT
    }  # fmt: skip


def test_sides_of_an_active_conflict_oppose_each_other_armed_in_that_year() -> None:
    rows = [coded(2005, active=0), coded(2006), coded(2007, "114", active=0)]
    (claim,) = read(rows).ties("opposes")
    assert (claim["subject"], claim["object"], claim["terms"]) == ("366", "121", ["armed"])
    assert (claim["since"], claim["until"]) == ("2006", "2006")
    assert claim["citations"][0]["quote"]["exact"] == (
        "year: 2006; active: 1; actor_name: Hezbollah; oppo_name: Government of Israel;"
        " dyad_name: Government of Israel - Hezbollah"
    )


# Keys, for the next edition


def test_a_run_is_known_by_its_first_year_and_by_any_other() -> None:
    def keys(*years: int) -> tuple[str, ...]:
        outcome = read([coded(year, "114", "W") for year in years])
        (row,) = (row for row in outcome.rows if row.key.startswith("backs"))
        return (row.key, *row.also)

    assert keys(1991)[0] == keys(1991, 1992)[0]
    assert keys(1991)[0] in keys(1990, 1991)
    assert not set(keys(1990, 1991)) & set(keys(1992, 1993))


def test_two_conflicts_of_the_same_two_are_told_apart() -> None:
    outcome = read([coded(1990, "114", "W"), coded(1990, "114", "T", dyad_id=77)])
    assert [claim["terms"] for claim in outcome.ties()] == [["W"], ["T"]]


# Actors and source


def test_a_government_goes_by_the_name_of_its_state_and_keeps_its_own() -> None:
    actors = read([coded(1990, "114,57", "WW")]).tables["actors"]
    assert actors["114"] == {
        "kind": "state",
        "names": [{"text": "Iran"}, {"text": "Government of Iran", "type": "alias"}],
        "countries": ["IR"],
        "identifiers": {"ucdp": ["114"]},
    }
    assert [name["text"] for name in actors["57"]["names"]] == [
        "Russia (Soviet Union)", "Government of Russia (Soviet Union)", "Russia"
    ]  # fmt: skip


def test_kinds_say_no_more_than_the_file() -> None:
    actors = read([coded(2017, "505,7907,3822", "FF", "L")]).tables["actors"]
    kinds = {id_: record["kind"] for id_, record in actors.items()}
    assert kinds == {
        "366": "armed-group", "121": "state", "505": "unknown", "7907": "state-body",
        "3822": "coalition",
    }  # fmt: skip
    assert actors["7907"]["described"] is True


def test_padding_of_a_name_falls_away_and_other_words_for_an_id_are_kept() -> None:
    rows = [coded(1990, "630", "", "W"), coded(1991, "630", "", "W", ext_name="Jingaweit")]
    names = read(rows).tables["actors"]["630"]["names"]
    assert names == [{"text": "Janjaweed"}, {"text": "Jingaweit", "type": "alias"}]


def test_the_ids_decide_how_many_names_a_list_has() -> None:
    both = {c["subject"] for c in read([coded(2003, "114,3822", "WW")]).ties()}
    assert both == {"114", "3822"}
    (claim,) = read([coded(2003, "366", "", "", ext_id="9", ext_name="A,B", ext_count=1)]).ties()
    assert claim["subject"] == "9"


def test_the_source_has_licence_and_whom_to_cite_under_a_key_without_the_edition() -> None:
    rows = [coded(1990, "114", "W")]
    (key,) = read(rows, name="ucdp-esd-ay-181.csv").tables["sources"]
    source = read(rows, name="ucdp-esd-ay-191.csv").tables["sources"][key]
    assert source["title"] == "UCDP External Support Dataset 19.1"
    assert source["licence"] == "CC BY 4.0"
    assert "Meier" in source["author"]
    assert read(rows).tables["sources"][key]["title"].endswith("18.1")
    newer = read([coded(2018, "114", "W")]).tables["sources"][key]
    assert newer["title"] == "UCDP External Support Dataset"


def test_a_quote_has_the_decisive_cells_of_its_row() -> None:
    (claim,) = read([coded(2006, "114", "W", ext_coalition_name="Axis")]).ties()
    assert claim["citations"][0]["quote"]["exact"] == (
        "year: 2006; active: 1; actor_name: Hezbollah; oppo_name: Government of Israel;"
        " ext_name: Government of Iran; ext_coalition_name: Axis; ext_count: 1; ext_count_s: 1;"
        " ext_w: 1; ext_w_count_s: 1"
    )


# Other shapes


def test_a_triad_row_has_the_means_of_one_supporter_and_its_doubt() -> None:
    rows = [coded(1990, "114", "WT", ext_alleged=0), coded(1990, "118", "L", ext_alleged=1)]
    outcome = read(rows, TRIAD_YEAR)
    assert [claim["terms"] for claim in outcome.ties()] == [["W", "T"], ["L"]]
    assert [c["citations"][0].get("flags") for c in outcome.ties()] == [None, ["alleged"]]
    assert not outcome.aside


def test_a_year_of_alleged_support_is_no_part_of_a_run_of_support() -> None:
    rows = [coded(year, "114", "W", ext_alleged=int(year == 1991)) for year in (1990, 1991)]
    flags = [claim["citations"][0].get("flags") for claim in read(rows, TRIAD_YEAR).ties()]
    assert flags == [None, ["alleged"]]


def test_support_by_elements_of_a_government_is_flagged() -> None:
    (claim,) = read([coded(1990, "114", "W", ext_elements="1.0")]).ties()
    assert claim["flags"] == ["elements"]


def test_a_dyad_row_says_who_fights_and_its_supporters_go_aside() -> None:
    outcome = read([coded(1990, "114", "W"), coded(1991)], DYAD_YEAR)
    assert [(c["subject"], c["object"]) for c in outcome.claims] == [("121", "366"), ("366", "121")]
    assert all((c["since"], c["attested"]) == ("../1990", ["1990", "1991"]) for c in outcome.claims)
    (row,) = outcome.aside
    assert (row.row, row.reason) == (
        "row 2", "names supporters, but not the side that each supports"
    )  # fmt: skip
    assert row.raw is not None
    assert row.raw["ext_name"] == "Government of Iran"


def test_a_sole_supporter_of_both_sides_backs_each_against_the_other() -> None:
    outcome = read([coded(1990, "114", "W", ext_bothsides="1.0")], DYAD_YEAR)
    assert [(c["object"], c["against"]) for c in outcome.ties()] == [
        ("121", ["366"]),
        ("366", ["121"]),
    ]
    assert not outcome.aside


# Rows aside


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"year": "199"}, "“199” is no year"),
        ({"year": "١٩٩٠"}, "“١٩٩٠” is no year"),
        ({"actor_id": ""}, "“” is no id of UCDP"),
        ({"actor_name": " "}, "has an actor without a name"),
        ({"oppo_id": ""}, "“” is no id of UCDP"),
        ({"oppo_id": "366"}, "“Hezbollah” is recipient and opponent"),
        ({"ext_id": "366"}, "“Hezbollah” is supporter and recipient"),
        ({"ext_id": "114,118"}, "has 2 ids for 1 names"),
        ({"ext_id": ""}, "“Government of Iran” has no id"),
        ({"ext_sup": "0"}, "ext_sup is 0, but it names “Government of Iran”"),
        ({"ext_w": "many"}, "“many” is no number"),
        ({"active": "yes"}, "“yes” is no number"),
    ],
)
def test_a_bad_row_goes_aside_whole_and_reading_goes_on(
    cells: dict[str, object], reason: str
) -> None:
    outcome = read([coded(1990, "114", "W") | cells, coded(1991, "118", "T")])
    (row,) = outcome.aside
    assert (row.row, row.reason) == ("row 2", reason)
    assert row.raw is not None
    assert row.raw["dyad_name"] == "Government of Israel - Hezbollah"
    assert [(c["subject"], c["since"]) for c in outcome.ties()] == [("118", "../1991")]


def test_a_row_repeated_goes_aside() -> None:
    outcome = read([coded(1990, "114", "W"), coded(1990, "114", "T")])
    assert [row.reason for row in outcome.aside] == [
        "says of 1990 what row 2 says already, or otherwise"
    ]
    assert outcome.ties()[0]["terms"] == ["W"]


def test_rows_of_another_width_go_aside_and_an_end_of_file_mark_is_no_row() -> None:
    data = written([coded(1990, "114", "W")]) + b"1,2,3\r\n\x1a"
    outcome = result(ucdp_support.read, data)
    assert [(row.row, row.reason) for row in outcome.aside] == [
        ("row 3", f"has 3 cells where the header has {len(ACTOR_YEAR)}")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_are_read_in_the_encodings_that_such_files_have(encoding: str) -> None:
    row = coded(1990, "114", "W", actor_name="Frente Martí")
    data = written([row]).decode().encode(encoding)
    assert (
        result(ucdp_support.read, data).tables["actors"]["366"]["names"][0]["text"]
        == "Frente Martí"
    )
    assert ucdp_support.looks(Head("x.csv", data)) == 95


def test_ids_as_floats_line_ends_in_cells_and_semicolons_are_read() -> None:
    row = coded("1990.0", "114", "W", actor_id="366.0", actor_name="Hezb\r\nollah")
    data = written([row]).replace(b",", b";")
    outcome = result(ucdp_support.read, data)
    assert outcome.tables["actors"]["366"]["names"][0]["text"] == "Hezb ollah"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x1a", b"a,b\n1,2\n", b"\xff\xfe", b"\x00" * 99, b"year,ext_id,ext_name\n1,2,3\n"],
)
def test_another_file_is_refused_in_one_line(data: bytes) -> None:
    assert ucdp_support.looks(Head("x.csv", data)) == 0
    with pytest.raises(UsageError) as error:
        list(ucdp_support.read(io.BytesIO(data), ReadOptions()))
    assert "\n" not in str(error.value)


def test_the_table_of_formats_has_the_reader() -> None:
    head = Head("x.csv", written([coded(1990)]))
    assert named("ucdp-esd").looks(head) == 95


cell = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["1990", "114", "114,118", "0", "1", "1.0", "-1", "99999999999999", "NaN", "\x00", "\x1a",
         '"', "\r\n", "Government of Iran", "\u202eevil", "\x1b[31m", "=1+1", "1e400"]
    ),
)  # fmt: skip


change = st.dictionaries(st.sampled_from(ACTOR_YEAR[:30]), cell, max_size=4)


@given(st.lists(change, max_size=3))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_no_cell_breaks_the_reader_and_every_row_with_support_is_read_or_aside(
    changes: list[dict[str, str]],
) -> None:
    rows = [coded(1990 + n, "114,505", "W", "Y") | cells for n, cells in enumerate(changes)]
    outcome = read(rows)
    places = {row.row for row in outcome.aside}
    for claim in outcome.ties():
        places |= {f"row {citation['locator']['paragraph']}" for citation in claim["citations"]}
    supported = [n for n, row in enumerate(rows, 2) if str(row["ext_id"]).strip()]
    assert {f"row {n}" for n in supported} <= places


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_below_a_header_break_the_reader(data: bytes) -> None:
    assert not result(ucdp_support.read, written([]) + data).claims


def test_a_line_without_an_end_and_a_cell_past_all_bounds_are_rows_aside() -> None:
    data = written([coded(1990, "114", "W")]) + b'"' + b"x" * 5_000_000
    outcome = result(ucdp_support.read, data)
    assert outcome.aside
    assert len(outcome.ties()) == 1


def test_a_row_with_as_many_supporters_as_a_cell_holds_is_read() -> None:
    ids = [str(number) for number in range(1000, 20000)]
    row = coded(1990) | {
        "ext_id": ",".join(ids), "ext_name": ",".join(["A"] * len(ids)), "ext_sup": 1,
        "ext_count_ns": len(ids), "ext_w": 1, "ext_w_count_ns": len(ids),
    }  # fmt: skip
    ties = read([row]).ties()
    assert len(ties) == len(ids)
    assert {tuple(claim["terms"]) for claim in ties} == {("W",)}
