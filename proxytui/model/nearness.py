"""Nearness of a claim's own dates to a period: whether anybody speaks of that time at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY

if TYPE_CHECKING:
    from proxytui.model.dates import Bounds, Period
    from proxytui.model.records import Attested

YEARS = 10
"""How many years before and after it a date speaks for."""

NEVER = (MAX_DAY, MIN_DAY)
"""The reach of a claim without any date: no day lies in it."""


@lru_cache(2**13)
def known_days(bounds: Bounds, attested: Attested | None) -> tuple[int, int] | None:
    """The first and the last day that a claim's dates name, None where they name none.

    These are the ends of its bounds, as day ordinals, and of each attestation that lies in them.
    """
    days = [day for day in bounds[:4] if MIN_DAY < day < MAX_DAY]
    for text in dict.fromkeys(attested or ()):
        with suppress(dates.DateError):
            date_ = dates.parse(text)
            if date_.first <= bounds.latest_end and bounds.earliest_start <= date_.last:
                days += (day for day in date_[1:3] if MIN_DAY < day < MAX_DAY)
    return (min(days), max(days)) if days else None


def reach(bounds: Bounds, attested: Attested | None) -> tuple[int, int]:
    """The first and last day on which somebody speaks of a claim: ten years before the first day
    that its dates name, and ten years after the last. `NEVER` for a claim without any date.

    `bounds` are those of its own dates, not narrowed by anything else that is known.
    """
    days = known_days(bounds, attested)
    if days is None:
        return NEVER
    return _years_on(days[0], -YEARS), _years_on(days[1], YEARS)


def years_known(reach: tuple[int, int]) -> tuple[int, ...] | None:
    """The years of the first and the last day that a claim's dates name, by how far these reach;
    () where they name none, None where the reach goes to an end of the calendar."""
    if reach == NEVER:
        return ()
    if not MIN_DAY < reach[0] <= reach[1] < MAX_DAY:
        return None
    return date.fromordinal(reach[0]).year + YEARS, date.fromordinal(reach[1]).year - YEARS


# Claims name a few thousand days, again and again.
@lru_cache(2**15)
def _years_on(day: int, years: int) -> int:
    """A day moved by some years; the ends of the calendar where there is no such day."""
    then = date.fromordinal(day)
    year = then.year + years
    if not 1 <= year <= 9999:
        return MIN_DAY if years < 0 else MAX_DAY
    leap_day = (then.month, then.day) == (2, 29)
    return then.replace(year=year, day=28 if leap_day else then.day).toordinal()


# Approximate bounds


def nearby(b: Bounds) -> tuple[int, int]:
    """The last day from which on, and the first day until which, a period that is NOT is near.

    That is one unit before or after a bound marked `~ ? %`, if by such a bound alone it is NOT.
    The unit is the bound's precision: with 1979~ as start, a day, month or year in 1978 is near.
    """
    near_from, near_to = b.earliest_start, b.latest_end
    if b.soft_start and b.start_precision and not b.contradictory:
        with suppress(dates.DateError):  # Before the first year is no period.
            near_from = dates.shift(dates.around(near_from, b.start_precision), -1).first
    if b.soft_end and b.end_precision and not b.contradictory:
        with suppress(dates.DateError):
            near_to = dates.shift(dates.around(near_to, b.end_precision), 1).last
    return near_from, near_to


def near(b: Bounds, period: Period) -> bool:
    """Whether the claim is NOT, but only by a bound that is near."""
    near_from, near_to = nearby(b)
    return near_from <= period.last < b.earliest_start or b.latest_end < period.first <= near_to
