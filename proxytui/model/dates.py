"""Dates as sources give them: EDTF text to day bounds, and what holds as of a day, month or year.

Days are ordinals of the proleptic Gregorian calendar (`datetime.date.toordinal`), 0001-01-01
being 1. Only the years 0001 to 9999 exist here. Every bound is inclusive. EDTF is the Library of
Congress specification of 2019-02-04, levels 0 and 1 without times, seasons, Y-years and negatives.
"""

import enum
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MIN_DAY = 0
"""Minus infinity: the day before the first real one."""
MAX_DAY = date.max.toordinal() + 1
"""Plus infinity: the day after the last real one."""


class State(enum.Enum):
    """The state of a claim as of a period.

    UNSPOKEN is a POSSIBLY that no date brings near the period (see `model.nearness`): nothing rules
    the claim out, and nobody speaks of that time.
    """

    HELD = "held"
    POSSIBLY = "possibly"
    UNSPOKEN = "unspoken"
    NOT = "not"

    # An enumeration's own hash runs in Python; a state is looked up thousands of times a key.
    __hash__ = object.__hash__

    @property
    def rank(self) -> int:
        """From 3 for held to 0 for not: the highest is the strongest."""
        return _RANKS[self]

    @property
    def words(self) -> str:
        """The state as it is shown: "held", "possibly", "not spoken of then", "not held"."""
        words = {State.UNSPOKEN: "not spoken of then", State.NOT: "not held"}
        return words.get(self, self.value)

    @property
    def by_dates(self) -> "State":
        """The state by dates alone, of which there are three: UNSPOKEN is POSSIBLY."""
        return State.POSSIBLY if self is State.UNSPOKEN else self


_RANKS = {State.HELD: 3, State.POSSIBLY: 2, State.UNSPOKEN: 1, State.NOT: 0}


