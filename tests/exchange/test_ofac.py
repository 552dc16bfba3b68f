"""Lists of the Office of Foreign Assets Control read: who is listed, and linked to whom."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import ofac, ofac_remarks
from proxytui.exchange.formats import Head
from proxytui.exchange.rows import ReadOptions
from tests.exchange.ucdp_rows import Result, result

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ofac-sdn-mena.csv"
shared = pytest.mark.skipif(not SHARED.exists(), reason="the list is not on this machine")

MISSING = "-0- "
PERSON_REMARKS = (
    "DOB 31 Aug 1960; alt. DOB 1953; POB Beirut, Lebanon; Passport 042833 (Lebanon);"
    " a.k.a. 'YUSEF, Hajj'; Linked To: FRONT."
)


def listed(*rows: tuple[str, str, str, str, str]) -> bytes:
    """Rows of number, name, type, programme and remarks as the Office writes them."""
    lines = []
    for number, name, type_, programme, remarks in rows:
        cells = [f'"{cell}"' if cell else MISSING for cell in (name, type_, programme)]
        last = f'"{remarks}"' if remarks else MISSING
        lines.append(",".join([number, *cells, *[MISSING] * 7, last]))
    return ("\r\n".join(lines) + "\r\n\x1a").encode()


def read(*rows: tuple[str, str, str, str, str], **options: object) -> Result:
    return result(ofac.read, listed(*rows), **options)


FRONT = ("10", "FRONT", "", "FTO] [SDGT] [SYRIA", "")
PERSON = ("11", "ALI, Hasan", "individual", "SDGT", PERSON_REMARKS)


def test_each_programme_is_a_designation_by_the_office() -> None:
    claims = read(FRONT).claims
    assert [(c["type"], c["subject"], c["object"], c["role"]) for c in claims] == [
        ("designates", "ofac", "10", programme) for programme in ("FTO", "SDGT", "SYRIA")
    ]
    assert [c["terms"] for c in claims] == [
        ["terrorist", "sanctions"], ["terrorist", "sanctions"], ["sanctions"]
    ]  # fmt: skip
    assert claims[0]["citations"] == [
        {
            "source": "ofac-sdn",
            "quote": {"exact": "SDN_Name: FRONT; Program: FTO] [SDGT] [SYRIA; ent_num: 10"},
            "locator": {"paragraph": 1},
        }
    ]
    assert not any(claim.keys() & {"since", "until", "attested"} for claim in claims)


def test_a_day_in_the_name_of_the_file_attests_what_is_listed() -> None:
    read_file = read(FRONT, name="sdn-2021-08-11.csv")
    assert read_file.tables["sources"]["ofac-sdn"]["published"] == "2021-08-11"
    assert {tuple(claim["attested"]) for claim in read_file.claims} == {("2021-08-11",) * 2}
    for name in ("sdn-2021-13-41.csv", "sdn-1120210811.csv"):
        assert "attested" not in read(FRONT, name=name).claims[0]


def test_a_person_is_named_in_reading_order_and_as_listed() -> None:
    actor = read(FRONT, PERSON).tables["actors"]["11"]
    assert actor["kind"] == "person"
    assert actor["names"] == [
        {"text": "Hasan ALI"},
        {"text": "ALI, Hasan", "type": "alias"},
        {"text": "Hajj YUSEF", "type": "weak"},
    ]
    assert actor["identifiers"] == {"ofac": ["11"]}


def test_birth_and_papers_come_in_only_when_asked_for() -> None:
    held = read(FRONT, PERSON)
    assert not any(word in str(held.tables) for word in ("1960", "DOB", "Beirut", "042833"))
    told = read(FRONT, PERSON, personal=True).tables["actors"]["11"]
    assert "Passport 042833" in told["citations"][0]["quote"]["exact"]
    assert "founded" not in told  # there are two dates
    once = ("11", "ALI, Hasan", "individual", "SDGT", "DOB circa 1956; Gender Male.")
    assert read(once, personal=True).tables["actors"]["11"]["founded"] == "1956~"
    assert "founded" not in read(once).tables["actors"]["11"]


def test_a_link_leads_to_the_entry_of_that_name_wherever_it_stands() -> None:
    rows = (PERSON, FRONT, ("12", "BANK S.A.", "", "IRAN", "Linked To: FRONT; Linked To: PARENT."))
    read_file = read(*rows)
    ties = [(c["subject"], c["object"]) for c in read_file.ties("linked-to")]
    assert ties[:2] == [("11", "10"), ("12", "10")]
    parent = read_file.tables["actors"][ties[2][1]]
    assert parent["names"] == [{"text": "PARENT"}]
    assert parent["kind"] == "unknown"
    assert read_file.ties("linked-to")[2]["citations"][0]["quote"]["exact"] == (
        "SDN_Name: BANK S.A.; Remarks: Linked To: PARENT; ent_num: 12"
    )


def test_a_link_to_a_name_with_a_full_stop_finds_its_entry() -> None:
    rows = [("12", "BANK S.A.", "", "IRAN", ""), ("13", "MAN LTD.", "", "IRAN", "")]
    linked = ("14", "X", "", "IRAN", "Linked To: MAN LTD.; Linked To: BANK S.A.")
    ties = read(*rows, linked).ties("linked-to")
    assert [claim["object"] for claim in ties] == ["13", "12"]


def test_a_link_to_a_name_that_two_have_leads_to_neither() -> None:
    rows = [("12", "ALI, M", "individual", "IRAN", ""), ("13", "ALI, M", "individual", "IRAN", "")]
    linked = ("14", "X", "", "IRAN", "Linked To: ALI, M.")
    (claim,) = read(*rows, linked).ties("linked-to")
    assert claim["object"] not in ("12", "13")


def test_vessels_and_what_links_to_nothing_are_set_aside_with_the_reason() -> None:
    aside = read(
        ("12", "FINIKIA", "vessel", "SYRIA", "Linked To: FRONT."),
        ("13", "YK-ANH", "aircraft", "SYRIA", ""),
        ("14", "SELF", "", "IRAN", "Linked To: SELF."),
        ("14", "AGAIN", "", "IRAN", ""),
        ("15", "OWNER", "", "IRAN", "Linked To: FINIKIA."),
        ("16", "", "", "IRAN", ""),
        ("17", "FREE", "", "", ""),
    ).aside
    assert [(row.row, row.reason) for row in aside] == [
        ("row 1", "is a vessel, which is no actor"),
        ("row 2", "is an aircraft, which is no actor"),
        ("row 3", "is linked to itself"),
        ("row 4", "has the number 14 of a row above"),
        ("row 5", "is linked to FINIKIA, which is no actor"),
        ("row 6", "has no name"),
        ("row 7", "names no programme, so that nothing lists it"),
    ]


def test_a_group_is_an_organisation_only_where_the_remarks_say_so() -> None:
    said = ("12", "HOLDING", "", "SYRIA", "Organization Established Date 17 Dec 2016.")
    actors = read(FRONT, said).tables["actors"]
    assert actors["10"]["kind"] == "unknown"
    assert (actors["12"]["kind"], actors["12"]["founded"]) == ("organisation", "2016-12-17")


def test_a_header_names_the_columns_in_any_order() -> None:
    data = b"Name,ent_num,Programs,Type,Remarks\r\nFRONT,10,SDGT,entity,-0-\r\n"
    read_file = result(ofac.read, data)
    assert read_file.claims[0]["role"] == "SDGT"
    assert read_file.claims[0]["citations"][0]["locator"] == {"paragraph": 2}


def test_the_consolidated_list_is_a_source_of_its_own() -> None:
    assert [*read(FRONT, name="CONS_PRIM.CSV").tables["sources"]] == ["ofac-consolidated"]


def test_the_file_of_other_names_adds_them_to_an_entry() -> None:
    data = (
        b'10,1,"aka","THE FRONT",-0- \r\n11,2,"aka","HASSAN, Ali",-0- \r\n'
        b'10,3,"fka","OLD FRONT",-0- \r\n10,4,"nka",-0- ,-0- \r\n\x1a\r\n'
    )
    read_file = result(ofac.read, data, name="ALT.CSV")
    assert read_file.tables["actors"]["10"]["names"] == [
        {"text": "THE FRONT", "type": "alias"},
        {"text": "OLD FRONT", "type": "former"},
    ]
    assert not read_file.claims
    assert [row.reason for row in read_file.aside] == ["has no name"]


@pytest.mark.parametrize(
    ("remarks", "parts"),
    [
        ("Linked To: BANK S.A.", ["Linked To: BANK S.A."]),
        ("Gender Male; nationality Syria.", ["Gender Male", "nationality Syria"]),
        ("Linked To: GREEN LTD.", ["Linked To: GREEN LTD"]),
        ("", []),
    ],
)
def test_the_last_full_stop_belongs_to_the_remarks_but_for_abbreviations(
    remarks: str, parts: list[str]
) -> None:
    assert ofac_remarks.split(remarks) == parts


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("31 Aug 1960", "1960-08-31"), ("Aug 1960", "1960-08"), ("1960", "1960"),
        ("circa 1956", "1956~"), ("1951 to 1953", "1951/1953"), ("31 Feb 1960", ""),
        ("1953 to 1951", ""), ("12 1960", ""), ("unknown", ""),
    ],
)  # fmt: skip
def test_dates_are_read_as_exact_as_they_are_written(words: str, date: str) -> None:
    assert ofac_remarks.date(words) == date


def test_old_encodings_and_broken_rows_are_read_around() -> None:
    rest = b"-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    data = b'10,"FR\xd6NT",-0- ,"SDGT",' + rest
    data += b'x,"A",1\r\nno,"B",-0- ,"SDGT",' + rest + b'11,"C",-0- ,"SDGT",' + rest + b"\x1a"
    read_file = result(ofac.read, data)
    assert read_file.tables["actors"]["10"]["names"] == [{"text": "FRÖNT"}]
    assert [(row.row, row.reason) for row in read_file.aside] == [
        ("row 2", "has 3 cells, not 12"), ("row 3", "“no” is no number")
    ]  # fmt: skip
    assert read_file.aside[0].raw == {"ent_num": "x", "SDN_Name": "A", "SDN_Type": "1"}


@pytest.mark.parametrize("data", [b"", b"\x1a", b"a,b\r\n1,2\r\n", b"\xff\xfe\x00", b'1,"x\r\n'])
def test_a_file_of_no_such_shape_is_refused_in_one_line(data: bytes) -> None:
    assert ofac.looks(Head("x.csv", data)) == 0
    with pytest.raises(UsageError, match="no columns of OFAC"):
        list(ofac.read(io.BytesIO(data), ReadOptions()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300),
    st.lists(st.text(max_size=40).filter(lambda s: '"' not in s), max_size=5),
)
def test_a_hostile_file_ends_in_rows_or_in_a_refusal(tail: bytes, cells: list[str]) -> None:
    hostile = [("20", cell, cell, cell, cell) for cell in cells]
    begin = listed(*[(str(n), "A", "", "SDGT", "") for n in range(20)]).rstrip(b"\x1a")
    data = begin + listed(*hostile) + tail
    for row in ofac.read(io.BytesIO(data), ReadOptions(personal=True)):
        assert row.row


@shared
def test_the_list_on_the_middle_east_comes_in_whole() -> None:
    with SHARED.open(newline="") as file:
        rows = list(csv.reader(file))
    actors = [row for row in rows if row[2] not in ("vessel", "aircraft")]
    read_file = result(ofac.read, SHARED.read_bytes(), name=SHARED.name)
    entries = {key for key in read_file.tables["actors"] if key.isdigit()}
    assert entries == {row[0] for row in actors}
    programmes = sum(row[3].count("]") + 1 for row in actors)
    links = sum(row[11].count("Linked To: ") for row in actors)
    assert len(read_file.ties("designates")) == programmes
    assert len(read_file.ties("linked-to")) == links
    assert len(read_file.aside) == len(rows) - len(actors)
