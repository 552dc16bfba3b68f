"""What of a two-sided view is folded: never more lines than asked, nobody left out uncounted."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from network_of import at, claim, index_of

from proxytui.questions import neighbourhood_fit
from proxytui.questions.neighbourhood import Neighbourhood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.graph.index import Index
    from proxytui.questions.neighbourhood_fit import FittedGroup

P = at("2010")


def star(count: int, *others: str) -> Index:
    return index_of(*(f"x backs n{number:02}" for number in range(count)), *others)


def told(groups: Sequence[FittedGroup]) -> list[str]:
    """Lines as `hop actor`, or as `hop …count`."""
    return [
        f"{one.hop} {one.node.other if one.node else f'…{one.folded}'}"
        for group in groups
        for one in group.lines
    ]


def test_what_does_not_fit_is_counted_and_unfolded_by_its_key() -> None:
    around = Neighbourhood(star(9), P, "x")
    (group,) = neighbourhood_fit.fit_side(around, False, 1, 5, frozenset())
    assert told([group]) == ["1 n00", "1 n01", "1 n02", "1 …6"]
    (whole,) = neighbourhood_fit.fit_side(around, False, 1, 5, frozenset({group.lines[-1].key}))
    assert told([whole]) == [f"1 n0{number}" for number in range(9)]
    assert (group.direct, whole.direct) == (9, 9)


def test_further_out_the_first_ones_are_shown_and_more_of_the_next_to_the_centre() -> None:
    beyond = [f"n00 backs far{number}" for number in range(8)]
    around = Neighbourhood(star(3, *beyond), P, "x")
    lines = told(neighbourhood_fit.fit_side(around, False, 2, 9, frozenset()))
    assert lines == ["1 n00", "2 far0", "2 far1", "2 far2", "2 …5", "1 n01", "1 n02"]
    (group,) = neighbourhood_fit.fit_side(around, False, 2, 9, frozenset())
    again = told(neighbourhood_fit.fit_side(around, False, 2, 9, frozenset({group.lines[3].key})))
    assert again == ["1 n00", *(f"2 far{number}" for number in range(8)), "1 n01", "1 n02"]


def test_whoever_is_shown_without_what_follows_is_not_gone_on_from() -> None:
    beyond = [f"n0{here} backs far{here}{number}" for here in range(4) for number in range(6)]
    (group,) = neighbourhood_fit.fit_side(
        Neighbourhood(star(4, *beyond), P, "x"), False, 2, 7, frozenset()
    )
    alone = [one.unfolded for one in group.lines if one.hop == 1]
    assert alone[-1] is False
    assert len(group.lines) <= 6


def test_one_that_is_left_out_takes_no_line_that_says_so() -> None:
    beyond = [f"n00 backs far{number}" for number in range(4)]
    around = Neighbourhood(star(2, *beyond), P, "x")
    assert "2 …1" not in told(neighbourhood_fit.fit_side(around, False, 2, 7, frozenset()))


def test_only_those_in_view_are_looked_up() -> None:
    beyond = [f"n{number:02} backs far{number}" for number in range(60)]
    around = Neighbourhood(star(60, *beyond), P, "x")
    neighbourhood_fit.fit_side(around, False, 3, 12, frozenset())
    asked = [node for node in around.roots(False)["backs"] if node.beyond is not None]
    assert len(asked) <= 15


def test_a_wish_keeps_only_those_next_to_the_centre_that_it_lets_through() -> None:
    around = Neighbourhood(star(5, "n03 backs far"), P, "x")
    kept = neighbourhood_fit.fit_side(
        around, False, 3, 30, frozenset(), lambda node: node.other in ("n03", "n04")
    )
    assert told(kept) == ["1 n03", "1 n04"]


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_generated_views_fit_and_lose_nobody_next_to_the_centre(hops: int) -> None:
    for seed in range(100):
        chance = random.Random(seed)
        names = "abcdefghijkl"[: chance.randint(2, 12)]
        made = []
        for _ in range(chance.randint(1, 40)):
            subject, object_ = chance.sample(names, 2)
            type_ = chance.choice(("backs", "opposes", "allied-with"))
            made.append(claim(f"{subject} {type_} {object_}"))
        index = index_of(*made)
        around = Neighbourhood(index, P, min(index.actors))
        for rows in (0, 1, 4, 8, 20):
            for inward in (True, False):
                groups = neighbourhood_fit.fit_side(around, inward, hops, rows, frozenset())
                assert sum(len(group.lines) + 1 for group in groups) <= max(rows, 4 * len(groups))
                for group in groups:
                    roots = [one for one in group.lines if one.hop == 1]
                    counted = sum(one.folded or 1 for one in roots)
                    assert counted == len(around.roots(inward)[group.type]), (seed, rows)
