"""Deciding on suggestions one by one: order, repetition, what is taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proxytui.reading.suggesting.decisions import Decisions, Verdict
from proxytui.reading.suggesting.suggestion import Suggestion

ACCEPTED, EDITED, REJECTED, LATER = Verdict


def suggested(*words: str) -> list[Suggestion]:
    """Suggestions from `subject object` or `subject object means`."""
    return [
        Suggestion("backs", subject, object_, place * 10, place * 10 + 9, tuple(terms))
        for place, (subject, object_, *terms) in enumerate(map(str.split, words))
    ]


def test_they_come_in_order_and_end_behind_the_last_one() -> None:
    decisions = Decisions(suggested("a b", "b c"))
    assert decisions.current == suggested("a b", "b c")[0]
    decisions.decide(ACCEPTED)
    assert (decisions.place, decisions.left) == (1, 1)
    decisions.decide(REJECTED)
    assert decisions.current is None
    assert (decisions.accepted, decisions.rejected, decisions.left) == (1, 1, 0)


def test_what_is_left_for_later_comes_again_when_asked_for() -> None:
    decisions = Decisions(suggested("a b", "b c", "c d"))
    for verdict in (LATER, REJECTED, LATER):
        decisions.decide(verdict)
    assert (decisions.current, decisions.left) == (None, 2)
    assert decisions.again()
    assert decisions.place == 0
    decisions.decide(ACCEPTED)
    assert decisions.place == 2


def test_what_repeats_an_accepted_one_is_passed_over_unless_it_gives_other_means() -> None:
    decisions = Decisions(suggested("a b W", "a b", "a b F", "b a", "a b W"))
    decisions.decide(ACCEPTED)
    assert decisions.place == 2
    decisions.decide(REJECTED)
    assert decisions.place == 3
    decisions.decide(REJECTED)
    assert (decisions.current, decisions.repeated, decisions.left) == (None, 2, 0)


def test_what_was_accepted_with_changes_or_rejected_stands_for_no_other() -> None:
    decisions = Decisions(suggested("a b", "a b", "a b"))
    decisions.decide(EDITED)
    decisions.decide(REJECTED)
    assert (decisions.place, decisions.repeated) == (2, 0)


def test_one_that_is_turned_round_stands_for_those_of_its_new_direction() -> None:
    decisions = Decisions(suggested("a b", "a b", "b a"))
    decisions.turn()
    assert decisions.current is not None
    assert (decisions.current.subject, decisions.original) == ("b", suggested("a b")[0])
    decisions.decide(ACCEPTED)
    assert decisions.place == 1
    decisions.decide(REJECTED)
    assert decisions.current is None


def test_nothing_can_be_decided_or_taken_back_where_there_is_nothing() -> None:
    decisions = Decisions([])
    decisions.decide(ACCEPTED)
    decisions.turn()
    assert (decisions.take_back(), decisions.again(), decisions.current) == (None, False, None)


_ACTS = st.lists(st.sampled_from([*Verdict, "back", "turn", "again"]), max_size=40)
_TIES = st.lists(st.sampled_from(["a b", "b a", "a b W", "b c F", "c b"]), max_size=8)


def run(decisions: Decisions, acts: list[Verdict | str]) -> None:
    for act in acts:
        if isinstance(act, Verdict):
            decisions.decide(act)
        else:
            getattr(decisions, {"back": "take_back", "turn": "turn", "again": "again"}[act])()


@given(_TIES, _ACTS)
def test_every_suggestion_is_counted_once_whatever_is_done(ties, acts) -> None:
    decisions = Decisions(suggested(*ties))
    run(decisions, acts)
    counted = decisions.accepted + decisions.rejected + decisions.repeated + decisions.left
    assert counted == len(ties)
    assert 0 <= decisions.place <= len(ties)
    assert min(decisions.accepted, decisions.rejected, decisions.left) >= 0


@given(_TIES, _ACTS, st.lists(st.sampled_from(list(Verdict)), max_size=8))
def test_decisions_that_are_taken_back_leave_nothing_behind(ties, acts, verdicts) -> None:
    decisions = Decisions(suggested(*ties))
    run(decisions, acts)

    def state() -> tuple[object, ...]:
        return (
            decisions.current,
            decisions.last,
            (decisions.accepted, decisions.rejected, decisions.repeated, decisions.left),
        )

    seen = []
    for verdict in verdicts:
        if decisions.current is None:
            break
        seen.append(state())
        decisions.decide(verdict)
    while seen:
        decisions.take_back()
        assert state() == seen.pop()


@given(_TIES)
def test_accepting_all_records_nothing_twice(ties) -> None:
    decisions = Decisions(suggested(*ties))
    accepted = []
    while (current := decisions.current) is not None:
        accepted.append((current.subject, current.object, current.terms))
        decisions.decide(ACCEPTED)
    assert len(set(accepted)) == len(accepted)
    assert decisions.left == 0
