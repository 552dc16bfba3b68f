"""What dates, bounds, states and their words are, each in one sentence."""

import subprocess
import sys
from datetime import date

import pytest

from proxytui.model.dates import (
    MAX_DAY,
    MIN_DAY,
    DateError,
    Precision,
    State,
    bounds,
    is_open,
    misses,
    parse,
    period,
    shift,
    state,
    words,
    year_of,
)
from proxytui.model.nearness import near


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last", "qualifier", "precision"),
    [
        ("1979", "1979-01-01", "1979-12-31", "", "year"),
        ("2012-02", "2012-02-01", "2012-02-29", "", "month"),
        ("2011-12", "2011-12-01", "2011-12-31", "", "month"),
        ("2024-11-30", "2024-11-30", "2024-11-30", "", "day"),
        ("1979~", "1979-01-01", "1979-12-31", "~", "year"),
        ("2012-06?", "2012-06-01", "2012-06-30", "?", "month"),
        ("2012-06-11%", "2012-06-11", "2012-06-11", "%", "day"),
        ("198X", "1980-01-01", "1989-12-31", "", "year"),
        ("19XX~", "1900-01-01", "1999-12-31", "~", "year"),
        ("2004-XX", "2004-01-01", "2004-12-31", "", "year"),
        ("2004-12-XX", "2004-12-01", "2004-12-31", "", "month"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31", "", "year"),
        ("2012/2015", "2012-01-01", "2015-12-31", "", "year"),
        ("2012-03-04/2015-06", "2012-03-04", "2015-06-30", "", "month"),
        ("1979~/1982", "1979-01-01", "1982-12-31", "~", "year"),
        ("1979~/1982?", "1979-01-01", "1982-12-31", "%", "year"),
        ("1979?/1982-01-02?", "1979-01-01", "1982-01-02", "?", "year"),
        ("0001", "0001-01-01", "0001-12-31", "", "year"),
        ("9999-12", "9999-12-01", "9999-12-31", "", "month"),
        ("99XX", "9900-01-01", "9999-12-31", "", "year"),
    ],
)
def test_a_date_has_strict_bounds_and_keeps_its_mark(
    text: str, first: str, last: str, qualifier: str, precision: str
) -> None:
    assert parse(text) == (text, day(first), day(last), qualifier, Precision(precision))


@pytest.mark.parametrize("text", ["../1982", "/1982"])
def test_an_open_left_end_has_no_first_day(text: str) -> None:
    assert parse(text)[1:] == (MIN_DAY, day("1982-12-31"), "", Precision.YEAR)


@pytest.mark.parametrize("text", ["2012-05~/..", "2012-05~/"])
def test_an_open_right_end_has_no_last_day(text: str) -> None:
    assert parse(text)[1:] == (day("2012-05-01"), MAX_DAY, "~", Precision.MONTH)