class Precision(enum.Enum):
    """The smallest unit that a date gives."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateError(ValueError):
    """A text that is no date of the form asked for; one line that says what is accepted."""


class Edtf(NamedTuple):
    """A date or interval, with its strict bounds.

    first, last: day ordinals; MIN_DAY and MAX_DAY where an interval is open or its end unknown.
    qualifier: "~" (circa), "?" (uncertain), "%" (both) or ""; of an interval, what its ends have
    together. precision: the smallest unit whose digits are given (2004-12-XX is a month, 198X a
    year); of an interval, the coarser one.
    """

    text: str
    first: int
    last: int
    qualifier: str
    precision: Precision


class Period(NamedTuple):
    """A whole day, month or year; first and last are the ordinals of its first and last day."""

    text: str
    first: int
    last: int
    precision: Precision


class Bounds(NamedTuple):
    """The four day ordinals between which a claim starts and ends; MIN_DAY, MAX_DAY: no bound.

    has_start: `since` says something. soft_start, start_precision: qualifier and precision of the
    date that gives the earliest start, "" and None where none does; soft_end, end_precision: the
    same of the latest end. These two bounds alone can make a claim *not*.
    """

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    has_start: bool
    soft_start: str
    soft_end: str
    start_precision: Precision | None
    end_precision: Precision | None

    @property
    def contradictory(self) -> bool:
        """Whether it would have to end before it starts, however the dates are read."""
        return self.earliest_start > self.latest_end


_SINGLE = re.compile(
    "([0-9]{2}(?:[0-9]{2}|[0-9]X|XX))(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)"
)
_LONGEST = len("2004-06-11%/2004-06-11%")
# A set of claims names some thousand different dates; 2**15 keeps ninety years of single days.
_CACHED = 2**15
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATES = (
    "accepted are 2024-11-30, 2011-03, 1979, 198X, 2011-XX, each also with ~, ? or % behind it,"
    " and 2012/2015, ../1982, 2012/.."
)
_PERIODS = "accepted are a year, month or day from 0001 to 9999, such as 2010, 2010-06, 2010-06-15"


def _error(text: str, why: str, accepted: str = _DATES) -> DateError:
    # repr escapes line ends, control and bidi characters, which keeps the message one honest line.
    shown = repr(text if len(text) <= 40 else text[:40] + "…")
    return DateError(f"{shown} {why}; {accepted}")


def _last_of_month(year: int, month: int) -> int:
    # date(10000, 1, 1) does not exist, so December can't be had from the month that follows.
    end = date(year, 12, 31) if month == 12 else date(year, month + 1, 1)
    return end.toordinal() - (month != 12)


def _single(text: str) -> Edtf:
    match = _SINGLE.fullmatch(text)
    if not match:
        raise _error(text, "is no date")
    year, month, day, qualifier = match.groups()
    if (month and "X" in year) or (month == "XX" and day not in (None, "XX")):
        raise _error(text, "has an X before a digit")
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise _error(text, "is before the first year, 0001")
    if month is None or month == "XX":
        first, last = date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()
        return Edtf(text, first, last, qualifier, Precision.YEAR)
    if not 1 <= int(month) <= 12:
        raise _error(text, f"has no such month as {month}")
    first, last = date(low, int(month), 1).toordinal(), _last_of_month(low, int(month))
    if day is None or day == "XX":
        return Edtf(text, first, last, qualifier, Precision.MONTH)
    if not 1 <= int(day) <= last - first + 1:
        raise _error(text, f"has no such day as {day} in {_MONTHS[int(month) - 1]} {year}")
    first += int(day) - 1
    return Edtf(text, first, first, qualifier, Precision.DAY)


@lru_cache(_CACHED)
def _ends(text: str) -> tuple[Edtf | None, Edtf | None]:
    """The dates that give the first and the last day, None where that end is open or unknown."""
    if len(text) > _LONGEST:
        raise _error(text, "is too long for a date")
    first, slash, last = text.partition("/")
    if not slash:
        single = _single(text)
        return single, single
    # Level 2 has unknown digits inside intervals; the same is said by the years that they span.
    if "X" in text:
        raise _error(text, "has an X in an interval, which needs its first and last date")
    start = None if first in ("", "..") else _single(first)
    end = None if last in ("", "..") else _single(last)
    if start is None and end is None:
        raise _error(text, "names no date")
    if start and end and start.first > end.last:
        raise _error(text, "starts after it ends")
    return start, end


@lru_cache(_CACHED)
def _parse(text: str) -> Edtf:
    start, end = _ends(text)
    if start is not None and start is end:
        return start
    ends = [side for side in (start, end) if side is not None]
    marks = {side.qualifier for side in ends} - {""}
    return Edtf(
        text,
        start.first if start else MIN_DAY,
        end.last if end else MAX_DAY,
        marks.pop() if len(marks) == 1 else "%" if marks else "",
        max((side.precision for side in ends), key=list(Precision).index),
    )


def parse(text: str) -> Edtf:
    """Read an EDTF date of level 0 or 1, or an interval of two, one of which may be `..` or empty.

    Years run from 0001 to 9999. An interval is taken as the days from its left date's first to
    its right date's last. `..` alone is no date (see `is_open`). Raises DateError.
    """
    return _parse(text)


def is_open(text: str) -> bool:
    """Whether the text is `..`, which as an end says that it goes on."""
    return text == ".."


@lru_cache(_CACHED)
def _period(text: str) -> Period:
    if len(text) > len("2010-06-15"):
        raise _error(text, "is too long for a day, month or year", _PERIODS)
    try:
        read = _single(text)
    except DateError as error:
        why = str(error).removesuffix("; " + _DATES)
        raise DateError(f"{why}; {_PERIODS}") from None
    if read.qualifier or "X" in text:
        raise _error(text, "leaves open which day, month or year is meant", _PERIODS)
    return Period(text, read.first, read.last, read.precision)


def period(text: str) -> Period:
    """Read `2010`, `2010-06` or `2010-06-15`; raises DateError for everything else."""
    return _period(text)


_WIDTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def around(ordinal: int, precision: Precision) -> Period:
    """The day, month or year that the day lies in; the ordinal is a real one."""
    return period(date.fromordinal(ordinal).isoformat()[: _WIDTH[precision]])


def shift(p: Period, step: int) -> Period:
    """The period `step` days, months or years (its own unit) later, or earlier if negative.

    Raises DateError past the years 0001 and 9999.
    """
    start = date.fromordinal(p.first)
    if p.precision is Precision.DAY and MIN_DAY < p.first + step < MAX_DAY:
        return around(p.first + step, Precision.DAY)
    if p.precision is Precision.YEAR and 1 <= start.year + step <= 9999:
        return period(f"{start.year + step:04}")
    if p.precision is Precision.MONTH:
        year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
        if 1 <= year <= 9999:
            return period(f"{year:04}-{month + 1:02}")
    raise _error(p.text, "is too near the end of the calendar for this step", _PERIODS)


def shift_years(p: Period, step: int) -> Period:
    """A day, month or year moved by `step` years; 29 February becomes the 28th.

    Raises DateError past the years 0001 and 9999.
    """
    year = int(p.text[:4]) + step
    if not 1 <= year <= 9999:
        raise _error(p.text, "is too near the end of the calendar for this step", _PERIODS)
    month_and_day = p.text[4:]
    last = _last_of_month(year, 2) - date(year, 2, 1).toordinal() + 1
    return period(
        f"{year:04}" + ("-02-28" if month_and_day == "-02-29" and last == 28 else month_and_day)
    )


def year_of(ordinal: int) -> int:
    """The year of a day; 0 for MIN_DAY and 10000 for MAX_DAY, so that years compare as days do."""
    if MIN_DAY < ordinal < MAX_DAY:
        return date.fromordinal(ordinal).year
    return 0 if ordinal <= MIN_DAY else 10000


def _meeting(attested: Iterable[str], earliest: int, latest: int) -> Iterator[Edtf]:
    """The attested dates that have a day in common with earliest start … latest end."""
    # Between two days in the wrong order lies none, although a wide date may reach round both.
    if earliest <= latest:
        for text in attested:
            read = parse(text)
            if read.first <= latest and earliest <= read.last:
                yield read


# Claims are often dated alike, and the bounds of each are asked for several times.
@lru_cache(_CACHED // 4)
def bounds(since: str | None, until: str | None, attested: tuple[str, str] | None) -> Bounds:
    """The day bounds of a claim from its `since`, `until` and `attested`, each EDTF or empty.

    `until` is the last day on which it is true; `..` says that it goes on, which bounds nothing.
    Each attested date that meets earliest start … latest end moves the latest start back and the
    earliest end on, so that the claim spans a day of it; one that doesn't changes nothing.
    Raises DateError; a claim that ends before it starts is no error but `contradictory`.
    """
    since_first = since_last = until_first = until_last = None
    if since:
        since_first, since_last = _ends(since)
    if until and not is_open(until):
        until_first, until_last = _ends(until)
    earliest_start = since_first.first if since_first else MIN_DAY
    latest_start = since_last.last if since_last else MAX_DAY
    earliest_end = until_first.first if until_first else MIN_DAY
    latest_end = until_last.last if until_last else MAX_DAY
    for date_ in _meeting(attested or (), earliest_start, latest_end):
        latest_start = min(latest_start, date_.last)
        earliest_end = max(earliest_end, date_.first)
    return Bounds(
        earliest_start,
        min(latest_start, latest_end),
        max(earliest_end, earliest_start),
        latest_end,
        bool(since),
        since_first.qualifier if since_first else "",
        until_last.qualifier if until_last else "",
        since_first.precision if since_first else None,
        until_last.precision if until_last else None,
    )


def misses(
    since: str | None, until: str | None, attested: tuple[str, str] | None
) -> tuple[str, ...]:
    """The attested dates that change nothing, because they don't meet earliest start … latest end.

    Of contradictory dates every attested one misses. Raises DateError.
    """
    own = bounds(since, until, None)
    meeting = {read.text for read in _meeting(attested or (), own.earliest_start, own.latest_end)}
    return tuple(text for text in dict.fromkeys(attested or ()) if text not in meeting)


def acts(b: Bounds, attested: tuple[str, str] | None) -> list[tuple[int, int]]:
    """First and last day of each reading of an act: the whole span, and each attested date that
    meets it, as far as it does."""
    # The act that a source speaks of lies in the span, so the days outside are no reading.
    first, last = b.earliest_start, b.latest_end
    meeting = _meeting(attested or (), first, last)
    return [(first, last), *((max(read.first, first), min(read.last, last)) for read in meeting)]


def _in_whole_year(b: Bounds, day: int) -> bool:
    """Whether the day's year is surely one of a run of coded years, and no part of it left out."""
    year = year_of(day)
    return (
        year_of(b.latest_start) <= year <= year_of(b.earliest_end)
        and b.earliest_start <= date(year, 1, 1).toordinal()
        and date(year, 12, 31).toordinal() <= b.latest_end
    )


