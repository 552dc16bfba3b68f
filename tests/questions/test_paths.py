"""Paths between two actors, held against every simple path of generated networks."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from network_of import at, cite, claim, index_of

from proxytui.asof import states
from proxytui.asof import ties as ties_module
from proxytui.model import claim_status, dates, nearness
from proxytui.model.dates import State
from proxytui.model.publishers import independent
from proxytui.model.vocabulary import CLAIM_TYPES, Standing
from proxytui.questions import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.graph.index import Index
    from proxytui.model.dates import Period
    from proxytui.questions.paths import Path

NETWORKS = 1200
ALL = 10_000
IN_2010 = dates.period("2010")


def ties(path: Path) -> list[str]:
    return [hop.tie.id for hop in path.hops]


def found(index: Index, *ends: str, **options: Any) -> list[str]:
    """The paths, each as its actors."""
    return ["".join(path.actors) for path in paths.shortest(index, *ends, **options)]


def test_the_shortest_comes_first_and_no_more_than_k() -> None:
    index = index_of("a backs b", "b backs c", "a backs c", "a backs d", "d backs e", "e backs c")
    assert found(index, "a", "c") == ["ac", "abc", "adec"]
    assert found(index, "a", "c", k=2) == ["ac", "abc"]
    assert found(index, "a", "c", max_hops=1) == ["ac"]
    assert found(index, "a", "c", max_hops=0) == []


def test_direction_is_kept_only_where_it_is_asked_for() -> None:
    index = index_of("a backs b", "c backs b")
    assert found(index, "a", "c") == ["abc"]
    assert found(index, "a", "c", directed=True) == []
    (path,) = paths.shortest(index, "a", "c")
    assert [hop.reversed for hop in path.hops] == [False, True]


def test_symmetric_ties_lead_both_ways_and_are_never_reversed() -> None:
    index = index_of("b allied-with a", "c allied-with b")
    for ends in (("a", "c"), ("c", "a")):
        for directed in (False, True):
            (path,) = paths.shortest(index, *ends, directed=directed)
            assert [hop.reversed for hop in path.hops] == [False, False]


def test_parallel_ties_make_a_path_each() -> None:
    index = index_of("a backs b", "b backs a", "a opposes b", "b allied-with a")
    made = paths.shortest(index, "a", "b", k=9)
    assert [(ties(path), path.hops[0].reversed) for path in made] == [
        (["allied-with:a:b"], False),
        (["backs:a:b"], False),
        (["backs:b:a"], True),
        (["opposes:a:b"], False),
    ]
    assert len(paths.shortest(index, "a", "b", k=9, directed=True)) == 3
    only = paths.shortest(index, "a", "b", k=9, types=frozenset({"opposes"}))
    assert [ties(path) for path in only] == [["opposes:a:b"]]


def test_of_equal_length_the_one_whose_weakest_hop_has_most_publishers_comes_first() -> None:
    two = [cite("s1"), cite("s2")]
    three = [cite("s1"), cite("s2"), cite("s3")]
    index = index_of(
        claim("a backs b", citations=three),
        claim("b backs z"),
        claim("a backs c", citations=two),
        claim("c backs z", citations=two),
        claim("a backs d"),
        claim("d backs z", citations=three),
    )
    assert found(index, "a", "z") == ["acz", "abz", "adz"]


@pytest.mark.parametrize(
    "shelved",
    [
        {"status": "refuted"},
        {"status": "retracted"},
        {"rank": "deprecated"},
        {"flags": ["planned"]},
        {"since": "2015", "until": "2012"},
    ],
)
def test_what_counts_at_no_date_carries_nothing(shelved: dict[str, Any]) -> None:
    for basis in ("throughout", "within", "each-year"):
        index = index_of(claim("a backs b", basis=basis, **shelved))
        assert found(index, "a", "b") == []
        assert found(index, "a", "b", period=IN_2010) == []


def test_what_is_only_denied_carries_and_is_at_most_possible() -> None:
    index = index_of(claim("a backs b", citations=[cite("s1", stance="disputes")]))
    for period in (None, IN_2010):
        (path,) = paths.shortest(index, "a", "b", period)
        assert path.hops[0].tie.state is State.POSSIBLY
        assert path.hops[0].tie.standing is Standing.DENIED
        assert path.together.state is State.POSSIBLY


def test_a_date_leaves_out_what_is_not_held_then() -> None:
    index = index_of(claim("a backs b", until="2005"), "a backs c", "c backs b")
    assert found(index, "a", "b") == ["ab", "acb"]
    assert found(index, "a", "b", period=IN_2010) == ["acb"]


def test_over_all_time_a_tie_has_what_its_claims_say_of_any_date() -> None:
    index = index_of(
        claim("a backs b", until="2005", terms=["W"]),
        claim("a backs b", since="2015", terms=["F"], citations=[cite("s2")]),
        claim("a backs b", status="refuted", terms=["X"], citations=[cite("s3")]),
    )
    (path,) = paths.shortest(index, "a", "b")
    tie = path.hops[0].tie
    assert (tie.state, tie.publishers) == (State.HELD, 2)
    assert {term.code for term in tie.terms} == {"W", "F"}
    states = {claim.id: state for claim, state in zip(tie.claims, tie.states, strict=True)}
    assert states == {"c1": State.HELD, "c2": State.HELD, "c3": State.NOT}


@pytest.mark.parametrize("basis", ["throughout", "within", "each-year"])
def test_over_all_time_any_date_is_enough_to_be_held(basis: str) -> None:
    for since, until in (("2010", None), (None, "2010"), ("../2010", None), ("2010/..", None)):
        index = index_of(claim("a backs b", basis=basis, since=since, until=until))
        (path,) = paths.shortest(index, "a", "b")
        assert path.hops[0].tie.state is State.HELD
    undated = index_of(claim("a backs b", basis=basis, since=None, until=None))
    (path,) = paths.shortest(undated, "a", "b")
    assert path.hops[0].tie.state is State.POSSIBLY


def test_there_is_no_path_to_oneself_nor_to_nobody() -> None:
    index = index_of("a backs b", "b backs a", "c backs d")
    assert found(index, "a", "a") == []
    assert found(index, "a", "c") == []
    assert found(index, "a", "nobody") == []
    assert found(index, "nobody", "a") == []


def test_a_long_chain_and_a_dense_net_are_no_trouble() -> None:
    chain = index_of(*(f"n{n} backs n{n + 1}" for n in range(2000)))
    (path,) = paths.shortest(chain, "n0", "n2000")
    assert len(path.hops) == 2000
    names = [f"n{n:02}" for n in range(30)]
    dense = index_of(*(f"{a} backs {b}" for a, b in itertools.combinations(names, 2)))
    lengths = [len(p.hops) for p in paths.shortest(dense, "n00", "n29", directed=True, k=200)]
    assert lengths == [1] + [2] * 28 + [3] * 171


# Generated networks

TYPES = ("backs", "backs", "opposes", "allied-with", "leads", "related-to")
DATES = (None, "2001", "2005-06", "2010", "2011?", "2008/2012", "2015")


def network(seed: int) -> tuple[Index, random.Random]:
    """A few actors and claims with every mark that decides whether a claim carries."""
    chance = random.Random(seed)
    actors = "abcdefg"[: chance.randint(2, 7)]
    made = []
    for _ in range(chance.randint(1, 15)):
        subject, object_ = chance.sample(actors, 2)
        sources = [f"s{chance.randint(1, 4)}" for _ in range(chance.randint(1, 3))]
        made.append(
            claim(
                f"{subject} {chance.choice(TYPES)} {object_}",
                since=chance.choice(DATES),
                until=chance.choice((None, *DATES)),
                basis=chance.choice(("throughout", "throughout", "within", "each-year")),
                status=chance.choice(("asserted",) * 8 + ("refuted",)),
                rank=chance.choice(("normal",) * 9 + ("deprecated",)),
                flags=chance.choice(([],) * 9 + (["planned"],)),
                citations=[
                    cite(one, stance=chance.choice(("supports",) * 4 + ("disputes",)))
                    for one in sources
                ],
            )
        )
    return index_of(*made), chance


def holding(index: Index, tie: str, period: Period | None) -> list[Any]:
    """The claims by which a tie carries, by the words of the vocabulary."""
    made, supported = [], False
    for claim_id in index.tie_claims[tie]:
        one = index.claims[claim_id]
        if not claim_status.live(one) or claim_status.planned(one):
            continue
        bounds = dates.bounds(one.since, one.until, None)
        if period is None:
            carries = not bounds.contradictory
        else:
            near_from, near_to = nearness.reach(bounds, one.attested)
            carries = dates.state(bounds, period, one.basis) is State.HELD or (
                dates.state(bounds, period, one.basis) is State.POSSIBLY
                and near_from <= period.last
                and period.first <= near_to
            )
            rules_out = dates.state(bounds, period, one.basis) is State.NOT
            supported = supported or (not rules_out and states.publishers(index, [one]) > 0)
        if carries:
            made.append(one)
    # What a publisher says so of another time is not brought near by somebody's denial.
    return made if not supported or states.publishers(index, made) else []


def every(
    index: Index, start: str, goal: str, period: Period | None, directed: bool
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every simple path, as actors and ties, by going everywhere."""
    steps = [(tie, *index.ends[tie]) for tie in index.tie_claims if holding(index, tie, period)]

    def further(
        actors: tuple[str, ...], way: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        if actors[-1] == goal:
            yield actors, way
            return
        for tie, kind, subject, object_ in steps:
            for one, other in ((subject, object_), (object_, subject)):
                against = directed and one == object_ and not CLAIM_TYPES[kind].symmetric
                if one == actors[-1] and other not in actors and not against:
                    yield from further((*actors, other), (*way, tie))

    return further((start,), ())


def test_in_generated_networks_they_are_all_the_simple_paths_in_order() -> None:
    seen_paths = 0
    for seed in range(NETWORKS):
        index, chance = network(seed)
        if len(index.actors) < 2:
            continue
        start, goal = chance.sample(sorted(index.actors), 2)
        period = chance.choice((None, IN_2010))
        directed = chance.random() < 0.4
        weakest = {
            tie: independent(holding(index, tie, period), index.sources.get)
            for tie in index.tie_claims
        }
        wanted = sorted(
            every(index, start, goal, period, directed),
            key=lambda one: (len(one[1]), -min(weakest[tie] for tie in one[1]), one[1]),
        )
        made = paths.shortest(index, start, goal, period, directed=directed, k=ALL)
        assert [(path.actors, tuple(ties(path))) for path in made] == wanted, seed
        some = chance.randint(1, 4)
        few = paths.shortest(index, start, goal, period, directed=directed, k=some)
        assert few == made[:some], seed
        most = chance.randint(1, 4)
        near = paths.shortest(index, start, goal, period, directed=directed, k=ALL, max_hops=most)
        assert near == tuple(path for path in made if len(path.hops) <= most), seed
        seen_paths += len(made)
        for path in made:
            for hop, here, there in zip(path.hops, path.actors, path.actors[1:], strict=False):
                ends = (hop.tie.subject, hop.tie.object)
                assert {here, there} == set(ends)
                symmetric = CLAIM_TYPES[hop.tie.type].symmetric
                assert hop.reversed == (not symmetric and ends == (there, here))
                assert hop.tie.publishers == weakest[hop.tie.id]
                if period is not None:
                    assert hop.tie == ties_module.tie(index, hop.tie.id, at(period.text))
    assert seen_paths > NETWORKS


def test_in_generated_networks_the_actors_passed_are_those_that_networkx_finds() -> None:
    for seed in range(NETWORKS):
        index, chance = network(seed + NETWORKS)
        actors = sorted(index.actors)
        start, goal = chance.sample(actors, 2)
        graph = networkx.DiGraph()
        graph.add_nodes_from(actors)
        for tie in index.tie_claims:
            kind, subject, object_ = index.ends[tie]
            if states.tie_state(index, tie, IN_2010) in (State.HELD, State.POSSIBLY):
                graph.add_edge(subject, object_)
                if CLAIM_TYPES[kind].symmetric:
                    graph.add_edge(object_, subject)
        for one, directed in ((graph, True), (graph.to_undirected(), False)):
            try:
                wanted = [tuple(way) for way in networkx.shortest_simple_paths(one, start, goal)]
            except networkx.NetworkXNoPath:
                wanted = []
            made = paths.shortest(index, start, goal, IN_2010, directed=directed, k=ALL)
            passed = list(dict.fromkeys(path.actors for path in made))
            assert sorted(passed) == sorted(wanted), seed
            assert list(map(len, passed)) == list(map(len, wanted)), seed


def test_a_path_does_not_depend_on_what_was_asked_for_before() -> None:
    for seed in range(60):
        index, chance = network(seed)
        again, _ = network(seed)
        start, goal = chance.sample(sorted(index.actors), 2)
        for period in (IN_2010, None):
            paths.shortest(again, goal, start, period)
        assert paths.shortest(index, start, goal) == paths.shortest(again, start, goal)


def test_a_search_stops_for_others_while_it_goes_on() -> None:
    lines = [f"a{one} backs b{other}" for one in range(60) for other in range(30)]
    breaths: list[int] = []
    index = index_of(*lines)
    shown = paths.shortest(index, "a0", "a59", k=20, checkpoint=lambda: breaths.append(1))
    assert shown == paths.shortest(index, "a0", "a59", k=20)
    assert len(shown) == 20
    assert len(breaths) > 50