def test_the_infinities_lie_outside_the_calendar() -> None:
    assert date.min.toordinal() > MIN_DAY
    assert date.max.toordinal() < MAX_DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "..", "/", "../..", "../", "/..", "2012//2013", "2012/2013/2014", "..~/2012"),
        *(
            "2011-02-30",
            "2011-02-29",
            "1900-02-29",
            "2011-04-31",
            "2011-00",
            "2011-13",
            "2011-01-00",
        ),
        *("2011-21", "Y17000", "-0100", "+2011", "0000", "0000-01-01", "000X", "00XX", "10000"),
        *("1XXX", "XXXX", "X984", "19X4", "19XX-01", "198X-01-01", "2004-XX-01", "2004-1X", "198x"),
        *(" 2011", "2011 ", "2011\n", "2011 /2012", "2011\t", "2011- 1", "20\u00a011", "2011\x00"),
        *(
            "2011-1",
            "2011-1-1",
            "201",
            "11",
            "2011-",
            "2011-01-",
            "20110101",
            "2011/01",
            "01.02.2011",
        ),
        *(
            "\u0662\u0660\u0661\u0661",
            "\uff12\uff10\uff11\uff11",
            "\u00b2\u2070\u00b9\u00b9",
            "2011\u2013",
        ),
        *("~2011", "2011~~", "2011~?", "2011~-01", "?", "~", "2011-06-15T10:00", "2011-06-15Z"),
        *(
            "2015/2012",
            "2012-03/2012-02",
            "2012-03-02/2012-03-01",
            "[2012]",
            "2012..2013",
            "..2012",
        ),
        *("circa 1979", "None", "\ud800", "2011\u202e"),
    ],
)
def test_what_is_no_date_is_refused_in_one_line_that_says_what_is_accepted(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse(text)
    message = str(refusal.value)
    assert message.isprintable()
    assert all(example in message for example in ("2024-11-30", "1979", "198X", "~", "2012/2015"))
    with pytest.raises(DateError):
        words(text)


def test_a_refusal_names_the_reason() -> None:
    for text, reason in [
        ("2011-02-30", "no such day as 30 in Feb 2011"),
        ("2011-13", "no such month as 13"),
        ("0000", "before the first year, 0001"),
        ("2015/2012", "starts after it ends"),
        ("2004-XX-01", "X before a digit"),
        ("198X/1995", "X in an interval"),
    ]:
        with pytest.raises(DateError, match=reason):
            parse(text)


def test_a_very_long_text_is_refused_with_a_short_message() -> None:
    for read in (parse, period, words):
        with pytest.raises(DateError, match="too long") as refusal:
            read("2" * 10_000_000)
        assert len(str(refusal.value)) < 300


def test_an_interval_may_be_as_long_as_two_marked_days() -> None:
    assert parse("2004-06-11%/2004-06-12%").last == day("2004-06-12")


def test_an_interval_whose_ends_share_a_day_is_no_interval_backwards() -> None:
    assert parse("2012-06/2012")[1:3] == (day("2012-06-01"), day("2012-12-31"))
    assert parse("2012/2012-06")[1:3] == (day("2012-01-01"), day("2012-06-30"))


def test_only_two_dots_are_open() -> None:
    assert is_open("..")
    assert not any(map(is_open, ("", ".", "...", "2012/..", "../2012")))


def test_a_period_is_a_whole_day_month_or_year() -> None:
    assert period("2010") == ("2010", day("2010-01-01"), day("2010-12-31"), Precision.YEAR)
    assert period("2012-02") == ("2012-02", day("2012-02-01"), day("2012-02-29"), Precision.MONTH)
    assert period("2010-06-15")[1:] == (day("2010-06-15"), day("2010-06-15"), Precision.DAY)


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "2010~", "2010-06?", "201X", "2010-XX", "2010-06-XX", "2010/2011", "-2010"),
        *(
            "Y2010",
            "2010-21",
            "2010-02-29",
            "0000",
            " 2010",
            "2010-6",
            "10000",
            "\u0662\u0660\u0661\u0661",
        ),
    ],
)
def test_what_is_no_period_is_refused_in_one_line_that_says_what_is_accepted(text: str) -> None:
    with pytest.raises(DateError, match="2010, 2010-06, 2010-06-15") as refusal:
        period(text)
    assert str(refusal.value).isprintable()
    assert "2012/2015" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "step", "expected"),
    [
        ("2010", 1, "2011"),
        ("2010", -1010, "1000"),
        ("0987", 1, "0988"),
        ("2010-12", 1, "2011-01"),
        ("2011-01", -1, "2010-12"),
        ("2010-06", -30, "2007-12"),
        ("2012-02-28", 1, "2012-02-29"),
        ("2011-01-01", -1, "2010-12-31"),
        ("2010-06-15", 0, "2010-06-15"),
        ("9998", 1, "9999"),
        ("0001-02", -1, "0001-01"),
    ],
)
def test_a_period_moves_by_its_own_unit(text: str, step: int, expected: str) -> None:
    assert shift(period(text), step) == period(expected)


