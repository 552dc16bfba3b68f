"""The consolidated list of the Security Council read: who is listed, by which committee, since."""

from __future__ import annotations

import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import un_list
from proxytui.exchange.formats import Head
from proxytui.exchange.rows import ReadOptions
from tests.exchange.ucdp_rows import Result, result

PERSON = """
<INDIVIDUAL>
  <DATAID>6907001</DATAID>
  <FIRST_NAME>MOHAMMED </FIRST_NAME><SECOND_NAME>HASSAN</SECOND_NAME><THIRD_NAME/>
  <UN_LIST_TYPE>Taliban</UN_LIST_TYPE>
  <REFERENCE_NUMBER>TAi.002</REFERENCE_NUMBER>
  <LISTED_ON>2001-01-25</LISTED_ON>
  <NAME_ORIGINAL_SCRIPT>محمد حسن</NAME_ORIGINAL_SCRIPT>
  <COMMENTS1>Review was concluded.</COMMENTS1>
  <DESIGNATION><VALUE>Minister</VALUE><VALUE>Governor</VALUE></DESIGNATION>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>M. Hassan</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Hajji</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_DATE_OF_BIRTH>
    <TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1958</YEAR>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_ADDRESS><CITY>Kabul</CITY></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DOCUMENT><NUMBER>D 000 737</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL>
"""
GROUP = """
<ENTITY>
  <DATAID>110403</DATAID><FIRST_NAME>THE FRONT</FIRST_NAME>
  <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDe.004.</REFERENCE_NUMBER>
  <LISTED_ON>2001-10-06</LISTED_ON>
  <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>The Base</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>The Bureau</ALIAS_NAME></ENTITY_ALIAS>
</ENTITY>
"""


def written(individuals: str = PERSON, entities: str = GROUP, made: str = "2024-11-30") -> bytes:
    date = f' dateGenerated="{made}T00:00:01.474Z"' if made else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST{date}>'
        f"<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES>"
        "</CONSOLIDATED_LIST>"
    ).encode()


def read(data: bytes | None = None, **options: object) -> Result:
    return result(un_list.read, data or written(), **options)


def test_an_entry_is_a_designation_by_the_council_since_its_listing() -> None:
    read_file = read()
    person, group = read_file.claims
    assert person == {
        "type": "designates",
        "subject": "un-security-council",
        "object": "TAi.002",
        "terms": ["sanctions"],
        "role": "Taliban",
        "since": "2001-01-25",
        "attested": ["2024-11-30", "2024-11-30"],
        "citations": [
            {
                "source": "un-security-council-list",
                "quote": {
                    "exact": "FIRST_NAME: MOHAMMED; SECOND_NAME: HASSAN; UN_LIST_TYPE: Taliban;"
                    " LISTED_ON: 2001-01-25; REFERENCE_NUMBER: TAi.002"
                },
                "locator": {"paragraph": 1},
            }
        ],
    }
    assert (group["object"], group["role"]) == ("QDe.004", "Al-Qaida")
    assert read_file.tables["sources"]["un-security-council-list"]["published"] == "2024-11-30"


def test_names_have_the_quality_that_the_list_gives_them() -> None:
    actors = read().tables["actors"]
    assert (actors["TAi.002"]["kind"], actors["QDe.004"]["kind"]) == ("person", "unknown")
    assert actors["TAi.002"]["names"] == [
        {"text": "MOHAMMED HASSAN"},
        {"text": "محمد حسن", "type": "alias"},
        {"text": "M. Hassan", "type": "alias"},
        {"text": "Hajji", "type": "weak"},
    ]
    assert actors["QDe.004"]["names"][1:] == [
        {"text": "The Base", "type": "alias"}, {"text": "The Bureau", "type": "former"}
    ]  # fmt: skip
    assert actors["TAi.002"]["identifiers"] == {"un": ["TAi.002"]}


