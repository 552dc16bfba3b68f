"""Actors judged the same are one actor of the graph, as if their records had had one id."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_of import cite, claim, tables
from test_lazy_tables import stored

from proxytui.graph.index import Index
from proxytui.graph.merged_records import MergedRecords
from proxytui.model.changes import Change
from proxytui.model.vocabulary import tie_id

if TYPE_CHECKING:
    from proxytui.model.records import Json

ACTORS = "abcde"
TYPES = ("backs", "linked-to", "succeeds", "leads")
ID = st.sampled_from(ACTORS)

CLAIM = st.builds(
    lambda ends, type_, against, speaker: claim(
        f"{ends[0]} {type_} {ends[1]}",
        against=against,
        citations=[cite("s1", speaker={"actor": speaker}), cite("s2")],
    ),
    st.permutations(ACTORS),
    st.sampled_from(TYPES),
    st.lists(ID, max_size=2, unique=True),
    ID,
)
EVENT = st.builds(
    lambda present: {"title": "E", "participants": [{"actor": one} for one in present]},
    st.lists(ID, max_size=3, unique=True),
)
NOTE = st.builds(
    lambda about, type_, ends, link: {
        "about": list(dict.fromkeys([*about, tie_id(type_, *ends[:2])])),
        "text": f"see [[{link}]]",
        "created": "2020-01-01T00:00:00Z",
        "modified": "2020-01-01T00:00:00Z",
    },
    st.lists(ID, max_size=2, unique=True),
    st.sampled_from(TYPES),
    st.permutations(ACTORS),
    ID,
)
ACTOR = st.builds(
    lambda name, speaker: {
        "kind": "armed-group",
        "names": [{"text": name}],
        "citations": [cite("s1", speaker={"actor": speaker})],
    },
    st.sampled_from(["One", "Two", "Three"]),
    ID,
)
DECISION = st.builds(
    lambda ends, judgement, made: {
        "a": ends[0],
        "b": ends[1],
        "judgement": judgement,
        "made": f"2024-01-0{made}T00:00:00Z",
    },
    st.permutations(ACTORS),
    st.sampled_from(["same", "same", "same", "different", "unsure"]),
    st.integers(1, 3),
)
CHANGE = st.one_of(
    st.tuples(st.just("identities"), st.sampled_from(["i1", "i2", "i3"]), st.none() | DECISION),
    st.tuples(st.just("actors"), ID, st.none() | ACTOR),
    st.tuples(st.just("claims"), st.sampled_from(["c1", "c2", "c9"]), st.none() | CLAIM),
    st.tuples(st.just("events"), st.just("e1"), st.none() | EVENT),
    st.tuples(st.just("notes"), st.just("n1"), st.none() | NOTE),
)


@st.composite
def stores(draw: st.DrawFn) -> dict[str, dict[str, Json]]:
    claims = draw(st.lists(CLAIM, min_size=1, max_size=5))
    return {
        **tables(*claims, actors={id_: draw(ACTOR) for id_ in ACTORS}),
        "events": {"e1": draw(EVENT)},
        "notes": {"n1": draw(NOTE)},
        "identities": {
            f"i{n}": one for n, one in enumerate(draw(st.lists(DECISION, max_size=3)), 1)
        },
    }


class Stored:
    """Tables that a graph follows, as it follows those of a store."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.tables = tables
        self.records = MergedRecords(self.raw)
        self.index = self.records.build()

    def raw(self) -> dict[str, Any]:
        return {table: copy.copy(rows) for table, rows in self.tables.items()}

    def change(self, *changes: tuple[str, str, Json | None]) -> None:
        for table, id_, after in changes:
            rows = self.tables.setdefault(table, {})
            if after is None:
                rows.pop(id_, None)
            else:
                rows[id_] = after
        led = [Change(t, i, None, after) for t, i, after in changes]
        self.records.apply(self.index, list(self.records.lead(led)))


