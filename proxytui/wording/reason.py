"""The reason why a tie is not simply held at a date, in two or three words: "last 2004"."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, Precision, State
from proxytui.wording.phrases import Namer, date_words, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.dates import Edtf, Period
    from proxytui.model.records import Claim
    from proxytui.model.tie import Ending, Tie

NO_DATE = "no date"
ENDINGS = {
    "died": "died",
    "dissolved": "dissolved",
    "renamed": "renamed",
    "merged": "merged",
    "absorbed": "absorbed",
    "succeeded": "successor",
}
"""Endings of a tie besides its own dates, each with the word before a year."""


_ENDED = {
    "died": "is recorded as having died",
    "dissolved": "is recorded as dissolved",
    "renamed": "is reported to go on under another name from",
    "merged": "is reported to have become part of another body from",
    "absorbed": "is reported to have become part of another body from",
    "succeeded": "is reported to hold the office from",
}


def ending_words(ending: Ending, name: Namer) -> str:
    """The ending of a tie besides its own dates, within a sentence."""
    return f"{named(name(ending.actor))} {_ENDED[ending.kind]} {date_words(ending.date)}"


class _Limits(NamedTuple):
    """The starts, ends and attestations that claims of a tie give, those that can be read."""

    starts: tuple[Edtf, ...]
    ends: tuple[Edtf, ...]
    attested: tuple[Edtf, ...]


def reason_words(tie: Tie, period: Period | None, *, brief: bool = False) -> str:
    """The reason why a tie is possibly so, not spoken of, or not at all at a date, by its claims.

    "last 2004": last attested then; "first 2024": not spoken of before; "since 1989": a start,
    and no end; "until ≤ 2024": it ended by then, and maybe before the date; "no date". Empty for
    a tie that is held, and without a date. A date in the year of the view is given as precisely
    as it is known, unless that is to be `brief`.
    """
    if tie.state is State.HELD or period is None:
        return ""
    near = 0 if brief else dates.year_of(period.first)
    if tie.ending is not None and tie.state is State.NOT:
        return f"{ENDINGS[tie.ending.kind]} {_short_date(tie.ending.date, near, last=True)}".strip()
    states = dict(zip((claim.id for claim in tie.claims), tie.states, strict=True))
    live = [claim for claim in tie.live if "planned" not in claim.flags]
    there = [claim for claim in live if states[claim.id] is not State.NOT]
    words = _reason(_limits_of(there), period, near) if there else ""
    if words and words != NO_DATE:
        return words
    # What gives no date outlasts nothing: other claims of the tie say when it was.
    gone = [claim for claim in live if states[claim.id] is State.NOT]
    return _reason_outside(_limits_of(gone), period, near) or words


_Given: TypeAlias = tuple[str | None, str | None, tuple[str, ...]]
"""The start, the end and the attestations of a claim, as it gives them."""


def _limits_of(claims: Iterable[Claim]) -> _Limits:
    return _limits(tuple((claim.since, claim.until, claim.attested or ()) for claim in claims))


# A view asks for the same claims at each date.
@lru_cache(maxsize=1024)
def _limits(given: tuple[_Given, ...]) -> _Limits:
    return _Limits(
        _readable(since for since, _, _ in given),
        _readable(until for _, until, _ in given if until and not dates.is_open(until)),
        _readable(text for _, _, attested in given for text in attested),
    )


def _readable(texts: Iterable[str | None]) -> tuple[Edtf, ...]:
    read = []
    for text in texts:
        with suppress(dates.DateError):
            if text:
                read.append(dates.parse(text))
    return tuple(read)


def _reason(limits: _Limits, period: Period, near: int) -> str:
    starts, ends, attested = limits
    past = [spoken for spoken in attested if spoken.last < period.first]
    latest = max(past, key=lambda spoken: spoken.last, default=None)
    begun = [start for start in starts if first_known_day(start) <= period.last]
    started = max(begun, key=first_known_day, default=None)
    open_ends = [end for end in ends if end.last >= period.first]
    if open_ends and (starts or past or any(end.first <= period.last for end in open_ends)):
        end = max(open_ends, key=lambda limits: limits.last)
        if end.last >= MAX_DAY:
            return f"until ≥ {_short_date(end.text, near, last=False)}"
        return f"until ≤ {_short_date(end.text, near, last=True)}"
    if latest is not None and (started is None or latest.last >= first_known_day(started)):
        return f"last {_short_date(latest.text, near, last=True)}"
    if started is not None:
        sign = "" if started.first > MIN_DAY and started.last < MAX_DAY else _bound_sign(started)
        return f"since {sign}{_short_date(started.text, near, last=started.first <= MIN_DAY)}"
    future = [*attested, *starts, *ends]
    if future:
        first = min(future, key=first_known_day)
        what = "first" if first in attested else "since ≤" if first in starts else "until ≤"
        return f"{what} {_short_date(first.text, near, last=what != 'first')}"
    return NO_DATE


def _reason_outside(limits: _Limits, period: Period, near: int) -> str:
    """The time of a tie by claims that are not at the date: "until 2012", "from 2015"."""
    ended = [end for end in limits.ends if end.last < period.first]
    if ended:
        return f"until {_short_date(max(ended, key=lambda end: end.last).text, near, last=True)}"
    begins = [start for start in limits.starts if start.first > period.last]
    if begins:
        return f"from {_short_date(min(begins, key=first_known_day).text, near, last=False)}"
    return ""


def first_known_day(read: Edtf) -> int:
    """The first day of a date, or its last where it has no first."""
    return read.first if read.first > MIN_DAY else read.last


def _bound_sign(read: Edtf) -> str:
    return "≤ " if read.first <= MIN_DAY else "≥ "


def _short_date(text: str, near: int, *, last: bool) -> str:
    """A date as short as it can be: the year alone, and more only where that is `near`; a decade
    as a decade."""
    # Of an interval the end that counts says how precisely it is given.
    ends = [end for end in text.split("/") if end and end != ".."]
    try:
        end = ends[-1 if last else 0]
        read = dates.parse(end)
    except (dates.DateError, IndexError):
        return ""
    day = read.last if last else read.first
    about = "~" if read.qualifier else ""
    if "X" in end[:4]:
        years = dates.words(end.rstrip("~?%")).removeprefix("the ").partition(" (")[0]
        return about + years
    precise = read.precision
    if dates.year_of(day) != near or precise is Precision.YEAR:
        return f"{about}{dates.year_of(day)}"
    named = dates.around(day, precise)
    return about + dates.words(named.text)
