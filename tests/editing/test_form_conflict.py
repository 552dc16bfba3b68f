"""An edit is joined with what was changed elsewhere, field by field."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from generated import stores
from hypothesis import HealthCheck, given, settings

from proxytui.editing.form_conflict import Clash, decided, joined

STORED: dict[str, Any] = {
    "kind": "state",
    "names": [{"text": "A"}],
    "summary": "as it was",
    "xnew": {"kept": 1},
}


def test_each_side_s_fields_hold_where_the_other_left_them() -> None:
    join = joined(STORED, {**STORED, "summary": "mine"}, {**STORED, "kind": "igo"})
    assert join.record == {**STORED, "summary": "mine", "kind": "igo"}
    assert join.clashes == ()


def test_a_field_that_both_changed_is_shown_with_both_values_and_decided_by_one() -> None:
    mine, theirs = {**STORED, "summary": "mine"}, {**STORED, "summary": "theirs"}
    join = joined(STORED, mine, theirs)
    assert join.clashes == (Clash("summary", "theirs", "mine"),)
    assert decided(join, ()) == mine
    assert decided(join, {"summary"}) == theirs


def test_what_the_other_side_took_away_can_be_taken_away_too() -> None:
    theirs = {name: value for name, value in STORED.items() if name != "summary"}
    join = joined(STORED, {**STORED, "summary": "mine"}, theirs)
    assert join.clashes == (Clash("summary", None, "mine"),)
    assert decided(join, {"summary"}) == theirs


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    both = {**STORED, "summary": "the same"}
    assert joined(STORED, both, deepcopy(both)) == (both, ())


def test_names_that_each_side_added_are_both_there() -> None:
    mine = {**STORED, "names": [{"text": "A"}, {"text": "B"}]}
    theirs = {**STORED, "names": [{"text": "A"}, {"text": "C"}]}
    join = joined(STORED, mine, theirs)
    assert join.clashes == ()
    assert {name["text"] for name in join.record["names"]} == {"A", "B", "C"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_an_edit_on_one_side_alone_comes_through_whole(tables: dict[str, Any]) -> None:
    for rows in tables.values():
        for record in rows.values():
            other = {**deepcopy(record), "xother": 1}
            assert joined(record, other, deepcopy(record)) == (other, ())
            assert joined(record, deepcopy(record), other) == (other, ())
