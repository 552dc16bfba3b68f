"""A store in sentences: how much is said of whom, by how many, and of which years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.wording.phrases import date_words, plural

if TYPE_CHECKING:
    from proxytui.model.dates import Period


def summary_words(actors: int, held: int, possible: int, period: Period) -> str:
    """`As of 2 Dec 2024, among 169 actors, 75 ties of backing are reported that are held, and 88
    that are possible.`"""
    among = f"As of {date_words(period.text)}, among {plural(actors, 'actor')}"
    if not held + possible:
        return f"{among}, no tie of backing is reported."
    if not held:
        return f"{among}, {_ties(possible)} reported, as possible only."
    more = f", and {possible} as possible" if possible else ""
    return f"{among}, {_ties(held)} reported as held{more}."


def _ties(number: int) -> str:
    return "1 tie of backing is" if number == 1 else f"{number} ties of backing are"


def basis_words(sources: int, publishers: int, first: int, last: int) -> str:
    """`What is recorded rests on 96 sources of 14 publishers, and speaks of the years from 1935 to
    2024.`; without the years where they are 0, and empty without a source."""
    if not sources:
        return ""
    rests = (
        f"What is recorded rests on {plural(sources, 'source')}"
        f" of {plural(publishers, 'publisher')}"
    )
    if not first:
        return f"{rests}."
    years = f"the years from {first} to {last}" if first != last else f"the year {first}"
    return f"{rests}, and speaks of {years}."