def shown(index: Index) -> dict[str, object]:
    """All that questions can see of a graph."""
    index.read_ends()
    ties = sorted(index.iter_ties())
    ids = sorted({*index.actor_ids(), *ACTORS})
    return {
        "actors": {one.id: one for one in index.iter_actors()},
        "ties": {tie: (index.ends[tie], index.tie_claims[tie]) for tie in ties},
        "claims": {one.id: one for one in index.iter_claims()},
        "summaries": {one.id: index.summary(one.id) for one in index.iter_claims()},
        "bounds": {one.id: index.bounds(one.id) for one in index.iter_claims()},
        "events": {one.id: one for one in index.iter_events()},
        "notes": {one.id: one for one in index.iter_notes()},
        "at": {id_: (index.ties_of(id_), index.events_of(id_)) for id_ in ids},
        "noted": {id_: (index.notes_of(id_), index.backlinks(id_)) for id_ in [*ids, *ties]},
        "citing": {id_: index.citing(id_) for id_ in ("s1", "s2")},
        "busiest": index.busiest(),
        "aside": index.set_aside,
        "merged": index.merged,
        "labels": {id_: index.namer(None)(id_) for id_ in ids},
        "newest": index.newest_attestation(),
    }


@settings(deadline=None, max_examples=150)
@given(stores(), st.lists(CHANGE, max_size=8), st.booleans())
def test_a_graph_that_follows_changes_is_the_one_built_anew(
    tables: dict[str, dict[str, Json]], changes: list[Any], in_file: bool
) -> None:
    filled = {table: rows for table, rows in tables.items() if rows}
    store = Stored(stored(filled) if in_file else tables)
    for change in changes:
        store.change(change)
        assert shown(store.index) == shown(MergedRecords(store.raw).build())


@settings(deadline=None, max_examples=100)
@given(stores(), st.lists(CHANGE, max_size=6))
def test_changes_of_one_step_are_followed_together(
    tables: dict[str, dict[str, Json]], changes: list[Any]
) -> None:
    store = Stored(tables)
    store.change(*changes)
    assert shown(store.index) == shown(MergedRecords(store.raw).build())


@settings(deadline=None, max_examples=100)
@given(stores(), DECISION)
def test_a_decision_taken_back_leaves_the_graph_as_it_was(
    tables: dict[str, dict[str, Json]], decision: Json
) -> None:
    before = shown(MergedRecords(lambda: tables).build())
    records = copy.deepcopy(tables)
    store = Stored(tables)
    store.change(("identities", "i9", decision))
    store.change(("identities", "i9", None))
    assert shown(store.index) == before
    assert {table: rows for table, rows in store.tables.items() if rows} == {
        table: rows for table, rows in records.items() if rows
    }, "no record was changed"


def replaced(record: Json, old: str, new: str) -> Any:
    """A record with one id in the place of another, wherever it stands, by its text."""
    if isinstance(record, dict):
        return {key: replaced(value, old, new) for key, value in record.items()}
    if isinstance(record, list):
        return list(
            {str(item): item for item in (replaced(one, old, new) for one in record)}.values()
        )
    if not isinstance(record, str):
        return record
    kind, *ends = record.split(":")
    if len(ends) == 2 and old in ends:
        ends = [new if end == old else end for end in ends]
        return tie_id(kind, *ends) if ends[0] != ends[1] else new
    return new if record == old else record


@settings(deadline=None, max_examples=150)
@given(stores(), st.permutations(ACTORS))
def test_a_merged_pair_counts_as_a_store_in_which_one_id_was_replaced_by_the_other(
    tables: dict[str, dict[str, Json]], pair: list[str]
) -> None:
    a, b = pair[:2]
    tables["identities"] = {"i1": {"a": a, "b": b, "judgement": "same"}}
    merged = shown(MergedRecords(lambda: tables).build())
    other = {
        table: {id_: replaced(record, b, a) for id_, record in rows.items() if id_ != b}
        for table, rows in tables.items()
        if table in ("actors", "claims", "events", "notes", "sources")
    }
    other["claims"] = {
        id_: one for id_, one in other["claims"].items() if one["subject"] != one["object"]
    }
    expected = shown(Index.build(other))
    for part in ("ties", "claims", "summaries", "bounds", "events", "notes", "busiest", "newest"):
        assert merged[part] == expected[part], part
    ids = [one for one in ACTORS if one != b]
    assert {id_: merged["at"][id_] for id_ in ids} == {id_: expected["at"][id_] for id_ in ids}  # type: ignore[index]
    claims = [claim for _, claims in merged["ties"].values() for claim in claims]  # type: ignore[attr-defined]
    assert len(claims) == len(set(claims)), "no claim stands in two ties"


