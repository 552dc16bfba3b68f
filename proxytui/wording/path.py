"""A path in words: the dates and grades of each hop, and whether all of them held together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from proxytui.model import grades
from proxytui.model.dates import Precision, State
from proxytui.model.stances import relevant_claims
from proxytui.model.vocabulary import CREDIBILITY, RELIABILITY
from proxytui.wording.phrases import date_words, lower_first
from proxytui.wording.tie_dates import dates_given, state_words

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.tie import Tie


def hop_dates(tie: Tie, period: Period | None, source: Lookup) -> str:
    """The dates given for a tie, each with its publishers: "earliest start given: 1982 (1)"."""
    parts = dates_given(relevant_claims(tie, source), source)
    if tie.attested and "attested" not in state_words(tie, period):
        parts.append(f"last attested {date_words(tie.attested[1])}")
    return "; ".join(map(lower_first, parts))


def grade_words(tie: Tie, source: Lookup) -> str:
    """The worst letter of the sources of a tie and the worst digit of what they say, apart.

    Of what supports it, where anything does; letters and digits in the order of the scale, so
    that what cannot be judged counts as the worst. Empty where nothing is graded.
    """
    letter, digit = grades.worst(relevant_claims(tie, source), source)
    parts = []
    if letter:
        parts.append(f"sources graded {letter} at worst ({RELIABILITY[letter]})")
    if digit:
        parts.append(f"what they say graded {digit} at worst ({CREDIBILITY[digit]})")
    return ", ".join(parts)


def together_words(hops: int, state: State, day: int | None, period: Period | None) -> str:
    """Whether all hops held on the same day of a period, or of all time; no capital, no stop.

    `day` is the ordinal of the first day on which all are held.
    """
    when = "on a day" if hops == 1 else "on the same day"
    if period:
        one_day = period.precision is Precision.DAY
        when = (
            f"on {date_words(period.text)}" if one_day else f"{when} of {date_words(period.text)}"
        )
    every = "" if hops == 1 else "all hops "
    if state is State.HELD and day is not None:
        first = date_words(date.fromordinal(day).isoformat())
        first = "" if first in when else f", {first} being the first"
        return f"by the dates given, {every}held {when}{first}"
    if state is State.POSSIBLY:
        return f"by the dates given, {every}possibly held {when}"
    return f"by the dates given, never {every}held {when}"