@pytest.mark.parametrize("step", [1, -1, 10**30, -(10**30)])
@pytest.mark.parametrize("unit", [4, 7, 10])
def test_the_calendar_has_an_end_that_no_step_passes(unit: int, step: int) -> None:
    edge = "9999-12-31" if step > 0 else "0001-01-01"
    with pytest.raises(DateError, match="end of the calendar"):
        shift(period(edge[:unit]), step)


def test_every_day_has_a_year_and_the_infinities_lie_around_them() -> None:
    assert year_of(day("2010-12-31")) == 2010
    assert (year_of(MIN_DAY), year_of(1)) == (0, 1)
    assert (year_of(MAX_DAY - 1), year_of(MAX_DAY)) == (9999, 10000)


def test_unknown_ends_bound_nothing() -> None:
    for nothing in (None, ""):
        for until in (None, "", ".."):
            b = bounds(nothing, until, None)
            assert b[:4] == (MIN_DAY, MAX_DAY, MIN_DAY, MAX_DAY)
            assert b[4:] == (False, "", "", None, None)


def test_until_is_the_last_day_on_which_it_is_true() -> None:
    b = bounds("2011-03-05", "2012-04-01", None)
    assert b[:4] == (*[day("2011-03-05")] * 2, *[day("2012-04-01")] * 2)
    assert state(b, period("2012-04-01")) is State.HELD
    assert state(b, period("2012-04-02")) is State.NOT


def test_an_interval_as_bound_is_some_day_from_to() -> None:
    b = bounds("2012/2013", "2014-05/2015", None)
    expected = ("2012-01-01", "2013-12-31", "2014-05-01", "2015-12-31")
    assert b[:4] == tuple(map(day, expected))


def test_by_1982_and_not_before_2012_leave_one_side_open() -> None:
    assert bounds("../1982", None, None)[:2] == (MIN_DAY, day("1982-12-31"))
    assert bounds("2012/..", None, None)[:2] == (day("2012-01-01"), MAX_DAY)
    assert bounds(None, "../1982", None)[2:4] == (MIN_DAY, day("1982-12-31"))
    assert bounds(None, "2012/..", None)[2:4] == (day("2012-01-01"), MAX_DAY)


def test_two_dots_are_an_end_and_no_start() -> None:
    assert bounds("2012", "..", None).latest_end == MAX_DAY
    with pytest.raises(DateError):
        bounds("..", None, None)


def test_a_latest_end_bounds_the_start_and_an_earliest_start_the_end() -> None:
    b = bounds("2010/2014", "2008/2012", None)
    assert b[:4] == tuple(map(day, ("2010-01-01", "2012-12-31", "2010-01-01", "2012-12-31")))


def test_attested_dates_narrow_start_and_end() -> None:
    b = bounds(None, None, ("2013", "2024-12-02"))
    assert b[:4] == (MIN_DAY, day("2013-12-31"), day("2024-12-02"), MAX_DAY)
    assert not b.has_start
    assert bounds(None, None, ("2024-12-02", "2013")) == b
    assert state(b, period("2018")) is State.HELD
    assert state(b, period("2012")) is state(b, period("2025")) is State.POSSIBLY


def test_an_attested_date_outside_the_span_changes_nothing_and_is_named() -> None:
    attested = ("2012-06", "2024-12-02")
    assert bounds("2011", "2013", attested) == bounds("2011", "2013", ("2012-06", "2012-06"))
    assert misses("2011", "2013", attested) == ("2024-12-02",)
    assert misses("2011", "..", attested) == ()
    assert misses("2013", None, attested) == ("2012-06",)
    assert misses("2025", None, ("2012", "2012")) == ("2012",)
    assert misses("2025", None, None) == ()