def _answer(
    b: Bounds, first: int, last: int, basis: str, attested: tuple[str, str] | None
) -> State:
    if b.contradictory or last < b.earliest_start or b.latest_end < first:
        return State.NOT
    if basis == "throughout":
        is_held = b.latest_start <= last and first <= b.earliest_end
    elif basis == "within":
        is_held = any(first <= start and end <= last for start, end in acts(b, attested))
    elif basis == "each-year":
        is_held = _in_whole_year(b, first)
    else:
        raise ValueError(f"{basis!r} is no basis; accepted are throughout, within, each-year")
    return State.HELD if is_held else State.POSSIBLY


def state(
    b: Bounds,
    period: Period,
    basis: str = "throughout",
    attested: tuple[str, str] | None = None,
) -> State:
    """What can be said of a claim as of a period, from its dates alone.

    NOT: no reading of the bounds makes it true on a day of the period. HELD: every reading does.
    `throughout` claims are true on every day from start to end, `within` claims on some day, and
    on some day of each attested date that meets the span; only these need `attested` here.
    `each-year` claims are coded year by year: HELD in each whole year from the latest start's
    to the earliest end's. Raises DateError for attested dates, ValueError for another basis.
    """
    return _answer(b, period.first, period.last, basis, attested)


def changes(b: Bounds, basis: str, attested: tuple[str, str] | None = None) -> tuple[int, ...]:
    """The days, ascending, on which the state as of a day differs from that of the day before.

    A `within` claim changes on attested days too, if `attested` is given. Raises as `state` does.
    """
    if basis == "throughout":
        days = {b.latest_start, b.earliest_end + 1}
    elif basis == "each-year":
        firsts = {year_of(b.latest_start), year_of(b.earliest_start) + 1}
        afters = {year_of(b.earliest_end) + 1, year_of(b.latest_end)}
        days = {date(year, 1, 1).toordinal() for year in firsts | afters if 1 <= year <= 9999}
    else:
        days = {day for start, end in acts(b, attested) for day in (start, end + 1)}
    days |= {b.earliest_start, b.latest_end + 1}
    return tuple(
        day
        for day in sorted(days)
        if MIN_DAY + 1 < day < MAX_DAY
        and _answer(b, day - 1, day - 1, basis, attested)
        is not _answer(b, day, day, basis, attested)
    )


