"""The UCDP Actor Dataset read: names as the rows have them, ties no firmer than the cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import ucdp_actors
from proxytui.exchange.formats import Head, named
from proxytui.exchange.rows import ReadOptions
from tests.exchange.ucdp_rows import Result, result

COLUMNS = [
    "ActorId", "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NameChange", "NewName",
    "NewNameFullMotherTongue", "NewNameFullEng", "Org", "ConflictId", "DyadId", "PrimaryParty",
    "OSID", "OSCoalition", "OSCoalitionID", "NSID", "NSCoalition", "NSCoalitionID", "Splinter",
    "NamePrev", "ActorIdPrev", "SplitTemp", "NameSplitTemp", "ActorIdSplitTemp", "Alliance",
    "NameAlliance", "ActorIdAlliance", "JoinGroup", "GroupName", "ActorIdGroup", "Location",
    "GWNOLoc", "Region", "Version",
]  # fmt: skip

SSA = {"ActorId": "502", "NameData": "USC/SSA", "Org": "1", "Version": "26.1"}
SNA = {
    "ActorId": "503", "NameData": "USC/SNA", "Org": "1", "Splinter": "1", "NamePrev": "USC/SSA",
    "ActorIdPrev": "502", "Location": "Somalia",
}  # fmt: skip


def written(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("cp1252", "replace")


def read(*rows: dict[str, str]) -> Result:
    return result(ucdp_actors.read, written(list(rows)))


def test_an_actor_has_its_names_number_and_row() -> None:
    row = SSA | {"NameOrig": "CUS", "NameOrigFull": "Congreso Unido Somalí", "NameChange": "0"}
    (actor,) = read(row).tables["actors"].values()
    assert actor["kind"] == "armed-group"
    assert actor["identifiers"] == {"ucdp": ["502"]}
    assert "countries" not in actor
    assert actor["names"] == [
        {"text": "USC/SSA"},
        {"text": "CUS", "type": "alias"},
        {"text": "Congreso Unido Somalí", "type": "alias"},
    ]
    (citation,) = actor["citations"]
    assert citation["locator"] == {"paragraph": 2}
    assert citation["quote"]["exact"] == (
        "ActorId: 502; NameData: USC/SSA; NameOrig: CUS; NameOrigFull: Congreso Unido Somalí;"
        " NameChange: 0; Org: 1"
    )


def test_where_the_name_changed_the_first_is_a_former_one() -> None:
    row = SSA | {
        "NameOrig": "Old",
        "NameChange": "1",
        "NewName": "USC/SSA",
        "NewNameFullEng": "New",
    }
    (actor,) = read(row).tables["actors"].values()
    assert actor["names"][1:] == [
        {"text": "New", "type": "alias"}, {"text": "Old", "type": "former"}
    ]  # fmt: skip


def test_kinds_are_those_of_the_organisation() -> None:
    rows = [
        {"ActorId": "114", "NameData": "Government of Iran", "Org": "4"},
        {"ActorId": "1", "NameData": "Hyderabad", "Org": "4"},
        {"ActorId": "2", "NameData": "Supporters of X", "Org": "2"},
        {"ActorId": "3", "NameData": "Dinka", "Org": "3.0"},
    ]
    actors = read(*rows).tables["actors"]
    assert [actors[id_]["kind"] for id_ in ("114", "1", "2", "3")] == [
        "state", "state", "unknown", "unknown"
    ]  # fmt: skip
    assert [name["text"] for name in actors["114"]["names"]] == ["Iran", "Government of Iran"]
    assert actors["114"]["countries"] == ["IR"]


def test_a_splinter_succeeds_the_actor_it_left_by_a_split() -> None:
    (claim,) = read(SNA, SSA).claims
    assert (claim["type"], claim["subject"], claim["object"]) == ("succeeds", "503", "502")
    assert claim["terms"] == ["split"]
    assert claim["citations"][0]["quote"]["exact"] == (
        "ActorId: 503; NameData: USC/SNA; Splinter: 1; NamePrev: USC/SSA; ActorIdPrev: 502"
    )


def test_alliances_and_groups_joined_are_links_and_no_more() -> None:
    third = {"ActorId": "504", "NameData": "SSDF", "Org": "1", "ActorIdAlliance": "502, 503",
             "Alliance": "1", "NameAlliance": "USC/SSA, USC/SNA"}  # fmt: skip
    links = [claim for claim in read(SSA, SNA, third).claims if claim["subject"] == "504"]
    assert [(claim["type"], claim["object"]) for claim in links] == [
        ("linked-to", "502"), ("linked-to", "503")
    ]  # fmt: skip
    assert not any("terms" in claim for claim in links)


def test_rows_of_one_actor_are_joined() -> None:
    outcome = read(SSA, SSA | {"NameData": "Somali Salvation Alliance"})
    (actor,) = outcome.tables["actors"].values()
    assert [name["text"] for name in actor["names"]] == ["USC/SSA", "Somali Salvation Alliance"]
    assert [citation["locator"]["paragraph"] for citation in actor["citations"]] == [2, 3]


def test_the_source_has_its_edition_in_the_title_and_not_in_the_key() -> None:
    first = read(SSA).tables["sources"]
    second = read(SSA | {"Version": "27.1"}).tables["sources"]
    assert first.keys() == second.keys()
    assert [s["title"] for t in (first, second) for s in t.values()] == [
        "UCDP Actor Dataset 26.1", "UCDP Actor Dataset 27.1"
    ]  # fmt: skip
    assert first["ucdp-actor"]["licence"] == "CC BY 4.0"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"ActorId": "x"}, "“x” is no id of UCDP"),
        ({"NameData": ""}, "has an actor without a name"),
        ({"ActorIdPrev": "503"}, "leads to itself by ActorIdPrev"),
        ({"ActorIdGroup": "many"}, "“many” is no id of UCDP"),
    ],
)
def test_a_bad_row_goes_aside_and_reading_goes_on(cells: dict[str, str], reason: str) -> None:
    outcome = read(SNA | cells, SSA)
    assert [(row.row, row.reason) for row in outcome.aside] == [("row 2", reason)]
    assert list(outcome.tables["actors"]) == ["502"]


def test_a_tie_to_an_actor_without_a_row_goes_aside() -> None:
    outcome = read(SNA)
    assert [row.reason for row in outcome.aside] == [
        "leads to 502, which is no ActorId of the file"
    ]
    assert not outcome.claims


def test_the_table_of_formats_has_the_reader_and_other_files_are_refused() -> None:
    assert named("ucdp-actor").looks(Head("x.csv", written([SSA]))) == 95
    assert ucdp_actors.looks(Head("x.csv", b"year,actor_id\n")) == 0
    with pytest.raises(UsageError, match="no columns"):
        list(ucdp_actors.read(io.BytesIO(b"a,b\n"), ReadOptions()))


cell = st.text(max_size=6) | st.sampled_from(["502", "503", "502,503", "0", "1", "4", "", "\x00"])
row = st.dictionaries(st.sampled_from(COLUMNS), cell, max_size=4).map(lambda cells: SNA | cells)


@given(st.lists(row, max_size=3), st.binary(max_size=60))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_no_cell_breaks_the_reader(rows: list[dict[str, str]], more: bytes) -> None:
    result(ucdp_actors.read, written(rows) + more)
