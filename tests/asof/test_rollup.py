"""Ties of leaders and parts, shown as an actor's own and marked."""

from __future__ import annotations

from network_of import at, claim, index_of

from proxytui.asof import rollup, ties
from proxytui.questions import tree

P = at("2010")


def rolled(index: object, actor: str = "state") -> list[tuple[str, str | None]]:
    return [(tie.id, tie.via) for tie in rollup.ties(index, actor, P)]  # type: ignore[arg-type]


def test_leaders_and_parts_are_found_with_the_ties_that_lead_to_them() -> None:
    index = index_of(
        "guard part-of state",
        "force part-of guard",
        "general leads force",
        "king leads state",
        "ally member-of state",
        claim("old part-of state", until="2005"),
    )
    assert rollup.members(index, P, "state") == (
        ("king", ("leads:king:state",)),
        ("guard", ("part-of:guard:state",)),
        ("force", ("part-of:guard:state", "part-of:force:guard")),
        ("general", ("part-of:guard:state", "part-of:force:guard", "leads:general:force")),
    )
    assert [id_ for id_, _ in rollup.members(index, at("2004"), "state")][:3] == [
        "king", "guard", "old",
    ]  # fmt: skip


def test_parts_of_each_other_come_once_and_an_actor_is_never_its_own_part() -> None:
    index = index_of("b part-of a", "c part-of b", "a part-of c")
    assert [id_ for id_, _ in rollup.members(index, P, "a")] == ["b", "c"]


def test_refuted_leaders_lead_to_nothing() -> None:
    index = index_of(claim("x leads a", status="refuted"), "x backs b")
    assert rollup.ties(index, "a", P) == ()


def test_ties_of_a_part_stand_beside_the_actors_own_and_are_not_merged_with_them() -> None:
    index = index_of("guard part-of state", "state backs militia", "guard backs militia")
    assert rolled(index) == [("backs:state:militia", None), ("backs:guard:militia", "guard")]
    assert [tie.via for tie in ties.ties(index, "state", P)] == [None, None]


def test_ties_between_an_actor_and_its_parts_and_among_these_are_left_out() -> None:
    index = index_of(
        "guard part-of state",
        "force part-of guard",
        "general leads force",
        "state backs force",
        "general opposes guard",
        "force backs militia",
        "militia backs state",
    )
    assert rolled(index) == [("backs:militia:state", None), ("backs:force:militia", "force")]


def test_an_actors_own_leader_stays_in_its_list() -> None:
    index = index_of("king leads state", "king backs militia")
    assert rolled(index) == [("leads:king:state", None), ("backs:king:militia", "king")]


def test_a_tree_rolled_up_goes_on_from_whom_a_part_backs() -> None:
    index = index_of("guard part-of state", "guard backs militia", "wing part-of militia",
                     "wing backs cell", "cell backs state")  # fmt: skip
    assert tree.tree(index, P, "state") == ()
    (militia,) = tree.tree(index, P, "state", roll_up=True)
    (cell,) = militia.children
    (state,) = cell.children
    ways = [(b.actor, b.tie.via) for b in (militia, cell, state)]
    assert ways == [("militia", "guard"), ("cell", "wing"), ("state", None)]
    assert state.cycle


def test_upwards_the_backers_of_parts_are_shown_as_backers() -> None:
    index = index_of("guard part-of state", "patron backs guard", "guard backs militia")
    (patron,) = tree.children(index, P, "state", "backed-by", roll_up=True)
    assert (patron.actor, patron.tie.via) == ("patron", "guard")
