"""What a filter lets through, at a date and over all time, and how many ties each choice leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_of import at, cite, claim, index_of

from proxytui.asof import all_time, ranking, rollup, states, tie_filter, tie_order, ties
from proxytui.asof.counts import count
from proxytui.model import filters
from proxytui.model.dates import State
from proxytui.model.filters import CODES, FIELDS, LIMITS, Filter
from proxytui.questions import tree

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.model.records import Json

ACTORS: dict[str, Json] = {
    "iran": {"kind": "state", "names": [{"text": "I"}], "countries": ["IR"]},
    "hezbollah": {"kind": "armed-group", "names": [{"text": "H"}], "countries": ["LB"]},
    "syria": {"kind": "state", "names": [{"text": "S"}], "countries": ["SY"]},
    "hamas": {"kind": "armed-group", "names": [{"text": "M"}]},
    "khamenei": {"kind": "person", "names": [{"text": "K"}], "countries": ["IR"]},
}
SOURCES: dict[str, Json] = {
    "s1": {"title": "one", "reliability": "B"},
    "s2": {"title": "two", "reliability": "D"},
    "s3": {"title": "three"},
}


def network() -> Index:
    return index_of(
        claim("iran backs hezbollah", terms=["W", "M.fuel"], citations=[cite("s1"), cite("s2")]),
        claim("iran backs syria", terms=["F"], since=None, until=None),
        claim("iran backs hamas", terms=["W"], citations=[cite("s3", stance="disputes")]),
        claim("hezbollah backs hamas", terms=["T.camps"], flags=["alleged"]),
        claim("iran opposes syria", since="2018", citations=[cite("s3", credibility=2)]),
        claim("khamenei leads iran"),
        claim("iran backs hezbollah", terms=["F"], since="1990", until="1995"),
        actors=ACTORS,
        sources=SOURCES,
    )


def left(line: str, period: str = "2010", actor: str = "iran") -> list[str]:
    index, lens = network(), at(period, filter=filters.read(line))
    return [tie.id for tie in ties.ties(index, actor, lens)]


@pytest.mark.parametrize(
    ("line", "ties"),
    [
        ("type:leads", ["leads:khamenei:iran"]),
        ("support:M", ["backs:iran:hezbollah"]),
        ("support:M.transport", []),
        ("support:F", ["backs:iran:syria"]),
        ("kind:person,armed-group support:W", ["backs:iran:hezbollah"]),
        ("in:SY", ["backs:iran:syria"]),
        ("state:possibly type:backs", ["backs:iran:hamas"]),
        ("state:unspoken", ["backs:iran:syria"]),
        ("status:disputed", ["backs:iran:hamas"]),
        ("publishers:2..", ["backs:iran:hezbollah"]),
        ("grade:D", ["backs:iran:hezbollah", "leads:khamenei:iran", "backs:iran:syria"]),
        ("grade:C", ["leads:khamenei:iran", "backs:iran:syria"]),
        ("-type:backs", ["leads:khamenei:iran"]),
    ],
)
def test_ties_of_an_actor_that_pass(line: str, ties: list[str]) -> None:
    assert left(line) == ties


def test_means_are_those_reported_at_the_date() -> None:
    assert left("support:F in:LB", "1992") == ["backs:iran:hezbollah"]
    assert left("support:W in:LB", "1992") == []


def test_a_means_that_is_only_denied_is_no_means() -> None:
    assert left("support:W kind:armed-group in:LB") == ["backs:iran:hezbollah"]
    assert "backs:iran:hamas" not in left("support:W")


def test_kind_and_country_are_of_the_other_end_or_of_either() -> None:
    index = network()
    tie, wanted = "backs:iran:hezbollah", filters.read("in:LB")
    assert tie_filter.passes(index, tie, at("2010", filter=wanted), "iran")
    assert not tie_filter.passes(index, tie, at("2010", filter=wanted), "hezbollah")
    assert tie_filter.passes(index, tie, at("2010", filter=wanted))


def test_over_all_time_any_claim_that_counts_may_answer() -> None:
    index = network()
    assert all_time.passes(index, "backs:iran:hezbollah", filters.read("support:W,F state:held"))
    assert all_time.passes(index, "opposes:iran:syria", filters.read("grade:2"))
    assert not all_time.passes(index, "opposes:iran:syria", filters.read("grade:1"))


def test_without_a_filter_everything_passes() -> None:
    index = network()
    assert all(tie_filter.passes(index, tie, at("1800")) for tie in index.tie_claims)
    assert all(all_time.passes(index, tie, None) for tie in index.tie_claims)


# Every way to list or count ties asks the same


def _codes(field: str) -> st.SearchStrategy[frozenset[str]]:
    own = {"countries": ("LB", "SY", "IR"), "publishers": ("1", "2", "3")}
    codes = st.sampled_from(CODES.get(field) or own[field])
    return st.frozensets(codes, max_size=1 if field in LIMITS else 3)


FILTERS = st.builds(Filter, **{field: _codes(field) for field in FIELDS}).map(filters.whole)


@settings(max_examples=150, deadline=None)
@given(FILTERS, st.sampled_from(["1992", "2010", "2019", "2022"]), st.sampled_from(list(ACTORS)))
def test_lists_trees_counts_and_rankings_agree(
    wanted: Filter | None, period: str, actor: str
) -> None:
    index = network()
    everything, lens = at(period), at(period, filter=wanted)
    plain = ties.ties(index, actor, everything)
    expected = [t.id for t in plain if tie_filter.passes(index, t.id, lens, actor)]
    assert [t.id for t in ties.ties(index, actor, lens)] == expected
    ranked = ranking.ranking(index, lens, actor)
    assert sorted(r.tie for group in ranked.values() for r in group) == sorted(expected)
    backed = [b.tie.id for b in tree.children(index, lens, actor)]
    apart = {tie.id for tie in plain if tie_order.stands_apart(tie)}
    assert backed == [t for t in expected if t.startswith(f"backs:{actor}:") and t not in apart]
    counts = count(index, actor, lens)
    standing = [t for t in plain if t.id in expected and t.type == "backs" and not t.near]
    shown = [t for t in standing if t.state is not State.NOT and t.id not in apart]
    assert counts.out + counts.out_possible == sum(t.subject == actor for t in shown)
    assert counts.into + counts.into_possible == sum(t.object == actor for t in shown)
    for way, group in ranked.items():
        leads = ranking.has_more(index, at(period, filter=wanted), actor, way, "")
        assert leads == any(not ranked.apart for ranked in group)


def test_rolled_up_ties_pass_as_seen_from_the_leader() -> None:
    index = network()
    lens = at("2010", filter=filters.read("kind:state"))
    found = rollup.ties(index, "khamenei", at("2010"))
    assert {tie.id for tie in found} == {"leads:khamenei:iran"}
    assert [tie.id for tie in rollup.ties(index, "iran", lens)] == ["backs:iran:syria"]


@settings(max_examples=150, deadline=None)
@given(FILTERS, st.sampled_from(["2010", "2019"]))
def test_a_tally_counts_what_each_choice_would_leave(wanted: Filter | None, period: str) -> None:
    index, lens = network(), at(period)
    tie_ids = {tie.id for actor in ACTORS for tie in ties.ties(index, actor, lens)}
    census = tie_filter.FilterCounts()
    for tie in sorted(tie_ids):
        census.add(index, tie, "", states.look_at(index, tie, lens.as_of))

    def number(other: Filter | None) -> int:
        return sum(tie_filter.passes(index, tie, lens._replace(filter=other)) for tie in tie_ids)

    found = census.tally(wanted)
    assert found.left == number(wanted)
    for field in FIELDS:
        for code in CODES.get(field, ("LB", "1", "2")):
            only = (wanted or Filter())._replace(**{field: frozenset({code})})
            assert found.by_field[field].get(code, 0) == number(only), (field, code)
