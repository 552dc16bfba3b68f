"""Tensions and structural balance, held against brute force and networkx on generated networks."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from network_of import cite, claim, index_of

from proxytui.asof import states
from proxytui.jobs import told_progress
from proxytui.model.dates import Period, State, period
from proxytui.questions import signed_ties, tensions
from proxytui.questions.signed_ties import SignedTies, triangles

if TYPE_CHECKING:
    from proxytui.graph.index import Index

P = period("2010")


def found(index: Index, at: Period = P) -> list[tuple[str, str, str]]:
    return [
        (one.kind, " ".join(one.actors), one.state.value)
        for one in tensions.findings(SignedTies(index, at))
    ]


def test_whoever_is_said_to_back_both_sides_of_an_opposition_is_named_first() -> None:
    index = index_of("a backs x", "a backs y", "y opposes x")
    assert found(index) == [("both-sides", "a x y", "held")]
    (one,) = tensions.findings(SignedTies(index, P))
    assert [tie.id for tie in one.ties] == ["backs:a:x", "backs:a:y", "opposes:y:x"]
    assert one.words.startswith(
        "A is said to back both X and Y, which are said to be opposed (held at some time in "
        "2010, maybe not all at once). “s1” reports that A backs X (held). “s1” reports"
    )


def test_allies_that_oppose_each_other_are_told_once() -> None:
    index = index_of("a allied-with b", "b opposes a", "a opposes b")
    assert found(index) == [("allies-opposed", "a b", "held")]


@pytest.mark.parametrize(
    ("claims", "balanced"),
    [
        (("a backs b", "b allied-with c", "c backs a"), True),
        (("a backs b", "b opposes c", "c opposes a"), True),
        (("a allied-with b", "b backs c", "c opposes a"), False),
        (("a opposes b", "b opposes c", "c opposes a"), False),
    ],
)
def test_a_triangle_balances_if_the_product_of_its_signs_is_positive(
    claims: tuple[str, ...], balanced: bool
) -> None:
    index = index_of(*claims)
    assert found(index) == ([] if balanced else [("unbalanced", "a b c", "held")])
    first = tensions.balance(SignedTies(index, P))[0]
    assert first == (2000, balanced, not balanced, balanced, not balanced)


def test_a_side_taken_in_one_conflict_is_none_in_another() -> None:
    def taken(against: list[str]) -> Index:
        return index_of(
            claim("a backs x", against=against), "a opposes z", "x backs z", "w backs w2"
        )

    assert found(taken([])) == [("unbalanced", "a x z", "held")]
    assert found(taken(["z"])) == [("unbalanced", "a x z", "held")]
    assert found(taken(["w"])) == []
    assert {one.unbalanced for one in tensions.balance(SignedTies(taken(["w"]), P))} == {0}
    both = (claim("a backs x", against=["w"]), "a backs y", "x opposes y", "w backs w2")
    assert found(index_of(*both)) == []
    pair = (claim("a backs x", against=["y"]), claim("a opposes x", against=["z"]))
    assert found(index_of(*pair, "y backs z")) == []
    assert found(index_of(pair[0], "a opposes x", "y backs z"))[0][0] == "allies-opposed"


def test_possibly_is_carried_through() -> None:
    index = index_of("a backs x", claim("a backs y", since="2005/2015"), "y opposes x")
    assert found(index) == [("both-sides", "a x y", "possibly")]
    assert found(index, period("2002")) == []
    by_year = {one.year: one for one in tensions.balance(SignedTies(index, P))}
    assert by_year[2004].unbalanced == 0
    assert by_year[2010][1:] == (0, 1, 0, 0)
    assert by_year[2016][1:] == (0, 1, 0, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"citations": [cite("s1", stance="disputes")]},
        {"citations": [cite("s1", stance="mentions")]},
        {"status": "refuted"},
        {"rank": "deprecated"},
        {"flags": ["planned"]},
    ],
)
def test_what_is_denied_planned_or_withdrawn_is_no_tension(fields: dict[str, Any]) -> None:
    index = index_of("a backs x", claim("a backs y", **fields), "y opposes x")
    assert found(index) == []
    assert all(one[1:] == (0, 0, 0, 0) for one in tensions.balance(SignedTies(index, P)))


def test_years_without_any_start_are_not_counted_and_nothing_has_no_years() -> None:
    claims = [
        claim(f"{a} opposes {b}", since=None, until=None, attested=["2005", "2005"])
        for a, b in ("ab", "bc", "ca")
    ]
    for one in claims:
        del one["since"], one["until"]
    index = index_of(*claims)
    assert [one[:3] for one in tensions.balance(SignedTies(index, P))] == [(2005, 0, 1)]
    assert found(index, period("2000")) == [("unbalanced", "a b c", "possibly")]
    assert found(index, period("1950")) == []
    assert tensions.balance(SignedTies(index_of("a leads b"), P)) == ()


# Generated networks

YEARS = range(2000, 2010)


def drawn(seed: int) -> Index:
    chance = random.Random(seed)
    actors = "abcdefg"[: chance.randint(3, 7)]
    claims = []
    for _ in range(chance.randint(2, 16)):
        one, other = chance.sample(actors, 2)
        made = claim(
            f"{one} {chance.choice(['backs', 'backs', 'opposes', 'opposes', 'allied-with'])}"
            f" {other}",
            since=chance.choice(["2000", "2002", "2001/2004", "2003~"]),
            until=chance.choice(["2005", "2006/2008", "2009"]),
            status=chance.choice(["asserted"] * 7 + ["refuted"]),
            citations=[cite("s1", stance=chance.choice(["supports"] * 7 + ["disputes"]))],
            against=chance.sample(actors, chance.choice([0, 0, 0, 0, 1, 2])),
        )
        if chance.random() < 0.1:
            del made["since"]
            made["attested"] = ["2004", "2004"]
        claims.append(made)
    return index_of(*claims)


def signed(index: Index, at: Period, no_start: bool = True) -> list[tuple[Any, ...]]:
    """Every claim that speaks at a date, as (sign, subject, object, against, state, type)."""
    made = []
    for one in index.claims.values():
        supports = any(cited.stance == "supports" for cited in one.citations)
        state = states.claim_state(index, one, at)
        if state is State.NOT or not supports:
            continue
        start = one.since is not None or index.bounds(one.id).latest_start <= at.last
        if state is State.POSSIBLY and not start and not no_start:
            continue
        sign = -1 if one.type == "opposes" else 1
        made.append((sign, one.subject, one.object, one.against, state, one.type))
    return made


def edge(claims: list[tuple[Any, ...]], ends: set[str], third: str) -> dict[int, State]:
    """The strongest state of each sign on an edge, beside a third actor."""
    made: dict[int, State] = {}
    for sign, one, other, against, state, _ in claims:
        if {one, other} == ends and (not against or third in against):
            made[sign] = max(made.get(sign, state), state, key=lambda each: each.rank)
    return made


def weakest(states: list[State]) -> str:
    return min(states, key=lambda one: one.rank).value


def brute_triangles(claims: list[tuple[Any, ...]], actors: list[str]) -> dict[str, tuple[int, str]]:
    made = {}
    for three in itertools.combinations(actors, 3):
        edges = [edge(claims, set(three) - {third}, third) for third in three]
        if all(len(one) == 1 for one in edges):
            product = 1
            for one in edges:
                product *= next(iter(one))
            made[" ".join(three)] = (product, weakest([next(iter(e.values())) for e in edges]))
    return made


def brute(index: Index, at: Period) -> set[tuple[str, str, str]]:
    claims, actors = signed(index, at), sorted(index.actors)
    told = set()
    covered = set()
    for actor in actors:
        for x, y in itertools.combinations([one for one in actors if one != actor], 2):
            sides = [
                [
                    state
                    for _, one, other, against, state, type_ in claims
                    if (type_, one, other) == ("backs", actor, end)
                    and (not against or foe in against)
                ]
                for end, foe in ((x, y), (y, x))
            ]
            between = edge(claims, {x, y}, actor).get(-1)
            if all(sides) and between:
                best = [max(side, key=lambda one: one.rank) for side in sides]
                told.add(("both-sides", f"{actor} {x} {y}", weakest([*best, between])))
                covered.add(frozenset((actor, x, y)))
    for x, y in itertools.combinations(actors, 2):
        here = [one for one in claims if {one[1], one[2]} == {x, y}]
        pairs = [
            (plus[4], minus[4])
            for plus in here
            for minus in here
            if plus[0] == 1
            and minus[0] == -1
            and (not plus[3] or not minus[3] or set(plus[3]) & set(minus[3]))
        ]
        if pairs:
            best = [max(side, key=lambda one: one.rank) for side in zip(*pairs, strict=True)]
            told.add(("allies-opposed", f"{x} {y}", weakest(best)))
    for three, (product, state) in brute_triangles(claims, actors).items():
        if product == -1 and frozenset(three.split()) not in covered:
            told.add(("unbalanced", three, state))
    return told


@pytest.mark.parametrize("block", range(12))
def test_findings_and_balance_are_those_of_brute_force(block: int) -> None:
    kinds = Counter[str]()
    for seed in range(block * 100, block * 100 + 100):
        index = drawn(seed)
        for at in (period("2004"), period("2006-06-15")):
            told = found(index, at)
            assert len(told) == len(set(told))
            assert set(told) == brute(index, at), seed
            kinds.update(kind for kind, _, _ in told)
        by_year = {one.year: one[1:] for one in tensions.balance(SignedTies(index, P))}
        for year in YEARS:
            claims = signed(index, period(str(year)), no_start=False)
            three = Counter(brute_triangles(claims, sorted(index.actors)).values())
            expected = (
                three[1, "held"] + three[1, "possibly"],
                three[-1, "held"] + three[-1, "possibly"],
                three[1, "held"],
                three[-1, "held"],
            )
            assert by_year.get(year, (0, 0, 0, 0)) == expected, (seed, year)
    assert set(kinds) == {"both-sides", "allies-opposed", "unbalanced"}


def test_triangles_are_as_many_as_networkx_counts() -> None:
    for seed in range(1000):
        chance = random.Random(seed)
        graph = networkx.gnp_random_graph(chance.randint(3, 25), chance.random(), seed=seed)
        edges = [(f"n{a}", f"n{b}") for a, b in graph.edges]
        made = list(triangles(edges))
        assert len(made) == len(set(made)) == sum(networkx.triangles(graph).values()) / 3
        assert all(a < b < c for a, b, c in made)


def test_a_signed_network_balances_as_networkx_says() -> None:
    """Without conflicts named: whole and in balance is the same as splitting into two camps."""
    balanced = 0
    for seed in range(1000):
        chance = random.Random(seed)
        camp = {actor: chance.choice([1, 1, -1]) for actor in "abcde"}
        signs = {
            pair: camp[pair[0]] * camp[pair[1]] * chance.choice([1] * 9 + [-1])
            for pair in itertools.combinations("abcde", 2)
        }
        words = {1: "backs", -1: "opposes"}
        index = index_of(*(f"{a} {words[sign]} {b}" for (a, b), sign in signs.items()))
        made = tensions.balance(SignedTies(index, P))[0]
        assert made.balanced + made.unbalanced == 10
        # Two camps: what is left of the graph with friends drawn together has two colours.
        friends = networkx.Graph([pair for pair, sign in signs.items() if sign == 1])
        friends.add_nodes_from("abcde")
        groups = list(networkx.connected_components(friends))
        place = {actor: n for n, group in enumerate(groups) for actor in group}
        foes = networkx.Graph()
        foes.add_edges_from((place[a], place[b]) for (a, b), sign in signs.items() if sign == -1)
        camps = not networkx.number_of_selfloops(foes) and networkx.is_bipartite(foes)
        assert (made.unbalanced == 0) == camps
        balanced += camps
    assert 50 < balanced < 950


def test_claims_that_say_the_same_are_kept_once_however_many_they_are() -> None:
    index = index_of(*(f"a{n} backs b{n}" for n in range(50)))
    edges = SignedTies(index, P).edges
    assert len(edges) == 50
    assert len({id(claim) for claims in edges.values() for claim in claims}) == 1
    assert {ends for edge, (claim,) in edges.items() for ends in [claim.ends(edge)]} == {
        (f"a{n}", f"b{n}") for n in range(50)
    }


def test_it_is_told_how_many_claims_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_progress, "_TOLD", 2)
    monkeypatch.setattr(signed_ties, "_KEPT_CLAIMS", 0)
    told: list[str] = []
    with told_progress.shown_by(told.append):
        SignedTies(index_of("a backs b", "a backs c", "a opposes d", "b opposes e", "e backs a"), P)
    assert told == ["claims read: 2 of 5", "claims read: 4 of 5"]
