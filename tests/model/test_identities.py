"""Decisions on who is who: their groups, and where they contradict each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proxytui.model.identities import SAME, Chains, groups, latest, newest_first
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
    joining = [d for d in latest(decisions) if d.judgement == SAME]
    for decision in joining:
        assert found.representative[decision.a] == found.representative[decision.b]
    named = {end for d in joining for end in (d.a, d.b)}
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
    (odd,) = Chains([*steps, same(4, "a", "d", "different")]).contradictions()
    assert odd.decision.id == "i3"
    assert [step.id for step in odd.chain] == ["i1", "i2"]


@given(
    st.permutations(["same", "different", "unsure"]),
    st.permutations(range(3)),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.permutations([":05Z", ":05.000001Z", ":05.1Z"]),
)
def test_the_last_decision_on_two_actors_wins_within_a_second_too(
    judgements, ids, turned, times
) -> None:
    decisions = [
        Decision(f"i{id_}", *("ba" if turn else "ab"), judgement, made=f"2024-01-01T00:00{time}")
        for id_, turn, judgement, time in zip(ids, turned, judgements, times, strict=True)
    ]
    last = max(decisions, key=lambda one: float((one.made or "")[17:].strip("Z")))
    assert latest(decisions) == [last]
    assert newest_first(decisions)[0] == last
    assert bool(groups(decisions, ACTORS).members) == (last.judgement == SAME)
    assert Chains(decisions).contradictions() == []
