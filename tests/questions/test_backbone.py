"""The overview leaves nobody out unsaid: each actor is drawn, or counted in its group or alone."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from network_of import at, claim, index_of

from proxytui.graph.index import Index
from proxytui.questions.backbone import EveryActor, WholeStore, everyone, whole

if TYPE_CHECKING:
    from proxytui.asof.lens import Lens

NOW = at("2010")
WAR = ("c backs army", "d backs army", "e backs army", "w backs rebels", "x backs rebels")


def drawn(index: Index, centre: str = "", most: int = 25, lens: Lens = NOW) -> WholeStore:
    return whole(index, lens, centre, everyone(index, lens), most)


def names(found: WholeStore) -> list[set[str]]:
    return [set(one.actors) for one in found.drawn]


def test_both_sides_of_a_war_are_drawn_the_larger_first() -> None:
    found = drawn(index_of(*WAR, "p opposes q"))
    assert names(found) == [{"army", "c", "d", "e"}, {"rebels", "w", "x"}]
    assert [one.actors[0] for one in found.drawn] == ["army", "rebels"]
    assert found.left == ()
    assert set(found.alone) == {"p", "q"}


def test_the_side_that_is_asked_for_comes_first() -> None:
    found = drawn(index_of(*WAR), "w")
    assert names(found) == [{"rebels", "w", "x"}, {"army", "c", "d", "e"}]
    assert found.drawn[0].actors[0] == "w"


def test_who_has_no_tie_stands_alone_beside_the_others() -> None:
    found = drawn(index_of(*WAR, "p opposes q"), "p")
    assert names(found)[0] == {"p"}
    assert len(found.drawn) == 3
    assert found.alone == ("q",)


def test_what_there_is_no_room_for_is_counted() -> None:
    found = drawn(index_of(*WAR), most=2)
    assert [len(one.actors) for one in found.drawn] == [2, 2]
    assert [len(rest) for rest in found.cut] == [2, 1]
    many = index_of(*(f"a{n} backs b{n}" for n in range(9)))
    found = drawn(many, most=4)
    assert [len(one.actors) for one in found.drawn] == [2, 2, 2]
    assert [len(group) for group in found.left] == [2] * 6


def test_groups_are_those_of_the_date_and_of_the_filter() -> None:
    index = index_of(claim("a backs b", until="2005"), "b backs c", "d backs e")
    assert names(drawn(index)) == [{"b", "c"}, {"d", "e"}]
    assert names(drawn(index, lens=at("2004"))) == [{"a", "b", "c"}, {"d", "e"}]
    assert drawn(index).alone == ("a",)
    denied = claim("a backs b", status="refuted")
    assert drawn(index_of(denied, "b backs c")).alone == ("a",)


def test_of_nobody_there_is_nothing_to_draw() -> None:
    index = Index.build({})
    assert everyone(index, NOW) == EveryActor()
    assert drawn(index) == WholeStore()


@pytest.mark.parametrize("seed", range(40))
def test_each_actor_is_in_exactly_one_place(seed: int) -> None:
    chance = random.Random(seed)
    actors = [f"a{number}" for number in range(chance.randint(2, 40))]
    claims = [
        claim(" ".join((one, chance.choice(("backs", "backs", "opposes")), other)))
        for one, other in (chance.sample(actors, 2) for _ in range(chance.randint(1, 40)))
    ]
    index = index_of(*claims)
    for centre in ("", *index.actors):
        found = drawn(index, centre, chance.randint(2, 12))
        parts = [*(one.actors for one in found.drawn), *found.cut, *found.left, found.alone]
        assert sorted(chain.from_iterable(parts)) == sorted(index.actors)
        assert not centre or found.drawn[0].actors[0] == centre
        for one, rest in zip(found.drawn, found.cut, strict=True):
            # Nobody outside of a group is tied to anybody in it.
            inside = {*one.actors, *rest}
            for tie in index.tie_claims:
                kind, subject, object_ = index.ends[tie]
                assert kind != "backs" or (subject in inside) == (object_ in inside)
