"""Layers: every node once, edges downwards where that is possible, few lines that cross."""

from __future__ import annotations

import random
from itertools import permutations

from network_of import at, claim, index_of

from proxytui.drawing import layer_graph
from proxytui.drawing.layer_graph import Place
from proxytui.questions import backbone

P = at("2010")


def random_edges(chance: random.Random, nodes: list[str], acyclic: bool) -> list[tuple[str, str]]:
    edges = set()
    for _ in range(chance.randint(0, 2 * len(nodes)) if len(nodes) > 1 else 0):
        one, other = chance.sample(nodes, 2)
        edges.add((min(one, other), max(one, other)) if acyclic else (one, other))
    return sorted(edges)


def test_a_chain_goes_down_and_a_cycle_has_one_way_up() -> None:
    assert layer_graph.levels("abc", [("a", "b"), ("b", "c")], 3) == {"a": 0, "b": 1, "c": 2}
    found = layer_graph.levels("abc", [("a", "b"), ("b", "c"), ("c", "a")], 3)
    assert sorted(found.values()) == [0, 1, 2]


def test_without_a_cycle_every_edge_leads_down_and_no_layer_is_too_full() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        nodes = [f"n{number}" for number in range(chance.randint(1, 20))]
        chance.shuffle(nodes)
        acyclic, most = chance.random() < 0.5, chance.randint(1, 6)
        edges = random_edges(chance, nodes, acyclic)
        found = layer_graph.levels(nodes, edges, most)
        assert sorted(found) == sorted(nodes)
        assert set(found.values()) == set(range(max(found.values()) + 1))
        for level in set(found.values()):
            assert list(found.values()).count(level) <= most
        assert all(found[one] != found[other] for one, other in edges)
        if acyclic:
            assert all(found[one] < found[other] for one, other in edges)


def test_lines_that_can_be_untangled_do_not_cross() -> None:
    level = {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}
    nets = {"1": ("a", ["z"]), "2": ("b", ["y"]), "3": ("c", ["x"])}
    made = layer_graph.layers(level, nets)
    assert layer_graph.crossings(made.rows, made.links) == 0


def test_a_line_to_a_layer_further_down_has_a_place_in_those_between() -> None:
    made = layer_graph.layers({"a": 0, "b": 1, "c": 2}, {"n": ("a", ["b", "c"])})
    assert set(made.rows[1]) == {Place("b"), Place("a", "n", 1)}
    assert made.links[1] == ((Place("a", "n", 1), Place("c")),)


def test_sweeping_leaves_few_more_crossings_than_the_best_order_has() -> None:
    more = 0
    for seed in range(60):
        chance = random.Random(seed)
        upper, lower = ["a", "b", "c", "d"], ["w", "x", "y", "z"]
        nets = {one: (one, chance.sample(lower, chance.randint(1, 3))) for one in upper}
        level = dict.fromkeys(upper, 0) | dict.fromkeys(lower, 1)
        made = layer_graph.layers(level, nets)
        best = min(
            layer_graph.crossings([tuple(map(Place, one)), tuple(map(Place, other))], made.links)
            for one in permutations(upper)
            for other in permutations(lower)
        )
        more += layer_graph.crossings(made.rows, made.links) - best
    assert more <= 40


def test_an_overview_has_all_ties_between_those_who_are_in_it() -> None:
    index = index_of("a backs b", "b backs c", "c backs a", "a opposes d", "e leads a")
    found = backbone.backbone_around(index, P, "a")
    assert set(found.actors) == {"a", "b", "c"}
    assert {(one.subject, one.object) for one in found.arrows} == {
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
    }


def test_whoever_has_most_ties_to_the_others_comes_in_first() -> None:
    index = index_of("a backs b", "a backs c", "a backs d", "b backs d", "d backs e")
    found = backbone.backbone_around(index, P, "a", 3)
    assert found.actors[0] == "a"
    assert "d" in found.actors
    assert len(found.actors) == 3


def test_an_overview_ends_before_its_lines_cannot_be_followed() -> None:
    names = "abcdefghijklmnopqrst"
    index = index_of(*(f"{one} backs {other}" for one in names for other in names if one != other))
    found = backbone.backbone_around(index, P, "a")
    assert 2 <= len(found.actors) < len(names)
    assert len(found.arrows) <= 40


def test_an_overview_of_another_date_and_of_nobody() -> None:
    index = index_of(claim("a backs b", until="2005"), "a backs c")
    assert set(backbone.backbone_around(index, P, "a").actors) == {"a", "c"}
    assert backbone.backbone_around(index, P, "nobody") == ((), ())
