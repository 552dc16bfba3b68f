"""Dates as the days that they stand for, in words, while they are typed."""

from __future__ import annotations

from datetime import date

from proxytui.model import dates


def day_words(ordinal: int) -> str:
    """A day as it is read out: `1 Jun 2023`; of what has no bound, that any day will do."""
    if ordinal <= dates.MIN_DAY:
        return "any day before"
    if ordinal >= dates.MAX_DAY:
        return "any day after"
    return dates.words(date.fromordinal(ordinal).isoformat())


def between(first: int, last: int) -> str:
    """Two days as a stretch: `1 Jun 2023 to 30 Jun 2023`, or the day where it is only one."""
    begin, end = day_words(first), day_words(last)
    return begin if begin == end else f"{begin} to {end}"


def days_of(text: str) -> str:
    """The days that a date stands for; raises DateError for what is no date.

    Two dates, with a blank between them, are the first and the last of a stretch.
    """
    words = []
    for single in text.split():
        if dates.is_open(single):
            words.append("it goes on")
        else:
            edtf = dates.parse(single)
            words.append(between(edtf.first, edtf.last))
    return " · ".join(words)
