"""The two-sided view, held against a plain walk over generated networks."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from network_of import at, cite, claim, index_of

from proxytui.asof import ties
from proxytui.model import dates, filters
from proxytui.model.dates import State
from proxytui.questions import neighbourhood, neighbourhood_list

if TYPE_CHECKING:
    from proxytui.graph.index import Index
    from proxytui.questions.neighbourhood_list import NeighbourEntry

P = at("2010")


def drawn(entries: tuple[NeighbourEntry, ...]) -> list[str]:
    """Entries as `hop actor +further`."""
    return [f"{one.hop} {one.actor}" + f" +{one.further}" * bool(one.further) for one in entries]


def test_backers_stand_left_and_those_backed_right() -> None:
    index = index_of("a backs x", "x backs b", "c opposes x", "x opposes d", "e leads x")
    view = neighbourhood_list.sides(index, P, "x")
    assert drawn(view.left) == ["1 a", "1 c"]
    assert drawn(view.right) == ["1 b", "1 d"]


def test_allies_stand_right_whichever_way_their_tie_was_given() -> None:
    index = index_of("a allied-with x", "x allied-with z")
    view = neighbourhood_list.sides(index, P, "x")
    assert (drawn(view.left), drawn(view.right)) == ([], ["1 a", "1 z"])


def test_the_next_hop_goes_on_by_the_same_type_and_direction() -> None:
    index = index_of("a backs x", "b backs a", "a backs c", "d opposes a", "c backs b")
    assert drawn(neighbourhood_list.sides(index, P, "x").left) == ["1 a +1"]
    assert drawn(neighbourhood_list.sides(index, P, "x", 2).left) == ["1 a", "2 b +1"]
    assert drawn(neighbourhood_list.sides(index, P, "x", 3).left) == ["1 a", "2 b", "3 c +1"]


def test_nothing_leads_back_and_nobody_is_gone_on_from_twice() -> None:
    index = index_of("x allied-with a", "x allied-with b", "a allied-with b", "b allied-with c")
    assert drawn(neighbourhood_list.sides(index, P, "x").right) == ["1 a +1", "1 b +2"]
    two = ["1 a", "2 b", "1 b", "2 a", "2 c"]
    assert drawn(neighbourhood_list.sides(index, P, "x", 2).right) == two
    index = index_of("x backs a", "a backs x", "a backs b", "b backs a", "b backs x")
    assert drawn(neighbourhood_list.sides(index, P, "x", 3).right) == ["1 a", "2 b"]


def test_what_is_reported_stands_in_the_order_of_the_list_of_ties_each_type_by_itself() -> None:
    two = [cite("s1"), cite("s2")]
    index = index_of(
        "b backs x",
        "a opposes x",
        claim("c backs x", citations=two),
        claim("d backs x", since=None, citations=[*two, cite("s3")]),
        claim("e backs x", citations=[cite("s1", stance="disputes")]),
    )
    assert drawn(neighbourhood_list.sides(index, P, "x").left) == ["1 c", "1 b", "1 d", "1 a"]


def test_what_does_not_show_at_the_date_is_neither_there_nor_counted() -> None:
    index = index_of(
        claim("a backs x", until="2005"), "b backs x", claim("c backs b", until="2005")
    )
    assert drawn(neighbourhood_list.sides(index, P, "x").left) == ["1 b"]
    assert drawn(neighbourhood_list.sides(index, at("2005"), "x").left) == ["1 a", "1 b +1"]


def test_an_unknown_actor_has_an_empty_view() -> None:
    assert neighbourhood_list.sides(index_of("a backs b"), P, "nobody", 3) == ((), ())


def test_beside_another_date_what_changed_comes_first_and_what_ended_is_there_too() -> None:
    index = index_of(
        claim("a backs x", since="1990"),
        claim("b backs x", since="2005"),
        claim("c backs x", since="1990", until="2004"),
        claim("d backs x", since="1980", until="1985"),
    )
    around = neighbourhood.Neighbourhood(index, at("2010"), "x", dates.period("2000"))
    nodes = around.roots(inward=True)["backs"]
    assert [(one.other, one.changed, one.shows) for one in nodes] == [
        ("b", True, True),
        ("c", True, False),
        ("a", False, True),
    ]
    assert [one and one.state for one in map(around.tie_then, nodes)] == [
        None,
        State.HELD,
        State.HELD,
    ]
    assert neighbourhood.Neighbourhood(index, at("2010"), "x", dates.period("2010")).since is None


def test_a_filter_makes_nothing_new_or_ended() -> None:
    index = index_of(
        claim("a backs x", since="1990"),
        claim("b backs x", since="1990", terms=["W"]),
        claim("c backs x", since="2005", terms=["W"]),
        claim("d backs x", since="1990", until="2004", terms=["W"]),
        claim("e backs x", since="1990", until="2004"),
    )
    lens = at("2010", filter=filters.read("support:W"))
    nodes = neighbourhood.Neighbourhood(index, lens, "x", dates.period("2000")).roots(inward=True)[
        "backs"
    ]
    assert [(one.other, one.changed) for one in nodes] == [("c", True), ("d", True), ("b", False)]


def test_ties_that_a_filter_by_type_leaves_out_are_not_there() -> None:
    index = index_of("a backs x", "b opposes x", "x opposes c")
    view = neighbourhood_list.sides(index, at("2010", types=frozenset({"opposes"})), "x")
    assert (drawn(view.left), drawn(view.right)) == (["1 b"], ["1 c"])


def walked(index: Index, centre: str, hops: int, inward: bool) -> dict[tuple[str, str], int]:
    """How far from the centre each actor of a type is on a side, by going everywhere."""
    far: dict[tuple[str, str], int] = {}
    for type_ in neighbourhood.TYPES:
        level = [centre]
        for hop in range(1, hops + 1):
            following = []
            for actor in level:
                for tie in index.ties_of(actor):
                    kind, subject, object_ = index.ends[tie]
                    if kind != type_ or ties.shown(index, tie, P) is None:
                        continue
                    symmetric = kind == "allied-with"
                    if (not symmetric and object_ == actor) != inward:
                        continue
                    other = subject if object_ == actor else object_
                    if other != centre and (type_, other) not in far:
                        far[type_, other] = hop
                        following.append(other)
            level = following
    return far


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_generated_views_hold_everybody_in_reach_at_the_right_distance(hops: int) -> None:
    for seed in range(150):
        chance = random.Random(seed)
        names = "abcdefgh"[: chance.randint(2, 8)]
        made = []
        for _ in range(chance.randint(1, 16)):
            subject, object_ = chance.sample(names, 2)
            type_ = chance.choice(("backs", "opposes", "allied-with", "leads"))
            until = chance.choice(("2020", "2020", "2005"))
            made.append(claim(f"{subject} {type_} {object_}", until=until))
        index = index_of(*made)
        centre = min(index.actors)
        view = neighbourhood_list.sides(index, P, centre, hops)
        for entries, inward in ((view.left, True), (view.right, False)):
            nearest: dict[tuple[str, str], int] = {}
            for one in entries:
                key = one.tie.type, one.actor
                nearest[key] = min(one.hop, nearest.get(key, one.hop))
            assert nearest == walked(index, centre, hops, inward), seed
            before = 0
            for one in entries:
                assert one.hop <= before + 1
                before = one.hop
                assert one.tie == ties.tie(index, one.tie.id, P)
