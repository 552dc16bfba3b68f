"""Why a tie is not simply held at a date, in two or three words: "last 2004", "no date"."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import dates
from proxytui.model.dates import MAX_DAY, MIN_DAY, Precision, State
from proxytui.wording.phrases import Namer, date_words, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
"""What ends a tie besides its own dates, each in a word that stands before a year."""


_ENDED = {
    "died": "is recorded as having died",
    "dissolved": "is recorded as dissolved",
    "renamed": "is reported to go on under another name from",
    "merged": "is reported to have become part of another body from",
    "absorbed": "is reported to have become part of another body from",
    "succeeded": "is reported to hold the office from",
}


def ending_words(ending: Ending, name: Namer) -> str:
    """What ends a tie besides its own dates, within a sentence."""
    return f"{named(name(ending.actor))} {_ENDED[ending.kind]} {date_words(ending.date)}"


class _Given(NamedTuple):
    """What the claims of a tie give: starts, ends and attestations that can be read."""

    starts: tuple[Edtf, ...]
    ends: tuple[Edtf, ...]
    attested: tuple[Edtf, ...]


def reason_words(tie: Tie, period: Period | None, *, brief: bool = False) -> str:
    """Why a tie is possibly so, not spoken of, or not at all at a date, from what its claims give.

    "last 2004": last attested then; "first 2024": not spoken of before; "since 1989": a start,
    and no end; "until ≤ 2024": it ended by then, and maybe before the date; "no date". Empty for
    a tie that is held, and without a date. A date in the year of the view is given as precisely
    as it is known, unless that is to be `brief`.
    """
    if tie.state is State.HELD or period is None:
        return ""
    near = 0 if brief else dates.year_of(period.first)
    if tie.ending is not None and tie.state is State.NOT:
        return f"{ENDINGS[tie.ending.kind]} {_shown(tie.ending.date, near, last=True)}".strip()
    states = dict(zip((claim.id for claim in tie.claims), tie.states, strict=True))
    live = [claim for claim in tie.live if "planned" not in claim.flags]
    there = [claim for claim in live if states[claim.id] is not State.NOT]
    words = _reason(_given(there, tie), period, near) if there else ""
    if words and words != NO_DATE:
        return words
    # What gives no date outlasts nothing: other claims of the tie say when it was.
    gone = [claim for claim in live if states[claim.id] is State.NOT]
    return _outside(_given(gone, tie), period, near) or words


def _given(claims: Sequence[Claim], tie: Tie) -> _Given:
    spoken = [text for claim in claims for text in claim.attested or ()]
    if not spoken and tie.attested and any(dates.is_open(claim.until or "") for claim in claims):
        spoken = list(tie.attested)
    return _Given(
        _read(claim.since for claim in claims),
        _read(c.until for c in claims if c.until and not dates.is_open(c.until)),
        _read(spoken),
    )


def _read(texts: Iterable[str | None]) -> tuple[Edtf, ...]:
    read = []
    for text in texts:
        with suppress(dates.DateError):
            if text:
                read.append(dates.parse(text))
    return tuple(read)


def _reason(given: _Given, period: Period, near: int) -> str:
    starts, ends, attested = given
    past = [spoken for spoken in attested if spoken.last < period.first]
    latest = max(past, key=lambda spoken: spoken.last, default=None)
    begun = [start for start in starts if _first(start) <= period.last]
    started = max(begun, key=_first, default=None)
    open_ends = [end for end in ends if end.last >= period.first]
    if open_ends and (starts or past or any(end.first <= period.last for end in open_ends)):
        end = max(open_ends, key=lambda given: given.last)
        if end.last >= MAX_DAY:
            return f"until ≥ {_shown(end.text, near, last=False)}"
        return f"until ≤ {_shown(end.text, near, last=True)}"
    if latest is not None and (started is None or latest.last >= _first(started)):
        return f"last {_shown(latest.text, near, last=True)}"
    if started is not None:
        sign = "" if started.first > MIN_DAY and started.last < MAX_DAY else _side(started)
        return f"since {sign}{_shown(started.text, near, last=started.first <= MIN_DAY)}"
    future = [*attested, *starts, *ends]
    if future:
        first = min(future, key=_first)
        what = "first" if first in attested else "since ≤" if first in starts else "until ≤"
        return f"{what} {_shown(first.text, near, last=what != 'first')}"
    return NO_DATE


def _outside(given: _Given, period: Period, near: int) -> str:
    """What claims that are not at the date say of when it was: "until 2012", "from 2015"."""
    ended = [end for end in given.ends if end.last < period.first]
    if ended:
        return f"until {_shown(max(ended, key=lambda end: end.last).text, near, last=True)}"
    begins = [start for start in given.starts if start.first > period.last]
    if begins:
        return f"from {_shown(min(begins, key=_first).text, near, last=False)}"
    return ""


def _first(read: Edtf) -> int:
    return read.first if read.first > MIN_DAY else read.last


def _side(read: Edtf) -> str:
    return "≤ " if read.first <= MIN_DAY else "≥ "


def _shown(text: str, near: int, *, last: bool) -> str:
    """A date as short as it can be: the year alone, and more only where that is `near`."""
    # Of an interval the end that counts says how precisely it is given.
    ends = [end for end in text.split("/") if end and end != ".."]
    try:
        read = dates.parse(ends[-1 if last else 0])
    except (dates.DateError, IndexError):
        return ""
    day = read.last if last else read.first
    about = "~" if read.qualifier else ""
    precise = read.precision
    if dates.year_of(day) != near or precise is Precision.YEAR:
        return f"{about}{dates.year_of(day)}"
    named = dates.around(day, precise)
    return about + dates.words(named.text)