def test_birth_papers_and_addresses_come_in_only_when_asked_for() -> None:
    assert not any(word in str(read().tables) for word in ("1958", "Kabul", "737"))
    actor = read(personal=True).tables["actors"]["TAi.002"]
    assert actor["founded"] == "1958~"
    quote = actor["citations"][0]["quote"]["exact"]
    assert "INDIVIDUAL_DOCUMENT: NUMBER D 000 737" in quote
    assert "DESIGNATION: Minister; Governor" in quote


def test_two_dates_of_birth_are_none_of_the_actor() -> None:
    dates = "".join(
        f"<INDIVIDUAL_DATE_OF_BIRTH>{date}</INDIVIDUAL_DATE_OF_BIRTH>"
        for date in ("<FROM_YEAR>1957</FROM_YEAR><TO_YEAR>1959</TO_YEAR>", "<YEAR>1961</YEAR>")
    )
    start = "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME>"
    two = read(written(f"{start}{dates}</INDIVIDUAL>"), personal=True).tables["actors"]["1"]
    assert "founded" not in two
    assert "FROM_YEAR 1957, TO_YEAR 1959" in two["citations"][0]["quote"]["exact"]


def test_a_list_without_a_day_attests_nothing() -> None:
    read_file = read(written(made=""))
    assert "attested" not in read_file.claims[0]
    assert read_file.claims[0]["since"] == "2001-01-25"


def test_odd_entries_are_set_aside_with_the_reason() -> None:
    odd = (
        "<ENTITY><DATAID>1</DATAID></ENTITY>"
        "<ENTITY><FIRST_NAME>B</FIRST_NAME></ENTITY>"
        "<ENTITY><DATAID>1 / 2</DATAID><FIRST_NAME>C</FIRST_NAME></ENTITY>"
    )
    aside = read(written(entities=GROUP + GROUP + odd)).aside
    assert [(row.row, row.reason) for row in aside] == [
        ("entry 3", "has the number QDe.004 of an entry above"),
        ("entry 4", "has no name"),
        ("entry 5", "has no number"),
        ("entry 6", "“1 / 2” is no reference number"),
    ]
    assert aside[3].raw == {"DATAID": "1 / 2", "FIRST_NAME": "C"}


def test_a_namespace_or_another_encoding_changes_nothing() -> None:
    named = written().replace(b"<CONSOLIDATED_LIST", b'<CONSOLIDATED_LIST xmlns="urn:x"')
    assert read(named).tables == read().tables
    words = written().decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert un_list.looks(Head("x.xml", words)) > 50
    assert read(words).tables == read().tables


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<CONSOLIDATED_LIST><INDIVIDUALS>&b;</INDIVIDUALS></CONSOLIDATED_LIST>"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged"),
        (b"<CONSOLIDATED_LIST>", "damaged"),
        (written()[:900], "damaged"),
        (b"<other/>", "no list"),
        (BOMB, "declares entities"),
        (b"<CONSOLIDATED_LIST>" + b"<a>" * 100_000, "nests too deep"),
        (b'<?xml version="1.0" encoding="no-such"?><CONSOLIDATED_LIST/>', "encoding|damaged"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        list(un_list.read(io.BytesIO(data), ReadOptions()))
    assert "\n" not in str(raised.value)


def test_entries_are_let_go_one_by_one() -> None:
    entries = "".join(
        f"<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>Group {n} {'x' * 2_000}</FIRST_NAME></ENTITY>"
        for n in range(5_000)
    )
    data = io.BytesIO(written(entities=entries))
    tracemalloc.start()
    try:
        assert sum(1 for _ in un_list.read(data, ReadOptions())) == 10_004
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 3_000_000  # of ten


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1_500), st.binary(max_size=12), st.text(max_size=30))
def test_a_hostile_file_ends_in_rows_or_in_a_refusal(at: int, junk: bytes, words: str) -> None:
    broken = written()[:at] + junk + written()[at:]
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    filled = written().replace(b"THE FRONT", escaped.encode(errors="replace"))
    for data in (broken, filled):
        with suppress(UsageError):
            for row in un_list.read(io.BytesIO(data), ReadOptions(personal=True)):
                assert row.row
