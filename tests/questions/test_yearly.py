"""Ties by year and next changes agree with looking at every single date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_of import claim, index_of
from random_claims import ACTORS, DAYS, INDEXES, MONTHS, YEARS

from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.model import dates, nearness
from proxytui.model.changes import Change
from proxytui.model.dates import DateError, Period, State, period
from proxytui.questions import difference, next_change, yearly

if TYPE_CHECKING:
    from proxytui.graph.index import Index


def _shade(index: Index, tie_id: str, year: Period) -> State:
    """A tie's state in a year, without what is possible for want of any start by then."""
    tie = ties.tie(index, tie_id, Lens(year))
    drawn = [
        state
        for claim, state in zip(tie.claims, tie.states, strict=True)
        if state is State.HELD
        or (
            state is State.POSSIBLY
            and (
                index.bounds(claim.id).has_start or index.bounds(claim.id).latest_start <= year.last
            )
        )
    ]
    return max(drawn, key=lambda state: state.rank, default=State.NOT)


@given(INDEXES, st.sampled_from([None, *ACTORS]))
@settings(max_examples=80, deadline=None)
def test_ties_by_year_are_what_the_lens_shows_in_each_year(index: Index, actor: str | None) -> None:
    made = yearly.years(index, actor, 1995, 2008)
    ties = index.tie_claims if actor is None else index.ties_of(actor)
    shades = [
        [_shade(index, tie_id, period(str(year))) for tie_id in ties] for year in range(1995, 2009)
    ]
    assert made.held == tuple(year.count(State.HELD) for year in shades)
    assert made.possible == tuple(year.count(State.POSSIBLY) for year in shades)


@given(INDEXES)
@settings(max_examples=300, deadline=None)
def test_the_years_of_a_claim_told_from_its_summary_are_those_of_its_dates(index: Index) -> None:
    told = [yearly.years_drawn(index, id_) for id_ in index.claims]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearness, "years_known", lambda _: None)
        assert [yearly.years_drawn(index, id_) for id_ in index.claims] == told


@pytest.mark.parametrize(
    ("since", "until"),
    [("2000-02-29~", "2004"), ("0005", "0009"), ("9985", "9992"), ("2004-02-29", "2004-02-29")],
)
def test_years_near_the_ends_of_the_calendar_are_told_as_they_are(since: str, until: str) -> None:
    index = index_of(claim("a backs b", since=since, until=until))
    (id_,) = index.claims
    runs = yearly.years_drawn(index, id_)
    assert runs is not None
    assert runs.named == (int(since[:4]), int(until[:4]))


@given(INDEXES)
@settings(max_examples=80, deadline=None)
def test_without_limits_the_years_are_those_that_bounds_lie_in(index: Index) -> None:
    made = yearly.years(index, None)
    if made.held:
        last = made.first + len(made.held) - 1
        assert 1999 <= made.first <= last <= 2004
        assert yearly.years(index, None, made.first, last) == made


def _stepped(index: Index, start: Period, step: int, units: int) -> Period | None:
    """The nearest change, found by looking at each period in turn."""
    now = start
    for _ in range(units):
        try:
            now = dates.shift(now, step)
            before = dates.shift(now, -1)
        except DateError:
            return None
        if any(
            ties.tie(index, tie_id, Lens(now)).state.by_dates
            is not ties.tie(index, tie_id, Lens(before)).state.by_dates
            for tie_id in index.tie_claims
        ):
            return now
    return None


@given(INDEXES, st.integers(1997, 2006), st.sampled_from([1, -1]))
@settings(max_examples=100, deadline=None)
def test_the_next_changed_year_is_the_one_that_stepping_finds(
    index: Index, year: int, step: int
) -> None:
    start = period(str(year))
    assert next_change.next_change(index, index.tie_claims, start, step) == _stepped(
        index, start, step, 12
    )


@given(INDEXES, MONTHS, st.sampled_from([1, -1]))
@settings(max_examples=80, deadline=None)
def test_the_next_changed_month_is_the_one_that_stepping_finds(
    index: Index, month: str, step: int
) -> None:
    start = period(month)
    assert next_change.next_change(index, index.tie_claims, start, step) == _stepped(
        index, start, step, 80
    )


@given(INDEXES, DAYS, st.sampled_from([1, -1]))
@settings(max_examples=25, deadline=None)
def test_the_next_changed_day_is_the_one_that_stepping_finds(
    index: Index, day: str, step: int
) -> None:
    start = period(day)
    found = next_change.next_change(index, index.tie_claims, start, step)
    stepped = _stepped(index, start, step, 400)
    if stepped is not None:
        assert found == stepped
    elif found is not None:
        assert abs(found.first - start.first) > 400


@given(INDEXES, YEARS, YEARS)
@settings(max_examples=80, deadline=None)
def test_ties_that_began_or_ended_between_two_years_are_all_listed(
    index: Index, one: str, other: str
) -> None:
    before, after = period(min(one, other)), period(max(one, other))
    listed = {
        (old or new).id  # type: ignore[union-attr]
        for old, new in difference.changed_ties(index, index.tie_claims, before, after, Lens(after))
        if wording.difference_kind(old, new) != "disputed"
    }
    differing = {
        tie_id
        for tie_id in index.tie_claims
        if ties.tie(index, tie_id, Lens(before)).state
        is not ties.tie(index, tie_id, Lens(after)).state
    }
    assert listed == differing


@given(INDEXES, st.lists(st.one_of(YEARS, MONTHS, DAYS), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_only_ties_that_turn_change_from_one_period_to_the_next(
    index: Index, periods: list[str]
) -> None:
    for late in map(period, periods):
        early, lens = dates.shift(late, -1), Lens(late)
        turning = next_change.turning_ties(index, index.tie_claims, early, late)
        changed = difference.changed_ties(index, index.tie_claims, early, late, lens)
        assert difference.changed_ties(index, turning, early, late, lens) == changed


def test_the_next_change_follows_a_changed_claim_and_other_ties_that_are_asked_about() -> None:
    index = index_of("a backs b", claim("a backs c", since="2007", until="2007"))
    ties = index.ties_of("a")
    start = period("2012")
    assert next_change.next_change(index, ties, start, -1) == period("2008")
    after = claim("a backs c", since="2009", until="2009")
    index.apply([Change("claims", "c2", None, after)])
    assert next_change.next_change(index, ties, start, -1) == period("2010")
    assert next_change.next_change(index, ties[:1], start, -1) != period("2010")
    assert next_change.next_change(index, ties, start, -1) == period("2010")
