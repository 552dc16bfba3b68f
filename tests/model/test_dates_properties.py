"""States agree with a plain enumeration of every reading of the dates on a small calendar."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from proxytui.model.dates import State, bounds, changes, misses, period, state

WINDOW = ("2010-12-30", "2010-12-31", "2011-01-01", "2011-01-02")
# One day for each stretch of time that none of the texts and periods below divides.
CALENDAR = [
    date.fromisoformat(text)
    for text in (
        *("2000-06-15", "2009-06-15", "2010-06-15", "2010-12-15", *WINDOW),
        *("2011-01-15", "2011-06-15", "2012-06-15", "2020-06-15"),
    )
]
PERIODS = {
    "2009": ("2009-01-01", "2009-12-31"),
    "2010": ("2010-01-01", "2010-12-31"),
    "2011": ("2011-01-01", "2011-12-31"),
    "2012": ("2012-01-01", "2012-12-31"),
    "2010-12": ("2010-12-01", "2010-12-31"),
    "2011-01": ("2011-01-01", "2011-01-31"),
    **{text: (text, text) for text in WINDOW},
}
UNITS = {text: PERIODS[text] for text in ("2010", "2011", "2010-12", "2011-01", *WINDOW)}
INTERVALS = {
    f"{left}/{right}": (UNITS[left][0], UNITS[right][1])
    for left, right in product(UNITS, UNITS)
    if left != right and UNITS[left][0] <= UNITS[right][1]
}
OPEN = {f"../{text}": ("0001-01-01", last) for text, (_, last) in UNITS.items()} | {
    f"{text}/..": (first, "9999-12-31") for text, (first, _) in UNITS.items()
}
NOTHING = {None: ("0001-01-01", "9999-12-31")}
FEW = NOTHING | UNITS | {text: OPEN[text] for text in ("../2010", "2011-01/..")}
ALL: dict[str | None, tuple[str, str]] = NOTHING | UNITS | INTERVALS | OPEN
BASES = ("throughout", "within", "each-year")


def days(texts: tuple[str, str]) -> list[int]:
    first, last = map(date.fromisoformat, texts)
    return [index for index, day in enumerate(CALENDAR) if first <= day <= last]


def bits(indices: list[int]) -> int:
    return sum(1 << index for index in indices)


DAYS = {text: days(texts) for text, texts in ALL.items()}
BITS = {text: bits(days(texts)) for text, texts in (ALL | PERIODS).items()}
YEARS = {
    day.year: bits([i for i, d in enumerate(CALENDAR) if d.year == day.year]) for day in CALENDAR
}


def spans(since: str | None, until: str | None) -> Iterator[tuple[int, int, int]]:
    """Every way to read start and end, with the days between as bits."""
    for start, end in product(DAYS[since], DAYS[until]):
        if start <= end:
            yield start, end, bits(list(range(start, end + 1)))


def heeded(since: str | None, until: str | None, attested: tuple[str, ...]) -> list[str]:
    """The attested dates that at least one reading of the dates can meet."""
    every = [span for *_, span in spans(since, until)]
    return [text for text in attested if any(span & BITS[text] for span in every)]


def readings(
    since: str | None, until: str | None, attested: tuple[str, ...], basis: str
) -> Iterator[int]:
    """The days on which it is true, as bits, for every reading of the dates and of the basis."""
    spoken = [BITS[text] for text in heeded(since, until, attested)]
    for *_, span in spans(since, until):
        if not all(span & met for met in spoken):
            continue
        if basis == "throughout":
            yield span
        elif basis == "each-year":
            yield sum(year for year in YEARS.values() if year & span)
        else:
            acts = span
            while acts:
                if all(acts & met for met in spoken):
                    yield acts
                acts = (acts - 1) & span


def enumerated(
    since: str | None, until: str | None, attested: tuple[str, ...], basis: str
) -> dict[str, State]:
    """The state as of every period, from the readings alone."""
    every = set(readings(since, until, attested, basis))
    spanned = 0
    for *_, span in spans(since, until):
        spanned |= span
    found = {}
    for text in PERIODS:
        seen = BITS[text]
        held = bool(every) and all(true & seen for true in every)
        if basis == "each-year":
            # Coded years speak of whole years: one that the dates cut is at most possible, and
            # what lies in the year but outside the dates is not.
            held = held and YEARS[int(text[:4])] & ~spanned == 0
        hit = bool(seen & spanned) if basis == "each-year" else any(t & seen for t in every)
        found[text] = State.HELD if held else State.POSSIBLY if hit else State.NOT
    return found


def answered(
    since: str | None, until: str | None, attested: tuple[str, str] | None, basis: str
) -> dict[str, State]:
    b = bounds(since, until, attested)
    return {text: state(b, period(text), basis, attested) for text in PERIODS}


@pytest.mark.parametrize("basis", ["throughout", "each-year"])
def test_states_of_unattested_claims_are_those_of_the_enumeration(basis: str) -> None:
    for since, until in product(ALL, FEW):
        assert answered(since, until, None, basis) == enumerated(since, until, (), basis)
        assert answered(until, since, None, basis) == enumerated(until, since, (), basis)


texts = st.sampled_from(list(ALL))
dates = st.sampled_from([text for text in ALL if text])


@pytest.mark.parametrize("basis", BASES)
@given(since=texts, until=texts, attested=st.tuples(dates, dates))
@example(since=None, until=None, attested=("2010-12-30", "2011"))
@example(since="2010-12-31/2011", until="2011", attested=("2010", "2011-01-01"))
@settings(max_examples=150, deadline=None)
def test_states_of_attested_claims_are_those_of_the_enumeration(
    basis: str, since: str | None, until: str | None, attested: tuple[str, str]
) -> None:
    expected = enumerated(since, until, attested, basis)
    assert answered(since, until, attested, basis) == expected


@given(since=texts, until=texts, attested=st.tuples(dates, dates))
@settings(max_examples=300, deadline=None)
def test_bounds_are_the_outermost_days_of_the_readings(
    since: str | None, until: str | None, attested: tuple[str, str]
) -> None:
    spoken = [BITS[text] for text in heeded(since, until, attested)]
    every = [s for s in spans(since, until) if all(s[2] & met for met in spoken)]
    b = bounds(since, until, attested)
    assert b.contradictory == (not every)
    if every:
        starts, ends, _ = zip(*every, strict=True)
        outermost = ((min(starts), max(starts)), (min(ends), max(ends)))
        for (low, high), days_read in zip((b[:2], b[2:4]), outermost, strict=True):
            inside = [i for i, d in enumerate(CALENDAR) if low <= d.toordinal() <= high]
            assert (inside[0], inside[-1]) == days_read


@given(since=texts, until=texts, attested=st.tuples(dates, dates))
@settings(max_examples=300, deadline=None)
def test_the_attested_dates_that_no_reading_can_meet_are_named(
    since: str | None, until: str | None, attested: tuple[str, str]
) -> None:
    met = heeded(since, until, attested)
    missed = misses(since, until, attested)
    assert set(missed) == set(attested) - set(met)
    if set(missed) == set(attested):
        assert bounds(since, until, attested) == bounds(since, until, None)


@pytest.mark.parametrize("basis", ["throughout", "within"])
@given(since=texts, until=texts, attested=st.none() | st.tuples(dates, dates), data=st.data())
@settings(max_examples=300, deadline=None)
def test_narrowing_a_bound_without_contradiction_leaves_what_is_held(
    basis: str,
    since: str | None,
    until: str | None,
    attested: tuple[str, str] | None,
    data: st.DataObject,
) -> None:
    narrow_since, narrow_until = (
        data.draw(st.sampled_from([text for text in ALL if BITS[text] | BITS[wide] == BITS[wide]]))
        for wide in (since, until)
    )
    assume(not bounds(narrow_since, narrow_until, attested).contradictory)
    assume(misses(narrow_since, narrow_until, attested) == misses(since, until, attested))
    before = answered(since, until, attested, basis)
    after = answered(narrow_since, narrow_until, attested, basis)
    assert all(after[text] is was or was is State.POSSIBLY for text, was in before.items())


@given(attested=st.none() | st.tuples(dates, dates))
@settings(max_examples=100, deadline=None)
def test_coded_years_narrowed_by_whole_years_stay_held(attested: tuple[str, str] | None) -> None:
    wide = "2010/2011"
    before = answered(wide, wide, attested, "each-year")
    for since, until in product((wide, "2010", "2011"), repeat=2):
        kept = misses(since, until, attested) == misses(wide, wide, attested)
        if kept and not bounds(since, until, attested).contradictory:
            after = answered(since, until, attested, "each-year")
            assert all(after[text] is was or was is State.POSSIBLY for text, was in before.items())


@pytest.mark.parametrize("basis", BASES)
@given(since=texts, until=texts, attested=st.none() | st.tuples(dates, dates))
@settings(max_examples=40, deadline=None)
def test_changes_are_the_days_on_which_the_state_differs_from_the_day_before(
    basis: str, since: str | None, until: str | None, attested: tuple[str, str] | None
) -> None:
    b = bounds(since, until, attested)
    first, last = date(2009, 12, 1).toordinal(), date(2012, 2, 1).toordinal()
    found, before = [], None
    for ordinal in range(first, last):
        now = state(b, period(date.fromordinal(ordinal).isoformat()), basis, attested)
        if before not in (None, now):
            found.append(ordinal)
        before = now
    assert changes(b, basis, attested) == tuple(found)


def test_changes_of_a_year_given_as_start_are_its_first_and_its_last_day() -> None:
    b = bounds("2012", "2014-05", None)
    assert [str(date.fromordinal(day)) for day in changes(b, "throughout")] == [
        *("2012-01-01", "2012-12-31", "2014-05-02", "2014-06-01")
    ]


def test_changes_of_coded_years_are_the_whole_years_between_cut_ones() -> None:
    b = bounds("2010-06-15", "2012-06-15", None)
    assert [str(date.fromordinal(day)) for day in changes(b, "each-year")] == [
        *("2010-06-15", "2011-01-01", "2012-01-01", "2012-06-16")
    ]


@pytest.mark.parametrize("basis", BASES)
def test_neither_end_of_the_calendar_is_a_change(basis: str) -> None:
    first, last = "0001-01-01", "9999-12-31"
    for since, until in ((None, ".."), (first, ".."), (first, last), (None, last)):
        days_found = changes(bounds(since, until, None), basis)
        assert not {date.min.toordinal(), date.max.toordinal() + 1} & set(days_found)
    cut = changes(bounds("9998-06-15", last, None), "each-year")
    assert [str(date.fromordinal(day)) for day in cut] == ["9998-06-15", "9999-01-01"]


def test_an_unknown_basis_has_no_changes_but_an_error() -> None:
    with pytest.raises(ValueError, match="throughout, within, each-year"):
        changes(bounds("2010", None, None), "always")
