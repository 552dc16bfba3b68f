"""The axis of a timeline and what is drawn on it: every cell says what holds in its days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.drawing import interval_bars
from proxytui.drawing.time_axis import Axis, Scale, fit_axis
from proxytui.model.dates import MAX_DAY, MIN_DAY, Precision, State, parse, period
from proxytui.questions.timeline import Interval

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR
DAYS = st.integers(MIN_DAY + 1, MAX_DAY - 1)


def day(text: str) -> int:
    return parse(text).first


def last(text: str) -> int:
    return parse(text).last


def years(first: int, cells: int) -> Axis:
    return Axis(Scale(YEAR, 1), first, cells)


def span(since: str, until: str, **more: object) -> Interval:
    return Interval(day(since), last(until), last(since), day(until), **more)  # type: ignore[arg-type]


def text(pieces: interval_bars.Line) -> str:
    return "".join(piece.text for piece in pieces)


def drawn(axis: Axis, *found: Interval, now: str = "1900", state: State = State.NOT) -> str:
    return text(
        interval_bars.bar(
            axis, found, interval_bars.NowLine(period(now), state), "backs", "no date given"
        )
    )


def happened(axis: Axis, *found: Interval, now: str = "1900") -> str:
    return text(interval_bars.events(axis, found, period(now), "no date given"))


# The axis


@given(DAYS, DAYS, st.integers(12, 200))
@settings(max_examples=200, deadline=None)
def test_all_days_fit_and_each_lies_in_the_cell_that_has_it(
    one: int, other: int, cells: int
) -> None:
    first, until = sorted((one, other))
    made = fit_axis(first, until, cells)
    if made.scale.days < 365 * 500:
        assert 0 <= made.cell(first) <= made.cell(until) < cells
    begin, end = made.days
    assert made.cell(begin) <= made.cell(end)
    for cell, edge in enumerate(made._begins[:-1]):
        if MIN_DAY < edge < MAX_DAY:
            assert made.cell(edge) == cell


@given(DAYS, DAYS, st.integers(12, 120))
@settings(max_examples=100, deadline=None)
def test_labels_are_as_wide_as_the_axis_and_stand_where_their_dates_begin(
    one: int, other: int, cells: int
) -> None:
    made = fit_axis(*sorted((one, other)), cells)
    words, ticks = made.labels()
    assert len(words) == len(ticks) == cells
    for cell, tick in enumerate(ticks):
        assert (tick == "┬") == (words[cell] != " " and (cell == 0 or words[cell - 1] == " "))


@pytest.mark.parametrize(
    ("first", "until", "cells", "labelled", "scale"),
    [
        ("1979", "2024", 60, ["1980", "1990", "2000", "2010", "2020"], "a cell is a year"),
        ("1500", "2024", 60, ["1500", "1600", "1700"], "a cell is 10 years"),
        ("2020-03", "2024-11", 60, ["2021", "2022", "2023"], "a cell is a month"),
        ("2024-09-01", "2024-10-20", 60, ["Sep", "Oct"], "a cell is a day"),
    ],
)
def test_labels_and_scale_go_with_how_much_is_shown(
    first: str, until: str, cells: int, labelled: list[str], scale: str
) -> None:
    made = fit_axis(day(first), last(until), cells)
    shown = made.labels()[0].split()
    assert [label for label in shown if label in labelled] == labelled
    assert made.scale.words == scale


def test_zooming_keeps_the_day_in_its_cell_and_ends_at_a_day_and_at_centuries() -> None:
    around = day("2011-03-15")
    made = fit_axis(day("1979"), last("2024"), 60)
    for step, final in ((1, Scale(DAY, 1)), (-1, Scale(YEAR, 500))):
        for _ in range(40):
            after = made.zoomed(step, around)
            if after.scale == made.scale:
                break
            assert (after.scale.days < made.scale.days) == (step > 0)
            if after.first > 0 and after.scale.days < 365 * 20:
                assert abs(after.cell(around) - made.cell(around)) <= 1
            made = after
        assert made.scale == final


def test_scrolling_stops_at_the_ends_of_the_calendar() -> None:
    made = years(1990, 40)
    assert made.moved(-10_000).days[0] == MIN_DAY + 1
    assert made.moved(10_000).days[1] == MAX_DAY - 1
    assert made.moved(5).days[0] == day("1995")


def test_the_axis_says_from_when_to_when_it_goes() -> None:
    assert years(1990, 10).words == "1990 to 1999"
    assert Axis(Scale(MONTH, 1), 2011 * 12 + 2, 3).words == "Mar 2011 to May 2011"


# Bars


def test_certain_years_are_solid_and_possible_ones_shaded() -> None:
    stretch = Interval(day("1992"), last("1998"), last("1994"), day("1996"))
    assert drawn(years(1990, 10), stretch) == "  ░░▆▆▆░░ "


def test_a_year_that_it_began_in_counts_as_a_whole_as_everywhere() -> None:
    assert drawn(years(1990, 6), span("1992", "1993")) == "  ▆▆  "
    months = Axis(Scale(MONTH, 1), 1992 * 12 - 1, 26)
    assert drawn(months, span("1992", "1993")) == " " + "░" * 11 + "▆▆" + "░" * 11 + " "


def test_open_ends_have_a_sign_of_their_own() -> None:
    goes_on = Interval(day("1992"), MAX_DAY, last("1992"), day("1994"))
    assert drawn(years(1990, 8), goes_on) == "  ▆▆▆░░»"
    by_then = Interval(MIN_DAY, last("1994"), last("1992"), day("1994"))
    assert drawn(years(1990, 8), by_then) == "«░▆▆▆   "
    no_start = Interval(day("1993"), last("1994"), last("1993"), day("1994"), (), started=False)
    assert drawn(years(1990, 8), no_start) == "  «▆▆   "


def test_what_goes_on_beyond_the_axis_says_on_which_side() -> None:
    assert drawn(years(1995, 6), span("1980", "1990")) == "‹     "
    assert drawn(years(1985, 4), span("1980", "1990")) == "‹▆▆›"
    assert drawn(years(1970, 4), span("1980", "1990")) == "   ›"


def test_a_single_act_is_certain_where_a_cell_has_all_its_days() -> None:
    act = (day("1992"), last("1993"))
    stretch = Interval(*act, MAX_DAY, MIN_DAY, (act,))
    assert drawn(years(1990, 6), stretch) == "  ░░  "
    assert drawn(Axis(Scale(YEAR, 2), 995, 3), stretch) == " ▆ "


@pytest.mark.parametrize(("state", "sign"), [(State.POSSIBLY, "┇"), (State.HELD, "┃")])
def test_the_line_at_the_date_says_which_state_it_crosses(state: State, sign: str) -> None:
    row = drawn(years(1990, 8), span("1992", "1996"), now="1994-06-01", state=state)
    assert row == f"  ▆▆{sign}▆▆ "


def test_the_line_hides_nothing_of_the_days_around_a_date_at_which_it_is_not() -> None:
    assert drawn(years(1990, 6), span("1994-11", "1994-11"), now="1994-12-02") == "    ▆ "
    assert drawn(years(1990, 6), span("1991", "1991"), now="1994-12-02") == " ▆  │ "


def test_a_longer_date_is_marked_at_both_its_ends() -> None:
    months = Axis(Scale(MONTH, 1), 1992 * 12, 14)
    assert drawn(months, span("1980", "1981"), now="1992") == "‹" + " " * 10 + "│  "
    assert drawn(months, span("1993", "1993"), now="1992") == "│" + " " * 10 + "│░›"


def test_a_row_without_a_day_says_so() -> None:
    assert drawn(years(1990, 20)).strip() == "no date given"
    assert drawn(years(1990, 8)) == " no dat "
    assert drawn(years(1990, 20), now="1991") == " no date given      "
    assert happened(years(1990, 20)).strip() == "no date given"


def test_an_event_is_sure_in_the_cell_that_has_all_its_days_and_else_a_range() -> None:
    sure = Interval(day("1992-05"), last("1992-05"), MAX_DAY, MIN_DAY)
    assert happened(years(1990, 6), sure) == "  ◆   "
    unsure = Interval(day("1991"), last("1994"), MAX_DAY, MIN_DAY)
    assert happened(years(1990, 6), unsure) == " ◇┄┄◇ "
    later = Interval(day("1994"), MAX_DAY, MAX_DAY, MIN_DAY)
    assert happened(years(1990, 6), later) == "    ◇»"


def test_the_axis_marks_the_date_or_says_where_it_lies() -> None:
    axis = years(1990, 8)
    ticks = axis.labels()[1]
    assert text(interval_bars.axis_line(axis, period("1993"), ticks)) == "┬──▼────"
    assert text(interval_bars.axis_line(axis, period("1900"), ticks))[0] == "◂"
    assert text(interval_bars.axis_line(axis, period("2020"), ticks))[-1] == "▸"


@given(DAYS, DAYS, DAYS, DAYS, st.integers(8, 120), DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_every_row_is_as_wide_as_the_axis(
    one: int, two: int, three: int, four: int, cells: int, first: int, until: int
) -> None:
    axis = fit_axis(*sorted((first, until)), cells)
    stretch = Interval(*sorted((one, two)), *sorted((three, four)), ((one, one),))
    now = date.fromordinal(three).isoformat()
    assert len(drawn(axis, stretch, now=now)) == cells
    assert len(happened(axis, stretch, now=now)) == cells
    assert len(text(interval_bars.axis_line(axis, period(now), axis.labels()[1]))) == cells
    assert fit_axis(one, one, cells).cell(one) < cells
