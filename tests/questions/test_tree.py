"""Chains of patronage, held against plain searches over generated networks."""

from __future__ import annotations

import random
from collections import deque
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from network_of import at, claim, index_of

from proxytui.asof import ties
from proxytui.questions import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.graph.index import Index
    from proxytui.questions.tree import Branch, Direction

P = at("2010")


def drawn(branches: tuple[Branch, ...]) -> list[Any]:
    """A tree as lists: an actor's id, with * for a cycle, + for seen, and what is under it."""
    return [
        (b.actor + "*" * b.cycle + "+" * b.seen, *([drawn(b.children)] if b.children else []))
        for b in branches
    ]


def walked(branches: tuple[Branch, ...], above: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    for branch in branches:
        yield branch, above
        yield from walked(branch.children, (*above, branch.actor))


def test_a_tree_goes_down_to_whom_they_back_and_up_to_their_backers() -> None:
    index = index_of("a backs b", "b backs c", "d backs b")
    assert drawn(tree.tree(index, P, "a")) == [("b", [("c",)])]
    assert drawn(tree.tree(index, P, "c", "backed-by")) == [("b", [("a",), ("d",)])]


def test_depth_bounds_the_levels() -> None:
    index = index_of("a backs b", "b backs c", "c backs d", "d backs e")
    assert drawn(tree.tree(index, P, "a", depth=0)) == []
    assert drawn(tree.tree(index, P, "a", depth=1)) == [("b",)]
    assert drawn(tree.tree(index, P, "a")) == [("b", [("c", [("d",)])])]


def test_an_actor_on_the_way_up_is_a_cycle_without_children() -> None:
    index = index_of("a backs b", "b backs c", "c backs a", "c backs b")
    assert drawn(tree.tree(index, P, "a", depth=9)) == [("b", [("c", [("a*",), ("b*",)])])]


def test_an_actor_is_unfolded_where_it_is_nearest_and_seen_elsewhere() -> None:
    index = index_of("a backs b", "b backs c", "a backs c", "c backs d", "a backs z", "z backs c")
    expected = [("b", [("c+",)]), ("c", [("d",)]), ("z", [("c+",)])]
    assert drawn(tree.tree(index, P, "a")) == expected


def test_on_the_last_level_nothing_is_unfolded_so_nothing_is_seen_there() -> None:
    index = index_of("a backs b", "a backs c", "b backs d", "c backs d", "c backs b")
    at_two = [("b", [("d",)]), ("c", [("b+",), ("d",)])]
    assert drawn(tree.tree(index, P, "a", depth=2)) == at_two
    at_three = [("b", [("d",)]), ("c", [("b+",), ("d+",)])]
    assert drawn(tree.tree(index, P, "a", depth=3)) == at_three


def test_claims_of_one_tie_make_one_branch_and_other_types_branches_of_their_own() -> None:
    index = index_of("a backs b", "a backs b", "a opposes b", "b backs c")
    types = frozenset({"backs", "opposes"})
    branches = tree.tree(index, P, "a", types=types)
    assert [(b.tie.type, b.actor, b.seen) for b in branches] == [
        ("backs", "b", False),
        ("opposes", "b", True),
    ]
    assert len(branches[0].tie.claims) == 2


def test_symmetric_ties_are_followed_from_either_end_in_either_direction() -> None:
    index = index_of("b allied-with a", "b allied-with c")
    allied = frozenset({"allied-with"})
    expected = [("b", [("a*",), ("c", [("b*",)])])]
    assert drawn(tree.tree(index, P, "a", "backs", allied)) == expected
    assert drawn(tree.tree(index, P, "a", "backed-by", allied)) == expected


def test_a_tree_holds_at_its_date_and_its_types_stand_in_for_the_filter() -> None:
    index = index_of("a backs b", claim("b backs c", since="2015"))
    filtered = at("2010", types=frozenset({"leads"}))
    assert drawn(tree.tree(index, filtered, "a")) == [("b",)]
    assert drawn(tree.tree(index, at("2016"), "a")) == [("b", [("c",)])]
    assert drawn(tree.tree(index, at("2010", show_all=True), "a")) == [("b", [("c",)])]


def test_children_are_one_level_and_know_who_stands_above() -> None:
    index = index_of("a backs b", "b backs c", "b backs a", "c backs a")
    assert drawn(tree.children(index, P, "b", path=("a",))) == [("a*",), ("c",)]
    assert drawn(tree.children(index, P, "b")) == [("a",), ("c",)]


def test_a_chain_of_thousands_is_no_trouble() -> None:
    index = index_of(*(f"n{n} backs n{n + 1}" for n in range(3000)))
    (branch,) = tree.tree(index, P, "n0", depth=10_000)
    length = 1
    while branch.children:
        (branch,) = branch.children
        length += 1
    assert (length, branch.actor) == (3000, "n3000")


# Generated networks

MIXED = frozenset({"backs", "allied-with"})


def network(seed: int) -> tuple[Index, list[str]]:
    """Up to nine actors, ties thick enough for cycles, parallel claims and symmetric ties."""
    rng = random.Random(seed)
    actors = [f"n{n}" for n in range(rng.randrange(2, 10))]
    claims = []
    for _ in range(rng.randrange(1, 3 * len(actors))):
        subject, object_ = rng.sample(actors, 2)
        type_ = rng.choice(["backs", "backs", "backs", "allied-with", "opposes"])
        since = rng.choice(["2000", "2000", None, "2015"])
        claims += [claim(f"{subject} {type_} {object_}", since=since)] * rng.choice([1, 1, 2])
    return index_of(*claims), actors


def neighbours(index: Index, direction: Direction, types: frozenset[str]) -> Any:
    """The same steps, read from the claims alone, as a multigraph with a key for each tie."""
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(index.actors)
    for one in index.claims.values():
        if one.type not in types or one.since == "2015":
            continue
        ends = (one.subject, one.object) if direction == "backs" else (one.object, one.subject)
        graph.add_edge(*ends, key=one.type)
        if one.type == "allied-with":
            graph.add_edge(*reversed(ends), key=one.type)
    return graph


@pytest.mark.parametrize("types", [tree.BACKS, MIXED], ids=["backs", "mixed"])
@pytest.mark.parametrize("direction", ["backs", "backed-by"])
def test_trees_agree_with_plain_searches(direction: Direction, types: frozenset[str]) -> None:
    for seed in range(120):
        index, actors = network(seed)
        graph = neighbours(index, direction, types)
        root, depth = actors[0] if actors[0] in index.actors else next(iter(index.actors)), seed % 5
        branches = tree.tree(index, P, root, direction, types, depth)
        found = list(walked(branches, (root,)))
        near = networkx.single_source_shortest_path_length(graph, root, cutoff=depth)
        assert {b.actor for b, _ in found} | {root} == set(near), seed
        unfolded = [root] if depth else []
        for branch, above in found:
            assert branch.cycle == (branch.actor in above), seed
            open_ = not branch.cycle and not branch.seen and len(above) < depth
            if open_:
                unfolded.append(branch.actor)
                assert near[branch.actor] == len(above), seed
            steps = [(b.actor, b.tie.type) for b in branch.children]
            assert sorted(steps) == (
                sorted((to, key) for _, to, key in graph.edges(branch.actor, keys=True))
                if open_
                else []
            ), seed
        assert len(unfolded) == len(set(unfolded)), seed
        for branch, _ in found:
            if branch.seen:
                assert branch.actor in unfolded, seed
        # Every actor nearer than the depth is unfolded somewhere.
        assert set(unfolded) == {actor for actor, away in near.items() if away < depth}, seed


def test_the_first_by_breadth_is_the_one_unfolded() -> None:
    for seed in range(120):
        index, _ = network(seed)
        root = min(index.actors)
        queue = deque((branch, 1) for branch in tree.tree(index, P, root, types=MIXED, depth=4))
        met = {root}
        while queue:
            branch, level = queue.popleft()
            if level < 4 and not branch.cycle:
                assert branch.seen == (branch.actor in met), seed
                met.add(branch.actor)
            queue.extend((below, level + 1) for below in branch.children)


def test_children_stand_in_the_order_of_the_actors_ties() -> None:
    for seed in range(60):
        index, _ = network(seed)
        for actor in index.actors:
            expected = ties.ties(index, actor, at("2010", types=frozenset({"allied-with"})))
            under = tree.tree(index, P, actor, types=frozenset({"allied-with"}), depth=1)
            assert [b.tie for b in under] == list(expected)
