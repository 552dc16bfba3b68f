"""FollowTheMoney: our records come back whole, another's entities come in as what they say."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import follow_the_money as ftm
from proxytui.exchange import ftm_entities, ftm_reader, native
from proxytui.exchange.formats import Head, named
from proxytui.exchange.losses import DROPPED, KEPT
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
    return "".join(ftm.write(select(Index.build(stored), stored, notes=True)))


def returned(document: str) -> dict[str, dict[str, Json]]:
    back: dict[str, dict[str, Json]] = {}
    for row in ftm.read(io.BytesIO(document.encode()), ReadOptions()):
        assert isinstance(row, ReadRow), row
        back.setdefault(row.table, {})[row.key] = row.fields
    return back


def standard(document: str) -> list[Json]:
    """The entities as another program sees them."""
    lines = [json.loads(line) for line in document.splitlines()]
    return [{k: v for k, v in item.items() if k != "proxytui"} for item in lines]


def entity(id_: str, schema: str, **properties: Any) -> Json:
    listed = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return {"id": id_, "schema": schema, "properties": listed, "datasets": ["some_list"]}


IRAN = entity("iran", "PublicBody", name="Iran", country="ir", topics=["gov.national"])
PARTY = entity("party", "Organization", name="A Party", topics=["pol.party", "sanction"])
LEADER = entity("leader", "Person", name="A Leader", birthDate="1939-07-17", alias=["AL", "AL"])


def read(*items: Any, **options: Any) -> Result:
    data = "\n".join(json.dumps(item) for item in items)
    return result(ftm.read, data.encode(), **options)


def only_claim(*items: Any) -> Json:
    (record,) = read(*items).claims
    return record


def link(id_: str = "link", **properties: Any) -> Json:
    return entity(id_, "UnknownLink", **{"subject": "iran", "object": "party", **properties})


# Our own, out and in


@given(stores())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_store_comes_back_byte_for_byte(stored: dict[str, dict[str, Json]]) -> None:
    document = written(stored)
    assert document == written(stored)
    assert "".join(native.document(returned(document))) == "".join(native.document(stored))


@given(stores())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_store_is_sound_for_the_library_and_stands_beside_its_entities(
    stored: dict[str, dict[str, Json]],
) -> None:
    model = pytest.importorskip("followthemoney").model
    for line in written(stored).splitlines():
        item = json.loads(line)
        model.get(item["schema"]).validate(item)
        assert model.get_proxy(item).to_dict()["proxytui"] == item["proxytui"]


def test_what_another_program_changed_in_the_properties_is_what_comes_in() -> None:
    stored = tables(claim("a backs b", summary="as it was", terms=["W"]), "a opposes c")
    lines = [json.loads(line) for line in written(stored).splitlines()]
    for item in lines:
        if item["proxytui"]["id"] == "c1":
            item["properties"] |= {"summary": ["as it is"], "object": ["actors.c"]}
            item["properties"]["endDate"] = ["2019-05"]
        if item["proxytui"]["id"] == "a":
            item["properties"]["name"] = ["Another"]
    back = returned("\n".join(map(json.dumps, lines)))
    changed = {"summary": "as it is", "until": "2019-05", "object": "c"}
    assert back["claims"]["c1"] == {**stored["claims"]["c1"], **changed}
    assert back["actors"]["a"]["names"] == [{"text": "Another"}]
    assert back["claims"]["c2"] == stored["claims"]["c2"]


def test_a_claim_whose_sources_another_program_left_out_comes_in_by_what_is_there() -> None:
    lines = written(tables(claim("a backs b"))).splitlines()
    kept = [line for line in lines if '"Document"' not in line]
    (record,) = result(ftm.read, "\n".join(kept).encode()).claims
    assert (record["subject"], record["type"], record["object"]) == ("a", "backs", "b")


def test_what_nobody_holds_true_is_no_link_and_what_is_doubted_says_so() -> None:
    stored = tables(
        claim("a backs b", status="refuted"),
        claim("a backs c", flags=["planned"]),
        claim("a backs d", citations=[cite("s1", flags=["alleged"])]),
        claim("a backs e", citations=[cite("s1"), cite("s2", stance="disputes")]),
    )
    by_id = {item["id"]: item for item in standard(written(stored))}
    assert [by_id[f"claims.c{n}"]["schema"] for n in (1, 2, 3, 4)] == [
        "Note", "Note", "UnknownLink", "UnknownLink"
    ]  # fmt: skip
    assert by_id["claims.c1"]["properties"]["name"] == ["refuted: A backs B"]
    assert [by_id[f"claims.c{n}"]["properties"]["status"] for n in (3, 4)] == [
        ["alleged"], ["disputed"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("1979", "1979"), ("1979~", "1979"), ("2011-03", "2011-03"), ("2011-XX", "2011"),
        ("2011-03-02", "2011-03-02"), ("2011-03/2011-05", "2011"), ("2012/2015", None),
        ("198X", None), ("../1982", None), ("2012/..", None), ("0980", None),
    ],
)  # fmt: skip
def test_a_date_is_written_as_the_year_month_or_day_that_has_all_of_it(
    since: str, expected: str | None
) -> None:
    items = standard(written(tables(claim("a backs b", since=since))))
    (properties,) = (i["properties"] for i in items if i["schema"] == "UnknownLink")
    assert properties.get("startDate") == (expected and [expected])


@pytest.mark.parametrize(
    ("words", "kinds", "fields", "schema"),
    [
        ("a member-of b", ("person", "party"), {}, "Membership"),
        ("a member-of b", ("person", "unknown"), {}, "UnknownLink"),
        ("a part-of b", ("armed-group", "coalition"), {}, "Membership"),
        ("a leads b", ("person", "state"), {}, "Directorship"),
        ("a related-to b", ("person", "person"), {"terms": ["family"]}, "Family"),
        ("a related-to b", ("person", "person"), {"terms": ["associate"]}, "Associate"),
        ("a related-to b", ("person", "person"), {}, "UnknownLink"),
        ("a related-to b", ("person", "party"), {"terms": ["family"]}, "UnknownLink"),
        ("a designates b", ("state", "party"), {"terms": ["sanctions"]}, "Sanction"),
        ("a designates b", ("state", "party"), {"terms": ["banned"]}, "UnknownLink"),
        ("a succeeds b", ("party", "party"), {}, "Succession"),
        ("a represents b", ("person", "party"), {}, "Representation"),
        ("a backs b", ("state", "party"), {"terms": ["W"]}, "UnknownLink"),
    ],
)
def test_a_claim_has_the_schema_that_says_the_same_and_is_read_from_it_as_it_was(
    words: str, kinds: tuple[str, str], fields: Json, schema: str
) -> None:
    actors = {
        id_: {"kind": kind, "names": [{"text": id_.upper()}]}
        for id_, kind in zip("ab", kinds, strict=True)
    }
    items = standard(written(tables(claim(words, **fields), actors=actors)))
    (item,) = (item for item in items if item["id"] == "claims.c1")
    assert item["schema"] == schema
    (record,) = result(ftm.read, json.dumps(items).encode()).claims
    subject, type_, object_ = words.split()
    assert (record["subject"], record["type"], record["object"]) == (
        f"actors.{subject}", type_, f"actors.{object_}"
    )  # fmt: skip


# What another program sees


@pytest.mark.parametrize(("table", "field"), EVERY)
def test_another_program_sees_a_field_unless_it_is_said_to_be_dropped(
    table: str, field: str
) -> None:
    without, there = standard(written(store_with())), standard(written(store_with(table, field)))
    assert (there != without) == (ftm.LOSSES[f"{table}.{field}"] != DROPPED)


@pytest.mark.parametrize(
    ("table", "field"), [key for key in EVERY if ftm.LOSSES[".".join(key)] == KEPT]
)
def test_a_field_that_is_said_to_be_kept_stands_there_in_its_own_words(
    table: str, field: str
) -> None:
    value = SAMPLES[table][field]
    words = {"described": "known only by", "countries": "ir"}
    wanted = words.get(field) or str(value[0] if isinstance(value, list) else value)
    shown = json.dumps(standard(written(store_with(table, field))))
    assert re.search(rf'[". ]{re.escape(wanted)}["\s]', shown)


# Another's, in


def test_links_are_claims_of_the_data_set_that_has_them() -> None:
    outcome = read(IRAN, PARTY, link(role="Financial support", startDate="2011", status="alleged"))
    (record,) = outcome.claims
    assert (record["subject"], record["type"], record["object"]) == ("iran", "linked-to", "party")
    assert (record["role"], record["since"], record["since_raw"]) == (
        "Financial support", "2011", "2011"
    )  # fmt: skip
    (citation,) = record["citations"]
    assert citation["flags"] == ["alleged"]
    assert citation["quote"]["exact"].startswith(
        "schema: UnknownLink; subject: iran; object: party; role: Financial support; status: all"
    )
    assert outcome.tables["sources"][citation["source"]]["title"] == (
        "[FollowTheMoney entities of some_list]"
    )


def test_a_topic_is_nobodys_designation_and_stays_in_the_quote() -> None:
    outcome = read(PARTY)
    actor = outcome.tables["actors"]["party"]
    assert actor["kind"] == "party"
    assert "tags" not in actor
    assert "topics: pol.party, sanction" in actor["citations"][0]["quote"]["exact"]
    assert not outcome.tables.get("claims")


def test_a_sanction_is_a_designation_by_its_authority() -> None:
    sanction = entity(
        "s", "Sanction", entity="party", authority="Some Office", program="LIST-1",
        listingDate="2019-04-15",
    )  # fmt: skip
    outcome = read(PARTY, sanction)
    (record,) = outcome.claims
    assert outcome.tables["actors"][record["subject"]]["names"] == [{"text": "Some Office"}]
    assert (record["type"], record["terms"], record["role"], record["since"]) == (
        "designates", ["sanctions"], "LIST-1", "2019-04-15"
    )  # fmt: skip


def test_birth_dates_of_persons_come_in_only_where_they_are_asked_for() -> None:
    without = read(LEADER)
    assert "1939" not in json.dumps(without.tables)
    asked = read(LEADER, personal=True).tables["actors"]["leader"]
    assert asked["founded"] == "1939-07-17"
    assert asked["names"] == [{"text": "A Leader"}, {"text": "AL", "type": "alias"}]


def test_dates_that_say_less_are_left_out_and_those_that_differ_are_an_interval() -> None:
    record = only_claim(
        IRAN, PARTY, link(startDate=["2011", "2011-03-02", "2011-03"], endDate=["2019", "2015-02"])
    )
    assert (record["since"], record["until"]) == ("2011-03-02", "2015-02/2019")


def test_several_at_an_end_are_a_claim_each() -> None:
    outcome = read(IRAN, PARTY, LEADER, link(object=["party", "leader", "iran"]))
    assert [claim["object"] for claim in outcome.claims] == ["party", "leader"]


def test_entities_inside_others_and_in_pieces_are_read_whole() -> None:
    inner = entity("s", "Sanction", entity="party", authority="Some Office")
    nested = {**PARTY, "properties": {**PARTY["properties"], "sanctions": [inner]}}
    piece = entity("party", "Organization", alias="Piece")
    outcome = read(nested, piece)
    assert len(outcome.claims) == 1
    names = [name["text"] for name in outcome.tables["actors"]["party"]["names"]]
    assert names == ["A Party", "Piece"]


def test_a_document_that_proves_a_tie_is_its_source_too() -> None:
    document = entity(
        "d", "Document", fileName="x.pdf", title="A Paper", publishedAt="2020-01-02",
        sourceUrl="https://x.example/",
    )  # fmt: skip
    outcome = read(IRAN, PARTY, link(proof="d"), document)
    assert {"source": "d"} in outcome.claims[0]["citations"]
    assert outcome.tables["sources"]["d"] == {
        "title": "A Paper", "published": "2020-01-02", "url": "https://x.example/"
    }  # fmt: skip


def test_an_actor_is_known_by_its_other_ids_too() -> None:
    known = {**entity("NK-1", "Person", name="X", wikidataId="Q1"), "referents": ["ofac-1", "NK-1"]}
    identifiers = read(known).tables["actors"]["NK-1"]["identifiers"]
    assert identifiers == {"ftm": ["NK-1", "ofac-1"], "wikidata": ["Q1"]}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (entity("v", "Vessel", name="V"), "no actor, tie or source (Vessel)"),
        (entity("p", "Passport", holder="leader", number="1"), "(Passport)"),
        (entity("x", "Person"), "has no name"),
        (link("x", object="iran"), "ties an entity to itself"),
        (link("x", object="v"), "its object is no actor of the file (v)"),
        (link("x", object=[]), "has no object"),
        (entity("s", "Sanction", entity="party"), "names no authority"),
        ({"schema": "Person", "properties": {}}, "has no id"),
        ({"id": "x", "properties": {}}, "has no schema or no properties"),
        ({"id": "x", "schema": "Person", "properties": []}, "has no schema or no properties"),
        (7, "is no object"),
    ],
)
def test_what_is_no_actor_or_tie_is_set_aside_with_the_reason(bad: Any, reason: str) -> None:
    outcome = read(IRAN, PARTY, link(), bad)
    (aside,) = outcome.aside
    assert reason in aside.reason
    assert "number" not in str(aside.raw)
    assert len(outcome.claims) == 1


def test_entities_whose_ids_have_one_hash_come_in_each_as_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = (IRAN, PARTY, LEADER, link(), entity("party", "Organization", alias="The Party"))
    expected = read(*items)
    for module in (ftm_entities, ftm_reader):
        monkeypatch.setattr(module, "hash", lambda _: 7, raising=False)
    same = read(*items)
    assert same.tables == expected.tables
    assert same.aside == expected.aside


def test_a_list_and_the_results_of_a_query_are_read_as_lines_are() -> None:
    items = [IRAN, PARTY, link()]
    expected = read(*items).tables
    for value in (items, {"total": 3, "results": items}):
        assert result(ftm.read, json.dumps(value).encode()).tables == expected


@pytest.mark.parametrize("data", [b"", b"x", b"{}", b"[]", b"[{", b"[" * 100_000, b"\0\0\0\0"])
def test_what_is_no_followthemoney_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UsageError) as error:
        list(ftm.read(io.BytesIO(data), ReadOptions()))
    assert "\n" not in str(error.value)


def test_entities_are_known_by_their_beginning() -> None:
    assert named("ftm").looks(Head("x", json.dumps(IRAN).encode())) == 90
    assert named("ftm").looks(Head("x", b'{"type": "bundle", "objects": []}')) == 0
    assert named("stix").looks(Head("x", written(tables("a backs b")).encode())) == 0


_leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.sampled_from(["iran", "party", "actors", "claims", "2011", "UnknownLink", "Sanction"]),
)  # fmt: skip
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "schema", "properties", "table", "record", "x"]), inner
        )
    ),
    max_leaves=8,
)
_NAMES = sorted({name for item in (IRAN, LEADER, link()) for name in item["properties"]})


@given(
    st.lists(
        st.builds(
            lambda base, beside, properties: {
                **base, **beside, "properties": {**base["properties"], **properties}
            },
            st.sampled_from(
                [IRAN, PARTY, LEADER, link(), entity("s", "Sanction"), entity("d", "Document")]
            ),
            st.dictionaries(
                st.sampled_from(["id", "schema", "proxytui", "datasets", "referents"]), _values
            ),
            st.dictionaries(
                st.sampled_from([*_NAMES, "authority", "entity", "proof", "startDate", "title"]),
                _values,
                max_size=3,
            ),
        )
        | _values,
        max_size=5,
    )
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_hostile_entities_are_read_or_set_aside(items: list[Any]) -> None:
    try:
        rows = list(ftm.read(io.BytesIO(json.dumps(items).encode()), ReadOptions(personal=True)))
    except UsageError:
        return
    for row in rows:
        assert isinstance(row, (ReadRow, RejectedRow))
