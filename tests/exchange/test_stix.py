"""STIX 2.1: our records come back whole, another's objects come in as what they say."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import stix2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import native, stix
from proxytui.exchange.formats import Head, named
from proxytui.exchange.losses import COARSENED, DROPPED
from proxytui.exchange.rows import ReadOptions, ReadRow, RejectedRow
from proxytui.exchange.selection import select
from proxytui.graph.index import Index
from tests.exchange.field_samples import EVERY, SAMPLES, store_with
from tests.exchange.foreign_rows import Result, result
from tests.generated import stores
from tests.network_of import cite, claim, tables

if TYPE_CHECKING:
    from proxytui.exchange.selection import Tables
    from proxytui.model.records import Json


def written(stored: Tables) -> str:
    return "".join(stix.write(select(Index.build(stored), stored, notes=True)))


def returned(document: str) -> dict[str, dict[str, Json]]:
    back: dict[str, dict[str, Json]] = {}
    for row in stix.read(io.BytesIO(document.encode()), ReadOptions()):
        assert isinstance(row, ReadRow), row
        back.setdefault(row.table, {})[row.key] = row.fields
    return back


def standard(document: str) -> list[Json]:
    """The objects as another program sees them."""
    objects = json.loads(document)["objects"]
    return [{k: v for k, v in o.items() if k != "x_proxytui"} for o in objects]


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def object_(type_: str, number: int, **properties: object) -> Json:
    return {
        "type": type_,
        "spec_version": "2.1",
        "id": f"{type_}--{uuid(number)}",
        "created": "2020-01-01T00:00:00Z",
        "modified": "2020-01-01T00:00:00Z",
    } | properties


IRAN = object_("identity", 1, name="Iran", identity_class="organization")
APT = object_("threat-actor", 2, name="APT 0", aliases=["Kitten", "APT 0"])


def tie(number: int = 3, type_: str = "sponsored-by", **properties: object) -> Json:
    ends = {"source_ref": APT["id"], "target_ref": IRAN["id"], "relationship_type": type_}
    return object_("relationship", number, **{**ends, **properties})


def read(*objects: object, name: str = "x.json") -> Result:
    bundle = {"type": "bundle", "id": f"bundle--{uuid(9)}", "objects": objects}
    return result(stix.read, json.dumps(bundle).encode(), name=name)


def only_claim(*objects: object) -> Json:
    (record,) = read(*objects).claims
    return record


# Our own, out and in


@given(stores())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_store_comes_back_byte_for_byte(stored: dict[str, dict[str, Json]]) -> None:
    document = written(stored)
    assert "".join(native.document(returned(document))) == "".join(native.document(stored))


@given(stores())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_store_is_sound_stix_with_the_records_beside_it_and_without(
    stored: dict[str, dict[str, Json]],
) -> None:
    document = written(stored)
    assert document == written(stored)
    stix2.parse(json.loads(document), allow_custom=True)
    for item in standard(document):
        stix2.parse(item)


def test_what_another_program_changed_in_an_object_is_what_comes_in() -> None:
    stored = tables(claim("a backs b", summary="as it was", terms=["W"]))
    document = json.loads(written(stored))
    for item in document["objects"]:
        if item["type"] == "relationship":
            item["description"] = "as it is"
            item["stop_time"] = "2019-05-05T10:00:00.000Z"
        if item.get("name") == "A":
            item["name"] = "Another"
    back = returned(json.dumps(document))
    record = stored["claims"]["c1"]
    changed = {
        "summary": "as it is",
        "until": "2019-05-05",
        "until_raw": "2019-05-05T10:00:00.000Z",
    }
    assert back["claims"]["c1"] == {**record, **changed}
    assert back["actors"]["a"]["names"] == [{"text": "Another"}]
    assert back["actors"]["b"] == stored["actors"]["b"]


def test_a_claim_whose_sources_another_program_left_out_comes_in_by_what_is_there() -> None:
    document = json.loads(written(tables(claim("a backs b"))))
    kept = [o for o in document["objects"] if o["type"] in ("identity", "relationship")]
    back = result(stix.read, json.dumps({**document, "objects": kept}).encode())
    (record,) = back.claims
    assert (record["subject"], record["type"], record["object"]) == ("a", "backs", "b")
    assert back.tables["sources"]


def test_a_claim_that_nobody_holds_true_is_revoked_and_one_in_doubt_says_so() -> None:
    stored = tables(
        claim("a backs b", status="refuted"),
        claim("a backs c", citations=[cite("s1", flags=["alleged"])]),
        claim("a backs d", flags=["planned"]),
        claim("a backs e", citations=[cite("s1"), cite("s2", stance="disputes")]),
    )
    by_id = {o["x_proxytui"].get("id"): o for o in json.loads(written(stored))["objects"]}
    assert by_id["c1"]["revoked"] is True
    assert [by_id[c]["labels"] for c in ("c2", "c3", "c4")] == [
        ["alleged"], ["planned"], ["disputed"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "start", "stop"),
    [
        ("2020-01-01", "2020-01-01", "2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"),
        ("1979~", "..", "1979-01-01T00:00:00Z", None),
        ("../1982", "2012/2015", None, "2016-01-01T00:00:00Z"),
        ("2010", "2005", "2010-01-01T00:00:00Z", None),
        ("0001", "9999", "0001-01-01T00:00:00Z", None),
    ],
)
def test_dates_are_written_as_wide_as_they_may_be(
    since: str, until: str, start: str | None, stop: str | None
) -> None:
    (item,) = (
        o for o in standard(written(tables(claim("a backs b", since=since, until=until))))
        if o["type"] == "relationship"
    )  # fmt: skip
    assert (item.get("start_time"), item.get("stop_time")) == (start, stop)


# What another program sees


@pytest.mark.parametrize(("table", "field"), EVERY)
def test_another_program_sees_a_field_unless_it_is_said_to_be_dropped(
    table: str, field: str
) -> None:
    without, there = (standard(written(store_with(*key))) for key in (("", ""), (table, field)))
    assert (there != without) == (stix.LOSSES[f"{table}.{field}"] != DROPPED)


@pytest.mark.parametrize(
    ("table", "field"),
    [key for key in EVERY if stix.LOSSES[".".join(key)] not in (DROPPED, COARSENED)],
)
def test_a_field_that_is_said_to_be_kept_stands_there_in_its_own_words(
    table: str, field: str
) -> None:
    value = SAMPLES[table][field]
    words = {"described": "described", "subject": "b2", "object": "b2", "a": "b2", "b": "b2"}
    shown = json.dumps(standard(written(store_with(table, field))))
    wanted = words.get(field) or (value[0] if isinstance(value, list) else value)
    if isinstance(wanted, dict):
        wanted = next(iter(wanted.values()))[0]
    if wanted == "b2":
        stored = store_with("", "")
        (b2,) = (
            o for o in json.loads(written(stored))["objects"] if o["x_proxytui"].get("id") == "b2"
        )
        wanted = b2["id"]
    assert str(wanted) in shown


# Another's, in


def test_a_sponsor_backs_and_the_object_is_cited_under_its_maker_and_markings() -> None:
    maker = object_("identity", 7, name="Some Lab", identity_class="organization")
    marking = object_(
        "marking-definition", 8, definition_type="statement",
        definition={"statement": "CC BY 4.0"},
    )  # fmt: skip
    marked = {"created_by_ref": maker["id"], "object_marking_refs": [marking["id"]]}
    outcome = read(IRAN, APT, tie(confidence=50, description="Said so.", **marked), maker, marking)
    (record,) = outcome.claims
    assert (record["subject"], record["type"], record["object"]) == (IRAN["id"], "backs", APT["id"])
    (citation,) = record["citations"]
    assert citation["flags"] == ["alleged"]
    assert citation["credibility"] == "3"
    assert citation["quote"]["exact"].startswith("description: Said so.; source_ref: threat-actor")
    source = outcome.tables["sources"][citation["source"]]
    assert source == {
        "title": "[STIX objects of Some Lab]", "author": "Some Lab", "publisher": "Some Lab",
        "licence": "CC BY 4.0", "kind": "data set",
    }  # fmt: skip
    assert outcome.tables["actors"][APT["id"]]["names"] == [
        {"text": "APT 0"}, {"text": "Kitten", "type": "alias"}
    ]  # fmt: skip


def test_attribution_links_with_its_own_word_as_the_role() -> None:
    record = only_claim(IRAN, APT, tie(type_="attributed-to"))
    assert (record["type"], record["role"]) == ("linked-to", "attributed-to")


def test_a_revoked_tie_is_retracted_and_a_doubtful_label_makes_it_alleged() -> None:
    record = only_claim(IRAN, APT, tie(revoked=True, labels=["Suspected"]))
    assert record["status"] == "retracted"
    assert record["citations"][0]["flags"] == ["alleged"]


def test_a_stop_at_midnight_may_be_the_day_or_the_one_before() -> None:
    record = only_claim(
        IRAN, APT, tie(start_time="2010-05-01T00:00:00Z", stop_time="2012-03-01T00:00:00.000Z")
    )
    assert record["since"] == "2010-05-01"
    assert record["until"] == "2012-02-29/2012-03-01"
    assert record["until_raw"] == "2012-03-01T00:00:00.000Z"


def test_reports_support_notes_mention_and_opinions_dispute() -> None:
    refs = {"object_refs": [tie()["id"]]}
    outcome = read(
        object_("report", 4, name="R", published="2021-02-03T00:00:00Z", **refs),
        object_("note", 5, content="A word.", authors=["N. N."], **refs),
        object_("opinion", 6, opinion="disagree", explanation="Not so.", **refs),
        IRAN, APT, tie(external_references=[{"source_name": "Paper", "url": "http://p"}]),
    )  # fmt: skip
    (record,) = outcome.claims
    of = {c["source"].partition("--")[0]: c for c in record["citations"]}
    assert of["report"].get("stance", "supports") == "supports"
    assert of["note"]["stance"] == "mentions"
    assert of["opinion"]["stance"] == "disputes"
    assert of["opinion"]["quote"]["exact"] == "Not so."
    assert of["reference:http://p"]["stance"] == "mentions"
    assert outcome.tables["sources"][f"report--{uuid(4)}"]["published"] == "2021-02-03"


def test_the_newest_version_of_an_object_counts_wherever_it_stands() -> None:
    newer = {**APT, "name": "Newer", "modified": "2021-01-01T00:00:00.000Z"}
    for objects in ((newer, APT), (APT, newer)):
        assert read(*objects).tables["actors"][APT["id"]]["names"][0]["text"] == "Newer"


def test_an_actor_is_in_the_country_where_it_is_located_and_known_by_its_ids() -> None:
    place = object_("location", 5, country="IR")
    at = object_(
        "relationship", 6, relationship_type="located-at", source_ref=APT["id"],
        target_ref=place["id"],
    )  # fmt: skip
    reference = {"source_name": "mitre attack", "external_id": "G0059"}
    actors = read({**APT, "external_references": [reference]}, at, place).tables["actors"]
    assert actors[APT["id"]]["countries"] == ["IR"]
    assert actors[APT["id"]]["identifiers"] == {"mitre-attack": ["G0059"], "stix": [APT["id"]]}


def test_a_duplicate_is_an_unsure_decision() -> None:
    outcome = read(IRAN, APT, tie(type_="duplicate-of"))
    (record,) = outcome.tables["identities"].values()
    assert (record["a"], record["b"], record["judgement"]) == (APT["id"], IRAN["id"], "unsure")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (tie(type_="uses", target_ref=f"malware--{uuid(5)}"), "no tie between actors (uses)"),
        (tie(target_ref=f"malware--{uuid(5)}"), "its target_ref is no actor (malware)"),
        (tie(target_ref=APT["id"]), "to itself"),
        (tie(start_time="yesterday"), "its start_time is no time: yesterday"),
        (tie(start_time="2012-02-31T00:00:00Z"), "its start_time is no time"),
        (object_("malware", 5, name="M"), "no actor, tie or source (malware)"),
        (object_("campaign", 5, name="C"), "no actor, tie or source (campaign)"),
        (object_("identity", 5, name="All banks", identity_class="class"), "class"),
        (object_("identity", 5), "has no name"),
        ({"type": "identity", "name": "X"}, "has no id"),
        ("text", "is no object"),
        ([[]], "is no object"),
    ],
)
def test_what_is_no_actor_or_tie_is_set_aside_with_the_reason(bad: Any, reason: str) -> None:
    outcome = read(IRAN, APT, tie(99), bad)
    (aside,) = outcome.aside
    assert reason in aside.reason
    assert len(outcome.claims) == 1


def test_a_list_and_lines_are_read_as_a_bundle_is() -> None:
    objects = [IRAN, APT, tie()]
    expected = read(*objects, name="").tables
    lines = "\n".join(json.dumps(item) for item in objects)
    for data in (
        json.dumps(objects).encode(),
        lines.encode(),
        f"\ufeff{lines}\r\n\x1a".encode(),
        json.dumps({"objects": objects, "type": "bundle"}).encode("utf-16"),
    ):
        assert result(stix.read, data).tables == expected


def test_a_bad_line_is_set_aside_and_reading_goes_on() -> None:
    data = "\n".join((json.dumps(IRAN), '{"type": ', '{"type": "a", "type": "b"}', json.dumps(APT)))
    outcome = result(stix.read, data.encode())
    assert [aside.row for aside in outcome.aside] == ["line 2", "line 3"]
    assert len(outcome.tables["actors"]) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0\0", b"hello", b"{", b"[", b"{}", b"[]", b'{"a": 1}', b'[{"type": "bundle"',
        b'{"type":"bundle","objects":[{"type":"identity","id":"identity--1"', b"\xff\xfe{",
        b"[" * 100_000, b'{"objects":[' + b'{"a":' * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_stix_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UsageError) as error:
        list(stix.read(io.BytesIO(data), ReadOptions()))
    assert "\n" not in str(error.value)


def test_a_bundle_is_known_by_its_beginning() -> None:
    bundle = json.dumps({"type": "bundle", "id": f"bundle--{uuid(1)}", "objects": [IRAN]}).encode()
    assert named("stix").looks(Head("x.json", bundle)) == 95
    assert named("stix").looks(Head("x.jsonl", json.dumps(IRAN).encode())) >= 80
    assert named("stix").looks(Head("x.json", written(tables("a backs b")).encode()[:65536])) == 95
    assert named("stix").looks(Head("x.json", b'{"proxytui": 1}')) == 0


_WORDS = [IRAN["id"], APT["id"], tie()["id"], "actors", "claims", "2020-01-01T00:00:00Z"]
_leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.sampled_from(_WORDS),
)  # fmt: skip
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["table", "id", "record", "url", "source_name", "x"]), inner
        )
    ),
    max_leaves=6,
)
_PROPERTIES = [
    *sorted({key for item in (IRAN, APT, tie()) for key in item}),
    "x_proxytui", "external_references", "object_refs", "object_marking_refs", "created_by_ref",
    "labels", "confidence", "revoked", "start_time", "stop_time", "definition", "description",
]  # fmt: skip


@given(
    st.lists(
        st.builds(
            lambda base, change: {**base, **change},
            st.sampled_from(
                [IRAN, APT, tie(), object_("report", 4), object_("marking-definition", 5)]
            ),
            st.dictionaries(st.sampled_from(_PROPERTIES), _values, max_size=3),
        )
        | _values,
        max_size=5,
    )
)
@settings(max_examples=300, deadline=None)
def test_hostile_objects_are_read_or_set_aside(objects: list[Any]) -> None:
    data = json.dumps({"type": "bundle", "objects": objects}).encode()
    try:
        rows = list(stix.read(io.BytesIO(data), ReadOptions(name="x")))
    except UsageError:
        return
    for row in rows:
        assert isinstance(row, (ReadRow, RejectedRow))


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_bytes_of_any_sort_end(data: bytes) -> None:
    for start in (b"", b"{", b"[", b'{"type":"bundle","objects":['):
        try:
            list(stix.read(io.BytesIO(start + data), ReadOptions()))
        except UsageError:
            continue