def test_an_attested_date_that_only_touches_the_span_counts() -> None:
    b = bounds(None, "2013-01-01", ("2013", "2013"))
    assert b[1:4] == (day("2013-01-01"),) * 3
    assert misses(None, "2013-01-01", ("2013", "2013")) == ()


def test_contradictory_dates_are_never_true_and_no_attested_date_meets_them() -> None:
    b = bounds("2012-06", "2012-02", ("2012", "2012"))
    assert b.contradictory
    assert misses("2012-06", "2012-02", ("2012", "2012")) == ("2012",)
    for basis in ("throughout", "within", "each-year"):
        for text in ("2012", "2012-03", "2012-05", "2012-06-10"):
            assert state(b, period(text), basis, ("2012", "2012")) is State.NOT
            assert not near(bounds("2012-06~", "2012-02~", None), period(text))


def test_no_bound_is_contradictory_that_one_day_satisfies() -> None:
    assert not bounds("2012-12-31", "2012", None).contradictory
    assert not bounds(None, None, None).contradictory


def test_the_mark_of_a_bound_is_that_of_the_date_which_gives_it() -> None:
    b = bounds("1979~/1982?", "1984-05/1985-06-01%", None)
    assert b[4:] == (True, "~", "%", Precision.YEAR, Precision.DAY)
    open_sides = bounds("../1982~", "1984~/..", None)
    assert open_sides[4:] == (True, "", "", None, None)


def test_states_are_ranked_for_max() -> None:
    assert max(State, key=lambda s: s.rank) is State.HELD
    order = (State.NOT, State.UNSPOKEN, State.POSSIBLY, State.HELD)
    assert [state.rank for state in order] == [0, 1, 2, 3]


def test_a_claim_without_dates_is_possible_at_every_date() -> None:
    for basis in ("throughout", "within", "each-year"):
        for text in ("0001-01-01", "2010", "9999-12"):
            assert state(bounds(None, None, None), period(text), basis) is State.POSSIBLY


def test_a_single_act_is_held_where_its_whole_span_lies_inside_the_period() -> None:
    b = bounds("2012-06", "2012-06", None)
    for text, expected in [
        ("2012", State.HELD),
        ("2012-06", State.HELD),
        ("2012-06-15", State.POSSIBLY),
        ("2012-07", State.NOT),
    ]:
        assert state(b, period(text), "within") is expected


def test_a_single_act_is_held_where_an_attested_date_that_meets_it_lies_inside() -> None:
    attested = ("2013-02-03", "2019")
    b = bounds("2011", "2014", attested)
    assert state(b, period("2013-02"), "within", attested) is State.HELD
    assert state(b, period("2013-02"), "within") is State.POSSIBLY
    assert state(b, period("2013"), "within", attested) is State.HELD
    assert state(b, period("2012"), "within", attested) is State.POSSIBLY
    assert state(b, period("2019"), "within", attested) is State.NOT


def test_an_attested_date_counts_for_a_single_act_only_as_far_as_it_meets_the_span() -> None:
    late = bounds("2011-12", "2012-02", None)
    assert state(late, period("2012"), "within", ("2012-08", "2012-08")) is State.POSSIBLY
    partly = bounds("2012-12-15", "2013", None)
    assert state(partly, period("2012-12"), "within", ("2012", "2012")) is State.HELD


def test_coded_years_are_held_in_each_whole_year_and_in_its_days() -> None:
    b = bounds("2010", "2012", None)
    for text in ("2010", "2010-01-01", "2011-06", "2012-12-31"):
        assert state(b, period(text), "each-year") is State.HELD
    assert state(b, period("2009-12"), "each-year") is State.NOT
    assert state(b, period("2013-01-01"), "each-year") is State.NOT


