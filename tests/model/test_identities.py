"""Decisions on who is who: their groups, and where they contradict each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proxytui.model.identities import contradictions, groups
from proxytui.model.records import Decision

ACTORS = "abcdef"
DECISIONS = st.lists(
    st.builds(
        lambda number, ends, judgement: Decision(f"i{number}", *ends[:2], judgement),
        st.integers(0, 99),
        st.permutations(ACTORS),
        st.sampled_from(["same", "same", "different", "unsure"]),
    ),
    unique_by=lambda decision: decision.id,
    max_size=6,
)


def same(number: int, a: str, b: str, judgement: str = "same") -> Decision:
    return Decision(f"i{number}", a, b, judgement, made=f"2024-01-0{number}T00:00:00Z")


@given(DECISIONS, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_loading(decisions, random) -> None:
    shuffled = list(decisions)
    random.shuffle(shuffled)
    assert groups(decisions, ACTORS) == groups(shuffled, ACTORS)


@given(DECISIONS)
def test_every_actor_of_a_chain_is_in_one_group_and_no_other_actor_is(decisions) -> None:
    found = groups(decisions, ACTORS)
    for decision in decisions:
        if decision.judgement == "same":
            assert found.representative[decision.a] == found.representative[decision.b]
    named = {end for d in decisions if d.judgement == "same" for end in (d.a, d.b)}
    assert set(found.representative) == named
    assert {actor for members in found.members.values() for actor in members} == named
    assert all(members[0] == first for first, members in found.members.items())


def test_a_later_decision_leaves_the_name_of_a_group() -> None:
    found = groups([same(2, "a", "b"), same(1, "c", "d"), same(3, "b", "d")], ACTORS)
    assert found.members == {"c": ("c", "d", "a", "b")}


def test_a_decision_on_an_actor_that_is_gone_counts_for_nothing() -> None:
    assert groups([same(1, "a", "gone"), same(2, "gone", "b")], ACTORS).members == {}


def test_a_difference_that_a_chain_contradicts_is_named_with_the_chain() -> None:
    steps = [same(1, "a", "b"), same(2, "b", "c"), same(3, "a", "c", "different")]
    (odd,) = contradictions([*steps, same(4, "a", "d", "different")])
    assert odd.decision.id == "i3"
    assert [step.id for step in odd.chain] == ["i1", "i2"]