def same(a: str, b: str, day: int = 1, judgement: str = "same") -> Json:
    return {"a": a, "b": b, "judgement": judgement, "made": f"2024-01-{day:02}T00:00:00Z"}


def test_a_claim_on_each_of_two_becomes_one_tie_with_both_claims() -> None:
    store = Stored({**tables("a backs c", "b backs c"), "identities": {"i1": same("a", "b")}})
    assert store.index.tie_claims["backs:a:c"] == ("c1", "c2")
    assert list(store.index.actor_ids()) == ["a", "c"]
    assert [name.text for name in store.index.actors["a"].names] == ["A", "B"]
    assert store.index.actors["b"] is store.index.actors["a"], "it is found by the other id too"


def test_a_claim_between_two_that_are_the_same_makes_no_tie_and_is_named() -> None:
    store = Stored({**tables("a backs b", "b backs c"), "identities": {"i1": same("a", "b")}})
    assert list(store.index.iter_ties()) == ["backs:a:c"]
    assert store.index.merged.within == {"a": ("c1",)}
    assert store.index.set_aside == []


def test_the_group_stands_under_the_first_actor_of_its_earliest_decision() -> None:
    decisions = {"i1": same("c", "a", 5), "i2": same("b", "a", 2), "i3": same("d", "e", 1)}
    given = tables("a backs f", "b backs f", "c backs f", "d backs f", "e backs f")
    store = Stored({**given, "identities": decisions})
    assert set(store.index.merged.originals) == {"b", "d"}
    assert [one.id for one in store.index.merged.originals["b"]] == ["b", "a", "c"]
    shuffled = Stored({**given, "identities": dict(reversed(decisions.items()))})
    assert shuffled.index.merged == store.index.merged


def test_unsure_and_different_merge_nothing() -> None:
    given = {**tables("a backs c", "b backs c")}
    store = Stored(given)
    before = shown(store.index)
    store.change(("identities", "i1", same("a", "b", judgement="unsure")))
    store.change(("identities", "i2", same("a", "c", judgement="different")))
    assert shown(store.index) == before


def test_many_decisions_are_followed_as_few_are() -> None:
    names = [f"x{n:02}" for n in range(40)]
    given = tables(*(f"{one} backs hub" for one in names))
    decisions = {f"i{n}": same(names[0], one, 1 + n % 9) for n, one in enumerate(names[1:], 1)}
    store = Stored({**stored(given), "identities": decisions})
    assert list(store.index.iter_ties()) == ["backs:x00:hub"]
    assert len(store.index.tie_claims["backs:x00:hub"]) == 40


def test_an_actor_known_only_by_a_description_keeps_its_words_in_quotation_marks() -> None:
    given = tables("a backs c", "b backs c")
    given["actors"]["a"] |= {"described": True}
    actor = Stored({**given, "identities": {"i1": same("a", "b")}}).index.actors["a"]
    assert [(name.text, name.type) for name in actor.names] == [("B", "name"), ("“A”", "weak")]
    assert not actor.described


@pytest.mark.parametrize("missing", ["a", "b"])
def test_a_decision_on_an_actor_that_is_gone_counts_for_nothing(missing: str) -> None:
    given = {**tables("a backs c", "b backs c"), "identities": {"i1": same("a", "b")}}
    store = Stored(given)
    store.change(("actors", missing, None))
    assert store.index.merged.originals == {}
    assert shown(store.index) == shown(MergedRecords(store.raw).build())
