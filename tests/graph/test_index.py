"""The index: what points at what, what is set aside, and that a change leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_of import Tables, at, cite, claim, index_of, tables

from proxytui.asof import counts, ranking, tie_spans, ties
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.questions import yearly

Record = dict[str, Any]


def note(text: str, *about: str) -> Record:
    time = "2024-12-02T10:00:00Z"
    return {"about": list(about) or ["a"], "text": text, "created": time, "modified": time}


def test_ties_are_found_from_both_ends_and_keep_their_claims() -> None:
    index = index_of("a backs b", "a backs b", "c backs a")
    assert index.ties_of("a") == ("backs:a:b", "backs:c:a")
    assert index.ties_of("b") == ("backs:a:b",)
    assert index.tie_claims["backs:a:b"] == ("c1", "c2")


def test_a_claim_without_its_actors_is_set_aside_until_they_come() -> None:
    raw = tables("a backs b")
    iran = raw["actors"].pop("a")
    index = Index.build(raw)
    assert index.set_aside == [("claims", "c1", "no such actor: a")]
    assert (index.claims, index.tie_claims, index.ties_of("b")) == ({}, {}, ())
    index.apply([Change("actors", "a", None, iran)])
    assert index.set_aside == []
    assert index.ties_of("b") == ("backs:a:b",)


def test_removing_an_actor_sets_its_claims_aside() -> None:
    index = index_of("a backs b", "b backs c")
    index.apply([Change("actors", "a", {}, None)])
    assert index.set_aside == [("claims", "c1", "no such actor: a")]
    assert index.ties_of("b") == ("backs:b:c",)


def test_records_that_cannot_be_read_are_set_aside_and_the_rest_is_kept() -> None:
    raw = tables("a backs b", "a backs a", "a loves b", claim("a backs b", basis="often"))
    raw["actors"]["bad"] = {"kind": 7}
    raw["notes"] = {"n1": {"text": "no subject"}}
    index = Index.build(raw)
    assert [(table, id_) for table, id_, _ in index.set_aside] == [
        ("actors", "bad"),
        ("claims", "c2"),
        ("claims", "c3"),
        ("claims", "c4"),
        ("notes", "n1"),
    ]
    reasons = [reason for table, _, reason in index.set_aside if table == "claims"]
    assert reasons == [
        "subject and object are the same: a",
        "no such claim type: loves",
        "no such basis: often",
    ]
    assert list(index.claims) == ["c1"]


def test_events_are_found_from_actors_and_claims() -> None:
    event = {"title": "Strike", "participants": [{"actor": "a"}], "claims": ["c1"]}
    index = index_of("a backs b", events={"e1": event})
    assert index.events_of("a") == index.events_of_claim("c1") == ("e1",)
    assert index.events_of("b") == ()


def test_notes_are_found_from_records_ties_links_and_names() -> None:
    notes = {
        "n1": note("about a tie", "backs:a:b"),
        "n2": note("see [[b]] and [[hezbollâh]]", "a"),
        "n3": note("see [[Hezbollah]], [[Report]]", "c1"),
    }
    named = {"h": {"kind": "armed-group", "names": [{"text": "Hezbollah"}]}}
    titled = {"s1": {"title": "Report"}}
    index = index_of("a backs b", notes=notes, actors=named, sources=titled)
    assert index.notes_of("backs:a:b") == ("n1",)
    assert index.notes_of("a") == ("n2",)
    assert index.backlinks("h") == ("n2", "n3")
    assert index.backlinks("b") == ("n2",)
    assert index.backlinks("s1") == ("n3",)
    index.apply([Change("notes", "n2", notes["n2"], note("nothing now", "b"))])
    assert (index.backlinks("h"), index.notes_of("a")) == (("n3",), ())


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("Seán O’Meara", "[[Seán O'Meara]]"),
        ("Group [A]", "see [[Group [A]]], too"),
        ("[A] Group", "[[[A] Group]] and [[other]]"),
        ("کریمی", "[[كريمي]]"),
        ("Al‑Manar", "[[al-manar]]"),
        ("Işık", "[[ISIK]]"),
        ("علی خامنه‌ای", "[[علي خامنه ای]]"),
        ("L’Orient-Le Jour", "an [[ unclosed one [[L'Orient Le Jour]]"),
    ],
)
def test_a_note_links_to_a_name_however_its_signs_are_written(name: str, link: str) -> None:
    actors = {"x": {"kind": "organisation", "names": [{"text": name}]}}
    notes = {"n1": note(f"before {link} after", "a"), "n2": note("[[something else]]", "a")}
    assert index_of("a backs b", actors=actors, notes=notes).backlinks("x") == ("n1",)


def test_everything_that_cites_a_source_is_found() -> None:
    actor = {"kind": "state", "names": [{"text": "A"}], "citations": [cite("s1")]}
    event = {"title": "Strike", "citations": [cite("s1")]}
    index = index_of("a backs b", actors={"a": actor}, events={"e1": event})
    assert index.citing("s1") == (("actors", "a"), ("claims", "c1"), ("events", "e1"))


def test_a_label_is_the_name_of_the_date_and_follows_an_edit() -> None:
    names = [{"text": "Old", "until": "2004"}, {"text": "New", "since": "2005"}]
    index = index_of("a backs b", actors={"a": {"kind": "party", "names": names}})
    name = index.namer(dates.period("2003"))
    assert name("a") == "Old"
    assert index.namer(dates.period("2010"))("a") == "New"
    assert name("gone") == "gone"
    for year in range(1990, 2000):
        index.namer(dates.period(str(year)))
    other = {"kind": "party", "names": [{"text": "Other"}]}
    index.apply([Change("actors", "a", None, other)])
    assert name("a") == "Other"


def test_retracting_the_original_takes_support_from_the_claims_that_cite_a_copy() -> None:
    sources = {"s0": {"title": "s0"}, "s1": {"title": "s1", "copy_of": "s0"}}
    index = index_of("a backs b", sources=sources)
    assert counts.counts(index, at("2010"))["a"].out == 1
    retracted = {"title": "s0", "status": "retracted"}
    index.apply([Change("sources", "s0", sources["s0"], retracted)])
    assert counts.counts(index, at("2010"))["a"] == (0, 0, 0, 0)
    assert ties.tie(index, "backs:a:b", at("2010")).state is dates.State.POSSIBLY


def test_the_newest_attestation_is_that_of_a_live_claim_as_precise_as_given() -> None:
    refuted = claim("a backs b", attested=["2001", "2024-12-01"], status="refuted")
    year = claim("a backs b", until=None, attested=["2001", "2019~"])
    day = claim("a backs b", until=None, attested=["2001", "2019-12-31"])
    assert index_of("a backs b").newest_attestation() is None
    assert index_of(refuted, year).newest_attestation() == "2019"
    assert index_of(refuted, year, day).newest_attestation() == "2019-12-31"
    decade = claim("a backs b", attested=["1970", "198X"])
    assert index_of(refuted, decade).newest_attestation() == "1989"


# Changes

ACTOR = st.builds(
    lambda name, faulty: {"kind": "state", "names": [{"text": name}] if not faulty else 3},
    st.sampled_from(["Red", "Blue"]),
    st.booleans() | st.just(False) | st.just(False),
)
SOURCE = st.fixed_dictionaries(
    {"title": st.sampled_from(["Red", "Report"])},
    optional={
        "published": st.sampled_from(["2001", "2005-05"]),
        "status": st.sampled_from(["current", "retracted"]),
        "copy_of": st.sampled_from(["s1", "s2", "s3"]),
        "publisher": st.sampled_from(["Post", "Times"]),
    },
)
CLAIM = st.builds(
    lambda type_, subject, object_, source, fields: {
        "type": type_,
        "subject": subject,
        "object": object_,
        "citations": [{"source": source}],
        **fields,
    },
    st.sampled_from(["backs", "backs", "allied-with", "leads", "unheard-of"]),
    st.sampled_from("abc"),
    st.sampled_from("abc"),
    st.sampled_from(["s1", "s2", "s3"]),
    st.fixed_dictionaries(
        {},
        optional={
            "since": st.sampled_from(["2001", "2003~"]),
            "until": st.sampled_from(["..", "2004"]),
            "basis": st.sampled_from(["throughout", "within", "each-year"]),
            "status": st.sampled_from(["asserted", "refuted"]),
            "attested": st.just(["2002", "2006"]),
            "terms": st.sampled_from([["W"], ["F", "W"]]),
            "citations": st.just([{"source": "s1"}, {"source": "s2"}]),
        },
    ),
)
EVENT = st.builds(
    lambda actor, claim_id: {
        "title": "Red",
        "participants": [{"actor": actor}],
        "claims": [claim_id],
        "citations": [{"source": "s1"}],
    },
    st.sampled_from("abc"),
    st.sampled_from(["c1", "c2"]),
)
NOTE = st.builds(note, st.sampled_from(["[[Red]]", "[[a]] [[s1]]", "-"]), st.sampled_from("abc"))
EDIT = st.one_of(
    *(
        st.tuples(st.just(table), st.sampled_from(ids), st.none() | record)
        for table, ids, record in [
            ("actors", ["a", "b", "c"], ACTOR),
            ("sources", ["s1", "s2", "s3"], SOURCE),
            ("claims", ["c1", "c2", "c3", "c4"], CLAIM),
            ("claims", ["c1", "c2", "c3", "c4"], CLAIM),
            ("events", ["e1", "e2"], EVENT),
            ("notes", ["n1", "n2"], NOTE),
        ]
    )
)
START: Tables = {"actors": {id_: {"kind": "state", "names": [{"text": id_}]} for id_ in "abc"}}


def everything(index: Index) -> dict[str, Any]:
    """All that an index answers."""
    ids = ["a", "b", "c", "c1", "c2", "s1", "s2", "s3", *index.tie_claims]
    year = at("2003", show_all=True)
    return {
        "values": [
            index.actors, index.claims, index.events, index.sources, index.notes,
            index.tie_claims, index.ends, index.set_aside,
        ],
        "ways": [
            [way(id_) for way in (
                index.ties_of, index.events_of, index.events_of_claim, index.notes_of,
                index.backlinks, index.citing,
            )]
            for id_ in ids
        ],
        "derived": {c: (index.attested(c), index.bounds(c)) for c in index.claims},
        "newest": index.newest_attestation(),
        "ties": [ties.ties(index, actor, year) for actor in "abc"],
        "counts": counts.counts(index, year),
        "ranked": [ranking.ranking(index, at("2003"), actor) for actor in "abc"],
        "spans": [
            [(s.tie, s.other, s.label, s.way, s.now(731_000, 731_365)) for s in spans]
            for spans in (tie_spans.spans_at_actor(index, actor) for actor in "abc")
        ],
        "names": [index.namer(year.as_of)(actor) for actor in "abc"],
    }  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(EDIT, max_size=25), st.lists(st.booleans(), min_size=25, max_size=25))
def test_changes_one_by_one_lead_where_building_anew_leads(
    edits: list[tuple[str, str, Record | None]], asked: list[bool]
) -> None:
    tables: Tables = {table: dict(records) for table, records in START.items()}
    index = Index.build(tables)
    for (table, id_, after), ask in zip(edits, asked, strict=False):
        records = tables.setdefault(table, {})
        before = records.pop(id_, None)
        if after is not None:
            records[id_] = after
        index.apply([Change(table, id_, before, after)])
        if ask:
            # Answers are remembered, and a later change must not leave one behind.
            everything(index)
    assert everything(index) == everything(Index.build(tables))
    for records in list(tables.values()):
        records.clear()
    index.apply(
        Change(table, id_, {}, None)
        for table, ids in [("actors", "abc"), ("claims", ["c1", "c2", "c3", "c4"])]
        for id_ in ids
    )
    assert index.tie_claims == {}
    assert index.set_aside == []


@settings(max_examples=200, deadline=None)
@given(st.lists(EDIT, max_size=25), st.lists(st.booleans(), min_size=25, max_size=25))
def test_what_is_kept_beside_the_index_follows_what_changes_touched(
    edits: list[tuple[str, str, Record | None]], asked: list[bool]
) -> None:
    index = Index.build(START)
    lens = at("2003")
    years = {actor: yearly.ActorYears(index, actor) for actor in "abc"}
    counting, version = counts.LazyCounts(index, lens), index.version
    for (table, id_, after), ask in zip(edits, asked, strict=False):
        index.apply([Change(table, id_, None, after)])
        if not ask:
            continue
        touched = index.touched_since(version)
        if touched is None:
            counting = counts.LazyCounts(index, lens)
        else:
            counting.forget(touched)
        version = index.version
        for actor in "abc":
            assert years[actor].counts() == yearly.years(index, actor)
            assert counting[actor] == counts.count(index, actor, lens)


def test_a_publisher_that_changes_is_counted_anew() -> None:
    raw = tables("a backs b")
    raw["claims"]["c1"]["citations"] = [{"source": "s1"}, {"source": "s2"}]
    raw["sources"] = {id_: {"title": id_, "publisher": id_} for id_ in ("s1", "s2")}
    index = Index.build(raw)
    assert index.summary("c1").publishers == 2
    index.apply([Change("sources", "s2", None, {"title": "s2", "publisher": "s1"})])
    assert index.summary("c1").publishers == 1


def test_after_very_many_changes_anything_may_have_been_touched() -> None:
    index = Index.build(START)
    index.apply([Change("actors", "a", None, {"kind": "party", "names": [{"text": "a"}]})])
    touched = index.touched_since(0)
    assert touched is not None
    assert touched.actors == {"a"}
    actor = {"kind": "state", "names": [{"text": "x"}]}
    index.apply(Change("actors", f"x{number}", None, actor) for number in range(5000))
    assert index.touched_since(0) is None
    assert index.touched_since(index.version) == (set(), {})
