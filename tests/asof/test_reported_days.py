"""Ties counted by days that were sorted before are those that a look at each of them finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from network_of import at, claim, index_of
from random_claims import ACTORS, INDEXES, SINGLE

from proxytui.asof import reported_days
from proxytui.asof.counts import Counts, count
from proxytui.asof.reported import reported_state
from proxytui.asof.weight import weight
from proxytui.model import filters
from proxytui.model.changes import Change
from proxytui.model.dates import State
from proxytui.model.vocabulary import BACKING

if TYPE_CHECKING:
    from proxytui.graph.index import Index


def _others(index: Index, actor: str, date: str) -> int:
    """The reported ties of an actor that are none of backing, each looked at."""
    states = [
        reported_state(index, tie, at(date).as_of)
        for tie in index.ties_of(actor)
        if index.ends[tie].type not in BACKING
    ]
    return len(states) - states.count(State.NOT)


def _check(index: Index, actor: str, date: str) -> None:
    """Compare an actor's sorted days with a look at each tie; nothing is sorted any more then."""
    known = reported_days.reported(index, actor, at(date))
    assert known is not None
    index.memo.clear()
    direct = count(index, actor, at(date))
    assert Counts(*known[:4]) == direct, (actor, date)
    assert known.others == _others(index, actor, date), (actor, date)


@settings(max_examples=300, deadline=None)
@given(INDEXES, st.lists(SINGLE, min_size=1, max_size=8))
def test_at_any_date_sorted_days_give_what_each_tie_gives(index: Index, days: list[str]) -> None:
    for date in days:
        for actor in ACTORS:
            reported_days.sort_all(index)
            _check(index, actor, date)


SEVERAL = (
    claim("a backs b", since="2001", until="2001", basis="each-year"),
    claim("a backs b", since="2003", until="2003", basis="each-year"),
    claim("a backs b", since="2004", until="2004", basis="each-year"),
    claim("c backs a", since="2002", until="2002"),
    claim("a backs d", since="2002-03/2002-05", until="2002-04/2002-06"),
    claim("a opposes e", since="2002", until="2002", basis="within"),
    claim("a opposes f", since="2002-02-03", until="2002-02-03"),
)


@pytest.mark.parametrize("year", range(1990, 2016))
@pytest.mark.parametrize("rest", ["", "-02", "-02-03", "-04", "-12-31"])
def test_spans_with_years_between_and_days_that_only_a_year_is_sure_of(
    year: int, rest: str
) -> None:
    index = index_of(*SEVERAL)
    for actor in "abcdef":
        reported_days.sort_all(index)
        _check(index, actor, f"{year}{rest}")


def test_days_are_sorted_anew_for_the_actors_of_a_tie_that_changed() -> None:
    index = index_of("a backs b", "c backs d", "e opposes d")
    reported_days.sort_all(index)
    after = claim("c backs d", since="2030", until="2030")
    index.apply([Change("claims", "c2", None, after)])
    assert reported_days.reported(index, "a", at("2010")) is not None
    for touched in "cd":
        assert reported_days.reported(index, touched, at("2010")) is None, "not sorted any more"
        assert not any(count(index, touched, at("2010")))
    reported_days.sort_all(index)
    for actor in "abcde":
        _check(index, actor, "2010")
        reported_days.sort_all(index)


def test_with_a_filter_each_tie_is_looked_at() -> None:
    index = index_of("a backs b", "a opposes c")
    lens = at("2010", filter=filters.read("type:opposes"))
    before = count(index, "a", lens), weight(index, "a", lens, count(index, "a", lens))
    reported_days.sort_all(index)
    assert reported_days.reported(index, "a", lens) is None
    assert (count(index, "a", lens), weight(index, "a", lens, count(index, "a", lens))) == before