def test_coded_years_are_only_possible_where_a_bound_leaves_the_year_open_or_cuts_it() -> None:
    for since, until, expected in [
        ("2010/2011", "2012", "not possibly held held not"),
        ("2010/2011", None, "not possibly possibly possibly possibly"),
        ("2011", None, "not not held possibly possibly"),
        ("2010-06-15", "2012-06-15", "not possibly held possibly not"),
    ]:
        b = bounds(since, until, None)
        states = [state(b, period(str(year)), "each-year").value for year in range(2009, 2014)]
        assert " ".join(states) == expected


def test_an_unknown_basis_is_an_error() -> None:
    with pytest.raises(ValueError, match="throughout, within, each-year"):
        state(bounds("2010", None, None), period("2010"), "always")


@pytest.mark.parametrize(
    ("since", "until", "nearby", "far"),
    [
        ("1979~", None, ["1978", "1978-01-01", "1978-12"], ["1977", "1977-12-31"]),
        ("198X?", None, ["1979"], ["1978-12"]),
        ("1979-05%", None, ["1979-04", "1979-04-01"], ["1979-03-31", "1978"]),
        ("1979-05-01~", None, ["1979-04-30", "1979-04"], ["1979-04-29", "1979-03"]),
        ("1979-05-03~/1982", None, ["1979-05-02"], ["1979-04"]),
        (None, "1979~", ["1980", "1980-12-31"], ["1981", "1981-01-01"]),
        (None, "1979-12~", ["1980-01", "1980-01-31", "1980"], ["1980-02"]),
        (None, "1978/1979-05-01?", ["1979-05-02"], ["1979-05-03"]),
        ("1979", "1980~", ["1981"], ["1978", "1982"]),
        ("1979", "1980", [], ["1978", "1981"]),
        ("../1979~", "1980~/..", [], ["1978", "1981"]),
        ("0001~", "9999~", [], ["0001-01-01", "9999-12-31"]),
        ("0001-02~", "9998~", ["0001-01", "9999"], []),
    ],
)
def test_only_a_marked_bound_leaves_a_tie_visible_within_one_unit(
    since: str | None, until: str | None, nearby: list[str], far: list[str]
) -> None:
    b = bounds(since, until, None)
    assert [text for text in nearby + far if near(b, period(text))] == nearby
    assert all(state(b, period(text)) is State.NOT for text in nearby)


def test_what_is_not_not_is_not_near() -> None:
    assert not near(bounds("1979~", "1985~", None), period("1979"))
    assert not near(bounds("1979~", "1985~", None), period("1982"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1979~", "about 1979"),
        ("2024-12-02", "2 Dec 2024"),
        ("198X", "the 1980s"),
        ("198X~", "about the 1980s"),
        ("2012/2015", "some day from 2012 to 2015"),
        ("2012-03-04/2015-06", "some day from 4 Mar 2012 to Jun 2015"),
        ("2012/..", "not before 2012"),
        ("2012/", "not before 2012"),
        ("../1982", "by 1982 at the latest"),
        ("/1982~", "by about 1982 at the latest"),
        ("2024-11", "Nov 2024"),
        ("1984?", "1984 (uncertain)"),
        ("1984%", "about 1984 (uncertain)"),
        ("2012-06-11?", "11 Jun 2012 (uncertain)"),
        ("200X", "2000–2009 (year unknown)"),
        ("19XX?", "1900–1999 (year unknown, uncertain)"),
        ("2004-XX", "2004 (month unknown)"),
        ("2004-12-XX", "Dec 2004 (day unknown)"),
        ("1985-XX-XX~", "about 1985 (month and day unknown)"),
        ("1979~/1984?", "some day from about 1979 to 1984 (uncertain)"),
        ("0987", "0987"),
    ],
)
def test_a_date_is_said_in_words(text: str, said: str) -> None:
    assert words(text) == said


def test_importing_dates_loads_nothing_from_outside_the_standard_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import proxytui.model.dates;"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(loaded) - set(sys.stdlib_module_names) == {"proxytui"}