def _single_words(read: Edtf) -> str:
    body = read.text.removesuffix(read.qualifier)
    year, month, day = (*body.split("-"), "", "")[:3]
    notes = []
    # "The 1900s" is a decade to some and a century to others, so both are given in years.
    if year.endswith(("XX", "0X")):
        words_ = f"{year.replace('X', '0')}–{year.replace('X', '9')}"
        notes.append("year unknown")
    elif year.endswith("X"):
        words_ = f"the {year[:3]}0s"
    elif month in ("", "XX"):
        words_ = year
        notes += ["month and day unknown" if day else "month unknown"] if month else []
    else:
        words_ = f"{_MONTHS[int(month) - 1]} {year}"
        if day == "XX":
            notes.append("day unknown")
        elif day:
            words_ = f"{int(day)} {words_}"
    if read.qualifier in ("?", "%"):
        notes.append("uncertain")
    about = "about " if read.qualifier in ("~", "%") else ""
    return f"{about}{words_} ({', '.join(notes)})" if notes else about + words_


def words(text: str) -> str:
    """Say an EDTF date in English: "about 1979", "some day from 2012 to 2015". Raises DateError."""
    start, end = _ends(text)
    if start is None or end is None:
        if start:
            return f"not before {_single_words(start)}"
        return f"by {_single_words(end)} at the latest" if end else ""
    if start is end:
        return _single_words(start)
    return f"some day from {_single_words(start)} to {_single_words(end)}"
