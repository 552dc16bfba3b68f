"""Dates are read as the `edtf` library, an independent reader of the same standard, does."""

import contextlib
import math
import string
from datetime import MAXYEAR, MINYEAR, date
from time import struct_time

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proxytui.model.dates import MAX_DAY, MIN_DAY, DateError, parse

YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.integers(1, 12).map("{:02}".format)
DAYS = st.dates().map(date.isoformat)
# Decades and centuries start at 1: year 0, which the library reads, is not in this calendar.
LEVEL_0 = st.one_of(YEARS, DAYS, st.tuples(YEARS, MONTHS).map("-".join))
DATES = st.one_of(
    LEVEL_0,
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    st.tuples(YEARS, MONTHS, st.just("XX")).map("-".join),
)
MARKS = st.sampled_from(["", "~", "?", "%"])
SINGLES = st.tuples(DATES, MARKS).map("".join)
# The library pads an unknown end by ten years, which is no bound, so only open ends are compared.
ENDS = st.tuples(LEVEL_0, MARKS).map("".join) | st.just("..")
INTERVALS = st.tuples(ENDS, ENDS).map("/".join).filter(lambda text: text != "../..")
NEARLY = st.text("0129X-/.~?%", max_size=12) | st.text(max_size=12)


def ordinal(bound: struct_time | float) -> int:
    if isinstance(bound, float):
        assert math.isinf(bound)
        return MIN_DAY if bound < 0 else MAX_DAY
    # An unknown end is ten years away for the library, also beyond what a calendar here holds.
    if bound[0] < MINYEAR:
        return MIN_DAY
    return MAX_DAY if bound[0] > MAXYEAR else date(*bound[:3]).toordinal()


def read_by_the_oracle(text: str) -> tuple[int, int]:
    # The library prints what it tried before it raises.
    with contextlib.redirect_stdout(None):
        read = edtf.parse_edtf(text)
    return ordinal(read.lower_strict()), ordinal(read.upper_strict())


@given(SINGLES)
@example("2000-02-XX")
@example("1900-02-XX~")
@example("9999-XX-XX")
@example("0001-01-01%")
@settings(max_examples=300, deadline=None)
def test_single_dates_have_the_bounds_that_the_oracle_gives(text: str) -> None:
    assert parse(text)[1:3] == read_by_the_oracle(text)


@given(INTERVALS)
@example("../9999-12-31?")
@example("1984-06-02?/2004-08-08~")
@example("2012-06/2012")
@settings(max_examples=300, deadline=None)
def test_intervals_have_the_bounds_that_the_oracle_gives_unless_they_run_backwards(
    text: str,
) -> None:
    first, last = read_by_the_oracle(text)
    if first <= last:
        assert parse(text)[1:3] == (first, last)
    else:
        with pytest.raises(DateError, match="starts after it ends"):
            parse(text)


@given(NEARLY)
@example("198X/1990")
@example("1984/")
@example("/0001")
@example("9999/")
@example("0009-12-31/")
@settings(max_examples=500, deadline=None)
def test_whatever_is_read_is_a_date_for_the_oracle_too(text: str) -> None:
    with contextlib.suppress(DateError):
        read = parse(text)
        edges = read_by_the_oracle(text)
        for side, ours, theirs in zip(text.partition("/")[::2], read[1:3], edges, strict=True):
            assert ours == theirs or ("/" in text and not side)


@given(DATES, st.integers(0, 12), st.sampled_from(string.printable))
@settings(max_examples=500, deadline=None)
def test_a_date_with_one_character_changed_is_read_alike_or_refused(
    text: str, place: int, character: str
) -> None:
    changed = text[:place] + character + text[place + 1 :]
    with contextlib.suppress(DateError):
        read = parse(changed)
        assert "/" in changed or read[1:3] == read_by_the_oracle(changed)
