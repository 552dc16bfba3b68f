"""MISP galaxies read: what is suspected stays suspected, what is shared tells nobody apart."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import misp, sponsor_words
from proxytui.exchange.country_names import Country, country
from proxytui.exchange.formats import Head
from proxytui.exchange.rows import ReadOptions
from tests.exchange.ucdp_rows import Result, result

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "misp-threat-actor.json"
shared = pytest.mark.skipif(not SHARED.exists(), reason="the galaxy is not on this machine")

SPONSOR = "cfr-suspected-state-sponsor"
LIKELY = 'estimative-language:likelihood-probability="likely"'


def cluster(number: int, name: str, description: str = "", **more: Any) -> dict[str, Any]:
    related = more.pop("related", [])
    meta = {key.replace("_", "-"): value for key, value in more.items()}
    entry = {"uuid": f"u-{number}", "value": name, "meta": meta, "description": description}
    return entry | ({"related": related} if related else {})


def relation(number: int, type_: str, *tags: str) -> dict[str, Any]:
    return {"dest-uuid": f"u-{number}", "type": type_, "tags": list(tags)}


def written(*values: object, **more: object) -> bytes:
    galaxy = {
        "authors": ["A. Author", "B. Author"], "category": "actor", "name": "Threat Actor",
        "source": "MISP Project", "type": "threat-actor", "uuid": "u", "values": values,
        "version": 349,
    } | more  # fmt: skip
    return json.dumps(galaxy).encode()


def read(*values: object, **more: object) -> Result:
    return result(misp.read, written(*values, **more))


def test_a_galaxy_is_a_source_with_licence_and_authors() -> None:
    (source,) = read(cluster(1, "Wolf")).tables["sources"].values()
    assert source["title"] == "MISP Galaxy, Threat Actor, version 349"
    assert source["author"] == "A. Author, B. Author"
    assert (source["publisher"], source["licence"]) == ("MISP Project", "CC0 1.0")


def test_a_group_has_names_country_and_its_row() -> None:
    group = cluster(
        1, " Wolf ", synonyms=["Grey Wolf", "wolf"], country="IR", refs=["https://a.example/1"],
        **{"attribution-confidence": "50"},
    )  # fmt: skip
    actor = read(group).tables["actors"]["u-1"]
    assert actor["names"] == [{"text": "Wolf"}, {"text": "Grey Wolf", "type": "alias"}]
    assert (actor["kind"], actor["countries"]) == ("unknown", ["IR"])
    assert actor["identifiers"] == {"misp": ["u-1"]}
    assert actor["citations"][0]["quote"]["exact"] == (
        "value: Wolf; synonyms: Grey Wolf, wolf; country: IR; attribution-confidence: 50;"
        " refs: https://a.example/1; uuid: u-1"
    )


def test_a_name_that_two_groups_have_is_weak_for_both() -> None:
    actors = read(
        cluster(1, "Wolf", synonyms=["GRIZZLY", "Fox"]),
        cluster(2, "Fox", synonyms=["Grizzly", "Lynx"]),
    ).tables["actors"]
    assert actors["u-1"]["names"] == [
        {"text": "Wolf"}, {"text": "GRIZZLY", "type": "weak"}, {"text": "Fox", "type": "weak"}
    ]  # fmt: skip
    assert actors["u-2"]["names"] == [
        {"text": "Fox"}, {"text": "Grizzly", "type": "weak"}, {"text": "Lynx", "type": "alias"}
    ]  # fmt: skip


def test_a_suspected_sponsor_is_alleged_to_back_without_means() -> None:
    read_file = read(cluster(1, "Wolf", **{SPONSOR: "Iran (Islamic Republic of)"}))
    (claim,) = read_file.claims
    assert claim == {
        "type": "backs",
        "subject": "state-IR",
        "object": "u-1",
        "citations": [
            {
                "source": "misp-galaxy-threat-actor",
                "quote": {
                    "exact": f"value: Wolf; {SPONSOR}: Iran (Islamic Republic of); uuid: u-1"
                },
                "locator": {"paragraph": 1},
                "flags": ["alleged"],
            }
        ],
    }
    assert read_file.tables["actors"]["state-IR"] == {
        "kind": "state",
        "names": [{"text": "Iran"}, {"text": "Iran (Islamic Republic of)", "type": "alias"}],
        "countries": ["IR"],
    }


def test_one_state_under_several_names_is_one() -> None:
    sponsors = ("China", "People's Republic of China", "CN", "Unknown", "", "Atlantis")
    read_file = read(*(cluster(n, f"G{n}", **{SPONSOR: s}) for n, s in enumerate(sponsors)))
    states = [claim["subject"] for claim in read_file.claims]
    assert states[:3] == ["state-CN"] * 3
    assert len(states) == 4
    assert read_file.tables["actors"][states[3]] == {
        "kind": "unknown", "names": [{"text": "Atlantis"}]
    }  # fmt: skip


def test_a_misspelt_key_is_read_and_quoted_as_it_is_spelt() -> None:
    meta = {"CFR_suspected-state-sponser": ["Russian Federation"], "synonym": "Bear"}
    read_file = read({"uuid": "u-1", "value": "Wolf", "meta": meta})
    (claim,) = read_file.claims
    assert claim["subject"] == "state-RU"
    assert "CFR_suspected-state-sponser: Russian" in claim["citations"][0]["quote"]["exact"]
    assert read_file.tables["actors"]["u-1"]["names"][1]["text"] == "Bear"


def test_a_description_that_names_the_sponsor_is_quoted_beside_the_cell() -> None:
    words = "Active since 2013. It works at the behest of the Iranian government. It hits banks."
    (claim,) = read(cluster(1, "Wolf", words, **{SPONSOR: "Iran"})).claims
    coded, said = claim["citations"]
    assert said["quote"]["exact"] == "It works at the behest of the Iranian government."
    assert coded["flags"] == said["flags"] == ["alleged"]


@pytest.mark.parametrize(
    ("description", "is_said"),
    [
        ("A Chinese state-sponsored group.", True),
        ("It is suspected to be associated with the Chinese government.", True),
        ("It works on behalf of China’s Ministry of State Security.", True),
        ("A China-based group with intrusions against U.S. government entities.", False),
        ("It attacks the Chinese government.", False),
        ("It is not sponsored by China.", False),
        ("A Russian state-sponsored group that targets China.", False),
    ],
)
def test_a_sentence_says_so_only_where_the_state_is_behind_a_group(
    description: str, is_said: bool
) -> None:
    assert bool(sponsor_words.sentence(description, Country("CN", "China"))) is is_said


@pytest.mark.parametrize(
    ("words", "code"),
    [("Korea (Democratic People's Republic of)", "KP"), ("Korea (Republic of)", "KR"),
     ("Viet Nam", "VN"), ("uk", "GB"), ("US", "US"), ("Palestine", "PS"), ("Korea", ""),
     ("", "")],
)  # fmt: skip
def test_countries_are_known_by_short_formal_and_turned_names(words: str, code: str) -> None:
    known = country(words)
    assert (known.code if known else "") == code


def test_groups_that_are_similar_may_be_the_same() -> None:
    read_file = read(
        cluster(1, "Wolf", related=[relation(2, "similar", LIKELY)]),
        cluster(2, "Fox", related=[relation(1, "similar", LIKELY)]),
    )
    assert list(read_file.tables["identities"].values()) == [
        {
            "a": "u-1", "b": "u-2", "judgement": "unsure",
            "reason": "the galaxy Threat Actor has them as similar, likely",
        }
    ]  # fmt: skip


def test_relations_are_ties_no_firmer_than_the_galaxy_has_them() -> None:
    related = [
        relation(2, "part-of", LIKELY), relation(2, "overlaps"), relation(1, "uses"),
        relation(2, "delivers"), relation(9, "uses"), relation(8, "uses"), relation(9, "similar"),
    ]  # fmt: skip
    read_file = read(cluster(1, "Wolf", related=related), cluster(2, "Fox"))
    assert [(c["type"], c["citations"][0].get("flags")) for c in read_file.claims] == [
        ("part-of", ["alleged"]), ("linked-to", None)
    ]  # fmt: skip
    assert [row.reason for row in read_file.aside] == [
        "is uses to itself",
        "has a relation “delivers” of no known kind",
        "has relations to what isn't in the file: 1 similar, 2 uses",
    ]


def test_odd_entries_are_set_aside_with_the_reason() -> None:
    aside = read(
        cluster(1, "Wolf"), 7, ["x"], cluster(2, "  "), cluster(1, "Fox"), {"value": ["Lynx"]}
    ).aside
    assert [(row.row, row.reason) for row in aside] == [
        ("entry 2", "is no object"),
        ("entry 3", "is no object"),
        ("entry 4", "has no name"),
        ("entry 5", "has the uuid of an entry above"),
    ]


def test_the_order_of_fields_and_a_byte_order_mark_change_nothing() -> None:
    group = cluster(1, "Wolf", **{SPONSOR: "Iran"})
    turned = json.dumps(dict(reversed(json.loads(written(group)).items())))
    data = b"\xef\xbb\xbf" + turned.encode()
    assert misp.looks(Head("x.json", data)) > 50
    assert result(misp.read, data).tables == read(group).tables


def test_a_galaxy_of_other_things_is_refused() -> None:
    data = written(cluster(1, "Keylogger"), category="tool", type="tool", name="Tool")
    with pytest.raises(UsageError, match="no groups, but Tool"):
        list(misp.read(io.BytesIO(data), ReadOptions()))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"not json", b'{"values": {}}', b'{"values": [', b"\xff\xfe{}",
        b'{"values": ' + b"[" * 100_000, written(cluster(1, "A"))[:-30],
        b'{"category": "actor", "values": [{"value": 1e999999999999}, {"value": "A"}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_galaxy_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UsageError) as raised:
        list(misp.read(io.BytesIO(data), ReadOptions()))
    assert "\n" not in str(raised.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["value", "uuid", "meta", "related", "type", "tags", "dest-uuid", SPONSOR,
                 "synonyms", "country", "refs", "description"]
            ),
            inner, max_size=5,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(JSON, max_size=4), st.integers(0, 200), st.binary(max_size=4))
def test_a_hostile_file_ends_in_rows_or_in_a_refusal(
    values: list[object], at: int, junk: bytes
) -> None:
    whole = written(*values, cluster(1, "Wolf"))
    for data in (whole, whole[:at] + junk + whole[at:]):
        with suppress(UsageError):
            for row in misp.read(io.BytesIO(data), ReadOptions()):
                assert row.row


@shared
def test_the_galaxy_of_threat_actors_comes_in_whole() -> None:
    galaxy = json.loads(SHARED.read_bytes())["values"]
    read_file = result(misp.read, SHARED.read_bytes(), name=SHARED.name)
    ids = {entry["uuid"] for entry in galaxy}
    assert ids <= read_file.tables["actors"].keys()
    sponsored = [e for e in galaxy if e["meta"].get(SPONSOR, "Unknown") != "Unknown"]
    backed = read_file.ties("backs")
    assert {claim["object"] for claim in backed} == {entry["uuid"] for entry in sponsored}
    assert len(backed) == len(sponsored)
    assert all("alleged" in c["flags"] for claim in backed for c in claim["citations"])
    similar = {
        frozenset((entry["uuid"], other["dest-uuid"]))
        for entry in galaxy
        for other in entry.get("related", ())
        if other["type"] == "similar" and other["dest-uuid"] in ids
    }
    assert len(read_file.tables["identities"]) == sum(len(pair) == 2 for pair in similar)
